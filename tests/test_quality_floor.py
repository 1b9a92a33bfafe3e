"""How good the summaries of our own articles are, over what the embedded model really answered."""

import json

import pytest

from benchmarks.quality.scoring import grounded
from benchmarks.quality.sets import SetArticle, load_set
from summarizer import Summarizer
from summarizer.text.fold import fold
from tests.checked import assert_offsets
from tests.conftest import RecordedModel
from tests.floors import CASSETTES, FLOORS, SET, article_of, fallen, reached, replayed, updated

OWN = load_set(SET)


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    """One cassette for each article, named after it, so that the floors can be computed from them."""
    return str(CASSETTES)


@pytest.mark.vcr
@pytest.mark.parametrize(
    "article",
    [pytest.param(each, marks=pytest.mark.default_cassette(f"{each.id}.yaml"), id=each.id) for each in OWN.articles],
)
def test_every_fact_of_a_summary_has_evidence_and_every_quote_and_number_is_the_articles(
    article: SetArticle, recorded_model: RecordedModel
) -> None:
    model, base_url, api_key = recorded_model
    summary = Summarizer(model, base_url=base_url, api_key=api_key).summarize(article_of(article))
    assert_offsets(summary)
    figures = grounded(summary.model_dump(mode="json"), article.text)
    assert all(counts.f1 == 1 for counts in figures.values() if counts.gold), figures


def test_no_figure_is_below_its_floor() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert floors
    assert fallen(reached(replayed(), OWN), floors) == {}


def test_a_floor_is_raised_when_more_is_reached() -> None:
    assert updated({"stakeholders": 0.9}, {"stakeholders": 0.8}) == {"stakeholders": 0.9}


@pytest.mark.parametrize("now", [{"stakeholders": 0.79, "responses": 1.0}, {"responses": 1.0}])
def test_a_floor_is_not_lowered_unless_that_is_asked_for(now: dict[str, float]) -> None:
    floors = {"stakeholders": 0.8, "responses": 0.5}
    for others in ([], ["responses"]):
        with pytest.raises(ValueError, match="stakeholders"):
            updated(now, floors, lower=others)
    assert updated(now, floors, lower=["stakeholders"]) == now


def test_tokens_have_a_ceiling_instead_of_a_floor() -> None:
    ceilings = {"input_tokens": 1000.0}
    assert fallen({"input_tokens": 1010}, ceilings) == {}
    assert fallen({"input_tokens": 500}, ceilings) == {}
    assert list(fallen({"input_tokens": 1100}, ceilings)) == ["input_tokens"]


@pytest.mark.parametrize(("name", "number"), [("own", 8), ("held", 102), ("unseen", 24)])
def test_what_gold_quotes_stands_in_its_article(name: str, number: int) -> None:
    """A slip in the gold would count against whoever is right."""
    articles = load_set(SET.with_name(f"{name}.jsonl")).articles
    assert len(articles) == number
    for article in articles:
        gold = article.gold or {}
        said = [each for controversy in gold["controversies"] for each in controversy["evidence"]]
        said += [each for one in gold["controversies"] for each in (one["response"] or {"evidence": []})["evidence"]]
        folded = [fold(each) for each in said]
        text = fold(" ".join(article.text.split()))
        assert [each for each in folded if each not in text] == []
