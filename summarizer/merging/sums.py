"""Sums of money of several articles: which agree, which are told of one thing and differ.

"$0.5bn" and "$500 million" agree, and so do a sum and the rounder figure it becomes; "about" and "more than" leave
room.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from summarizer.merging.clusters import complete_link, strengths
from summarizer.merging.figures import Sum
from summarizer.merging.words import likeness
from summarizer.text.currencies import SHARED_BY
from summarizer.text.names import name_key
from summarizer_schemas import Amount

ROUNDED = 0.01
"""How far a round figure may be from the exact one: 500 for 498.6. What is further off is another figure."""

LIKE = 0.2
"""Share of the telling words around two sums, and of what they are for, from which they are for one thing. In
`tests/deals` rivals have 0.27 and more; sums for other things are mostly parted by their kind before this counts."""

NEAR = 0.5
"""Share of the greater of two prices from which they are rivals whatever the words, where each article has no other."""

MOST_PARTS = 12
"""Sums of an article that are added up."""

TENFOLD = 0.1
"""The same of a slip of the decimal point."""

_SCALE = re.compile(r"[\d.,]+|\b(?:hundred|thousand|million|billion|trillion|m|mn|bn|k)\b")


def agree(left: Sum, right: Sum) -> bool:
    """Whether two sums may be one figure, by value and currency alone."""
    first, second = left.amount, right.amount
    if first.value is None or second.value is None:
        return False
    if first.currency and second.currency and first.currency != second.currency:
        return False
    if left.bounds[0] <= second.value <= left.bounds[1] or right.bounds[0] <= first.value <= right.bounds[1]:
        return True
    low, high = sorted((first.value, second.value))
    return high - low <= ROUNDED * high and (_is_round(low, high) or _is_round(high, low))


def same_sums(sums: Sequence[Sum]) -> list[list[int]]:
    """The clusters of sums that are one figure for one thing."""
    pairs = ((a, b) for a in range(len(sums)) for b in range(a + 1, len(sums)))

    def strength(a: int, b: int) -> float | None:
        left, right = sums[a], sums[b]
        if left.amount.value is None or right.amount.value is None:
            same = left.amount.text.casefold() == right.amount.text.casefold()
            return 0.5 if same and left.article != right.article else None
        if left.amount.value == right.amount.value and left.amount.currency == right.amount.currency:
            return 2.0
        if left.article == right.article or not agree(left, right):
            return None
        return 1.0 if left.kind == right.kind or likeness(left.words, right.words) >= LIKE else None

    return complete_link(len(sums), strengths(pairs, strength))


def rivalry(left: Sum, right: Sum, every: Sequence[Sum]) -> float | None:
    """How plainly two sums are told of one thing and differ; None where they are not.

    Known values in one currency, of one kind, both plain (which the words before them must tell), for the same thing,
    and no name beside the one that the other article does not have. Where each of two articles has one price
    only (of a loan: one sum lent), it is that of the deal, in whatever words.

    Args:
        left: a sum of one article.
        right: a sum of another.
        every: the sums of all articles, which may tell that the one is a part of the other.
    """
    first, second = left.amount, right.amount
    if first.value is None or second.value is None or not _one_unit(first, second):
        return None
    if agree(left, right) or not (left.framed and right.framed):
        return None
    if left.kind != right.kind or left.kind == "other" or left.special != right.special:
        return None
    if _foreign(left, right) or _foreign(right, left) or _parts(left, right, every) or _parts(right, left, every):
        return None
    near = min(first.value, second.value) / max(first.value, second.value)
    alike = likeness(left.words, right.words)
    if alike >= LIKE:
        return alike * near
    alone = all(each.principal and _alone(each, every) for each in (left, right))
    return LIKE * near if alone and (near >= NEAR or abs(near - TENFOLD) < ROUNDED * TENFOLD) else None


def _alone(one: Sum, every: Iterable[Sum]) -> bool:
    """Whether its article has no other sum of its kind."""
    return not any(each.article == one.article and each.kind == one.kind and not agree(each, one) for each in every)


def _parts(whole: Sum, part: Sum, every: Iterable[Sum]) -> bool:
    """Whether a sum and one or two more of its article make up another article's sum."""
    beside = [each for each in every if each.article == part.article and not agree(each, part)]
    low, high = whole.bounds
    return any(
        low <= (part.amount.value or 0.0) + sum(each.amount.value or 0.0 for each in more) <= high
        for count in (1, 2)
        for more in combinations(beside[:MOST_PARTS], count)
        if all(_one_unit(each.amount, part.amount) for each in more)
    )


def precise(sums: Sequence[Sum]) -> Sum:
    """The sum that says most exactly how much."""
    return min(
        sums,
        key=lambda each: (
            each.amount.value is None,
            each.amount.currency is None,
            each.bounds[1] - each.bounds[0],
            each.amount.kind == "other",
            not each.amount.what_for,
        ),
    )


def _one_unit(left: Amount, right: Amount) -> bool:
    """Whether two sums are in one currency, or in what both articles call the same: "francs", which may be CHF."""
    if left.currency and right.currency:
        return left.currency == right.currency
    if left.currency or right.currency:
        named, bare = (left, right) if left.currency else (right, left)
        return any(word in bare.text.casefold() and named.currency in codes for word, codes in SHARED_BY.items())
    first, second = (" ".join(_SCALE.sub(" ", each.text.casefold()).split()) for each in (left, right))
    return first == second != ""


def _foreign(near: Sum, far: Sum) -> bool:
    """Whether a name beside the one sum is unknown to the other article, by its first word and as an abbreviation."""
    return any(not far.told.names(name_key(name)[:1]) and not far.told.abbreviates(name) for name in near.names)


def _is_round(rough: float, exact: float) -> bool:
    """Whether the one is what the other becomes when it is rounded to as many digits as it has."""
    digits = len(f"{rough:.0f}".rstrip("0")) or 1
    return float(f"{exact:.{digits - 1}e}") == rough
