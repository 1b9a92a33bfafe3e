"""Quotes and sums as a summary has them, for systems that give them in words."""

import re
from typing import Any

from benchmarks.quality.matching import number

Json = dict[str, Any]

SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}


def place(article: Json, quote: str, start: int | None = None) -> Json:
    """A quote as evidence.

    Args:
        article: what the system was given.
        quote: words that it says stand there.
        start: where it says so; without it the first place where they stand. A quote that is not in the text
            is put at its beginning, where it is not exact.
    """
    if start is None:
        start = max(0, article["text"].find(quote))
    return {"article": article["id"], "sentence": 1, "start": start, "end": start + len(quote), "quote": quote}


def value_of(stated: object, words: str) -> float | None:
    """The value a system states, or the number its words state, so that nobody loses by arithmetic alone."""
    if isinstance(stated, int | float) and not isinstance(stated, bool):
        return float(stated)
    plain = re.sub(r"[,\s_]", "", stated) if isinstance(stated, str) else ""
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else number(words)


def currency_of(stated: object, words: str) -> str | None:
    """The ISO 4217 code a system states, or the one of the symbol in its words."""
    if isinstance(stated, str) and re.fullmatch(r"[A-Z]{3}", stated.strip()):
        return stated.strip()
    return next((code for symbol, code in SYMBOLS.items() if symbol in words), None)


def date_of(stated: object) -> str | None:
    """A date in reduced ISO 8601, or nothing."""
    return stated if isinstance(stated, str) and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", stated) else None
