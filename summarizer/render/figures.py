"""What the model was used for, in words."""

from collections.abc import Iterable

from summarizer_schemas import Run


def figures(runs: Iterable[Run]) -> tuple[str, ...]:
    """What some runs used: requests, tokens read, written and taken from the cache, seconds, cost."""
    runs = list(runs)
    requests = sum(run.requests for run in runs)
    cached = sum(run.cached_tokens for run in runs)
    costs = [run.cost_usd for run in runs]
    cost = None if None in costs else sum(each for each in costs if each is not None)
    return (
        f"{requests:,} request{'' if requests == 1 else 's'}",
        f"{sum(run.input_tokens for run in runs):,} tokens in" + (f" ({cached:,} cached)" if cached else ""),
        f"{sum(run.output_tokens for run in runs):,} out",
        f"{sum(run.seconds for run in runs):.1f} s",
        "cost unknown" if cost is None else _dollars(cost),
    )


def _dollars(cost: float) -> str:
    """Small sums keep the digits that tell them from nothing."""
    if 0 < cost < 0.0001:  # a hundredth of a cent
        return "<$0.0001"
    return f"${cost:,.4f}" if 0 < cost < 1 else f"${cost:,.2f}"
