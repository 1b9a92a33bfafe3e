"""What stands between a question and the server: whoever limits or counts requests is asked before each one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from summarizer.model.choose import Endpoint
from summarizer.model.retry import RequestFailed
from summarizer.model.usage import Usage, cost_of
from summarizer.text.tokens import about_tokens

TOKENS_PER_MESSAGE = 8
"""Role and marks around a message; the chat templates we have looked at take 4 to 7."""


class Bound(NamedTuple):
    """What a request may use: its prompt as estimated, its answer at the longest.

    Attributes:
        input_tokens: estimated upwards.
        output_tokens: bound of the answer, the room for reasoning included.
        cost_usd: US dollars for both; None when the price is not known.
    """

    input_tokens: int
    output_tokens: int
    cost_usd: float | None


class Gate(Protocol):
    """Lets requests through, one by one."""

    async def enter(self, bound: Bound) -> None:
        """Returns when the request may be sent; what it raises ends the question."""

    def leave(self, bound: Bound, used: Usage, headers: Mapping[str, str], failure: RequestFailed | None) -> None:
        """Called once after each `enter` that returned: what the request used, and what the server said."""


def bound_of(body: Mapping[str, Any], endpoint: Endpoint) -> Bound:
    """What a request may use.

    Args:
        body: as it is sent.
        endpoint: who is asked; decides the price.
    """
    read = sum(about_tokens(each["content"]) + TOKENS_PER_MESSAGE for each in body["messages"])
    written = int(body[endpoint.tokens_parameter])
    return Bound(read, written, cost_of(endpoint, read, 0, written))
