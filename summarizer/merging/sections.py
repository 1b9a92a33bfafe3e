"""Sections that a subclass of the summary added: each fact once, with the evidence of all articles that state it.

Nothing is known of their classes. Two facts are one where they name the same ones in the same fields, have the same
numbers, and say it in words that are alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from summarizer.merging.clusters import complete_link, strengths
from summarizer.merging.disputes import joined
from summarizer.merging.entities import Entities, Entity
from summarizer.merging.telling import Told
from summarizer.merging.words import likeness, overlap, telling
from summarizer.text.negation import contradicts
from summarizer_schemas import Dossier, OwnFact, own_sections

ALIKE, ALIKE_OF_ONE = 0.6, 0.5
"""Share of all words from which two facts are one; share of the shorter one's words where they name the same ones. As
for benefits and for claims of one critic, which are facts of the same sort."""


@dataclass(frozen=True)
class _Own:
    """One article's fact.

    Attributes:
        named: field → whom it names.
        values: field → everything else.
    """

    article: int
    fact: OwnFact
    named: Mapping[str, Entity]
    values: Mapping[str, Any]

    @cached_property
    def text(self) -> str:
        return " ".join(str(value) for value in self.values.values() if isinstance(value, str))

    @cached_property
    def words(self) -> frozenset[str]:
        return telling(self.text)


def merge_sections(articles: Sequence[Told], entities: Entities) -> dict[str, list[OwnFact]]:
    """The added sections of all articles, by name ("credits_section" where the dossier has "credits" of its own).

    Args:
        articles: in their order.
        entities: who is who.
    """
    sections: dict[str, list[_Own]] = {}
    for at, told in enumerate(articles):
        for name, facts in own_sections(told.summary).items():
            free = f"{name}_section" if name in Dossier.model_fields else name
            sections.setdefault(free, []).extend(_own(at, fact, entities) for fact in facts)
    return {name: _merged(facts) for name, facts in sections.items()}


def _own(at: int, fact: OwnFact, entities: Entities) -> _Own:
    values = {name: value for name, value in (fact.model_extra or {}).items() if value not in (None, "", [])}
    known = {name: entities.known(at, value) for name, value in values.items() if isinstance(value, str)}
    named = {name: entity for name, entity in known.items() if entity}
    return _Own(at, fact, named, {name: value for name, value in values.items() if name not in named})


def _merged(facts: Sequence[_Own]) -> list[OwnFact]:
    pairs = ((a, b) for a in range(len(facts)) for b in range(a + 1, len(facts)))
    merged = []
    for cluster in complete_link(len(facts), strengths(pairs, lambda a, b: _same(facts[a], facts[b]))):
        own = [facts[each] for each in cluster]
        best = max(own, key=lambda each: (len(each.text), -each.article))
        names = {name: entity.name for name, entity in best.named.items()}
        merged.append(best.fact.model_copy(update={**names, "evidence": joined(each.fact.evidence for each in own)}))
    return merged


def _same(left: _Own, right: _Own) -> float | None:
    """How surely two facts are one; None where they are not."""
    both = left.named.keys() & right.named.keys()
    if any(left.named[name] is not right.named[name] for name in both):
        return None
    if any(
        left.values[name] != right.values[name]
        for name in left.values.keys() & right.values.keys()
        if _exact(left, name)
    ):
        return None
    if left.text == right.text:
        return 2.0
    if left.article == right.article or contradicts(left.text, right.text) or contradicts(right.text, left.text):
        return None
    alike = likeness(left.words, right.words)
    if alike >= ALIKE or (both and overlap(left.words, right.words) >= ALIKE_OF_ONE):
        return 1.0 + alike
    return None


def _exact(fact: _Own, name: str) -> bool:
    """Whether a field holds what has no other words for it: a number, yes or no."""
    return isinstance(fact.values[name], int | float)
