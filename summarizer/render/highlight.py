"""An article's text cut at every edge of its evidence, so that each piece knows what rests on it.

Evidence overlaps: a name in a sentence that is itself cited, two quotes that share words. Marked pieces that
lie side by side say so without nesting: a piece carries the numbers of all the spans that cover it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from summarizer_schemas import Evidence


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same evidence from end to end.

    Attributes:
        text: the words.
        spans: numbers of the spans that cover it, the outer first; none for what is not cited.
        begins: sentences whose first cited words begin here.
    """

    text: str
    spans: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


Paragraph = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that is known in one piece.

    Attributes:
        paragraphs: the text, without its line ends.
        whole: whether it is the article's text, not just words quoted of it.
    """

    paragraphs: tuple[Paragraph, ...]
    whole: bool


def passages(text: str | None, evidence: Iterable[Evidence], number: Callable[[Evidence], int]) -> list[Passage]:
    """What is known of an article, with its evidence marked.

    Args:
        text: of the article; without it, what its quotes say, each run of words once.
        evidence: from the article, in any order; what does not fit the text follows it, in passages of its own.
        number: what a span is called.
    """
    pieces = [_Piece(0, text, [], whole=True)] if text is not None else []
    for each in sorted(set(evidence), key=lambda each: (each.start, -len(each.quote))):
        if not any(piece.takes(each) for piece in pieces):
            pieces.append(_Piece(each.start, each.quote, [each]))
    seen: set[int] = set()
    return [Passage(tuple(_paragraphs(piece, number, seen)), piece.whole) for piece in pieces]


@dataclass(slots=True)
class _Piece:
    """Text from one place of the article, and the evidence in it."""

    start: int
    text: str
    evidence: list[Evidence]
    whole: bool = False

    def takes(self, each: Evidence) -> bool:
        """Add evidence, where its words are the words that stand here; quotes may go on behind them."""
        begin = each.start - self.start
        known = self.text[begin : begin + len(each.quote)] if begin >= 0 else ""
        if not known or not each.quote.startswith(known) or (self.whole and known != each.quote):
            return False
        self.text += each.quote[len(known) :]
        self.evidence.append(each)
        return True


def _paragraphs(piece: _Piece, number: Callable[[Evidence], int], seen: set[int]) -> Iterator[Paragraph]:
    paragraph: list[Segment] = []
    for segment in _segments(piece, number, seen):
        begins = segment.begins
        for place, line in enumerate(segment.text.split("\n")):
            if place and paragraph:
                yield tuple(paragraph)
                paragraph = []
            if line:
                paragraph.append(Segment(line, segment.spans, begins))
                begins = ()
    if paragraph:
        yield tuple(paragraph)


def _segments(piece: _Piece, number: Callable[[Evidence], int], seen: set[int]) -> Iterator[Segment]:
    spans = [(each.start - piece.start, each.start - piece.start + len(each.quote), each) for each in piece.evidence]
    spans.sort(key=lambda span: (span[0], -span[1]))
    edges = sorted({0, len(piece.text), *(edge for start, end, _ in spans for edge in (start, end))})
    active: list[tuple[int, int, Evidence]] = []
    coming = iter(spans)
    following = next(coming, None)
    for left, right in pairwise(edges):
        active = [span for span in active if span[1] > left]
        begins = []
        while following is not None and following[0] == left:
            active.append(following)
            if following[2].sentence not in seen:
                seen.add(following[2].sentence)
                begins.append(following[2].sentence)
            following = next(coming, None)
        numbers = tuple(dict.fromkeys(number(span[2]) for span in active))
        yield Segment(piece.text[left:right], numbers, tuple(begins))
