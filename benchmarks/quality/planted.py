"""Planted facts: one sum or one party's name is changed everywhere in an article, and the summary has to follow.

A model that has read about a deal before may answer from memory. Articles take turns: a sum in one, a name in the
next; where one cannot be changed consistently, the other is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from benchmarks.quality.matching import number, same_sum
from benchmarks.quality.outputs import said
from benchmarks.quality.sets import ArticleSet, SetArticle
from summarizer.text.mentions import mentions
from summarizer.text.money import Money, find_money

Json = dict[str, Any]
Outcome = Literal["followed", "kept the old", "says neither"]

NAMES = ("Velmora", "Quandrix", "Tessolan", "Ombrevale", "Pellaworth", "Zarnhild", "Corvantine", "Hespalar")
"""Names that nobody has, to take turns."""

FACTORS = (1.7, 2.3, 0.6, 3.1, 1.3)
"""By which a sum is changed: the first that gives digits the article does not have."""

LEAST_LETTERS = 4
"""Shorter words of a name are initials, or parts of other words."""


@dataclass(frozen=True)
class Planted:
    """A changed article.

    Attributes:
        article: with the change; its id says which article it was and what is changed.
        old, new: the words, or for a sum the phrase.
        old_value, new_value: of a sum; None for a name.
    """

    article: SetArticle
    old: str
    new: str
    old_value: float | None = None
    new_value: float | None = None


def plant(articles: ArticleSet, count: int | None = None) -> list[Planted]:
    """Changed articles, one for each of the set in which anything can be changed, at most so many."""
    changed: list[Planted] = []
    for article in articles.articles:
        if count is not None and len(changed) == count:
            break
        ways = [plant_sum(article), plant_name(article, NAMES[len(changed) % len(NAMES)])]
        if found := next((way for way in (ways if len(changed) % 2 == 0 else ways[::-1]) if way), None):
            changed.append(found)
    return changed


def plant_sum(article: SetArticle) -> Planted | None:
    """The article with another sum in the place of the largest that a summary should name.

    Which those are says the gold; without gold it may be any.
    """
    sums = [each for each in find_money(article.text) if each.value and re.search(r"\d", each.text)]
    named = _sums(article.gold) if article.gold else [each.value or 0.0 for each in sums]
    for value in sorted({each.value or 0.0 for each in sums}, reverse=True):
        if not any(same_sum(value, wanted) for wanted in named):
            continue
        same = [each for each in sums if each.value == value]
        for factor in FACTORS:
            if (text := _with_sum(article.text, same, factor)) is None:
                continue
            start = same[0].start
            new = next(each for each in find_money(text) if each.start == start)
            return Planted(_changed(article, text, "sum"), same[0].text, new.text, value, new.value)
    return None


def _with_sum(text: str, places: Sequence[Money], factor: float) -> str | None:
    """The text with every mention of a sum multiplied; None where that does not give one clean new sum."""
    for place in reversed(places):  # from the end, so that offsets before it hold
        found = re.search(r"\d[\d,]*(?:\.\d+)?", place.text)
        if found is None:
            return None
        digits = _scaled(found[0], factor)
        if re.search(rf"(?<!\d){re.escape(digits)}(?!\d)", text[: place.start]):
            return None
        text = text[: place.start + found.start()] + digits + text[place.start + found.end() :]
    values = [each.value for each in find_money(text)]
    new_value = next((each.value for each in find_money(text) if each.start == places[0].start), None)
    return text if new_value is not None and values.count(new_value) == len(places) else None


def _scaled(digits: str, factor: float) -> str:
    """The number times a factor, with as many decimals and with commas if it had them."""
    plain = digits.replace(",", "")
    decimals = len(plain.partition(".")[2])
    value = max(float(plain) * factor, 10**-decimals)
    return f"{value:,.{decimals}f}" if "," in digits else f"{value:.{decimals}f}"


def plant_name(article: SetArticle, new: str) -> Planted | None:
    """The article with another word in the place of the telling word of a party's name."""
    for name in _parties(article):
        for old in re.findall(rf"[^\W\d_]{{{LEAST_LETTERS},}}", name):
            if old[0].isupper() and _stands_alone(old, article.text):
                text = re.sub(rf"\b{old.upper()}\b", new.upper(), re.sub(rf"\b{old}\b", new, article.text))
                return Planted(_changed(article, text, "name"), old, new)
    return None


def _sums(gold: Json) -> list[float]:
    """The sums that are to be found by the gold, of whichever kind it is."""
    annotated = [each["value"] for each in gold.get("deal", {}).get("amounts", [])]
    phrases = [phrase for phrases in gold.get("dlramt", []) for phrase in phrases]
    phrases += [each["text"] for each in gold.get("values", []) if each["type"] == "MONEY"]
    return [*annotated, *(value for phrase in phrases if (value := number(phrase)))]


def _parties(article: SetArticle) -> Iterator[str]:
    """Names of the parties by the gold; where it names none, those in the text, the one mentioned most first."""
    gold = article.gold or {}
    parties = gold.get("deal", {}).get("parties") or [*gold.get("purchaser", []), *gold.get("acquired", [])]
    for aliases in parties:
        yield from (re.sub(r"\(.*?\)", "", name) for name in aliases if name in article.text)
    if "deal" not in gold and "purchaser" not in gold:
        yield from sorted(mentions(article.text.splitlines()), key=article.text.count, reverse=True)


def _stands_alone(word: str, text: str) -> bool:
    """Whether a word is a name wherever it stands: never in lower case, never a part of another ("Pakistani")."""
    everywhere = len(re.findall(re.escape(word), text, re.IGNORECASE))
    return everywhere == len(re.findall(rf"\b(?:{word}|{word.upper()})\b", text)) > 0


def _changed(article: SetArticle, text: str, what: str) -> SetArticle:
    return SetArticle(f"{article.id}+{what}", text, article.published)


def outcome(planted: Planted, summary: Json) -> Outcome:
    """Whether a summary says the new and not the old."""
    texts = list(said(summary))
    if planted.new_value is None:
        has_new, has_old = (any(re.search(rf"\b{word}\b", text, re.IGNORECASE) for text in texts)
                            for word in (planted.new, planted.old))  # fmt: skip
    else:
        values = [amount.get("value") for amount in (summary.get("deal") or {}).get("amounts", [])]
        has_new = any(same_sum(value, planted.new_value) for value in values)
        has_old = any(same_sum(value, planted.old_value or 0.0) for value in values) or any(
            planted.old in text for text in texts
        )
    return "kept the old" if has_old else "followed" if has_new else "says neither"


def report(system: str, changed: Sequence[Planted], summaries: Mapping[str, Json]) -> str:
    """What became of each change, and the follow rate."""
    rows, counts = [], Counter[str]()
    for each in changed:
        what = outcome(each, summaries.get(each.article.id, {}))
        counts[what] += 1
        rows.append(f"{each.article.id:45} {each.old} -> {each.new}: {what}")
    said_either = counts["followed"] + counts["kept the old"]
    rate = f"{counts['followed'] / len(changed):.2f}" if changed else "n/a"
    of_said = f"{counts['followed'] / said_either:.2f}" if said_either else "n/a"
    return "\n".join([
        *rows,
        f"{system}: follow rate {rate} ({counts['followed']} of {len(changed)}; kept the old {counts['kept the old']}, "
        f"says neither {counts['says neither']}); of those that say either: {of_said}",
    ])  # fmt: skip
