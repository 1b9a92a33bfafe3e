"""Whether a text denies something, told by its words."""

import re

from summarizer.text.fold import fold, words

_NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot "  # English
    "kein keine keinen keiner nicht nie niemals ohne ne pas jamais aucun aucune sans non "  # German, French
    "nunca ningún ninguna sin não nunca nenhum sem mai nessun nessuna senza geen niet nooit zonder".split()
)
_DENIALS = re.compile(
    r"n't\b|\b(?:den(?:y|ie[sd]|ying)|refus\w+|reject\w*|dismiss\w*|fail(?:s|ed|ing|ure)?|lack\w*|unable|oppos\w+|"
    r"declin\w+|halt\w*|absen\w+|exclud\w+|rul\w+ out|against|un[a-z]{4,})"
)


def negated(text: str) -> bool:
    """Whether a text denies something with a word for it: "not", "without"."""
    return any(word in _NEGATIONS or word.endswith("n't") for word in words(text))


def contradicts(text: str, other: str) -> bool:
    """Whether a text denies something and another one has no word of denial at all."""
    return negated(text) and not negated(other) and not _DENIALS.search(fold(other))
