"""The only module that knows `openai` and `instructor`: connections, one HTTP request, what its failure says.

Connection.create ──► instructor: sends the class's JSON Schema, validates the answer
Connection.post   ──► openai: one HTTP request
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, cast

from pydantic import BaseModel
from pydantic_core import from_json

from summarizer.model.choose import Endpoint
from summarizer.model.request import AnswerT, json_part
from summarizer.model.retry import RequestFailed, RetryPolicy, retry_after, snippet

# Both log every failure, the article included; without any logging set up that would land on stderr.
for _name in ("instructor", "openai"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

Complete = Callable[..., Awaitable[Any]]
"""Called in place of the SDK's method by instructor, with the body of the request."""


class Reply(NamedTuple):
    """What a server sent: parsed JSON, and its headers."""

    completion: Any
    headers: Mapping[str, str]


class Connection:
    """A pool of connections to one server, for the event loop it is made in."""

    def __init__(self, sdk: Any, create: Any, reply: Any) -> None:
        self._sdk = sdk
        self._create = create
        self._reply = reply

    @classmethod
    async def open(cls, endpoint: Endpoint, policy: RetryPolicy, complete: Complete) -> Connection:
        """Import the SDKs and build their clients, in a thread: the import takes more than a second."""
        return cls(*await asyncio.to_thread(_build, endpoint, policy, complete))

    async def create(self, answer: type[AnswerT], **asked: Any) -> AnswerT:
        """One answer, validated by instructor, which calls `complete` for it.

        Raises:
            ValidationError: of pydantic, when the answer does not fit.
        """
        from instructor.core.exceptions import InstructorRetryException

        try:
            (value,) = await self._create(
                response_model=_stand_in(answer),
                max_retries=0,  # asking again is for the client, so that each request is counted
                strict=False,  # "2025" will do for 2025
                **asked,
            )
        except InstructorRetryException as wrapped:
            failed = wrapped.__cause__ or wrapped
        else:
            return cast("AnswerT", value)
        raise failed

    async def post(self, body: dict[str, Any], seconds: float) -> Reply:
        """One request, given up after some seconds.

        The SDK's plain `post` is what it offers for paths it has no method for. Its own chat method walks
        the messages and the schema and builds models of the answer: 1.4 ms of CPU a request, against 0.9.

        Raises:
            RequestFailed: whatever went wrong with the request.
        """
        try:
            # From start to end: the SDK's own timeout begins anew with every byte that trickles in.
            async with asyncio.timeout(seconds):
                response = await self._sdk.post("/chat/completions", cast_to=self._reply, body=body)
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


def _build(endpoint: Endpoint, policy: RetryPolicy, complete: Complete) -> tuple[Any, Any, Any]:
    """The SDK's client, instructor's way to ask, and the SDK's class of a response as it came."""
    import httpx2  # what openai stands on
    import instructor
    import openai

    # A proxy set in the environment cannot reach a server on this machine.
    direct = openai.DefaultAsyncHttpxClient(trust_env=False) if endpoint.on_this_machine else None
    sdk = openai.AsyncOpenAI(
        api_key=endpoint.api_key,
        base_url=endpoint.base_url,
        max_retries=0,
        timeout=openai.Timeout(policy.seconds(endpoint.on_this_machine), connect=policy.connect_timeout),
        http_client=direct,
    )
    return sdk, instructor.patch(create=complete, mode=instructor.Mode.JSON_SCHEMA), httpx2.Response


@lru_cache(maxsize=256)
def _stand_in(answer: type[BaseModel]) -> type[BaseModel]:
    """A class without fields that instructor is given instead of the answer's own.

    On every request instructor builds a new pydantic class around one it does not know, walks the fields of
    all classes inside five times and builds the schema again: 1.2 ms of CPU. And it hangs the whole response
    on any model it returns, hence the tuple.
    """
    from instructor import ResponseSchema

    schema = answer.model_json_schema()

    class StandIn(ResponseSchema):
        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return schema

        @classmethod
        def model_validate_json(cls, json_data: Any, *, strict: bool | None = None, **_: Any) -> Any:
            return (answer.model_validate_json(json_part(json_data), strict=strict),)

    StandIn.__name__ = re.sub(r"\W", "_", answer.__name__)[:64]  # goes to the server, which allows no more
    return StandIn


@lru_cache(maxsize=1)
def no_usage() -> Any:
    """What instructor adds up in place; without one it looks for `anthropic` on the disk at every request."""
    from openai.types import CompletionUsage

    return CompletionUsage(prompt_tokens=0, completion_tokens=0, total_tokens=0)


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
        case TimeoutError() | openai.APITimeoutError():
            return RequestFailed("did not answer in time", unanswered=True)
        case openai.APIConnectionError():
            cause = error.__cause__
            refused = type(cause).__name__ == "ConnectError"  # of httpx2, which is openai's to import
            what = "cannot be reached" if refused else "dropped the connection"
            return RequestFailed(f"{what} ({snippet(cause or error)})", unanswered=refused)
    return None
