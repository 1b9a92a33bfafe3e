"""Text folded for comparing, with a map back to the offsets of the original.

Case, kinds of quotes and dashes, kinds and runs of white space, compatibility forms (NFKC), accents, soft
hyphens and zero-width characters do not tell two spellings apart. Offsets always count the original's code points.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SINGLE = dict.fromkeys("‘’‚‛′`´ʼ＇", "'") | dict.fromkeys("“”„‟″«»＂", '"')
_BRACKETS = {"‹": "<", "›": ">", "〈": "<", "〉": ">"}
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_ALIKE = _SINGLE | _BRACKETS | _DASHES


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """What one character becomes: nothing for an invisible one, several for a ligature."""
    if character in _ALIKE:
        return _ALIKE[character]
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    return "".join(_ALIKE.get(c, c) for c in decomposed if not "\u0300" <= c <= "\u036f")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin[i]` is the offset in the original of the folded text's i-th character."""

    text: str
    origin: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open span for a non-empty one of the folded text."""
        return self.origin[start], self.origin[end - 1] + 1

    def offset(self, original: int) -> int:
        """The first folded position whose character stands at or behind an offset of the original."""
        low, high = 0, len(self.origin)
        while low < high:
            middle = (low + high) // 2
            if self.origin[middle] < original:
                low = middle + 1
            else:
                high = middle
        return low


def fold_with_map(text: str) -> Folded:
    """The folded text and where each of its characters comes from. Linear in the text's length."""
    folded: list[str] = []
    origin: list[int] = []
    space = True
    for offset, character in enumerate(text):
        for part in _fold_character(character):
            if part == " " and space:
                continue
            space = part == " "
            folded.append(part)
            origin.append(offset)
    return Folded("".join(folded), origin)


def fold(text: str) -> str:
    """The folded text alone, without white space at its ends."""
    return " ".join("".join(map(_fold_character, text)).split())


STEM = 5
"""Words that begin alike are taken as one: "export", "exported", "exports". Five letters keep "contract" and
"contrast" together, which costs little where a whole sentence is compared, and need no stemmer per language."""

_WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")


def words(text: str) -> list[str]:
    """The folded words of a text; hyphens, apostrophes and inner dots stay in their word."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """A word's beginning, so that its inflections are the same; numbers stay whole."""
    return word if word[0].isdigit() else word.removesuffix("'s")[:STEM]
