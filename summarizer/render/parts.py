"""The parts a page is made of; text and Markdown decide only how they look."""

from dataclasses import dataclass

from summarizer.render.sources import evidence_in
from summarizer_schemas import Controversy, Deal, Fact


@dataclass(frozen=True, slots=True)
class Line:
    """One fact.

    Attributes:
        text: what it says; what is too long for the page goes on below.
        label: what stands before it, a word or two: a role, a date.
        notes: what is added to it; "" where a column of the section has nothing to say.
        marks: numbers of the sentences that it rests on.
        strong: whether the text is a name or a value, not prose.
    """

    text: str
    label: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, with a heading or none."""

    lines: tuple[Line, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page.

    Attributes:
        heading: its name.
        blocks: what stands in it; a section without any is left out.
        columns: names of label, text and notes, where it reads well as a table.
        spaced: whether its blocks stand apart.
    """

    heading: str
    blocks: tuple[Block, ...]
    columns: tuple[str, ...] = ()
    spaced: bool = False


def marks_of(fact: Fact) -> tuple[str, ...]:
    """Numbers of the sentences of a fact and of the facts in it that have no line of their own."""
    nested = fact.evidence if isinstance(fact, (Deal, Controversy)) else evidence_in(fact)
    return tuple(str(number) for number in sorted({each.sentence for each in nested}))
