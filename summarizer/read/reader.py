"""From a path or a stream to an `Article`: fetch the bytes, decode them, take the text out of a page."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from summarizer.article import MAX_CHARACTERS, Article
from summarizer.errors import ArticleError, ArticleNotFound, ArticleTooLarge
from summarizer.read.decode import decode
from summarizer.read.html import charset_of_page, looks_like_html, read_page
from summarizer.text.paragraphs import HEADING, paragraph_spans

MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
"""No encoding of Unicode takes more than four bytes a character."""

MAX_PAGE_BYTES = 20_000_000
"""News pages have 0.1 to 5 MB, pictures embedded in the page included."""

MAX_HEADLINE = 150
"""Characters. Headlines have 40 to 110."""

STANDARD_INPUT = "-"


def read_article(
    source: str | Path | BinaryIO,
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002  # the field's name in the contract
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Article:
    """Read one article. What is given here wins over what the file says.

    Args:
        source: path of a text file, a Markdown file or a saved web page; "-" for standard input; or a binary
            stream, which is read but not closed. What it holds is told from the content, not from the suffix.
        name: what errors call the article, by default its path.
        id: see `Article.from_text`.
        title: the headline; by default that of the page, or the first line of a text if it looks like one.
        published: date, best in ISO 8601; by default that of the page.
        language: ISO 639 or BCP 47 code; by default that of the page, else it is detected.

    Raises:
        ArticleNotFound: no such file, a directory, or no permission.
        ArticleNotText: the content is binary, or a page in which no text was found.
        ArticleTooLarge: more than `MAX_TEXT_BYTES` or, for a page, `MAX_PAGE_BYTES`; no more is ever read.
        ArticleEmpty: nothing but white space.
    """
    given = {"id": id, "title": title, "published": published, "language": language}
    try:
        return _build(_fetch(source), {field: value for field, value in given.items() if value})
    except ArticleError as error:
        error.article = name or _name_of(source)
        raise


def _build(data: bytes, given: dict[str, str]) -> Article:
    is_page = looks_like_html(data)
    if not is_page and len(data) > MAX_TEXT_BYTES:
        raise _too_large(len(data), MAX_TEXT_BYTES)
    text, warnings = decode(data, charset_of_page(data) if is_page else None)
    found: dict[str, str] = {}
    if is_page:
        text, found = read_page(text)
    article = Article.from_text(text, **(found | given))
    return replace(
        article,
        title=article.title or _headline(article.text),
        warnings=(*warnings, *article.warnings),
    )


def _fetch(source: str | Path | BinaryIO) -> bytes:
    if source == STANDARD_INPUT:
        return _read_at_most(sys.stdin.buffer)
    if not isinstance(source, str | Path):
        return _read_at_most(source)
    try:
        with Path(source).open("rb") as stream:
            return _read_at_most(stream, Path(source).stat().st_size)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        what, hint = _explain(source, error)
        raise ArticleNotFound(what, hint=hint) from error


def _read_at_most(stream: BinaryIO, size: int | None = None) -> bytes:
    """Everything in the stream; `size` is in bytes, where known."""
    if size is not None and size > MAX_PAGE_BYTES:
        raise _too_large(size, MAX_PAGE_BYTES)
    data = bytearray()
    while chunk := stream.read(MAX_PAGE_BYTES + 1 - len(data)):  # a pipe gives less than it is asked for
        data += chunk
        if len(data) > MAX_PAGE_BYTES:
            raise _too_large(None, MAX_PAGE_BYTES)
    return bytes(data)


def _too_large(size: int | None, limit: int) -> ArticleTooLarge:
    has = f"{size:,}" if size is not None else "more than that"
    return ArticleTooLarge(
        f"The limit is {limit:,} bytes and the content has {has}.", hint="Give one article at a time."
    )


def _explain(source: str | Path, error: OSError | ValueError) -> tuple[str, str]:
    """What happened and what to try."""
    path = str(source)
    if path.startswith(("http://", "https://")):
        return "Links are not fetched.", "Save the page and give its file."
    if isinstance(error, IsADirectoryError):
        return "This is a directory.", "Give its files, for example with a pattern such as `*.html`."
    if isinstance(error, PermissionError):
        return "The file may not be opened.", "Check its permissions."
    if isinstance(error, FileNotFoundError) and "\n" not in path:
        return "There is no such file.", "Check the spelling and the present directory."
    reason = getattr(error, "strerror", None) or error  # the whole of an `OSError` repeats the path
    return f"The file cannot be opened ({reason}).", "For a text that is no file, use `Article.from_text`."


def _name_of(source: str | Path | BinaryIO) -> str:
    if source == STANDARD_INPUT:
        return "standard input"
    if isinstance(source, str | Path):
        path = str(source)
        return path if len(path) <= MAX_HEADLINE else path[:MAX_HEADLINE] + "…"
    return str(getattr(source, "name", "stream"))


def _headline(text: str) -> str | None:
    """The first paragraph, if it is a short line that does not end like a sentence and another follows."""
    spans = paragraph_spans(text)
    if len(spans) < 2:
        return None
    line = " ".join(text[slice(*spans[0])].split())
    if len(line) > MAX_HEADLINE or line.endswith((".", ":", ";", ",", "。")):
        return None
    return HEADING.sub("", line) if any(map(str.isalpha, line)) else None
