"""How wide words are on a page, and where they break, without asking a browser."""

from rich.cells import cell_len

from summarizer.render.clean import clean

_EMS = {
    letter: ems
    for letters, ems in (
        ("ijlI.,:;'/|\\‘’ ", 0.35),
        ("Jftr-()[]!", 0.42),
        ('csz*_`–?"“”', 0.55),
        ("BCKLPRTVXYZSEFA", 0.7),
        ("w#+<=>^~&", 0.85),
        ("mMW@%—…", 1.0),
        ("ÆŒ", 1.1),
    )
    for letter in letters
}
"""Widths in ems of DejaVu Sans, rounded up: the widest font that systems use where a page asks for theirs (against
Arial, Roboto, Segoe). Words may end early, never outside their box."""

USUAL, UPPER, FOREIGN, WIDE = 0.64, 0.8, 1.1, 1.05
"""The other small letters and digits, the other capitals, letters of other alphabets, letters of two cells."""

LATIN = 0x24F
"""The last letter that is told by its case."""

BOLD = 1.2
"""How much wider bold letters are."""


def measure(text: str, size: float) -> float:
    """About how wide the text is at a font size, in the unit of the size."""
    return sum(_ems(letter) * size for letter in text)  # summed as `_row` does: else the two differ in the last digit


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
    """As many whole words as fit, also up to a hyphen, or as many letters of the first; never none."""
    end, spent, pause = 0, 0.0, 0
    for place, letter in enumerate(text):
        spent += _ems(letter) * size
        if letter == " ":
            pause = place
        elif spent > width:
            break
        elif letter in "-–—/":
            pause = place + 1
        end = place + 1
    if end >= len(text):
        return text
    return text[: pause or max(end, 1)]


def _ems(letter: str) -> float:
    if (known := _EMS.get(letter)) is not None:
        return known
    cells = cell_len(letter)
    if cells != 1:
        return WIDE if cells else 0.0
    if ord(letter) > LATIN:
        return FOREIGN if letter.isupper() else USUAL * 1.25
    return UPPER if letter.isupper() else USUAL
