"""The sentences of an article that are about one name, as a model is shown them."""

import re
from collections.abc import Sequence

from summarizer.text.speech import tells_words

MOST = 4
"""Sentences in which one is told well enough; those that tell words come first."""

FAMILY_NAME = 4
"""Letters from which the last word of a name stands for it."""

_GOES_ON = re.compile(
    r"[\"“”«„'‘]|(?:He|She|It|They|His|Her|Its|Their|We|The (?:group|company|union|firm|party|ministry|minister))\b"
)
"""How a sentence begins that may go on about whom the one before was about."""


def introducing(name: str, texts: Sequence[str]) -> str:
    """The first two sentences that name one."""
    return " ".join(texts[at] for at in _naming(name, texts)[:2])


def about(name: str, texts: Sequence[str], paragraphs: Sequence[int]) -> str:
    """The sentences that name one, and those that go on about it; at most `MOST`, in the article's order.

    Args:
        name: a person by its last word, too.
        texts: the article's sentences, blanks folded.
        paragraphs: the number of each one's paragraph.
    """
    found: dict[int, None] = {}
    for at in _naming(name, texts):
        found[at] = None
        follows = at + 1 < len(texts) and paragraphs[at + 1] == paragraphs[at]
        if follows and _GOES_ON.match(texts[at + 1]):
            found[at + 1] = None
    telling = sorted(found, key=lambda at: not tells_words(texts[at]))
    return " ".join(texts[at] for at in sorted(telling[:MOST]))


def _naming(name: str, texts: Sequence[str]) -> list[int]:
    words = name.split()
    last = [words[-1]] if len(words) > 1 and len(words[-1]) >= FAMILY_NAME else []
    forms = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in (name, *last)))
    return [at for at, text in enumerate(texts) if forms.search(text)]
