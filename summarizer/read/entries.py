"""The articles of a feed: its entries, as they are asked for, and the article of each."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from summarizer.article import Article
from summarizer.errors import ArticleNotText, SummarizerError
from summarizer.read.feed import Entry, looks_like_feed, read_feed
from summarizer.read.fetch import FetchOptions
from summarizer.read.reader import Content, build_article, load


def read_entries(source: str | Path | BinaryIO, options: FetchOptions = FetchOptions()) -> Iterator[Entry]:  # noqa: B008
    """The entries of an RSS or Atom feed; nothing but the feed itself is fetched.

    Args:
        source: a file, a stream or a link.
        options: how a link is fetched.

    Raises:
        ArticleError: it cannot be read, or is no feed.
    """
    content = load(source, options)
    if not looks_like_feed(content.data):
        raise ArticleNotText("This is no RSS or Atom feed.", hint="Give an article to `summarizer summarize`.")
    yield from read_feed(content.data, content.url)


def read_entry(entry: Entry, options: FetchOptions = FetchOptions()) -> Article:  # noqa: B008  # frozen
    """The article of an entry: what the feed carries if that is all of it, else what its link gives.

    Its id is the entry's, so that it is known again in the next run. What the page says about itself wins over the
    feed.

    Raises:
        ArticleError: see `read_article`.
    """
    given = {"id": entry.id}
    try:
        if entry.html:
            content = Content(f"<!doctype html><article>{entry.html}</article>".encode(), entry.url, "utf-8")
        else:
            content = load(entry.url or "", options)
        article = build_article(content, given)
    except SummarizerError as error:
        error.article = entry.url or entry.id
        raise
    return replace(article, title=article.title or entry.title, published=article.published or entry.published)


def read_any(
    source: str | Path | BinaryIO,
    options: FetchOptions = FetchOptions(),  # noqa: B008  # frozen
) -> Iterator[tuple[str, str | None, Callable[[], Article]]]:
    """What a file or a link holds, be it one article or a feed: name, id where it is known, and how to read it.

    Raises:
        ArticleError: it cannot be read.
    """
    content = load(source, options)
    if not looks_like_feed(content.data):
        yield str(source), None, partial(build_article, content, {})
        return
    for entry in read_feed(content.data, content.url):
        yield entry.url or entry.id, entry.id, partial(read_entry, entry, options)
