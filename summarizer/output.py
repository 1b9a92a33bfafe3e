"""Where results go: standard output, a file or a folder, in the format asked for or the one that fits."""

import sys
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from summarizer.errors import OutputError

if TYPE_CHECKING:
    from summarizer.folder import ReportFolder
    from summarizer.render import Format
    from summarizer_schemas import ArticleSummary, Dossier, Run

PAGES = (".html", ".htm")
"""Endings of a file that holds a web page; anything else that web pages are written to is a folder of them."""

_ENDINGS: "dict[str, Format]" = dict.fromkeys(PAGES, "html") | {  # type: ignore[assignment]  # literals by dict.fromkeys
    ".md": "markdown",
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
}


class Output:
    """Writes each result as soon as it is there, so that nothing is lost when the run is interrupted.

    Several web pages in one file are the exception: they are one document, held in memory and written when the
    output is closed. Whatever is not text for a terminal is UTF-8, which web pages and JSON are by definition.

    Args:
        path: the file to write; None for standard output. For web pages, a path that does not end in ".html" is
            a folder, which gets a page each and an index.
        form: None for the format that the path's ending names; without it for readable text on a terminal, JSON
            for one article and JSONL for several elsewhere.
        several: whether more than one result is expected.
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
        self.written = 0
        self._stream: TextIO | None = None if path else sys.stdout
        readable = path is None and sys.stdout.isatty()
        named = _ENDINGS.get(path.suffix.lower()) if path else None
        self.form: Format = form or named or ("text" if readable else "jsonl" if several else "json")
        if several and self.form == "json":
            self.form = "jsonl"
        self._folder = self._folder_of(path)
        self._pages: list[ArticleSummary | Dossier] = []

    def _folder_of(self, path: Path | None) -> "ReportFolder | None":
        if self.form != "html" or path is None or path.suffix.lower() in PAGES:
            return None
        from summarizer.folder import ReportFolder

        return ReportFolder(path, with_text=self.with_text)

    def write(self, told: "ArticleSummary | Dossier") -> None:
        """Write one result and hand it to the system at once.

        Raises:
            OutputError: the file or the pipe takes no more.
        """
        if self._folder:
            self._folder.write(told)
        elif self.form == "html":
            self._pages.append(told)
        else:
            self._put([told], self.written + 1 if self.several else None)
        self.written += 1
        if told.run:
            self.runs.append(told.run)

    def close(self) -> None:
        """Write what has to wait for the end, and close the file, if there is one.

        Raises:
            OutputError: the file, the folder or the pipe takes no more.
        """
        if self._folder:
            self._folder.close()
        if pages := self._pages:
            self._pages, self.written = [], 0
            self._put(pages, None)
            self.written = len(pages)
        if self.path and self._stream:
            self._stream.close()

    def _put(self, told: "list[ArticleSummary | Dossier]", number: int | None) -> None:
        from summarizer.render import View, render

        stream = self._open()
        view = replace(View.of(stream, verbose=self.verbose), article_text=self.with_text, number=number)
        between = "\n" if self.written and self.form in ("text", "markdown") else ""
        try:
            stream.write(between + render(told, self.form, view))
            stream.flush()
        except OSError as error:
            raise self._failed(error) from error

    def _open(self) -> TextIO:
        """The stream; a file is made only when there is something to write into it."""
        if self._stream is None:
            assert self.path is not None  # noqa: S101  for the type checker: without a path there is a stream
            try:
                self._stream = self.path.open("w", encoding="utf-8")
            except OSError as error:
                raise self._failed(error) from error
        elif self.form != "text" and isinstance(self._stream, TextIOWrapper):
            self._stream.reconfigure(encoding="utf-8")
        return self._stream

    def _failed(self, error: OSError) -> OutputError:
        return OutputError(
            f"The result cannot be written: {error.strerror or error}.",
            hint="Check the directory, its permissions and the space left.",
            article=str(self.path) if self.path else "standard output",
        )
