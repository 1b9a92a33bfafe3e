"""The headline of a page: what JSON-LD says, else what several places of the page agree on."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from summarizer.read.fields import letters_of, one_line

MIN_HEADLINE = 12
"""Letters and digits of a heading that is looked for in the page's title; shorter ones are names of sections. Scripts
without blanks need half."""

SPLIT_TITLE = re.compile(r"\s+[|·•»–—-]\s+")


def headline(named: str | None, stated: str | None, outlet: str | None, tree: HtmlElement) -> str | None:
    """The headline, without the outlet's name; the longer of two where one is the other cut short.

    Args:
        named: by JSON-LD.
        stated: by a `meta` tag or the page's title.
        outlet: whose page it is.
        tree: the page.
    """
    shown = _texts(tree, "h1")
    title = named or _without_outlet(_agreed(tree, shown, outlet) or stated, outlet)
    if not title:
        return shown[0] if shown else None
    beginning = title.rstrip("….").strip().casefold()
    return next((text for text in shown if text.casefold().startswith(beginning)), title)


def _agreed(tree: HtmlElement, shown: Sequence[str], outlet: str | None) -> str | None:
    """The longest heading that is the page's title or one end of it: what is left is the outlet, or a section.

    Without one, the shortest stated title that the page's title begins with.
    """
    title = next(iter(_texts(tree, "title")), "")
    headings = [text for text in shown if _begins(title, text) or _ends(title, text)]
    headings += [text for text in _texts(tree, "h2") if _begins(title, text)]
    if others := [text for text in headings if not outlet or text.casefold() != outlet.casefold()]:
        return max(others, key=len)
    stated = [one_line(each.get("content")) for each in tree.iterfind(".//meta[@content]") if _names_title(each)]
    return min((text for text in stated if text and _begins(title, text)), key=len, default=None)


def _names_title(meta: HtmlElement) -> bool:
    return (meta.get("property") or meta.get("name") or "").lower() in ("og:title", "twitter:title")


def _begins(title: str, text: str) -> bool:
    """Whether a text is all of a title, or its beginning, set apart by a sign."""
    rest = title[len(text) :].strip()
    return _is_long(text) and title.casefold().startswith(text.casefold()) and not rest[:1].isalnum()


def _ends(title: str, text: str) -> bool:
    rest = title[: -len(text)].strip()
    return _is_long(text) and title.casefold().endswith(text.casefold()) and not rest[-1:].isalnum()


def _is_long(text: str) -> bool:
    return sum(map(str.isalnum, text)) + sum(letter > "\u2fff" for letter in text) >= MIN_HEADLINE


def _texts(tree: HtmlElement, tag: str) -> list[str]:
    """What the first elements of a kind say."""
    return [text for each in list(tree.iter(tag))[:10] if (text := one_line(" ".join(each.itertext())))]


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    if not title or not outlet:
        return title
    parts = SPLIT_TITLE.split(title)
    if len(parts) > 1 and letters_of(parts[-1]).removeprefix("www") == letters_of(outlet).removeprefix("www"):
        return title[: title.rindex(parts[-1])].rstrip(" |·•»–—-")
    return title
