"""Several summaries become one dossier, whatever the order they come in."""

from itertools import permutations
from typing import Any

import pytest

from summarizer import changes, corroboration, group, merge
from summarizer.schemas import ArticleSummary, Deal, Dossier
from tests.checked import check

POST = (
    "Norrland Wind sold to Vale Energy\n"
    "Vale Energy signed a contract on 8 September 2025 to buy Norrland Wind for about $500 million.\n"
    "The Frontier Grid Organisation (FGO) accused Vale Energy of hiding the price of the turbines.\n"
    "Vale Energy answered that the price of the turbines would be published."
)
WIRE = (
    "Vale Energy signed a contract in September 2025 to buy Norrland Wind and will pay $0.5bn.\n"
    "The Frontier Grid Organization accused Vale Energy of hiding the price of the turbines."
)
RIVAL = (
    "Vale Energy signed a contract on 9 September 2025 to buy Norrland Wind and will pay $430 million.\n"
    "Nobody at the grid spoke of it."
)
OTHER = "Vale Energy signed a contract on 8 September 2025 to buy Kestrel Hydro for $90 million."


def told(text: str, name: str, *, answer: bool = False, target: str = "Norrland Wind", **deal: Any) -> ArticleSummary:
    """A summary with the deal, and the grid's criticism where the text has it."""
    parties = [
        {"name": "Vale Energy", "role": "buyer", "evidence": [1]},
        {"name": target, "role": "target", "evidence": [1]},
    ]
    sentence = 2 if text.startswith("Norrland") else 1
    said: dict[str, Any] = {"deal": {"kind": "acquisition", "status": "signed", "parties": parties, **deal}}
    if "accused" in text:
        critic = "Frontier Grid Organisation" if "Organisation" in text else "Frontier Grid Organization"
        responses = [{"by": "Vale Energy", "says": "the price would be published", "evidence": [4]}] if answer else []
        claim = "Vale Energy is hiding the price of the turbines"
        said["controversies"] = [
            {
                "raised_by": [critic], "claim": claim, "against": [], "topic": "price", "responses": responses,
                "evidence": [sentence + 1],
            }
        ]  # fmt: skip
    summary = check(text, published="2025-09-20", **said)
    for place in _evidence(summary):
        place.__dict__["article"] = name
    return summary.model_copy(update={"article": summary.article.model_copy(update={"id": name})})


def _evidence(summary: ArticleSummary) -> list[Any]:
    from summarizer.schemas import evidence_in

    return list(evidence_in(summary))


def sum_of(text: str, sentence: int = 1) -> list[dict[str, Any]]:
    return [{"text": text, "kind": "price", "what_for": "", "evidence": [sentence]}]


def signing(date: str, sentence: int = 1) -> list[dict[str, Any]]:
    return [{"what": "signed a contract", "date_text": date, "status": "happened", "evidence": [sentence]}]


@pytest.fixture
def post() -> ArticleSummary:
    return told(POST, "post", answer=True, amounts=sum_of("$500 million", 2), events=signing("8 September 2025", 2))


@pytest.fixture
def wire() -> ArticleSummary:
    return told(WIRE, "wire", amounts=sum_of("$0.5bn"), events=signing("September 2025"))


@pytest.fixture
def rival() -> ArticleSummary:
    return told(RIVAL, "rival", amounts=sum_of("$430 million"), events=signing("9 September 2025"))


def deal_of(dossier: Dossier) -> Deal:
    assert dossier.deal is not None
    return dossier.deal


def test_units_and_vague_dates_agree_and_the_more_exact_is_shown(post: ArticleSummary, wire: ArticleSummary) -> None:
    dossier = merge([post, wire])
    assert [each.kind for each in dossier.discrepancies] == ["answer"]
    (event,) = deal_of(dossier).events
    assert event.date == "2025-09-08"
    assert corroboration(event, dossier) == 2
    assert len(deal_of(dossier).amounts) == 1


def test_spelling_and_abbreviation_are_one_stakeholder(post: ArticleSummary, wire: ArticleSummary) -> None:
    grid = [each for each in merge([post, wire]).stakeholders if "Grid" in each.name]
    assert len(grid) == 1
    assert "FGO" in grid[0].aliases


def test_another_sum_and_another_day_are_discrepancies_with_both_quotes(
    wire: ArticleSummary, rival: ArticleSummary, post: ArticleSummary
) -> None:
    found = {each.kind: each for each in merge([post, rival]).discrepancies}
    assert {version.value for version in found["date"].versions} == {"2025-09-08", "2025-09-09"}
    money = {each.kind: each for each in merge([wire, rival]).discrepancies}["amount"]
    assert {version.evidence[0].article for version in money.versions} == {"wire", "rival"}


def test_the_order_does_not_count_nor_whether_they_come_one_by_one(
    post: ArticleSummary, wire: ArticleSummary, rival: ArticleSummary
) -> None:
    whole = merge([post, wire, rival])
    for first, second, third in permutations([post, wire, rival]):
        assert merge([first, second, third]) == whole
        assert merge([merge([merge([first]), second]), third]) == whole


def test_the_same_article_twice_counts_once(post: ArticleSummary) -> None:
    assert merge([post, post]) == merge([post])


def test_the_same_buyer_with_another_target_is_another_deal(post: ArticleSummary, wire: ArticleSummary) -> None:
    other = told(OTHER, "other", target="Kestrel Hydro", amounts=sum_of("$90 million"))
    groups = group([wire, other, post])
    assert sorted(sorted(each.article.id for each in own) for own in groups) == [["other"], ["post", "wire"]]


def test_what_a_new_article_brings_is_told(post: ArticleSummary, wire: ArticleSummary, rival: ArticleSummary) -> None:
    old = merge([wire])
    brought = changes(old, merge([old, post]))
    assert brought.articles == ["post"]
    assert brought.answered
    assert any(each.before == 1 and each.after == 2 for each in brought.corroborated)
    assert {each.kind for each in changes(old, merge([old, rival])).contradictions} >= {"amount"}


def test_articles_that_carry_one_text_are_one_witness(post: ArticleSummary) -> None:
    copy = told(
        POST + " It was cold.", "copy", answer=True, amounts=sum_of("$500 million", 2),
        events=signing("8 September 2025", 2),
    )  # fmt: skip
    dossier = merge([post, copy])
    assert [each.articles for each in dossier.copies] == [["copy", "post"]]
    assert corroboration(deal_of(dossier).amounts[0], dossier) == 1


def test_no_summaries_make_an_empty_dossier() -> None:
    assert merge([]).articles == []


def test_an_outlet_that_two_articles_give_the_word_to_makes_them_one_witness() -> None:
    """Nobody says that it is an outlet: it has no part in the deal, and both tell the news in its words."""
    one = check("Vale Energy buys Norrland Wind, according to Tidewire. The two firms signed in Oslo.")
    other = check("The sale of the northern turbines is done. According to Tidewire, Vale Energy paid in cash.")
    third = check("Vale Energy has taken over Norrland Wind. Its board met in Bergen on the matter.")
    (group,) = merge([one, other, third]).copies
    assert set(group.articles) == {one.article.id, other.article.id}
    assert "Tidewire" in group.reason
