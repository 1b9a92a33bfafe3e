"""The parts a page is made of; the formats decide only how they look."""

from dataclasses import dataclass
from typing import Literal

from summarizer_schemas import Controversy, Deal, Evidence, Fact, evidence_in

Layout = Literal["list", "table", "groups", "cards", "versions", "matrix"]
"""How a section is best shown.

list: lines; table: columns for label, text and notes; groups: blocks under headings; cards: blocks that stand apart;
versions: blocks whose lines stand side by side; matrix: lines against articles.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One fact.

    Attributes:
        text: what it says; what is too long for the page goes on below.
        label: what stands before it, a word or two: a role, a date.
        notes: what is added to it; "" where a column of the section has nothing to say.
        evidence: what it rests on.
        strong: whether the text is a name or a value, not prose.
    """

    text: str
    label: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
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
        layout: how it is best shown.
        columns: names of label, text and notes, where the layout is a table.
    """

    heading: str
    blocks: tuple[Block, ...]
    layout: Layout = "list"
    columns: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        heading: str,
        lines: tuple[Line, ...],
        layout: Layout = "list",
        columns: tuple[str, ...] = (),
    ) -> "Section":
        """A section of one block; of none where there are no lines."""
        return cls(heading, (Block(lines),) if lines else (), layout, columns)


def evidence_of(fact: Fact) -> tuple[Evidence, ...]:
    """What a fact rests on, with the facts in it that have no line of their own."""
    return tuple(fact.evidence if isinstance(fact, (Deal, Controversy)) else evidence_in(fact))
