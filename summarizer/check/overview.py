"""The overview: the article's own sentences that carry the most facts.

They are chosen by code, so no line of the overview says more than its evidence, and none costs a token.
"""

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from summarizer.article import Article
from summarizer_schemas import Controversy, Deal, Evidence, Fact, OverviewStatement

LENGTH = 3
"""Sentences of an overview: what was agreed, what else matters, what is contested."""


def overview(article: Article, deal: Deal | None, controversies: list[Controversy]) -> list[OverviewStatement]:
    """The sentence on which most of the deal rests, the next two that add most, one of them contested.

    Args:
        article: the article the facts are from.
        deal: the deal; without one there is no overview.
        controversies: a sentence of theirs is among the chosen when there is one.
    """
    if deal is None:
        return []
    counts = Counter(each.sentence for fact in _facts(deal) for each in fact.evidence)
    headline = bool(article.title) and article.sentences[0].text == article.title
    if headline and len(counts) > 1:
        counts.pop(1, None)
    contested = Counter(each.sentence for fact in controversies for each in fact.evidence[:1])
    chosen = [number for number, _ in contested.most_common(1)]
    for number, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if len(chosen) < LENGTH and number not in chosen:
            chosen.append(number)
    return [_statement(article, number) for number in sorted(chosen)]


def _statement(article: Article, number: int) -> OverviewStatement:
    sentence = article.sentences[number - 1]
    place = Evidence(article=article.id, sentence=number, start=sentence.start, end=sentence.end, quote=sentence.text)
    return OverviewStatement(text=" ".join(sentence.text.split()), evidence=[place])


def _facts(node: BaseModel) -> Iterator[Fact]:
    """A fact and those nested in it."""
    if isinstance(node, Fact):
        yield node
    for name in type(node).model_fields:
        value = getattr(node, name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Fact):
                yield from _facts(each)
