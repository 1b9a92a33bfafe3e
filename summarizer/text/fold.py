"""Text folded for comparing, with a map back to the offsets of the original.

Case, kinds of quotes and dashes, kinds and runs of white space, compatibility forms (NFKC), accents, soft
hyphens and zero-width characters do not tell two spellings apart. Offsets always count the original's code points.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_SINGLE = dict.fromkeys("‘’‚‛′`´ʼ＇", "'") | dict.fromkeys("“”„‟″«»＂", '"')
_BRACKETS = {"‹": "<", "›": ">", "〈": "<", "〉": ">"}
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_ALIKE = _SINGLE | _BRACKETS | _DASHES


class _Table(dict[int, str]):
    """What each character becomes, found when it is first met: `str.translate` then works in C."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDED = _Table()
"""At most as large as Unicode, in practice some hundred characters."""


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


_WHITE_RUN = re.compile(r"\A\s+|\s{2,}")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin[i]` is the offset in the original of the folded text's i-th character."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open span for a non-empty one of the folded text."""
        return self.origin[start], self.origin[end - 1] + 1


def fold_with_map(text: str) -> Folded:
    """The folded text and where each of its characters comes from. Linear in the text's length.

    Nearly all of a text is characters that become one character each: only the places between are walked through.
    """
    folded: list[str] = []
    origin: list[int] = []
    plain_from = 0
    for place in _uneven(text):
        folded.append(text[plain_from : place.start()].translate(_FOLDED))
        origin.extend(range(plain_from, place.start()))
        plain_from = place.end()
        space = not origin
        for offset in range(*place.span()):
            for part in _FOLDED[ord(text[offset])]:
                if part == " " and space:
                    continue
                space = part == " "
                folded.append(part)
                origin.append(offset)
    folded.append(text[plain_from:].translate(_FOLDED))
    origin.extend(range(plain_from, len(text)))
    return Folded("".join(folded), origin)


def _uneven(text: str) -> Iterator[re.Match[str]]:
    """The places where characters and folded characters do not pair off: runs of white space, invisible characters,
    ligatures, and white space at the beginning.
    """
    uneven = "".join(each for each in set(text) if len(_FOLDED[ord(each)]) != 1 or _is_blank(each))
    if not uneven:
        return _WHITE_RUN.finditer(text)
    some = rf"[\s{re.escape(uneven)}]"
    return re.finditer(rf"\A{some}+|{some}{{2,}}|[{re.escape(uneven)}]", text)


def _is_blank(character: str) -> bool:
    """Whether a character that is no white space becomes some, as a spacing accent does."""
    return _FOLDED[ord(character)] == " " and not character.isspace()


def fold(text: str) -> str:
    """The folded text alone, without white space at its ends."""
    return " ".join(text.translate(_FOLDED).split())


STEM = 5
"""Words that begin alike are taken as one: "export", "exported", "exports". Five letters keep "contract" and
"contrast" together, which costs little where a whole sentence is compared, and need no stemmer per language."""

_WORD = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*")


def words(text: str) -> list[str]:
    """The folded words of a text; hyphens, apostrophes and inner dots stay in their word."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=8192)  # most words of an article are those of the articles before
def stem(word: str) -> str:
    """A word's beginning, so that its inflections are the same; numbers stay whole."""
    return word if word[0].isdigit() else word.removesuffix("'s")[:STEM]
