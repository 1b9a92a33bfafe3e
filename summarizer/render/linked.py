"""A page with an address for every fact and every cited sentence, so that each can point at the other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.render.highlight import Passage, passages
from summarizer.render.page import Page
from summarizer.render.parts import Block, Line, Section
from summarizer.render.readings import Reading, sentences_of
from summarizer_schemas import Evidence


@dataclass(frozen=True, slots=True)
class Mark:
    """A link to a cited sentence: what it shows, where it goes, what it is called when it is read out."""

    text: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """A line with its address, the numbers of its spans and links to its sentences."""

    line: Line
    anchor: str
    spans: tuple[int, ...]
    marks: tuple[Mark, ...]
    cells: tuple[tuple[Mark, ...], ...] = ()
    """The marks once more, by article; only in a matrix."""


@dataclass(frozen=True, slots=True)
class LinkedBlock:
    """Lines that belong together."""

    heading: str
    lines: tuple[LinkedLine, ...]


@dataclass(frozen=True, slots=True)
class LinkedSection:
    """A part of the page, with its address."""

    section: Section
    anchor: str
    blocks: tuple[LinkedBlock, ...]


@dataclass(frozen=True, slots=True)
class LinkedSentence:
    """A cited sentence: its number, its address, its spans, the facts that rest on it."""

    number: int
    mark: str
    anchor: str
    spans: tuple[int, ...]
    facts: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class LinkedReading:
    """An article with its evidence marked and its cited sentences, by their numbers."""

    reading: Reading
    anchor: str
    passages: tuple[Passage, ...]
    sentences: dict[int, LinkedSentence]


class LinkedPage:
    """A page and its addresses.

    Attributes:
        page: what is told.
        anchor: address of the page itself.
        title, sections: its lines.
        readings: its articles.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.anchor = f"p{page.number}" if page.number is not None else "top"
        self._prefix = f"p{page.number}-" if page.number is not None else ""
        self._spans: dict[Evidence, int] = {}
        self._facts: dict[str, list[str]] = defaultdict(list)
        self._lines = 0
        self.title = self._line(page.title)
        self.sections = tuple(self._section(section) for section in page.sections)
        self.readings = tuple(map(self._reading, page.readings))

    def _section(self, section: Section) -> LinkedSection:
        blocks = tuple(self._block(block, section) for block in section.blocks)
        return LinkedSection(section, f"{self._prefix}{section.heading.lower().replace(' ', '-')}", blocks)

    def _block(self, block: Block, section: Section) -> LinkedBlock:
        matrix = section.layout == "matrix"
        return LinkedBlock(block.heading, tuple(self._line(line, matrix=matrix) for line in block.lines))

    def _line(self, line: Line, *, matrix: bool = False) -> LinkedLine:
        """The line with its address. Those of a matrix say again what other lines say, so nothing points back."""
        self._lines += 1
        anchor = f"{self._prefix}f{self._lines}"
        cited = sentences_of(self.page.readings, line.evidence)
        marks = tuple(self._mark(reading, sentence) for reading, sentence in cited)
        cells: list[list[Mark]] = [[] for _ in self.page.readings] if matrix else []
        for (reading, _), mark in zip(cited, marks, strict=True):
            if matrix:
                cells[self.page.readings.index(reading)].append(mark)
            else:
                self._facts[mark.anchor].append(anchor)
        return LinkedLine(line, anchor, self._numbers(line.evidence), marks, tuple(map(tuple, cells)))

    def _mark(self, reading: Reading, sentence: int) -> Mark:
        mark = reading.mark(sentence)
        whose = f" of {reading.key}, {reading.name}" if reading.key else ""
        return Mark(mark, self._sentence_anchor(mark), f"Sentence {sentence}{whose}")

    def _sentence_anchor(self, mark: str) -> str:
        return f"{self._prefix}s{mark}"

    def _numbers(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(map(self._number, evidence)))

    def _number(self, evidence: Evidence) -> int:
        return self._spans.setdefault(evidence, len(self._spans) + 1)

    def _reading(self, reading: Reading) -> LinkedReading:
        spans: dict[int, list[Evidence]] = defaultdict(list)
        for each in reading.evidence:
            spans[each.sentence].append(each)
        sentences = {}
        for source in reading.sources:
            mark = reading.mark(source.sentence)
            anchor = self._sentence_anchor(mark)
            facts = tuple(self._facts[anchor])
            numbers = self._numbers(spans[source.sentence])
            sentences[source.sentence] = LinkedSentence(source.sentence, mark, anchor, numbers, facts, source.quote)
        starts = {source.sentence: source.start for source in reading.sources if source.start is not None}
        marked = passages(reading.info.text, reading.evidence, self._number, starts)
        return LinkedReading(reading, f"{self._prefix}article-{reading.key or 'text'}", tuple(marked), sentences)
