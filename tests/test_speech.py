"""Who speaks, objects, answers and promises, as English sentences say it."""

import time

import pytest

from summarizer.text.speech import (
    announces,
    answers,
    asks,
    carries_on,
    is_silent,
    objects,
    praises,
    promises,
    says,
    speaks,
    subject,
    tells_what,
    welcomes,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Kirk said the plant is safe.",
        "Ann Kirk, who leads the union, warned of strikes.",
        "Ann Kirk (Greens) has opposed it.",
        "“It is safe,” said the union's leader, Ann Kirk.",
        "Ann Kirk declined to comment.",
    ],
)
def test_one_speaks_beside_a_word_of_speech(sentence: str) -> None:
    assert says("Ann Kirk", [sentence])


@pytest.mark.parametrize("sentence", ["Vale told Ann Kirk.", "Vale said that Ann Kirk left.", "Ann Kirk left.", ""])
def test_one_that_is_only_named_does_not(sentence: str) -> None:
    assert not says("Ann Kirk", [sentence])


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("The union opposes the sale.", objects),
        ("The mayor demanded a vote.", objects),
        ("The ministry rejected the figure.", answers),
        ("Vale did not respond to questions.", answers),
        ("Vale retorts that the price is right.", answers),
        ("Vale has offered to close a mill to meet the concern.", answers),
        ("The group voted against.", objects),
        ("The group is demanding a vote.", objects),
        ("The plant will create 300 jobs.", promises),
        ("It gives us a place in the north.", promises),
        ("Vale said so.", speaks),
        ("“Nobody asked us,” she said.", carries_on),
        ("They also noted the delay.", carries_on),
        ("It is peanuts, he reckons: a tenth of it.", carries_on),
        ("The nurses are glad but worry about their rosters.", objects),
        ("The lease troubles them.", objects),
    ],
)
def test_a_sentence_tells_what_it_is_by_its_words(sentence: str, tells: object) -> None:
    assert {each for each in (objects, answers, carries_on, promises) if each(sentence)} | {speaks} == {tells, speaks}
    assert speaks(sentence) is any(word in sentence for word in ("said", "retorts", "reckons"))


@pytest.mark.parametrize(
    ("sentence", "is_none"),
    [
        ("What has the government promised in return?", True),
        ("The nurses welcomed the training.", True),
        ("“Who asked us?” said Ann Kirk.", False),
        ("The mayor welcomed the plan but warned of its cost.", False),
        ("The mayor welcomed the plan, though he wants to see the lease first.", False),
    ],
)
def test_praise_and_the_writers_own_questions_dispute_nothing(sentence: str, is_none: bool) -> None:
    assert (praises(sentence) or asks(sentence)) is is_none


@pytest.mark.parametrize(
    "sentence",
    [
        "Vale bought Orme in response to falling prices at home, not in response.",
        "Its shares rose.",
        "The demand for ore grew.",
        "The plant makes paper.",
    ],
)
def test_ordinary_sentences_tell_nothing(sentence: str) -> None:
    assert not any(each(sentence) for each in (objects, carries_on, announces, promises, speaks))


@pytest.mark.parametrize(
    ("sentence", "silent"),
    [
        ("The ministry had not responded by the time of publication.", True),
        ("The government has not replied.", True),
        ("He has had no answer.", True),
        ("Vale has yet to comment.", True),
        ("The mayor could not be reached.", True),
        ("Vale was not available for comment.", True),
        ("There is no answer to the drought.", False),
        ("No such answer was given to the growers.", True),
        ("Vale replied that it had not responded late.", True),
        ("Vale replied within a day.", False),
    ],
)
def test_who_does_not_answer_is_silent(sentence: str, silent: bool) -> None:
    assert is_silent(sentence) is silent


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("A council spokesman said the drawings were old.", "council spokesman"),
        ("The minister replied that it was so.", "minister"),
        ("Ms Kirk rejected the charge.", "Ms Kirk"),
        ("She added that it was so.", None),
        ("Ann Kirk, who leads the union, said so.", None),
        ("It rains.", None),
    ],
)
def test_a_sentence_that_begins_with_who_speaks_tells_it(sentence: str, who: str | None) -> None:
    assert subject(sentence) == who


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("There was concern, too, from the harbour.", False),
        ("Whether it is wise was disputed in both capitals.", False),
        ("In the north the resistance comes from the shop floor.", False),
        ("The union reckons that jobs will go.", True),
        ("“Jobs will go.”", True),
    ],
)
def test_that_there_is_criticism_is_told_from_what_it_says(sentence: str, tells: bool) -> None:
    assert tells_what(sentence) is tells


def test_hostile_sentences_take_no_time() -> None:
    hostile = ["said " * 50_000, "Ann Kirk, " * 20_000, "will " * 50_000, "” said a b c d e " * 20_000]
    started = time.perf_counter()
    for sentence in hostile:
        for each in (objects, answers, carries_on, announces, promises, speaks, is_silent, subject, tells_what):
            each(sentence)
    says("Ann Kirk", hostile)
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    ("sentence", "glad"),
    [
        ("Ann Kirk welcomed the plan but warned of its cost.", True),
        ("Ann Kirk was glad of the rates, yet she asked who pays.", True),
        ("Ann Kirk says she has nothing against the buyers.", True),
        ("Ann Kirk is not happy with it.", False),
        ("The mayor was glad of the rates, said Ann Kirk.", False),
        ("Ann Kirk opposes it.", False),
    ],
)
def test_a_critic_may_like_something_too(sentence: str, glad: bool) -> None:
    assert welcomes("Ann Kirk", [sentence]) is glad
