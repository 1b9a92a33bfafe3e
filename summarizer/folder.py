"""A folder of reports: a page for each summary or dossier, and an index of them."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from summarizer.errors import OutputError
from summarizer.render import View, render
from summarizer.render.index import Entry, index
from summarizer_schemas import ArticleSummary, Dossier

INDEX = "index.html"

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
"""Ids that are file names as they are, on every system, whatever it thinks of capitals."""

_RESERVED = frozenset(
    ("index", "con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""The index, and what Windows takes for devices."""


def file_name(identity: str, *, repeated: int = 0) -> str:
    """The file of a report: its id, where that is a safe name, else what is safe of it and a hash of all of it.

    The same id has the same file in every run, whatever else is in the folder.

    Args:
        identity: id of the article, or of the first article of a dossier; any text.
        repeated: how many reports before this one had the same id.
    """
    if _PLAIN.fullmatch(identity) and identity not in _RESERVED and not repeated:
        return f"{identity}.html"
    told = f"{identity}\0{repeated}" if repeated else identity
    digest = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    slug = re.sub(r"[^a-z0-9]+", "-", identity[:200].lower()).strip("-")[:40]
    return f"{slug}.{digest}.html" if slug else f"report.{digest}.html"


class ReportFolder:
    """Writes each report as soon as it is there; the index when it is closed.

    Args:
        path: the folder; it is made if need be, and what is in it is left alone but for files of the same name.
        with_text: whether reports hold their articles' texts, or only the quotes.
    """

    def __init__(self, path: Path, *, with_text: bool = True) -> None:
        self.path = path
        self._view = View(article_text=with_text, index=INDEX)
        self._entries: list[Entry] = []
        self._repeated: dict[str, int] = {}

    def write(self, told: ArticleSummary | Dossier) -> Path:
        """Write one report.

        Raises:
            OutputError: the folder or the file cannot be written.
        """
        identity = _identity(told)
        repeated = self._repeated.get(identity, 0)
        self._repeated[identity] = repeated + 1
        file = self.path / file_name(identity, repeated=repeated)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _no_folder(self.path, error) from error
        _write(file, [render(told, "html", self._view)])
        self._entries.append(Entry.of(told, file.name))
        return file

    def close(self) -> None:
        """Write the index of what was written; nothing where that is nothing.

        Raises:
            OutputError: it cannot be written.
        """
        if self._entries:
            _write(self.path / INDEX, index(self._entries))


def _identity(told: ArticleSummary | Dossier) -> str:
    if isinstance(told, ArticleSummary):
        return told.article.id
    return "dossier-" + "-".join(article.id for article in told.articles)


def _write(file: Path, page: Iterable[str]) -> None:
    """Write a page beside its place and put it there when it is whole: a full disk leaves no half of a page."""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            stream.writelines(page)
        os.replace(part, file)
    except OSError as error:
        raise OutputError(
            f"The report cannot be written: {error.strerror or error}.",
            hint="Check the directory, its permissions and the space left.",
            article=str(file),
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _no_folder(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"The folder of reports cannot be made: {error.strerror or error}.",
        hint='Name another folder, or a file that ends in ".html" for one page.',
        article=str(path),
    )
