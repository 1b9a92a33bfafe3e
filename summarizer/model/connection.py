"""The only module that knows `openai` and `instructor`: connections, one HTTP request, what its failure says.

Connection.create ──► instructor: sends the class's JSON Schema, validates the answer
Connection.post   ──► openai: one HTTP request
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from summarizer.model.choose import Endpoint
from summarizer.model.request import AnswerT, json_part
from summarizer.model.retry import RequestFailed, RetryPolicy, retry_after, snippet

# Both log every failure, the article included; without any logging set up that would land on stderr.
for _name in ("instructor", "openai"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

Complete = Callable[..., Awaitable[str]]
"""Called with the body of a request; the text of the answer."""


class Reply(NamedTuple):
    """What a server sent: parsed JSON, and its headers."""

    completion: Any
    headers: Mapping[str, str]


class Connection:
    """A pool of connections to one server, for the event loop it is made in."""

    def __init__(self, sdk: Any, reply: Any, handlers: Any, complete: Complete) -> None:
        self._sdk = sdk
        self._url = f"{sdk.base_url}chat/completions"
        self._reply = reply
        self._handlers = handlers
        self._complete = complete

    @classmethod
    async def open(cls, endpoint: Endpoint, policy: RetryPolicy, complete: Complete) -> Connection:
        """Import the SDKs and build their clients, in a thread: the import takes more than a second."""
        return cls(*await asyncio.to_thread(_build, endpoint, policy), complete)

    async def create(self, answer: type[AnswerT], **asked: Any) -> AnswerT:
        """One answer, asked for and validated as instructor does it in its mode JSON_SCHEMA.

        Its handlers are called without the loop around them, which costs 0.5 ms of CPU at every request: it looks
        through all attributes of the class for validators, copies usage five times, and walks the answer. Asking
        again is the client's task, so that each request is counted.

        Args:
            answer: the class of the answer.
            asked: what `complete` is called with, besides the schema.

        Raises:
            ValidationError: of pydantic, when the answer does not fit.
        """
        stand_in = _stand_in(answer)
        _, body = self._handlers.request_handler(stand_in, asked)
        message = SimpleNamespace(content=await self._complete(**body))
        completion = SimpleNamespace(choices=[SimpleNamespace(message=message, finish_reason="stop")])
        (value,) = self._handlers.response_parser(completion, stand_in, strict=False)  # "2025" will do for 2025
        return cast("AnswerT", value)

    async def post(self, body: dict[str, Any], seconds: float) -> Reply:
        """One request, given up after some seconds.

        The SDK's plain `post` is what it offers for paths it has no method for. Its own chat method walks
        the messages and the schema and builds models of the answer: 1.4 ms of CPU a request, against 0.9. Given a
        whole address and the body as bytes it has less to put together: another 0.1 ms.

        Raises:
            RequestFailed: whatever went wrong with the request.
        """
        try:
            # From start to end: the SDK's own timeout begins anew with every byte that trickles in.
            async with asyncio.timeout(seconds):
                response = await self._sdk.post(self._url, cast_to=self._reply, content=to_json(body))
        except Exception as error:
            failure = _failure(error)
            if failure is None:
                raise
            raise failure from error
        try:
            return Reply(from_json(response.content), response.headers)
        except ValueError as error:
            raise RequestFailed(
                f"sent no JSON but {snippet(response.text)!r}", status=200, headers=response.headers
            ) from error

    async def close(self) -> None:
        """Close all connections."""
        await self._sdk.close()


def _build(endpoint: Endpoint, policy: RetryPolicy) -> tuple[Any, Any, Any]:
    """The SDK's client, its class of a response as it came, and instructor's way to ask and to read answers."""
    import httpx2  # what openai stands on
    import openai
    from instructor.v2 import Mode, Provider, mode_registry

    # The SDK's own transport over aiohttp: a request costs half the CPU of one over httpcore, which probes every idle
    # socket before it takes one. A proxy set in the environment cannot reach a server on this machine.
    http = openai.DefaultAioHttpClient(trust_env=not endpoint.on_this_machine)
    sdk = openai.AsyncOpenAI(
        api_key=endpoint.api_key,
        base_url=endpoint.base_url,
        max_retries=0,
        timeout=openai.Timeout(policy.seconds(endpoint.on_this_machine), connect=policy.connect_timeout),
        http_client=http,
    )
    return sdk, httpx2.Response, mode_registry.get_handlers(Provider.OPENAI, Mode.JSON_SCHEMA)


@lru_cache(maxsize=256)
def _stand_in(answer: type[BaseModel]) -> type:
    """What instructor is given in place of an answer's class, since it hangs the whole response on any model it
    returns. Hence the tuple, too.
    """
    schema = answer.model_json_schema()

    class StandIn:
        @classmethod
        def model_json_schema(cls) -> dict[str, Any]:
            return schema

        @classmethod
        def model_validate_json(cls, text: str, *, strict: bool | None, **_: Any) -> tuple[BaseModel]:
            return (answer.model_validate_json(json_part(text), strict=strict),)

    StandIn.__name__ = re.sub(r"\W", "_", answer.__name__)[:64]  # goes to the server, which allows no more
    return StandIn


def _failure(error: Exception) -> RequestFailed | None:
    """What the SDK's exception says; None when it is not about the request."""
    import openai

    match error:
        case openai.APIStatusError(status_code=status, body=body, response=response):
            said = body if isinstance(body, dict) else {}
            code = str(said.get("code") or "")
            if said.get("type") == "insufficient_quota":
                code = "insufficient_quota"
            message = said.get("message") or said.get("detail") or error.message
            return RequestFailed(
                snippet(message), status, code, retry_after(response.headers), headers=response.headers
            )
        case TimeoutError():
            return RequestFailed("did not answer in time", unanswered=True)
        case openai.APIConnectionError():
            return _unconnected(error)
    return None


def _unconnected(error: Exception) -> RequestFailed:
    """What it means that no answer came at all.

    What aiohttp raised decides: on the way through httpx2 and the SDK a refused or broken connection becomes a timeout.
    """
    import aiohttp

    causes = list(_causes(error))
    cause = next((each for each in causes if isinstance(each, aiohttp.ClientError)), causes[-1])
    if isinstance(cause, TimeoutError):
        return RequestFailed("did not answer in time", unanswered=True)
    refused = isinstance(cause, aiohttp.ClientConnectorError)
    what = "cannot be reached" if refused else "dropped the connection"
    number = getattr(cause, "errno", None) or 0  # of the system: its own words are clearer than aiohttp's
    reason = os.strerror(number) if number > 0 else getattr(cause, "strerror", None) or cause
    return RequestFailed(f"{what} ({snippet(reason)})", unanswered=refused)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, what it was raised from, and so on."""
    while error is not None:
        yield error
        error = error.__cause__
