"""Who somebody is, in the words in which the article introduces them."""

import pytest

from summarizer.article import Article
from summarizer.check.index import ArticleIndex
from summarizer.check.offices import office


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("It met Vale CEO Anna B. Kirk.", "Anna B. Kirk", "Vale CEO"),
        ("Its chief executive Anna Kirk left.", "Anna Kirk", "chief executive"),
        ("Anna Kirk, the mayor of Oslo, objected.", "Anna Kirk", "the mayor of Oslo"),
        ("Anna Kirk, chief executive of Vale, left.", "Anna Kirk", "chief executive of Vale"),
        ("Vale Energy, a maker of turbines, bid.", "Vale Energy", "a maker of turbines"),
        ("Kirk left. Later Prime Minister Anna Kirk spoke.", "Anna Kirk", "Prime Minister"),
        ("Anna Kirk, Olga Berg and others left.", "Anna Kirk", None),
        ("Anna Kirk, who left, said so.", "Anna Kirk", None),
        (
            "Vale Energy, in a statement of the day before the meeting was to take place in Oslo, bid.",
            "Vale Energy",
            None,
        ),
        ("For Vale, the attraction is the price, they say.", "Vale", None),
        ("It met Anna Kirk.", "Anna Kirk", None),
    ],
)
def test_an_office_is_read_beside_the_name(text: str, name: str, found: str | None) -> None:
    index = ArticleIndex(Article.from_text(text))
    told = office(name, index)
    assert (told and told[0]) == found
    if told:
        quote = text[told[1].start : told[1].end]
        assert name in quote
        assert told[0] in quote
