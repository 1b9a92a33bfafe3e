"""Which of several criticisms a sentence behind them answers, by the words they share."""

from collections import Counter
from collections.abc import Sequence

from summarizer.text.fold import stem, words

SHORT = 6
"""Words of a reply that can only be to what stands right before it: "The ministry rejected the figure"."""

COMMON = 6
"""A word in more than one of so many sentences of the article tells nothing."""


def answered(reply: str, criticisms: Sequence[str], article: Sequence[str]) -> int:
    """The index of the criticism with which a reply shares most rare words; of two alike the later one.

    Args:
        reply: a sentence.
        criticisms: the paragraphs before it in which somebody criticises, at least one.
        article: all the article's sentences.
    """
    last = len(criticisms) - 1
    if len(reply.split()) < SHORT:
        return last
    carriers = Counter(word for sentence in article for word in _words(sentence))
    rare = {word for word in _words(reply) if carriers[word] <= max(3, len(article) / COMMON)}
    return max(range(last + 1), key=lambda at: (len(rare & _words(criticisms[at])), at))


def _words(text: str) -> set[str]:
    return {stem(word) for word in words(text) if len(word) > 4}
