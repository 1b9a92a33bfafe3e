"""What a small model is asked about criticisms and answers, and what is made of its labels."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from fake_model import ARTICLE, NOBODY, SECTIONS, questions, small_model

from summarizer.article import Article
from summarizer.ask.asking import ask_article


def test_a_model_that_judges_is_asked_about_each_disputed_paragraph_alone() -> None:
    model = small_model()
    answers = asyncio.run(ask_article(ARTICLE, SECTIONS, model))
    (asked,) = questions(model, "controversies")
    assert "<article>\nVale pays $5 million. [2]\nThe mayor objects. [3]\n</article>" in asked
    assert 'Sentence [3] says: "The mayor objects."\nWhat does it criticise or demand' in asked
    assert [fact.model_dump()["claim"] for fact in answers.facts["controversies"]] == ["The mayor objects"]
    assert model.judged.count("disputes") == len(ARTICLE.sentences)
    assert answers.usage.requests == len(model.judged) + len(model.asked)


REPLIED = Article.from_text(
    "Vale buys Norrland.\n\nThe mayor objects to it. Vale Energy rejected the criticism. Vale said it objects to "
    "rumours. It did not respond to questions."
)


def test_who_rejects_a_criticism_answers_it_and_raises_none() -> None:
    said = {"claim": "The mayor objects", "topic": ""} | {
        key: value for key, value in NOBODY.items() if key != "responses"
    }
    model = small_model(controversies=[said | {"by": "it"}])
    model.replies = ["Vale Energy rejected", "did not respond"]
    answers = asyncio.run(ask_article(REPLIED, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["controversies"][:1])
    assert [(each["by"], each["says"], each["evidence"]) for each in told["responses"]] == [
        ("Vale Energy", "Vale Energy rejected the criticism.", [3])
    ], "a pronoun is the last name before it"
    assert all("[5]" not in question.rpartition("\n\n")[2] for question in questions(model, "controversies"))


CRITICS = Article.from_text(
    "Union fights port sale\n\nOrme sells the port to Vale.\n\nThe Dockers Union accused the ministry of haste.\n\n"
    "Its president, Ann Kirk, said that jobs would go.\n\n“Nobody asked us,” she said.\n\nVale said jobs are safe.\n\n"
    "It pays $5 million."
)


def disputes_told(
    article: Article, odds: dict[str, float], raised_by: str, replies: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The controversies of an article by a model with these log-odds for sentences that have some words."""
    model = small_model(controversies=[{"claim": "", "topic": "", "raised_by": [raised_by], "against": [], "by": ""}])
    model.odds, model.replies = odds, list(replies)
    sections = tuple(section for section in SECTIONS if section.name == "controversies")
    answers = asyncio.run(ask_article(article, sections, model))
    return [fact.model_dump() for fact in answers.facts["controversies"]]


def test_who_speaks_for_a_critic_goes_on_with_the_criticism() -> None:
    odds = {"Union fights": 3.0, "The Dockers": 3.0, "Its president": 0.0, "“Nobody": 2.9}
    told = disputes_told(CRITICS, odds, "nobody", ["Vale said"])
    assert [each["evidence"] for each in told] == [[3], [4, 5]], "the title is no criticism of its own"
    assert [each["raised_by"] for each in told] == [["Dockers Union"], ["Ann Kirk"]]
    answered = [response["evidence"] for each in told for response in each["responses"]]
    assert answered == [[6]], "an answer answers one of them"


def test_an_answer_goes_on_where_its_speaker_does_and_silence_is_none() -> None:
    text = (
        "Vale buys Norrland.\n\nThe Dockers Union warned of losses.\n\nMs Kirk rejected the charge. The loss is small, "
        "she said, and a fund would help.\n\nThe ministry had not responded by Friday."
    )
    (told,) = disputes_told(Article.from_text(text), {"Dockers": 3.0, "ministry": -4.0}, "Dockers Union", ["Ms Kirk"])
    assert [(each["says"], each["evidence"]) for each in told["responses"]] == [
        ("The loss is small, she said, and a fund would help.", [3, 4])
    ]


def test_a_complaint_that_nobody_answers_is_one_all_the_same() -> None:
    text = "Vale buys Norrland.\n\nNo such answer was given to the growers, who complain that their wells run dry."
    (told,) = disputes_told(Article.from_text(text), {"growers": 3.0}, "the growers")
    assert (told["evidence"], told["responses"]) == ([2], [])


def test_what_goes_on_with_an_answer_is_no_criticism() -> None:
    text = "Vale buys Norrland.\n\nThe union warned of losses.\n\nMs Kirk rejected that. “Nobody will lose,” she said."
    (told,) = disputes_told(Article.from_text(text), {"union": 3.0, "Ms Kirk": -3.0, "“Nobody": 2.0}, "union")
    assert [each["evidence"] for each in told["responses"]] == [[3, 4]]


def test_the_next_one_to_speak_behind_a_criticism_answers_it() -> None:
    text = (
        "Vale buys Norrland.\n\nThe Dockers Union warned of losses for its 400 members.\n\n"
        "Vale said that nobody would lose a job in the next five years.\n\nThe first ship sails in May."
    )
    (told,) = disputes_told(Article.from_text(text), {"Dockers": 3.0}, "Dockers Union", ["Vale said"])
    assert [each["evidence"] for each in told["responses"]] == [[3]]


def test_a_critic_goes_on_in_sentences_that_alone_would_dispute_little() -> None:
    text = (
        "Vale buys Norrland.\n\nThere was concern from Access Now. Its chair, Ann Kirk, told the Gull that each tram "
        "has one door. “It is as if we did not exist, in this of all years,” she said. Orme makes the trams."
    )
    odds = {"Access": 2.0, "Its chair": -3.0, "as if we": 1.5, "Orme makes": -5.0}
    (told,) = disputes_told(Article.from_text(text), odds, "Access Now")
    assert told["evidence"] == [2, 3, 4]


def test_what_two_say_in_one_paragraph_is_two_controversies() -> None:
    text = (
        "Vale buys Norrland.\n\nAnn Kirk doubts it. Her lawyer doubts it, too. Bo Dale of Orme objects, and so does he."
    )
    told = disputes_told(Article.from_text(text), {"doubts": 1.0}, "he")
    assert [each["evidence"] for each in told] == [[2, 3], [4]]


@pytest.mark.parametrize(
    ("claim", "kept"),
    [("Jobs would go", True), ("The jobs that", False), ("the act requires", False), ("It rains", False)],
)
def test_a_claim_that_breaks_off_or_says_something_else_is_its_whole_sentence(claim: str, kept: bool) -> None:
    sentence = "Ann Kirk objects that jobs would go, as the act requires."
    model = small_model(controversies=[{"claim": claim, "topic": ""} | NOBODY])
    answers = asyncio.run(ask_article(Article.from_text(f"Vale buys Norrland. {sentence}"), SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["controversies"])
    assert told["claim"] == (claim if kept else sentence)


def test_what_only_announces_a_criticism_is_none_nor_is_a_heading() -> None:
    paragraphs = [
        "Vale buys Norrland.",
        "The teachers' union fears for the pensions of its members.",
        "The sale has drawn criticism from parents, too. Ann Kirk said that it was theft from people who had paid in.",
        "“Theft from the old”, she said",
    ]
    odds = {"union": 2.0, "drawn": 2.0, "theft": 1.0, "“Theft": 2.0}
    told = disputes_told(Article.from_text("\n\n".join(paragraphs)), odds, "Ann Kirk")
    assert [each["evidence"][-1] for each in told] == [2, 4]


def test_words_and_neighbours_decide_where_a_label_leaves_doubt() -> None:
    said = {
        "Vale buys Norrland.": 0.5,
        "Ann Kirk of the dockers' union doubts that the port will last so long.": 1.0,
        "“It is a shame that nobody asked us before they sold it,” said Bo Dale.": 2.0,
        "The plan has drawn sharp criticism in the town and beyond.": 0.5,
        "Growers in the valley are in despair about their wells and their fields.": 3.0,
        "Who pays for it?": 3.0,
        "Vale did not respond to the questions that were put to it.": 2.0,
        "Vale denied that any of the jobs in the valley would go.": 1.5,
        "Ed Fox said that the ships are due in May and June.": -2.0,
    }
    told = disputes_told(Article.from_text("\n\n".join(said)), said, "Ann Kirk")
    assert [each["evidence"] for each in told] == [[2], [3], [5]]


def test_criticisms_that_leave_no_doubt_are_told_from_those_that_do() -> None:
    text = (
        "Vale buys Norrland.\n\n“It is a shame that nobody asked us before they sold it,” said Ann Kirk.\n\n"
        "“We shall see what comes of it in the end, and who will pay,” said Bo Dale.\n\nCy Orr doubts it will last."
    )
    model = small_model(controversies=[{"claim": "", "topic": "", "by": ""} | NOBODY])
    model.odds = {"It is a shame": 6.0, "We shall see": 1.0, "Cy Orr": 2.0}
    answers = asyncio.run(ask_article(Article.from_text(text), SECTIONS, model))
    assert len(answers.facts["controversies"]) == 3
    assert answers.plain == {2, 4}


def test_in_other_languages_the_odds_alone_tell_a_criticism() -> None:
    said = {"Vale kauft Norrland.": -4.0, "Die Gewerkschaft klagt.": -1.0, "Vale schweigt.": -2.0}
    article = Article.from_text("\n\n".join(said), language="de")
    assert [each["evidence"] for each in disputes_told(article, said, "Gewerkschaft")] == [[2]]


def test_an_article_in_which_nobody_objects_is_not_asked_about_controversies() -> None:
    model = small_model()
    asyncio.run(ask_article(Article.from_text("Vale buys Norrland. It pays $5 million."), SECTIONS, model))
    assert questions(model, "controversies") == []
    assert len(questions(model, "stakeholders")) == 1
