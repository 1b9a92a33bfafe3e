"""Who makes a deal with whom is told by the words beside the document they make."""

import pytest

from summarizer.ask.forms import form_of, with_makers
from summarizer.ask.makers import parties_of
from summarizer.text.makers import known_of_maker, made_between


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
        ("The Economy Ministry in Riga on Wednesday signed a memorandum of understanding with Orme Atomics.",
         ("Economy Ministry", "Orme Atomics")),
        ("They today signed a contract with Orme.", None),
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


@pytest.mark.parametrize(
    ("name", "told", "sentences"),
    [
        ("Vale", "acts", ["Vale, a miner, has signed a contract."]),
        ("Vale", "says", ["Vale said the contract was small."]),
        ("Dale", "is a place", ["The yard in Dale is small."]),
        ("Vale", "is of a sort", ["The developer Vale builds ferries."]),
        ("Vale", "has officers", ["Vale's chief executive, Ann Kirk, was glad."]),
        ("Vale", "beside a sum", ["Vale gets $5 million."]),
        ("Vale", "beside a paper", ["A contract with Vale was lost."]),
        ("Vale", "beside objections", ["The union accused Vale of haste."]),
        ("Vale", "in the headline", ["Vale builds three ferries", "The yard is small."]),
        ("BBC", "capitals", ["The BBC has learnt of it."]),
    ],
)
def test_the_words_around_a_name_tell_whether_it_makes_the_deal(name: str, told: str, sentences: list[str]) -> None:
    assert known_of_maker(name, [name], sentences)[told]
    assert not known_of_maker(name, [name], [f"Rain falls, and {name} stands."])[told] or told == "capitals"


CONTRACT = [
    "Vale Yards will build two ferries for Norrland under a $90 million contract signed on Monday.",
    "Export credit bank Orme Bank lends Norrland $60 million and has signed a loan agreement with Vale Yards.",
    "The ferries will sail from the town.",
    "Ann Kirk of the Seamen's Union said the ferries were too small.",
]


def party(name: str, role: str) -> dict[str, object]:
    return {"name": name, "role": role, "evidence": [1]}


def test_a_third_who_makes_the_deal_is_a_party_though_the_form_has_no_blank_for_it() -> None:
    said = [party("Vale Yards", "supplier"), party("Norrland", "customer")]
    found = parties_of(said, "other", CONTRACT)
    assert found[:2] == said
    assert [(each["name"], each["role"]) for each in found[2:]] == [("Orme Bank", "other")]


def test_who_only_stands_near_the_deal_makes_none_though_it_is_on_the_form() -> None:
    said = [party("Vale Yards", "supplier"), party("Norrland", "customer"), party("Dale", "customer")]
    assert "Dale" not in [
        each["name"] for each in parties_of(said, "other", [*CONTRACT, *["It rains."] * 8, "Rain fell in Dale."])
    ]


def test_a_form_is_left_as_it_is_where_nobody_seems_to_make_the_deal() -> None:
    said = [party("town", "customer")]
    assert parties_of(said, "other", ["Rain fell.", "Ann Kirk said nobody had asked the town."]) == said
