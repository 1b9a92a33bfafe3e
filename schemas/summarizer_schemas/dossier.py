"""The dossier: what several articles say about one deal, and where they differ."""

from typing import Literal

from pydantic import BaseModel, Field

from summarizer_schemas.controversies import Controversy
from summarizer_schemas.deal import Deal
from summarizer_schemas.evidence import Evidence, Statement
from summarizer_schemas.stakeholders import Stakeholder
from summarizer_schemas.summary import SCHEMA_VERSION, ArticleInfo


class Version(BaseModel):
    """One of the values that are told of the same thing."""

    value: str = Field(description="What is said")
    evidence: list[Evidence] = Field(description="Where it is said")


class Discrepancy(BaseModel):
    """Something on which the articles differ."""

    about: str = Field(description="What they differ on")
    versions: list[Version] = Field(description="Each value, with the articles that give it")


class Dossier(BaseModel):
    """The same deal, stakeholders and controversies, with evidence from every article that states them."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    articles: list[ArticleInfo]
    overview: list[Statement] = Field(default_factory=list)
    deal: Deal | None = None
    stakeholders: list[Stakeholder] = Field(default_factory=list)
    controversies: list[Controversy] = Field(default_factory=list)
    discrepancies: list[Discrepancy] = Field(default_factory=list)
