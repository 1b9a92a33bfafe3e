"""Which articles are one witness: the same text printed twice, or news taken from the same outlet."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from zlib import crc32

from summarizer.merging.clusters import Pair, linked
from summarizer.merging.credits import outlets_of, sources_of
from summarizer.merging.telling import Told
from summarizer.text.fold import words
from summarizer.text.names import name_key
from summarizer_schemas import Copies, Credit

SHINGLE = 5
"""Words that follow each other; five seldom do in two texts that were written independently."""

SHARED = 0.5
"""Share of the shorter text's shingles from which two texts are one. In `tests/deals` independent
reports of one deal share 0.13 at most, a copy with another last sentence 0.94."""

_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{4,400}[”\"»“]")

LEAST_SHINGLES = 20
"""Fewer are a quotation."""


def copies_of(articles: Sequence[Told]) -> tuple[list[Copies], list[Credit]]:
    """The groups of articles that are one witness, and every credit to another outlet.

    Args:
        articles: in order of publication where that is known.
    """
    outlets = outlets_of(articles)
    sources = [sources_of(told, outlets) for told in articles]
    reasons: dict[Pair, str] = {}
    for pair, share in _near_duplicates(articles).items():
        reasons[pair] = f"{share:.0%} of the shorter text stands in the other word for word"
    own = [name_key(told.summary.article.source or "") for told in articles]
    resting = [{source.key: source.outlet for source in found if source.whole} for found in sources]
    for left, right in combinations(range(len(articles)), 2):
        common = next((resting[left][key] for key in resting[left] if key in resting[right]), None)
        first = resting[left].get(own[right]) or resting[right].get(own[left])
        if common:
            reasons.setdefault((left, right), f"both give {common} as their source")
        elif first:
            reasons.setdefault((left, right), f"one gives the other, {first}, as its source")
    groups = [group for group in linked(len(articles), reasons) if len(group) > 1]
    copies = [
        Copies(
            articles=[articles[each].id for each in group],
            reason="; ".join(dict.fromkeys(reasons[pair] for pair in sorted(reasons) if pair[0] in group)),
        )
        for group in groups
    ]
    credits_given = [
        Credit(article=told.id, outlet=source.outlet, whole=source.whole, evidence=source.evidence)
        for told, found in zip(articles, sources, strict=True)
        for source in found
    ]
    return copies, credits_given


def _near_duplicates(articles: Sequence[Told]) -> dict[Pair, float]:
    """The pairs of articles that share much of their words, with the share of the shorter one's shingles."""
    shingles = [_shingles(told) for told in articles]
    holders: dict[int, list[int]] = defaultdict(list)
    for at, own in enumerate(shingles):
        for shingle in own:
            holders[shingle].append(at)
    common = Counter(pair for holding in holders.values() for pair in combinations(holding, 2))
    shares = {(a, b): count / min(len(shingles[a]), len(shingles[b])) for (a, b), count in common.items()}
    return {pair: share for pair, share in shares.items() if share >= SHARED and common[pair] >= LEAST_SHINGLES}


def _shingles(told: Told) -> frozenset[int]:
    """The shingles of what is known of an article; they do not run from one sentence into the next, so that quotes
    and texts can be compared. What somebody said stands in many articles that were written independently.
    """
    found: set[int] = set()
    for passage in told.passages.values():
        run = words(_QUOTED.sub(" ", passage.text))
        found.update(crc32(" ".join(run[at : at + SHINGLE]).encode()) for at in range(len(run) - SHINGLE + 1))
    return frozenset(found)
