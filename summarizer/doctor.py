"""Which model would be asked, whether it answers, and what to do if it does not."""

import asyncio
import time
from collections.abc import Callable
from typing import Literal

from summarizer.ask.wire import WireAnswer
from summarizer.errors import SummarizerError
from summarizer.model.choose import Endpoint, choose_endpoint
from summarizer.model.client import Client
from summarizer.model.request import Message, Request

Say = Callable[[str], None]


class _Pulse(WireAnswer):
    """The shortest answer that shows the model keeps to a schema."""

    colour: Literal["blue", "green"]


_QUESTION: tuple[Message, ...] = (
    {
        "role": "user",
        "content": 'What colour is a clear sky at noon? Answer in JSON: {"colour": "blue"} or {"colour": "green"}',
    },
)


def examine(model: str | None, base_url: str | None, say: Say) -> bool:
    """Tell what would be used and ask it a question.

    Args:
        model: as on the command line.
        base_url: as on the command line.
        say: told each line of the findings.

    Returns:
        whether the model answers as it should.
    """
    try:
        endpoint = choose_endpoint(model, base_url)
        say(f"model     {endpoint.name}" + ("" if model else "  (chosen because none was named)"))
        say(f"server    {endpoint.base_url or 'embedded, started when it is needed'}")
        _say_weights(endpoint, say)
        asyncio.run(_ask(endpoint, say))
    except SummarizerError as error:
        say(f"problem   {error.message}")
        if error.hint:
            say(f"try       {error.hint}")
        return False
    return True


def _say_weights(endpoint: Endpoint, say: Say) -> None:
    if endpoint.embedded:
        from summarizer.model.weights import model_path

        say(f"weights   {model_path()}")


async def _ask(endpoint: Endpoint, say: Say) -> None:
    """One small question, timed; the embedded server's start is timed apart."""
    client = Client(endpoint)
    try:
        started = time.monotonic()
        await client.ready()
        ready = time.monotonic()
        await client.ask(Request("doctor", _QUESTION, _Pulse, max_tokens=16))
        say(f"answers   yes, in {time.monotonic() - ready:.1f} s (ready after {ready - started:.1f} s)")
    finally:
        await client.aclose()
