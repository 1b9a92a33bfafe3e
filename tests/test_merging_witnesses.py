"""Which articles are one witness, and what an update or a corrected article brings."""

from itertools import permutations

import pytest

from summarizer import changes, merge
from summarizer.schemas import ArticleSummary
from tests.heaps import differences, told

BODY = (
    "Orrin Foods will pay $480 million for Lakeside Dairy, the largest dairy of the northern valleys.",
    "The sale needs the consent of the cartel office and of the two thousand farmers who deliver there.",
    "Anna Roth, who leads the union of the dairy's workers, said she had learned of it from the radio.",
    "The two firms have been talking since the spring of last year, and the bank was told in June.",
)
EDITED = (
    "Orrin Foods is to pay $480 million for Lakeside Dairy, the largest dairy in the northern valleys.",
    "The sale requires the consent of the cartel office and of the two thousand farmers who deliver there.",
    "Anna Roth, who heads the union of the dairy's workers, said that she had learned of it from the radio.",
    "The two companies have been talking since the spring of last year, and the bank was informed in June.",
)
REWRITTEN = (
    "For $480 million Lakeside Dairy goes to Orrin Foods, people in the northern valleys learned on Monday.",
    "Farmers and the cartel office have to agree first.",
    "The union's leader, Anna Roth, complained that the radio told her.",
)
QUOTE = (
    '"We will not let a plant in which our fathers and mothers have worked for eighty years be closed by people who '
    'have never seen a cow," Anna Roth said.'
)


def copies(*articles: ArticleSummary) -> list[list[str]]:
    return [sorted(each.articles) for each in merge(articles).copies]


@pytest.mark.parametrize(
    "copy", [BODY, BODY[:2], EDITED, (*BODY, "Our reporter saw trucks before the gate on Monday.")]
)
def test_a_text_that_was_cut_edited_or_added_to_is_a_copy(copy: tuple[str, ...]) -> None:
    assert copies(told("a", *BODY), told("b", *copy, head="Dairy giant Lakeside Dairy goes to Orrin Foods")) == [
        ["a", "b"]
    ]


def test_a_report_in_other_words_is_none_nor_one_that_has_a_quotation_in_common() -> None:
    assert copies(told("a", *BODY), told("b", *REWRITTEN)) == []
    assert copies(told("a", "The farmers were not asked.", QUOTE), told("b", QUOTE, "It rained in the valley.")) == []


CREDITS = [
    (("(Based on ANI report)",), ("HALLOW (ANI) - Orrin Foods buys it.",)),
    (("The sources told Reuters of it.",), ("Reuters reported the sale on Monday.",)),
    (("Source: Dawn",), ("The dairy is sold, Dawn reported.",)),
    (("The Valley Courier reported it.",), ("According to the Valley Courier, it is done.",)),
]
WORDS = [
    (("The price is fair, according to Anna Roth.",), ("According to Anna Roth, nobody knew.",)),
    (("It is legal, according to the Ministry of Farming.",), ("According to the Ministry of Farming, it is done.",)),
    (("It is done, according to Orrin Foods.",), ("According to Orrin Foods, nobody is dismissed.",)),
]


@pytest.mark.parametrize(("one", "other"), CREDITS)
def test_articles_that_rest_on_one_outlet_are_one_witness(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert copies(told("a", *one), told("b", *other)) == [["a", "b"]]


@pytest.mark.parametrize(("one", "other"), WORDS)
def test_a_person_an_office_or_a_party_that_both_quote_is_no_outlet(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert copies(told("a", *one), told("b", *other)) == []


def test_one_article_s_word_makes_no_outlet() -> None:
    one, two = told("a", "It is done, according to Tidewire."), told("b", "The dairy is sold.", source="Tidewire Radio")
    assert merge([one, two]).credits == []


def test_a_picture_s_credit_to_a_party_is_no_source() -> None:
    one, two = told("a", "Courtesy: Lakeside Dairy"), told("b", "Courtesy: Lakeside Dairy", "It rained.")
    assert merge([one, two]).copies == []


def price(name: str, sum_: str, day: str = "2025-09-20") -> ArticleSummary:
    return told(name, f"Orrin Foods will pay {sum_} for Lakeside Dairy.", amounts=[(sum_, "price")], published=day)


def test_a_corrected_article_takes_the_place_of_the_old_one_in_any_order() -> None:
    wrong, right, other = (
        price("a", "$450 million"),
        price("a", "$480 million", "2025-09-21"),
        price("b", "$480 million"),
    )
    whole = merge([wrong, right, other])
    assert differences(whole) == []
    assert len(whole.warnings) == 1
    for order in permutations([wrong, right, other]):
        grown = merge([])
        for each in order:
            grown = merge([grown, each])
        assert grown == whole
        assert merge([merge(order[:2]), merge(order[1:])]) == whole


def test_two_updates_tell_each_what_is_new() -> None:
    first = merge([price("a", "$480 million")])
    second = merge([first, price("b", "$480m")])
    third = merge([second, price("c", "$450 million")])
    assert [each.what for each in changes(first, second).corroborated if each.section == "deal.amounts"] == [
        "$480 million"
    ]
    assert not changes(first, second).contradictions
    assert not changes(first, second).new_facts
    assert [each.what for each in changes(second, third).new_facts] == ["$450 million"]
    assert [each.kind for each in changes(second, third).contradictions] == ["amount"]
    assert changes(third, merge([third, price("b", "$480m")])).articles == []
