"""The way of one article through a run: read → known already? → room in the budget? → summarise → keep."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from summarizer.article import Article
from summarizer.ask.sections import sections_of
from summarizer.batch.budget import NOTHING, Budget
from summarizer.batch.entries import Entry
from summarizer.batch.estimate import estimate
from summarizer.batch.index import State
from summarizer.batch.keys import Keys, Settings, key_of_name
from summarizer.batch.outcome import BatchOptions, Outcome, Progress, SummaryT_co
from summarizer.batch.records import Failure, Records
from summarizer.errors import (
    ArticleError,
    BudgetSpent,
    OutputError,
    ServerUnavailable,
    SetupError,
    SummarizerError,
)
from summarizer.model.choose import Endpoint
from summarizer.model.gate import Bound
from summarizer.text.clean import sound
from summarizer_schemas import ArticleSummary

SummaryT = TypeVar("SummaryT", bound=ArticleSummary)

UNAVAILABLE_IN_A_ROW = 20
"""Articles that fail one after the other because the server does not answer: it is down, and the rest would
fail, too."""

TOLD_DUPLICATES = 10
"""Duplicates told one by one; all are counted."""


class Asker(Protocol[SummaryT_co]):
    """Summarises one article; every request goes through the gate it was made with."""

    async def __call__(self, article: Article) -> SummaryT_co:
        """The summary. Raises SummarizerError."""

    async def aclose(self) -> None:
        """Close the connections."""


class Way(Generic[SummaryT]):
    """Takes each article of a run through.

    Args:
        asker: summarises one article.
        endpoint: the model; decides what an article may cost.
        schema: what a summary holds.
        settings: what, besides the article, decides its answer.
        records: what is known and kept; opened.
        budget: what the run may use.
        options: how the run goes on.
        progress: where it is counted what becomes of the articles.
        stop: called with the error that ends the run.
        say: told what is worth knowing, a sentence each.
        same_settings: whether what is done already was done with these settings.
    """

    def __init__(
        self,
        asker: Asker[SummaryT],
        endpoint: Endpoint,
        schema: type[ArticleSummary],
        settings: Settings,
        records: Records,
        budget: Budget,
        options: BatchOptions,
        progress: Progress,
        stop: Callable[[SummarizerError], None],
        say: Callable[[str], None],
        *,
        same_settings: bool = True,
    ) -> None:
        self.records = records
        self.progress = progress
        self._asker = asker
        self._endpoint = endpoint
        self._sections = sections_of(schema)
        self._keys = Keys(settings)
        self._budget = budget
        self._options = options
        self._stop = stop
        self._say = say
        self._same_settings = same_settings
        self._failed_before = records.index.count(State.FAILED) > 0
        self._unavailable = 0

    async def take(self, entry: Entry, place: int) -> Outcome[SummaryT] | None:
        """Everything about one article; None when there is nothing to tell about it.

        Args:
            entry: the article, still to be read.
            place: its number in the input, from 1.

        Raises:
            OutputError: its result cannot be kept.
        """
        asked = _Asked(entry, key_of_name(entry.name), place)
        try:
            return await self._through(asked)
        except OutputError:
            raise
        except (BudgetSpent, SetupError) as error:
            self._stop(error)
            self.records.index.forget(asked.key)
            return None
        except SummarizerError as error:
            return self._fail(asked, error)
        except Exception as error:  # nobody foresaw it: it may cost one article, not the night
            told = SummarizerError(
                f"Unexpected {type(error).__name__}: {error}.",
                hint="This is a mistake in summarizer: please report it.",
            )
            return self._fail(asked, told)

    async def _through(self, asked: "_Asked") -> Outcome[SummaryT] | None:
        """Read an article and do for it what has not been done."""
        entry, unread = asked.entry, asked.key
        if entry.once and entry.id and self._same_settings and self.records.index.meet_done(entry.id, asked.place):
            self.progress.done_before += 1
            return None
        article = entry.read() if entry.quick else await asyncio.to_thread(entry.read)
        if self._failed_before:
            self.records.index.forget(unread)
        asked.key, asked.id = self._keys.of(article), article.id
        before, same = self.records.index.meet(asked.key, article.id, asked.place)
        if before is State.NEW and same:
            asked.key = key_of_name(f"{entry.name} {asked.key}")
            raise ArticleError(
                f"Another article of this input has the id {same!r}, and another text.",
                hint="Give each article an id of its own.",
            )
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
        """Summarise an article and keep the summary."""
        async with self._budget.article(self._most(article)):
            if self.progress.stopping:  # while it waited for room
                self.records.index.forget(asked.key)
                return None
            summary = await self._asker(article)
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
            name=sound(asked.entry.name),  # of a file, it may hold bytes that are no text
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
            self._stop(ServerUnavailable(what, hint=error.hint))
        error.article = asked.entry.name
        return Outcome(asked.entry.name, failure.id, error=error)


@dataclass
class _Asked:
    """An article on its way: where it stands, by what it is known, its number in the input, its id once it is read."""

    entry: Entry
    key: str
    place: int
    id: str | None = None
