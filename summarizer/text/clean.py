"""Make a string safe to publish: the only changes ever made to an article's characters.

What is only unusual stays: curly quotes, ligatures, full-width letters, soft hyphens, right-to-left marks.
"""

import re
from typing import TypeVar

TextT = TypeVar("TextT", str, str | None)

BYTE_ORDER_MARK = "\ufeff"

LINE_BREAK = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
"""Every way but a line feed to end a line. With one spelling, all the ways to split lines agree."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Control characters (Unicode category Cc) other than tabs and the line breaks above."""

SURROGATE = re.compile("[\ud800-\udfff]")

_LATER_BYTE = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
MOJIBAKE = re.compile(f"[\u00c2-\u00df]{_LATER_BYTE}|[\u00e0-\u00f4]{_LATER_BYTE}{{2}}|â€")
"""UTF-8 sequences as they look when read as Latin-1 or windows-1252. Cheap and only a hint: importing ftfy,
which decides, takes 50 ms."""


def clean(text: str) -> tuple[str, list[str]]:
    """The text to publish, and a sentence for each kind of damage that was mended on the way.

    Cleaning what is clean changes nothing. Line breaks become line feeds and byte-order marks go without a
    warning.
    """
    warnings = []
    if SURROGATE.search(text):
        text, lost = _join_surrogates(text)
        if lost:
            warnings.append(f"{lost} lone surrogates were replaced by U+FFFD.")
    text = text.replace(BYTE_ORDER_MARK, "")
    repaired = removed = 0
    before = None
    while text != before:  # what a control character or a strange line break kept apart may be mojibake
        before = text
        text, mended = _repair_mojibake(text) if MOJIBAKE.search(text) else (text, 0)
        text, dropped = CONTROL.subn("", LINE_BREAK.sub("\n", text))
        repaired, removed = repaired + mended, removed + dropped
    if repaired:
        warnings.append(f"Wrongly decoded characters (mojibake) were repaired in {repaired} lines.")
    if removed:
        warnings.append(f"{removed} control characters were removed.")
    return text, warnings


def sound(text: TextT) -> TextT:
    """A text that every file and database takes: halves of surrogate pairs joined, lone ones replaced by U+FFFD."""
    return _join_surrogates(text)[0] if text and SURROGATE.search(text) else text


def _join_surrogates(text: str) -> tuple[str, int]:
    """Two halves of a pair become the character they stand for; the count is of halves that stood alone."""
    before = text.count("\ufffd")
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined, joined.count("\ufffd") - before


def _repair_mojibake(text: str) -> tuple[str, int]:
    """Line by line, since pages are stitched together from sources that were damaged differently."""
    from ftfy import fix_encoding

    repaired = 0
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if MOJIBAKE.search(line):
            lines[index] = fix_encoding(line)
            repaired += lines[index] != line
    return "\n".join(lines), repaired
