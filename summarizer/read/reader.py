"""From a path, a link or a stream to an `Article`: get the bytes, tell what they are, take the text out of them."""

import json
import re
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from summarizer.article import MAX_CHARACTERS, Article
from summarizer.errors import ArticleNotFound, ArticleNotText, ArticleTooLarge, SummarizerError
from summarizer.read.decode import decode
from summarizer.read.docx import read_docx
from summarizer.read.feed import looks_like_feed
from summarizer.read.fetch import FetchOptions, is_link
from summarizer.read.fetch import fetch as fetch_link
from summarizer.read.html import charset_named, charset_of_page, looks_like_html, read_page
from summarizer.read.mail import looks_like_mail, read_mail
from summarizer.read.pdf import read_pdf
from summarizer.read.saved import save_page
from summarizer.text.paragraphs import HEADING, paragraph_spans

MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
"""No encoding of Unicode takes more than four bytes a character."""

MAX_PAGE_BYTES = 20_000_000
"""News pages have 0.1 to 5 MB, pictures embedded in the page included."""

MAX_HEADLINE = 150
"""Characters. Headlines have 40 to 110."""

STANDARD_INPUT = "-"

ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Content:
    """Bytes that hold an article."""

    data: bytes
    url: str | None = None
    """Where they came from."""
    charset: str | None = None
    """What the server said."""


def read_article(
    source: str | Path | BinaryIO,
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002  # the field's name in the contract
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    fetch: FetchOptions = FetchOptions(),  # noqa: B008  # frozen
) -> Article:
    """Read one article. What is given here wins over what the file says.

    Args:
        source: path of a file: text, Markdown, a saved web page, a PDF, a Word document (.docx), a mail (.eml); an
            http(s) link, which is fetched; "-" for standard input; or a binary stream, which is read but not closed.
            What it holds is told from the content, not from the suffix.
        name: what errors call the article, by default its path.
        id: see `Article.from_text`.
        title: the headline; by default that of the page, or the first line of a text if it looks like one.
        published: date, best in ISO 8601; by default that of the page.
        language: ISO 639 or BCP 47 code; by default that of the page, else it is detected.
        fetch: how a link is fetched.

    Raises:
        ArticleNotFound: no such file, a directory, or no permission.
        ArticleNotFetched: the link gives nothing, or leads into a private network.
        ArticleNotText: the content is binary, a scan or encrypted.
        PageWithoutArticle: the page asks to subscribe, reports an error, lists stories, needs scripts, or is empty.
        ArticleTooLarge: more than `MAX_TEXT_BYTES` or, for a page, `MAX_PAGE_BYTES`; no more is ever read.
        ArticleEmpty: nothing but white space.
    """
    given = {"id": id, "title": title, "published": published, "language": language}
    try:
        return build_article(load(source, fetch), {field: value for field, value in given.items() if value})
    except SummarizerError as error:
        error.article = name or _name_of(source)
        raise


def build_article(content: Content, given: dict[str, str]) -> Article:
    """The article in some bytes, whatever their format; `given` are fields of `Article` that win over what it says.

    Raises:
        ArticleError: see `read_article`.
    """
    data = content.data
    if data.startswith(b"%PDF-"):
        return _from_pdf(data, content, given)
    found = {"url": content.url} if content.url else {}
    charset = content.charset
    if data.startswith(ZIP):
        return _finish(read_docx(data), found | given, ())
    if looks_like_mail(data):
        data, charset, facts = read_mail(data)
        found |= facts
    elif looks_like_feed(data):
        raise ArticleNotText("This is a feed, not an article.", hint="Give it to `summarizer batch`.")
    is_page = looks_like_html(data)
    if not is_page and len(data) > MAX_TEXT_BYTES:
        raise _too_large(len(data), MAX_TEXT_BYTES)
    text, warnings = decode(data, charset_named(charset) or (charset_of_page(data) if is_page else None))
    if not is_page:
        _refuse_json(text)
        return _finish(text, found | given, tuple(warnings))
    page = read_page(text, content.url)
    return _finish(page.text, found | page.facts | given, (*warnings, *page.warnings), is_page=True)


def _refuse_json(text: str) -> None:
    """JSON is data that programs exchange, be it an article's: which field is the text is not known."""
    if text.lstrip()[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            json.loads(text)
            raise ArticleNotText("This is JSON, not a text.", hint="Give `summarizer batch` JSON lines with a `text`.")


def _from_pdf(data: bytes, content: Content, given: dict[str, str]) -> Article:
    pdf = read_pdf(data)
    found = pdf.facts | ({"url": content.url} if content.url else {})
    article = _finish(pdf.text, found | given, ())
    # Where cleaning changed the text, its pages are no longer known to the letter.
    return replace(article, page_starts=pdf.page_starts) if article.text == pdf.text else article


def _finish(text: str, fields: dict[str, str], warnings: tuple[str, ...], *, is_page: bool = False) -> Article:
    article = Article.from_text(text, **fields)
    return replace(
        article,
        title=article.title or (None if is_page else _headline(article.text)),
        warnings=(*warnings, *article.warnings),
    )


def load(source: str | Path | BinaryIO, options: FetchOptions) -> Content:
    """The bytes of a file, a stream or a link, and what is known about them.

    Raises:
        ArticleError: see `read_article`.
    """
    if isinstance(source, str) and is_link(source):
        source = source.strip()
        fetched = fetch_link(source, options)
        if options.save_pages:
            save_page(fetched, source, Path(options.save_pages))
        return Content(fetched.data, fetched.url, fetched.charset)
    return Content(_read_file(source))


def _read_file(source: str | Path | BinaryIO) -> bytes:
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
    if re.match(r"[a-z][a-z0-9+.-]+://", path, re.IGNORECASE):
        return "Only links that begin with http:// or https:// are fetched.", "Save it and give the file."
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
