"""Which names in an article are the same one: abbreviations, surnames, short forms, spellings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from summarizer.check.fold import fold
from summarizer.check.index import ArticleIndex

_BRACKETED = re.compile(r"\(\s*[\"'“‘]?([A-Z][\w.&-]{1,11})[\"'”’]?\s*\)")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’&-]*")
_SMALL = frozenset("of the and for de la du des di da del der van von y e et und al el".split())
_SUFFIX = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc ag sa se nv bv ab asa oyj spa srl gmbh "
    "kg pty bhd pte kk holding holdings group".split()
)
_HONORIFIC = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady president minister chairman chief senator governor ceo".split()
)

MAX_EXPANSION = 10
"""Words before a bracket in which the long form of an abbreviation is looked for."""


@dataclass(slots=True)
class Names:
    """The names of one article; `canonical` gives the longest form, `aliases` the others the article uses."""

    index: ArticleIndex
    long_forms: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.long_forms = dict(_abbreviations(self.index.article.text))

    def same(self, left: str, right: str) -> bool:
        """Whether two names are the same one in this article: spelling, company suffixes, honorifics and
        articles aside, or one the abbreviation of the other.
        """
        keys = _key(left), _key(right)
        if keys[0] == keys[1]:
            return True
        return _key(self.long_form(left)) == _key(self.long_form(right))

    def long_form(self, name: str) -> str:
        """What an abbreviation stands for, where the article says so; else the name itself."""
        return self.long_forms.get(_acronym(name), name)

    def same_one(self, left: str, right: str, known: Iterable[str]) -> bool:
        """`same`, or one the short form of the other ("Kirk" for "Anna Kirk", "Vale" for "Vale Energy") when no
        other known name has that short form too.
        """
        if self.same(left, right):
            return True
        short, long = sorted((_key(left), _key(right)), key=len)
        if not _shortens(short, long) or any(map(self._is_known_abbreviation, (left, right))):
            return False
        candidates = {_key(name) for name in known}
        return sum(_shortens(short, other) for other in candidates | {long} if other != short) == 1

    def _is_known_abbreviation(self, name: str) -> bool:
        return _acronym(name) in self.long_forms

    def is_person(self, name: str) -> bool:
        """Whether the article calls this one by the last of several words alone, as it does with a surname.

        Organisations are called by their first words or by an abbreviation.
        """
        first, _, last = name.rpartition(" ")
        if not first or not last[:1].isupper() or _key(name)[-1:] == () or last.casefold() in _SUFFIX:
            return False
        alone = re.findall(rf"(?<![\w-])(\S+\s+)?{re.escape(last)}(?![\w-])", self.index.article.text)
        return any(not before[:1].isupper() or before.strip(". ").casefold() in _HONORIFIC for before in alone)

    def aliases(self, name: str) -> list[str]:
        """The abbreviation or long form that the article gives beside a name."""
        key = _key(name)
        short = [abbreviation for abbreviation, long in self.long_forms.items() if _key(long) == key]
        long = self.long_forms.get(_acronym(name))
        return [each for each in [*short, *([long] if long else [])] if _key(each) != key]


def _abbreviations(text: str) -> Iterable[tuple[str, str]]:
    """Pairs such as ("FWO", "Frontier Works Organisation") for each "Long Form (ABC)" in a text."""
    for bracket in _BRACKETED.finditer(text):
        short = bracket.group(1)
        before = text[max(0, bracket.start() - 160) : bracket.start()].split()[-MAX_EXPANSION:]
        long = _expansion(short, before)
        if long:
            yield _acronym(short), long


def _expansion(short: str, before: list[str]) -> str | None:
    """The shortest run of words at the end of `before` whose initials spell the abbreviation."""
    letters = [c for c in short.casefold() if c.isalnum()]
    if len(letters) > 1 and short[-1] == "s" and short[:-1].isupper():
        letters.pop()
    for start in range(len(before) - 1, -1, -1):
        run = before[start:]
        if not run[0][:1].isupper() and run[0].casefold() not in letters:
            continue
        if _spells(letters, run):
            return " ".join(run).strip(" ,;“”\"'")
    return None


def _spells(letters: list[str], run: list[str]) -> bool:
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
        elif part.casefold() not in _SMALL or not position:
            return False
    return at == len(letters)


def _key(name: str) -> tuple[str, ...]:
    """The words that tell a name: folded, dots out of abbreviations, without honorifics, articles and suffixes."""
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.$", "", fold(name))
    tokens = re.findall(r"[^\W_]+", re.sub(r"'s?\b", "", plain).replace("isation", "ization"))
    while tokens and (tokens[0] in _HONORIFIC or tokens[0] == "the") and len(tokens) > 1:
        tokens.pop(0)
    core = [token for token in tokens if token not in _SUFFIX]
    return tuple(core or tokens)


def _acronym(name: str) -> str:
    return re.sub(r"[^\w]", "", name).removesuffix("s") if _is_abbreviation(name) else name


def _is_abbreviation(name: str) -> bool:
    bare = name.removesuffix("s").replace(".", "")
    return 2 <= len(bare) <= 12 and " " not in name and sum(c.isupper() for c in bare) * 2 > len(bare)


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of one name close the other, as a surname does, or are all but its last word.

    Fewer first words are another one's name: a party named for its country is not the country.
    """
    if not short or len(short) >= len(long) or len(" ".join(short)) < 3:
        return False
    return long[-len(short) :] == short or (long[: len(short)] == short and len(long) == len(short) + 1)
