"""Names are found by their capitals, and what only opens a sentence is not taken for one."""

import pytest

from summarizer.article import Article, Sentence
from summarizer.text.mentions import MAX_MENTIONS, mentions, only_describes


def sentences(text: str) -> tuple[Sentence, ...]:
    return Article.from_text(text or "-").sentences


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The mayor met Anna Kirk, who runs Vale Energy.", ["Anna Kirk", "Vale Energy"]),
        ("Critics met the Fjord Council (FC). It pleased FC.", ["Fjord Council"]),
        ("Vale buys Norrland. Vale pays.", ["Vale", "Norrland"]),
        ("Prices rose. However, the Bank of the North waits.", ["Bank of the North"]),
        ("On Monday in September it said so.", []),
        ("It is Norrland's largest mill, Mr. Berg said.", ["Norrland", "Berg"]),
        ("It met Vale Energy CEO Anna B. Kirk and Prime Minister Olga Berg.", ["Anna B. Kirk", "Olga Berg"]),
        ("The two met Field Marshal Aron Vik.", ["Aron Vik"]),
        ("The lender is Oslo-based Vale Energy.", ["Vale Energy"]),
        ("The Justice Department sued King Street Capital.", ["Justice Department", "King Street Capital"]),
        ("Anna Kirk left. Then Kirk came back.", ["Anna Kirk"]),
        ("Vale Energy Buys Norrland Wind For Five Million", []),
        ("NINETY-TWO HOMES", []),
        ("Cash-strapped Vale Rovers met Coca-Cola Norrland.", ["Vale Rovers", "Coca-Cola Norrland"]),
        ("The State Audit Office objected. The state, it said, pays.", ["State Audit Office"]),
        ("Joan Vale spoke. Coun Vale and Cllr Berg left with Chair Anna Kirk.", ["Joan Vale", "Berg", "Anna Kirk"]),
        ("The union Craft and Print Norrland warned. It met Anna Kirk and Bo Dale.",
         ["Craft and Print Norrland", "Anna Kirk", "Bo Dale"]),
        ("The ministers Kirk and Dale left. Yet Dale came back.", ["Kirk", "Dale"]),
        ("日本の会社が北方電力を買収した。", []),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_found_by_their_capitals(text: str, names: list[str]) -> None:
    assert mentions([sentence.text for sentence in sentences(text)]) == names


def test_a_text_of_names_gives_no_more_than_helps() -> None:
    assert (
        len(mentions([f"He met Anna{chr(97 + n % 26)}{chr(97 + n // 26)} Kirk{n}." for n in range(200)]))
        == MAX_MENTIONS
    )


@pytest.mark.parametrize(
    ("name", "sentence", "describes"),
    [
        ("Norwegian", "The Norwegian dairy buys it.", True),
        ("Norwegian", "Norwegian Air buys the Norwegian dairy.", False),
        ("South Norwegian", "The South Norwegian dairy buys it.", True),
        ("South Bosch", "The South Bosch dairy buys it.", False),
        ("ORSA", "ORSA, 2 May (Wire) - Vale buys Norrland.", True),
        ("ORSA", "ORSA buys Norrland.", False),
        ("Bosch", "Bosch buys Norrland.", False),
    ],
)
def test_a_nation_and_a_dateline_only_describe(name: str, sentence: str, describes: bool) -> None:
    assert only_describes(name, [sentence]) is describes
