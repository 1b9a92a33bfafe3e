"""Articles longer than a model's context: each thing once, within a number of requests that does not surprise."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.long_articles import EMBEDDED_CONTEXT, completion, told_twice, write
from summarizer import Summarizer
from summarizer.errors import AddressRefused, ArticleNotText
from summarizer.model.client import Client
from summarizer.model.connection import Connection, Reply
from summarizer.read import read_article
from summarizer.schemas import ArticleSummary, evidence_in

Summarise = Callable[[str, int | None], ArticleSummary]


@pytest.fixture
def summarise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Summarise:
    """The feature of the benchmark, summarised by a model with some context."""

    async def post(_: Any, body: dict[str, Any], seconds: float) -> Reply:
        return Reply(completion(body), {})

    monkeypatch.setattr(Connection, "post", post)

    def run(model: str, context: int | None) -> ArticleSummary:
        summarizer = Summarizer(model, base_url="http://127.0.0.1:9/v1")
        summarizer.client = Client(replace(summarizer.endpoint, context_tokens=context))
        return summarizer.summarize(read_article(write("feature", tmp_path)))

    return run


@pytest.mark.parametrize(
    ("model", "context", "requests", "parts"),
    [("m", None, 4, 1), ("m", EMBEDDED_CONTEXT, 25, 5), ("local", EMBEDDED_CONTEXT, 300, 5)],
)
def test_a_feature_of_seventeen_thousand_words_is_summarised_whole(
    summarise: Summarise, model: str, context: int | None, requests: int, parts: int
) -> None:
    """The deal is told in two ways throughout: parties, sum, day, paper and dispute stand once, from all parts."""
    summary = summarise(model, context)
    assert summary.run.requests <= requests
    assert ("parts" in "".join(summary.warnings)) == (parts > 1)
    assert told_twice(summary) == []
    assert summary.deal
    assert {(party.name.removesuffix(" AB"), party.role) for party in summary.deal.parties} == {
        ("Vale Energy", "buyer"),
        ("Norrland Wind", "target"),
    }
    assert [(amount.value, amount.currency, amount.kind) for amount in summary.deal.amounts] == [
        (450e6, "USD", "price")
    ]
    text = summary.article.text or ""
    assert all(text[each.start : each.end] == each.quote for each in evidence_in(summary))
    if model == "m":
        assert [event.date for event in summary.deal.events] == ["2026-03-03"]
        (dispute,) = summary.controversies
        assert (dispute.raised_by, [answer.by for answer in dispute.responses]) == (
            ["Per Aune"],
            [dispute.against[0]],
        )
        last = max(each.start for each in evidence_in(summary))
        assert last > len(text) * (0.7 if parts > 1 else 0), "what the last part tells is evidence, too"


def test_a_link_in_place_of_a_text_is_fetched(summarise: Summarise) -> None:
    """Within the same limits as on the command line: an address of this machine is refused."""
    summarizer = Summarizer("m", base_url="http://127.0.0.1:9/v1")
    with pytest.raises(AddressRefused):
        summarizer.summarize("http://127.0.0.1:9/story")
    (outcome,) = summarizer.batch(["http://127.0.0.1:9/story"])
    assert "not public" in str(outcome.error)


def test_the_name_of_a_file_in_place_of_a_text_is_an_error_that_says_what_to_give(summarise: Summarise) -> None:
    with pytest.raises(ArticleNotText, match="name of a file") as caught:
        Summarizer("m", base_url="http://127.0.0.1:9/v1").summarize("news/deal.html")
    assert caught.value.hint == "Give Path('news/deal.html')."
