"""Amounts of money in running text: where they stand, how much, and in which currency.

Three steps. Numbers are found (digits, number words, 億 and its like, 三百). What stands directly before and
behind each is read as currency and scale ("US$", "mln", "crore", "Canadian dlrs"). Last, the bounds of a
range lend each other what only one of them says ("$500-600 million"). A number without a currency is not
money. Currencies are codes of ISO 4217, those that the euro replaced among them. Every pattern is bounded
or free of nested repeats, so the time grows with the length of the text and with nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from summarizer.text.currencies import (
    CODES,
    COMMON_CODES,
    COUNTRIES,
    DOT_GROUPS,
    EUROPEAN_SCALES,
    HUNDREDTHS,
    NEVER_SHARED,
    SCALES,
    SIGNS,
    UNITS,
    WEAK,
    may_name_currency,
)
from summarizer.text.numerals import FIGURES, KANJI, SPOKEN, any_of, mantissa


@dataclass(frozen=True, slots=True)
class Money:
    """One amount: `text` is what stands at `start:end` of the text that was searched.

    `value` counts whole units (dollars, not millions or cents); None for "billions of dollars".
    `currency` is a code of ISO 4217; None when the text does not settle it ("500 francs").
    """

    text: str
    start: int
    end: int
    value: float | None
    currency: str | None


_LAST_BEFORE = frozenset(key[-1] for key in [*SIGNS, *CODES])  # a sign ends in one of these characters
_YEARS = (1900, 2100)
_WINDOW = 16  # characters before a number that may hold its sign: "U.S. $", a line break, an indentation
_SIGN = "".join(sign for sign in SIGNS if len(sign) == 1 and not sign.isalpha())
_SPACED = [unit for unit in UNITS if unit[0] < "\u3000" and unit != "¢"]  # of scripts with blanks between words
_LATER = [country for country in COUNTRIES if country.isalpha() and country.endswith("s") and len(country) > 5]
# A blank line separates, one line break does not. Possessive: there is one way to read white space.
_GAP = r"[^\S\n]{0,8}+(?:\n[^\S\n]{0,8}+)?+"
_JOIN = rf"{_GAP}[-\u2011]?+{_GAP}"
_BEFORE = re.compile(
    rf"(?:(?:(?<![A-Za-z])(?P<tag>[A-Za-z.]{{1,4}})(?P<blank>\s?))?(?P<sign>[{_SIGN}#])"
    rf"|(?<![A-Za-z])(?P<word>[A-Za-z]{{1,3}}\.?)){_GAP}\Z"
)
_PENCE = re.compile(r"p(?!\w|\.m|\s(?:video|hd|resolution|display|screen|stream))")
_SCALE = re.compile(
    rf"{_JOIN}(?:of\s)?(?P<scale>(?:{any_of(SCALES)})(?:[\s-](?:{any_of(SCALES)}))?)(?!\w)"
    r"(?:(?:(?<=mrd|mio|mia|mld|mln|тыс|млн|tys)|(?<=млрд|трлн))\.)?"
)
_UNIT = re.compile(
    rf"{_JOIN}(?P<link>of\s|de\s|di\s|d['’])?(?:(?P<owner>{any_of(COUNTRIES)})[\s-])?"
    rf"(?:(?P<word>{any_of(_SPACED)})(?P<plural>s?)(?!\w)"
    r"(?!\s(?:estate|court)|[\s-](?:zone|area|bloc|stores?)\b)"
    rf"(?:\s(?P<later>{any_of(_LATER)})(?!\w))?|(?P<cjk>{any_of(set(UNITS) - set(_SPACED))})"
    rf"|(?P<sign>(?<=\s)[{_SIGN}](?!\s?\d)|(?<!\s)[{_SIGN}](?!\d)))"
)
_LETTER = re.compile("[A-Za-z]")
_SPACE = re.compile(r"[\s-]")
_CODE = re.compile(rf"{_JOIN}([A-Z]{{3}})(?!\w|\s?\d)")
_WEIGHED = re.compile(  # what is sold by the pound
    r"\s(?:of\s)?(?:[a-z-]+\s){0,2}(?:copper|uranium|u3o8|zinc|nickel|cobalt|lithium|tin|lead|gold|silver|"
    r"antimony|aluminum|steel|coffee|cocoa|sugar|beef|pork|chicken|poultry|meat|cheese|cotton|wool|thrust)\b"
)
_RANGE = re.compile(rf"{_GAP}(?:(?P<dash>[-–—~〜])|(?<=\s)(?P<word>to|and|bis|à)(?=\s)){_GAP}")


class _Unit(NamedTuple):
    """A currency's sign, word or code beside a number, at `start:end`."""

    key: str
    currency: str | None
    start: int
    end: int
    foreign: bool = False  # joined with "de", "d'" or "di"

    @property
    def weak(self) -> bool:
        """Whether it is a currency only beside a large number."""
        return self.key in WEAK or (self.key in CODES and self.key not in COMMON_CODES)


@dataclass(slots=True)
class _Number:
    """A number with what stands around it; the value is `mantissa` times ten to the `power`."""

    start: int
    end: int
    mantissa: str | None
    power: int
    scaled: bool
    before: _Unit | None
    behind: _Unit | None

    @property
    def unit(self) -> _Unit | None:
        """Its currency: what stands behind says more ("$5 million Canadian dollars")."""
        return self.behind or self.before


def find_money(text: str) -> list[Money]:
    """Every amount of money in the text, in order; no two overlap."""
    if not may_name_currency(text):
        return []
    numbers = list(_Search(text).numbers())
    for lower, upper in pairwise(numbers):
        _share(lower, upper, text)
    return [_money(text, number) for number in numbers if number.unit]


def parse_money(phrase: str) -> Money | None:
    """The first amount of a short phrase; "500 million" counts here, with its currency None."""
    amounts = find_money(phrase)
    if amounts:
        return amounts[0]
    scaled = (number for number in _Search(phrase).numbers() if number.scaled and number.mantissa)
    return next((_money(phrase, number) for number in scaled), None)


def _money(text: str, number: _Number) -> Money:
    value = None if number.mantissa is None else float(f"{number.mantissa}e{number.power}")
    currency = number.unit.currency if number.unit else None
    return Money(text[number.start : number.end], number.start, number.end, value, currency)


class _Search:
    """One walk through one text; `done` is the end of what earlier numbers have taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = text.replace("İ", "I").lower()  # İ is the one letter that grows in lower case
        self.done = 0

    def numbers(self) -> Iterator[_Number]:
        """Every number with the currency and the scale beside it, in order."""
        figures = ((match.start(), match.end(), match) for match in FIGURES.finditer(self.folded))
        spoken = ((match.start(), match.end() - 1, match) for match in SPOKEN.finditer(f" {self.folded}"))
        kanji = ((match.start(), match.end(), match) for match in KANJI.finditer(self.folded))
        for start, end, match in sorted(chain(figures, spoken, kanji), key=itemgetter(0)):
            number = self._number(start, end, match) if start >= self.done else None
            if number:
                self.done = number.end
                yield number

    def _number(self, start: int, end: int, match: re.Match[str]) -> _Number | None:
        """One number with what stands beside it; None when it is part of a word or malformed."""
        lead = self.text[max(0, start - 2) : start] if match.re is FIGURES else ""
        if lead.endswith("/") and lead[0].isdigit():
            return None  # the 2 of "1/2"
        point = lead.endswith(".") and lead != ".." and not lead[0].isalnum()  # ".5 million"
        start -= point
        scale = _SCALE.match(self.folded, end)
        scales = _SPACE.split(scale["scale"]) if scale else []
        before, behind = self._before(start), self._behind(start, end, scale)
        if not before and _LETTER.match(self.text, start - 1, start):
            return None  # the 380 of "A380"
        if not scale and not behind and _LETTER.match(self.text, end):
            return None  # the 500 of "500km"
        if before and behind and not _agree(before, behind):
            behind = None  # "US$78 million euros": the sign stands closer
        unit = behind or before
        foreign = bool(
            behind and (behind.foreign or (scale and behind.key == "€"))
        ) or not EUROPEAN_SCALES.keys().isdisjoint(scales)
        dots = foreign or (not scale and unit is not None and unit.currency in DOT_GROUPS)
        number = mantissa(match, "." * point, "." * dots + "," * (not foreign))
        if number == "":
            return None
        cjk = match.re is KANJI or (match.re is FIGURES and bool(match["cjk"]))
        large = scale or cjk or (float(number or 0) >= 1000 and not match[0].isdecimal())
        if unit and unit.weak and not large:
            before = behind = unit = None
        power = sum(SCALES[word] for word in scales) - 2 * (unit is not None and unit.key in HUNDREDTHS)
        if scales == ["mil"] and before and before.key == "$":
            power = 6  # English headlines; a thousand in Spanish and Portuguese
        return _Number(
            start=before.start if before else start,
            end=behind.end if behind else scale.end("scale") if scale else end,
            mantissa=number,
            power=power,
            scaled=bool(scale) or cjk,
            before=before,
            behind=behind,
        )

    def _before(self, start: int) -> _Unit | None:
        """The currency sign or code before a number, with the letters that belong to it."""
        last = self.text[start - 1 : start]
        if last.isspace():
            last = self.text[start - 2 : start - 1]
        if last not in _LAST_BEFORE and not last.isspace():
            return None  # most numbers: spares the search
        found = _BEFORE.search(self.text, max(self.done, start - _WINDOW), start)
        if not found:
            return None
        tag, sign, word = found["tag"], found["sign"], found["word"]
        key, at = sign, found.start("sign")
        if word or tag in COMMON_CODES:
            key, at = word or tag, found.start()
        elif tag and tag + sign in SIGNS and (not found["blank"] or (len(tag) > 1 and tag.isupper())):
            key, at = tag + sign, found.start()
        if key in CODES or key in SIGNS:
            return _Unit(key, SIGNS.get(key, key), at, start)
        return None

    def _behind(self, start: int, end: int, scale: re.Match[str] | None) -> _Unit | None:
        """The currency word, sign or code behind a number or its scale."""
        if not scale and self.text[end - 1].isdigit() and _PENCE.match(self.folded, end):
            return _Unit("p", "GBP", end, end + 1)
        found = _UNIT.match(self.folded, scale.end() if scale else end)
        if not found:
            code = _CODE.match(self.text, scale.end() if scale else end)
            return _Unit(code[1], code[1], code.start(1), code.end()) if code and code[1] in CODES else None
        word = found["word"]
        if word == "pound" and (_WEIGHED.match(self.folded, found.end()) or not (found["plural"] or scale)):
            return None  # "two million pounds of copper", "a 200-pound man"
        if word == "mark" and not found["plural"] and self.folded.endswith("the ", 0, start):
            return None  # "passed the 10 million mark"
        key = word or found["cjk"] or found["sign"]
        currency, owner = UNITS.get(key, SIGNS.get(key)), found["owner"] or found["later"]
        if owner and currency not in NEVER_SHARED:
            currency = COUNTRIES[_SPACE.sub(" ", owner)]
        foreign = (found["link"] or "").startswith("d")
        return _Unit(key, currency, found.start(), found.end(), foreign)


def _agree(before: _Unit, behind: _Unit) -> bool:
    """Whether both name one currency, or the one behind says whose dollars they are."""
    return behind.key not in HUNDREDTHS and (before.key == "$" or before.currency == behind.currency)


def _share(lower: _Number, upper: _Number, text: str) -> None:
    """Gives the bounds of a range the currency and the scale that only one of them states."""
    between = _RANGE.fullmatch(text, lower.end, upper.start)
    if not between or not lower.mantissa or not upper.mantissa:
        return
    lead = text[max(0, lower.start - 9) : lower.start].lower().split()[-1:]
    if between["word"] == "and" and lead != ["between"]:
        return
    low, high, tight = float(lower.mantissa), float(upper.mantissa), len(between[0]) == 1
    if upper.behind and not upper.before and not lower.unit and (tight or between["word"]):
        # "rose in 2024 to 5 mln dlrs": a bare year is no bound
        lower.before = None if _YEARS[0] <= low <= _YEARS[1] and not lower.scaled else upper.behind
    elif lower.unit and not upper.unit:
        # "paid $5 million to 6 million people": two scales side by side need a "from"
        near = upper.scaled and (between["dash"] or not lower.scaled or lead in (["between"], ["from"]))
        upper.before = lower.unit if tight or near else None
    stated_alone = lower.scaled or lower.behind or low > high
    if lower.unit and upper.unit and lower.unit.currency == upper.unit.currency and not stated_alone:
        lower.power = upper.power
