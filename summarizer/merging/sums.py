"""Sums of money of several articles: which agree, which are told of one thing and differ.

"$0.5bn" and "$500 million" agree, and so do a sum and the rounder figure it becomes; "about" and "more than" leave
room. What a sum is for is told by the words around it, since a model's word for its kind is often wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.merging.clusters import complete_link, strengths
from summarizer.merging.telling import Passage, Told
from summarizer.merging.words import likeness, telling
from summarizer.text.mentions import mentions
from summarizer.text.money import find_money, parse_money
from summarizer.text.names import name_key
from summarizer_schemas import Amount

ROUNDED = 0.01
"""How far a round figure may be from the exact one: 500 for 498.6. What is further off is another figure."""

ABOUT = 0.1
"""How far "about" reaches."""

BEYOND = 1.25
"""How far "more than" reaches, as a factor."""

LIKE = 0.2
"""Share of the telling words around two sums, and of what they are for, from which they are for one thing. In
`tests/deals` rivals have 0.27 and more; sums for other things are mostly parted by their kind before this counts."""

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
    r"^\W{0,3}(?:in cash )?(?:(?:a|an|per|each|every)\s+(?:share|year|month|week|day|tonne|barrel|ounce|unit|head|"
    r"person|customer|household|\w+)|apiece|each|annual|yearly|monthly)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(deposit|tranche|instal\w*|deferred|earn-?out|break-?up|penalt\w+|fines?|advance|rent\w*|fees?|dividend\w*|"
    r"salar\w+|bonus\w*|equity|enterprise|(?:in )?(?:shares|stock) and|"
    r"in cash (?:and|plus)|plus|tax\w*|saving\w*|subsid\w+|damages|debts?|stake)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last year|previous\w*|earlier|rejected|initial(?:ly)? (?:offer|bid|ask)\w*|originally|first offered|had "
    r"(?:sought|asked|offered|bid)|up from|down from|compared with|instead of|rather than|rival|years? ago)\b",
    re.IGNORECASE,
)
_KINDS = {
    "price": r"pay\w*|paid|pric\w+|buy\w*|bought|acqui\w+|purchas\w+|sell\w*|sold|sale|takeover|consideration",
    "valuation": r"valu(?:ed|es|ation)\w*|market capitali\w+|reserves|estimated (?:to be )?worth",
    "loan": r"loans?|lend\w*|lent|borrow\w*|credit|financ\w+|mortgage",
    "investment": r"invest\w*|spend\w*|spent|put (?:\w+ ){0,4}into|build(?:s|ing)?|expan\w+|moderni\w+",
    "revenue": r"revenues?|sales of|profits?|turnover|earn\w*|income|export revenue",
}
_CUES = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in _KINDS.items()), re.IGNORECASE)
_SCALE = re.compile(r"[\d.,]+|\b(?:hundred|thousand|million|billion|trillion|m|mn|bn|k)\b")
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
        vague = _ABOUT.search(self.before) or _ABOUT.search(re.split(r"[\d$€£¥]", self.amount.text)[0])
        if vague and vague["above"]:
            return value - half, value * BEYOND
        if vague and vague["below"]:
            return value / BEYOND, value + half
        if vague or _OR_SO.search(self.behind):
            half = max(half, ABOUT * value)
        return value - half, value + half

    @cached_property
    def kind(self) -> str:
        """What sort of sum it is: by the nearest word that tells, else what the model says."""
        clause = _CLAUSE.split(self.before)[-1]
        cues = [(len(clause) - cue.end(), cue.lastgroup) for cue in _CUES.finditer(clause)]
        behind = _CLAUSE.split(self.behind)[0]
        cues += [(cue.start() + 5, cue.lastgroup) for cue in _CUES.finditer(behind)]
        return min(cues)[1] or "other" if cues else self.amount.kind

    @cached_property
    def special(self) -> frozenset[str]:
        """What makes it a rate, a part or another deal's: only sums that are so alike are compared."""
        around = f"{self.before[-40:]} {self.behind[:40]} {self.amount.what_for}"
        marks = {word.casefold().rstrip("s") for word in _PART.findall(around)}
        if rate := _RATE.search(self.behind):
            marks.add(rate.group().split()[-1].casefold())
        if _PAST.search(f"{self.before} {self.behind} {self.amount.what_for}"):
            marks.add(f"past of {self.told.id}")  # comparable with nothing
        return frozenset(marks)

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
        return mentions([f"… {self.before}{passage.text[start:end]}{self.behind}"])


def agree(left: Sum, right: Sum) -> bool:
    """Whether two sums may be one figure, by value and currency alone."""
    first, second = left.amount, right.amount
    if first.value is None or second.value is None:
        return False
    if first.currency and second.currency and first.currency != second.currency:
        return False
    if left.bounds[0] <= second.value <= left.bounds[1] or right.bounds[0] <= first.value <= right.bounds[1]:
        return True
    low, high = sorted((first.value, second.value))
    return high - low <= ROUNDED * high and (_is_round(low, high) or _is_round(high, low))


def same_sums(sums: Sequence[Sum]) -> list[list[int]]:
    """The clusters of sums that are one figure for one thing."""
    pairs = ((a, b) for a in range(len(sums)) for b in range(a + 1, len(sums)))

    def strength(a: int, b: int) -> float | None:
        left, right = sums[a], sums[b]
        if left.amount.value is None or right.amount.value is None:
            same = left.amount.text.casefold() == right.amount.text.casefold()
            return 0.5 if same and left.article != right.article else None
        if left.amount.value == right.amount.value and left.amount.currency == right.amount.currency:
            return 2.0
        if left.article == right.article or not agree(left, right):
            return None
        return 1.0 if left.kind == right.kind or likeness(left.words, right.words) >= LIKE else None

    return complete_link(len(sums), strengths(pairs, strength))


def differ(left: Sum, right: Sum) -> bool:
    """Whether two sums are told of one thing and are not the same: known values in one currency, of one kind, both
    plain (which the words before them must tell), for the same thing, and no name beside the one that the other article
    does not have.
    """
    first, second = left.amount, right.amount
    if None in (first.value, second.value) or _unit(first) != _unit(second) or not _unit(first):
        return False
    if agree(left, right) or not (left.framed and right.framed):
        return False
    if left.kind != right.kind or left.kind == "other" or left.special != right.special:
        return False
    if _foreign(left, right) or _foreign(right, left):
        return False
    return likeness(left.words, right.words) >= LIKE


def precise(sums: Sequence[Sum]) -> Sum:
    """The sum that says most exactly how much."""
    return min(
        sums,
        key=lambda each: (
            each.amount.value is None,
            each.amount.currency is None,
            each.bounds[1] - each.bounds[0],
            each.amount.kind == "other",
            not each.amount.what_for,
        ),
    )


def _unit(amount: Amount) -> str:
    """The currency, or what the article calls it where that is several countries': "francs"."""
    return amount.currency or " ".join(_SCALE.sub(" ", amount.text.casefold()).split())


def _foreign(near: Sum, far: Sum) -> bool:
    """Whether a name beside the one sum is unknown to the other article, by its first word."""
    return any(not far.told.names(name_key(name)[:1]) for name in near.names)


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


def _is_round(rough: float, exact: float) -> bool:
    """Whether the one is what the other becomes when it is rounded to as many digits as it has."""
    digits = len(f"{rough:.0f}".rstrip("0")) or 1
    return float(f"{exact:.{digits - 1}e}") == rough
