"""What a deal covers and grants, as English sentences say it in so many words."""

import time

import pytest

from summarizer.text.goods import covered, distinct_things, granted


@pytest.mark.parametrize(
    ("sentence", "things"),
    [
        (
            "The agreement covers 40 shops, two flour mills and the Bramble brand, and is expected to close in May.",
            ["40 shops", "two flour mills", "Bramble brand"],
        ),
        (
            "Included in the sale were Bramble Rail, Hill Inc and Dale Co, Orme said.",
            ["Bramble Rail", "Hill Inc", "Dale Co"],
        ),
        ("The purchase includes a mill for $5 million.", ["mill"]),
        ("Training for 120 drivers is also included.", ["Training for 120 drivers"]),
        (
            "Vale brings with it two mills and the Bramble brand, it said.",
            ["two mills", "Bramble brand"],
        ),
        ("Orme contributes its docks in Dale.", ["docks in Dale"]),
        ("Orme contributed to the debate.", []),
        ("It placed an order with Orme Yards for three ferries, it said.", ["three ferries"]),
        ("It has options on two further ferries at $9 million apiece.", ["two further ferries"]),
        ("The price includes 40 ewes and the machinery.", ["40 ewes", "machinery"]),
        (
            "The sale comprises 87 shops in Dale, Orme and Vale, a mill and the Bramble brand.",
            ["87 shops in Dale", "mill", "Bramble brand"],
        ),
        ("The deal includes $5 million in cash.", []),
        ("The minister included the deal in his speech.", []),
    ],
)
def test_what_a_deal_is_said_to_cover_is_listed(sentence: str, things: list[str]) -> None:
    assert covered([sentence]) == things


@pytest.mark.parametrize(
    ("sentence", "things"),
    [
        ("It hands Vale the sole right to explore three blocks of the plateau for two years.",
         ["sole right to explore three blocks of the plateau"]),
        ("Vale was granted an exclusive licence to make and sell its vaccine in Asia, the two said.",
         ["exclusive licence to make and sell its vaccine in Asia"]),
        ("Under the agreement Vale will hold 55 per cent of the joint company.", ["55 per cent of the joint company"]),
        ("The contract covers the television rights for five seasons.", ["television rights for five seasons"]),
        ("The state is given a free stake of 10 per cent.", ["free stake of 10 per cent"]),
        ("Orme sells a 72.5 percent stake in Vale Metals to Bright.", ["72.5 percent stake in Vale Metals"]),
        ("Orme sold its majority stake in April.", ["majority stake"]),
        ("Under the contract Orme will hold 51 per cent of Valewhey.", ["51 per cent of Valewhey"]),
        ("It is right to sell the plant.", []),
        ("The minister has a stake in the outcome.", []),
    ],
)  # fmt: skip
def test_rights_and_stakes_that_change_hands_are_named(sentence: str, things: list[str]) -> None:
    assert granted([sentence]) == things


def test_a_thing_named_twice_is_one_in_its_longest_words() -> None:
    said = ["trams", "60 low-floor trams", "depot", "first tram", "the depot"]
    assert distinct_things(said) == ["60 low-floor trams", "depot"]


def test_hostile_sentences_take_no_time() -> None:
    hostile = [
        "ores such as " + "a, " * 20_000,
        "such as " * 20_000,
        "The sale covers " + "a, " * 20_000,
        "a " * 50_000,
    ]
    started = time.perf_counter()
    covered(hostile)
    granted(hostile)
    assert time.perf_counter() - started < 3
