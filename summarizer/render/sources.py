"""The sentences that a summary rests on, each once, wide enough to be checked by a reader."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.text.paragraphs import paragraph_spans
from summarizer.text.sentences import sentence_spans
from summarizer_schemas import Evidence


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of the article that is cited.

    Attributes:
        sentence: its number.
        words: what is cited of it, from the first word to the last.
        before, after: the rest of the sentence, as far as it is known.
        start: where the sentence begins in the text; None where that is not known.
    """

    sentence: int
    words: str
    before: str = ""
    after: str = ""
    start: int | None = None

    @property
    def quote(self) -> str:
        """The whole of it."""
        return self.before + self.words + self.after


def sources_of(evidence: Iterable[Evidence], text: str | None, language: str | None = None) -> tuple[Source, ...]:
    """The sentences cited, in the article's order.

    Args:
        evidence: from one article.
        text: the article's text; without it the longest quote of each sentence has to do.
        language: of the article, which tells where sentences end.
    """
    by_sentence: dict[int, list[Evidence]] = defaultdict(list)
    for each in evidence:
        by_sentence[each.sentence].append(each)
    known = None if text is None else _Sentences(text, language)
    return tuple(_source(number, by_sentence[number], known) for number in sorted(by_sentence))


def _source(number: int, cited: list[Evidence], known: "_Sentences | None") -> Source:
    text = known.text if known else ""
    if known is None or any(text[each.start : each.end] != each.quote for each in cited):
        return Source(number, max((each.quote for each in cited), key=len))
    start, end = min(each.start for each in cited), max(each.end for each in cited)
    first, last = known.around(start)[0], known.around(max(start, end - 1))[1]
    return Source(number, text[start:end], text[first:start], text[end:last], first)


class _Sentences:
    """Where the sentences of a text are, found out only for the paragraphs that are asked for."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text = text
        self._language = language
        self._paragraphs = paragraph_spans(text)
        self._found: dict[int, list[tuple[int, int]]] = {}

    def around(self, offset: int) -> tuple[int, int]:
        """`[start, end)` of the sentence at an offset; only the offset where there is none."""
        place = bisect_right(self._paragraphs, (offset, len(self.text))) - 1
        if place < 0:
            return offset, offset + 1
        if place not in self._found:
            self._found[place] = sentence_spans(self.text, *self._paragraphs[place], self._language)
        spans = (span for span in self._found[place] if span[0] <= offset < span[1])
        return next(spans, (offset, offset + 1))


def clipped(source: Source, limit: int) -> str:
    """The sentence in about `limit` code points, the words cited first; "…" stands for what is left out."""
    if len(source.quote) <= limit:
        return source.quote
    spare = limit - min(limit, len(source.words))
    right = min(len(source.after), max(spare // 2, spare - len(source.before)))
    before = _last(source.before, spare - right)
    if spare == 0:
        return before + _first(source.words, limit)
    return before + source.words + _first(source.after, right)


def _first(text: str, limit: int) -> str:
    """Whole words from the beginning; a text without spaces is cut between two letters."""
    if len(text) <= limit:
        return text
    return (text[:limit].rpartition(" ")[0] or text[:limit]) + "…"


def _last(text: str, limit: int) -> str:
    """Whole words up to the end."""
    if len(text) <= limit:
        return text
    kept = text[len(text) - limit :] if limit else ""
    return "…" + (kept.partition(" ")[2] or kept)
