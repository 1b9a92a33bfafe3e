"""What a summary is worth: one function for each kind of gold, and one that needs none.

    annotated      deal, stakeholders and controversies of an article annotated by hand
    acquisition    purchaser, seller, acquired and price of an acquisition story
    money          the sums in the annotated part of an article
    grounded       quotes and numbers against the text itself

Each takes one summary as parsed JSON and one gold entry (`sets.py` says what they look like) and gives the counts of
each figure. An article without a summary counts as one in which nothing was found.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.quality.counts import Counts, Figures, matched, share, total
from benchmarks.quality.matching import is_one_of, number, same_sum
from benchmarks.quality.sets import ArticleSet

Json = dict[str, Any]
Summaries = Mapping[str, Json]
"""Id of an article → its summary."""

NO_VIEW = {"neutral", "not stated"}
"""Stances that count as one: annotators do not agree on which of them it is."""

ABOUT = 2
"""Key words of a controversy that have to occur in its claim, topic and quotes, where no telling phrase is quoted."""

PURCHASER_ROLES = {"buyer", "investor"}
SELLER_ROLES = {"seller"}

NOT_PROSE = {"date", "currency", "kind", "role", "stance", "status"}
"""Fields whose digits code has computed, or that are chosen from a list."""

NOT_FACTS = {"evidence", "rejected", "article", "run"}


def score(summaries: Summaries, articles: ArticleSet) -> Figures:
    """All figures of a set, summed over its articles."""
    return total(score_each(summaries, articles).values())


def score_each(summaries: Summaries, articles: ArticleSet) -> dict[str, Figures]:
    """The figures of each article, by its id."""
    against_gold = KINDS.get(articles.kind or "")
    figures: dict[str, Figures] = {}
    for article in articles.articles:
        summary = summaries.get(article.id)
        figures[article.id] = against_gold(summary or {}, article.gold) if against_gold and article.gold else {}
        figures[article.id] |= grounded(summary, article.text)
    return figures


def annotated(summary: Json, gold: Json) -> Figures:
    """Figures against an annotation by hand."""
    return {
        **_deal(summary.get("deal") or {}, gold["deal"]),
        **_stakeholders(summary.get("stakeholders") or [], gold),
        **_controversies(summary.get("controversies") or [], gold["controversies"]),
    }


def _deal(deal: Json, gold: Json) -> Figures:
    dated = [event for event in gold["events"] if event["date"]]
    return {
        "deal.parties": matched(gold["parties"], _names(deal, "parties"), is_one_of),
        "deal.items": matched(gold["goods"], _names(deal, "items"), is_one_of),
        "deal.instruments": matched(gold["instruments"], _names(deal, "instruments"), is_one_of),
        "deal.amounts": matched(gold["amounts"], deal.get("amounts", []), _same_amount),
        "deal.event dates": matched(dated, [each for each in deal.get("events", []) if each.get("date")], _same_date),
    }


def _same_amount(amount: Json, gold: Json) -> bool:
    return amount.get("currency") == gold["currency"] and same_sum(amount.get("value"), gold["value"])


def _same_date(event: Json, gold: Json) -> bool:
    """A date is as precise as the gold's at least; one that is not a number ("September") is found in the text."""
    wanted: str = gold["date"]
    if wanted[0].isdigit():
        return str(event["date"]).startswith(wanted)
    return wanted.lower() in (event.get("date_text") or "").lower()


def _stakeholders(predicted: list[Json], gold: Json) -> Figures:
    wanted = gold["stakeholders"]
    pairs = [(each, found) for each in wanted if (found := _first(predicted, each["name"]))]
    bystanders = sum(_is_called(each, [name]) for each in predicted for name in gold["not_stakeholders"])
    return {
        "stakeholders": matched(wanted, predicted, lambda found, each: _is_called(found, each["name"])),
        "stakeholder kind": share(sum(found.get("kind") == each["kind"] for each, found in pairs), len(pairs)),
        "stakeholder stance": share(sum(_same_stance(found, each) for each, found in pairs), len(pairs)),
        "stakeholders not bystanders": share(max(0, len(predicted) - bystanders), len(predicted)),
    }


def _first(predicted: list[Json], names: list[str]) -> Json | None:
    return next((each for each in predicted if _is_called(each, names)), None)


def _is_called(stakeholder: Json, names: list[str]) -> bool:
    return any(is_one_of(name, names) for name in [stakeholder["name"], *stakeholder.get("aliases", [])])


def _same_stance(found: Json, gold: Json) -> bool:
    return found.get("stance") == gold["stance"] or {found.get("stance"), gold["stance"]} <= NO_VIEW


def _controversies(predicted: list[Json], gold: list[Json]) -> Figures:
    return {
        "controversies": matched(gold, predicted, _same_controversy),
        "responses": matched(
            [each for each in gold if each["response"]],
            [each for each in predicted if each.get("responses")],
            lambda found, each: any(_same_response(answer, each["response"]) for answer in found["responses"]),
        ),
    }


def _same_controversy(found: Json, gold: Json) -> bool:
    """The same critic, and a telling phrase of the gold in the quotes or enough of its key words anywhere."""
    if not any(is_one_of(name, gold["raised_by"]) for name in found.get("raised_by", [])):
        return False
    quoted = _quoted(found).lower()
    if any(phrase.lower() in quoted for phrase in gold["evidence"]):
        return True
    said = f"{found.get('claim', '')} {found.get('topic', '')} {quoted}".lower()
    return sum(word.lower() in said for word in gold["about"]) >= ABOUT


def _same_response(found: Json, gold: Json) -> bool:
    return is_one_of(found["by"], gold["by"]) or any(phrase in _quoted(found) for phrase in gold["evidence"])


def _quoted(fact: Json) -> str:
    return " ".join(place["quote"] for place in fact.get("evidence") or [])


def _names(deal: Json, field: str) -> list[str]:
    return [each["name"] for each in deal.get(field, [])]


def acquisition(summary: Json, gold: Json) -> Figures:
    """Figures of an acquisition story; each filler of a slot is a list of the names that are right."""
    deal = summary.get("deal") or {}
    parties = deal.get("parties", [])

    def with_role(roles: set[str]) -> list[str]:
        return [party["name"] for party in parties if party.get("role") in roles]

    prices = [amount for amount in deal.get("amounts", []) if amount.get("kind") == "price"]
    paid = [phrases for phrases in gold["dlramt"] if any(number(phrase) for phrase in phrases)]
    figures = {
        "purchaser": matched(gold["purchaser"], with_role(PURCHASER_ROLES), is_one_of),
        "seller": matched(gold["seller"], with_role(SELLER_ROLES), is_one_of),
        "acquired": matched(gold["acquired"], with_role({"target"}) or _names(deal, "items"), is_one_of),
        "price": matched(paid, prices, _is_price),
    }
    if not gold["dlramt"]:
        figures["no price where none is paid"] = share(int(not prices), 1)
    return figures


def _is_price(amount: Json, phrases: list[str]) -> bool:
    return any(same_sum(amount.get("value"), value) for phrase in phrases if (value := number(phrase)))


def money(summary: Json, gold: Json) -> Figures:
    """Sums whose evidence begins in the annotated part of the article, whatever their currency."""
    wanted = [value for each in gold["values"] if each["type"] == "MONEY" and (value := number(each["text"]))]
    amounts = (summary.get("deal") or {}).get("amounts", [])
    inside = [
        amount
        for amount in amounts
        if any(place["start"] < gold["annotated_until"] for place in amount.get("evidence", []))
    ]
    return {"money": matched(wanted, inside, lambda found, value: same_sum(found.get("value"), value))}


def grounded(summary: Json | None, source: str) -> Figures:
    """Whether every fact has evidence, every quote is exact, and every number stands in the article.

    Args:
        summary: None where there is none.
        source: the article as it was given; a published text may differ from it in white space and in how
            characters are composed.
    """
    figures: Figures = {}
    if summary:
        text = summary["article"].get("text") or source
        plain = _squeezed(source)
        digits = set(re.findall(r"\d+", source))
        figures = total(_grounded_fact(fact, text, plain, digits) for fact in facts(summary))
    return {**figures, "articles summarised": share(int(bool(summary)), 1)}


def _grounded_fact(fact: Json, text: str, plain: str, digits: set[str]) -> dict[str, Counts]:
    places = fact["evidence"]
    said = " ".join(value for key, value in fact.items() if isinstance(value, str) and key not in NOT_PROSE)
    numbers = re.findall(r"\d+", said)
    return {
        "facts with evidence": share(int(bool(places)), 1),
        "quotes exact": share(sum(_is_exact(place, text, plain) for place in places), len(places)),
        "numbers in the article": share(sum(each in digits for each in numbers), len(numbers)),
    }


def _is_exact(place: Json, text: str, plain: str) -> bool:
    quote: str = place["quote"]
    return text[place["start"] : place["end"]] == quote and bool(quote.strip()) and _squeezed(quote) in plain


def _squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def facts(node: Any) -> Iterator[Json]:
    """Every fact of a summary, wherever it stands; not what was rejected."""
    if isinstance(node, list):
        for each in node:
            yield from facts(each)
    elif isinstance(node, dict):
        if "evidence" in node:
            yield node
        for key, value in node.items():
            if key not in NOT_FACTS:
                yield from facts(value)


KINDS: dict[str, Callable[[Json, Json], Figures]] = {
    "annotated": annotated,
    "acquisition": acquisition,
    "money": money,
}
