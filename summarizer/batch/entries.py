"""What the user names, as articles still to be read: one after another, never all at once."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.article import Article
from summarizer.batch.rows import PACKED, Row, count_rows, json_row, rows_of, table_suffix, unpacked, whole_lines
from summarizer.errors import ArticleError, ArticleNotFound, SummarizerError
from summarizer.read import FetchOptions, is_link, read_any, read_article
from summarizer.text.clean import sound

STANDARD_INPUT = "-"

ARTICLE_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml")
"""What is read in a folder, besides tables: other files are not taken for articles there."""

FEED_SUFFIXES = (".rss", ".atom", ".xml")
"""Files that are read as a feed; each of its entries is an article."""

FIELDS = ("id", "text", "html", "path", "title", "source", "published", "url")
"""What a row may hold; each can have another name in the user's file."""

HOLDING = ("text", "html", "path", "url")
"""Those that hold an article or say where it is; the first that a row has counts."""

MAX_COLUMNS, MAX_COLUMN = 12, 40
"""Columns told of a row without any of these, and characters of each name: columns parted by semicolons are seen."""


@dataclass(frozen=True)
class Entry:
    """An article still to be read.

    Attributes:
        name: where it stands, for messages: a path, or a file and the number of the row.
        read: reads it; raises ArticleError.
        id: as the input gives it, for messages too.
        quick: whether reading takes no waiting, since the text is in memory.
        once: whether it is done for good when an article of its id is, though its page may have changed since.
    """

    name: str
    read: Callable[[], Article]
    id: str | None = None
    quick: bool = False
    once: bool = False


def entry_of(article: Article | str | Path | Entry, number: int) -> Entry:
    """What a program hands in: an article, the path of a file, a link, or a text."""
    if isinstance(article, Entry):
        return article
    if isinstance(article, Article):
        return Entry(article.title or article.id, lambda: article, id=article.id, quick=True)
    if isinstance(article, Path):
        return _file(article)
    if is_link(article):
        return Entry(article, partial(read_article, article))
    return Entry(f"text {number}", partial(Article.from_text, article), quick=True)


class Inputs:
    """Files, folders, tables, links, feeds and standard input, as entries.

    Args:
        names: as given on the command line; "-" is standard input, with a path, a link or a JSON row a line.
        fields: names of fields in the user's tables, where they differ from ours.
        without: files that are never read, such as the results themselves.
        fetch: how links are fetched.
    """

    def __init__(
        self,
        names: Sequence[str],
        fields: Mapping[str, str] | None = None,
        without: Iterable[Path] = (),
        fetch: FetchOptions | None = None,
    ) -> None:
        self._names = names
        self._fetch = fetch or FetchOptions()
        self._fields = {field: (fields or {}).get(field, field) for field in FIELDS}
        self._without = {path.absolute() for path in without}

    def check(self) -> None:
        """See that everything named is there, before anything is paid for.

        Raises:
            ArticleNotFound: no such file, or a folder or pattern in which there is nothing to read.
        """
        for name in self._names:
            if name != STANDARD_INPUT and not is_link(name) and next(self._paths(name), None) is None:
                raise ArticleNotFound(
                    "Nothing to read is found there.",
                    hint="Check the spelling and the present directory.",
                    article=name,
                )

    def __iter__(self) -> Iterator[Entry]:
        """The entries, each made when it is asked for."""
        for name in self._names:
            if name == STANDARD_INPUT:
                yield from self._listed(sys.stdin.buffer)
            elif is_link(name):
                yield from self._anything(name)
            else:
                for path in self._paths(name):
                    yield from self._in_file(path)

    def count(self) -> int | None:
        """How many entries there are, when that is quickly known."""
        total = 0
        for name in self._names:
            if name == STANDARD_INPUT or is_link(name):
                return None  # a link may be a feed
            for path in self._paths(name):
                try:
                    rows = count_rows(path) if table_suffix(path) else None if _is_feed(path) else 1
                except (OSError, ValueError):  # what is wrong with it is told when it is read
                    return None
                if rows is None:
                    return None
                total += rows
        return total

    def _paths(self, name: str) -> Iterator[Path]:
        """The files that a name stands for."""
        path = Path(name)
        if path.is_dir():
            yield from (each for each in _walk(path) if self._wanted(each))
        elif path.exists() or not any(mark in name for mark in "*?["):
            if path.exists():
                yield path
        else:
            root = Path(path.anchor) if path.anchor else Path()
            pattern = str(path.relative_to(path.anchor)) if path.anchor else name
            shown = (each for each in sorted(root.glob(pattern)) if not each.name.startswith("."))
            yield from (each for each in shown if each.is_file() and not self._own(each))

    def _wanted(self, path: Path) -> bool:
        name = path.stem if path.suffix.lower() in PACKED else path.name
        readable = (*ARTICLE_SUFFIXES, *FEED_SUFFIXES)
        return not self._own(path) and (table_suffix(path) is not None or Path(name).suffix.lower() in readable)

    def _own(self, path: Path) -> bool:
        return path.absolute() in self._without

    def _in_file(self, path: Path) -> Iterator[Entry]:
        if _is_feed(path):
            yield from self._anything(path)
            return
        if table_suffix(path) is None:
            yield _file(path)
            return
        try:
            for number, row in rows_of(path):
                yield self._in_row(row, f"{path}:{number}", path.parent)
        except ArticleError as error:  # the rest of this file is lost, not the run
            yield Entry(str(path), partial(_raise, error), quick=True)

    def _listed(self, stream: BinaryIO) -> Iterator[Entry]:
        """Each line of a stream: a path, or a row."""
        for number, line in enumerate(whole_lines(stream), start=1):
            if isinstance(line, ArticleError):
                yield self._in_row(line, f"standard input:{number}", Path())
            elif line.lstrip().startswith(b"{"):
                yield self._in_row(json_row(line), f"standard input:{number}", Path())
            elif is_link(name := line.decode(errors="surrogateescape").strip()):
                yield from self._anything(name)
            elif name:
                yield from self._in_file(Path(name))

    def _anything(self, source: str | Path) -> Iterator[Entry]:
        """The article of a link or a file, or all those of a feed; one that fails if it cannot be read."""
        try:
            for name, id_, read in read_any(source, self._fetch):
                yield Entry(name, read, id=id_, once=id_ is not None)
        except SummarizerError as error:
            error.article = str(source)
            yield Entry(str(source), partial(_raise, error), quick=True)

    def _in_row(self, row: Row | ArticleError, name: str, folder: Path) -> Entry:
        """A row as an entry; one with nothing but a link is fetched."""
        if isinstance(row, ArticleError):
            return Entry(name, partial(_raise, row), quick=True)
        held = {field: row.get(column) for field, column in self._fields.items()}
        said = {field: str(value) for field, value in held.items() if value not in (None, "")}
        given = {field: value if field in ("text", "html") else sound(value) for field, value in said.items()}
        if not any(field in given for field in HOLDING):
            columns = ", ".join(repr(column)[:MAX_COLUMN] for column in islice(row, MAX_COLUMNS))
            error = ArticleError(
                f"The row has no text; its columns are {columns}." if columns else "The row has no text.",
                hint="Give it text, html, path or url; another name is told with --field text=NAME.",
                article=name,
            )
            return Entry(name, partial(_raise, error), id=given.get("id"), quick=True)
        return Entry(
            name,
            partial(_row_article, given, held, folder, name, self._fetch),
            id=given.get("id"),
            quick="text" in given,
        )


def _row_article(
    given: Mapping[str, str], held: Mapping[str, Any], folder: Path, name: str, fetch: FetchOptions
) -> Article:
    about = {field: given.get(field) for field in ("id", "title", "published")}
    try:
        kind = next(field for field in HOLDING if field in given)
        if not isinstance(held[kind], str):
            raise ArticleError(f"The row's {kind} is not a text.", hint="Give one article a row.")
        if kind == "text":
            return Article.from_text(given["text"], source=given.get("source"), url=given.get("url"), **about)
        article = read_article(
            _source(kind, given, folder),
            id=about["id"],
            title=about["title"],
            published=about["published"],
            fetch=fetch,
        )
        return replace(article, source=given.get("source") or article.source, url=given.get("url") or article.url)
    except ArticleError as error:
        error.article = name
        raise


def _source(kind: str, given: Mapping[str, str], folder: Path) -> str | Path | BinaryIO:
    """Where the article of a row is read."""
    if kind == "html":
        return io.BytesIO(given["html"].encode(errors="replace"))
    return given["url"] if kind == "url" else folder / given["path"]


def _is_feed(path: Path) -> bool:
    return path.suffix.lower() in FEED_SUFFIXES


def _raise(error: SummarizerError) -> Article:
    raise error


def _file(path: Path) -> Entry:
    return Entry(str(path), partial(_read_file, path))


def _read_file(path: Path) -> Article:
    if path.suffix.lower() not in PACKED:
        return read_article(path)
    try:
        with unpacked(path) as stream:
            return read_article(stream, name=str(path))
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArticleNotFound(f"The file cannot be unpacked ({reason}).", article=str(path)) from error


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those inside, by name; hidden ones are left out."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif path.is_file():
            yield path
