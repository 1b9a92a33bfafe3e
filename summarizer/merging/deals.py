"""The deal of all articles: each party, item, sum, document and step once, with evidence from all that state it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from summarizer.merging.clusters import complete_link, strengths
from summarizer.merging.decisions import Docket
from summarizer.merging.disputes import joined
from summarizer.merging.entities import Entities, Entity
from summarizer.merging.events import Happening, same_events
from summarizer.merging.events import precise as precise_event
from summarizer.merging.figures import Sum
from summarizer.merging.stakeholders import commonest
from summarizer.merging.sums import precise as precise_sum
from summarizer.merging.sums import same_sums
from summarizer.merging.telling import Told
from summarizer.merging.words import likeness, telling
from summarizer.text.names import name_key
from summarizer_schemas import Amount, Deal, Event, Instrument, Item, Party, Statement

FactT = TypeVar("FactT", Item, Instrument, Statement)

SAME_BENEFIT = 0.6
"""Share of all words of two benefits from which they are one."""

SINGLE_ROLES = ("buyer", "seller", "target", "borrower", "lender")
"""Parts that one party has in a deal."""

_STAGES = ("rumoured", "negotiating", "agreed", "signed", "under way", "completed", "suspended", "cancelled")


@dataclass(frozen=True)
class Deals:
    """What the articles say of the deal, before and after it is merged.

    Attributes:
        merged: the deal of all articles; None where none reports one.
        sums: the clusters of sums that are one.
        events: the clusters of events that are one.
    """

    merged: Deal | None
    sums: list[list[Sum]]
    events: list[list[Happening]]


def merge_deals(articles: Sequence[Told], entities: Entities, docket: Docket) -> Deals:
    """One deal of what the articles say of it.

    Args:
        articles: in their order.
        entities: who is who.
        docket: where decisions are kept.
    """
    told = [(at, each, each.summary.deal) for at, each in enumerate(articles)]
    deals = [(at, each, deal) for at, each, deal in told if deal]
    if not deals:
        return Deals(None, [], [])
    sums = [Sum(at, amount, each) for at, each, deal in deals for amount in deal.amounts]
    events = [Happening(at, event, each) for at, each, deal in deals for event in deal.events]
    sum_clusters = [[sums[each] for each in cluster] for cluster in same_sums(sums)]
    event_clusters = [[events[each] for each in cluster] for cluster in same_events(events, docket)]
    parties = [(at, party) for at, _, deal in deals for party in deal.parties]
    plain = [deal for _, _, deal in deals]
    merged = Deal(
        title=commonest((deal.title for deal in plain if deal.title), ""),
        kind=commonest((deal.kind for deal in plain if deal.kind != "other"), "other"),  # type: ignore[arg-type]
        status=_status(articles, deals),  # type: ignore[arg-type]
        parties=_parties(parties, entities),
        items=_items([item for deal in plain for item in deal.items]),
        amounts=[_amount(cluster) for cluster in sum_clusters],
        instruments=_instruments([paper for deal in plain for paper in deal.instruments]),
        events=sorted(map(_event, event_clusters), key=lambda each: (each.date is None, each.date or "")),
        benefits=_benefits([benefit for deal in plain for benefit in deal.benefits]),
        evidence=joined(deal.evidence for deal in plain),
    )
    return Deals(merged, sum_clusters, event_clusters)


def _status(articles: Sequence[Told], deals: Sequence[tuple[int, Told, Deal]]) -> str:
    """What the newest article says, where dates are known; else what most say, the later stage of two."""
    told = [(each.summary.article.published or "", deal.status) for _, each, deal in deals if deal.status != "unclear"]
    if not told:
        return "unclear"
    newest = max(published[:10] for published, _ in told)
    latest = [status for published, status in told if published[:10] == newest]
    counts = {status: latest.count(status) for status in latest}
    return max(counts, key=lambda status: (counts[status], _STAGES.index(status)))


def _parties(parties: Sequence[tuple[int, Party]], entities: Entities) -> list[Party]:
    """Each party once, with the part that most articles give it."""
    by_entity: dict[Entity, list[Party]] = {}
    for at, party in parties:
        by_entity.setdefault(entities.of(at, party.name), []).append(party)
    return [
        own[0].model_copy(
            update={
                "name": entity.name,
                "role": commonest((each.role for each in own if each.role != "other"), "other"),
                "evidence": joined(each.evidence for each in own),
            }
        )
        for entity, own in by_entity.items()
    ]


def _items(items: Sequence[Item]) -> list[Item]:
    """Each item once: the same words, articles and plurals aside."""
    return _distinct(items, lambda a, b: _plain(a.name) == _plain(b.name), lambda each: len(each.name))


def _instruments(papers: Sequence[Instrument]) -> list[Instrument]:
    """Each document once: the same words, or one of a kind in each article."""

    def same(left: Instrument, right: Instrument) -> bool:
        if _plain(left.name) == _plain(right.name):
            return True
        alone = all(
            sum(other.kind == each.kind and _article(other) == _article(each) for other in papers) == 1
            for each in (left, right)
        )
        elsewhere = _article(left) != _article(right)
        return left.kind == right.kind != "other" and alone and elsewhere and _head(left.name) == _head(right.name)

    return _distinct(papers, same, lambda each: len(each.name))


def _benefits(benefits: Sequence[Statement]) -> list[Statement]:
    def same(left: Statement, right: Statement) -> bool:
        return likeness(telling(left.text), telling(right.text)) >= SAME_BENEFIT

    return _distinct(benefits, same, lambda each: len(each.text))


def _distinct(
    facts: Sequence[FactT], same: Callable[[FactT, FactT], bool], fullness: Callable[[FactT], int]
) -> list[FactT]:
    """The facts, those that are one joined into the fullest, with the evidence of all."""
    pairs = [(a, b) for a in range(len(facts)) for b in range(a + 1, len(facts))]
    clusters = complete_link(len(facts), strengths(pairs, lambda a, b: 1.0 if same(facts[a], facts[b]) else None))
    merged = []
    for cluster in clusters:
        own = [facts[each] for each in cluster]
        best = max(own, key=fullness)
        merged.append(best.model_copy(update={"evidence": joined(each.evidence for each in own)}))
    return merged


def _amount(cluster: Sequence[Sum]) -> Amount:
    """The most exact of some sums that agree, with the most telling kind and purpose."""
    best = precise_sum(cluster).amount
    kinds = (each.amount.kind for each in cluster if each.amount.kind != "other")
    purposes = (each.amount.what_for for each in cluster if each.amount.what_for)
    return best.model_copy(
        update={
            "kind": commonest(kinds, "other"),
            "what_for": commonest(purposes, ""),
            "evidence": joined(each.amount.evidence for each in cluster),
        }
    )


def _event(cluster: Sequence[Happening]) -> Event:
    """The most exactly dated of some events that are one; it has happened when an article says so."""
    best = precise_event(cluster).event
    happened = any(each.event.status == "happened" for each in cluster)
    return best.model_copy(
        update={
            "status": "happened" if happened else "planned",
            "evidence": joined(each.event.evidence for each in cluster),
        }
    )


def _plain(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in name_key(re.sub(r"^(?:an?|the|one|two) ", "", name.casefold())))


def _head(name: str) -> str:
    """The word that says what a document is, its abbreviation spelled out: "memorandum" for "MoUs"."""
    found = re.search(
        r"memorand|mou|letter|contract|licen|treat|concession|agreement|accord|pact|lease", name.casefold()
    )
    head = found.group() if found else name.casefold()
    return "memorand" if head == "mou" else head


def _article(fact: Item | Instrument | Statement) -> str:
    return fact.evidence[0].article if fact.evidence else ""
