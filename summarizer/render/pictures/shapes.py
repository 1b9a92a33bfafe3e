"""What a picture is made of. Lengths are CSS pixels at the picture's own width."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """A row of text, its baseline at y."""

    x: float
    y: float
    text: str
    kind: str = "name"
    size: float = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with words in it."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    words: tuple[Words, ...] = ()

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line, in SVG's path notation."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what it says to those who cannot see it."""

    width: int
    height: int
    title: str
    description: str
    kind: str
    strokes: tuple[Stroke, ...] = field(default=())
    boxes: tuple[Box, ...] = field(default=())
    words: tuple[Words, ...] = field(default=())
