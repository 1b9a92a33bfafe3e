"""Values of metadata as they stand in pages, made plain."""

import html
import re
from typing import Any

MAX_FIELD = 400
"""Characters of a title, a name; what is longer is something else."""

MARKUP = re.compile(r"<[^<>]{0,200}>")


def one_line(value: Any) -> str | None:
    """A text on one line, without markup; None when it is none, empty or too long."""
    if not isinstance(value, str):
        return None
    text = " ".join(MARKUP.sub("", html.unescape(value[: 4 * MAX_FIELD])).split())
    return text if 0 < len(text) <= MAX_FIELD else None


def name_of(value: Any) -> str | None:
    """The name of a person or an organisation in JSON-LD: a text, an object, the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    return one_line(value.get("name") if isinstance(value, dict) else value)


def letters_of(text: str | None) -> str:
    """Letters and digits only, in lower case: two spellings of one name."""
    return "".join(filter(str.isalnum, text or "")).casefold()
