"""Complete-link clustering: things are one only when each of them may be one with each of the others.

One wrong pair then joins two things and never two clusters.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations

Pair = tuple[int, int]

DECIDED = 10.0
"""The strength of a pair that a person has said to be one: nothing parts it."""


def complete_link(count: int, strength: Mapping[Pair, float]) -> list[list[int]]:
    """The clusters of some things, strongest pairs joined first.

    Args:
        count: how many things there are.
        strength: how surely two things (the lower index first) are one; a pair that is missing may never be joined.
            What a person has joined (`DECIDED`) counts as one thing from the start.

    Returns:
        each cluster's things in their order, the clusters by their first thing.
    """
    blocks = linked(count, [pair for pair, value in strength.items() if value >= DECIDED])
    block = {thing: at for at, things in enumerate(blocks) for thing in things}
    between: dict[Pair, float] = {}
    for (left, right), value in strength.items():
        pair = min(block[left], block[right]), max(block[left], block[right])
        between[pair] = max(value, between.get(pair, value))
    cluster = {at: [at] for at in range(len(blocks))}
    for left, right in sorted(between, key=lambda pair: (-between[pair], pair)):
        first, second = cluster[left], cluster[right]
        if first is second or not all((min(a, b), max(a, b)) in between for a in first for b in second):
            continue
        first.extend(second)
        for each in second:
            cluster[each] = first
    distinct = {id(each): sorted(thing for at in each for thing in blocks[at]) for each in cluster.values()}
    return sorted(distinct.values())


def blocked_pairs(keys: Sequence[Iterable[Hashable]], most: int | None = None) -> list[Pair]:
    """The pairs of things that share a key; comparing only those keeps many things affordable.

    Args:
        keys: the keys of each thing.
        most: a key that more things have tells nothing and is left out.
    """
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for thing, own in enumerate(keys):
        for key in dict.fromkeys(own):
            holders[key].append(thing)
    listed = (each for each in holders.values() if most is None or len(each) <= most)
    return sorted({pair for each in listed for pair in combinations(each, 2)})


def linked(count: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """The connected components of some things: one pair is enough to join. For what is transitive by nature."""
    parent = list(range(count))

    def root(thing: int) -> int:
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    for left, right in pairs:
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    components: dict[int, list[int]] = defaultdict(list)
    for thing in range(count):
        components[root(thing)].append(thing)
    return sorted(components.values())


def strengths(pairs: Iterable[Pair], compare: Callable[[int, int], float | None]) -> dict[Pair, float]:
    """How surely each pair is one, without those that may not be joined."""
    compared = ((pair, compare(*pair)) for pair in pairs)
    return {pair: value for pair, value in compared if value is not None}
