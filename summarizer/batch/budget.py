"""What a run may use at most, in dollars and in tokens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from summarizer.errors import BudgetSpent
from summarizer.model.gate import Bound
from summarizer.model.usage import Usage

NOTHING = Bound(0, 0, 0.0)


class Budget:
    """Never used up beyond its end: what is in flight counts with the most it may use.

    An article is begun only if there is room for all its requests, so that none is paid for half. Each request is
    looked at again before it is sent, since corrections and retries come on top.

    Args:
        max_cost: US dollars; None for no limit.
        max_tokens: tokens read and written; None for no limit.
        spent: by earlier runs.
    """

    def __init__(self, max_cost: float | None, max_tokens: int | None, spent: Usage) -> None:
        self.max_cost = max_cost
        self.max_tokens = max_tokens
        self.cost = spent.cost_usd or 0.0
        self.tokens = spent.input_tokens + spent.output_tokens
        self._articles: list[Bound] = []
        self._requests: list[Bound] = []
        self._changed = asyncio.Condition()

    @property
    def limited(self) -> bool:
        """Whether there is a limit at all."""
        return self.max_cost is not None or self.max_tokens is not None

    @asynccontextmanager
    async def article(self, bound: Bound) -> AsyncIterator[None]:
        """Hold room for an article; waits for other articles, which seldom use what they hold.

        Raises:
            BudgetSpent: no other article is under way, and there is still no room.
        """
        if not self.limited:
            yield
            return
        async with self._changed:
            while not self._fits(bound, self._articles):
                if not self._articles:
                    raise self._spent(bound, "article")
                await self._changed.wait()
            self._articles.append(bound)
        try:
            yield
        finally:
            self._articles.remove(bound)
            async with self._changed:
                self._changed.notify_all()

    def enter(self, bound: Bound) -> None:
        """Before a request is sent.

        Raises:
            BudgetSpent: it might use more than is left.
        """
        if self.limited and not self._fits(bound, self._requests):
            raise self._spent(bound, "request")
        self._requests.append(bound)

    def leave(self, bound: Bound, used: Usage) -> None:
        """After a request: what it really used."""
        self._requests.remove(bound)
        self.cost += (bound.cost_usd or 0.0) if used.cost_usd is None else used.cost_usd
        self.tokens += used.input_tokens + used.output_tokens

    def _fits(self, bound: Bound, held: list[Bound]) -> bool:
        all_held = [*held, bound]
        cost = self.cost + sum(each.cost_usd or 0.0 for each in all_held)
        tokens = self.tokens + sum(each.input_tokens + each.output_tokens for each in all_held)
        return not (
            (self.max_cost is not None and cost > self.max_cost)
            or (self.max_tokens is not None and tokens > self.max_tokens)
        )

    def _spent(self, bound: Bound, what: str) -> BudgetSpent:
        used = []
        if self.max_cost is not None:
            used.append(
                f"${self.cost:.4f} of ${self.max_cost:g} used, the next {what} may take ${bound.cost_usd or 0:.4f}"
            )
        if self.max_tokens is not None:
            most = bound.input_tokens + bound.output_tokens
            used.append(f"{self.tokens:,} of {self.max_tokens:,} tokens used, the next {what} may take {most:,}")
        return BudgetSpent(
            f"Stopped at the budget: {'; '.join(used)}.",
            hint="Run the same command with a larger budget to continue.",
        )
