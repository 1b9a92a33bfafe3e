"""What is no thing that changes hands, and what the words around a thing tell of it."""

import time

import pytest

from summarizer.text.things import is_none, known_of_sentence, known_of_thing, stands_aside, worded

NAMES = ["Vale", "Orme Lines", "Zelanib", "Corelia"]


@pytest.mark.parametrize(
    ("words", "none"),
    [
        ("ore", False),
        ("docks", False),
        ("Vale", True),
        ("the operator Orme Lines", True),
        ("drug Zelanib", False),
        ("$5 million at once", True),
        ("debt of $2 million", False),
        ("a supply agreement", True),
        ("15 years", True),
        ("upfront payment", True),
        ("cash", True),
        ("Mayor Ann Kirk", True),
        ("90 million euro loan", True),
        ("Dale chief executive Orme Lines", True),
        ("director, Ann Kirk", True),
        ("Rs 340 crore", True),
        ("others", True),
        ("two of them", True),
        ("300 people", True),
    ],
)
def test_who_acts_what_is_paid_and_papers_are_no_goods(words: str, none: bool) -> None:
    assert is_none(words, NAMES, ["Vale"]) is none


@pytest.mark.parametrize(
    ("words", "sentence", "things"),
    [
        ("three ferries", "Vale builds three ferries.", ["three ferries"]),
        ("four ferries", "Vale builds three ferries.", []),
        ("engines", "Vale will overhaul the engines for ten years.", ["overhaul the engines"]),
        ("12 level crossings", "The work covers the care of 12 level crossings.", ["care of 12 level crossings"]),
        ("rare earths", "It ships rare earths such as neodymium, cerium and praseodymium to Vale.",
         ["neodymium", "cerium", "praseodymium"]),
        ("rare earths", "It ships rare earths such as those of the north.", ["rare earths"]),
    ],
)  # fmt: skip
def test_a_thing_is_worded_as_the_sentence_does(words: str, sentence: str, things: list[str]) -> None:
    assert worded(words, sentence) == things


@pytest.mark.parametrize(
    ("words", "sentence", "aside"),
    [
        ("trams", "Vale builds the trams at its works in Dole.", False),
        ("works in Dole", "Vale builds the trams at its works in Dole.", True),
        ("mill", "Vale delivers the trams once the mill is ready.", True),
        ("dam", "Vale gets 12 trams and pays towards the upkeep of the dam.", True),
        ("park rangers", "Vale will pass the alerts to park rangers.", True),
        ("downloads", "It entitles the ministry to downloads.", False),
        ("old planes", "Vale gets jets, replacing old planes.", True),
        ("farms", "Vale gets milk from farms.", True),
    ],
)
def test_places_conditions_and_receivers_stand_aside(words: str, sentence: str, aside: bool) -> None:
    assert stands_aside(words, sentence) is aside


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Vale will build three ferries for the islands.", "gives"),
        ("“Three ferries are too few,” the mayor said.", "mostly quotes"),
        ("The union warned of longer hours on the ferries.", "objects"),
        ("The ferries could bring the islands new jobs.", "promises"),
        ("Orme sold two ferries in 2019.", "earlier deal"),
        ("Not included are the old ferries.", "not here"),
        ("In return Vale will supply 60 buses.", "also"),
        ("She also gets the ground – “if it starts,” joked a fan.", "hands over"),
    ],
)
def test_a_sentence_tells_whether_things_change_hands_there(sentence: str, told: str) -> None:
    assert known_of_sentence(0, sentence)[told]
    assert not known_of_sentence(0, "Vale makes rope.")[told]


@pytest.mark.parametrize(
    ("words", "sentence", "told"),
    [
        ("works in Dole", "Vale builds the trams at its works in Dole.", "aside"),
        ("park rangers", "Vale will pass the alerts to park rangers.", "receives"),
        ("mill", "Deliveries begin if Orme reopens the mill.", "condition"),
        ("60 buses", "Vale will supply 60 buses.", "handed over"),
        ("60 buses", "Vale will supply 60 buses.", "number"),
        ("40 workers", "Vale takes over 40 workers.", "people"),
        ("docks", "It buys the docks for $5 million.", "worth"),
    ],
)
def test_the_words_around_a_thing_tell_of_it(words: str, sentence: str, told: str) -> None:
    assert known_of_thing(words, 0, [words], [sentence], NAMES)[told]
    assert not known_of_thing("rope", 0, ["rope"], ["Vale makes rope."], NAMES)[told]


def test_hostile_sentences_take_no_time() -> None:
    hostile = ["ores such as " + "a, " * 20_000, "such as " * 20_000, "a " * 50_000, "to access " * 9_000 + "ores"]
    started = time.perf_counter()
    for sentence in hostile:
        worded("ores", sentence)
        stands_aside("ores", sentence)
        known_of_sentence(0, sentence)
        known_of_thing("ores", 0, ["ores"], [sentence], NAMES)
        is_none(sentence, NAMES, ["Vale"])
    assert time.perf_counter() - started < 3
