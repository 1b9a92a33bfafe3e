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
def test_a_short_article_gives_deal_stakeholders_controversy_and_what_it_cost(
    summarizer: Summarizer[ArticleSummary],
) -> None:
    summary = summarise(summarizer, "solar-loan-short.txt")
    assert summary.deal is not None
    assert summary.deal.kind == "loan"
    assert {party.name for party in summary.deal.parties} >= {"Brightfield Solar", "Meridian Bank"}
    assert [(each.value, each.currency) for each in summary.deal.amounts] == [(60_000_000, "USD")]
    stances = {each.name.removeprefix("Village elder "): each.stance for each in summary.stakeholders}
    assert stances["Brightfield Solar"] == stances["Meridian Bank"] == "supports"
    assert stances["Tomas Reyes"] == "opposes"
    (controversy,) = summary.controversies
    assert controversy.raised_by[0].endswith("Tomas Reyes")
    assert 3 in [place.sentence for place in controversy.evidence]
    (response,) = controversy.responses
    assert response.by == "Brightfield Solar"
    assert [place.quote for place in response.evidence] == [
        "Brightfield answered that its panels are cleaned without water."
    ]
    run = summary.run
    assert run.requests >= 4
    assert 0 < run.cached_tokens < run.input_tokens
    assert run.output_tokens > 0
    assert run.seconds > 0
    assert run.cost_usd == 0


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
    assert summary.environmental_risks
    assert all(risk.evidence and risk.said_by in (summary.article.text or "") for risk in summary.environmental_risks)
