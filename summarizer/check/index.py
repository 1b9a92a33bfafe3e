"""One article made searchable: where its words, names, numbers and sums of money stand. Built once per article."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from summarizer.article import Article, Sentence
from summarizer.text.currencies import shared_currency
from summarizer.text.fold import Folded, fold, fold_with_map, stem, words
from summarizer.text.money import Money, find_money
from summarizer_schemas import Evidence

_FRAME = re.compile(r"^(?:the|a|an) |(?:'s|')$|^[\"'(\[]+|[\"')\].,;:]+$")
_BRACKETED = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_TOKEN = re.compile(r"[^\W_]+")
_BETWEEN = r"(?:\W{0,3}| \([^()]{1,40}\) )"
"""What may stand between the words of a name: "Vale (Peru) Ltd" is "Vale Ltd"."""

LONGEST_DOTTED = 4
"""Letters of an abbreviation that may be written with dots."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open span of the article's text, inside one sentence."""

    sentence: int
    start: int
    end: int


class ArticleIndex:
    """What the checks look up in an article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.sentences = article.sentences
        self._starts = [sentence.start for sentence in self.sentences]
        self._found: dict[str, list[Span]] = {}

    @cached_property
    def folded(self) -> Folded:
        """The whole text, folded."""
        return fold_with_map(self.article.text)

    @cached_property
    def sentence_words(self) -> list[frozenset[str]]:
        """The stems of each sentence's words; the first sentence at index 0."""
        return [
            frozenset[str]()
            if sentence.number in self.article.addressed
            else frozenset(map(stem, words(sentence.text)))
            for sentence in self.sentences
        ]

    @cached_property
    def _carriers(self) -> dict[str, list[int]]:
        """For each stem the indices of the sentences that have it."""
        carriers: dict[str, list[int]] = {}
        for at, stems in enumerate(self.sentence_words):
            for each in stems:
                carriers.setdefault(each, []).append(at)
        return carriers

    @cached_property
    def weight(self) -> dict[str, float]:
        """How telling each stem is: the rarer among the sentences, the more (inverse document frequency)."""
        return {stem: log(1 + len(self.sentences) / len(carriers)) for stem, carriers in self._carriers.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every stem of the article."""
        return frozenset(self.weight)

    @cached_property
    def money(self) -> list[tuple[Money, Span]]:
        """Every sum of money in the article, with its place; "85 million kroner" is DKK where it has "DKK 4m"."""
        found = find_money(self.article.text)
        codes = {money.currency for money in found}
        clear = (replace(money, currency=money.currency or shared_currency(money.text, codes)) for money in found)
        placed = ((money, self._span(money.start, money.end)) for money in clear)
        return [(money, span) for money, span in placed if span]

    def currency(self, text: str) -> str | None:
        """The currency of a sum whose words leave it open, where the article's other sums settle it."""
        return shared_currency(text, {money.currency for money, _ in self.money})

    def sentence(self, number: int) -> Sentence:
        """The sentence of that number, from 1."""
        return self.sentences[number - 1]

    def find(self, literal: str) -> list[Span]:
        """Where a literal stands, in the article's order; empty when nowhere.

        Tried in turn, until one is found: the words as they are; without an article, quotes, a possessive;
        with other punctuation between the words ("US" for "U.S."), something in brackets between them, or another
        number ("memorandums" for "memorandum"); what stands before and in brackets.
        """
        if literal not in self._found:
            tried = (self._exact(form, literal) or self._loose(form, literal) for form in _forms(literal))
            self._found[literal] = next(filter(None, tried), [])
        return self._found[literal]

    def evidence(self, span: Span) -> Evidence:
        """A span as evidence, with the words it quotes."""
        quote = self.article.text[span.start : span.end]
        page = self.article.page_at(span.start)
        return Evidence(
            article=self.article.id, sentence=span.sentence, start=span.start, end=span.end, quote=quote, page=page
        )

    def support(self, prose: str) -> list[float]:
        """For each sentence, the share of the prose's telling words that it carries, from 0 to 1."""
        stems = dict.fromkeys(stem(word) for word in words(prose))
        unseen = log(1 + len(self.sentences))
        weights = [self.weight.get(each, unseen) for each in stems]
        total = sum(weights) or 1.0
        carried = [0.0] * len(self.sentences)
        for each, weight in zip(stems, weights, strict=True):
            for at in self._carriers.get(each, ()):
                carried[at] += weight
        return [amount / total for amount in carried]

    def _exact(self, form: str, literal: str) -> list[Span]:
        text = self.folded.text
        spans: list[Span] = []
        at = text.find(form)
        while at != -1:
            span = self._accept(at, at + len(form), literal)
            if span:
                spans.append(span)
            at = text.find(form, at + 1)
        return spans

    def _loose(self, form: str, literal: str) -> list[Span]:
        text = self.folded.text
        tokens = _TOKEN.findall(form)
        if not tokens or len(tokens) > 24:
            return []
        if any(len(token) > LONGEST_DOTTED and token.removesuffix("s") not in text for token in tokens):
            return []  # spares most literals that stand nowhere a pattern that is used once
        pattern = _BETWEEN.join(_dotted(token) for token in tokens)
        found = re.finditer(pattern, text)
        return [span for match in found if (span := self._accept(match.start(), match.end(), literal))]

    def _accept(self, start: int, end: int, literal: str) -> Span | None:
        """The place as a span, when it begins and ends with whole words and, if short, has the same capitals."""
        text = self.folded.text
        if start and _joined(text[start - 1], text[start]):
            return None
        if end < len(text) and _joined(text[end - 1], text[end]):
            return None
        span = self._span(*self.folded.span(start, end))
        if span and len(literal) <= 4 and literal.isupper():
            return span if self.article.text[span.start : span.end].isupper() else None
        return span

    def _span(self, start: int, end: int) -> Span | None:
        """A span of the text as one inside a sentence; None where it runs over a sentence's end.

        A sentence that speaks to programs carries nothing.
        """
        number = bisect_right(self._starts, start)
        if not number or end > self.sentences[number - 1].end or number in self.article.addressed:
            return None
        return Span(number, start, end)


def _forms(literal: str) -> list[str]:
    folded = fold(literal)
    bare = folded
    while (shorter := _FRAME.sub("", bare).strip()) != bare:
        bare = shorter
    bracketed = _BRACKETED.match(bare)
    inner = [part.strip() for part in bracketed.groups()] if bracketed else []
    return [form for form in dict.fromkeys([folded, bare, *inner]) if form]


def _dotted(token: str) -> str:
    """An abbreviation with or without its dots; any other word with or without the s of the plural."""
    if len(token) <= LONGEST_DOTTED and token.isascii() and token.isalpha():
        return r"\.?".join(token) + r"\.?s?"
    return re.escape(token.removesuffix("s")) + "s?" if token.isalpha() else re.escape(token)


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters are inside one word; scripts written without spaces have none."""
    return left.isalnum() and right.isalnum() and not (_unspaced(left) or _unspaced(right))


def _unspaced(character: str) -> bool:
    return "\u0e00" <= character <= "\u0eff" or "\u2e80" <= character <= "\uffef"
