"""Where the paragraphs of a text are.

A blank line always ends one. A single line break ends one only if the text is not hard-wrapped, that is, if
nobody broke its lines to fit a page; in hard-wrapped text a paragraph begins at an indented line, at a list
item, or after a line that ends a sentence well short of the margin.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

NARROWEST_WRAP = 40
"""Characters. Lines shorter than this are lists, verse or headings, not prose that was wrapped."""

WIDEST_WRAP = 100
"""Characters. Wire reports wrap at 55 to 70, mail at 72 to 80; paragraphs on one line are longer."""

WIDTH_QUANTILE = 0.9
"""Lines at most this wide give the margin, so that a link or a table row beyond it does not count."""

FEW_PAIRS = 3
"""With fewer pairs of lines one of them is the longest by chance, and its length no evidence of a margin."""

SHORT_LINE = 0.8
"""A line that ends a sentence and leaves this share of the margin unreached was not broken to fit."""

ENDS_SENTENCE = re.compile(r"[.!?:;…。！？।۔؟][\"'”’»)\]」』]*$")

LIST_ITEM = re.compile(r"\s*(?:[•‣◦▪●·*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
HEADING = re.compile(r"\s*#{1,6}\s")
BULLET_OR_HEADING = re.compile(r"\s*(?:[•‣◦▪●]|#{1,6}\s)")
"""Openings no wrapped sentence has by chance. A dash or a number may begin a line of one."""


class Line(NamedTuple):
    """One line that is not blank."""

    start: int  # code points of the text
    text: str  # without white space at its end
    indent: int  # white-space characters at its beginning
    after_blank: bool  # a blank line, or nothing, comes before it

    @property
    def ends_sentence(self) -> bool:
        return ENDS_SENTENCE.search(self.text[-6:]) is not None

    def could_take(self, line: "Line", width: float) -> bool:
        """Whether the first word of the next line would have fitted at the end of this one."""
        first_word = line.text.split(None, 1)[0]
        return len(self.text) + 1 + len(first_word) <= width


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """`[start, end)` of each paragraph in code points, in order, without white space at either end."""
    lines = list(_lines(text))
    if not lines:
        return []
    margin = min(line.indent for line in lines)
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[min(len(lengths) - 1, int(WIDTH_QUANTILE * len(lengths)))]
    wrapped = _is_hard_wrapped(lines, margin, width)
    spans: list[tuple[int, int]] = []
    opening = lines[0]
    for before, line in zip([None, *lines], lines, strict=False):
        end = line.start + len(line.text)
        if before is None or not wrapped or _opens_paragraph(line, before, opening, margin, width):
            opening = line
            spans.append((line.start + line.indent, end))
        else:
            spans[-1] = (spans[-1][0], end)
    return spans


def _lines(text: str) -> Iterator[Line]:
    start, after_blank = 0, True
    for raw in text.split("\n"):
        content = raw.rstrip()
        if content:
            yield Line(start, content, len(content) - len(content.lstrip()), after_blank)
        after_blank = not content
        start += len(raw) + 1


def _is_hard_wrapped(lines: list[Line], margin: int, width: int) -> bool:
    """Whether most lines that another follows break off in mid-sentence, and where a margin explains it."""
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return False
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if not following.after_blank
        and not (line.ends_sentence and LIST_ITEM.match(following.text))
        and following.indent - margin < (1 if line.ends_sentence else 2)
    ]
    broken = 0
    for line, following in pairs:
        at_margin = len(pairs) >= FEW_PAIRS and not line.could_take(following, width)
        if not line.ends_sentence and (at_margin or following.text.split(None, 1)[0].islower()):
            broken += 1
    return bool(pairs) and broken >= len(pairs) / 2


def _opens_paragraph(line: Line, before: Line, opening: Line, margin: int, width: int) -> bool:
    """Whether a line of hard-wrapped text begins a paragraph; `opening` began the one that `before` is in."""
    if line.after_blank or BULLET_OR_HEADING.match(line.text) or HEADING.match(before.text):
        return True
    in_list = LIST_ITEM.match(opening.text) is not None
    if LIST_ITEM.match(line.text) and (in_list or before.ends_sentence):
        return True
    if before.ends_sentence:
        return line.indent > margin or before.could_take(line, SHORT_LINE * width)
    # A list item may be continued by indented lines; one space is a slip or what a removed word left.
    return not in_list and line.indent - margin >= 2 and line.indent > before.indent
