"""What a summary says in words of its own, apart from the article it keeps and the quotes that point into it."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

NOT_SAID = {"evidence", "article", "run", "rejected", "warnings", "overview", "id", "text_sha256", "schema_version"}
"""Parts that say nothing about the deal, or say it in the article's own words: the overview is made of quotes."""


def said(node: Any) -> Iterator[str]:
    """Every text that a summary states, quotes left out."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for each in node:
            yield from said(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in NOT_SAID:
                yield from said(value)
