"""Invented articles on invented deals (`tests/deals`), with what a good model says of them and what is true beside it.

Each file holds articles, some on one deal and some on near misses, and gold: the discrepancies planted and the copies.
Which articles report one deal stands in `of`; facts of one deal that are the same share a label, `is`.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from summarizer.schemas import ArticleSummary
from tests.checked import check

DEALS = Path(__file__).parent / "deals"

EMPTY = {
    "stakeholders": {"role": "", "stance": "not stated"},
    "controversies": {"against": [], "topic": "", "responses": []},
    "events": {"date_text": None},
    "amounts": {"what_for": ""},
}
"""Fields that a row may leave out."""

DEAL_LISTS = ("parties", "items", "amounts", "instruments", "events", "benefits")


@dataclass(frozen=True)
class Planted:
    """A discrepancy of a deal's articles: its kind, and each version's words with the ids of the articles."""

    of: str
    kind: str
    versions: dict[str, list[str]]


@dataclass(frozen=True)
class DealSet:
    """The articles of one file.

    Attributes:
        summaries: as a good model would have them, by article id.
        of: the deal that each article reports.
        labels: (section, article id) → label and the words by which the fact is found: name, claim, text.
        planted: the discrepancies.
        copies: the groups of articles that are one witness.
    """

    name: str
    summaries: dict[str, ArticleSummary]
    of: dict[str, str]
    labels: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    planted: tuple[Planted, ...] = ()
    copies: tuple[frozenset[str], ...] = ()

    def deal(self, name: str) -> list[ArticleSummary]:
        """The summaries of one of its deals."""
        return [self.summaries[article] for article, deal in self.of.items() if deal == name]

    @property
    def deals(self) -> list[str]:
        """The names of its deals."""
        return list(dict.fromkeys(self.of.values()))


@cache
def deal_sets() -> tuple[DealSet, ...]:
    """Every set, in the order of the files' names."""
    return tuple(_read(path) for path in sorted(DEALS.glob("*.yaml")))


def _read(path: Path) -> DealSet:
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # the plain one takes seconds
    labels: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for article in told["articles"]:
        for section, rows in _sections(article):
            known = [(row["is"], str(next(iter(_content(row).values())))) for row in rows if "is" in row]
            labels[section, article["id"]] = known
    return DealSet(
        path.stem,
        {each["id"]: summary_of(each) for each in told["articles"]},
        {each["id"]: each["of"] for each in told["articles"]},
        labels,
        tuple(
            Planted(each["of"], each["kind"], {str(value): ids for value, ids in each["versions"].items()})
            for each in told["gold"]["discrepancies"]
        ),
        tuple(frozenset(each) for each in told["gold"]["copies"]),
    )


def summary_of(article: dict[str, Any]) -> ArticleSummary:
    """The summary of an article that stands beside what a model says of it."""
    said: dict[str, Any] = {
        section: [_fact(row, section) for row in article.get(section, ())]
        for section in ("stakeholders", "controversies")
    }
    deal = article["deal"]
    lists = {name: [_fact(row, name) for row in deal.get(name, ())] for name in DEAL_LISTS}
    said["deal"] = {"kind": deal["kind"], "status": deal["status"], "evidence": [2], **lists}
    return check(
        "\n".join(article["text"]), id=article["id"], source=article["source"],
        published=str(article["published"]), **said,
    )  # fmt: skip


def _sections(article: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    own = [(name, article.get(name, [])) for name in ("stakeholders", "controversies")]
    return own + [(f"deal.{name}", article["deal"].get(name, [])) for name in DEAL_LISTS]


def _content(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("is", "at", "raised_by")}


def _fact(row: dict[str, Any], section: str) -> dict[str, Any]:
    """A row as a model gives the fact: `at` is the number of its sentence."""
    fact = EMPTY.get(section, {}) | {name: value for name, value in row.items() if name not in ("is", "at")}
    if section == "controversies":
        fact["responses"] = [_fact(each, "responses") for each in fact["responses"]]
    return fact | {"evidence": [row["at"]]}
