"""When a request is sent again, how long to wait before, and what its failure is called in the end."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar, cast

from summarizer.errors import AccessDenied, AnswerRefused, RequestRejected, ServerUnavailable, SummarizerError

ResultT = TypeVar("ResultT")

TEMPORARY = frozenset({408, 409, 425, 429})
"""Statuses below 500 that may pass by themselves: timeout, conflict, too early, too many requests."""

DENIED = frozenset({401, 402, 403})
"""Statuses about the key or the account behind it."""

JITTER = 0.25
"""Share of a pause left to chance, so that requests that failed together do not come back together."""

LOCAL_TIMEOUT = 600.0
"""Seconds for a model on the user's machine: two cores write a section of 1,200 tokens in about two minutes,
and may read a long article first."""

HOSTED_TIMEOUT = 120.0
"""Seconds for a hosted model, which answers a section in 5 to 60."""


SNIPPET = 200
"""Characters of a server's unexpected answer that are shown in an error."""


@dataclass(eq=False)
class RequestFailed(Exception):
    """One request that brought no answer, told without the SDK's types.

    Attributes:
        message: what the server or the connection said.
        status: HTTP status; None when no answer came at all, 200 for one that is no completion.
        code: the server's own name for the error, "insufficient_quota".
        retry_after: seconds the server asks to wait.
        unanswered: nothing came in time, or nobody listens; waiting longer seldom helps.
        attempts: how many requests failed before it was given up.
        headers: of the answer, names in lower case; none when no answer came.
    """

    message: str
    status: int | None = None
    code: str = ""
    retry_after: float | None = None
    unanswered: bool = False
    attempts: int = 1
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def temporary(self) -> bool:
        """Whether the same request may succeed later."""
        if self.code == "insufficient_quota":  # a 429 that only a payment ends
            return False
        return self.status is None or self.status == 200 or self.status >= 500 or self.status in TEMPORARY


@dataclass(frozen=True)
class RetryPolicy:
    """How patient the client is.

    Attributes:
        attempts: requests sent at most for one answer, the first included.
        attempts_unanswered: the same where no answer comes in time or nobody listens.
        corrections: how often a model is told what is wrong with its answer.
        total_wait: seconds of all pauses of one answer together; a server that asks for more is given up.
        first_pause, longest_pause: seconds; pauses double from the first to the longest.
        timeout: seconds for one request from start to end; None takes `LOCAL_TIMEOUT` or `HOSTED_TIMEOUT`.
        connect_timeout: seconds until a connection stands.
        sleep: how to wait; tests pass one that does not.
    """

    attempts: int = 5
    attempts_unanswered: int = 2
    corrections: int = 2
    total_wait: float = 120.0
    first_pause: float = 1.0
    longest_pause: float = 30.0
    timeout: float | None = None
    connect_timeout: float = 10.0
    sleep: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep, repr=False, compare=False)

    async def run(self, send: Callable[[], Awaitable[ResultT]]) -> ResultT:
        """Call `send` until it succeeds, raises anything but a temporary failure, or patience ends."""
        attempt, waited = 1, 0.0
        while True:
            try:
                return await send()
            except RequestFailed as failure:
                pause = self.pause(failure, attempt)
                if pause is None or waited + pause > self.total_wait:
                    failure.attempts = attempt
                    raise
            await self.sleep(pause)
            attempt, waited = attempt + 1, waited + pause

    def seconds(self, on_this_machine: bool) -> float:
        """The timeout of one request, by where the model runs."""
        return self.timeout or (LOCAL_TIMEOUT if on_this_machine else HOSTED_TIMEOUT)

    def pause(self, failure: RequestFailed, attempt: int) -> float | None:
        """Seconds to wait after the given attempt (from 1) has failed; None to give up."""
        allowed = self.attempts_unanswered if failure.unanswered else self.attempts
        if not failure.temporary or attempt >= allowed:
            return None
        chance = random.random() * JITTER  # noqa: S311  spreads load; nothing secret depends on it
        if failure.retry_after is not None:
            return failure.retry_after * (1 + chance)
        doubled: float = self.first_pause * 2 ** (attempt - 1)
        return min(doubled, self.longest_pause) * (1 - chance)


def first_choice(completion: Any) -> dict[str, Any]:
    """The first choice of a completion, as parsed JSON.

    Raises:
        RequestFailed: the server sent something else.
    """
    match completion:
        case {"choices": [{"message": {}} as choice, *_]}:
            return cast("dict[str, Any]", choice)
        case {"error": {"code": int(status), "message": str(message)}}:  # relays say 200 and fail inside
            raise RequestFailed(snippet(message), status=status)
    raise RequestFailed(f"sent no completion but {snippet(completion)!r}", status=200)


def snippet(content: object) -> str:
    """The beginning of what a server sent, on one line."""
    return " ".join(str(content).split())[:SNIPPET]


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds a server asks to wait, from `retry-after-ms` or `Retry-After` (seconds or a date, RFC 9110)."""
    try:
        if "retry-after-ms" in headers:
            seconds = float(headers["retry-after-ms"]) / 1000
        else:
            seconds = float(headers["retry-after"])
    except KeyError:
        return None
    except ValueError:
        try:
            seconds = parsedate_to_datetime(headers["retry-after"]).timestamp() - time.time()
        except (KeyError, ValueError):  # neither a number nor a date: as if it were not there
            return None
    return max(0.0, seconds) if seconds < float("inf") else None


def error_of(failure: RequestFailed, server: str, model: str, purpose: str) -> SummarizerError:
    """The error users see for a request that failed for good.

    Args:
        failure: the last failure.
        server: its address.
        model: the name that was sent.
        purpose: what was asked for, "stakeholders".
    """
    status = f"answered {failure.status}: " if failure.status not in (None, 200) else ""
    tried = f" ({failure.attempts} attempts)" if failure.attempts > 1 else ""
    message = f"{purpose}: {server} {status}{failure.message.rstrip('.')}{tried}."
    if failure.code == "insufficient_quota" or failure.status == 402:
        return AccessDenied(message, hint="The account has no credit left: add some, or use another key or model.")
    if failure.status in DENIED:
        return AccessDenied(message, hint="Check that the key is right and may use this model.")
    if failure.code == "content_filter":  # some servers filter the question, and call that a bad request
        return AnswerRefused(message, hint="The server's content filter stopped the article; use another model.")
    if failure.temporary:
        return ServerUnavailable(message, hint=_what_to_try(failure))
    return RequestRejected(message, hint=_what_to_change(failure, model))


def _what_to_try(failure: RequestFailed) -> str:
    if failure.status == 200:
        return "Check the address: it ends where the API begins, often /v1."
    if failure.status is None:
        return "Check that the server runs and that its address is right."
    return "Try again later, or with fewer requests side by side."


def _what_to_change(failure: RequestFailed, model: str) -> str | None:
    said = f"{failure.code} {failure.message}".lower()
    if failure.status == 404:
        return f"Check the model's name, {model!r}, and that the address ends where the API begins, often /v1."
    if "context" in said and any(word in said for word in ("length", "size", "window", "exceed")):
        return "The article is too long for this model: use one with a larger context."
    if "response_format" in said or "json_schema" in said:
        return "This server or model takes no JSON Schema for its answers, and needs to."
    return None
