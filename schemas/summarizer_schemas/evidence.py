"""Where a fact stands in an article, and the base of everything that has to be true."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from summarizer_schemas.grounding import Computed, Prose


class Evidence(BaseModel):
    """A span of one article. `text[start:end] == quote` holds for the article's published text, always."""

    model_config = ConfigDict(frozen=True)

    article: str = Field(description="Id of the article")
    sentence: int = Field(ge=1, description="Number of the sentence, from 1")
    start: int = Field(ge=0, description="First code point of the quote in the article's text")
    end: int = Field(ge=0, description="One past the last code point of the quote")
    quote: str = Field(description="The words themselves")
    page: int | None = Field(default=None, ge=1, description="Page of a PDF, from 1; null for what has no pages")


class Fact(BaseModel):
    """Base of everything that has to be true: what it says, and where the article says it."""

    evidence: list[Evidence] = Field(
        default_factory=list,
        description="Numbers of the sentences that say so, one to three",
    )


class Statement(Fact):
    """One thing the article says, in a short sentence."""

    text: Annotated[str, Prose()] = Field(description="A short sentence that keeps to the article's words")


class OverviewStatement(Statement):
    """A sentence of the overview: the article's own words, chosen by code."""

    text: Annotated[str, Computed()] = Field(description="The sentence, as the article has it")


class OwnFact(Fact):
    """A fact of a section that a subclass of the summary added, for a program that does not know the class: its fields
    are those that the class has.
    """

    model_config = ConfigDict(extra="allow")

    evidence: list[Evidence] = Field(min_length=1, description="Where the articles say so")


def own_words(fact: OwnFact) -> str:
    """What a fact of an added section says: its words, one field after another."""
    return "; ".join(value for value in (fact.model_extra or {}).values() if isinstance(value, str) and value)


def evidence_in(node: object) -> Iterator[Evidence]:
    """All evidence of a summary, a fact or a list of them."""
    if isinstance(node, Evidence):
        yield node
    elif isinstance(node, list):
        for each in node:
            yield from evidence_in(each)
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from evidence_in(getattr(node, name))
        yield from evidence_in(list((node.model_extra or {}).values()))
