"""How far a batch is: a bar on a terminal, a line every so often elsewhere, and a summary at the end."""

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from summarizer.console import Reporter
from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.batch import Batch
    from summarizer.batch.estimate import Estimate
    from summarizer.batch.records import Places

LOG_SECONDS = 30.0
"""Between two lines where nobody watches a bar: a night gives a thousand."""

TOLD_FAILURES = 10
"""Failures told one by one; the file has all of them."""

MINUTE, HOUR = 60, 3600


class BatchProgress:
    """Shows a run while it goes on.

    Args:
        reporter: says whether somebody watches.
        batch: the run, which is looked at every so often.
        total: articles in the input; None when that is not known.
    """

    def __init__(self, reporter: Reporter, batch: "Batch[Any]", total: int | None) -> None:
        self._reporter = reporter
        self._batch = batch
        self._total = total
        self._ended = threading.Event()
        self._live: Any = None
        self._reasons: Counter[str] = Counter()

    def __enter__(self) -> Self:
        if self._reporter.interactive:
            from rich.console import Console
            from rich.live import Live

            console = Console(stderr=True)
            self._live = Live(get_renderable=self._renderable, console=console, refresh_per_second=4, transient=True)
            self._live.start()
        elif not self._reporter.quiet:
            threading.Thread(target=self._log, name="summarizer-log", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._live:
            self._live.stop()

    def tell_failure(self, error: SummarizerError) -> None:
        """An article has failed."""
        self._reasons[type(error).__name__] += 1
        told = self._reasons.total()
        if told <= TOLD_FAILURES:
            self._reporter.error(error)
        if told == TOLD_FAILURES:
            self._reporter.note("further failures are only counted here")

    def tell_end(self, places: "Places | None") -> None:
        """What was done, what it cost, and where it is."""
        if self._reporter.quiet:
            return
        progress, used = self._batch.progress, self._batch.records.used
        counts = [
            (progress.done, "summarised"),
            (progress.done_before, "done before"),
            (progress.duplicates, "duplicate" + ("" if progress.duplicates == 1 else "s")),
            (progress.failed, "failed"),
            (progress.failed_before, "failed before and not tried again"),
        ]
        said = ", ".join(f"{count:,} {what}" for count, what in counts if count) or "nothing to do"
        seconds = time.monotonic() - progress.started
        self._line("articles", f"{progress.met:,}: {said}")
        cached = f" ({used.cached_tokens:,} cached)" if used.cached_tokens else ""
        self._line(
            "used",
            f"{used.requests:,} requests, {used.input_tokens:,} tokens in{cached}, {used.output_tokens:,} out, "
            f"{dollars(used.cost_usd)}, {duration(seconds)}",
        )
        spent = self._batch.records.spent
        if spent.requests > used.requests:
            self._line("all runs", f"{spent.requests:,} requests, {dollars(spent.cost_usd)}")
        if places and (progress.done or progress.done_before):
            self._line("results", str(places.parquet or places.results))
        if self._reasons or progress.failed_before:
            reasons = ", ".join(f"{count:,} {name}" for name, count in self._reasons.most_common())
            where = f"{places.failures}; --retry-failed tries them again" if places else ""
            self._line("failures", "; ".join(filter(None, [reasons, where])))

    def _line(self, name: str, text: str) -> None:
        print(f"{name:<9} {text}", file=sys.stderr)

    def _log(self) -> None:
        while not self._ended.wait(LOG_SECONDS):
            count, *rest = self._words()
            self._reporter.note(", ".join([f"{count} articles", *rest]))

    def _renderable(self) -> Any:
        """The bar, and beneath it the figures."""
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        count, *rest = self._words()
        bar = Table.grid(padding=(0, 1), expand=True)
        bar.add_column(ratio=1)
        bar.add_column(no_wrap=True)
        bar.add_row(ProgressBar(self._total, self._batch.progress.met, pulse=self._total is None), Text(count))
        return Group(bar, Text(" · ".join(rest), style="dim", no_wrap=True, overflow="ellipsis"))

    def _words(self) -> list[str]:
        """How far the run is: of how many, failures, rate, time left, tokens, cost."""
        progress, used = self._batch.progress, self._batch.records.used
        total = self._total
        share = f" of {total:,} ({progress.met * 100 // total} %)" if total else ""
        words = [f"{progress.met:,}{share}"]
        worked = progress.done + progress.failed
        if progress.failed:
            words.append(f"{progress.failed:,} failed")
        rate = worked / max(time.monotonic() - progress.started, 0.001)
        if worked:
            words.append(f"{rate:.1f}/s" if rate >= 0.1 else f"{rate * MINUTE:.1f}/min")
        left = max(0, (total or 0) - progress.met)
        if left and worked:
            words.append(f"{duration(left / rate)} left")
        words.append(f"{thousands(used.input_tokens + used.output_tokens)} tokens")
        if used.cost_usd is None:
            words.append("cost unknown")
        elif used.cost_usd:
            projected = f", about {dollars(used.cost_usd * (1 + left / worked))} in all" if left and worked else ""
            words.append(f"{dollars(used.cost_usd)}{projected}")
        return words


@dataclass
class Totals:
    """What a run would cost."""

    articles: int = 0
    failed: int = 0
    likely: list[float] = field(default_factory=lambda: [0, 0, 0.0])
    most: list[float] = field(default_factory=lambda: [0, 0, 0.0])
    priced: bool = True

    def add(self, estimate: "Estimate") -> None:
        """One more article."""
        self.articles += 1
        self.priced = self.priced and estimate.most.cost_usd is not None
        for total, bound in ((self.likely, estimate.likely), (self.most, estimate.most)):
            for place, amount in enumerate(bound):
                total[place] += amount or 0

    def tell(self, model: str) -> None:
        """On standard output, since it is what was asked for."""
        unreadable = f", {self.failed:,} that cannot be read" if self.failed else ""
        print(f"articles  {self.articles:,}{unreadable}")
        print(f"model     {model}")
        for name, total in (("likely", self.likely), ("at most", self.most)):
            cost = dollars(total[2] if self.priced else None)
            print(f"{name:<9} {int(total[0]):,} tokens in, {int(total[1]):,} out, {cost}")
        print("          if every article reports a deal; one that does not takes a fourth of it")


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    whole = round(seconds)
    if whole < MINUTE:
        return f"{seconds:.1f} s"
    if whole < HOUR:
        return f"{whole // MINUTE} min {whole % MINUTE} s"
    return f"{whole // HOUR} h {whole % HOUR // MINUTE} min"


def thousands(count: int) -> str:
    """A count that fits: 950, 12.3k, 4.5M."""
    if count < 10_000:
        return f"{count:,}"
    return f"{count / 1_000:.1f}k" if count < 1_000_000 else f"{count / 1_000_000:.1f}M"


def dollars(cost: float | None) -> str:
    """A sum, small ones with the digits that tell them from nothing."""
    if cost is None:
        return "cost unknown"
    return f"${cost:,.4f}" if 0 < cost < 1 else f"${cost:,.2f}"
