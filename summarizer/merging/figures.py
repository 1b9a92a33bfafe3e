"""One article's sum of money with the words around it: what sort it is, how exact, and whether it is a rate or a part.

What a sum is for is told by the words around it, since a model's word for its kind is often wrong.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from summarizer.merging.telling import Passage, Told
from summarizer.merging.words import telling
from summarizer.text.mentions import mentions
from summarizer.text.money import find_money, parse_money
from summarizer_schemas import Amount

ABOUT = 0.1
"""How far "about" reaches."""

BEYOND = 1.25
"""How far "more than" reaches, as a factor."""

BEFORE, BEHIND = 70, 60
"""Characters around a sum that tell what it is for."""

_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|circa|an? estimated|estimated at|close to|in the region of|"
    r"(?P<below>nearly|almost|up to|as much as|less than|under|below|at most|just under|not quite)|"
    r"(?P<above>more than|over|at least|above|exceeding|upwards of|in excess of|just over))\s*(?:the |a )?$",
    re.IGNORECASE,
)
_OR_SO = re.compile(r"^\s*(?:or so|or more|or less|plus|-odd)\b", re.IGNORECASE)
_RATE = re.compile(
    r"^\W{0,3}(?:in cash )?(?:(?:a|an|per|each|every)\s+(?P<unit>\w+)|apiece|each|(?P<often>annual|year|month|quarter|"
    r"week|dai)(?:ly)?)\b",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(r"\b(annual|year|month|quarter|week|dai)(?:ly)?\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_OFTEN = {"annual": "year", "yearly": "year", "dai": "day"}
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\band\b|\bor\b)\s*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PART = re.compile(
    r"\b(deposit|tranche|instal\w*|deferred|earn-?out|break-?up|penalt\w+|fines?|advance|rent\w*|fees?|dividend\w*|"
    r"if|unless|salar\w+|bonus\w*|equity|enterprise|(?:in )?(?:shares|stock) and|"
    r"in cash (?:and|plus)|plus|now and|later|tax\w*|saving\w*|subsid\w+|damages|debts?|stake)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last year|previous\w*|earlier|rejected|initial(?:ly)? (?:offer|bid|ask)\w*|originally|first offered|had "
    r"(?:sought|asked|offered|bid)|up from|down from|compared with|instead of|rather than|rival|years? ago)\b",
    re.IGNORECASE,
)
_GUESSED = re.compile(r"\b(?:had expected|analysts?|hoped|could (?:fetch|reach)|asking price)\b", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:rais|increas|lift|improv|sweeten|cut|reduc|lower|up|down|r[io]se|fell)\w*\b[^.;]* from\s*(?:\w+ )?$",
    re.IGNORECASE,
)
_KINDS = {
    "price": r"pay\w*|paid|pric\w+|buy\w*|bought|acqui\w+|purchas\w+|sell\w*|sold|sale|takeover|consideration|"
    r"offer\w*|bids?|bidding",
    "valuation": r"valu(?:e|ed|es|ation)\w*|market capitali\w+|reserves|estimated (?:to be )?worth",
    "loan": r"loans?|lend\w*|lent|borrow\w*|credit|financ\w+|mortgage",
    "investment": r"invest\w*|spend\w*|spent|put (?:\w+ ){0,4}into|build(?:s|ing)?|expan\w+|moderni\w+",
    "revenue": r"revenues?|sales of|profits?|turnover|earn\w*|income|export revenue",
}
_CUES = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in _KINDS.items()), re.IGNORECASE)
_CLAUSE = re.compile(r"[;:—]|, (?:and|but|while|which)\b| (?:and|but|while) ")


@dataclass(frozen=True)
class Sum:
    """One article's sum, with the words around it."""

    article: int
    amount: Amount
    told: Told

    @cached_property
    def place(self) -> tuple[Passage, int, int]:
        """The passage in which it stands, and where there."""
        for each in self.amount.evidence:
            passage, start, end = self.told.around(each)
            if (at := passage.text.find(self.amount.text, start)) >= 0:
                return passage, at, at + len(self.amount.text)
            value = self.amount.value
            found = next((money for money in find_money(passage.text) if money.value == value), None)
            if found:
                return passage, found.start, found.end
        passage, start, end = self.told.around(self.amount.evidence[0])
        return passage, start, end

    @cached_property
    def before(self) -> str:
        """The words before it, whole ones."""
        passage, start, _ = self.place
        first = max(0, start - BEFORE)
        while 0 < first < start and passage.text[first - 1].isalnum() and passage.text[first].isalnum():
            first += 1
        return passage.text[first:start]

    @property
    def framed(self) -> bool:
        """Whether the words before it are known, which may say "about" or "more than"."""
        return bool(self.told.summary.article.text) or self.place[1] > 0

    @cached_property
    def behind(self) -> str:
        """The words behind it, whole ones."""
        passage, _, end = self.place
        last = min(len(passage.text), end + BEHIND)
        while end < last < len(passage.text) and passage.text[last - 1].isalnum() and passage.text[last].isalnum():
            last -= 1
        return passage.text[end:last]

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """From where to where it may be, by its digits and the words before it; a value is known."""
        value = self.amount.value or 0.0
        half = _half_unit(self.amount.text, value)
        if span := self._range():
            return span[0] - half, span[1] + half
        vague = _ABOUT.search(self.before) or _ABOUT.search(re.split(r"[\d$€£¥]", self.amount.text)[0])
        if vague and vague["above"]:
            return value - half, value * BEYOND
        if vague and vague["below"]:
            return value / BEYOND, value + half
        if vague or _OR_SO.search(self.behind):
            half = max(half, ABOUT * value)
        return value - half, value + half

    def _range(self) -> tuple[float, float] | None:
        """The ends of the range that it is an end of: "between 400 and 450 million euros"."""
        passage, start, end = self.place
        found = [each for each in find_money(passage.text) if each.value is not None]
        for low, high in pairwise(found):
            if not _RANGE.fullmatch(passage.text[low.end : high.start]) or not (low.start < end and start < high.end):
                continue
            pair = "and" not in passage.text[low.end : high.start] or _BETWEEN.search(passage.text[: low.start])
            if pair and low.value is not None and high.value is not None and low.value < high.value:
                return low.value, high.value
        return None

    @cached_property
    def kind(self) -> str:
        """What sort of sum it is: what the model says, unless the words near by tell of other sorts only."""
        clause = _CLAUSE.split(self.before)[-1]
        cues = [(len(clause) - cue.end(), cue.lastgroup) for cue in _CUES.finditer(clause)]
        behind = _CLAUSE.split(self.behind)[0]
        cues += [(cue.start() + 5, cue.lastgroup) for cue in _CUES.finditer(behind)]
        if not cues or any(kind == self.amount.kind for _, kind in cues):
            return self.amount.kind
        return min(cues)[1] or "other"

    @property
    def principal(self) -> bool:
        """Whether it is of the kind that the deal is about: its price, or the sum lent."""
        deal = self.told.summary.deal
        return self.kind == "price" or (self.kind == "loan" and deal is not None and deal.kind == "loan")

    @cached_property
    def special(self) -> frozenset[str]:
        """What makes it a rate, a part or another deal's: only sums that are so alike are compared."""
        around = f"{self.before[-40:]} {self.behind[:40]} {self.amount.what_for}"
        marks = {word.casefold().rstrip("s") for word in _PART.findall(around)}
        marks |= self._rates()
        if self.kind in ("revenue", "valuation"):
            marks |= set(_YEAR.findall(f"{self.before} {self.behind} {self.amount.what_for}"))
        told = f"{self.before} {self.behind} {self.amount.what_for}"
        if _PAST.search(told) or _GUESSED.search(told) or _FROM.search(self.before):
            marks.add(f"past of {self.told.id}")  # comparable with nothing
        return frozenset(marks)

    def _rates(self) -> set[str]:
        """What it is paid by: a share, a year."""
        behind, before = _RATE.search(self.behind), _RATE_BEFORE.search(self.before)
        found = [behind["unit"] or behind["often"] or "each"] if behind else []
        found += [before[1]] if before else []
        return {_OFTEN.get(each.casefold(), each.casefold()) for each in found}

    @cached_property
    def words(self) -> frozenset[str]:
        """What it is for."""
        around = telling(f"{self.before} {self.behind} {self.amount.what_for}")
        cues = {
            each for word in _CUES.findall(f"{self.before} {self.behind}") for part in word for each in telling(part)
        }
        return frozenset(each for each in around - cues if not each[0].isdigit()) - telling("million billion trillion")

    @cached_property
    def names(self) -> list[str]:
        """The names beside it."""
        passage, start, end = self.place
        own = passage.text[start:end]  # "EUR 5m" is no name
        return [name for name in mentions([f"… {self.before}{own}{self.behind}"]) if name not in own]


def _half_unit(text: str, value: float) -> float:
    """Half a unit of the last digit that a sum states: 0.05 billion for "$0.5bn", half a million for "$420 million"."""
    money = parse_money(text)
    digits = re.search(r"\d[\d.,]*\d|\d", money.text if money else text)
    if not digits or not value:
        return 0.05 * value  # "half a billion"
    number = digits.group()
    tail = re.search(r"\.(\d+)$", number)
    decimals = len(tail[1]) if tail and not (len(tail[1]) == 3 and "," not in number and value >= 1000) else 0
    plain = float(re.sub(r"[^\d]", "", number)) / float(10**decimals)
    if not plain:
        return 0.0
    return 0.5 * value / plain / float(10**decimals)
