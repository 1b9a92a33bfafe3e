"""The deal as a small model is asked about it: its kind, then who does what on the form for that kind, then the rest.

Each question is short and has few fields, and what code already sees (the sums of money) it need not find.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import create_model

from summarizer.article import Sentence
from summarizer.ask.forms import GOODS, facts_of, form_of, goods_wire, price_of
from summarizer.ask.prompts import section_question
from summarizer.ask.reading import Found, Reading
from summarizer.ask.sections import Section
from summarizer.ask.wire import WireAnswer, named_entries, tuple_of, wire_class
from summarizer.model.request import Request
from summarizer.text.money import Money, find_money, parse_money
from summarizer_schemas import Amount, Deal

KIND_TOKENS = 40
"""Bound of the answer `{"kind":"...","status":"..."}`."""

FORM_TOKENS = 250
"""Bound of a filled form; the longest in our articles is 90."""

MAX_SUMS = 12
"""Sums that the model is asked to explain, 25 tokens each; code lists the others."""

SORT = frozenset({"kind", "status"})
ON_THE_FORM = frozenset({"parties", "items"})


async def ask_deal(reading: Reading, section: Section) -> Found:
    """The deal of one part of an article, in three or four questions."""
    part, metered = reading.part, reading.metered
    question = "What sort of deal does this article report, and how far has it come?"
    sort = Request(
        "kind of deal",
        reading.messages(section_question("", question, Deal, many=False, only=SORT, cited=False)),
        wire_class(Deal, reading.bound, only=SORT, cited=False),
        KIND_TOKENS,
    )
    sorted_as = (await metered.ask(sort)).value.model_dump()
    form = form_of(sorted_as["kind"])
    filled = (
        await metered.ask(Request("who does what", reading.messages(form.question), form.wire, FORM_TOKENS))
    ).value
    facts = facts_of(form, filled, part)
    if form.goods_apart:
        goods = (await metered.ask(Request("goods", reading.messages(GOODS), goods_wire(), FORM_TOKENS))).value
        facts["items"] = [{"name": name, "evidence": []} for name in goods.model_dump()["items"]]
    rest = await metered.ask(_rest(reading))
    told = rest.value.model_dump()
    told["amounts"] = _priced(told.get("amounts", []), price_of(form, filled))
    deal = {**told, **sorted_as, **facts}
    return Found([section.wire(reading.bound).model_validate(deal)], rest.complete)


def _rest(reading: Reading) -> Request[WireAnswer]:
    """The request for what is neither kind nor status nor on the form, with an entry for each sum of money."""
    sums = _sums(reading.part)
    left = frozenset(name for name in Deal.model_fields if sums or name != "amounts") - SORT - ON_THE_FORM
    question = section_question("", "Describe the deal that the article reports.", Deal, many=False, only=left)
    if sums:
        question += f"\nGive one entry in amounts for each of these sums, in this order: {'; '.join(sums)}."
    wire = _with_sums(wire_class(Deal, reading.bound, only=left), sums)
    return Request("deal", reading.messages(question), wire, reading.max_tokens)


def _sums(part: Sequence[Sentence]) -> list[str]:
    """The sums of money in the article, each value once, in its own words."""
    found: dict[tuple[float | None, str | None], Money] = {}
    for sentence in part:
        for money in find_money(" ".join(sentence.text.split())):
            if money.value is not None:
                found.setdefault((money.value, money.currency), money)
    return [money.text for money in found.values()][:MAX_SUMS]


def _with_sums(wire: type[WireAnswer], sums: Sequence[str]) -> type[WireAnswer]:
    """A wire class whose amounts are the given sums, one entry each."""
    if not sums:
        return wire
    amounts: Any = tuple_of(named_entries(wire_class(Amount, 0, cited=False), "text", sums))
    with_sums: type[WireAnswer] = create_model(wire.__name__, __base__=wire, amounts=(amounts, ...))
    return with_sums


def _priced(amounts: Sequence[dict[str, Any]], price: str) -> list[dict[str, Any]]:
    """The amounts, that of the form as the price and no other: asked sum by sum, the model finds too many prices."""
    paid = {(money.value, money.currency) for money in find_money(price)}
    priced = []
    for amount in amounts:
        money = parse_money(amount["text"])
        is_price = money is not None and (money.value, money.currency) in paid
        kind = "price" if is_price else "other" if amount["kind"] == "price" else amount["kind"]
        priced.append({**amount, "kind": kind, "evidence": []})
    return priced
