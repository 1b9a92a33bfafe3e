"""From an RSS or Atom feed to its entries, one at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import ParseError

from summarizer.errors import ArticleNotText

HEAD_BYTES = 4_096
FEED = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|RDF)[\s>]")

MAX_ENTRIES = 5_000
"""Feeds have 10 to 100 entries; archives up to 1,000."""

LONG_ID = 16
"""Characters of an id that no other feed has: an address, a UUID. Others count from one."""

MIN_CONTENT = 1_200
"""Characters of markup from which an entry is taken for the article itself; a summary has 100 to 600."""


@dataclass(frozen=True)
class Entry:
    """One story of a feed."""

    id: str
    """What the feed calls it: the same in every run, so that it can be told whether it was done."""
    url: str | None
    title: str | None
    published: str | None
    """ISO 8601 date."""
    html: str | None
    """The whole article, where the feed carries it; else it is to be fetched from `url`."""


def looks_like_feed(data: bytes) -> bool:
    """Whether the content is an RSS or Atom feed."""
    return FEED.search(data[:HEAD_BYTES].replace(b"\x00", b"")) is not None


def read_feed(data: bytes, url: str | None = None) -> Iterator[Entry]:
    """The entries of a feed, in its order, as they are parsed. No document type is accepted, so no entity grows.

    Args:
        data: RSS 0.9 to 2.0, RDF or Atom.
        url: where it came from, for links that are relative.

    Raises:
        ArticleNotText: it is no feed, or it is damaged before the first entry.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    count = 0
    try:
        for _, element in iterparse(BytesIO(data), events=("end",), forbid_dtd=False, forbid_entities=True):
            if _name(element) in ("item", "entry"):
                if entry := _entry(element, url):
                    yield entry
                    count += 1
                element.clear()
            if count == MAX_ENTRIES:
                return
    except DefusedXmlException as error:
        raise ArticleNotText("This feed defines entities, which no feed needs.", hint="Do not trust it.") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        if not count:
            raise ArticleNotText(f"This feed is damaged ({error}).", hint="Fetch it again.") from error
    if not count:
        raise ArticleNotText("This feed has no entries.", hint="Open it in a reader to see whether it has any.")


def _entry(item: Any, base: str | None) -> Entry | None:
    fields: dict[str, str] = {}
    link = None
    for child in item:
        name = _name(child)
        if name == "link":
            address = child.get("href") or (child.text or "").strip()
            if (
                address
                and (link is None or child.get("rel") == "alternate")
                and child.get("rel", "alternate") == "alternate"
            ):
                link = urljoin(base or "", address)
        elif name == "content" and child.get("type") == "xhtml":
            fields.setdefault("content", "".join(child.itertext()))
        else:
            fields.setdefault(name, (child.text or "").strip())
    guid = fields.get("guid") or fields.get("id")
    content = fields.get("encoded") or fields.get("content") or fields.get("description") or ""
    if not link and guid and guid.startswith(("http://", "https://")):
        link = guid
    whole = content if len(content) >= MIN_CONTENT else None
    if not link and not whole:
        return None
    if link and not link.startswith(("http://", "https://")):
        link = None
    title = " ".join(re.sub(r"<[^>]{0,200}>", "", fields.get("title", "")).split())[:400] or None
    known = guid if guid and ((len(guid) >= LONG_ID) or not link) else link  # a short one is another feed's, too
    name = (known or title or "")[:500]
    return Entry(name, link, title, _date(fields), whole) if name and (link or whole) else None


def _name(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _date(fields: dict[str, str]) -> str | None:
    """The day of publication, as it is written; updates do not count where both stand."""
    stated = next((fields[name] for name in ("pubDate", "published", "date", "updated") if fields.get(name)), "")
    if found := re.match(r"\d{4}-\d\d-\d\d", stated):
        return found[0]
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
