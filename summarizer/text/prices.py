"""Which sum in an article is the price: the whole sum that is paid for what is bought.

A small model takes the price of one share for it, sales, or a debt that is taken over. The words around a sum tell
them apart where they are English; in other languages they say nothing.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.text.money import Money, find_money

_RATE = re.compile(
    r"(?: in cash)?[ -](?:(?:per|an?|each|apiece)\b|for each\b)(?:[ -]\w+)?|(?: \w+){0,5} for (?:each|every)\b",
    re.IGNORECASE,
)
_ABOUT = (
    r"(?:(?:about|around|some|roughly|approximately|over|more than|nearly|almost|up to|at least|an?|estimated|total|"
    r"aggregate|of|as much as|less than|only|just)\s+)*"
)
_TRADE = re.compile(
    r"\b(?:buy|bought|acqui|purchas|takeover|tak(?:e|es|ing) |took |sell|sold|sale\b|divest|dispos|deal\b|transaction|"
    r"merge|offer|bid\b|stake|swap|invest|tender|exchange)",
    re.IGNORECASE,
)
_PAID = re.compile(
    rf"\b(?P<cue>for|pa(?:id|y|ys|ying)|price (?:of|is|was|will be|includes?)|worth|valued? at|value of|total of|"
    rf"totall?ing|consideration (?:of|is)|at)\s+{_ABOUT}$",
    re.IGNORECASE,
)
_IN_ALL = re.compile(rf"\b(?:share|each|apiece|unit)\)?,? or {_ABOUT}$", re.IGNORECASE)
"""The whole sum behind that for one: "3.28 dollars a share, or 16.5 million dollars"."""
_ITS_DEAL = re.compile(
    r"[- ](?:(?:cash|stock|all-cash|all-stock|friendly|hostile|leveraged|proposed|tender)[- ])*"
    r"(?:deal|transaction|takeover|acquisition|purchase|merger|bid|offer|buyout|buy-out|sale|investment)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:revenues?|sales|turnover|profits?|earn\w*|income|loss(?:es)?|debts?|debentures?|loans?|notes?|dividends?|gains?|"
    r"assets|deposits|backlog|capital|equity|liabilit\w+|charges?|fees?|reserves|net worth|book value|financ\w+|"
    r"fund(?:s|ing)|borrow\w*|budgets?|portfolio)\b",
    re.IGNORECASE,
)
"""What else a sum beside these words may be."""
_EARLIER = re.compile(
    r"\b(?:last year|years? ago|separately|in (?:19|20)\d\d|(?:previous|earlier|rejected) (?:offer|bid)|rejected)\b",
    re.IGNORECASE,
)
_THE_DEAL = re.compile(
    r"\b(?:the|this|its) (?:\w+ )?(?:deal|transaction|offer|merger|acquisition|purchase|sale|takeover|price|bid)\b",
    re.IGNORECASE,
)

OPENING = 3
"""Sentences at the beginning that are about the deal the article reports, whatever they name."""


def rate(behind: str) -> str:
    """The words behind a sum that make it one for a part ("a share", "per tonne"); empty when there are none.

    The price of one share is not what the company costs.
    """
    found = _RATE.match(behind)
    return " ".join(found[0].strip(" -").replace("-", " ").split()) if found else ""


def price_told(sentences: Sequence[str], bought: str = "") -> Money | None:
    """The sum that the article's words say is paid for what is bought; None where they say none.

    Args:
        sentences: the article's sentences, blanks folded.
        bought: what is bought, to tell this deal from others further down.
    """
    names = {word.casefold() for word in re.findall(r"\w{3,}", bought) if word[:1].isupper()}
    best: tuple[int, Money] | None = None
    for at, sentence in enumerate(sentences):
        here = at < OPENING or _THE_DEAL.search(sentence) or names & {*re.findall(r"\w+", sentence.casefold())}
        if not here or _EARLIER.search(sentence):
            continue
        for plain, money in _paid(sentence):
            if best is None or plain > best[0]:
                best = plain, money
    return best[1] if best else None


def _paid(sentence: str) -> Iterator[tuple[int, Money]]:
    """The sums of a sentence that are paid, with how plainly it says so."""
    for money in find_money(sentence):
        before, behind = sentence[: money.start], sentence[money.end :]
        beside = " ".join(re.split(r"[,;.]", behind)[0].split()[:3])
        if money.value is None or rate(behind) or _OTHERWISE.search(beside):
            continue
        cue = _PAID.search(before)
        if _IN_ALL.search(before):
            yield 4, money
        elif _ITS_DEAL.match(behind) or (cue and cue["cue"].startswith("pa") and behind.startswith(" for")):
            yield 3, money
        elif cue and not _OTHERWISE.search(" ".join(before[: cue.start()].split()[-1:])):
            if _TRADE.search(before):
                yield 2, money
            elif cue["cue"].startswith("pa"):
                yield 1, money
