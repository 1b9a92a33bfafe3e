"""The sentences that a summary rests on, each once, wide enough to be checked by a reader."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer_schemas import Evidence

CONTEXT = 500
"""Code points shown on each side of the words cited, a bound for texts without stops."""

_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\s+|[。！？]["'”’」』）]*|\n""")
"""Where a sentence may end. Stopping too early, as at "Mr. Dahl", shows less; it never shows a neighbour."""
_ENDED = re.compile(r"""[.!?…。！？]["'”’»」』）)\]]*\s*\Z""")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of the article that is cited.

    Attributes:
        sentence: its number.
        words: what is cited of it, from the first word to the last.
        before, after: the rest of the sentence, as far as it is known.
    """

    sentence: int
    words: str
    before: str = ""
    after: str = ""

    @property
    def quote(self) -> str:
        """The whole of it."""
        return self.before + self.words + self.after


def sources_of(evidence: Iterable[Evidence], text: str | None) -> tuple[Source, ...]:
    """The sentences cited, in the article's order.

    Args:
        evidence: from one article.
        text: the article's text; without it the longest quote of each sentence has to do.
    """
    by_sentence: dict[int, list[Evidence]] = defaultdict(list)
    for each in evidence:
        by_sentence[each.sentence].append(each)
    return tuple(_source(number, by_sentence[number], text) for number in sorted(by_sentence))


def _source(number: int, cited: list[Evidence], text: str | None) -> Source:
    if text is None or any(text[each.start : each.end] != each.quote for each in cited):
        return Source(number, max((each.quote for each in cited), key=len))
    start, end = min(each.start for each in cited), max(each.end for each in cited)
    before = text[max(0, start - CONTEXT) : start]
    boundaries = [found.end() for found in _SENTENCE_END.finditer(before)]
    if boundaries:
        before = before[boundaries[-1] :]
    elif start > CONTEXT:
        before = _last(text[:start], CONTEXT)
    return Source(number, text[start:end], before.lstrip(), _after(text, start, end))


def _after(text: str, start: int, end: int) -> str:
    if _ENDED.search(text[start:end]):
        return ""
    after = text[end : end + CONTEXT]
    if found := _SENTENCE_END.search(after):
        return after[: found.end()].rstrip()
    return _first(text[end:].rstrip(), CONTEXT)


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
