"""How summaries are scored: what counts as found, and how counts become figures."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.counts import Counts, matched, total
from benchmarks.quality.matching import number, same_name, same_sum
from benchmarks.quality.scoring import acquisition, annotated, grounded, score
from benchmarks.quality.sets import BadSet, load_set
from benchmarks.quality.table import differences, scores

TEXT = (
    "Acme Metals bought Bolt for $5 million on 3 May 2026.\nThe union Unity said that jobs would go.\nAcme denied it."
)

GOLD: dict[str, Any] = {
    "id": "a",
    "deal": {
        "parties": [["Acme Metals", "Acme"], ["Bolt"]],
        "goods": [["Bolt"]],
        "instruments": [],
        "amounts": [{"value": 5_000_000, "currency": "USD"}],
        "events": [{"about": ["bought"], "date": "2026-05"}, {"about": ["go"], "date": None}],
    },
    "stakeholders": [
        {"name": ["Acme Metals", "Acme"], "kind": "company", "stance": "supports"},
        {"name": ["Unity"], "kind": "other", "stance": "opposes"},
    ],
    "not_stakeholders": ["Daily Post"],
    "controversies": [
        {
            "raised_by": ["Unity"],
            "about": ["jobs", "go"],
            "evidence": ["jobs would go"],
            "response": {"by": ["Acme Metals", "Acme"], "evidence": ["denied it"]},
        }
    ],
}

PERFECT: dict[str, Any] = {
    "article": {"id": "a", "text": TEXT},
    "deal": {
        "parties": [{"name": "Acme Metals", "role": "buyer"}, {"name": "Bolt", "role": "target"}],
        "items": [{"name": "Bolt"}],
        "amounts": [{"text": "$5 million", "value": 5e6, "currency": "USD", "kind": "price"}],
        "instruments": [],
        "events": [{"what": "bought", "date": "2026-05-03", "date_text": "3 May 2026"}],
    },
    "stakeholders": [
        {"name": "Acme Metals", "aliases": ["Acme"], "kind": "company", "stance": "supports"},
        {"name": "Unity", "aliases": [], "kind": "other", "stance": "opposes"},
    ],
    "controversies": [
        {
            "raised_by": ["Unity"],
            "claim": "jobs would go",
            "topic": "jobs",
            "evidence": [],
            "responses": [{"by": "Acme", "says": "denied it", "evidence": []}],
        }
    ],
}


def write(folder: Path, articles: list[Any], gold: list[Any] | None = None) -> Path:
    path = folder / "set.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in articles))
    if gold is not None:
        path.with_suffix(".gold.json").write_text(json.dumps(gold))
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write(tmp_path, [{"id": "a", "text": TEXT}], [GOLD])


def without(summary: dict[str, Any], *path: Any) -> dict[str, Any]:
    """A copy with one entry less."""
    copy: Any = json.loads(json.dumps(summary))
    node = copy
    for key in path[:-1]:
        node = node[key]
    del node[path[-1]]
    return dict(copy)


def test_a_perfect_summary_scores_one_on_every_figure(own: Path) -> None:
    figures = score({"a": PERFECT}, load_set(own))
    found = {name: counts.f1 for name, counts in figures.items() if counts.gold}
    assert found.pop("facts with evidence") == 0, "these facts cite nothing"
    assert found == dict.fromkeys(found, 1.0)
    assert figures["deal.event dates"].gold == 1, "an event without a date is not asked for"
    assert figures["articles summarised"].f1 == 1


def test_an_article_without_a_summary_counts_as_one_in_which_nothing_was_found(own: Path) -> None:
    figures = score({}, load_set(own))
    assert figures["stakeholders"] == Counts(gold=2)
    assert figures["articles summarised"].f1 == 0


@pytest.mark.parametrize(
    ("gone", "figure"),
    [
        (("deal", "parties", 0), "deal.parties"),
        (("deal", "amounts", 0), "deal.amounts"),
        (("deal", "events", 0), "deal.event dates"),
        (("stakeholders", 1), "stakeholders"),
        (("controversies", 0), "controversies"),
        (("controversies", 0, "responses", 0), "responses"),
    ],
)
def test_what_is_missing_lowers_recall_of_its_figure_and_not_precision(
    own: Path, gone: tuple[Any, ...], figure: str
) -> None:
    counts = score({"a": without(PERFECT, *gone)}, load_set(own))[figure]
    assert counts.recall is not None
    assert counts.recall < 1
    assert counts.precision in (1, None)


def changed(**stakeholder: Any) -> dict[str, Any]:
    copy = json.loads(json.dumps(PERFECT))
    copy["stakeholders"][1].update(stakeholder)
    return dict(copy)


@pytest.mark.parametrize(
    ("summary", "figure", "good"),
    [
        (changed(kind="company"), "stakeholder kind", 1),
        (changed(stance="neutral"), "stakeholder stance", 1),
        (changed(aliases=["Daily Post"]), "stakeholders not bystanders", 1),
    ],
)
def test_a_wrong_kind_or_stance_or_a_bystander_is_counted(
    own: Path, summary: dict[str, Any], figure: str, good: int
) -> None:
    assert score({"a": summary}, load_set(own))[figure] == Counts(2, good, 2, good)


def test_neutral_and_not_stated_are_one_stance(own: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    gold["stakeholders"][1]["stance"] = "not stated"
    own.with_suffix(".gold.json").write_text(json.dumps([gold]))
    assert score({"a": changed(stance="neutral")}, load_set(own))["stakeholder stance"].f1 == 1


def test_a_controversy_needs_its_critic_and_what_it_is_about(own: Path) -> None:
    other_critic = json.loads(json.dumps(PERFECT))
    other_critic["controversies"][0]["raised_by"] = ["Bolt"]
    other_matter = json.loads(json.dumps(PERFECT))
    other_matter["controversies"][0] |= {"claim": "the price is low", "topic": "price"}
    for wrong in (other_critic, other_matter):
        assert score({"a": wrong}, load_set(own))["controversies"].f1 == 0


def test_acquisition_slots_are_scored_by_roles(tmp_path: Path) -> None:
    gold = {
        "purchaser": [["Acme Metals", "Acme"]],
        "seller": [],
        "acquired": [["Bolt Inc", "Bolt"]],
        "dlramt": [["5 mln dlrs"]],
    }
    free = {"purchaser": [["Acme Metals", "Acme"]], "seller": [], "acquired": [["Bolt"]], "dlramt": []}
    articles = [{"id": "a", "text": TEXT, "gold": gold}, {"id": "b", "text": TEXT, "gold": free}]
    figures = score({"a": PERFECT, "b": PERFECT}, load_set(write(tmp_path, articles)))
    assert figures["purchaser"] == Counts(2, 2, 2, 2)
    assert figures["acquired"] == Counts(2, 2, 2, 2)
    assert figures["price"] == Counts(gold=1, hit=1, predicted=2, right=1)
    assert figures["no price where none is paid"] == Counts(1, 0, 1, 0)
    assert "no price where none is paid" not in acquisition(PERFECT, gold)


def test_a_sum_needs_its_currency_and_a_month_by_name_is_looked_for_in_the_words() -> None:
    pounds = json.loads(json.dumps(PERFECT))
    pounds["deal"]["amounts"][0]["currency"] = "GBP"
    assert annotated(pounds, GOLD)["deal.amounts"].f1 == 0
    for month, found in (("May", 1), ("June", 0)):
        gold = {**GOLD, "deal": {**GOLD["deal"], "events": [{"about": [], "date": month}]}}
        assert annotated(PERFECT, gold)["deal.event dates"].hit == found


def test_of_money_only_the_annotated_part_counts(tmp_path: Path) -> None:
    gold = {
        "annotated_until": 50,
        "values": [{"type": "MONEY", "text": "$5 million"}, {"type": "PERCENT", "text": "5"}],
    }
    summary = json.loads(json.dumps(PERFECT))
    summary["deal"]["amounts"] = [
        {"value": 5e6, "evidence": [{"start": 28, "end": 38, "quote": "$5 million"}]},
        {"value": 7e6, "evidence": [{"start": 60, "end": 61, "quote": "x"}]},
    ]
    figures = score({"a": summary}, load_set(write(tmp_path, [{"id": "a", "text": TEXT, "gold": gold}])))
    assert figures["money"] == Counts(1, 1, 1, 1)


def fact(quote: str, start: int, **said: str) -> dict[str, Any]:
    return {"article": {"text": TEXT}, "stakeholders": [{"evidence": [{"start": start, "end": start + len(quote),
            "quote": quote}], **said}]}  # fmt: skip


def test_a_quote_is_exact_only_at_its_offsets_and_in_the_source() -> None:
    assert grounded(fact("Acme Metals", 0, name="Acme"), TEXT)["quotes exact"].f1 == 1
    assert grounded(fact("Acme Metals", 1, name="Acme"), TEXT)["quotes exact"].f1 == 0
    assert grounded(fact("Acme Metals", 0, name="Acme"), "Something else")["quotes exact"].f1 == 0


def test_a_number_that_the_article_lacks_is_counted_and_a_computed_date_is_not() -> None:
    figures = grounded(fact("Acme", 0, says="5 and 70", date="2031-01-01"), TEXT)
    assert figures["numbers in the article"] == Counts(2, 1, 2, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Acme Metals", "Acme Metals Inc.", True),
        ("Acme Metals (AM)", "AM", True),
        ("U.S. Steel", "US Steel", True),
        ("Société Générale", "Societe Generale SA", True),
        ("Joris Brandt", "Mr Brandt", False),
        ("Brandt", "Mr Joris Brandt", False),
        ("Chief executive Joris Brandt", "Joris Brandt", True),
        ("Acme Metals", "Acme Foods", False),
        ("The Group", "The Company", False),
        ("The Group", "the group", True),
    ],
)
def test_names_are_the_same_by_their_words(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_numbers_come_with_their_scale() -> None:
    assert number("USD 6 trillion") == 6e12
    assert number("5.5 mln dlrs") == 5.5e6
    assert number("1,250 dlrs") == 1250
    assert number("an undisclosed sum") is None
    assert same_sum("5000000", 5.02e6)
    assert not same_sum(5.1e6, 5e6)
    assert not same_sum(None, 5.0)


COUNTS = st.builds(Counts, *[st.integers(0, 9)] * 4)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), COUNTS)))
def test_figures_add_up_in_any_order(figures: list[dict[str, Counts]]) -> None:
    assert total(figures) == total(reversed(figures))


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_shares_lie_between_nothing_and_all(gold: list[int], predicted: list[int]) -> None:
    counts = matched(gold, predicted, lambda one, other: one == other)
    assert all(0 <= share <= 1 for share in (counts.precision, counts.recall, counts.f1) if share is not None)
    assert counts.hit <= counts.gold
    assert counts.right <= counts.predicted


@pytest.mark.parametrize("line", ['{"id": "a"}', "no json", '{"id": "a", "file": "missing.txt"}'])
def test_a_broken_set_says_which_file_it_is(tmp_path: Path, line: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(BadSet, match=r"set\.jsonl"):
        load_set(path)


def test_gold_of_no_known_kind_is_refused_and_so_are_two_kinds(tmp_path: Path) -> None:
    with pytest.raises(BadSet, match="kind"):
        load_set(write(tmp_path, [{"id": "a", "text": "x", "gold": {"colour": "red"}}]))
    money = {"annotated_until": 1, "values": []}
    with pytest.raises(BadSet, match="annotated, money"):
        load_set(write(tmp_path, [{"id": "a", "text": "x"}, {"id": "b", "text": "y", "gold": money}], [GOLD]))


def test_a_set_without_gold_is_scored_on_grounding_alone(tmp_path: Path) -> None:
    figures = score({"a": PERFECT}, load_set(write(tmp_path, [{"id": "a", "text": TEXT}])))
    assert set(figures) == {"facts with evidence", "quotes exact", "numbers in the article", "articles summarised"}


def test_tables_show_each_figure_once_and_name_the_articles_that_changed() -> None:
    better, worse = {"x": Counts(2, 2, 2, 2)}, {"x": Counts(2, 1, 2, 1)}
    table = scores({"one": better, "two": worse})
    assert table.count("\nx ") == 1
    assert "  1.00  1.00  1.00    0.50  0.50  0.50" in table
    changes = differences({"a": worse, "b": better}, {"a": better, "b": worse})
    assert "+0.00   1, 1 +a -b" in changes
