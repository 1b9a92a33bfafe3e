"""What code already sees in the article, said to the model with the question: names, sums of money.

A small model overlooks half of the names in a long article; with the list before it, it goes through it.
"""

from collections.abc import Sequence

from summarizer.article import Sentence
from summarizer.text.mentions import mentions
from summarizer.text.money import find_money

MAX_SUMS = 20
"""Sums of money in a hint; a table of results has more, and a question that long helps no more."""


def hints(part: Sequence[Sentence]) -> dict[str, str]:
    """A line for the question of some sections, by the section's name.

    Args:
        part: the sentences the model reads.
    """
    texts = [" ".join(sentence.text.split()) for sentence in part]
    names = mentions(texts)
    sums = list(dict.fromkeys(money.text for text in texts for money in find_money(text)))[:MAX_SUMS]
    found = {}
    if names:
        found["stakeholders"] = (
            f"Go through these names one by one, and leave out mere places, papers and events: {'; '.join(names)}."
        )
    if sums:
        found["deal"] = f"Sums of money in the article: {'; '.join(sums)}."
    return found
