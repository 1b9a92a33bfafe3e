"""What is known of a sentence beside its labels, and how that is weighed."""

import math

import pytest

from summarizer.article import Article
from summarizer.ask.labelling import Labelled
from summarizer.ask.weighing import Features, behind_disputes, features_of, weighed
from summarizer.ask.weights import ANSWERS, DISPUTES

TEXT = (
    "Vale buys the port\n\nVale Lines has bought the port of Dale from Orme, the two said. The price is not known.\n\n"
    "Anger is growing in the town. The Dockers Union warned that 400 jobs would go. “Nobody asked us,” they said.\n\n"
    "Bo Dale, chief executive of Vale Lines, rejected that. “Nobody will lose a job,” he said.\n\n"
    "The first ship sails in May."
)


def known(text: str = TEXT, criticism: float = -3.0) -> list[Features]:
    """The features of an article's sentences, all of which have the same labels."""
    chance = 1 / (1 + math.exp(-criticism))
    likely = {"criticism": math.log(chance)}
    likely |= {label: math.log((1 - chance) / 3) for label in ("answer", "support", "fact")}
    article = Article.from_text(text)
    return features_of(article.sentences, [Labelled(likely)] * len(article.sentences))


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    features = known()
    behind = behind_disputes(features, [0.0] * len(features), 0.0)
    assert set(DISPUTES) == {"", *features[0]}
    assert set(ANSWERS) == {"", *behind[0]}


def test_who_speaks_is_somebody_new_or_of_those_who_make_the_deal() -> None:
    union, chief = known()[4], known()[6]
    assert (union["new voice"], union["voice of the opening"]) == (1.0, 0.0)
    assert (chief["new voice"], chief["voice of the opening"]) == (1.0, 1.0), "he speaks for the buyer"


def test_what_goes_on_behind_an_answer_or_a_criticism_is_told_apart() -> None:
    features = known()
    after_criticism, after_answer = features[5], features[7]
    assert after_criticism["goes on behind objections"] == 1.0
    assert after_criticism["goes on behind an answer"] == 0.0
    assert (after_answer["goes on behind an answer"], after_answer["goes on behind objections"]) == (1.0, 0.0)


def test_how_far_a_criticism_is_counts_until_the_next_one() -> None:
    features = known()
    behind = behind_disputes(features, [-1.0, -1.0, -1.0, -1.0, 2.0, -1.0, -1.0, -1.0, -1.0], 0.0)
    assert [each["away"] for each in behind] == [9.0, 9.0, 9.0, 9.0, 9.0, 1.0, 2.0, 3.0, 4.0]
    assert [each["no criticism before"] for each in behind][3:6] == [1.0, 1.0, 0.0]
    assert [each["next to speak"] for each in behind][5:7] == [1.0, 0.0]


def test_features_are_added_by_their_weights() -> None:
    assert weighed({"objects": 1.0, "length": 0.5}, {"": -1.0, "objects": 2.0, "length": 3.0}) == 2.5


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("The Dockers Union objects that jobs would go in the town.", "The union says that jobs come to the town."),
        ("The Dockers Union fears that jobs would go in the town.", "Vale denied that jobs would go in the town."),
    ],
)  # fmt: skip
def test_objections_dispute_more_plainly_than_news_and_answers_do(more: str, less: str) -> None:
    odds = [weighed(known(f"Vale buys it.\n\n{each}", -1.0)[1], DISPUTES) for each in (more, less)]
    assert odds[0] > odds[1]
