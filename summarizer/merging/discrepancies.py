"""Where articles differ, found by code: each difference with every version and the words that give it.

What may be vagueness, rounding, paraphrase or a mistake of the model that read the article is no difference: each kind
asks that the articles' own words show it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from summarizer.merging import events, sums
from summarizer.merging.clusters import Pair, complete_link
from summarizer.merging.deals import SINGLE_ROLES, Deals
from summarizer.merging.disputes import Dispute, joined
from summarizer.merging.entities import Entities, Entity
from summarizer.merging.events import Happening
from summarizer.merging.figures import Sum
from summarizer.merging.numbers import different_numbers
from summarizer.merging.speakers import different_speakers
from summarizer.merging.standing import different_standing
from summarizer.merging.telling import Told
from summarizer_schemas import Discrepancy, Evidence, Version

ThingT = TypeVar("ThingT")

PLAINER = 2.0
"""How much plainer one of two possible rivals has to be."""


@dataclass(frozen=True)
class Findings:
    """What was merged, before it is compared.

    Attributes:
        articles: in their order.
        entities: who is who.
        deals: the deal, with the clusters of its sums and events.
        disputes: the clusters of controversies that are one.
    """

    articles: Sequence[Told]
    entities: Entities
    deals: Deals
    disputes: Sequence[Sequence[Dispute]]


def discrepancies(findings: Findings) -> list[Discrepancy]:
    """Everything on which the articles differ."""
    return [
        *_amounts(findings.deals.sums),
        *_dates(findings.deals.events),
        *different_numbers(findings.articles),
        *different_standing(findings.articles),
        *_parties(findings),
        *different_speakers(findings.articles, findings.entities),
        *_answers(findings),
    ]


def _amounts(clusters: Sequence[Sequence[Sum]]) -> Iterator[Discrepancy]:
    """Different sums for one thing; a sum that is told beside another in one article is not its rival."""
    known = [each for each in clusters if each[0].amount.value is not None]
    every = [one for cluster in known for one in cluster]
    for group in _rivals(known, lambda each: each.article, lambda a, b: sums.rivalry(a, b, every)):
        versions = [
            Version(value=sums.precise(each).amount.text, evidence=joined(one.amount.evidence for one in each))
            for each in group
        ]
        first = sums.precise(group[0])
        about = next((one.amount.what_for for each in group for one in each if one.amount.what_for), "")
        yield Discrepancy(kind="amount", about=f"{first.kind}: {about}" if about else first.kind, versions=versions)


def _dates(clusters: Sequence[Sequence[Happening]]) -> Iterator[Discrepancy]:
    """Different dates for one event."""
    for group in _rivals(clusters, lambda each: each.article, lambda a, b: 1.0 if events.differ(a, b) else None):
        dated = [[one for one in each if one.event.date or one.event.date_text] for each in group]
        told = [events.precise(each).event for each in dated]
        versions = [
            Version(value=events.when(event), evidence=joined(one.event.evidence for one in each))
            for event, each in zip(told, dated, strict=True)
        ]
        yield Discrepancy(kind="date", about=events.precise(group[0]).event.what, versions=versions)


def _rivals(
    clusters: Sequence[Sequence[ThingT]],
    article: Callable[[ThingT], int],
    rivalry: Callable[[ThingT, ThingT], float | None],
) -> Iterator[list[Sequence[ThingT]]]:
    """Groups of clusters that no article has two of and of which each is the rival of each; a cluster that could as
    well be the rival of another one of the same article is nobody's: which of them is meant is not plain.
    """
    places = [{article(one) for one in cluster} for cluster in clusters]
    pairs: dict[Pair, float] = {}
    for a, b in combinations(range(len(clusters)), 2):
        if not places[a] & places[b]:
            found = [value for x in clusters[a] for y in clusters[b] if (value := rivalry(x, y)) is not None]
            if found:
                pairs[a, b] = max(found)
    plain = {pair: value for pair, value in pairs.items() if not _unsure(pair, pairs, places)}
    for group in complete_link(len(clusters), plain):
        if len(group) > 1:
            yield [clusters[each] for each in group]


def _unsure(pair: Pair, pairs: Mapping[Pair, float], places: Sequence[set[int]]) -> bool:
    """Whether one of two rivals has, in an article of the other one, another rival that is nearly as plain."""
    for one, other in (pair, pair[::-1]):
        for each, value in pairs.items():
            third = sum(each) - one if one in each else other
            if third != other and places[third] & places[other] and value * PLAINER > pairs[pair]:
                return True
    return False


def _parties(findings: Findings) -> Iterator[Discrepancy]:
    """Different parties in one part, where neither article names the other's at all."""
    for role in SINGLE_ROLES:
        alone: dict[Entity, list[int]] = {}
        for at, told in enumerate(findings.articles):
            deal = told.summary.deal
            having = [party for party in deal.parties if party.role == role] if deal else []
            if len(having) == 1:
                alone.setdefault(findings.entities.of(at, having[0].name), []).append(at)
        strangers = {
            (a, b): 1.0
            for (a, left), (b, right) in combinations(enumerate(alone), 2)
            if _strangers(left, alone[left], right, alone[right], findings)
        }
        entities = list(alone)
        for group in complete_link(len(entities), strangers):
            if len(group) > 1:
                versions = [
                    Version(value=entities[each].name, evidence=_part(entities[each], alone, role, findings))
                    for each in group
                ]
                yield Discrepancy(kind="party", about=role, versions=versions)


def _strangers(
    left: Entity, in_left: Sequence[int], right: Entity, in_right: Sequence[int], findings: Findings
) -> bool:
    """Whether no article with the one party knows the other one, by any word that its name alone has, and both agree on
    a party.
    """
    first, second = ({word for key in each.keys for word in key if len(word) > 2} for each in (left, right))
    if first <= second or second <= first:
        return False
    for own, other, places in ((first, second, in_right), (second, first, in_left)):
        if any(findings.articles[at].names((word,)) for at in places for word in own - other):
            return False
    return any(_party_entities(a, findings) & _party_entities(b, findings) for a in in_left for b in in_right)


def _party_entities(at: int, findings: Findings) -> set[Entity]:
    deal = findings.articles[at].summary.deal
    return {findings.entities.of(at, party.name) for party in deal.parties} if deal else set()


def _part(entity: Entity, alone: dict[Entity, list[int]], role: str, findings: Findings) -> list[Evidence]:
    """Where an entity is said to have that part."""
    deals = [findings.articles[at].summary.deal for at in alone[entity]]
    return joined(party.evidence for deal in deals if deal for party in deal.parties if party.role == role)


def _answers(findings: Findings) -> Iterator[Discrepancy]:
    """A criticism that one article has an answer to, and another that reports it has none."""
    for cluster in findings.disputes:
        answered = [each for each in cluster if each.controversy.responses]
        silent = [each for each in cluster if not each.controversy.responses]
        silent = [each for each in silent if each.article not in {other.article for other in answered}]
        if answered and silent:
            response = answered[0].controversy.responses[0]
            by = findings.entities.of(answered[0].article, response.by).name
            given = joined(one.evidence for each in answered for one in each.controversy.responses)
            bare = joined(each.controversy.evidence for each in silent)
            yield Discrepancy(
                kind="answer",
                about=answered[0].controversy.claim,
                versions=[
                    Version(value=f"{by} answers: {response.says}", evidence=given),
                    Version(value="no answer is given", evidence=bare),
                ],
            )
