"""The main text of a page: its lines, and which of them several extractors agree on.

Each extractor has its own blind spots: one drops list items, one keeps captions, one stops at the first box between two
paragraphs. Their agreement is better than each (Bevendorff et al., "An Empirical Comparison of Web Content Extraction
Algorithms", SIGIR 2023, find the same for majority votes).
"""

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement

from summarizer.read.fields import letters_of
from summarizer.read.furniture import BLOCKS

ENOUGH = 3
"""Votes a line needs. Trafilatura has two, every other extractor one: it needs one of them to agree, or all."""

NEARLY_ENOUGH = ENOUGH - 1
"""Votes a long line needs between two that are taken, or directly before the first: a lead set apart, a paragraph in
a box of its own."""

LEAD = 80
"""Letters and digits of such a line."""

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
LIST_TAGS = ("li", "tr", "dt", "dd")

MOSTLY_LINKS = 0.75
"""Share of links from which a line is one: a teaser, a tag, a menu."""

CELL = " | "
"""What stands between the cells of a row."""

LONG_LINE = 25
"""Letters and digits. A shorter line has to be a line of the extractor's, too, not only part of its text."""

_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？][\"'”’»)]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: a paragraph, a heading, an item, a row."""

    text: str
    tag: str
    links: float
    """Share of its characters that are in links."""
    place: int = 0
    """The number, in the page, of the element that it stands in: neighbours in one container have the same."""


@dataclass(frozen=True, slots=True)
class Voter:
    """What one extractor takes for the text."""

    votes: int
    lines: frozenset[str]
    text: str

    @classmethod
    def of(cls, text: str, votes: int = 1) -> "Voter":
        """An extractor's text, one paragraph a line."""
        lines = [folded for line in text.splitlines() if (folded := letters_of(line))]
        return cls(votes, frozenset(lines), "".join(lines))

    def takes(self, folded: str) -> bool:
        """Whether the line is in its text."""
        return folded in self.lines or (len(folded) >= LONG_LINE and folded in self.text)


def lines_of(tree: HtmlElement) -> list[Line]:
    """The lines of a page, in its order."""
    lines: list[Line] = []
    words: list[str] = []
    linked, in_links = 0, 0
    tag, place = "body", 0
    count, opened = 0, [0]

    def flush() -> None:
        nonlocal linked
        text = " ".join("".join(words).split())
        if text:
            length = len(text) - len(CELL) * text.count(CELL)
            lines.append(Line(text, tag, min(1.0, linked / max(1, length)), place))
        words.clear()
        linked = 0

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag
        if not isinstance(name, str):
            continue
        added = element.text if event == "start" else element.tail
        if event == "start":
            count += 1
            opened.append(count)
        else:
            opened.pop()
        if name in BLOCKS and not (name in ("td", "th", "p", "div") and _in_row(element)):
            flush()
            tag, place = (name, opened[-2]) if event == "start" else ("body", opened[-1])
        elif name in ("td", "th") and event == "start" and "".join(words).strip():
            words.append(CELL)
        elif name == "br" and event == "end":
            if _ENDS_SENTENCE.search("".join(words[-3:])) or (element.getnext() is not None and _breaks_twice(element)):
                flush()
            else:
                words.append(" ")
        if name == "a":
            in_links += 1 if event == "start" else -1
        if added:
            words.append(added)
            linked += len(added) if in_links else 0
    flush()
    return lines


def _in_row(element: HtmlElement) -> bool:
    """Whether it is in a row of a table that shows data: one line with its neighbours."""
    row = next(element.iterancestors("tr"), None)
    if row is None:
        return False
    return len(row) > 1 and sum(len(cell.text_content()) for cell in row) < 400


def _breaks_twice(element: HtmlElement) -> bool:
    return element.getnext().tag == "br" and not (element.tail or "").strip()


def vote(lines: Sequence[Line], voters: Sequence[Voter]) -> list[Line]:
    """The lines that enough extractors take, each once; a heading with nothing below it goes, too."""
    votes = [_votes(line, voters) for line in lines]
    taken = [count >= ENOUGH for count in votes]
    _take_lists(lines, votes, taken)
    first = taken.index(True) if True in taken else len(taken)
    kept: list[Line] = []
    seen: set[str] = set()
    for index, line in enumerate(lines):
        folded = letters_of(line.text)
        fits = taken[index] or (
            votes[index] >= NEARLY_ENOUGH and len(folded) >= LEAD and _has_company(taken, index, first)
        )
        if fits and not (folded in seen and len(folded) >= LONG_LINE):
            seen.add(folded)
            kept.append(line)
    while kept and kept[-1].tag in HEADINGS:
        kept.pop()
    return kept


def _votes(line: Line, voters: Sequence[Voter]) -> int:
    folded = letters_of(line.text)
    return sum(voter.votes for voter in voters if folded and voter.takes(folded))


def _take_lists(lines: Sequence[Line], votes: Sequence[int], taken: list[bool]) -> None:
    """Take the items and rows between two lines that are taken, if any extractor takes them and they are no links."""
    for in_list, run in groupby(range(len(lines)), key=lambda index: lines[index].tag in LIST_TAGS):
        indices = list(run)
        start, end = indices[0], indices[-1] + 1
        between = start > 0 and end < len(lines) and taken[start - 1] and taken[end]
        if in_list and between and all(votes[each] and lines[each].links < MOSTLY_LINKS for each in indices):
            for each in indices:
                taken[each] = True


def _has_company(taken: Sequence[bool], index: int, first: int) -> bool:
    """Whether the next line is taken, and the one before it is or nothing before it is."""
    return any(taken[index + 1 : index + 3]) and (index <= first or taken[index - 1])


def voters_of(tree: HtmlElement) -> list[Voter]:
    """Trafilatura twice, readability and jusText over the same tree, which is not changed."""
    return [
        Voter.of(trafilatura_text(tree), 2),
        Voter.of(trafilatura_text(tree, precision=True)),
        Voter.of(_tried(_readability, tree)),
        Voter.of(_tried(_justext, tree)),
    ]


def trafilatura_text(tree: HtmlElement, *, precision: bool = False) -> str:
    """What trafilatura takes for the main text, a paragraph a line."""
    return _tried(_trafilatura_precise if precision else _trafilatura, tree)


def _tried(extract: Callable[[HtmlElement], str], tree: HtmlElement) -> str:
    """What an extractor finds; nothing when a page is so odd that it fails, since the others have a vote, too."""
    try:
        return extract(deepcopy(tree))
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, etree.LxmlError):
        return ""


def _trafilatura(tree: HtmlElement) -> str:
    import trafilatura

    return getattr(trafilatura.bare_extraction(tree, include_comments=False), "text", None) or ""


def _trafilatura_precise(tree: HtmlElement) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False)
    return getattr(found, "text", None) or ""


def _readability(tree: HtmlElement) -> str:
    from trafilatura.external import try_readability

    return "\n".join(line.text for line in lines_of(try_readability(tree)))


def _justext(tree: HtmlElement) -> str:
    from trafilatura.external import justext_rescue
    from trafilatura.settings import Extractor

    return "\n".join(each.text or "" for each in justext_rescue(tree, Extractor(comments=False))[0])


def letters(text: str) -> int:
    """How many letters and digits there are."""
    return len(letters_of(text))
