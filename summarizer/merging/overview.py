"""The overview of a dossier: the articles' own sentences that carry most of what the articles agree and differ on.

They are chosen by code from whole sentences with evidence, so no line says more than its evidence carries.
"""

from collections.abc import Iterable, Sequence

from summarizer.merging.telling import Told
from summarizer.merging.words import likeness, telling
from summarizer_schemas import Controversy, Deal, Evidence, Fact, OverviewStatement, evidence_in

LEAST, MOST = 3, 6
"""Sentences of an overview, as far as the articles have them."""

REPEATED = 0.5
"""Share of all words of two sentences from which the second tells nothing new."""


def overview(
    articles: Sequence[Told], deal: Deal | None, controversies: Sequence[Controversy]
) -> list[OverviewStatement]:
    """Three to six sentences: each adds most to what those before it carry; one of them contested where any is. The
    first one tells of the deal, the others follow in the articles' order, the contested ones last.

    Args:
        articles: in their order.
        deal: the merged deal; without one there is no overview.
        controversies: the merged ones.
    """
    if deal is None:
        return []
    candidates = _candidates(articles)
    facts = [_places(fact) for fact in _facts(deal)]
    disputes = [_places(each) for each in controversies]
    chosen: list[Evidence] = []
    open_facts = [*facts, *disputes]
    while len(chosen) < MOST:
        fresh = [each for each in candidates if not _repeats(each, chosen)]
        best = max(fresh, key=lambda each: _gain(each, open_facts), default=None)
        if best is None or (_gain(best, open_facts) == 0 and len(chosen) >= LEAST):
            break
        chosen.append(best)
        open_facts = [places for places in open_facts if (best.article, best.sentence) not in places]
        if len(chosen) == MOST - 1 and disputes and not any(_carries(chosen, each) for each in disputes):
            open_facts = [*disputes]
    order = {told.id: at for at, told in enumerate(articles)}
    told = _places(deal)
    leads = [each for each in chosen if (each.article, each.sentence) in told and not _in_dispute(each, disputes)]
    lead = sorted(leads, key=lambda each: (each.sentence, order[each.article]))[:1]
    chosen.sort(key=lambda each: (each not in lead, _in_dispute(each, disputes), order[each.article], each.sentence))
    return [OverviewStatement(text=" ".join(each.quote.split()), evidence=[each]) for each in chosen]


def _candidates(articles: Sequence[Told]) -> list[Evidence]:
    """The sentences of the articles' overviews, and those that facts cite whole."""
    found: dict[tuple[str, int], Evidence] = {}
    for told in articles:
        if told.summary.deal is None:
            continue
        cited = [*evidence_in(told.summary.overview), *told.quotes]
        for each in cited:
            if each.quote.rstrip("\"'”’)»").endswith((".", "!", "?", "。")) and len(each.quote.split()) > 5:
                found.setdefault((each.article, each.sentence), each)
    return list(found.values())


def _facts(deal: Deal) -> Iterable[Fact]:
    yield from (*deal.parties, *deal.amounts, *deal.events, *deal.instruments, *deal.items, *deal.benefits)


def _places(fact: Fact) -> frozenset[tuple[str, int]]:
    return frozenset((each.article, each.sentence) for each in fact.evidence)


def _gain(candidate: Evidence, facts: Sequence[frozenset[tuple[str, int]]]) -> float:
    """How many facts that no chosen sentence carries it would bring; one that more articles state counts more."""
    place = candidate.article, candidate.sentence
    return sum(1 + 0.5 * (len({article for article, _ in places}) - 1) for places in facts if place in places)


def _repeats(candidate: Evidence, chosen: Sequence[Evidence]) -> bool:
    words = telling(candidate.quote)
    return any(likeness(words, telling(each.quote)) >= REPEATED for each in chosen)


def _carries(chosen: Sequence[Evidence], places: frozenset[tuple[str, int]]) -> bool:
    return any((each.article, each.sentence) in places for each in chosen)


def _in_dispute(candidate: Evidence, disputes: Sequence[frozenset[tuple[str, int]]]) -> bool:
    return any((candidate.article, candidate.sentence) in places for places in disputes)
