"""What `summarizer batch` does: signals, what is shown meanwhile, where results go, which status it ends with."""

import asyncio
import signal
import threading
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarizer.ask.sections import sections_of
from summarizer.batch import Batch, BatchOptions, Entry, Inputs
from summarizer.batch.estimate import estimate
from summarizer.batch.records import Places
from summarizer.cli.options import DONE, INTERRUPTED, NOTHING_DONE, OUT_OF_BUDGET, SOME_FAILED
from summarizer.console import Reporter
from summarizer.errors import ArticleError, BudgetSpent, OutputError
from summarizer.output import Output
from summarizer.pipeline import BATCH_POLICY, Summarizer
from summarizer.progress import BatchProgress, Totals
from summarizer.read import FetchOptions
from summarizer_schemas import ArticleSummary

READ_AHEAD = 32
"""Entries taken from the input before they are asked for; each holds the text of a row at most."""


class Job:
    """One run of the command.

    Args:
        summarizer: with the model.
        names: the inputs, as given.
        fields: names of fields in tables.
        output: the file for the results; None or "-" for standard output.
        options: how the run goes on.
        reporter: speaks to the person at the terminal.
        fetch: how links are fetched.
        with_text: whether the articles' texts stay in the results.
        timeout: seconds for one answer.

    Raises:
        ArticleNotFound: an input is not there.
        PriceUnknown: a budget in dollars, and nobody knows what the model costs.
    """

    def __init__(
        self,
        summarizer: Summarizer[Any],
        names: Sequence[str],
        fields: Mapping[str, str],
        output: Path | None,
        options: BatchOptions,
        reporter: Reporter,
        fetch: FetchOptions,
        *,
        with_text: bool,
        timeout: float | None,
    ) -> None:
        self.summarizer = summarizer
        self.options = options
        self.reporter = reporter
        self.output = None if output == Path("-") else output
        self.places = Places.of(self.output) if self.output else None
        own = [place for place in self.places or () if place] + ([self.output] if self.output else [])
        self.inputs = Inputs(names, fields, without=own, fetch=fetch)
        self.inputs.check()
        self.stdout = None if self.output else Output(None, "jsonl", several=True, with_text=with_text, verbose=False)
        self.batch: Batch[Any] = summarizer.batch(
            _in_thread(self.inputs),
            self.output,
            options,
            with_text=with_text,
            policy=replace(BATCH_POLICY, timeout=timeout),
            say=reporter.note,
        )
        self.interrupts = 0

    def run(self) -> int:
        """Do the work; the exit status."""
        total = self.inputs.count()
        shown = BatchProgress(self.reporter, self.batch, total)
        try:
            with shown:
                asyncio.run(self._work(shown))
        except asyncio.CancelledError:
            pass  # the second interrupt: what is finished is kept
        except OutputError as error:
            if not self.batch.progress.met:
                raise
            self.batch.stop(error)  # the disk is full, for one: what stands there is told as after any other stop
        if stopped := self.batch.progress.stopped:
            self.reporter.error(stopped)
        shown.tell_end(self.places)
        return self._status()

    def estimate(self) -> int:
        """Say what the run would cost, without asking anything; the exit status."""
        totals = Totals()
        schema: type[ArticleSummary] = self.summarizer.schema
        sections = sections_of(schema)
        for entry in self.inputs:
            try:
                article = entry.read()
            except ArticleError as error:
                error.article = entry.name
                self.reporter.error(error)
                totals.failed += 1
            else:
                totals.add(estimate(article, sections, self.summarizer.endpoint))
        totals.tell(self.summarizer.endpoint.name)
        return DONE if not totals.failed else SOME_FAILED if totals.articles else NOTHING_DONE

    async def _work(self, shown: BatchProgress) -> None:
        with self._interruptible():
            async for outcome in self.batch:
                if outcome.error:
                    shown.tell_failure(outcome.error)
                elif self.stdout and outcome.summary:
                    self.stdout.write(outcome.summary)

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Ctrl-C or a request to end: once finishes what is under way, twice stops at once."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task  # noqa: S101  for the type checker: this runs in one

        def interrupted() -> None:
            self.interrupts += 1
            if self.interrupts > 1:
                task.cancel()
            else:
                self.batch.stop()
                self.reporter.note("finishing what is under way; interrupt again to stop at once")

        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        for number in before:
            try:  # the loop counts every signal; Python hears of two as one while it is inside one long call
                loop.add_signal_handler(number, interrupted)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(interrupted))
        try:
            yield
        finally:
            for number, handler in before.items():
                with suppress(NotImplementedError):
                    loop.remove_signal_handler(number)
                signal.signal(number, handler)

    def _status(self) -> int:
        progress = self.batch.progress
        if self.interrupts:
            return INTERRUPTED
        if isinstance(progress.stopped, BudgetSpent):
            return OUT_OF_BUDGET
        if not (progress.failed or progress.failed_before or progress.stopped):
            return DONE
        return SOME_FAILED if progress.done or progress.done_before else NOTHING_DONE


async def _in_thread(entries: Inputs) -> AsyncGenerator[Entry, None]:
    """Entries read in a thread, since a disk or a pipe may keep it waiting; one that waits does not outlive us."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Queue[Entry | Exception | None] = asyncio.Queue()
    room = threading.Semaphore(READ_AHEAD)

    def hand(entry: Entry | Exception | None) -> None:
        room.acquire()
        if not loop.is_closed():
            loop.call_soon_threadsafe(ready.put_nowait, entry)

    def read() -> None:
        try:
            for entry in entries:
                hand(entry)
            hand(None)
        except Exception as error:  # whatever it is, the run has to know
            hand(error)

    threading.Thread(target=read, name="summarizer-input", daemon=True).start()
    while (entry := await ready.get()) is not None:
        room.release()
        if isinstance(entry, Exception):
            raise entry
        yield entry
