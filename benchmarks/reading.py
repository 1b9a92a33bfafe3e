"""How well pages are read: ours and trafilatura alone, over the same pages in the same run.

    python -m benchmarks.reading [DIR]

DIR holds pages and a `gold.json` such as that of `tests/pages`, whose pages imitate the furniture of 23 invented
outlets in ten languages. F1 is that of the words of the main text (for Chinese and Japanese, of the characters),
averaged over the pages. A leak is a phrase of the furniture that is found in the text.
"""

import argparse
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura

from summarizer.errors import SummarizerError
from summarizer.read import read_article
from summarizer.read.decode import decode
from summarizer.read.html import charset_of_page

PAGES = Path(__file__).parents[1] / "tests" / "pages"
FIELDS = ("title", "published", "author", "source", "language", "credit")
WITHOUT_BLANKS = re.compile(r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+")


@dataclass(frozen=True)
class Reading:
    """What was read of one page; `error` instead when it was turned away."""

    text: str = ""
    fields: dict[str, str | None] | None = None
    error: str | None = None


@dataclass(frozen=True)
class Score:
    """How good one reading is."""

    precision: float
    recall: float
    leaks: list[str]
    right: dict[str, bool]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def ours(path: Path) -> Reading:
    """What `read_article` gives."""
    try:
        article = read_article(path)
    except SummarizerError as error:
        return Reading(error=error.message)
    return Reading(article.text, {field: getattr(article, field) for field in FIELDS})


def trafilatura_alone(path: Path) -> Reading:
    """What trafilatura gives as it is used from the first page of its documentation, without comments."""
    data = path.read_bytes()
    page, _ = decode(data, charset_of_page(data))
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    if found is None:
        return Reading(error="nothing found")
    fields = {
        "title": found.title,
        "published": found.date,
        "author": found.author,
        "source": found.sitename,
        "language": found.language,
        "credit": None,
    }
    return Reading(found.text or "", fields)


def score(reading: Reading, gold: dict[str, Any]) -> Score:
    """Compare a reading with the gold of its page."""
    wanted, found = (
        Counter(WITHOUT_BLANKS.findall(text.casefold())) for text in ("\n".join(gold["paragraphs"]), reading.text)
    )
    common = sum((wanted & found).values())
    fields = reading.fields or {}
    return Score(
        precision=common / max(1, sum(found.values())),
        recall=common / max(1, sum(wanted.values())),
        leaks=[leak for leak in gold.get("leaks", []) if leak.casefold() in reading.text.casefold()],
        right={field: fields.get(field) == gold[field] for field in FIELDS if field in gold},
    )


def run(name: str, read: Callable[[Path], Reading], directory: Path, gold: dict[str, Any]) -> None:
    """Read every page and print the averages."""
    started = time.perf_counter()
    readings = {page: read(directory / f"{page}.html") for page in gold}
    seconds = time.perf_counter() - started
    articles = {page: score(readings[page], each) for page, each in gold.items() if "paragraphs" in each}
    others = [page for page, each in gold.items() if "error" in each]
    told = sum(bool(readings[page].error) and gold[page]["error"] in str(readings[page].error) for page in others)
    average = {
        part: sum(getattr(each, part) for each in articles.values()) / len(articles)
        for part in ("f1", "precision", "recall")
    }
    fields = {
        field: f"{sum(each.right[field] for each in articles.values() if field in each.right)}"
        f"/{sum(field in each.right for each in articles.values())}"
        for field in FIELDS
    }
    leaks = [leak for each in articles.values() for leak in each.leaks]
    print(f"{name:<18} F1 {average['f1']:.3f}  P {average['precision']:.3f}  R {average['recall']:.3f}", end="  ")
    print(f"leaks {len(leaks)}", *(f"{field} {share}" for field, share in fields.items()), sep="  ", end="  ")
    print(f"no-article pages told {told}/{len(others)}  {1000 * seconds / len(gold):.0f} ms a page")
    for page, each in articles.items():
        wrong = [field for field, right in each.right.items() if not right]
        if each.f1 < 0.98 or each.leaks or wrong:
            print(f"    {page:<24} F1 {each.f1:.3f}", *wrong, *each.leaks, sep="  ")


def main() -> None:
    """Both, side by side."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("directory", nargs="?", type=Path, default=PAGES)
    directory = parser.parse_args().directory
    logging.disable(logging.CRITICAL)
    gold = json.loads((directory / "gold.json").read_text())
    run("trafilatura alone", trafilatura_alone, directory, gold)
    run("ours", ours, directory, gold)


if __name__ == "__main__":
    main()
