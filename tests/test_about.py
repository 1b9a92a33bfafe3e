"""Which sentences are about a name."""

from summarizer.text.about import about, introducing

TEXTS = [
    "Vale buys Orme.",
    "Ann Kirk runs Vale.",
    "“We grow,” she said.",
    "Rain fell.",
    "Ms Kirk denied it.",
    "It was late.",
]
PARAGRAPHS = [1, 2, 2, 3, 4, 5]


def test_they_name_it_or_go_on_about_it_in_the_same_paragraph() -> None:
    assert about("Ann Kirk", TEXTS, PARAGRAPHS) == "Ann Kirk runs Vale. “We grow,” she said. Ms Kirk denied it."
    assert introducing("Vale", TEXTS) == "Vale buys Orme. Ann Kirk runs Vale."


def test_of_many_those_that_tell_words_are_taken() -> None:
    texts = [f"Vale is {each}." for each in "abcdef"] + ["Vale said so."]
    assert about("Vale", texts, range(7)) == "Vale is a. Vale is b. Vale is c. Vale said so."
