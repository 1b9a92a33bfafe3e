"""What spelling alone tells of names: abbreviations and what they stand for, short forms, the words that count."""

import re
from collections.abc import Iterable
from functools import lru_cache

from summarizer.text.fold import fold

_BRACKETED = re.compile(r"\(\s*[\"'“‘]?([A-Z][\w.&-]{1,11})[\"'”’]?\s*\)")
SMALL = frozenset("of the and for de la du des di da del der van von y e et und al el".split())
SUFFIX = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc ag sa se nv bv ab asa oyj spa srl gmbh "
    "kg pty bhd pte kk holding holdings group".split()
)
HONORIFIC = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady coun cllr councillor sen rep gov rev president minister chairman chief "
    "senator governor ceo".split()
)

MAX_EXPANSION = 10
"""Words before a bracket in which the long form of an abbreviation is looked for."""


def abbreviations(text: str) -> Iterable[tuple[str, str]]:
    """Pairs such as ("FWO", "Frontier Works Organisation") for each "Long Form (ABC)" in a text."""
    for bracket in _BRACKETED.finditer(text):
        short = bracket.group(1)
        before = text[max(0, bracket.start() - 160) : bracket.start()].split()[-MAX_EXPANSION:]
        long = _expansion(short, before)
        if long:
            yield acronym(short), long


def _expansion(short: str, before: list[str]) -> str | None:
    """The shortest run of words at the end of `before` whose initials spell the abbreviation."""
    letters = [c for c in short.casefold() if c.isalnum()]
    if len(letters) > 1 and short[-1] == "s" and short[:-1].isupper():
        letters.pop()
    for start in range(len(before) - 1, -1, -1):
        run = before[start:]
        if not run[0][:1].isupper() and run[0].casefold() not in letters:
            continue
        if spells(letters, run) or _spells_inside(letters, run):
            return " ".join(run).strip(" ,;“”\"'")
    return None


def _spells_inside(letters: list[str], run: list[str]) -> bool:
    """Whether all words of a name begin with a letter of its abbreviation, in order, and the other letters stand inside
    the words: "Shipbuilders' Federation (SBF)". Two words at least: one word is spelled by too many.
    """
    words = [word.casefold() for word in run if word.casefold() not in SMALL]
    if (
        len(words) < 2
        or len(letters) < 3
        or not all(word[:1].isupper() for word in run if word.casefold() not in SMALL)
    ):
        return False
    rests = {0}  # letters used up so far, in every possible way
    for word in words:
        after = set()
        for used in rests:
            place, at = 0, used
            if at < len(letters) and word[0] == letters[at]:
                after.add(at + 1)
                at += 1
                place = 1
                while at < len(letters) and (found := word.find(letters[at], place)) >= 0:
                    at, place = at + 1, found + 1
                    after.add(at)
        rests = after
    return len(letters) in rests


def spells(letters: list[str], run: list[str]) -> bool:
    """Whether the initials of the words (of hyphenated parts too, small words optional) spell the letters;
    letters that stand inside an upper-case word ("US" in "US Metals") count one by one.
    """
    parts = [part for word in run for part in re.split(r"[-–/.]", word) if part]
    at = 0
    for position, part in enumerate(parts):
        if part.isupper() and len(part) <= 3:
            for letter in part.casefold():
                if at < len(letters) and letter == letters[at]:
                    at += 1
                else:
                    return False
        elif at < len(letters) and part[0].casefold() == letters[at]:
            at += 1
        elif part.casefold() not in SMALL or not position:
            return False
    return at == len(letters)


@lru_cache(maxsize=4096)  # the names of an article are compared with each other again and again
def name_key(name: str) -> tuple[str, ...]:
    """The words that tell a name: folded, dots out of abbreviations, without honorifics, articles and suffixes."""
    tokens = name_words(name)
    while tokens and (tokens[0] in HONORIFIC or tokens[0] == "the") and len(tokens) > 1:
        tokens.pop(0)
    core = [token for token in tokens if token not in SUFFIX]
    return tuple(core or tokens)


def name_words(text: str) -> list[str]:
    """Words as names are compared: folded, dots out of abbreviations, no possessive; "-isation" as "-ization", "co-op"
    as "coop".
    """
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.$", "", fold(text))
    return re.findall(r"[^\W_]+", re.sub(r"'s?\b", "", plain).replace("isation", "ization").replace("co-op", "coop"))


def acronym(name: str) -> str:
    return re.sub(r"[^\w]", "", name).removesuffix("s") if is_abbreviation(name) else name


def is_abbreviation(name: str) -> bool:
    bare = name.removesuffix("s").replace(".", "")
    return 2 <= len(bare) <= 12 and " " not in name and sum(c.isupper() for c in bare) * 2 > len(bare)


def shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of one name close the other, as a surname does, or are all but its last word.

    Fewer first words are another one's name: a party named for its country is not the country.
    """
    if not short or len(short) >= len(long) or len(" ".join(short)) < 3:
        return False
    return long[-len(short) :] == short or (long[: len(short)] == short and len(long) == len(short) + 1)
