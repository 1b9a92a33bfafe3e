"""Controversies of several articles: one criticism, one entry, with the answers of all articles."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.merging.clusters import complete_link, strengths
from summarizer.merging.decisions import Docket
from summarizer.merging.entities import Entities, Entity
from summarizer.merging.words import likeness, overlap, telling
from summarizer.text.fold import fold
from summarizer.text.negation import contradicts
from summarizer_schemas import ArticleSummary, Controversy, Evidence, Response

ALIKE = 0.34
"""Share of the shorter claim's words, from which two claims of one critic are one. In `tests/deals` two claims that are
one share 0.67 and more."""

PLAIN = 0.6
"""The same where nobody is named as the critic."""

_WISHED = re.compile(r"\b(?:should|ought|must|needs? to|has to|have to|demand\w*|wants?)\b", re.IGNORECASE)

UNSURE = 0.2
"""From here on code does not decide about two claims of one critic."""


@dataclass(frozen=True)
class Dispute:
    """One article's controversy.

    Attributes:
        critics: who raises it.
        named: how the critics, the accused and the parties are named, folded, the longest first.
    """

    article: int
    controversy: Controversy
    critics: tuple[Entity, ...]
    named: tuple[str, ...]

    @cached_property
    def claim(self) -> frozenset[str]:
        """The words of the claim, without the names of those whom every claim is about."""
        return self._telling(self.controversy.claim)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The words of the claim, its topic and the sentences it rests on."""
        said = (self.controversy.claim, self.controversy.topic, *(each.quote for each in self.controversy.evidence))
        return self._telling(" ".join(said))

    def _telling(self, text: str) -> frozenset[str]:
        plain = fold(text)
        for name in self.named:
            plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", plain)
        return telling(plain)

    @property
    def label(self) -> str:
        """What it is called where a decision on it is kept."""
        critics = ", ".join(sorted(critic.name for critic in self.critics)) or "somebody"
        return f"{critics}: {self.controversy.claim}"


def disputes_of(article: int, summary: ArticleSummary, entities: Entities) -> list[Dispute]:
    """An article's controversies, with those who raise them."""
    parties = [each.name for each in summary.deal.parties] if summary.deal else []
    found = []
    for each in summary.controversies:
        critics = tuple(dict.fromkeys(entities.of(article, name) for name in each.raised_by))
        others = (entities.of(article, name) for name in (*each.against, *parties))
        names = {form for entity in (*critics, *others) for mention in entity.mentions for form in mention.forms}
        longest_first = sorted({fold(name) for name in names} - {""}, key=lambda name: (-len(name), name))
        found.append(Dispute(article, each, critics, tuple(longest_first)))
    return found


def same_claim(left: Dispute, right: Dispute) -> float:
    """How much of the shorter claim the other one carries, too."""
    return max(
        overlap(left.claim, right.claim),
        min(overlap(left.claim, right.all_words), likeness(left.all_words, right.all_words) * 2),
        min(overlap(right.claim, left.all_words), likeness(left.all_words, right.all_words) * 2),
    )


def same_disputes(disputes: Sequence[Dispute], entities: Entities, docket: Docket) -> list[list[int]]:
    """The clusters of controversies that are one."""
    pairs = ((a, b) for a in range(len(disputes)) for b in range(a + 1, len(disputes)))

    def strength(a: int, b: int) -> float | None:
        left, right = disputes[a], disputes[b]
        share = same_claim(left, right)
        if left.article == right.article:
            return 1.0 + share if left.claim == right.claim and left.critics == right.critics else None
        common = same_critics(left, right, entities)
        if _contradict(left, right):
            reason = "the same critic, and one denies what the other says"
            return docket.decide("controversies", left.label, right.label, None, reason) if common else None
        labels = left.label, right.label
        if common and share >= ALIKE:
            reason = "the same critic, and much of the words"
            return docket.decide("controversies", *labels, True, reason, 1.0 + share)
        if not (left.critics and right.critics) and share >= PLAIN:
            reason = "most of the words, and one names no critic"
            return docket.decide("controversies", *labels, True, reason, share)
        if common and share >= UNSURE:
            reason = "the same critic, and some of the words"
            return docket.decide("controversies", *labels, None, reason)
        return None

    return complete_link(len(disputes), strengths(pairs, strength))


def _contradict(left: Dispute, right: Dispute) -> bool:
    """Whether one claim denies what the other says; "it should have been" says that it was not."""
    first, second = left.controversy.claim, right.controversy.claim
    if _WISHED.search(first) or _WISHED.search(second):
        return False
    return contradicts(first, second) or contradicts(second, first)


def same_critics(left: Dispute, right: Dispute, entities: Entities) -> bool:
    """Whether somebody raises both, or speaks for somebody who does."""
    return any(a is b or entities.affiliated(a, b) for a in left.critics for b in right.critics)


def merged(disputes: Sequence[Dispute], entities: Entities) -> Controversy:
    """One controversy of several: everybody who raises it, all answers, the fullest claim."""
    best = max(disputes, key=lambda each: (bool(each.controversy.topic), len(each.claim), -each.article))
    critics = dict.fromkeys(critic.name for each in disputes for critic in each.critics)
    accused = dict.fromkeys(
        entities.of(each.article, name).name for each in disputes for name in each.controversy.against
    )
    return best.controversy.model_copy(
        update={
            "raised_by": list(critics),
            "against": [name for name in accused if name not in critics],
            "responses": _answers(disputes, entities),
            "evidence": joined(each.controversy.evidence for each in disputes),
        }
    )


def _answers(disputes: Sequence[Dispute], entities: Entities) -> list[Response]:
    """The answers, what one and the same says in like words once."""
    kept: list[Response] = []
    for dispute in disputes:
        for answer in dispute.controversy.responses:
            by = entities.of(dispute.article, answer.by).name
            words = telling(answer.says)
            twin = next((each for each in kept if each.by == by and overlap(telling(each.says), words) >= ALIKE), None)
            if twin:
                kept[kept.index(twin)] = twin.model_copy(update={"evidence": joined([twin.evidence, answer.evidence])})
            else:
                kept.append(answer.model_copy(update={"by": by}))
    return kept


def joined(evidence: Iterable[list[Evidence]]) -> list[Evidence]:
    """All places, each once, in the order given."""
    return list(dict.fromkeys(each for places in evidence for each in places))
