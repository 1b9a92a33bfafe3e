"""What a page says about its article: JSON-LD first, then what trafilatura finds in `meta` tags and the page."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from summarizer.read.fields import letters_of, name_of, one_line
from summarizer.read.headline import SPLIT_TITLE, headline

MAX_JSON = 2_000_000
"""Characters of one JSON-LD script; the largest of news pages have 50,000."""

LONG_TEXT = re.compile(r'([^"]{2000})[^"]+')

MAX_NODES = 20_000
"""Objects and lists of one page's JSON-LD that are looked at."""

ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
"""Types of schema.org that a story has: NewsArticle, ReportageNewsArticle, AnalysisNewsArticle, Article, …"""

LIST_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage"})

ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T ]|\s*$)")
LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*\s*$")
BYLINE = re.compile(r"^(?:by|von|par|por|di|da|door)\s+(?=[^\W\d_])", re.IGNORECASE)
ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|columnist|staff|contributor|redakt\w*|korrespondent\w*|journaliste?|redactora?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageFacts:
    """What a page says about its article; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None
    """The text as JSON-LD has it, which is often cut and mostly without paragraphs."""
    is_article: bool = False
    is_list: bool = False
    is_free: bool = True
    """False when the page says that it shows its text to subscribers only."""


def page_facts(tree: HtmlElement, url: str | None = None) -> PageFacts:
    """What the page states. `url` is where it came from, for a page that does not say."""
    nodes = list(_json_ld(tree))
    article = _main_article(nodes)
    _shorten_json_ld(tree)
    stated = _from_tags(tree, url)
    title = headline(
        one_line(article.get("headline")) or one_line(article.get("name")),
        one_line(stated.title),
        one_line(stated.sitename),
        tree,
    )
    address = _link(stated.url) or _link(article.get("url")) or url
    outlet = _outlet(name_of(article.get("publisher")) or one_line(stated.sitename), title)
    author = _people(article.get("author")) or _people(article.get("creator")) or _author(stated.author)
    types = {kind for node in nodes for kind in _types(node)}
    return PageFacts(
        title=title,
        author=None if author and _is_site(author, outlet, address) else author,
        source=outlet,
        published=_day(article.get("datePublished")) or _day(article.get("dateCreated")) or stated.date,
        url=address,
        language=_language(article.get("inLanguage")) or _language(tree.get("lang")) or _language_of_meta(tree),
        body=article.get("articleBody") if isinstance(article.get("articleBody"), str) else None,
        is_article=bool(article),
        is_list=not article and (not types.isdisjoint(LIST_TYPES) or _is_front_page(address)),
        is_free=all(str(node.get("isAccessibleForFree", "true")).lower() != "false" for node in nodes),
    )


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, outer ones first; scripts that are no JSON are passed over."""
    left = MAX_NODES
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        if not text or len(text) > MAX_JSON:
            continue
        try:
            waiting = [json.loads(text, strict=False)]  # raw line breaks in strings are common
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            node = waiting.pop(0)
            left -= 1
            if isinstance(node, dict):
                yield node
                waiting.extend(value for value in node.values() if isinstance(value, dict | list))
            elif isinstance(node, list):
                waiting.extend(value for value in node if isinstance(value, dict | list))


def _shorten_json_ld(tree: HtmlElement) -> None:
    """Cut long texts in it, which have been read: patterns of trafilatura take quadratic time for them."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        script.text = LONG_TEXT.sub(r"\1", (script.text or "")[:MAX_JSON])


def _types(node: dict[str, Any]) -> list[str]:
    stated = node.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return [kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str)]


def _main_article(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The first article that has a headline; those after it are related stories. Empty when there is none."""
    articles = [node for node in nodes if any(ARTICLE_TYPES.search(kind) for kind in _types(node))]
    return next((node for node in articles if one_line(node.get("headline")) or one_line(node.get("name"))), {})


def _from_tags(tree: HtmlElement, url: str | None) -> Any:
    from trafilatura.metadata import extract_metadata

    for name in ("trafilatura", "htmldate"):  # what they log on odd pages would reach the user's stderr
        logging.getLogger(name).addHandler(logging.NullHandler())
    # A date guessed from anywhere in the page may be that of a footer; unknown is better than wrong.
    return extract_metadata(tree, url, {"extensive_search": False, "original_date": True})


def _people(value: Any) -> str | None:
    """The names of one or several authors."""
    names = [name_of(each) for each in (value if isinstance(value, list) else [value])]
    return _author(", ".join(dict.fromkeys(name for name in names if name)))


def _author(value: Any) -> str | None:
    text = one_line(value)
    if not text or text.startswith(("http:", "https:", "@")):
        return None
    names = [part for part in re.split(r"[;,]\s+", BYLINE.sub("", text)) if not ROLE.search(part)]
    return ", ".join(names) or None


def _outlet(stated: str | None, title: str | None) -> str | None:
    """The outlet's name, without the headline that some pages add to it; None when it is nothing but the headline."""
    if not stated or not title or title.casefold() not in stated.casefold():
        return stated.lstrip(".") if stated else None
    return None if stated.casefold() == title.casefold() else SPLIT_TITLE.split(stated)[0]


def _is_site(author: str, outlet: str | None, address: str | None) -> bool:
    """Whether the author is the outlet or its domain: "Talbote.de", "Talbote De"."""
    named = letters_of(author)
    host = letters_of((urlsplit(address or "").hostname or "").removeprefix("www."))
    return named in (letters_of(outlet), host)


def _day(value: Any) -> str | None:
    found = ISO_DAY.match(value) if isinstance(value, str) else None
    return found[1] if found else None


def _link(value: Any) -> str | None:
    if not isinstance(value, str) or not re.match(r"https?://\S{1,2000}$", value):
        return None
    try:
        urlsplit(value)
    except ValueError:  # half of an IPv6 address
        return None
    return value


def _is_front_page(address: str | None) -> bool:
    return bool(address) and urlsplit(address or "").path in ("", "/")


def _language(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    found = LANGUAGE.match(value) if isinstance(value, str) else None
    return found[1].lower() if found and len(value) < 20 else None


def _language_of_meta(tree: HtmlElement) -> str | None:
    for path in ('.//meta[@property="og:locale"]', './/meta[@http-equiv="content-language"]'):
        found = tree.find(path)
        if found is not None and (code := _language(found.get("content"))):
            return code
    return None
