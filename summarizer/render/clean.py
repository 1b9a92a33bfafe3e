"""Words of an article or a model made harmless: one line of printable characters."""

from unicodedata import normalize

TIE = "\ue000"
"""Stands for a space at which no line breaks; it is for private use, so words of others need not hold it."""

_UNSEEN = (
    *range(0x202A, 0x202F),  # embeddings and overrides of the writing direction: they reorder what follows
    *range(0x2066, 0x206A),  # isolates: one that is never closed does the same
    *range(0x2060, 0x2066),  # joiners and invisible operators
    *range(0x206A, 0x2070),  # deprecated format characters
    *range(0xFFF9, 0xFFFC),  # interlinear annotation
    *range(0xE0000, 0xE0080),  # tags: text that a program reads and nobody sees
    *range(0x1D173, 0x1D17B),  # beams and slurs of musical notation
    0x180E,  # a separator that has no width any more
    0x00AD,  # soft hyphen: terminals disagree on its width
    0x200B,  # zero-width space
    0xFEFF,  # byte order mark
)
_TABLE: dict[int, str] = (
    dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "")  # C0, delete, C1
    | dict.fromkeys(_UNSEEN, "")
    | dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"), " ")
    | dict.fromkeys((0xD800 + offset for offset in range(0x800)), "\ufffd")  # lone surrogates cannot be written
    | {ord(TIE): "\ufffd"}
)

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
    | {"•": "-", "·": "|", "━": "=", "─": "-", "\u00a0": " "}
)
"""What is written instead where an encoding lacks the character."""


def clean(text: str) -> str:
    """The text on one line, without control characters, direction overrides and invisible characters.

    Marks that writing systems and emoji need (joiners, left-to-right and right-to-left marks) stay.
    """
    return " ".join(harmless(text).split())


def harmless(text: str) -> str:
    """The same, but for white space, which stays as it is and where it is; a line end becomes a space."""
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)


def encodable(text: str, encoding: str) -> str:
    r"""The text in characters that the encoding has, and nothing lost.

    Typographic punctuation becomes ASCII, a letter with an accent loses that, and others are told by their
    number: "\u65e5".
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_in(character, encoding) for character in text)
    except LookupError:  # an encoding that Python does not know: only ASCII is safe
        return encodable(text, "ascii")
    return text


def _in(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        plain = character.translate(_PLAIN)
        if plain == character:
            plain = normalize("NFD", character)[0]
        return plain.encode(encoding, "backslashreplace").decode(encoding)
    return character
