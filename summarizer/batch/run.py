"""A run: many articles at a time, each summarised once, every result kept as soon as it is there.

entries ──► workers: read → known already? → room in the budget? → summarise → keep ──► outcomes
                                                   │
                                               Turnstile: slots, limits, budget, before each request
"""

import asyncio
import heapq
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar

from summarizer.article import Article
from summarizer.ask.sections import sections_of
from summarizer.batch.budget import NOTHING, Budget
from summarizer.batch.entries import Entry
from summarizer.batch.estimate import estimate
from summarizer.batch.index import State
from summarizer.batch.keys import Keys, Settings, changes, key_of_name, settings_of
from summarizer.batch.limits import Limits
from summarizer.batch.records import Failure, Records
from summarizer.batch.turnstile import Turnstile
from summarizer.errors import (
    ArticleError,
    BudgetSpent,
    PriceUnknown,
    ServerUnavailable,
    SetupError,
    SummarizerError,
)
from summarizer.model.choose import Endpoint
from summarizer.model.gate import Bound, Gate
from summarizer.model.usage import Usage, cost_of
from summarizer_schemas import ArticleSummary

SummaryT = TypeVar("SummaryT", bound=ArticleSummary)
SummaryT_co = TypeVar("SummaryT_co", bound=ArticleSummary, covariant=True)

ORDERED_AHEAD = 8
"""Articles begun for each one at a time, at most, while an earlier one holds up the order of the input."""

UNAVAILABLE_IN_A_ROW = 20
"""Articles that fail one after the other because the server does not answer: it is down, and the rest would
fail, too."""


TOLD_DUPLICATES = 10
"""Duplicates told one by one; all are counted."""

ENDED = 0
"""In place of an article's number, which counts from 1: a worker has ended."""


@dataclass(frozen=True)
class BatchOptions:
    """How a run goes on.

    Attributes:
        concurrency: requests in flight at most; None leaves it to the model's provider.
        rpm, tpm: requests and tokens a minute at most.
        max_cost: US dollars that all runs on the same results may use together.
        max_tokens: the same in tokens, read and written.
        ordered: outcomes in the order of the input, not of completion.
        retry_failed: try again what failed in an earlier run.
    """

    concurrency: int | None = None
    rpm: float | None = None
    tpm: float | None = None
    max_cost: float | None = None
    max_tokens: int | None = None
    ordered: bool = False
    retry_failed: bool = False


@dataclass(frozen=True)
class Outcome(Generic[SummaryT_co]):
    """What has become of one article: a summary or an error.

    Attributes:
        name: where the article stands, or its title.
        id: the article's; None where it could not be read.
        summary: None when it failed.
        error: None when it did not.
    """

    name: str
    id: str | None
    summary: SummaryT_co | None = None
    error: SummarizerError | None = None


@dataclass
class Progress:
    """How far a run is.

    Attributes:
        done: summarised in this run.
        failed: failed in this run.
        done_before: known from earlier runs.
        failed_before: failed in earlier runs and not tried again.
        duplicates: in the input more than once, summarised once.
        started: of `time.monotonic`.
        stopped: why no further article is begun; None while the run goes on, or when all were.
    """

    done: int = 0
    failed: int = 0
    done_before: int = 0
    failed_before: int = 0
    duplicates: int = 0
    started: float = field(default_factory=time.monotonic)
    stopped: SummarizerError | None = None

    @property
    def met(self) -> int:
        """Articles of the input that are through."""
        return self.done + self.failed + self.done_before + self.failed_before + self.duplicates


class Asker(Protocol[SummaryT_co]):
    """Summarises one article; every request goes through the gate it was made with."""

    async def __call__(self, article: Article) -> SummaryT_co:
        """The summary. Raises SummarizerError."""

    async def aclose(self) -> None:
        """Close the connections."""


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
        self._stopping = False
        self._following: asyncio.Future[Entry | None] | None = None
        self._unavailable = 0

    def stop(self, why: SummarizerError | None = None) -> None:
        """Begin no further article; those under way are finished and kept."""
        self._stopping = True
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
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="summarizer-batch", daemon=True)
        thread.start()
        outcomes = self.__aiter__()

        async def following() -> Outcome[SummaryT] | None:
            return await anext(outcomes, None)

        def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
            return asyncio.run_coroutine_threadsafe(coroutine, loop).result()

        async def end() -> None:
            await outcomes.aclose()
            await loop.shutdown_default_executor()

        try:
            while (outcome := run(following())) is not None:
                yield outcome
        finally:
            run(end())
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

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
        self._keys = Keys(settings)
        self._sections = sections_of(self._schema)
        self._budget = Budget(options.max_cost, options.max_tokens, self._spent_before())
        self._turnstile = Turnstile(slots, Limits(options.rpm, options.tpm), self._budget, self.records)
        self._asker = self._asker_through(self._turnstile)
        self._failed_before = self.records.index.count(State.FAILED) > 0
        self._reading = asyncio.Lock()
        self._place = 0
        self._finished: asyncio.Queue[tuple[int, Outcome[SummaryT] | None]] = asyncio.Queue()
        self._room = asyncio.Semaphore(self._articles * ORDERED_AHEAD)

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
            await self._finished.put((place, await self._one(entry, place)))

    async def _next_entry(self) -> Entry | None:
        """The next article of the input; None at its end, and when the run is stopped while waiting for it."""
        if self._stopping:
            return None
        self._following = asyncio.ensure_future(anext(self._entries, None))
        try:
            return await self._following
        except asyncio.CancelledError:
            if self._following.cancelled() and self._stopping:
                return None
            raise
        finally:
            self._following = None

    async def _one(self, entry: Entry, place: int) -> Outcome[SummaryT] | None:
        """Everything about one article; None when there is nothing to tell about it."""
        if entry.once and entry.id and self._same_settings and self.records.index.meet_done(entry.id, place):
            self.progress.done_before += 1
            return None
        unread = key_of_name(entry.name)  # one that cannot be read has no text to be known by
        try:
            article = entry.read() if entry.quick else await asyncio.to_thread(entry.read)
        except SetupError as error:
            self.stop(error)
            return None
        except SummarizerError as error:
            return self._fail(_Asked(entry, unread, place), error)
        except Exception as error:
            return self._fail(_Asked(entry, unread, place), _bug(error))
        if self._failed_before:
            self.records.index.forget(unread)
        asked = _Asked(entry, self._keys.of(article), place, article.id)
        before, same = self.records.index.meet(asked.key, article.id, place)
        if before is State.NEW and same:
            twin = ArticleError(
                f"Another article of this input has the id {same!r}, and another text.",
                hint="Give each article an id of its own.",
            )
            return self._fail(replace(asked, key=key_of_name(f"{entry.name} {asked.key}")), twin)
        if same is not None:
            self.progress.duplicates += 1
            if self.progress.duplicates <= TOLD_DUPLICATES:
                self._say(f"{entry.name}: the same text as {same!r}, summarised once")
            return None
        if before is State.DONE:
            self.progress.done_before += 1
            return None
        if before is State.FAILED and not self._options.retry_failed:
            self.progress.failed_before += 1
            return None
        return await self._ask(asked, article)

    async def _ask(self, asked: "_Asked", article: Article) -> Outcome[SummaryT] | None:
        """Summarise an article and keep what comes of it."""
        try:
            async with self._budget.article(self._most(article)):
                if self._stopping:  # while it waited for room
                    self.records.index.forget(asked.key)
                    return None
                summary = await self._asker(article)
        except (BudgetSpent, SetupError) as error:
            self.stop(error)
            self.records.index.forget(asked.key)
            return None
        except SummarizerError as error:
            return self._fail(asked, error)
        except Exception as error:
            return self._fail(asked, _bug(error))
        self._unavailable = 0
        self.records.add(summary, asked.key)
        self.progress.done += 1
        return Outcome(asked.entry.name, article.id, summary=summary)

    def _most(self, article: Article) -> Bound:
        """What an article may use; not worked out where nothing limits it."""
        if not self._budget.limited:
            return NOTHING
        return estimate(article, self._sections, self._endpoint).most

    def _fail(self, asked: "_Asked", error: SummarizerError) -> Outcome[SummaryT]:
        """Keep a failure, and stop the run if all there is are failures of the server."""
        failure = Failure(
            key=asked.key,
            id=asked.id or asked.entry.id,
            name=asked.entry.name,
            reason=error.message,
            error=type(error).__name__,
            attempts=self.records.index.tries(asked.key) + 1,
            hint=error.hint,
            retryable=error.retryable,
        )
        self.records.fail(failure, asked.place)
        self.progress.failed += 1
        self._unavailable = self._unavailable + 1 if isinstance(error, ServerUnavailable) else 0
        if self._unavailable >= UNAVAILABLE_IN_A_ROW:
            what = f"The server failed on {self._unavailable} articles in a row; the last time: {error.message}"
            self.stop(ServerUnavailable(what, hint=error.hint))
        error.article = asked.entry.name
        return Outcome(asked.entry.name, failure.id, error=error)


@dataclass(frozen=True)
class _Asked:
    """An article on its way: where it stands, by what it is known, its number in the input, its id."""

    entry: Entry
    key: str
    place: int
    id: str | None = None


def _bug(error: Exception) -> SummarizerError:
    """An error that nobody foresaw: it may cost one article, not the night."""
    return SummarizerError(
        f"Unexpected {type(error).__name__}: {error}.", hint="This is a mistake in summarizer: please report it."
    )
