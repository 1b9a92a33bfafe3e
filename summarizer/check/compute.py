"""What code computes from a fact's literals: the value of a sum of money, the date of an event."""

from datetime import date

from summarizer.check.index import ArticleIndex, Span
from summarizer.text.dates import normalise_date
from summarizer.text.money import find_money, parse_money
from summarizer_schemas import Amount, Event, Fact, Item


def compute(fact: Fact, published: date | None) -> str | None:
    """Fill the computed fields of a fact that has any, in place.

    Args:
        fact: a fact whose literals were found in the article.
        published: publication date, for "September" and "on Monday"; None when it is not known.

    Returns:
        why the fact cannot stand, if its literals are not what they should be.
    """
    if isinstance(fact, Amount):
        money = parse_money(fact.text)
        if money is None:
            return f"text “{fact.text}” is not a sum of money"
        fact.value, fact.currency = money.value, money.currency
    elif isinstance(fact, Item):
        sums = find_money(fact.name)
        if sums and sums[0].text == fact.name:
            return f"name “{fact.name}” is a sum of money, not what it buys"
    elif isinstance(fact, Event) and fact.date_text:
        fact.date = normalise_date(fact.date_text, published)
    return None


def same_sum(kind: type[Fact], literal: str, index: ArticleIndex) -> list[Span]:
    """Where the article has the sum of an `Amount` in other words: "$500 million" for "USD 500 million"."""
    asked = parse_money(literal) if kind is Amount else None
    if asked is None or asked.value is None:
        return []
    return [
        span for money, span in index.money if money.value == asked.value and asked.currency in (None, money.currency)
    ]
