"""The quality floor: what the recorded model reaches on our own articles, and what it must not fall below.

    python -m tests.floors                          raise the floors to what is reached now
    python -m tests.floors --lower responses …      also lower these, which are not reached any more

What the model answered is replayed from `cassettes/quality/`, so this takes seconds. The floors are the F1 of each
figure, and the mean tokens of an article as ceilings: an additional request has to earn its tokens.
"""

import argparse
import json
import sys
from collections.abc import Container
from pathlib import Path
from typing import Any

from benchmarks.quality.scoring import score
from benchmarks.quality.sets import ArticleSet, SetArticle, load_set
from summarizer import Article, Summarizer
from summarizer.testing import cassette

ROOT = Path(__file__).parent.parent
SET = Path(__file__).parent / "quality" / "own.jsonl"
FLOORS = SET.with_name("floors.json")
CASSETTES = ROOT / "cassettes" / "quality"

SLACK = 0.005
"""Floors are kept with two digits; less than half of the last one is no change."""

TOKENS_SLACK = 0.02
"""Share by which tokens may grow: half a sentence more in a question is no news."""


def replayed() -> dict[str, dict[str, Any]]:
    """What comes of the recorded answers: id → summary."""
    summarizer = Summarizer("local", base_url="http://127.0.0.1:9/v1", api_key="none")
    summaries = {}
    for article in load_set(SET).articles:
        with cassette(CASSETTES / f"{article.id}.yaml"):
            summaries[article.id] = summarizer.summarize(article_of(article)).model_dump(mode="json")
    return summaries


def article_of(article: SetArticle) -> Article:
    """An article of a set as the pipeline takes it."""
    return Article.from_text(article.text, id=article.id, published=article.published)


def reached(summaries: dict[str, dict[str, Any]], articles: ArticleSet) -> dict[str, float]:
    """Name of a figure → its F1; and mean tokens of an article."""
    figures = {name: round(counts.f1, 2) for name, counts in score(summaries, articles).items()}
    runs = [summary["run"] for summary in summaries.values()]
    for name in ("input_tokens", "output_tokens"):
        figures[name] = round(sum(run[name] for run in runs) / len(runs))
    return figures


def fallen(now: dict[str, float], floors: dict[str, float]) -> dict[str, str]:
    """Figures that are worse than their floor, with both values; one that is gone is the worst."""
    return {
        name: f"{now.get(name, 'missing')}, floor {floor}"
        for name, floor in floors.items()
        if name not in now or is_worse(name, now[name], floor)
    }


def is_worse(name: str, value: float, floor: float) -> bool:
    """Whether a figure falls below its floor, or tokens rise above their ceiling."""
    return value > floor * (1 + TOKENS_SLACK) if name.endswith("_tokens") else value < floor - SLACK


def updated(now: dict[str, float], floors: dict[str, float], lower: Container[str] = ()) -> dict[str, float]:
    """The new floors.

    Args:
        now: what is reached.
        floors: what had to be reached so far.
        lower: figures whose floors may fall.

    Raises:
        ValueError: another floor would fall; the message says which.
    """
    down = {name: what for name, what in fallen(now, floors).items() if name not in lower}
    if down:
        lines = "\n".join(f"  {name}: {what}" for name, what in down.items())
        raise ValueError(
            f"These are worse than their floors:\n{lines}\nTo lower a floor all the same, name it: --lower."
        )
    return now


def main() -> None:
    """Write the floors, or say which of them would fall."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", nargs="+", default=[], metavar="FIGURE", help="floors that may fall")
    lower = parser.parse_args().lower
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    try:
        new = updated(reached(replayed(), load_set(SET)), floors, lower)
    except ValueError as refused:
        sys.exit(str(refused))
    for name, value in new.items():
        was = f"{floors[name]:>10}" if name in floors else f"{'new':>10}"
        print(f"{name:30}{was} -> {value}")
    FLOORS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
