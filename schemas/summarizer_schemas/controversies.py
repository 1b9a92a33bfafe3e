"""The controversies: what is contested, by whom, against whom, and what was answered."""

from typing import Annotated

from pydantic import Field

from summarizer_schemas.evidence import Fact
from summarizer_schemas.grounding import Prose, Verbatim


class Response(Fact):
    """An answer to a criticism, by somebody other than the critic."""

    by: Annotated[str, Verbatim()] = Field(description="Who answers, as the article names them")
    says: Annotated[str, Prose()] = Field(description="The answer, in the article's words")


class Controversy(Fact):
    """One criticism, accusation, objection, worry or dispute about the deal."""

    raised_by: list[Annotated[str, Verbatim(required=False, some=True)]] = Field(
        description="Who says it, as the article names them"
    )
    claim: Annotated[str, Prose()] = Field(description="What they say, in the article's words")
    against: list[Annotated[str, Verbatim(required=False)]] = Field(
        description="Whom it is directed at, as the article names them"
    )
    topic: Annotated[str, Prose(required=False)] = Field(description="What it is about, two to five words")
    responses: list[Response] = Field(
        description="Answers or denials by the other side; empty when the article gives none"
    )
