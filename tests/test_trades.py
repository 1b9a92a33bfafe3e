"""Who buys and who sells, and for how much, as English sentences say it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.prices import price_told
from summarizer.text.stages import stage_told
from summarizer.text.trades import sells_part, sides

Sides = tuple[str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("sentence", "said", "right"),
    [
        (
            "Vale Foods has agreed to buy the bakery chain Bramble from Orme Partners.",
            ("Orme Partners", "Bramble", "Vale Foods"),
            ("Vale Foods", "Bramble", "Orme Partners"),
        ),
        (
            "Orme Inc said it sold its Bramble unit to a London investor, Vale Capital, for an undisclosed sum.",
            ("Orme Inc", "Bramble", None),
            ("Vale Capital", "Bramble", "Orme Inc"),
        ),
        (
            "Vale took a stake in Bramble Air, a subsidiary of Orme and Hill Shipping Plc.",
            ("Vale", "Bramble Air", None),
            ("Vale", "Bramble Air", "Orme and Hill Shipping Plc"),
        ),
        (
            "Orme Inc said its board will study the offer of Vale for its Bramble Health unit.",
            ("Vale", "Bramble Health", None),
            ("Vale", "Bramble Health", "Orme Inc"),
        ),
        (
            "Orme said on Monday it had agreed to sell its 14 mills to Vale Capital.",
            ("Vale Capital", "Orme", None),
            ("Vale Capital", "its 14 mills", "Orme"),
        ),
        ("Vale acquired Orme's Bramble unit.", ("Vale", "Bramble unit", None), ("Vale", "Bramble unit", "Orme")),
        (
            "Vale paid nine million dollars to Orme Steel for the mine.",
            ("Vale", "the mine", None),
            ("Vale", "the mine", "Orme Steel"),
        ),
        (
            "Vale talks about buying the pump business of Orme Co.",
            ("Vale", "pump business of Orme Co", None),
            ("Vale", "pump business of Orme Co", "Orme Co"),
        ),
        (
            "Orme Inc agreed to sell its Orme Pumps Inc subsidiary to Ann Kirk.",
            ("Ann Kirk", "Orme Pumps Inc subsidiary", "Orme Inc"),
            ("Ann Kirk", "Orme Pumps Inc subsidiary", "Orme Inc"),
        ),
        (
            "Vale bought a third of the brewer Bramble from the Norwegian unit of Orme Beer Plc for 18 crowns each.",
            ("Vale", "Bramble", None),
            ("Vale", "Bramble", "Orme Beer Plc"),
        ),
        (
            "Orme Inc said its directors approved the sale of its rail division to Vale.",
            ("Vale", "Orme Inc's rail division", None),
            ("Vale", "rail division", "Orme Inc"),
        ),
        (
            "Bramble Data Inc said Vale through its venture fund, Orme, acquired a position in the company.",
            ("Bramble Data Inc", "Vale", None),
            ("Vale", "Bramble Data Inc", None),
        ),
        (
            "Vale said it has agreed to be acquired by Bramble.",
            ("Bramble", "Vale", None),
            ("Bramble", "Vale", None),
        ),
        (
            "Orme said it sold three of its crane units to Vale Rail.",
            ("Vale Rail", "Orme", None),
            ("Vale Rail", "three of its crane units", "Orme"),
        ),
        (
            "Vale has agreed to acquire Bramble, a young brewer from Dale, for $5 million.",
            ("Vale", "Bramble", None),
            ("Vale", "Bramble", None),
        ),
    ],
)
def test_buyer_and_seller_are_put_right_by_the_words_beside_them(sentence: str, said: Sides, right: Sides) -> None:
    assert sides(*said, [sentence]) == right


def test_who_sold_it_years_ago_is_no_seller_now() -> None:
    now, then = "Orme agreed to sell its Bramble unit to Vale.", "Orme bought Bramble from Tarn Brothers in 2017."
    assert sides("Vale", "Bramble", "Tarn Brothers", [now, then]) == ("Vale", "Bramble", "Orme")
    assert sides("Vale", "Bramble", "Tarn Brothers", ["Vale bids for Bramble.", then])[2] is None


def test_a_seller_that_trades_nothing_in_the_sentences_that_name_it_is_none() -> None:
    sentences = ["Vale bought Bramble.", "Orme owns a tenth of the shares and welcomed the takeover of Bramble."]
    assert sides("Vale", "Bramble", "Orme", ["Vale bought Bramble.", "Orme made no offer."])[2] is None
    assert sides("Vale", "Bramble", "Bramble", sentences)[2] is None, "what is bought does not sell itself"


@pytest.mark.parametrize(
    ("buyer", "bought", "seller"), [("Vale", "Bramble", "Orme"), ("Vale", "Bramble", None), (None, None, None)]
)
def test_what_no_sentence_tells_stays_as_it_was_said(buyer: str | None, bought: str | None, seller: str | None) -> None:
    assert sides(buyer, bought, seller, ["Vale kauft Bramble von Orme."]) == (buyer, bought, seller)


@pytest.mark.parametrize(
    ("sentence", "is_part"),
    [
        ("Orme agreed to sell its crane subsidiary to Vale.", True),
        ("Orme's directors approved the sale, for $2 million, of its industrial division to Vale.", True),
        ("Orme will sell rare earths to Vale.", False),
        ("Orme's aircraft division delivered two jets.", False),
    ],
)
def test_the_sale_of_a_part_of_a_company_is_told_from_one_of_goods(sentence: str, is_part: bool) -> None:
    assert sells_part([sentence]) is is_part


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Vale bought Orme for about $5 million in cash.", "$5 million"),
        ("Vale bought Orme for $12 a share, or $300 million.", "$300 million"),
        ("Vale offered $12 for each Orme share.", None),
        ("Vale bought Orme, which had revenues of $5 million.", None),
        ("Vale acquired Orme in a $5 million deal.", "$5 million"),
        ("Vale paid $6 million for its stake.", "$6 million"),
        ("Vale bought Orme. The transaction is valued at $7 million.", "$7 million"),
        ("Vale sold Orme for $5 million of debentures.", None),
        ("Vale bought Orme, taking over loans of $5 million.", None),
        ("Vale bought Orme. Last year it sold Hill for $9 million.", None),
        ("Vale bid for Orme. A rival said no. Shares rose. Hill was sold to Dunn for $9 million.", None),
        ("Vale took Orme private.", None),
    ],
)
def test_the_price_is_the_whole_sum_paid_for_what_is_bought(text: str, price: str | None) -> None:
    sentences = [f"{sentence.rstrip('.')}." for sentence in text.split(". ")]
    told = price_told(sentences, "Orme")
    assert (told.text if told else None) == price


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Vale said it has acquired Orme for undisclosed terms.", "completed"),
        ("Vale completed its previously announced purchase of Orme.", "completed"),
        ("Vale has agreed to buy Orme, a deal that is expected to be completed in May.", "agreed"),
        ("Vale and Orme signed a 30-year supply agreement on Monday.", "signed"),
        ("Vale signed a letter of intent to acquire Orme.", "negotiating"),
        ("Vale is in talks with Orme about its mills.", "negotiating"),
        ("Vale was unable to complete negotiations to buy Orme.", "cancelled"),
        ("The takeover of Orme collapsed on Friday.", "cancelled"),
        ("Vale suspended the planned sale of Orme.", "suspended"),
        ("Vale will deliver ore to Orme.", None),
    ],
)
def test_how_far_a_deal_has_come_is_told_by_the_opening(sentence: str, stage: str | None) -> None:
    assert stage_told([sentence]) == stage
    assert stage_told(["Rain fell.", "It was cold.", "The mayor sang.", sentence]) is None, "only by the opening"


NAMES = st.one_of(st.none(), st.sampled_from(["Vale", "Orme Inc", "its mill", "(", "[A-", "'s"]), st.text(max_size=12))
WORDS = st.lists(
    st.sampled_from(
        ["Vale", "Orme Inc", "sold", "its", "unit", "to", "from", "bought", "of", ",", "$5 million", "(", "\\"]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=200)
@given(NAMES, NAMES, NAMES, st.lists(WORDS, max_size=3))
def test_no_words_make_them_fail_and_no_one_is_both_buyer_and_seller(
    buyer: str | None, bought: str | None, seller: str | None, sentences: list[str]
) -> None:
    told = sides(buyer, bought, seller, sentences)
    assert not told[0] or told[0] != told[2] or told[0] == buyer == seller
    price_told(sentences, bought or "")
    stage_told(sentences)


def test_hostile_sentences_take_no_time() -> None:
    hostile = ["Vale " + "sold its " * 20_000, "A and " * 20_000 + "Co", "to buy from the of the " * 10_000 + "Vale"]
    started = time.perf_counter()
    sides("Vale", "A and A Co", "B", hostile)
    sells_part(hostile)
    price_told(hostile, "Vale")
    stage_told(hostile)
    assert time.perf_counter() - started < 3
