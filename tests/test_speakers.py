"""Who speaks in a sentence, where a small model names who is only quoted there or spoken to."""

import pytest

from summarizer.article import Article
from summarizer.ask.speakers import speakers


@pytest.mark.parametrize(
    ("text", "said", "who"),
    [
        (
            "The Dale Forum said the price was high. It called on Corelia to publish the contract.",
            "Corelia",
            "Forum",
        ),
        ("Ann Kirk is a fisher. “The Vale boats used to stop here,” she says.", "Vale", "Ann Kirk"),
        ("Ann Kirk urged Vale to wait. Vale wants none of it.", "Vale", "Vale"),
        ("“Vale is slow,” said Ann Kirk.", "Ann Kirk", "Ann Kirk"),
    ],
)
def test_nobody_speaks_who_is_only_quoted_or_spoken_to(text: str, said: str, who: str) -> None:
    part = tuple(Article.from_text(text).sentences)
    (found,) = speakers([said], part, part[-1].number)
    assert who in found
    assert found == said or said not in found
