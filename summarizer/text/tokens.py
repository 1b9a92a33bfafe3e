"""About how many tokens a text is, without the model's own vocabulary."""

import re

CHARACTERS_PER_TOKEN = 3.0
"""Fewer than any Latin-script text of ours needs (4.0 to 4.8 with the embedded model's tokens)."""

TOKENS_PER_DENSE_CHARACTER = 1.5
"""Scripts without spaces need about one token a character, some more."""

_DENSE = re.compile("[\u0900-\U0010ffff]")


def about_tokens(text: str) -> int:
    """An estimate that errs upwards; costs a few microseconds for an article."""
    dense = 0 if text.isascii() else len(text) - len(_DENSE.sub("", text))
    return int((len(text) - dense) / CHARACTERS_PER_TOKEN + dense * TOKENS_PER_DENSE_CHARACTER)
