"""How wide words are on a page, and where they break, without asking a browser."""

from rich.cells import cell_len

from summarizer.render.clean import clean

NARROW, USUAL, UPPER, BROAD, WIDE = 0.32, 0.57, 0.7, 0.92, 1.05
"""Widths in ems, rounded up from Arial, Roboto, Segoe and DejaVu: words may end early, never outside their box."""

BOLD = 1.25
"""How much wider bold letters are."""

_NARROW = frozenset("iljtfrI.,:;'|!()[]-‘’“”\"/ ")
_BROAD = frozenset("mwMW@%—…")


def measure(text: str, size: float) -> float:
    """About how wide the text is at a font size, in the unit of the size."""
    return sum(map(_ems, text)) * size


def wrapped(text: str, size: float, width: float, rows: int) -> tuple[str, ...]:
    """The text in at most so many rows of at most that width; "…" stands for what does not fit."""
    lines: list[str] = []
    rest = clean(text)
    while rest and len(lines) < rows:
        line = _row(rest, size, width)
        rest = rest[len(line) :].lstrip()
        lines.append(line.rstrip())
    if rest:
        last = lines[-1]
        while last and measure(f"{last}…", size) > width:
            last = last[:-1]
        lines[-1] = f"{last.rstrip(' ,;:.-')}…"
    return tuple(lines)


def _row(text: str, size: float, width: float) -> str:
    """As many whole words as fit, or as many letters of the first; never none."""
    end, spent, space = 0, 0.0, 0
    for place, letter in enumerate(text):
        spent += _ems(letter) * size
        if letter == " ":
            space = place
        elif spent > width:
            break
        end = place + 1
    if end >= len(text):
        return text
    return text[: space or max(end, 1)]


def _ems(letter: str) -> float:
    cells = cell_len(letter)
    if cells != 1:
        return WIDE if cells else 0.0
    if letter in _NARROW:
        return NARROW
    if letter in _BROAD:
        return BROAD
    return UPPER if letter.isupper() else USUAL
