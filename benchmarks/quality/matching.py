"""When two names are the same one, and what number a money phrase states."""

import re
import unicodedata
from collections.abc import Iterable

_INITIALS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)")
"""The full stops of "u.s."."""

_COMPANY_WORDS = frozenset(
    "incorporated inc corporation corp company co limited ltd plc group holding holdings sa ag nv pty the of".split()
)
"""Words that tell little about which company is meant."""

_MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([a-z]+)?")
_SCALES = {
    **dict.fromkeys(("thousand", "k"), 1e3),
    **dict.fromkeys(("million", "mln", "mn", "m"), 1e6),
    **dict.fromkeys(("billion", "bln", "bn", "b"), 1e9),
    **dict.fromkeys(("trillion", "trln", "tn"), 1e12),
}

TOLERANCE = 0.01
"""Two sums are the same when they differ by less than this share: 4.16 and 4.1556 are one price."""


def same_name(one: str, other: str) -> bool:
    """Whether two names mean the same.

    They do when they share more than half of the longer one's words, or when they share two words or more and one
    has no others. What stands in brackets is a name of its own: "Acme Metals (AM)" is "Acme Metals" and "AM".
    """
    return any(_same_words(left, right) for left in _variants(one) for right in _variants(other))


def is_one_of(name: str, aliases: Iterable[str]) -> bool:
    """Whether a name is one of somebody's names."""
    return any(same_name(name, alias) for alias in aliases)


def number(phrase: str | None) -> float | None:
    """The value of the first number in a phrase, its scale included: "USD 6 trillion" is 6e12."""
    found = _MONEY.search((phrase or "").lower())
    if found is None:
        return None
    return float(found[1].replace(",", "")) * _SCALES.get(found[2] or "", 1)


def same_sum(value: object, wanted: float) -> bool:
    """Whether a value that was found is the one wanted, up to rounding; a sum of 0 or none is no sum."""
    return isinstance(value, int | float | str) and bool(value) and abs(float(value) / wanted - 1) < TOLERANCE


def _variants(name: str) -> list[set[str]]:
    """The words of a name without what stands in brackets, and of each part in brackets."""
    parts = [re.sub(r"\(.*?\)", " ", name or ""), *re.findall(r"\((.*?)\)", name or "")]
    return [_words(part) for part in parts]


def _words(name: str) -> set[str]:
    """The words that carry a name: no case, accents, punctuation or company suffixes, unless it has nothing else."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9 ]", " ", _INITIALS.sub("", plain)).split()
    return {word for word in words if word not in _COMPANY_WORDS} or set(words)


def _same_words(one: set[str], other: set[str]) -> bool:
    shared = len(one & other)
    if not shared:
        return False
    return shared / max(len(one), len(other)) > 0.5 or (shared >= 2 and shared == min(len(one), len(other)))
