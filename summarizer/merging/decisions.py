"""What was decided about pairs that are not plainly one thing or two, and what is left to ask about."""

from collections.abc import Iterable
from typing import Literal

from summarizer.merging.clusters import DECIDED
from summarizer_schemas import Decision

Section = Literal["stakeholders", "deal.events", "controversies"]


class Docket:
    """Decisions on pairs of things, by code, by the model or by a person.

    Args:
        earlier: what a model or a person has decided before; code keeps to it.
    """

    def __init__(self, earlier: Iterable[Decision] = ()) -> None:
        self._earlier = {_key(each): each for each in earlier if each.decided_by != "code"}
        self._made: dict[tuple[str, str, str], Decision] = {}
        self._open: set[tuple[str, str, str]] = set()

    def decide(
        self, section: Section, left: str, right: str, same: bool | None, reason: str, strength: float = 1.0
    ) -> float | None:
        """Whether two things are one.

        Args:
            section: where they stand.
            left: what the one is called.
            right: what the other is called.
            same: what code says; None where it cannot decide: then they stay apart unless somebody has decided.
            reason: why; "" for what is so plain that it need not be kept.
            strength: how surely they are one, if they are.

        Returns:
            the strength when they are one, `DECIDED` when a person says so, else None.
        """
        first, second = sorted((left, right))
        decision = Decision(
            section=section, left=first, right=second, same=bool(same), decided_by="code", reason=reason
        )
        key = _key(decision)
        if key in self._earlier:
            decision = self._earlier[key]
        elif same is None:
            self._open.add(key)
            decision = decision.model_copy(update={"reason": f"{reason}: not plain, so kept apart"})
        if reason and first != second and (decision.decided_by != "code" or key not in self._made):
            self._made[key] = decision
        if not decision.same:
            return None
        return DECIDED if decision.decided_by == "person" else strength

    @property
    def decisions(self) -> list[Decision]:
        """What was decided, in a fixed order; what others decided before stays, needed now or not."""
        return [each for _, each in sorted((self._earlier | self._made).items())]

    @property
    def open(self) -> list[Decision]:
        """What nobody has decided."""
        return [self._made[key] for key in sorted(self._open) if key in self._made]


def _key(decision: Decision) -> tuple[str, str, str]:
    first, second = sorted((decision.left, decision.right))
    return decision.section, first, second
