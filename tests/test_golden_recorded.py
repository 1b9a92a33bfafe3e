"""A summary that the embedded model really gave, and the dossier of two, in every format as they were approved."""

from collections.abc import Callable
from typing import Any

import pytest

from summarizer import Summarizer, merge
from summarizer.render import render
from summarizer.schemas import ArticleSummary
from summarizer.testing import cassette
from tests.floors import CASSETTES, SET, article_of, load_set

FORMS = [("text", "txt"), ("markdown", "md"), ("html", "html"), ("json", "json")]
TWO = ("tidewell-harbour-post", "tidewell-capital-wire")


@pytest.fixture(scope="module")
def recorded() -> list[ArticleSummary]:
    """Two articles on one deal, replayed; how long that took is no part of the page."""
    summarizer = Summarizer("local", base_url="http://127.0.0.1:9/v1", api_key="none")
    summaries = []
    for article in load_set(SET).articles:
        if article.id in TWO:
            with cassette(CASSETTES / f"{article.id}.yaml"):
                summary: Any = summarizer.summarize(article_of(article))
            summary.run = summary.run.model_copy(update={"seconds": 0.0, "version": "0"})
            summaries.append(summary)
    return summaries


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_golden_pages_of_a_recorded_summary(
    recorded: list[ArticleSummary], form: Any, ending: str, approved: Callable[[str, str], None]
) -> None:
    approved(_body(render(recorded[0], form), form), f"recorded.{ending}")


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_golden_pages_of_a_recorded_dossier(
    recorded: list[ArticleSummary], form: Any, ending: str, approved: Callable[[str, str], None]
) -> None:
    approved(_body(render(merge(recorded), form), form), f"recorded-dossier.{ending}")


def _body(page: str, form: str) -> str:
    """Of HTML, what lies between style and script."""
    return page[page.index("<body>") : page.index("<script>")] if form == "html" else page
