"""What code computes from a fact's literals: the value of a sum of money, the date of an event."""

import re
from collections.abc import Sequence
from datetime import date

from summarizer.check.index import ArticleIndex, Span
from summarizer.text.dates import find_dates, normalise_date, same_day, within
from summarizer.text.money import find_money, parse_money
from summarizer.text.prices import rate
from summarizer_schemas import Amount, Event, Fact, Item

_AHEAD = re.compile(r"\b(?:will|would|to be|due|expected|scheduled)\b", re.IGNORECASE)


def compute(fact: Fact, published: date | None, index: ArticleIndex) -> str | None:
    """Fill the computed fields of a fact that has any, in place.

    Args:
        fact: a fact whose literals were found in the article.
        index: the article.
        published: publication date, for "September" and "on Monday"; None when it is not known.

    Returns:
        why the fact cannot stand, if its literals are not what they should be.
    """
    if isinstance(fact, Amount):
        money = parse_money(fact.text)
        if money is None:
            return f"text “{fact.text}” is not a sum of money"
        fact.value, fact.currency = money.value, money.currency or index.currency(fact.text)
        if fact.kind == "price" and (unit := _rate(fact, index)):
            fact.kind, fact.what_for = "other", fact.what_for or unit
    elif isinstance(fact, Item):
        sums = find_money(fact.name)
        if sums and sums[0].text == fact.name:
            return f"name “{fact.name}” is a sum of money, not what it buys"
    elif isinstance(fact, Event):
        fact.date_text = fact.date_text or _only_date(fact, index)
        ahead = fact.status == "planned" or _is_ahead(fact, index)
        fact.date = normalise_date(fact.date_text, published, ahead=ahead) if fact.date_text else None
    return None


def _only_date(event: Event, index: ArticleIndex) -> str | None:
    """The date in the sentence that tells the event, if there is just one."""
    if len(event.evidence) != 1:
        return None
    phrases = find_dates(index.sentence(event.evidence[0].sentence).text)
    return " ".join(phrases[0].text.split()) if len(phrases) == 1 else None


def _is_ahead(event: Event, index: ArticleIndex) -> bool:
    """Whether an English sentence of the event speaks of what is to come before it comes to the date."""
    texts = (index.sentence(evidence.sentence).text for evidence in event.evidence)
    said = event.date_text or ""
    return bool(said) and any(said in text and _AHEAD.search(text.partition(said)[0]) for text in texts)


def _rate(amount: Amount, index: ArticleIndex) -> str:
    """The words that make a sum a rate where it first stands ("a share", "per tonne"); empty when it is none.

    The price of one share is not what the company costs.
    """
    for evidence in amount.evidence:
        sentence = index.sentence(evidence.sentence)
        quoted = index.article.text.find(amount.text, evidence.start, sentence.end)
        end = quoted + len(amount.text) if quoted >= 0 else evidence.end
        if found := rate(index.article.text[end : sentence.end]):
            return found
    return ""


def same_date(kind: type[Fact], literal: str, sentences: Sequence[int], index: ArticleIndex) -> list[Span]:
    """Where the article has the date of an `Event` in other words: "8 September 2025" for "September 8, 2025".

    A full date may stand anywhere. One that the model made more exact than the article is ("September 2023" for
    "September") has to stand in or beside the sentences cited.
    """
    if kind is not Event or not find_dates(literal):
        return []
    near = {number + step for number in sentences for step in (-1, 0, 1)}
    full, vague = [], []
    for sentence in index.sentences:
        for phrase in find_dates(sentence.text):
            span = Span(
                sentence.number, sentence.start + phrase.start, sentence.start + phrase.start + len(phrase.text)
            )
            if same_day(phrase.text, literal):
                full.append(span)
            elif sentence.number in near and within(phrase.text, literal):
                vague.append(span)
    return full or vague


def same_sum(kind: type[Fact], literal: str, index: ArticleIndex) -> list[Span]:
    """Where the article has the sum of an `Amount` in other words: "$500 million" for "USD 500 million"."""
    asked = parse_money(literal) if kind is Amount else None
    if asked is None or asked.value is None:
        return []
    return [
        span for money, span in index.money if money.value == asked.value and asked.currency in (None, money.currency)
    ]
