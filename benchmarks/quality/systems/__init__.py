"""What is compared: our pipeline, and three other ways to get the same fields from the same model.

Each of the others is one module with `connect(server)`, which gives a function from an article to the `deal`,
`stakeholders` and `controversies` of a summary. It runs in an environment of its own, with `worker.py`, and so imports
only its library, the standard library, and what needs nothing but that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

OURS = "summarizer"

MAX_TOKENS = 3000
"""Bound of one answer, for all: three times what the longest good answer takes. Small models run away."""


@dataclass(frozen=True)
class Server:
    """An OpenAI-compatible server and its model.

    Attributes:
        base_url: ends in /v1.
        api_key: a dummy where none is needed.
        model: the name sent to it.
    """

    base_url: str
    api_key: str
    model: str


@dataclass(frozen=True)
class Competitor:
    """Another way to do it.

    Attributes:
        name: in tables, files and on the command line.
        module: its module in this package.
        requirements: what its environment holds; exact, so that figures can be made again.
    """

    name: str
    module: str
    requirements: tuple[str, ...]


COMPETITORS = {
    each.name: each
    for each in (
        Competitor("instructor", "plain_instructor", ("instructor==1.17.0", "openai==3.3.0", "pydantic==2.14.3")),
        Competitor("langextract", "lang_extract", ("langextract[openai]==1.7.1", "openai==3.54.0")),
        Competitor("contextgem", "context_gem", ("contextgem==1.2.0",)),
    )
}

Extract = Callable[[Json], Json]
"""From `{"id", "text", "published", "sentences": [[start, end], …]}` to the sections of a summary."""
