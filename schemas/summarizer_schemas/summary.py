"""The summary of one article: what the article is, what it says, what was turned away, what it cost."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from summarizer_schemas.controversies import Controversy
from summarizer_schemas.deal import Deal
from summarizer_schemas.evidence import OverviewStatement, OwnFact
from summarizer_schemas.grounding import Computed
from summarizer_schemas.stakeholders import Stakeholder

SCHEMA_VERSION: Literal["1.0"] = "1.0"


class ArticleInfo(BaseModel):
    """The article that was read."""

    id: str = Field(description="Given by the caller, or the first 16 hex digits of the text's SHA-256")
    title: str | None = Field(default=None, description="Headline")
    source: str | None = Field(default=None, description="Outlet that published it")
    author: str | None = Field(default=None, description="Byline")
    credit: str | None = Field(
        default=None, description="Where the text itself says it comes from: an agency, another outlet"
    )
    published: str | None = Field(default=None, description="Publication date, ISO 8601 where it is known")
    language: str | None = Field(default=None, description="ISO 639-1 code")
    url: str | None = Field(default=None, description="Where it was published")
    characters: int = Field(ge=0, description="Length of the text in code points")
    sentences: int = Field(ge=0, description="How many sentences were numbered")
    text: str | None = Field(
        default=None, description="The text that all offsets count in; null when it was asked away"
    )


class Rejected(BaseModel):
    """Something the model said that the article does not bear out."""

    section: str = Field(description='Where it would have stood: "deal.amounts"')
    fact: dict[str, Any] = Field(description="What the model said, with the sentence numbers it cited")
    reason: str = Field(description="Why it was turned away")


class Run(BaseModel):
    """How the summary was made, and what it cost; retries are counted."""

    version: str = Field(description="Version of summarizer")
    model: str = Field(description="Model that was asked")
    requests: int = Field(default=0, ge=0, description="Requests sent")
    input_tokens: int = Field(default=0, ge=0, description="Tokens read, the cached ones among them")
    cached_tokens: int = Field(default=0, ge=0, description="Tokens the server had read before")
    output_tokens: int = Field(default=0, ge=0, description="Tokens written")
    cost_usd: float | None = Field(default=None, description="US dollars; null when the price is not known")
    seconds: float = Field(default=0.0, ge=0, description="Wall time")
    key: str | None = Field(
        default=None,
        description="In a batch: hash of all that decided the answer (text, model, prompts, schema, settings)",
    )


class ArticleSummary(BaseModel):
    """What one article says about a deal, every line with its evidence.

    A field that holds a fact or a list of facts is a section: the model is asked for it with the field's
    description as the question. A subclass that adds such a field adds a section; read back without the subclass, the
    section is kept under its name.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, list[OwnFact] | OwnFact | Any] = {}

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    article: ArticleInfo
    overview: Annotated[list[OverviewStatement], Computed()] = Field(
        default_factory=list,
        description="The article's own sentences that carry the most facts, in its order",
    )
    deal: Deal | None = Field(
        default=None,
        description="Describe the deal that the article reports: what was agreed, by whom, for how much.",
    )
    stakeholders: list[Stakeholder] = Field(
        default_factory=list,
        description="List every stakeholder: each person, company, government, agency, party or group that makes "
        "the deal, is affected by it, or says something about it. Leave out the outlet that reports the story.",
    )
    controversies: list[Controversy] = Field(
        default_factory=list,
        description="List every criticism, accusation, warning, demand or objection in this article, one entry for "
        "each point, with the name of who says it and the number of the sentence.",
    )
    rejected: list[Rejected] = Field(default_factory=list, description="What was turned away, and why")
    warnings: list[str] = Field(default_factory=list, description="What a reader should know about this summary")
    run: Run
