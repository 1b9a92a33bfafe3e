"""What is said on standard error: progress, notes, errors."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.model.usage import Usage
    from summarizer_schemas import Run

TITLE_WIDTH = 32
"""Columns of an article's name in the progress line, which has to fit a terminal of 80."""


class Reporter:
    """Speaks to the person at the terminal; says little when nobody is there."""

    def __init__(self, *, verbose: bool = False, quiet: bool = False) -> None:
        self.verbose = verbose
        self.quiet = quiet
        self.interactive = sys.stderr.isatty() and not quiet

    def error(self, error: SummarizerError) -> None:
        """An error in full: where, what, what to try."""
        print(f"summarizer: {_harmless(str(error))}", file=sys.stderr)

    def note(self, text: str) -> None:
        """Something worth knowing."""
        if not self.quiet:
            print(f"summarizer: {_harmless(text)}", file=sys.stderr)

    def usage(self, runs: "list[Run]") -> None:
        """What the articles cost together."""
        from summarizer.render.figures import figures

        self.note(f"{len(runs)} article{'' if len(runs) == 1 else 's'}: " + ", ".join(figures(runs)))

    @contextmanager
    def joining(self) -> Iterator[Callable[[int, int], None]]:
        """Show how far the embedded model's file is joined; gives a function that is told bytes done and in all."""
        if not self.interactive:
            yield lambda done, total: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("embedded model, first use", total=None, visible=False)
            yield lambda done, total: progress.update(task, completed=done, total=total, visible=True)

    @contextmanager
    def article(self, name: str) -> Iterator["ArticleProgress"]:
        """Show the work on one article."""
        if not self.interactive:
            yield ArticleProgress(name, self.note if self.verbose else lambda _: None)
            return
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(Text(f"{name[:TITLE_WIDTH]}: reading")) as status:
            yield LiveProgress(name, lambda line: status.update(Text(line)))


def _harmless(message: str) -> str:
    """A message without the escape sequences that a file's name or words of a file may bring to a terminal."""
    from summarizer.render.clean import harmless

    return "\n".join(map(harmless, message.split("\n")))


class ArticleProgress:
    """What is done of one article: told the sections and the requests, says a line for each section."""

    def __init__(self, name: str, say: Callable[[str], None]) -> None:
        self.name = name
        self.say = say
        self.started = time.monotonic()
        self.done: list[str] = []
        self.requests = self.tokens = 0

    def on_section(self, section: str) -> None:
        """A section's answer has come."""
        self.done.append(section)
        self.say(f"{self.name}: {section} after {time.monotonic() - self.started:.1f} s")

    def on_tokens(self, _purpose: str, usage: "Usage") -> None:
        """A request was answered."""
        self.requests += usage.requests
        self.tokens += usage.input_tokens - usage.cached_tokens + usage.output_tokens


class LiveProgress(ArticleProgress):
    """The same as one line that changes: what is being asked, what is done, tokens so far."""

    def on_section(self, section: str) -> None:
        """A section's answer has come."""
        self.done.append(section)
        self._show("asking")

    def on_tokens(self, purpose: str, usage: "Usage") -> None:
        """A request was answered."""
        super().on_tokens(purpose, usage)
        self._show(purpose)

    def _show(self, purpose: str) -> None:
        short = self.name if len(self.name) <= TITLE_WIDTH else self.name[: TITLE_WIDTH - 1] + "…"
        done = f", {', '.join(self.done)} done" if self.done else ""
        self.say(f"{short}: {purpose}{done}, {self.tokens:,} tokens")
