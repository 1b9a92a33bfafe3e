"""How a stakeholder is called in one article, taken apart so that calls of different articles can be compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from summarizer.text.names import SUFFIX, acronym, is_abbreviation, name_key, shortens, spells

Key = tuple[str, ...]

_OFFICES = frozenset(
    "secretary minister premier marshal spokesman spokeswoman spokesperson chairman chairwoman chairperson executive "
    "officer director manager president ceo cfo coo cto founder analyst governor mayor ambassador senator judge elder "
    "leader lawmaker economist professor attorney commissioner councillor chancellor king queen prince".split()
)
_BRACKET = re.compile(r"\s*\(([^()]{2,40})\)")
_PLACE_BASED = re.compile(r"^(?:the\s+)?[A-Z][\w.]*-based\s+")
_GOVERNMENT_OF = re.compile(r"^(?:the\s+)?(?:(?:\w+\s+)?government|state|republic|kingdom) of (?:the\s+)?(.+)$", re.I)
_GOVERNMENT = re.compile(r"^(?:the\s+)?(.+?)(?:['’]s)? government$", re.I)

ALIKE = 88
"""Of 100, by rapidfuzz: "Dock Labour Organisation" and "Dock Labor Organization" have 94. From here on
spelling is a reason to ask."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way of naming somebody.

    Attributes:
        text: as the article writes it, without office, place and bracket.
        key: the words that tell it.
        person: whether its words show a person: an office stands before it.
        title: the words of the office, which may name whom the person speaks for.
    """

    text: str
    key: Key
    person: bool
    title: str

    @property
    def short(self) -> str:
        """The abbreviation it is, or ""."""
        return acronym(self.text).casefold() if is_abbreviation(self.text) else ""


@lru_cache(maxsize=65536)
def names_of(written: str, kind: str) -> tuple[Name, ...]:
    """The name, and what it gives in brackets, as names of their own."""
    brackets = [each for each in _BRACKET.findall(written) if is_abbreviation(each)]
    bare = _PLACE_BASED.sub("", _BRACKET.sub("", written)).strip()
    title, person, bare = _office(bare, kind)
    if kind != "person":
        government = _GOVERNMENT_OF.match(bare) or _GOVERNMENT.match(bare)
        key = name_key(government[1]) if government else name_key(bare)
    else:
        key = tuple(word for word in name_key(bare) if len(word) > 1) or name_key(bare)  # middle initials
        key = name_key(bare) if len(key) < 2 else key
    first = Name(bare, key, person, title)
    return (first, *(Name(each, name_key(each), False, "") for each in brackets))


def _office(written: str, kind: str) -> tuple[str, bool, str]:
    """The office before a person's name, whether there is one, and the name."""
    words = written.split()
    offices = [at for at, word in enumerate(words) if re.sub(r"\W", "", word).casefold() in _OFFICES]
    if kind == "company" or not offices:
        return "", False, written
    rest = words[offices[-1] + 1 :]
    capitalised = all(word[:1].isupper() for word in rest)
    if not capitalised or len(rest) < (1 if kind == "person" else 2) or SUFFIX & {each.casefold() for each in rest}:
        return "", False, written
    return " ".join(words[: offices[-1] + 1]), True, " ".join(rest)


Likeness = Literal["same", "initials", "surname", "short form", "spelling", "different"]
"""How two names are related; "spelling" is what code cannot decide."""


def compare(left: Name, right: Name, *, people: bool) -> Likeness:
    """How two names are related, the kinds and all other names left aside."""
    if left.key == right.key:
        return "same"
    for short, long in ((left, right), (right, left)):
        if short.short and not long.short and len(long.key) > 1 and spells(list(short.short), long.text.split()):
            return "initials"
    if left.short or right.short:
        return "different"
    short_key, long_key = sorted((left.key, right.key), key=len)
    if people:
        return _people(short_key, long_key)
    if shortens(short_key, long_key):
        return "short form"
    alike = len(left.key) > 1 and len(right.key) > 1 and fuzz.ratio(" ".join(left.key), " ".join(right.key)) >= ALIKE
    return "spelling" if alike and not _other_word(left.key, right.key) else "different"


def _people(short: Key, long: Key) -> Likeness:
    """A surname, a full name inside a fuller one, an initial for a first name."""
    if len(short) == 1:
        return "surname" if long[-1] == short[0] else "different"
    if long[-len(short) :] == short or (short[0] == long[0] and short[-1] == long[-1]):
        return "same"
    if short[-1] == long[-1] and 1 in (len(short[0]), len(long[0])) and short[0][0] == long[0][0]:
        return "surname"
    close = fuzz.ratio(" ".join(short), " ".join(long)) >= ALIKE and short[0][0] == long[0][0]
    return "spelling" if close else "different"


def _other_word(left: Key, right: Key) -> bool:
    """Whether a whole word differs beyond its spelling, or a number: "North Bank" is not "South Bank"."""
    if len(left) != len(right):
        return True
    return any(a != b and (a.isdigit() or fuzz.ratio(a, b) < 75) for a, b in zip(left, right, strict=True))


def blocks(names: Iterable[Name]) -> set[str]:
    """What two calls of one have in common at least one of, so that only such pairs need be compared."""
    keys: set[str] = set()
    for name in names:
        if name.short:
            keys.add(f"initial {name.short[0]}")
        if name.key:
            keys |= {name.key[0], name.key[-1], f"starts {name.key[0][:3]}"}
            if len(name.key) > 1:
                keys.add(f"initial {fold_initial(name)}")
    return keys


def fold_initial(name: Name) -> str:
    """The first letter of a name as abbreviations have it."""
    first = next((c for c in name.text if c.isalnum()), "")
    return first.casefold()
