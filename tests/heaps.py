"""Short invented articles with what a good model says of them, for tests of merging: a line or two for each case."""

from collections.abc import Sequence
from typing import Any

from summarizer.schemas import ArticleSummary, Dossier
from tests.checked import check

PARTIES = (("Orrin Foods", "buyer"), ("Lakeside Dairy", "target"))
HEAD = "Orrin Foods to buy Lakeside Dairy"


def told(
    name: str,
    *lines: str,
    head: str = HEAD,
    parties: Sequence[tuple[str, str]] = PARTIES,
    amounts: Sequence[tuple[str, ...]] = (),
    events: Sequence[tuple[str, str]] = (),
    people: Sequence[tuple[str, str]] = (),
    disputes: Sequence[tuple[str, str]] = (),
    items: Sequence[str] = (),
    planned: bool = False,
    published: str = "2025-09-20",
    source: str | None = None,
    **deal: Any,
) -> ArticleSummary:
    """The summary of an article of a headline and some lines.

    Args:
        name: its id.
        lines: its sentences.
        head: its headline.
        parties: names and parts in the deal.
        amounts: sums, each as text, kind and (if it is told) what for.
        events: what happens, and when in the words of the article.
        people: stakeholders and their kinds.
        disputes: critics and what they say.
        items: what changes hands.
        planned: whether the events are.
        published: its day.
        source: the outlet.
        deal: other fields of the deal.
    """
    text = [head, *lines]

    def at(words: str) -> int:
        return next(number for number, line in enumerate(text, start=1) if words.casefold() in line.casefold())

    def fact(words: str, **fields: Any) -> dict[str, Any]:
        return {**fields, "evidence": [at(words)]}

    status = "planned" if planned else "happened"
    said = {
        "kind": "acquisition",
        "status": "agreed",
        "parties": [fact(name, name=name, role=role) for name, role in parties],
        "amounts": [fact(words, text=words, kind=kind, what_for="".join(rest)) for words, kind, *rest in amounts],
        "events": [fact(when, what=what, date_text=when, status=status) for what, when in events],
        "items": [fact(item, name=item) for item in items],
    }
    return check(
        "\n".join(text),
        id=name,
        source=source or f"{name.title()} News",
        published=published,
        deal=said | deal,
        stakeholders=[fact(who, name=who, kind=kind, role="", stance="not stated") for who, kind in people],
        controversies=[
            fact(claim, raised_by=[critic], claim=claim, against=[], topic="", responses=[])
            for critic, claim in disputes
        ],
    )


def differences(dossier: Dossier) -> list[tuple[str, set[str]]]:
    """The kind of each discrepancy and its versions."""
    return [(each.kind, {version.value for version in each.versions}) for each in dossier.discrepancies]


def others(dossier: Dossier) -> set[str]:
    """The stakeholders that are no party of the deal."""
    return {each.name for each in dossier.stakeholders} - {name for name, _ in PARTIES}
