"""The only module that knows `openai` and `instructor`: asks a model, and accounts for every request.

Client.ask ──► instructor: sends the class's JSON Schema, validates the answer
                   └──► Client._complete: retries, refusals, usage
                            └──► openai: one HTTP request
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from summarizer.errors import AccessDenied, AnswerInvalid, AnswerRefused, RequestRejected
from summarizer.model.choose import Endpoint, started
from summarizer.model.request import (
    Answer,
    AnswerT,
    Judgement,
    Message,
    Request,
    complete_part,
    correction,
    first_word,
    json_part,
    what_is_wrong,
)
from summarizer.model.retry import (
    RequestFailed,
    RetryPolicy,
    error_of,
    first_choice,
    retry_after,
    snippet,
)
from summarizer.model.usage import Usage, usage_of

OnTokens = Callable[[str, Usage], None]

DEFAULT_POLICY = RetryPolicy()

TOP_TOKENS = 20
"""Likeliest first tokens asked for in a judgement: the most that OpenAI gives."""

# Both log every failure, the article included; without any logging set up that would land on stderr.
for _name in ("instructor", "openai"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass
class _Exchange:
    """One question on its way through instructor: its purpose, what it used, the server's last choice."""

    purpose: str
    usage: Usage = field(default_factory=Usage)
    choice: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        content = self.choice["message"].get("content")
        return content if isinstance(content, str) else ""


@dataclass
class _Connection:
    """What belongs to one event loop: the SDK's connection pool, and who closes it."""

    loop: asyncio.AbstractEventLoop
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    sdk: Any = None
    create: Any = None
    closing: AsyncGenerator[None, None] | None = None


class Client:
    """A model, asked over OpenAI's API.

    Many tasks of one event loop may share it, and several event loops one after the other: each gets
    connections of its own, which are closed by `aclose` or when the loop ends.

    Args:
        endpoint: the model and its server; the embedded model's server is started by the first request.
        policy: when to ask again.
        on_tokens: called after each request with its purpose and usage, in the task that asked; what it
            raises ends the question, so that a budget can stop here.

    Attributes:
        endpoint: as given, completed when the embedded server runs.
        usage: running total of all requests, the failed ones included.
    """

    def __init__(
        self, endpoint: Endpoint, *, policy: RetryPolicy = DEFAULT_POLICY, on_tokens: OnTokens | None = None
    ) -> None:
        self.endpoint = endpoint
        self.policy = policy
        self.on_tokens = on_tokens
        self._embedded_here = endpoint.embedded
        self.usage = Usage()
        self._connection: _Connection | None = None
        self._can_judge = not endpoint.reasoning_tokens  # their first token is a thought

    @property
    def context_tokens(self) -> int | None:
        """Tokens of prompt and answer together, where known; of the embedded model after `ready`."""
        return self.endpoint.context_tokens

    @property
    def judges(self) -> bool:
        """Whether many one-token judgements pay with this model."""
        return self.endpoint.judges

    @property
    def slots(self) -> int:
        """Requests that the server gains from answering side by side; of the embedded model after `ready`."""
        return self.endpoint.slots

    async def ready(self) -> Endpoint:
        """The endpoint, after its server has been started if it is the embedded one.

        Raises:
            WeightsError: the embedded model cannot be loaded.
        """
        await self._connected()
        return self.endpoint

    async def share_prefix(self) -> None:
        """Let the next requests begin with what the last one has read, where the server has to be told.

        Servers with a prompt cache find out by themselves; the embedded one does so in one of its slots only.
        """
        if self._embedded_here:
            from summarizer.model.local import local_server

            with suppress(OSError):  # then the other slots read the article themselves: slower, and right all the same
                await asyncio.to_thread(local_server().share_prefix)

    async def ask(self, request: Request[AnswerT]) -> Answer[AnswerT]:
        """Ask one question until there is an answer that fits, or no hope of one.

        Raises:
            AccessDenied: the key is refused, or the account is empty.
            RequestRejected: the server rejects the request itself.
            ServerUnavailable: no answer after the retries.
            AnswerRefused: the model or a filter declined.
            AnswerInvalid: no valid answer after the corrections, or a cut one with nothing complete in it.
        """
        exchange = _Exchange(request.purpose)
        messages = list(request.messages)
        for _ in range(1 + self.policy.corrections):
            try:
                value = await self._validated(request, messages, exchange)
            except ValidationError as problem:
                wrong = what_is_wrong(problem)
                if exchange.choice.get("finish_reason") == "length":
                    part = complete_part(request.answer, exchange.text)
                    if part is None:
                        break
                    return Answer(part, exchange.usage, complete=False)
                messages = [*request.messages, *correction(exchange.text, wrong)]
            else:
                return Answer(value, exchange.usage)
        times = f"{exchange.usage.requests} requests" if exchange.usage.requests > 1 else "1 request"
        raise AnswerInvalid(
            f"{request.purpose}: {self.endpoint.name} gave no valid answer in {times}: {wrong[0]}.",
            hint="Try a larger model.",
        )

    async def _validated(self, request: Request[AnswerT], messages: list[Message], exchange: _Exchange) -> AnswerT:
        """One answer, validated by instructor. Raises pydantic's ValidationError when it does not fit."""
        from instructor.core.exceptions import InstructorRetryException

        connection = await self._connected()
        try:
            (value,) = await connection.create(
                response_model=_stand_in(request.answer),
                max_retries=0,  # asking again is for `ask`, so that each request is counted
                strict=False,  # "2025" will do for 2025
                exchange=exchange,
                messages=messages,
                **self._parameters(request.max_tokens),
            )
        except InstructorRetryException as wrapped:
            failed = wrapped.__cause__ or wrapped
        else:
            return cast("AnswerT", value)
        raise failed

    async def judge(self, messages: Sequence[Message], choices: Sequence[str], purpose: str) -> Judgement | None:
        """How likely each of some words is as the model's answer.

        Args:
            messages: a question to be answered with one of the words.
            choices: the words; no one may be the beginning of another.
            purpose: what the question is for.

        Returns:
            None where the server gives no probabilities, or none of the words is among the likeliest.

        Raises:
            AccessDenied, RequestRejected, ServerUnavailable, AnswerRefused: as in `ask`.
        """
        if not self._can_judge:
            return None
        exchange = _Exchange(purpose)
        asked = {"messages": list(messages), "logprobs": True, "top_logprobs": TOP_TOKENS}
        try:
            await self._complete(exchange=exchange, **asked, **self._parameters(1))
        except (AccessDenied, RequestRejected) as error:
            if "logprobs" not in error.message:  # where a model gives none OpenAI answers 403, others 400
                raise
            self._can_judge = False
            return None
        self._can_judge = bool(exchange.choice.get("logprobs"))
        found = first_word(exchange.choice, choices)
        return Judgement(found, exchange.usage) if found else None

    def _parameters(self, max_tokens: int) -> dict[str, Any]:
        """What every request says besides its messages."""
        endpoint = self.endpoint
        bound = max_tokens + endpoint.reasoning_tokens
        return {"model": endpoint.model, endpoint.tokens_parameter: bound, **endpoint.sampling}

    async def _complete(self, *, exchange: _Exchange, **body: Any) -> SimpleNamespace:
        """The server's answer, after as many requests as it takes; instructor calls it in place of the SDK.

        Returns:
            the part of a completion that instructor reads; the exchange holds the whole choice.
        """
        if "response_format" in body:
            body["response_format"]["json_schema"]["strict"] = True  # instructor leaves it out
        connection = await self._connected()
        try:
            await self.policy.run(lambda: self._send(connection.sdk, body, exchange))
        except RequestFailed as failure:
            server = self.endpoint.base_url or ""
            raise error_of(failure, server, self.endpoint.model, exchange.purpose) from failure.__cause__
        refusal = exchange.choice["message"].get("refusal")
        if refusal or exchange.choice.get("finish_reason") == "content_filter":
            reason = f"declined: {snippet(refusal)}" if refusal else "was stopped by a content filter."
            raise AnswerRefused(f"{exchange.purpose}: {self.endpoint.name} {reason}", hint="Try another model.")
        message = SimpleNamespace(role="assistant", content=exchange.text)
        choice = SimpleNamespace(message=message, finish_reason="stop")  # cut answers are for `ask` to read
        return SimpleNamespace(choices=[choice], usage=_no_usage())

    async def _send(self, sdk: Any, body: dict[str, Any], exchange: _Exchange) -> None:
        """One request; its choice and usage go into the exchange, its usage also into the total."""
        started, used, failure = time.perf_counter(), Usage(requests=1), None
        try:
            completion = await self._post(sdk, body)
            exchange.choice = first_choice(completion)
            used = usage_of(completion.get("usage"), self.endpoint)
        except RequestFailed as failed:
            failure = failed
        finally:  # also when it is cancelled
            used = replace(used, seconds=time.perf_counter() - started)
            exchange.usage += used
            self.usage += used
        if self.on_tokens:
            self.on_tokens(exchange.purpose, used)
        if failure:
            raise failure

    async def _post(self, sdk: Any, body: dict[str, Any]) -> Any:
        """The parsed JSON of one answer, or its text if it is not marked as JSON.

        The SDK's plain `post` is what it offers for paths it has no method for. Its own chat method walks
        the messages and the schema and builds models of the answer: 1.4 ms of CPU a request, against 0.9.
        """
        try:
            # From start to end: the SDK's own timeout begins anew with every byte that trickles in.
            async with asyncio.timeout(self.policy.seconds(self.endpoint.on_this_machine)):
                return await sdk.post("/chat/completions", cast_to=object, body=body)
        except Exception as error:
            failure = _failure(error)
            if failure is None:
                raise
            raise failure from error

    async def _connected(self) -> _Connection:
        """The connections of the running event loop, opened when they are first needed."""
        loop = asyncio.get_running_loop()
        if self._connection is None or self._connection.loop is not loop:
            self._connection = _Connection(loop)
        connection = self._connection
        if connection.create is None:
            async with connection.lock:
                if connection.create is None:
                    await self._open(connection)
        return connection

    async def _open(self, connection: _Connection) -> None:
        if self.endpoint.base_url is None:
            self.endpoint = await asyncio.to_thread(started, self.endpoint)
        connection.sdk, create = await asyncio.to_thread(_build, self.endpoint, self.policy, self._complete)
        connection.closing = _close_at_end(connection.sdk)
        await anext(connection.closing)
        connection.create = create

    async def aclose(self) -> None:
        """Close the connections of the running event loop; the next request opens new ones."""
        connection, self._connection = self._connection, None
        if connection and connection.closing and connection.loop is asyncio.get_running_loop():
            await connection.closing.aclose()


def _build(endpoint: Endpoint, policy: RetryPolicy, complete: Callable[..., Any]) -> tuple[Any, Any]:
    """The SDK's client and instructor's way to ask. Runs in a thread: the import takes more than a second."""
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
    return sdk, instructor.patch(create=complete, mode=instructor.Mode.JSON_SCHEMA)


async def _close_at_end(sdk: Any) -> AsyncGenerator[None, None]:
    """Close the SDK when this is closed, as `asyncio.run` does to such generators before its loop ends."""
    try:
        yield
    finally:
        await sdk.close()


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
def _no_usage() -> Any:
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
            return RequestFailed(snippet(message), status, code, retry_after(response.headers))
        case TimeoutError() | openai.APITimeoutError():
            return RequestFailed("did not answer in time", unanswered=True)
        case openai.APIConnectionError():
            cause = error.__cause__
            refused = type(cause).__name__ == "ConnectError"  # of httpx2, which is openai's to import
            what = "cannot be reached" if refused else "dropped the connection"
            return RequestFailed(f"{what} ({snippet(cause or error)})", unanswered=refused)
        case ValueError():
            return RequestFailed(f"sent no JSON but {snippet(getattr(error, 'doc', error))!r}", status=200)
    return None
