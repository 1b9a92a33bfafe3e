"""The deal as a small model is asked about it, in short questions with few fields each.

1. what kind of deal it is, and how far it has come
2. who does what, on the form for that kind
3. what changes hands, where that is not on the form
4. what each sum of money is that code sees in the article
5. what happens on each date that code sees in the article
6. which documents the deal is made in, and what it is said to bring

In one question with all fields the model tires: it copied the descriptions of the last fields as their values.
"""

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import Field, create_model

from summarizer.article import Sentence
from summarizer.ask.forms import Form, facts_of, form_of, price_of, put_right
from summarizer.ask.prompts import defused, section_question
from summarizer.ask.reading import Found, Reading, stems
from summarizer.ask.sections import Section
from summarizer.ask.wire import WireAnswer, wire_class, wire_named
from summarizer.model.request import Request
from summarizer.text.dates import DatePhrase, find_dates
from summarizer.text.money import Money, find_money, parse_money
from summarizer.text.papers import paper_kind, papers
from summarizer.text.prices import price_told
from summarizer.text.speech import promises
from summarizer.text.stages import stage_told
from summarizer.text.trades import covered, hands_over, sells_part
from summarizer_schemas import Amount, Deal, Event, Fact

ANSWER_TOKENS = 250
"""Bound of a short answer; the longest in our articles has 90."""

MAX_SUMS = 10
"""Sums that the model is asked to explain, 25 tokens each; code lists the others."""

MAX_DATES = 6
"""Dates that the model is asked about, 30 tokens each."""

MAX_ENTRIES = 3
"""Documents, and things the deal is said to bring."""

SAME_BENEFIT = 0.7
"""Share of the shorter one's words from which two benefits are one told twice."""

MAX_GOODS = 8
"""Things that change hands; the most in our articles is four."""

SORT = ("kind", "status")
QUESTION = "What sort of deal does this article report, and how far has it come?"

GOODS = (
    "What exactly is delivered, sold or handed over in this deal? "
    "List every single product, material or asset that the article names."
)
"""As a blank of the form it was filled with the general term ("rare earth minerals") for the four materials that the
article names."""

SUMS = "What is each of these sums of money in the article: {}?"
DATES = "What happens on each of these dates in the article: {}?"

DOCUMENTS = "Which of these documents is the deal itself made in: {}?"
BENEFITS = (
    "What good is the deal said to bring? One short sentence for each thing the article says; an empty list for none."
)


async def ask_deal(reading: Reading, section: Section) -> Found:
    """The deal of one part of an article."""
    sorted_as = await _ask(
        reading, "kind of deal", _of_deal(QUESTION, SORT), wire_class(Deal, 0, only=SORT, cited=False)
    )
    if reading.english:
        sorted_as |= _sort_told(reading)
    form = form_of(sorted_as["kind"])
    filled = await _ask(reading, "who does what", form.question, form.wire)
    if reading.english:
        filled = put_right(form, filled, reading.texts)
    facts = facts_of(form, filled, reading.part)
    if form.goods_apart:
        facts["items"] = [{"name": name, "evidence": []} for name in await _goods(reading)]
    if reading.english and not form.goods_apart:
        facts["items"] += [{"name": name, "evidence": []} for name in covered(reading.texts)]
    amounts = await _amounts(reading, form, _price(reading, form, filled))
    events = await _events(reading)
    documents = await _documents(reading)
    benefits = await _benefits(reading)
    deal = {
        **sorted_as,
        **facts,
        "amounts": amounts,
        "events": events,
        "instruments": [{"name": name, "kind": paper_kind(name), "evidence": []} for name in documents],
        "benefits": [{"text": text, "evidence": []} for text in benefits],
        "evidence": facts["parties"][0]["evidence"] if facts["parties"] else [],
    }
    return Found([section.complete(deal, reading.bound)])


def _sort_told(reading: Reading) -> dict[str, str]:
    """The kind of the deal and its status as far as the article's words leave no doubt.

    Of 60 acquisition stories the opening told the status of 45, and of none a wrong one.
    """
    told = {"kind": "acquisition"} if sells_part(reading.texts) else {}
    opens = reading.part[0].number == 1
    stage = stage_told(reading.texts) if opens else None
    return told | ({"status": stage} if stage else {})


async def _ask(reading: Reading, purpose: str, question: str, wire: type[WireAnswer]) -> dict[str, Any]:
    """The answer to a short question; what is complete of it where it ran over its bound."""
    answer = await reading.metered.ask(Request(purpose, reading.messages(question), wire, ANSWER_TOKENS))
    return answer.value.model_dump()


async def _list(reading: Reading, key: str, question: str, most: int) -> list[str]:
    """The answer to a question for a few names or sentences."""
    sketch = f'{question}\nAnswer in JSON on one line, like this: {{"{key}":["...","...","..."]}}'
    said: list[str] = (await _ask(reading, key, sketch, _listing(key, most)))[key]
    return list(dict.fromkeys(said))


def _price(reading: Reading, form: Form, filled: dict[str, Any]) -> str:
    """What is paid, in the article's words: as its sentences say it; by the form where nobody can read them.

    Of eleven prices in 39 purchases the form had eight right and nine wrong, the sentences eleven and six.
    """
    said = price_of(form, filled)
    if not reading.english:
        return said
    bought = next((value for blank, value in form.values(filled) if blank.role == "target"), "")
    told = price_told(reading.texts, bought)
    return told.text if told else said if form.goods_apart else ""


async def _goods(reading: Reading) -> list[str]:
    """What changes hands; nothing that only sentences about other things name, such as what a buyer will build.

    Of 21 things in four articles 16 were right; of the five others this turns away four.
    """
    said = map(reading.longest_run, await _list(reading, "items", GOODS, MAX_GOODS))
    if not reading.english:
        return list(said)
    texts = [text.casefold() for text in reading.texts if hands_over(text)]
    return [name for name in said if any(name.casefold() in text for text in texts)]


async def _amounts(reading: Reading, form: Form, price: str) -> list[dict[str, Any]]:
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
        elif amount["kind"] == "price" and (paid or not form.goods_apart):
            amount["kind"] = "other"
        amount["evidence"] = []
        told = next(each for each in reading.part if amount["text"] in " ".join(each.text.split()))
        amount["what_for"] = amount["what_for"] if reading.carries(told, amount["what_for"]) else ""
    return amounts


async def _events(reading: Reading) -> list[dict[str, Any]]:
    """What happens on each date; in the words of the sentence with the date where the model's are others."""
    dates = _dates(reading.part)
    if not dates:
        return []
    named = [f"{phrase.text} [{sentence.number}]" for phrase, sentence in dates]
    events = await _each(reading, "events", DATES, Event, ("date_text", "what", "status"), named)
    for event, (phrase, sentence) in zip(events, dates, strict=False):
        text = " ".join(sentence.text.split())
        event["what"] = event["what"] if reading.carries(sentence, event["what"]) else text
        event["date_text"], event["evidence"] = phrase.text, [sentence.number]
    return events


async def _documents(reading: Reading) -> list[str]:
    """The documents the deal is made in, of those that the article speaks of."""
    named = papers(" ".join(sentence.text for sentence in reading.part))[:MAX_ENTRIES]
    if len(named) < 2:
        return named
    said = await _list(reading, "documents", DOCUMENTS.format("; ".join(named)), len(named))
    return [name for name in named if stems(name) in map(stems, said)]  # it writes "license" for "licence"


async def _benefits(reading: Reading) -> list[str]:
    """What the deal is said to bring, where a sentence promises something; told once, as near as code can see.

    Asked without such a sentence, the model made up what a purchase usually brings.
    """
    promising = [each for each in reading.part if promises(each.text)] if reading.english else list(reading.part)
    said = await _list(reading, "benefits", BENEFITS, MAX_ENTRIES) if promising else []
    kept: list[str] = []
    for text in said:
        told = any(reading.carries(sentence, text) for sentence in promising)
        if told and not any(_overlap(stems(text), stems(other)) >= SAME_BENEFIT for other in kept):
            kept.append(text)
    return kept


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


def _of_deal(question: str, only: tuple[str, ...]) -> str:
    return section_question("", question, Deal, many=False, only=only, cited=False)


@cache
def _listing(key: str, most: int) -> type[WireAnswer]:
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
    return list(found.values())[:MAX_DATES]
