"""Who makes a deal with whom is told by the words beside the document they make."""

import pytest

from summarizer.ask.forms import form_of, with_makers
from summarizer.text.makers import made_between


@pytest.mark.parametrize(
    ("sentence", "two"),
    [
        ("A licence agreement was concluded between the Ministry of Health and the developer, Vale.",
         ("Ministry of Health", "Vale")),
        ("The Government of Orm has put its name to a memorandum of understanding with Vale Metals.",
         ("Government of Orm", "Vale Metals")),
        ("Orme and the Danish miner Vale signed a supply contract.", ("Orme", "Vale")),
        ("Orme has signed a contract with South Korean miner Vale Ore.", ("Orme", "Vale Ore")),
        ("Orm's Defence Ministry has awarded Danish arms maker Vale Defence a 1.2 billion euro contract.",
         ("Orm's Defence Ministry", "Vale Defence")),
        ("The States of Orm and Vale on Monday signed a treaty on the river.", ("States of Orm", "Vale")),
        ("Orme hopes for an agreement.", None),
        ("There was a quarrel between Orme and Vale.", None),
    ],
)  # fmt: skip
def test_those_between_whom_a_document_is_made_are_named(sentence: str, two: tuple[str, str] | None) -> None:
    assert made_between(["Rain fell.", sentence]) == two


SUPPLY, PARTNERS = form_of("supply"), form_of("treaty")
TEXT = ["Vale signed a contract with the Ministry of Health.", "Orme's public hospitals get Vale's scanners."]


def supply(supplier: list[str], customer: list[str]) -> dict[str, list[str] | None]:
    return {"supplier": supplier, "customer": customer, "total_price": None}


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (supply(["Vale"], []), supply(["Vale"], ["Ministry of Health"])),
        (supply(["Vale"], ["Orme's public hospitals"]), supply(["Vale"], ["Ministry of Health"])),
        (supply(["Vale"], ["Health Office"]), supply(["Vale"], ["Health Office", "Ministry of Health"])),
        (supply(["Vale"], ["Ministry of Health"]), supply(["Vale"], ["Ministry of Health"])),
        (supply([], []), supply([], [])),
    ],
)
def test_who_makes_the_deal_fills_the_blank_beside_the_other(
    said: dict[str, list[str] | None], right: dict[str, list[str] | None]
) -> None:
    assert with_makers(SUPPLY, said, ("Vale", "Ministry of Health"), TEXT) == right


def test_partners_are_all_who_make_the_deal_under_their_whole_names() -> None:
    two = ("Orm's Defence Ministry", "Vale")
    assert with_makers(PARTNERS, {"partners": ["Orm"]}, two, ["Orm's Defence Ministry and Vale signed."]) == {
        "partners": ["Orm's Defence Ministry", "Vale"]
    }
    assert with_makers(PARTNERS, {"partners": ["Orm"]}, None, []) == {"partners": ["Orm"]}
