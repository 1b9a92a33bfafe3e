"""The telling words of a text, for comparing what two articles say in different words."""

from functools import lru_cache

from summarizer.text.fold import stem, words
from summarizer.text.language import SMALL_WORDS

_COMMON = frozenset(word for line in SMALL_WORDS.values() for word in line.split()) | frozenset(
    "a or so than then them they he she his her their we our you your i me my this these those there here not no but "
    "if when while after before over under about into out up down more most less very also both each every any some "
    "such other another one two three would could should may might must can do does did done had have having been "
    "being were am s t said says say told tell according new deal agreement company firm mr mrs ms who whom what where "
    "how why because between against during without within across per all only just still even now today"
    " yesterday".split()
)


@lru_cache(maxsize=65536)
def telling(text: str) -> frozenset[str]:
    """The stems of a text's words, without the small ones and those that every report of a deal has."""
    return frozenset(stem(word) for word in words(text) if word not in _COMMON and (len(word) > 1 or word.isdigit()))


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shorter one's words that the other has, too; 0 where one has none."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of all their words that both have (Jaccard); 0 where there are none."""
    return len(left & right) / len(left | right) if left or right else 0.0
