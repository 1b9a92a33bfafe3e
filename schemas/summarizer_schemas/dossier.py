"""The dossier: what several articles say about one deal, where they agree and where they differ."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from summarizer_schemas.controversies import Controversy
from summarizer_schemas.deal import Deal
from summarizer_schemas.evidence import Evidence, Fact, OverviewStatement, OwnFact
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


class Credit(BaseModel):
    """An article says that it has its news from an outlet."""

    article: str = Field(description="Id of the article that says so")
    outlet: str = Field(description="Whom it names")
    whole: bool = Field(description="Whether the article as a whole rests on it, not one sentence only")
    evidence: Evidence | None = Field(description="Where it says so; null where only its metadata does")


class Decision(BaseModel):
    """Why two things were taken for one, or kept apart, where that was not plain.

    A person may undo it: set `same` and, as `decided_by`, "person"; the next update keeps to that.
    """

    section: Literal["stakeholders", "deal.events", "controversies"] = Field(description="Where they stand")
    left: str = Field(description="What the one is called")
    right: str = Field(description="What the other is called")
    same: bool = Field(description="Whether they were taken for one")
    decided_by: Literal["code", "model", "person"] = Field(description="Who decided")
    reason: str = Field(description="Why")


class Dossier(BaseModel):
    """The same deal, stakeholders and controversies, with evidence from every article that states them.

    A fact is as well corroborated as the articles in its evidence are independent: see `copies`. Sections that a
    subclass of the summary added stand under their names, each a list of facts.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, list[OwnFact] | Any] = {}

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
    credits: list[Credit] = Field(default_factory=list, description="Which outlets the articles name as their source")
    decisions: list[Decision] = Field(default_factory=list, description="What was merged on judgement")
    warnings: list[str] = Field(default_factory=list, description="What a reader should know about this dossier")
    summaries: list[ArticleSummary] = Field(
        default_factory=list,
        description="What it was merged from, the texts left out, which stand in `articles`: one can be added later",
    )
    run: Run | None = Field(default=None, description="What asking cost, all articles together")


class Change(BaseModel):
    """Something that is new in a dossier."""

    section: str = Field(description='Where it stands: "deal.amounts"')
    what: str = Field(description="What it says")
    before: int = Field(default=0, ge=0, description="How many independent articles stated it before")
    after: int = Field(default=1, ge=0, description="How many do now")


class Changes(BaseModel):
    """What new articles brought to a dossier."""

    articles: list[str] = Field(default_factory=list, description="Ids of the new articles")
    new_facts: list[Change] = Field(default_factory=list, description="What nobody had stated before")
    corroborated: list[Change] = Field(default_factory=list, description="What more independent articles state now")
    contradictions: list[Discrepancy] = Field(default_factory=list, description="On what the articles newly differ")
    answered: list[Change] = Field(default_factory=list, description="Criticism that has an answer now")


def own_sections(told: ArticleSummary | Dossier) -> dict[str, list[OwnFact]]:
    """The sections that a subclass added, by name, as far as they were read without it."""
    held = {name: value if isinstance(value, list) else [value] for name, value in (told.model_extra or {}).items()}
    facts = {name: [each for each in value if isinstance(each, OwnFact)] for name, value in held.items()}
    return {name: own for name, own in facts.items() if own}


def corroboration(fact: Fact, dossier: Dossier) -> int:
    """How many independent articles state a fact of a dossier.

    Copies of one text count once, and a sentence that credits an outlet counts for that outlet.
    """
    witness = _witnesses(dossier)
    published = {(info.source or "").casefold(): info.id for info in dossier.articles if info.source}
    credited = {
        (credit.article, credit.evidence.sentence): published.get(credit.outlet.casefold(), credit.outlet)
        for credit in dossier.credits
        if credit.evidence and not credit.whole
    }
    places = (credited.get((each.article, each.sentence), each.article) for each in fact.evidence)
    return len({witness.get(place, place) for place in places})


def independent(dossier: Dossier) -> int:
    """How many independent articles a dossier rests on; copies of one text count once."""
    witness = _witnesses(dossier)
    return len({witness.get(each.id, each.id) for each in dossier.articles})


def _witnesses(dossier: Dossier) -> dict[str, str]:
    """The article that stands for each of those that are copies."""
    return {article: group.articles[0] for group in dossier.copies for article in group.articles}
