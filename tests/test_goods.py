"""What changes hands, and what is no thing at all, as English sentences say it."""

import time

import pytest

from summarizer.text.goods import covered, distinct_things, granted, named_things, tells_goods


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


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Vale will build three ferries for the islands.", True),
        ("Vale said on Monday that it would supply 40 buses.", True),
        ("“Three ferries are too few,” said the mayor.", False),
        ("The union warned of longer hours on the ferries.", False),
        ("The ferries could bring the islands new jobs.", False),
        ("Orme sold two ferries in 2019.", False),
        ("Vale is to invest $5 million in new docks.", False),
        ("In return Vale will pay $5 million and help, and supply 60 buses.", True),
        ("She also gets the ground and the bus – “if it starts,” joked a fan.", True),
        ("Not included are the old ferries.", False),
        ("Ferries for the islands", False),
    ],
)
def test_goods_are_looked_for_where_the_deal_is_told(sentence: str, tells: bool) -> None:
    assert tells_goods(sentence) is tells


@pytest.mark.parametrize(
    ("said", "sentence", "things"),
    [
        (["ore"], "Vale ships ore on Corelia.", ["ore"]),
        (["three ferries"], "Vale builds three ferries.", ["three ferries"]),
        (["four ferries"], "Vale builds three ferries.", []),
        (["Vale", "docks"], "Vale sells the docks to Orme Lines.", ["docks"]),
        (["docks", "the operator Orme Lines"], "Vale sells the docks to the operator Orme Lines.", ["docks"]),
        (["drug Zelanib"], "Vale sells its drug Zelanib.", ["drug Zelanib"]),
        (["$5 million at once", "debt of $2 million"], "Vale pays $5 million at once and takes a debt of $2 million.",
         ["debt of $2 million"]),
        (["a supply agreement", "steel"], "They signed a supply agreement for steel.", ["steel"]),
        (["trams", "works in Dole"], "Vale builds the trams at its works in Dole.", ["trams"]),
        (["mill", "trams"], "Vale delivers the trams once the mill is ready.", ["trams"]),
        (["trams", "dam"], "Vale gets 12 trams and pays towards the upkeep of the dam.", ["trams"]),
        (["engines"], "Vale will overhaul the engines for ten years.", ["overhaul the engines"]),
        (["12 level crossings"], "The work covers the care of 12 level crossings.", ["care of 12 level crossings"]),
        (["alerts", "park rangers"], "Vale will pass the alerts to park rangers.", ["alerts"]),
        (["downloads"], "It entitles the ministry to downloads.", ["downloads"]),
        (["jets", "old planes"], "Vale gets jets, replacing old planes.", ["jets"]),
        (["power", "15 years"], "Vale takes the power for 15 years.", ["power"]),
        (["milk", "farms"], "Vale gets milk from farms.", ["milk"]),
        (["upfront payment", "cash", "mill"], "It gets the mill, an upfront payment and cash.", ["mill"]),
        (["Mayor Ann Kirk", "mill"], "Mayor Ann Kirk hands over the mill.", ["mill"]),
        (["90 million euro loan", "fleet"], "It gets a fleet and a 90 million euro loan.", ["fleet"]),
        (["12 trams", "60 trams"], "The first 12 trams are due in May, and 60 trams in all.", ["60 trams"]),
        (["Dale chief executive Orme Lines", "mill"], "Dale chief executive Orme Lines sells the mill.", ["mill"]),
        (["director, Ann Kirk", "mill"], "Its director, Ann Kirk, hands over the mill.", ["mill"]),
        (["Rs 340 crore", "water"], "Dale pays Rs 340 crore and gets water.", ["water"]),
        (["others", "two of them", "300 people"], "Two of them, the others and 300 people move.", []),
        (["rare earths"], "It ships rare earths such as neodymium, cerium and praseodymium to Vale.",
         ["neodymium", "cerium", "praseodymium"]),
        (["rare earths"], "It ships rare earths such as those of the north.", ["rare earths"]),
    ],
)  # fmt: skip
def test_who_acts_what_is_paid_and_papers_are_no_goods(said: list[str], sentence: str, things: list[str]) -> None:
    assert named_things(said, sentence, ["Vale", "Orme Lines", "Zelanib", "Corelia"], ["Vale"]) == things


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
    for sentence in hostile:
        tells_goods(sentence)
        named_things(["ores", "a"], sentence, ["Vale"], ["Vale"])
    assert time.perf_counter() - started < 3
