"""Where every request of a run passes: so many at a time, as fast as allowed, within the budget, and counted."""

import asyncio
from collections.abc import Mapping

from summarizer.batch.budget import Budget
from summarizer.batch.limits import Limits
from summarizer.batch.records import Records
from summarizer.model.gate import Bound
from summarizer.model.retry import RequestFailed
from summarizer.model.usage import Usage


class Turnstile:
    """The gate that the client of a run asks before each request.

    Args:
        slots: requests in flight at most.
        limits: how fast they may be sent.
        budget: what they may use.
        records: where it is written what they used.
    """

    def __init__(self, slots: int, limits: Limits, budget: Budget, records: Records) -> None:
        self._slots = asyncio.Semaphore(slots)
        self._limits = limits
        self._budget = budget
        self._records = records
        self._taken: dict[int, float] = {}

    async def free_slot(self) -> None:
        """Returns when a request could go at once: requests of articles already begun come first."""
        async with self._slots:
            pass

    async def enter(self, bound: Bound) -> None:
        """Wait for a slot and for the limits; `BudgetSpent` when the request might use too much."""
        await self._slots.acquire()
        try:
            self._budget.enter(bound)
            try:
                self._taken[id(bound)] = await self._limits.enter(bound)
            except BaseException:
                self._budget.leave(bound, Usage())
                raise
        except BaseException:
            self._slots.release()
            raise

    def leave(self, bound: Bound, used: Usage, headers: Mapping[str, str], failure: RequestFailed | None) -> None:
        """Make room for the next request, and count this one."""
        self._slots.release()
        self._budget.leave(bound, used)
        self._limits.leave(bound, self._taken.pop(id(bound)), used, headers, failure)
        self._records.spend(used)
