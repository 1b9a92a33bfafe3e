"""Which criticism a sentence answers is told by the words the two share."""

import pytest

from summarizer.text.replies import answered

ARTICLE = [
    "The city sold the pier.",
    "Anglers warned that the pier was their only mooring.",
    "The union fears for forty jobs at the ferry.",
]


@pytest.mark.parametrize(
    ("reply", "index"),
    [
        ("The buyer said that every mooring would be kept for the anglers.", 0),
        ("The buyer said that nobody at the ferry would lose a job.", 1),
        ("A spokesman said that all of this was quite untrue.", 1),
        ("The mooring stays, he said.", 1),
    ],
)
def test_a_reply_answers_the_criticism_whose_rare_words_it_repeats_or_the_one_before_it(reply: str, index: int) -> None:
    assert answered(reply, ARTICLE[1:], [*ARTICLE, reply]) == index
