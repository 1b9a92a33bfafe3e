"""What the model was used for: requests, tokens, seconds, dollars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.model.choose import Endpoint


@dataclass(frozen=True)
class Usage:
    """Totals of any number of requests; two of them add up with `+`.

    Attributes:
        requests: HTTP requests sent, retries and corrections included.
        input_tokens: tokens of all prompts, those from the server's cache included.
        cached_tokens: how many of the input tokens the server had in its cache.
        output_tokens: tokens the model wrote, its hidden reasoning included.
        seconds: time spent waiting for the server, summed over requests, also those side by side.
        cost_usd: US dollars, or None as soon as one request's price is not known.
    """

    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    cost_usd: float | None = 0.0

    def __add__(self, other: Usage) -> Usage:
        """The sum; an unknown cost makes the sum unknown, never smaller."""
        unknown = self.cost_usd is None or other.cost_usd is None
        return Usage(
            self.requests + other.requests,
            self.input_tokens + other.input_tokens,
            self.cached_tokens + other.cached_tokens,
            self.output_tokens + other.output_tokens,
            self.seconds + other.seconds,
            None if unknown else (self.cost_usd or 0.0) + (other.cost_usd or 0.0),
        )


def usage_of(reported: object, endpoint: Endpoint) -> Usage:
    """The usage of one answered request.

    Args:
        reported: the `usage` object of the server's answer as parsed JSON; anything else counts as missing.
        endpoint: who answered; decides the price.
    """
    if not isinstance(reported, dict):
        return Usage(requests=1, cost_usd=0.0 if endpoint.free else None)
    read = _tokens(reported, "prompt_tokens")
    written = _tokens(reported, "completion_tokens")
    cached = min(read, _cached_tokens(reported))
    cost = cost_of(endpoint, read, cached, written)
    return Usage(1, read, cached, written, cost_usd=cost)


def _tokens(counts: dict[str, Any], name: str) -> int:
    value = counts.get(name)
    return int(value) if isinstance(value, int | float) and value > 0 else 0


def _cached_tokens(reported: dict[str, Any]) -> int:
    """Where servers say how much of the prompt was cached: OpenAI's place, then DeepSeek's own."""
    details = reported.get("prompt_tokens_details")
    if isinstance(details, dict):
        return _tokens(details, "cached_tokens")
    return _tokens(reported, "prompt_cache_hit_tokens")


def cost_of(endpoint: Endpoint, read: int, cached: int, written: int) -> float | None:
    """US dollars for some tokens; None when the price is not known, which is not the same as free.

    Without a price of the user's own, by the offline table of `genai-prices`, which finds the provider by its
    address.
    """
    if endpoint.free or read + written == 0:
        return 0.0
    if endpoint.price:
        return endpoint.price.of(read, cached, written)
    if (endpoint.model, endpoint.base_url) in _unknown:
        return None
    import genai_prices

    tokens = genai_prices.Usage(input_tokens=read, cache_read_tokens=cached, output_tokens=written)
    try:
        price = genai_prices.calc_price(tokens, endpoint.model, provider_api_url=endpoint.base_url or "")
    except (LookupError, ValueError):
        _unknown.add((endpoint.model, endpoint.base_url))
        return None
    return float(price.total_price)


_unknown: set[tuple[str, str | None]] = set()
"""Models that are not in the table: looking in vain for each request would take longer than finding."""
