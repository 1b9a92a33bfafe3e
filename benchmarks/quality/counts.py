"""Precision and recall, from counts that add up over articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

FoundT = TypeVar("FoundT")
GoldT = TypeVar("GoldT")


@dataclass(frozen=True)
class Counts:
    """One figure of one article; those of several add up with `+`.

    Attributes:
        gold: what there is to be found.
        hit: how much of that was found.
        predicted: what was put out.
        right: how much of that is right. Two entries for one thing are two right ones and one hit.
    """

    gold: int = 0
    hit: int = 0
    predicted: int = 0
    right: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The sum over two articles."""
        return Counts(
            self.gold + other.gold, self.hit + other.hit, self.predicted + other.predicted, self.right + other.right
        )

    @property
    def precision(self) -> float | None:
        """Share of what was put out that is right; None when nothing was put out."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of what there is that was found; None when there is nothing to be found."""
        return self.hit / self.gold if self.gold else None

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 0 where one of them is missing."""
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Figures = dict[str, Counts]
"""Name of a figure → its counts."""


def matched(gold: Sequence[GoldT], predicted: Sequence[FoundT], match: Callable[[FoundT, GoldT], bool]) -> Counts:
    """Counts of a list that was to be found."""
    return Counts(
        gold=len(gold),
        hit=sum(any(match(one, wanted) for one in predicted) for wanted in gold),
        predicted=len(predicted),
        right=sum(any(match(one, wanted) for wanted in gold) for one in predicted),
    )


def share(good: int, of: int) -> Counts:
    """Counts of a yes-or-no figure: precision, recall and F1 are all `good / of`."""
    return Counts(of, good, of, good)


def total(figures: Iterable[Mapping[str, Counts]]) -> Figures:
    """The sum over articles; a figure that an article does not have adds nothing."""
    summed: Figures = {}
    for each in figures:
        for name, counts in each.items():
            summed[name] = summed.get(name, Counts()) + counts
    return summed
