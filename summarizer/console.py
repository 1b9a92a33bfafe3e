"""What is said on standard error: progress, notes, errors."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer_schemas import Run

TITLE_WIDTH = 48
"""Columns of an article's name in the progress line, which has to fit a terminal of 80."""


class Reporter:
    """Speaks to the person at the terminal; says little when nobody is there."""

    def __init__(self, *, verbose: bool = False, quiet: bool = False) -> None:
        self.verbose = verbose
        self.quiet = quiet
        self.interactive = sys.stderr.isatty() and not quiet

    def error(self, error: SummarizerError) -> None:
        """An error in full: where, what, what to try."""
        print(f"summarizer: {error}", file=sys.stderr)

    def note(self, text: str) -> None:
        """Something worth knowing."""
        if not self.quiet:
            print(f"summarizer: {text}", file=sys.stderr)

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
    def article(self, name: str) -> Iterator[Callable[[str], None]]:
        """Show the work on one article; gives a function that is told each section that is done."""
        if not self.interactive:
            yield self._plain(name)
            return
        from rich.console import Console
        from rich.text import Text

        short = name if len(name) <= TITLE_WIDTH else name[: TITLE_WIDTH - 1] + "…"
        done: list[str] = []
        with Console(stderr=True).status(Text(f"{short}: reading")) as status:

            def on_section(section: str) -> None:
                done.append(section)
                status.update(Text(f"{short}: {', '.join(done)} done"))

            yield on_section

    def _plain(self, name: str) -> Callable[[str], None]:
        """Without a terminal: a line a section, and only when asked for."""
        started = time.monotonic()

        def on_section(section: str) -> None:
            if self.verbose:
                self.note(f"{name}: {section} after {time.monotonic() - started:.1f} s")

        return on_section
