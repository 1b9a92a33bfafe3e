"""Where two short articles differ and where they only use other words: one case a line."""

import pytest

from summarizer import merge
from summarizer.schemas import ArticleSummary, Response
from summarizer.text.money import find_money
from tests.heaps import PARTIES, differences, told

PRICES = [
    ("Orrin Foods pays 420 million euros.", "The dairy goes for 400 million euros."),
    ("Orrin Foods offers $42.50 per share for Lakeside Dairy.", "Orrin Foods bids $44 a share for Lakeside Dairy."),
    ("Orrin Foods pays more than $500 million for the dairy.", "Orrin Foods pays $430 million for the dairy."),
    ("Orrin Foods raised its offer for the dairy to $480 million.", "Orrin Foods pays $450 million for the dairy."),
    ("Orrin Foods will pay $5 billion.", "Lakeside Dairy was sold for $500 million."),
]
AGREEING = [
    ("Orrin Foods pays between 380 and 400 million euros for the dairy.", "Orrin Foods pays 390 million euros for it."),
    ("Orrin Foods pays an annual $50 million for the dairy.", "Orrin Foods pays $500 million for the dairy."),
    (
        "Orrin Foods pays $50 million annually for the milk.",
        "Orrin Foods pays $500 million over ten years for the milk.",
    ),
    ("Orrin Foods raised its offer for the dairy from $400 million.", "Orrin Foods pays $480 million for the dairy."),
    ("Lakeside Dairy had sales of $90 million in 2023.", "Lakeside Dairy had sales of $95 million in 2024."),
    ("Orrin Foods pays a deposit of $20 million for the dairy.", "Orrin Foods pays $480 million for the dairy."),
    ("Analysts had expected a price of $520 million for the dairy.", "Orrin Foods pays $480 million for the dairy."),
    ("Orrin Foods would pay $250 million if it walks away.", "Orrin Foods pays $480 million for the dairy."),
    ("Orrin Foods will pay Rs 500 crore for the dairy.", "Orrin Foods will pay Rs 5 billion for the dairy."),
    ("Orrin Foods will pay 420 million euros for the dairy.", "Orrin Foods will pay $490 million for the dairy."),
]


def priced(name: str, line: str) -> ArticleSummary:
    """An article of which the last sum is called the price, by a model that does not say what for."""
    return told(name, line, amounts=[(find_money(line)[-1].text, "price")])


@pytest.mark.parametrize(("one", "other"), PRICES)
def test_two_sums_for_one_thing_differ_in_whatever_words(one: str, other: str) -> None:
    (found,) = merge([priced("a", one), priced("b", other)]).discrepancies
    assert found.kind == "amount"
    assert [[place.article for place in each.evidence] for each in found.versions] == [["a"], ["b"]]


@pytest.mark.parametrize(("one", "other"), AGREEING)
def test_ranges_rates_former_offers_and_other_years_are_no_difference(one: str, other: str) -> None:
    assert merge([priced("a", one), priced("b", other)]).discrepancies == []


def test_parts_of_a_sum_are_no_other_sum() -> None:
    parts = told(
        "a", "Orrin Foods pays $400 million for Lakeside Dairy and $80 million for its debts to the owners.",
        amounts=[("$400 million", "price"), ("$80 million", "price")],
    )  # fmt: skip
    whole = told("b", "Orrin Foods will pay $480 million for Lakeside Dairy.", amounts=[("$480 million", "price")])
    assert differences(merge([parts, whole])) == []


def test_of_two_sums_of_one_article_the_nearer_one_is_the_rival() -> None:
    two = told(
        "a", "Orrin Foods will pay $480 million for Lakeside Dairy and $30 million for its quota.",
        amounts=[("$480 million", "price", "Lakeside Dairy"), ("$30 million", "price", "its quota")],
    )  # fmt: skip
    one = told("b", "Orrin Foods will pay $450 million for Lakeside Dairy.", amounts=[("$450 million", "price")])
    assert differences(merge([two, one])) == [("amount", {"$480 million", "$450 million"})]


def test_which_of_two_like_sums_is_meant_is_not_guessed() -> None:
    lines = "Orrin Foods pays $480 million for Lakeside Dairy.", "Orrin Foods pays $470 million for Lakeside Dairy."
    two = told("a", *lines, amounts=[("$480 million", "price"), ("$470 million", "price")])
    one = told("b", "Orrin Foods pays $450 million for Lakeside Dairy.", amounts=[("$450 million", "price")])
    assert differences(merge([two])) == []
    assert differences(merge([two, one])) == []


def test_a_quarter_is_shown_in_the_article_s_words() -> None:
    one = told(
        "a", "The sale closes in the first quarter of 2026.", events=[("The sale closes", "first quarter of 2026")]
    )
    two = told("b", "The sale closes on 30 June 2026.", events=[("The sale closes", "30 June 2026")])
    assert differences(merge([one, two])) == [("date", {"first quarter of 2026", "2026-06-30"})]


EVENTS = [
    ("Shareholders vote on the sale", "3 October 2025", "The vote of the shareholders", "10 October 2025"),
    ("The takeover is completed", "May 2026", "The takeover closes", "March 2026"),
    ("The first shipment left", "2 October 2025", "A first consignment was sent", "4 October 2025"),
    ("Deliveries begin", "2026", "First cargoes are expected", "second half of 2027"),
    ("Closing is planned", "February 2026", "The takeover should close", "30 June 2026"),
]
STEPS = [
    ("The board approved the sale", "8 September 2025", "The shareholders approved the sale", "20 September 2025"),
    ("The union announced a strike", "8 September 2025", "Workers strike", "20 September 2025"),
    ("The takeover closes", "first half of 2026", "The takeover closes", "second quarter of 2026"),
    (
        "signed a contract with Bolde Farms",
        "8 September 2025",
        "signed a contract with Kestle Farms",
        "9 September 2025",
    ),
    ("The contract was signed", "8 September 2025", "The contract was announced", "11 September 2025"),
    ("A letter of intent was signed", "2 May 2025", "The contract was signed", "8 September 2025"),
    ("The takeover closes", "first quarter of 2026", "The takeover closes", "February 2026"),
]


@pytest.mark.parametrize(("first", "day", "second", "other"), EVENTS)
def test_one_step_on_two_dates_is_a_difference(first: str, day: str, second: str, other: str) -> None:
    one = told("a", f"{first}: {day}.", events=[(first, day)], planned=True)
    two = told("b", f"{second}: {other}.", events=[(second, other)], planned=True)
    assert [kind for kind, _ in differences(merge([one, two]))] == ["date"]


@pytest.mark.parametrize(("first", "day", "second", "other"), STEPS)
def test_other_steps_and_vaguer_dates_are_no_difference(first: str, day: str, second: str, other: str) -> None:
    one = told("a", f"{first}: {day}.", events=[(first, day)])
    two = told("b", f"{second}: {other}.", events=[(second, other)])
    assert differences(merge([one, two])) == []


def test_what_else_is_done_on_that_day_is_another_event() -> None:
    day = "8 September 2025"
    one = told("a", f"Orrin Foods signed the contract on {day}.", events=[("Orrin Foods signed the contract", day)])
    two = told(
        "b", f"Orrin Foods published the contract on {day}.", events=[("Orrin Foods published the contract", day)]
    )
    deal = merge([one, two]).deal
    assert deal
    assert len(deal.events) == 2


def test_a_month_without_its_year_is_read_beside_the_other_articles_date() -> None:
    day = "8 September 2025"
    one = told("a", f"The contract was signed on {day}.", events=[("The contract was signed", day)])
    two = told("b", "The two signed the contract in September.", events=[("signed the contract", "September")])
    undated = two.model_copy(update={"article": two.article.model_copy(update={"published": None})})
    assert undated.deal
    undated.deal.events[0].date = None
    deal = merge([one, undated]).deal
    assert deal
    (event,) = deal.events
    assert event.date == "2025-09-08"


COUNTED = [
    ("The sides signed two supply agreements.", "The sides signed three supply agreements.", ["number"]),
    ("The deal comprises two memoranda.", "The deal comprises three memoranda.", ["number"]),
    ("Two contracts were signed, one for milk and one for cheese.", "A contract for milk was signed.", []),
    ("The two sides signed a series of agreements.", "The sides signed several agreements.", []),
    ("Both firms signed the contract.", "The two firms signed contracts.", []),
]


@pytest.mark.parametrize(("one", "other", "expected"), COUNTED)
def test_numbers_of_documents_are_compared_where_the_articles_count_them(
    one: str, other: str, expected: list[str]
) -> None:
    assert [kind for kind, _ in differences(merge([told("a", one), told("b", other)]))] == expected


def test_every_stage_that_excludes_another_is_shown_with_all_who_give_it() -> None:
    signed = "Orrin Foods signed a contract to buy Lakeside Dairy"
    told_of = [
        told("a", f"{signed}.", status="signed"),
        told("b", "Orrin Foods is still in talks to buy Lakeside Dairy.", status="negotiating"),
        told("c", f"{signed} on Monday.", status="signed"),
        told("d", "Orrin Foods called off the purchase of Lakeside Dairy.", status="cancelled"),
    ]
    (found,) = merge(told_of).discrepancies
    given = {each.value: [place.article for place in each.evidence] for each in found.versions}
    assert given == {"signed": ["a", "c"], "negotiating": ["b"], "cancelled": ["d"]}


QUOTES = [
    '"This is a bad day for all farmers in the valley,"', '"It is a bad day for all farmers in the valley,"',
    '"This is a bad day for all farmers in the valley and a worse one for cows,"',
]  # fmt: skip


@pytest.mark.parametrize("edited", QUOTES)
def test_a_quotation_that_was_cut_or_edited_is_still_one(edited: str) -> None:
    one = told("a", f"{QUOTES[0]} said Anna Roth.", people=[("Anna Roth", "person")])
    two = told("b", f"{edited} Peter Lund said.", people=[("Peter Lund", "person")])
    assert differences(merge([one, two])) == [("speaker", {"Anna Roth", "Peter Lund"})]


def test_another_bank_is_a_difference_and_a_subsidiary_or_group_of_buyers_is_none() -> None:
    def lent(name: str, bank: str) -> ArticleSummary:
        return told(name, f"{bank} lends the money.", parties=[*PARTIES, (bank, "lender")])

    banks = merge([lent("a", "Corvale Bank"), lent("b", "Nordhaven Bank")])
    assert differences(banks) == [("party", {"Corvale Bank", "Nordhaven Bank"})]
    for buyer in ("Orrin Foods Europe", "A consortium led by Orrin Foods"):
        parties = [(buyer, "buyer"), ("Lakeside Dairy", "target")]
        other = told("b", "It took weeks.", head=f"{buyer} to buy Lakeside Dairy", parties=parties)
        assert differences(merge([told("a", "They met."), other])) == []


CLAIMS = [
    ("Orrin Foods hides the price", "the river will be poisoned by Orrin Foods"),
    ("the sale to Orrin Foods would cost jobs", "the sale to Orrin Foods would not cost jobs"),
]


@pytest.mark.parametrize(("first", "second"), CLAIMS)
def test_two_things_that_one_critic_says_of_the_same_buyer_stay_two(first: str, second: str) -> None:
    one = told("a", f"Anna Roth said that {first}.", people=[("Anna Roth", "person")], disputes=[("Anna Roth", first)])
    two = told(
        "b", f"Anna Roth said that {second}.", people=[("Anna Roth", "person")], disputes=[("Anna Roth", second)]
    )
    assert len(merge([one, two]).controversies) == 2


def test_one_claim_of_two_critics_stays_two() -> None:
    claim = "the sale would cost three hundred jobs in Hallow"
    said = [told(at, f"{who} said that {claim}.", people=[(who, "person")], disputes=[(who, claim)])
            for at, who in (("a", "Anna Roth"), ("b", "Peter Lund"))]  # fmt: skip
    assert len(merge(said).controversies) == 2


def test_two_answers_of_one_speaker_stay_two_and_the_same_answer_is_one() -> None:
    claim = "the sale would cost three hundred jobs in Hallow"

    def answered(name: str, answer: str) -> ArticleSummary:
        summary = told(name, f"Anna Roth said that {claim}.", f"Orrin Foods answered that {answer}.",
                       people=[("Anna Roth", "person")], disputes=[("Anna Roth", claim)])  # fmt: skip
        cited = [each.model_copy(update={"sentence": 3}) for each in summary.controversies[0].evidence]
        summary.controversies[0].responses = [Response(by="Orrin Foods", says=answer, evidence=cited)]
        return summary

    first, again = answered("a", "no worker would be dismissed"), answered("b", "no worker would be dismissed at all")
    other = answered("b", "robots milk better anyway")
    assert [len(each.responses) for each in merge([first, again]).controversies] == [1]
    assert [len(each.responses) for each in merge([first, other]).controversies] == [2]


def test_several_buyers_are_nobody_s_rivals() -> None:
    both = [*PARTIES, ("Kestle Capital", "buyer")]
    two = told("a", "Kestle Capital joins in.", parties=both)
    other = [("Mirren Trust", "buyer"), PARTIES[1]]
    one = told("b", "Talks were long.", head="Mirren Trust to buy Lakeside Dairy", parties=other)
    assert differences(merge([two, one])) == []


def test_progress_from_one_day_to_the_next_is_no_difference() -> None:
    talks = told("a", "Orrin Foods is in talks to buy Lakeside Dairy.", status="negotiating", published="2025-09-01")
    signed = told("b", "Orrin Foods signed a contract to buy the dairy.", status="signed", published="2025-09-20")
    assert differences(merge([talks, signed])) == []


def test_a_sum_beside_a_name_that_the_other_article_lacks_is_another_deal_s() -> None:
    one = priced("a", "Orrin Foods pays $480 million for Lakeside Dairy.")
    other = priced("b", "Orrin Foods pays $300 million for Meadow Cheese.")
    assert differences(merge([one, other])) == []
