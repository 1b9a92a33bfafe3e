"""A run: many articles at a time, each summarised once, every result kept as soon as it is there.

entries ──► workers: the way of one article (way.py) ──► outcomes
                                   │
                               Turnstile: slots, limits, budget, before each request
"""

import asyncio
import heapq
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from dataclasses import replace
from typing import Generic

from summarizer.batch.budget import Budget
from summarizer.batch.entries import Entry
from summarizer.batch.keys import Settings, changes, settings_of
from summarizer.batch.limits import Limits
from summarizer.batch.outcome import BatchOptions, Outcome, Progress
from summarizer.batch.records import Records
from summarizer.batch.sync import iterate
from summarizer.batch.turnstile import Turnstile
from summarizer.batch.way import Asker, SummaryT, Way
from summarizer.errors import PriceUnknown, SummarizerError
from summarizer.model.choose import Endpoint
from summarizer.model.gate import Gate
from summarizer.model.usage import Usage, cost_of
from summarizer_schemas import ArticleSummary

ORDERED_AHEAD = 8
"""Articles begun for each one at a time, at most, while an earlier one holds up the order of the input."""

AHEAD = 2
"""The same where the order does not matter: whoever takes the outcomes may be a moment late without holding anybody up,
and finished summaries do not pile up in memory."""

ENDED = 0
"""In place of an article's number, which counts from 1: a worker has ended."""


class Batch(Generic[SummaryT]):
    """A run over many articles: iterate over it, with `async for` or `for`, to do the work and get each outcome.

    Args:
        entries: the articles, each made when it is asked for.
        asker_through: makes what summarises an article, its requests passing a gate.
        endpoint: the model.
        schema: what a summary holds.
        language: of what the model writes.
        records: what is known and kept.
        options: how to go on.
        say: told what is worth knowing, a sentence each.

    Attributes:
        progress: how far it is.

    Raises:
        PriceUnknown: a budget in dollars, and nobody knows what the model costs.
    """

    def __init__(
        self,
        entries: AsyncIterator[Entry],
        asker_through: Callable[[Gate], Asker[SummaryT]],
        endpoint: Endpoint,
        schema: type[ArticleSummary],
        language: str,
        records: Records,
        options: BatchOptions,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        if options.max_cost is not None and cost_of(endpoint, 1, 0, 1) is None:
            raise PriceUnknown(
                f"Nobody knows what {endpoint.name} costs, so that --max-cost cannot be kept.",
                hint="Say what a million tokens cost, read and written: --price 0.25,2; or use --max-tokens.",
            )
        self.progress = Progress()
        self.records = records
        self._entries = entries
        self._asker_through = asker_through
        self._endpoint = endpoint
        self._schema = schema
        self._language = language
        self._options = options
        self._say = say
        self._following: asyncio.Future[Entry | None] | None = None

    def stop(self, why: SummarizerError | None = None) -> None:
        """Begin no further article; those under way are finished and kept."""
        self.progress.stopping = True
        self.progress.stopped = self.progress.stopped or why
        if self._following:
            self._following.cancel()

    async def __aiter__(self) -> AsyncGenerator[Outcome[SummaryT], None]:
        """Each outcome as soon as it is there, or in the order of the input.

        Raises:
            SetupError: the results cannot be kept. What stops the run otherwise is in `progress.stopped`.
        """
        with self.records.opened():
            settings = settings_of(self._endpoint, self._schema, self._language)
            self._greet(settings)
            self.records.begin(settings)
            self._prepare(settings)
            workers = [asyncio.create_task(self._work()) for _ in range(self._articles)]
            try:
                async for outcome in self._outcomes(workers):
                    yield outcome
            finally:
                for worker in workers:
                    worker.cancel()
                await asyncio.gather(*workers, return_exceptions=True)
                await self._asker.aclose()
            self.records.publish(self._schema, ordered=self._options.ordered)

    def __iter__(self) -> Iterator[Outcome[SummaryT]]:
        """The same for programs without an event loop; works where one is running, too."""
        return iterate(self.__aiter__())

    def _greet(self, settings: Settings) -> None:
        """Say what an earlier run left."""
        if self.records.repaired:
            self._say("the last run was cut off in the middle of a line; that line was mended or removed")
        changed = changes(self.records.settings, settings) if self.records.settings else []
        self._same_settings = not changed
        if changed:
            self._say(
                f"settings have changed since the last run ({'; '.join(changed)}): "
                "articles done with the former ones are summarised again, and replaced"
            )

    def _prepare(self, settings: Settings) -> None:
        options, endpoint = self._options, self._endpoint
        slots = options.concurrency or endpoint.batch_requests
        self._articles = 1 if endpoint.one_article_at_a_time else slots
        self.records.spent = self._spent_before()
        budget = Budget(options.max_cost, options.max_tokens, self.records.spent)
        self._turnstile = Turnstile(slots, Limits(options.rpm, options.tpm), budget, self.records)
        self._asker = self._asker_through(self._turnstile)
        self._way = Way(
            self._asker,
            endpoint,
            self._schema,
            settings,
            self.records,
            budget,
            options,
            self.progress,
            self.stop,
            self._say,
            same_settings=self._same_settings,
        )
        self._reading = asyncio.Lock()
        self._place = 0
        self._finished: asyncio.Queue[tuple[int, Outcome[SummaryT] | None]] = asyncio.Queue()
        self._room = asyncio.Semaphore(self._articles * (ORDERED_AHEAD if options.ordered else AHEAD))

    def _spent_before(self) -> Usage:
        """By earlier runs; at today's price where theirs was not known."""
        spent = self.records.spent
        if spent.cost_usd is not None:
            return spent
        cost = cost_of(self._endpoint, spent.input_tokens, spent.cached_tokens, spent.output_tokens)
        return replace(spent, cost_usd=cost)

    async def _outcomes(self, workers: list[asyncio.Task[None]]) -> AsyncGenerator[Outcome[SummaryT], None]:
        """What the workers finish, until all of them have ended."""
        for worker in workers:
            worker.add_done_callback(self._worker_ended)
        running = len(workers)
        waiting: list[tuple[int, Outcome[SummaryT] | None]] = []
        following = 1
        while running:
            place, outcome = await self._finished.get()
            if place == ENDED:
                running -= 1
            elif self._options.ordered:
                heapq.heappush(waiting, (place, outcome))  # no two places are equal: outcomes are not compared
            else:
                self._room.release()
                if outcome:
                    yield outcome
            while waiting and waiting[0][0] == following:
                following += 1
                self._room.release()
                if outcome := heapq.heappop(waiting)[1]:
                    yield outcome
        for worker in workers:
            worker.result()

    def _worker_ended(self, worker: asyncio.Task[None]) -> None:
        """A worker that failed, since results cannot be kept, ends the run."""
        if not worker.cancelled() and worker.exception():
            self.stop()
        self._finished.put_nowait((ENDED, None))

    async def _work(self) -> None:
        """Take one article after the other until there is none."""
        while True:
            await self._room.acquire()
            async with self._reading:
                await self._turnstile.free_slot()
                entry = await self._next_entry()
                if entry is None:
                    return
                self._place += 1
                place = self._place
            await self._finished.put((place, await self._way.take(entry, place)))

    async def _next_entry(self) -> Entry | None:
        """The next article of the input; None at its end, and when the run is stopped while waiting for it."""
        if self.progress.stopping:
            return None
        self._following = asyncio.ensure_future(anext(self._entries, None))
        try:
            return await self._following
        except asyncio.CancelledError:
            if self._following.cancelled() and self.progress.stopping:
                return None
            raise
        finally:
            self._following = None
