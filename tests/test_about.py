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
    assert about("Ann Kirk", TEXTS, PARAGRAPHS, []) == "Ann Kirk runs Vale. “We grow,” she said. Ms Kirk denied it."
    assert introducing("Vale", TEXTS) == "Vale buys Orme. Ann Kirk runs Vale."


def test_of_many_those_that_tell_words_are_taken() -> None:
    texts = [f"Vale is {each}." for each in "abcdef"] + ["Vale said so."]
    assert about("Vale", texts, range(7), []) == "Vale is a. Vale is b. Vale is c. Vale said so."


def test_they_end_where_another_speaks_and_begin_with_what_they_rest_on() -> None:
    """What “its chairman” says needs the sentence that says whose; the paragraph's next speaker is somebody else."""
    texts = ["Orme is wary.", "Its chairman, Jan Borg, said no.", "The yard is full.", "Lea Noth of Vale was glad."]
    said = "Orme is wary. Its chairman, Jan Borg, said no. The yard is full."
    assert about("Jan Borg", texts, [1, 1, 1, 1], ["Orme", "Jan Borg", "Lea Noth", "Vale"]) == said


def test_a_family_name_that_a_company_has_is_not_the_persons() -> None:
    texts = ["Kirk Mills was sold.", "Kirk fell.", "“It is a good day,” said Ann Kirk."]
    assert about("Ann Kirk", texts, [1, 2, 3], ["Kirk Mills", "Ann Kirk"]) == texts[2]
    assert about("Ann Kirk", texts, [1, 2, 3], ["Ann Kirk"]) == " ".join(texts)
