"""An article's text cut at every edge of its evidence, so that each piece knows what rests on it.

Evidence overlaps: a name in a sentence that is itself cited, two quotes that share words. Marked pieces that
lie side by side say so without nesting: a piece carries the numbers of all the spans that cover it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from summarizer.text.paragraphs import paragraph_spans
from summarizer_schemas import Evidence


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same evidence from end to end.

    Attributes:
        text: the words.
        spans: numbers of the spans that cover it, the outer first; none for what is not cited.
        begins: cited sentences that begin here.
    """

    text: str
    spans: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


Paragraph = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that is known in one piece.

    Attributes:
        paragraphs: the text, without what is between them; in one that was wrapped to fit a page, line ends stay.
        whole: whether it is the article's text, not just words quoted of it.
    """

    paragraphs: tuple[Paragraph, ...]
    whole: bool


def passages(
    text: str | None,
    evidence: Iterable[Evidence],
    number: Callable[[Evidence], int],
    starts: Mapping[int, int] | None = None,
) -> list[Passage]:
    """What is known of an article, with its evidence marked.

    Args:
        text: of the article; without it, what its quotes say, each run of words once.
        evidence: from the article, in any order; what does not fit the text follows it, in passages of its own.
        number: what a span is called.
        starts: where cited sentences begin in the text; the others begin with their first cited words.
    """
    whole = [_Piece(0, text, [], whole=True)] if text is not None else []
    pieces = whole.copy()
    for each in sorted(set(evidence), key=lambda each: (each.start, -len(each.quote))):
        if not any(piece.takes(each) for piece in (*whole, *pieces[-1:])):
            pieces.append(_Piece(each.start, each.quote, [each]))
    begun: dict[int, int] = {}
    for piece in pieces:
        known = starts if piece.whole and starts else {}
        for each in piece.evidence:
            begun.setdefault(each.sentence, known.get(each.sentence, each.start))
    found = []
    for piece in pieces:
        own = {each.sentence for each in piece.evidence} & begun.keys()
        begins = {sentence: begun.pop(sentence) - piece.start for sentence in sorted(own, key=begun.__getitem__)}
        found.append(Passage(tuple(_paragraphs(piece, number, begins)), piece.whole))
    return found


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


def _paragraphs(piece: _Piece, number: Callable[[Evidence], int], begins: dict[int, int]) -> Iterator[Paragraph]:
    bounds = paragraph_spans(piece.text)
    paragraph: list[Segment] = []
    place, pending = 0, tuple(begins)  # in their order; each is shown to begin somewhere, since links lead there
    edges = {*begins.values(), *(edge for bound in bounds for edge in bound)}
    for start, text, spans in _segments(piece, number, edges):
        if place == len(bounds) or start < bounds[place][0]:
            continue  # white space between paragraphs
        here = tuple(sentence for sentence in pending if begins[sentence] <= start)
        pending = pending[len(here) :]
        paragraph.append(Segment(text, spans, here))
        if start + len(text) >= bounds[place][1]:
            yield tuple(paragraph)
            paragraph, place = [], place + 1
    if pending:
        yield (Segment("", (), pending),)


def _segments(
    piece: _Piece, number: Callable[[Evidence], int], edges: set[int]
) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    """The text cut at the edges and wherever evidence begins or ends: offset, words, numbers of what covers them."""
    spans = [(each.start - piece.start, each.start - piece.start + len(each.quote), each) for each in piece.evidence]
    spans.sort(key=lambda span: (span[0], -span[1]))
    cited = {edge for start, end, _ in spans for edge in (start, end)}
    active: list[tuple[int, int, Evidence]] = []
    coming = iter(spans)
    following = next(coming, None)
    for left, right in pairwise(sorted({0, len(piece.text)} | edges | cited)):
        active = [span for span in active if span[1] > left]
        while following is not None and following[0] == left:
            active.append(following)
            following = next(coming, None)
        yield left, piece.text[left:right], tuple(dict.fromkeys(number(span[2]) for span in active))
