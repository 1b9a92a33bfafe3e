"""How fast requests may be sent: the user's limits, the server's own, and a pause that all requests share.

Own code, since the limiters on the package index take tokens away and never give back: what a language model
will write is only known afterwards, and its bound is five times what it writes.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping

from summarizer.model.gate import Bound
from summarizer.model.retry import RequestFailed
from summarizer.model.usage import Usage

BURST = 0.05
"""Share of a minute's limit that may be used at once. The rest is spread over the minute, so that no 60 seconds
ever see more than the limit."""

ROUNDING = 1e-6
"""Part of a request or token that is not waited for."""

FIRST_SHARE = 0.5
"""Share of its bound that an answer is taken to have before any has come."""

LEARNING = 0.1
"""How much of each answer's share goes into what the next is taken to have."""

PAUSE = 1.0
"""Seconds that all requests wait when a server says "too many" and not for how long."""

LONGEST_PAUSE = 600.0
"""Seconds; a server that asks for more is not waited for, and its answer is what it is: a failure."""

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|[dhms]|$)")
_SECONDS = {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class Bucket:
    """Tokens that refill evenly; more may be taken than there are, and the debt is waited for.

    Args:
        capacity: the most it holds.
        rate: tokens a second.
        now: a clock in seconds.
        level: what it holds at the start.
    """

    def __init__(self, capacity: float, rate: float, now: float, level: float | None = None) -> None:
        self.capacity = capacity
        self.rate = rate
        self.level = capacity if level is None else level
        self._at = now

    def seconds_until(self, amount: float, now: float) -> float:
        """Seconds until an amount can be taken; one larger than the bucket goes when the bucket is full."""
        self.level = min(self.capacity, self.level + (now - self._at) * self.rate)
        self._at = now
        missing = min(amount, self.capacity) - self.level
        if missing <= ROUNDING:
            return 0.0
        return missing / self.rate if self.rate > 0 else 0.0

    def take(self, amount: float) -> None:
        """Take an amount, or with a negative one give it back."""
        self.level -= amount


def requests_a_minute(limit: float, now: float) -> Bucket:
    """A bucket of requests; the first of a minute and the last of the one before are not in the same 60 seconds."""
    burst = max(1, int(limit * BURST))
    return Bucket(burst, (limit - burst + 1) / 60, now)


def tokens_a_minute(limit: float, now: float) -> Bucket:
    """A bucket of tokens."""
    return Bucket(limit * BURST, limit * (1 - BURST) / 60, now)


class Limits:
    """Holds requests back until they may be sent.

    Args:
        rpm: requests a minute; None for no limit.
        tpm: tokens a minute, of prompts and answers together; None for no limit.
        clock, sleep: tests pass their own.
    """

    def __init__(
        self,
        rpm: float | None = None,
        tpm: float | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._requests = [requests_a_minute(rpm, clock())] if rpm else []
        self._tokens = [tokens_a_minute(tpm, clock())] if tpm else []
        self._server: dict[str, Bucket] = {}
        self._share = FIRST_SHARE
        self._paused_until = 0.0
        self._line = asyncio.Lock()

    async def enter(self, bound: Bound) -> float:
        """Wait in line until a request may be sent; the tokens taken for it."""
        async with self._line:  # first come, first served
            while True:
                tokens = bound.input_tokens + bound.output_tokens * self._share
                seconds = self._seconds_until(tokens)
                if seconds <= 0:
                    break
                await self._sleep(seconds)
            for bucket in self._buckets("requests"):
                bucket.take(1)
            for bucket in self._buckets("tokens"):
                bucket.take(tokens)
        return tokens

    def leave(
        self, bound: Bound, taken: float, used: Usage, headers: Mapping[str, str], failure: RequestFailed | None
    ) -> None:
        """Give back what was taken too much, and heed what the server says."""
        actual = used.input_tokens + used.output_tokens
        if failure is None:
            if not actual:  # the server does not say
                actual = bound.input_tokens
            elif bound.output_tokens:
                self._share += (used.output_tokens / bound.output_tokens - self._share) * LEARNING
        for bucket in self._tokens:
            bucket.take(actual - taken)
        now = self._clock()
        for kind in ("requests", "tokens"):
            if said := _said(headers, kind, now):
                self._server[kind] = said
        if failure and failure.temporary and failure.status in (429, 503):
            pause = PAUSE if failure.retry_after is None else failure.retry_after
            if pause <= LONGEST_PAUSE:
                self._paused_until = max(self._paused_until, now + pause)

    def _seconds_until(self, tokens: float) -> float:
        now = self._clock()
        return max(
            self._paused_until - now,
            *(bucket.seconds_until(1, now) for bucket in self._buckets("requests")),
            *(bucket.seconds_until(tokens, now) for bucket in self._buckets("tokens")),
            0.0,
        )

    def _buckets(self, kind: str) -> list[Bucket]:
        own = self._requests if kind == "requests" else self._tokens
        return own + [self._server[kind]] if kind in self._server else own


def _said(headers: Mapping[str, str], kind: str, now: float) -> Bucket | None:
    """The server's own bucket, from `x-ratelimit-*`: what remains, of how much, and when it is full again.

    Where the server counts in fixed windows instead, it fills later than this assumes, and says 429.
    """
    if f"x-ratelimit-remaining-{kind}" not in headers:
        return None
    try:
        remaining = float(headers[f"x-ratelimit-remaining-{kind}"])
        limit = float(headers.get(f"x-ratelimit-limit-{kind}", "nan"))
    except ValueError:
        return None
    reset = seconds_of(headers.get(f"x-ratelimit-reset-{kind}", ""))
    if reset is None or not remaining < limit:
        return None
    return Bucket(limit, (limit - remaining) / max(reset, 0.001), now, remaining)


def seconds_of(duration: str) -> float | None:
    """Seconds of a duration such as "6m0s", "1.5s", "20ms" or "12"; None for anything else."""
    parts = _DURATION.findall(duration.strip())
    if not parts or "".join(number + unit for number, unit in parts) != duration.strip():
        return None
    return min(sum(float(number) * _SECONDS[unit] for number, unit in parts), LONGEST_PAUSE)
