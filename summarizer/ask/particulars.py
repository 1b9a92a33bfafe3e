"""The particulars of a deal as a small model is asked about them: sums, dates, documents, benefits.

Each is a short question of its own, about what code sees in the article where it can see it: sums, dates, documents.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import Field, create_model

from summarizer.article import Sentence
from summarizer.ask.forms import Form
from summarizer.ask.prompts import defused, section_question
from summarizer.ask.reading import Reading, stems
from summarizer.ask.wire import WireAnswer, wire_class, wire_named
from summarizer.model.request import Request
from summarizer.text.dates import DatePhrase, find_dates
from summarizer.text.money import Money, find_money, parse_money
from summarizer.text.papers import is_sealed, paper_kind, papers
from summarizer.text.speech import promises
from summarizer_schemas import Amount, Event, Fact

ANSWER_TOKENS = 250
"""Bound of a short answer; the longest in our articles has 90."""

MAX_SUMS = 10
"""Sums that the model is asked to explain, 25 tokens each; code lists the others."""

MAX_DATES = 6
"""Dates that the model is asked about, 30 tokens each; the sentences of the others tell what happens then."""

MAX_EVENTS = 16
"""Dates in all; the most in our articles is twelve."""

_TO_COME = re.compile(r"\b(?:will|would|shall|to be|due|expected|scheduled|planned|plans?|aims?)\b", re.I)

MAX_ENTRIES = 3
"""Documents, and things the deal is said to bring."""

SAME_BENEFIT = 0.7
"""Share of the shorter one's words from which two benefits are one told twice."""

SUMS = "What is each of these sums of money in the article: {}?"
DATES = "What happens on each of these dates in the article: {}?"

DOCUMENTS = "Which of these documents is the deal itself made in: {}?"
BENEFITS = (
    "What good is the deal said to bring? One short sentence for each thing the article says; an empty list for none."
)


async def amounts(reading: Reading, form: Form, price: str) -> list[dict[str, Any]]:
    """Each sum of money in the article; what the form says was paid is the price, and no other is.

    Where a company is bought, a form without a price means that none is told: asked sum by sum, the model takes a price
    for each share, a stake or the sales for it.
    """
    sums = _sums(reading.part)
    if not sums:
        return []
    amounts = await _each(reading, "amounts", SUMS, Amount, ("text", "what_for", "kind"), sums)
    paid = {(money.value, money.currency) for money in find_money(price)}
    for amount in amounts:
        money = parse_money(amount["text"])
        is_price = money is not None and (money.value, money.currency) in paid
        if is_price:
            amount["kind"] = "price"
        elif amount["kind"] == "price" and (paid or not form.priced):
            amount["kind"] = "other"
        amount["evidence"] = []
        told = next(each for each in reading.part if amount["text"] in " ".join(each.text.split()))
        amount["what_for"] = amount["what_for"] if reading.carries(told, amount["what_for"]) else ""
    return amounts


async def events(reading: Reading) -> list[dict[str, Any]]:
    """What happens on each date; in the words of the sentence with the date where the model's are others."""
    every = _dates(reading.part)
    dates = every[:MAX_DATES]
    if not dates:
        return []
    named = [f"{phrase.text} [{sentence.number}]" for phrase, sentence in dates]
    events = await _each(reading, "events", DATES, Event, ("date_text", "what", "status"), named)
    for event, (phrase, sentence) in zip(events, dates, strict=False):
        text = " ".join(sentence.text.split())
        event["what"] = event["what"] if reading.carries(sentence, event["what"]) else text
        event["date_text"], event["evidence"] = phrase.text, [sentence.number]
    return events + [
        {"date_text": phrase.text, "what": " ".join(sentence.text.split()), "status": _status(phrase, sentence),
         "evidence": [sentence.number]}
        for phrase, sentence in every[MAX_DATES:]
    ]  # fmt: skip


def _status(phrase: DatePhrase, sentence: Sentence) -> str:
    """Whether what a sentence tells of a date is to come, by its words before the date."""
    return "planned" if _TO_COME.search(defused(sentence.text).partition(phrase.text)[0]) else "happened"


async def documents(reading: Reading) -> list[dict[str, Any]]:
    """The documents the deal is made in, of those that the article speaks of.

    One that the article calls by more than a general word, and says has been signed or given, is one of them.
    """
    named = papers(" ".join(sentence.text for sentence in reading.part))[:MAX_ENTRIES]
    said = (
        named if len(named) < 2 else await listed(reading, "documents", DOCUMENTS.format("; ".join(named)), len(named))
    )
    made = [name for name in named if reading.english and " " in name and is_sealed(name, reading.texts)]
    written = [stems(name) for name in [*said, *made]]  # it writes "license" for "licence"
    chosen = [name for name in named if stems(name) in written]
    return [{"name": name, "kind": paper_kind(name), "evidence": []} for name in chosen]


async def benefits(reading: Reading) -> list[dict[str, Any]]:
    """What the deal is said to bring, where a sentence promises something; told once, as near as code can see.

    Asked without such a sentence, the model made up what a purchase usually brings.
    """
    promising = [each for each in reading.part if promises(each.text)] if reading.english else list(reading.part)
    said = await listed(reading, "benefits", BENEFITS, MAX_ENTRIES) if promising else []
    kept: list[str] = []
    for text in said:
        told = any(reading.carries(sentence, text) for sentence in promising)
        if told and not any(_overlap(stems(text), stems(other)) >= SAME_BENEFIT for other in kept):
            kept.append(text)
    return [{"text": text, "evidence": []} for text in kept]


def _overlap(one: set[str], two: set[str]) -> float:
    return len(one & two) / max(1, min(len(one), len(two)))


async def _each(
    reading: Reading, key: str, question: str, fact: type[Fact], fields: tuple[str, ...], values: Sequence[str]
) -> list[dict[str, Any]]:
    """An entry for each of some values, which stand in the first of the fields."""
    form = section_question(
        key, question.format("; ".join(values)), fact, many=True, only=fields, given=fields[0], cited=False
    )
    wire = wire_named(key, wire_class(fact, 0, only=fields, cited=False), fields[0], values)
    answer = await reading.metered.ask(Request(key, reading.messages(form), wire, reading.max_tokens))
    found: list[dict[str, Any]] = list(answer.value.model_dump()[key])
    return found


async def ask_shortly(reading: Reading, purpose: str, question: str, wire: type[WireAnswer]) -> dict[str, Any]:
    """The answer to a short question; what is complete of it where it ran over its bound."""
    answer = await reading.metered.ask(Request(purpose, reading.messages(question), wire, ANSWER_TOKENS))
    return answer.value.model_dump()


async def listed(reading: Reading, key: str, question: str, most: int) -> list[str]:
    """The answer to a question for a few names or sentences."""
    sketch = f'{question}\nAnswer in JSON on one line, like this: {{"{key}":["...","...","..."]}}'
    said: list[str] = (await ask_shortly(reading, key, sketch, wire_listing(key, most)))[key]
    return list(dict.fromkeys(said))


@cache
def wire_listing(key: str, most: int) -> type[WireAnswer]:
    bounded = Field(json_schema_extra={"maxItems": most})
    fields: dict[str, Any] = {key: (Annotated[list[str], bounded], ...)}
    wire: type[WireAnswer] = create_model("Listing", __base__=WireAnswer, **fields)
    return wire


def _sums(part: Sequence[Sentence]) -> list[str]:
    """The sums of money in the article, each value once, in its own words."""
    found: dict[tuple[float | None, str | None], Money] = {}
    for sentence in part:
        for money in find_money(" ".join(sentence.text.split())):
            if money.value is not None:
                found.setdefault((money.value, money.currency), money)
    return [money.text for money in found.values()][:MAX_SUMS]


def _dates(part: Sequence[Sentence]) -> list[tuple[DatePhrase, Sentence]]:
    """The dates in the article with their sentences, each phrase once."""
    found: dict[str, tuple[DatePhrase, Sentence]] = {}
    for sentence in part:
        for phrase in find_dates(defused(sentence.text)):
            found.setdefault(phrase.text.lower(), (phrase, sentence))
    return list(found.values())[:MAX_EVENTS]
