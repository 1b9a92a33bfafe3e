"""Where results go: standard output or a file, in the format asked for or the one that fits."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from summarizer.errors import OutputError

if TYPE_CHECKING:
    from summarizer.render import Format
    from summarizer_schemas import ArticleSummary, Run


class Output:
    """Writes each summary as soon as it is there, so that nothing is lost when the run is interrupted.

    Args:
        path: the file to write; None for standard output.
        form: None for readable text on a terminal, JSON for one article and JSONL for several elsewhere.
        several: whether more than one summary is expected.
        with_text: whether the article's text stays in the result.
        verbose: whether rejected facts are listed.
    """

    def __init__(
        self, path: Path | None, form: "Format | None", *, several: bool, with_text: bool, verbose: bool
    ) -> None:
        self.path = path
        self.with_text = with_text
        self.verbose = verbose
        self.several = several
        self.runs: list[Run] = []
        self._stream: TextIO | None = None if path else sys.stdout
        readable = path is None and sys.stdout.isatty()
        self.form: Format = form or ("text" if readable else "jsonl" if several else "json")
        if several and self.form == "json":
            self.form = "jsonl"

    def write(self, summary: "ArticleSummary") -> None:
        """Write one summary and hand it to the system at once.

        Raises:
            OutputError: the file or the pipe takes no more.
        """
        from summarizer.render import View, render

        stream = self._open()
        view = replace(
            View.of(stream, verbose=self.verbose),
            article_text=self.with_text,
            number=len(self.runs) + 1 if self.several else None,
        )
        between = "\n" if self.runs and self.form in ("text", "markdown") else ""
        try:
            stream.write(between + render(summary, self.form, view))
            stream.flush()
        except OSError as error:
            raise self._failed(error) from error
        self.runs.append(summary.run)

    def close(self) -> None:
        """Close the file, if there is one."""
        if self.path and self._stream:
            self._stream.close()

    def _open(self) -> TextIO:
        """The stream; a file is made only when there is something to write into it."""
        if self._stream is None:
            assert self.path is not None  # noqa: S101  for the type checker: without a path there is a stream
            try:
                self._stream = self.path.open("w", encoding="utf-8")
            except OSError as error:
                raise self._failed(error) from error
        return self._stream

    def _failed(self, error: OSError) -> OutputError:
        return OutputError(
            f"The result cannot be written: {error.strerror or error}.",
            hint="Check the directory, its permissions and the space left.",
            article=str(self.path) if self.path else "standard output",
        )
