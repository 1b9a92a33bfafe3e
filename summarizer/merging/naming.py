"""How a stakeholder is called in one article, taken apart so that calls of different articles can be compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from summarizer.text.names import SMALL, SUFFIX, acronym, is_abbreviation, name_key, shortens, spells

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

_AMERICAN = (
    (re.compile(r"our(?=s?$)"), "or"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=def|lic|off)ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=[iy])s(?=(?:e|es|ed|er|ers|ing|ation|ations)$)"), "z"),
    (re.compile(r"(?<=gra)mme(?=s?$)"), "m"),
)
"""British spellings and what they are in America."""

_PUBLIC_OFFICES = frozenset("ministry department office treasury directorate secretariat".split())

_BODIES = frozenset(
    "agency alliance association authority board bureau centre center chamber club college commission committee "
    "company confederation congress corporation council court department federation firm forum foundation fund group "
    "guild institute league ministry network office organisation organization party society trust union "
    "university".split()
)
"""What a body is: a name is the same body's with and without it."""

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
        middle: first letter of a person's middle name, if one is given.
    """

    text: str
    key: Key
    person: bool
    title: str
    middle: str = ""

    @property
    def spelled(self) -> str:
        """The words as one, however they are parted and on whichever side of the ocean they are spelled."""
        return _spelled(self.key)

    @property
    def short(self) -> str:
        """The abbreviation it is, or ""."""
        return _short(self.text)


@lru_cache(maxsize=65536)
def _short(text: str) -> str:
    return acronym(text).casefold() if is_abbreviation(text) else ""


@lru_cache(maxsize=65536)
def _spelled(key: Key) -> str:
    return "".join(_american(word) for word in key if word != "and")


@lru_cache(maxsize=65536)
def names_of(written: str, kind: str) -> tuple[Name, ...]:
    """The name, and what it gives in brackets, as names of their own."""
    brackets = [each for each in _BRACKET.findall(written) if is_abbreviation(each)]
    bare = _PLACE_BASED.sub("", _BRACKET.sub("", written)).strip()
    title, person, bare = _office(bare, kind)
    middle = ""
    if kind != "person":
        government = _GOVERNMENT_OF.match(bare) or _GOVERNMENT.match(bare)
        key = name_key(government[1]) if government else name_key(bare)
    else:
        full = name_key(bare)
        middle = full[1][0] if len(full) > 2 and full[1] not in SMALL else ""
        key = tuple(word for word in full if len(word) > 1)
        key = full if len(key) < 2 else key
    first = Name(bare, key, person, title, middle)
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


def _american(word: str) -> str:
    for british, american in _AMERICAN:
        word = british.sub(american, word)
    return word


Likeness = Literal["same", "initials", "order", "surname", "short form", "spelling", "longer", "different"]
"""How two names are related; "spelling" and "longer" are what code cannot decide."""


def compare(left: Name, right: Name, *, people: bool) -> Likeness:
    """How two names are related, the kinds and all other names left aside."""
    ends = left.key[:1] == right.key[:1] and left.key[-1:] == right.key[-1:]
    if people and ends and left.middle and right.middle and left.middle != right.middle:
        return "different"
    if left.key == right.key or left.spelled == right.spelled:
        return "same"
    if is_initials(left, right) or is_initials(right, left):
        return "initials"
    if left.short or right.short:
        return "different"
    short_key, long_key = sorted((left.key, right.key), key=len)
    if _turned(short_key, long_key):
        return "order"
    if people:
        return _people(short_key, long_key)
    if _office_of(short_key, long_key):
        return "short form"
    if shortens(short_key, long_key):
        plain = len(short_key) == 1 or long_key[0] != short_key[0] or long_key[-1] in _BODIES
        return "short form" if plain else "longer"
    alike = len(left.key) > 1 and len(right.key) > 1 and fuzz.ratio(" ".join(left.key), " ".join(right.key)) >= ALIKE
    return "spelling" if alike and not _other_word(left.key, right.key) else "different"


def is_initials(short: Name, long: Name) -> bool:
    """Whether the one is an abbreviation that the words of the other spell."""
    return bool(short.short) and not long.short and len(long.key) > 1 and spells(list(short.short), long.text.split())


def _turned(left: Key, right: Key) -> bool:
    """Whether two names are the same words in another order: "Lim Wei Jun", "Wei Jun Lim"; "Trade Ministry"."""
    words = [sorted(word for word in key if word not in SMALL) for key in (left, right)]
    return words[0] == words[1] and len(words[0]) > 1


def _office_of(short: Key, long: Key) -> bool:
    """Whether the one is a public office and the other says whose: "Trade Ministry", "Ministry of Trade of Varland"."""
    words = {word for word in short if word not in SMALL}
    return len(words) > 1 and bool(words & _PUBLIC_OFFICES) and "of" in long and words < set(long)


def _people(short: Key, long: Key) -> Likeness:
    """A surname, a full name inside a fuller one, an initial for a first name."""
    if len(short) == 1:
        return "surname" if long[-1] == short[0] else "different"
    if long[-len(short) :] == short or (len(short) == 2 and short[0] == long[0] and short[-1] == long[-1]):
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
                first = next((c for c in name.text if c.isalnum()), "")
                keys.add(f"initial {first.casefold()}")
    return keys
