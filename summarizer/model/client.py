"""Asks a model, and accounts for every request.

Client.ask ──► Connection.create: sends the class's JSON Schema, validates the answer
                   └──► Client._complete: retries, refusals, usage
                            └──► Connection.post: one HTTP request
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from summarizer.errors import AccessDenied, AnswerInvalid, AnswerRefused, RequestRejected
from summarizer.model.choose import Endpoint, started
from summarizer.model.connection import Connection
from summarizer.model.gate import Gate, bound_of
from summarizer.model.request import (
    Answer,
    AnswerT,
    Judgement,
    Message,
    Request,
    complete_part,
    correction,
    first_word,
    what_is_wrong,
)
from summarizer.model.retry import RequestFailed, RetryPolicy, error_of, first_choice, snippet
from summarizer.model.usage import Usage, usage_of

OnTokens = Callable[[str, Usage], None]

DEFAULT_POLICY = RetryPolicy()

TOP_TOKENS = 20
"""Likeliest first tokens asked for in a judgement: the most that OpenAI gives."""


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
class _Loop:
    """What belongs to one event loop: its connections, and who closes them."""

    loop: asyncio.AbstractEventLoop
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    connection: Connection | None = None
    closing: AsyncGenerator[None, None] | None = None


class Client:
    """A model, asked over OpenAI's API.

    Many tasks of one event loop may share it, and several event loops one after the other: each gets
    connections of its own, which are closed by `aclose` or when the loop ends.

    Args:
        endpoint: the model and its server; the embedded model's server is started by the first request.
        policy: when to ask again.
        gate: asked before each request is sent, retries included, and told after it.
        on_tokens: called after each request with its purpose and usage, in the task that asked; what it
            raises ends the question, so that a budget can stop here.

    Attributes:
        endpoint: as given, completed when the embedded server runs.
        usage: running total of all requests, the failed ones included.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        policy: RetryPolicy = DEFAULT_POLICY,
        gate: Gate | None = None,
        on_tokens: OnTokens | None = None,
    ) -> None:
        self.endpoint = endpoint
        self.policy = policy
        self.gate = gate
        self.on_tokens = on_tokens
        self._embedded_here = endpoint.embedded
        self.usage = Usage()
        self._here: _Loop | None = None
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

    async def read_ahead(self, name: str, messages: Sequence[Message]) -> None:
        """Let the next request that begins like this one find its beginning read, on this machine for good.

        Servers with a prompt cache find out by themselves; the embedded one has to be told.

        Args:
            name: under which what was read stays; another one for other messages.
            messages: a whole request, with nothing of an article in it.
        """
        if self._embedded_here:
            from summarizer.model.local import local_server

            await asyncio.to_thread(local_server().read_ahead, name, messages)

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
                value = await (await self._connected()).create(
                    request.answer, exchange=exchange, messages=messages, **self._parameters(request.max_tokens)
                )
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

    async def _complete(self, *, exchange: _Exchange, **body: Any) -> str:
        """The text of the server's answer, after as many requests as it takes; the exchange holds the whole choice."""
        if "response_format" in body:
            body["response_format"]["json_schema"]["strict"] = True  # instructor leaves it out
        connection = await self._connected()
        try:
            await self.policy.run(lambda: self._send(connection, body, exchange))
        except RequestFailed as failure:
            server = self.endpoint.base_url or ""
            raise error_of(failure, server, self.endpoint.model, exchange.purpose) from failure.__cause__
        refusal = exchange.choice["message"].get("refusal")
        if refusal or exchange.choice.get("finish_reason") == "content_filter":
            reason = f"declined: {snippet(refusal)}" if refusal else "was stopped by a content filter."
            raise AnswerRefused(f"{exchange.purpose}: {self.endpoint.name} {reason}", hint="Try another model.")
        return exchange.text

    async def _send(self, connection: Connection, body: dict[str, Any], exchange: _Exchange) -> None:
        """One request; its choice and usage go into the exchange, its usage also into the total."""
        bound = bound_of(body, self.endpoint) if self.gate else None
        if self.gate and bound:
            await self.gate.enter(bound)
        started, used, failure = time.perf_counter(), Usage(requests=1), None
        headers: Mapping[str, str] = {}
        try:
            seconds = self.policy.seconds(self.endpoint.on_this_machine)
            completion, headers = await connection.post(body, seconds)
            exchange.choice = first_choice(completion)
            used = usage_of(completion.get("usage"), self.endpoint)
        except RequestFailed as failed:
            failure = failed
        finally:  # also when it is cancelled
            used = replace(used, seconds=time.perf_counter() - started)
            exchange.usage += used
            self.usage += used
            if self.gate and bound:
                self.gate.leave(bound, used, headers if failure is None else failure.headers, failure)
        if self.on_tokens:
            self.on_tokens(exchange.purpose, used)
        if failure:
            raise failure

    async def _connected(self) -> Connection:
        """The connections of the running event loop, opened when they are first needed."""
        loop = asyncio.get_running_loop()
        if self._here is None or self._here.loop is not loop:
            self._here = _Loop(loop)
        here = self._here
        if here.connection is None:
            async with here.lock:
                if here.connection is None:
                    here.connection = await self._open(here)
        return here.connection

    async def _open(self, here: _Loop) -> Connection:
        if self.endpoint.base_url is None:
            self.endpoint = await asyncio.to_thread(started, self.endpoint)
        connection = await Connection.open(self.endpoint, self.policy, self._complete)
        here.closing = _close_at_end(connection)
        await anext(here.closing)
        return connection

    async def aclose(self) -> None:
        """Close the connections of the running event loop; the next request opens new ones."""
        here, self._here = self._here, None
        if here and here.closing and here.loop is asyncio.get_running_loop():
            await here.closing.aclose()


async def _close_at_end(connection: Connection) -> AsyncGenerator[None, None]:
    """Close the connections when this is closed, as `asyncio.run` does to such generators before its loop ends."""
    try:
        yield
    finally:
        await connection.close()
