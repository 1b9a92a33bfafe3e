"""Figures as plain text: one row for each, one column group for each file of results."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.quality.counts import Figures, total
from benchmarks.quality.scoring import Json

COSTS = {
    "input_tokens": "tokens in, an article",
    "cached_tokens": "  of them in the cache",
    "output_tokens": "tokens out, an article",
    "requests": "requests, an article",
    "seconds": "seconds, an article",
}
"""Fields of `run` → how the table calls their mean."""


def scores(columns: Mapping[str, Figures]) -> str:
    """P, R and F1 of each figure for each column.

    Args:
        columns: name of a system or file → its figures.
    """
    head = f"{'':30}" + "".join(f"  {name[:18]:>18}" for name in columns)
    under = f"{'':30}" + f"  {'P':>6}{'R':>6}{'F1':>6}" * len(columns) + "   gold"
    rows = [head, under]
    for name in _names(columns.values()):
        cells = [figures.get(name) for figures in columns.values()]
        gold = max((cell.gold for cell in cells if cell), default=0)
        row = "".join(
            f"  {_share(cell.precision)}{_share(cell.recall)}{cell.f1:6.2f}" if cell else f"  {'-':>18}"
            for cell in cells
        )
        rows.append(f"{name:30}{row}{gold:7}")
    return "\n".join(rows)


def costs(runs: Mapping[str, Sequence[Json]]) -> str:
    """What an article costs, mean over the articles; in the columns of `scores`.

    Args:
        runs: name of a system or file → `run` of each article, the failed ones among them.
    """
    return "\n".join(
        f"{title:30}" + "".join(f"  {_mean(run, field):>18}" for run in runs.values()) for field, title in COSTS.items()
    )


def differences(before: Mapping[str, Figures], after: Mapping[str, Figures]) -> str:
    """F1 of two runs figure by figure, and which articles gained or lost.

    Args:
        before: id → figures of the article.
        after: the same for the other run.
    """
    old, new = total(before.values()), total(after.values())
    rows = [f"{'':30}{'before':>8}{'after':>8}{'change':>8}   articles better, worse"]
    for name in _names([old, new]):
        if name not in old or name not in new:
            continue
        changes = [(key, _change(before[key], after[key], name)) for key in before if key in after]
        better, worse = [key for key, by in changes if by > 0], [key for key, by in changes if by < 0]
        listed = "".join(f" {sign}{key}" for sign, keys in (("+", better), ("-", worse)) for key in keys)
        change = new[name].f1 - old[name].f1
        rows.append(
            f"{name:30}{old[name].f1:8.2f}{new[name].f1:8.2f}{change:+8.2f}   {len(better)}, {len(worse)}{listed}"
        )
    return "\n".join(rows)


def _change(before: Figures, after: Figures, name: str) -> float:
    """By how much an article got better: what it found less what it got wrong; shares of something else by F1."""
    if name not in before or name not in after:
        return 0
    old, new = before[name], after[name]
    if old.gold != new.gold:
        return new.f1 - old.f1
    return (new.hit - new.predicted + new.right) - (old.hit - old.predicted + old.right)


def _names(figures: Iterable[Figures]) -> list[str]:
    return list(dict.fromkeys(name for each in figures for name in each))


def _share(value: float | None) -> str:
    return f"{'n/a':>6}" if value is None else f"{value:6.2f}"


def _mean(runs: Sequence[Json], field: str) -> str:
    values = [run[field] for run in runs if field in run]
    return f"{sum(values) / len(values):,.1f}" if values else "-"
