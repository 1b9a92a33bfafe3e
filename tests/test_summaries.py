"""The whole way from an article to its summary, over what the embedded model really answered."""

import asyncio
from pathlib import Path

import pytest

from summarizer import Article, Summarizer, read_article
from summarizer.schemas import ArticleSummary
from tests.checked import assert_offsets, evidence_of
from tests.conftest import ROOT, RecordedModel

ARTICLES = ROOT / "examples" / "articles"


@pytest.fixture
def summarizer(recorded_model: RecordedModel) -> Summarizer[ArticleSummary]:
    return Summarizer(recorded_model.model, base_url=recorded_model.base_url, api_key=recorded_model.api_key)


def summarise(summarizer: Summarizer[ArticleSummary], name: str, published: str | None = None) -> ArticleSummary:
    summary = summarizer.summarize(read_article(ARTICLES / name, published=published))
    assert_offsets(summary)
    return summary


@pytest.mark.vcr
def test_a_short_article_gives_deal_stakeholders_and_controversy(summarizer: Summarizer[ArticleSummary]) -> None:
    summary = summarise(summarizer, "solar-loan-short.txt")
    assert summary.deal is not None
    assert summary.deal.kind == "loan"
    assert {party.name for party in summary.deal.parties} >= {"Brightfield Solar", "Meridian Bank"}
    assert [(each.value, each.currency) for each in summary.deal.amounts] == [(60_000_000, "USD")]
    assert {each.name for each in summary.stakeholders} >= {"Brightfield Solar", "Meridian Bank", "Tomas Reyes"}
    (controversy,) = summary.controversies
    assert controversy.raised_by == ["Tomas Reyes"]
    assert controversy.evidence[0].sentence == 3
    assert [response.by for response in controversy.responses] == ["Brightfield", "Brightfield Solar"][1:]


@pytest.mark.vcr
def test_every_fact_has_evidence_and_every_quote_is_exact(summarizer: Summarizer[ArticleSummary]) -> None:
    summary = summarise(summarizer, "tidewell-harbour-post.txt")
    assert summary.deal is not None
    assert len(evidence_of(summary)) > 20
    facts = [*summary.overview, *summary.deal.parties, *summary.deal.amounts, *summary.deal.events]
    assert all(fact.evidence for fact in [*facts, *summary.stakeholders, *summary.controversies])


@pytest.mark.vcr
def test_an_article_without_a_deal_is_told_so_after_one_short_request(
    summarizer: Summarizer[ArticleSummary],
) -> None:
    summary = summarise(summarizer, "lighthouse-museum.txt")
    assert (summary.deal, summary.stakeholders, summary.controversies) == (None, [], [])
    assert summary.run.requests == 1
    assert summary.run.output_tokens < 16


@pytest.mark.vcr
def test_what_it_cost_is_counted(summarizer: Summarizer[ArticleSummary]) -> None:
    summary = summarise(summarizer, "solar-loan-short.txt")
    run = summary.run
    assert run.requests >= 4
    assert 0 < run.cached_tokens < run.input_tokens
    assert run.output_tokens > 0
    assert run.seconds > 0
    assert run.cost_usd is None  # a server of one's own: nobody knows its price


@pytest.mark.vcr
def test_it_works_where_an_event_loop_is_running(summarizer: Summarizer[ArticleSummary]) -> None:
    async def notebook() -> ArticleSummary:
        return summarizer.summarize(ARTICLES / "lighthouse-museum.txt")

    assert asyncio.run(notebook()).deal is None


@pytest.mark.vcr
def test_a_string_is_an_article_and_a_path_is_a_file(summarizer: Summarizer[ArticleSummary]) -> None:
    text = (ARTICLES / "lighthouse-museum.txt").read_text()
    summary = summarizer.summarize(text)
    assert summary.article.text == text
    assert summary.article.id == Article.from_text(text).id


@pytest.mark.vcr
def test_a_subclass_with_one_more_field_has_one_more_section(recorded_model: RecordedModel) -> None:
    from examples.environmental_risks import SummaryWithRisks

    model, base_url, api_key = recorded_model
    summarizer = Summarizer(model, base_url=base_url, api_key=api_key, schema=SummaryWithRisks)
    summary = summarizer.summarize(Path(ARTICLES / "solar-loan-short.txt"))
    assert_offsets(summary)
    (risk,) = summary.environmental_risks
    assert risk.said_by == "Tomas Reyes"
    assert risk.evidence[0].sentence == 3
