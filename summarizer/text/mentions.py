"""Names in running text: runs of capitalised words, as far as spelling alone can tell.

Good for scripts with capital letters and languages that keep them for names; elsewhere it finds little, and nothing
rests on it alone.
"""

import re
from collections.abc import Iterable, Sequence

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я][\w'’&]*(?:[-.][\w'’&]+)*\.?"
_LINK = r"(?:of the|of|for|de la|de|du|des|del|da|di|van der|van|von|al|bin|el|&|the)"
_RUN = re.compile(rf"(?<![\w'’-]){_WORD}(?:[  ](?:{_LINK}[  ])?{_WORD})*")
_OPENING = re.compile(r"^[\W_]*$|[.!?:;]\s+[\W_]*$|[\"“«‘(]\s*$")
_POSSESSIVE = re.compile(r"['’]s\b ?(?!$)")
_TAIL = re.compile(r"(?:['’]s?|[.,;:])+$")

_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_TITLES = frozenset("mr mrs ms miss dr prof professor sir dame lord lady the".split())

MAX_MENTIONS = 30
"""A question that lists more names than this is longer than what it helps to find."""


def mentions(sentences: Sequence[str]) -> list[str]:
    """The names in some sentences, each once in its longest form, in the order of their first mention.

    A capitalised word that opens a sentence is a name only if it is capitalised elsewhere too, is an abbreviation,
    or goes on with another capitalised word. A surname beside the full name is left out.

    Args:
        sentences: the sentences' texts.
    """
    text = " ".join(sentences)
    common = frozenset(re.findall(r"(?<![\w'’-])[a-zà-ÿ]+", text))
    found: dict[str, None] = {}
    opening: dict[str, None] = {}
    for sentence in sentences:
        for run in _RUN.finditer(sentence):
            opens = bool(_OPENING.search(sentence[: run.start()]))
            for part in _POSSESSIVE.split(run.group()):
                name = _bare(part, common if opens else frozenset())
                lone = " " not in name and not _abbreviation(name)
                if name:
                    (opening if lone and opens else found).setdefault(name)
                opens = False
    inner = {word for name in found for word in name.split()}
    names = dict.fromkeys([*found, *(name for name in opening if name in inner)])
    return _longest(sorted(names, key=text.find))[:MAX_MENTIONS]


def _bare(run: str, common: frozenset[str]) -> str:
    """A run without titles, full stop and the ordinary words that a sentence opens with; nothing for a date."""
    words = run.split()
    while words and (words[0].strip(".").lower() in _TITLES or words[0].lower() in common):
        words.pop(0)
    name = " ".join(words)
    name = name if re.search(r"\b\w\.\w\.$", name) else _TAIL.sub("", name)
    plain = [word.strip(".").lower() for word in name.split()]
    return "" if len(name) < 2 or all(word in _CALENDAR or word.isdigit() for word in plain) else name


def _abbreviation(name: str) -> bool:
    return sum(map(str.isupper, name)) >= 2


def _longest(names: Iterable[str]) -> list[str]:
    """Without surnames and the like: names that close another one, unless behind an "of"."""
    listed = list(names)
    return [name for name in listed if not any(re.search(rf"(?<! of) {re.escape(name)}$", other) for other in listed)]
