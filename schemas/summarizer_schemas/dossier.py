"""The dossier: what several articles say about one deal, where they agree and where they differ."""

from typing import Literal

from pydantic import BaseModel, Field

from summarizer_schemas.controversies import Controversy
from summarizer_schemas.deal import Deal
from summarizer_schemas.evidence import Evidence, OverviewStatement
from summarizer_schemas.stakeholders import Stakeholder
from summarizer_schemas.summary import SCHEMA_VERSION, ArticleInfo, ArticleSummary, Run

DiscrepancyKind = Literal["amount", "date", "status", "party", "number", "speaker", "answer"]


class Version(BaseModel):
    """One of the values that are told of the same thing."""

    value: str = Field(description="What is said")
    evidence: list[Evidence] = Field(description="Where it is said")


class Discrepancy(BaseModel):
    """Something on which the articles differ."""

    kind: DiscrepancyKind = Field(
        description="amount, date, status, party, number (how many), speaker (who said it), "
        "answer (one article has an answer to a criticism, another says there is none)"
    )
    about: str = Field(description="What they differ on")
    versions: list[Version] = Field(description="Each value, with the articles that give it")


class Copies(BaseModel):
    """Articles that carry one text, and so are one witness, not several."""

    articles: list[str] = Field(description="Ids, the earliest first where dates are known")
    reason: str = Field(description="What shows it: nearly the same words, or the credit they give")


class Decision(BaseModel):
    """Why two things were taken for one, or kept apart, where that was not plain; a person may undo it."""

    section: str = Field(description='Where they stand: "stakeholders", "deal.events"')
    left: str = Field(description="What the one is called")
    right: str = Field(description="What the other is called")
    same: bool = Field(description="Whether they were taken for one")
    decided_by: Literal["code", "model"] = Field(description="Who decided")
    reason: str = Field(description="Why")


class Dossier(BaseModel):
    """The same deal, stakeholders and controversies, with evidence from every article that states them.

    A fact is as well corroborated as the articles in its evidence are independent: see `copies`.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    articles: list[ArticleInfo] = Field(description="In order of publication, then of id")
    overview: list[OverviewStatement] = Field(
        default_factory=list, description="The articles' own sentences that carry the most facts"
    )
    deal: Deal | None = None
    stakeholders: list[Stakeholder] = Field(default_factory=list)
    controversies: list[Controversy] = Field(default_factory=list)
    discrepancies: list[Discrepancy] = Field(default_factory=list, description="Where the articles differ")
    copies: list[Copies] = Field(default_factory=list, description="Articles that are not independent of each other")
    decisions: list[Decision] = Field(default_factory=list, description="What was merged on judgement")
    warnings: list[str] = Field(default_factory=list, description="What a reader should know about this dossier")
    summaries: list[ArticleSummary] = Field(
        default_factory=list,
        description="What it was merged from, the articles' texts left out: one can be added or taken away later",
    )
    run: Run | None = Field(default=None, description="What asking cost, all articles together")
