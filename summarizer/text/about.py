"""The sentences of an article that are about one name, as a model is shown them."""

import re
from collections.abc import Sequence

from summarizer.text.affiliations import another_speaks
from summarizer.text.speech import tells_words

MOST = 4
"""Sentences in which one is told well enough; those that tell words come first."""

FAMILY_NAME = 4
"""Letters from which the last word of a name stands for it."""

GOES_ON_FOR = 2
"""Sentences behind one with the name that may go on about it."""

_RESTS_ON = re.compile(
    r"[\"“”«„'‘]|(?:He|She|It|They|His|Her|Its|Their|We|The (?:group|company|union|firm|party|ministry|minister))\b"
)
"""How a sentence begins that goes on from the one before."""


def introducing(name: str, texts: Sequence[str]) -> str:
    """The first two sentences that name one."""
    return " ".join(texts[at] for at in _naming(name, texts)[:2])


def about(name: str, texts: Sequence[str], paragraphs: Sequence[int], names: Sequence[str]) -> str:
    """The sentences that name one, and those of the same paragraphs that go on about it; in the article's order.

    At most `MOST`, and one more: the sentence before one that rests on it ("Its chairman, Jan Borg, said …").

    Args:
        name: a person by its last word, too, unless another name has it.
        texts: the article's sentences, blanks folded.
        paragraphs: the number of each one's paragraph.
        names: the article's names.
    """
    found: dict[int, None] = {}
    for at in _naming(name, texts, names):
        found[at] = None
        for behind in range(at + 1, min(at + 1 + GOES_ON_FOR, len(texts))):
            if paragraphs[behind] != paragraphs[at] or another_speaks(texts[behind], texts[at:behind], names):
                break
            found[behind] = None
    told = set(sorted(found, key=lambda at: not tells_words(texts[at]))[:MOST])
    for at in sorted(told):
        if at and len(told) <= MOST and paragraphs[at - 1] == paragraphs[at] and _RESTS_ON.match(texts[at]):
            told.add(at - 1)
    return " ".join(texts[at] for at in sorted(told))


def _naming(name: str, texts: Sequence[str], names: Sequence[str] = ()) -> list[int]:
    """Where a name stands, or its last word, unless that stands for another of some names, too."""
    *first, last = name.split()
    others = {word for other in names if other != name for word in other.split()}
    family = [last] if first and len(last) >= FAMILY_NAME and last not in others else []
    forms = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in (name, *family)))
    return [at for at, text in enumerate(texts) if forms.search(text)]
