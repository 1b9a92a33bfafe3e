"""From a page without its furniture to the paragraphs of its article."""

import html
import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from summarizer.read.blocks import MOSTLY_LINKS, Line, Voter, letters, lines_of, trafilatura_text, vote, voters_of
from summarizer.read.dated import stated_day
from summarizer.read.fields import letters_of
from summarizer.read.furniture import WALL
from summarizer.read.metadata import PageFacts
from summarizer.read.teasers import share_of_teasers, without_teasers
from summarizer.text.furniture import MAX_LINE, credit_of, find_furniture

MIN_SHARE = 0.5
"""If the vote leaves less than this of what trafilatura finds, the page is too odd for its lines to be told."""

MUCH_MORE = 1.5
"""How many times the text of the page its JSON-LD has to hold to be taken instead: pages that show a beginning."""

BODY_VOTES = 2
"""Of a text in JSON-LD, beside the five of the extractors: with any one of them it decides."""

MIN_BODY = 400
"""Letters and digits; a shorter text in JSON-LD is a summary."""

ROW_OF_LINKS = 0.95
"""Share of links from which a row of a table is a menu."""

AT_END = 4
"""Lines at the end of an article that may ask to subscribe; elsewhere it is what the article is about."""

BYLINE_WORDS = 14
"""A byline names the author, and a date or a role, in no more words than this."""


@dataclass(frozen=True)
class MainText:
    """The paragraphs of an article."""

    paragraphs: list[str]
    teasers: float
    """Share of them that follow the linked headline of another story in the page."""
    day: str | None
    """The day of publication, in ISO 8601, as the text states it."""


def main_text(tree: HtmlElement, facts: PageFacts) -> MainText:
    """The main text of a page.

    Args:
        tree: the page without its furniture; it is not changed.
        facts: the headline and the byline, which are left out, and the text as JSON-LD has it.
    """
    stated = _paragraphs(facts.body)
    voters = voters_of(tree)
    if letters(" ".join(stated)) >= MIN_BODY:
        voters.append(Voter.of("\n".join(stated), BODY_VOTES))
    lines = lines_of(tree)
    taken = vote(lines, voters)
    kept = _select(without_teasers(lines, taken), facts)
    plain = [Line(line, "p", 0.0) for line in trafilatura_text(tree).splitlines()]
    if letters(" ".join(kept)) < MIN_SHARE * sum(letters(line.text) for line in plain):
        kept = _select(plain, facts)
    if letters(" ".join(stated)) > MUCH_MORE * letters(" ".join(kept)):
        kept, taken = stated, []
    return MainText(kept, share_of_teasers(lines, taken), stated_day(lines, kept, facts.title))


def _select(lines: list[Line], facts: PageFacts) -> list[str]:
    """The lines without the headline, the byline, lines of links and furniture; credits stay."""
    headline = letters_of(facts.title or "")
    lines = [line for line in lines if line.tag != "h1" and (not headline or letters_of(line.text) != headline)]
    lines = [line for line in lines if not (_is_linked(line) and len(line.text.split()) > 2)]
    lines = [line for line in lines if not _is_byline(line.text, facts.author)]
    end = len(lines) - AT_END
    lines = [
        line
        for index, line in enumerate(lines)
        if not (index >= end and len(line.text) <= MAX_LINE and WALL.search(line.text))
    ]
    # The headline goes first, as in a text: what stands directly below it may be furniture.
    furniture = find_furniture([facts.title or "-", *(line.text for line in lines)]).paragraphs
    kept = [line for index, line in enumerate(lines, 1) if index not in furniture or credit_of(line.text)]
    return [
        f"- {line.text}" if line.tag == "li" and not line.text.startswith(("-", "–", "•")) else line.text
        for line in _without_portrait(kept, facts.author)
    ]


def _is_linked(line: Line) -> bool:
    """Whether a line is a link, or several; a row may have data beside its linked name."""
    return line.links > (ROW_OF_LINKS if line.tag == "tr" else MOSTLY_LINKS)


def _is_byline(text: str, author: str | None) -> bool:
    """Whether a line names the (first) author and is no sentence."""
    named = author is not None and author.split(", ")[0].casefold() in text.casefold()
    return named and len(text.split()) <= BYLINE_WORDS and not text.endswith((".", "!", "?", "”", "»", '"'))


def _without_portrait(lines: list[Line], author: str | None) -> list[Line]:
    """The lines without those at the end that begin with the author's name and tell who that is."""
    name = (author or "").split(", ")[0]
    while len(name.split()) > 1 and len(lines) > 1 and lines[-1].text.startswith(name):
        lines = lines[:-1]
    return lines


def _paragraphs(body: str | None) -> list[str]:
    """The lines of a text in JSON-LD, which may hold markup."""
    text = html.unescape(body or "")
    text = re.sub(r"<br\s*/?>|</(?:p|div|li|h\d)>", "\n", text, flags=re.IGNORECASE)
    lines = (" ".join(line.split()) for line in re.sub(r"<[^<>]{1,500}>", "", text).splitlines())
    return [line for line in lines if line]
