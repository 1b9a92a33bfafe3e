"""For whom a person speaks is told by the words between the two names."""

import pytest

from summarizer.text.affiliations import another_speaks, goes_on, quotes_again, speaks_for
from tests.checked import check


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        (["Dockers United's president, Ann Kirk, warned of it."], True),
        (["Ann Kirk of Dockers United warned of it."], True),
        (["Ann Kirk, who speaks for Dockers United, warned of it."], True),
        (["Dockers United fears for jobs.", "Its chairman, Ann Kirk, said so."], True),
        (["Dockers United fears for jobs.", "The union's lawyer Ann Kirk said so."], True),
        (["Dockers United fears for jobs.", "“Nobody asked,” says Ann Kirk, its director."], True),
        (["Dockers United fears for jobs.", "It rains.", "Ann Kirk, the union's leader, said so."], True),
        (["Dockers United fears for jobs.", "It rains.", "It snows.", "Its leader, Ann Kirk, said so."], False),
        (["Dockers United fears for jobs.", "Ann Kirk said so."], False),
        (["Ann Kirk warned Dockers United of it."], False),
        (["Ann Kirk, president of the Dockers United Friends, warned of it."], False),
        (["Ann Kirk, a former head of Dockers United, warned of it."], False),
        (["Its chairman, Ann Kirk, said so.", "Dockers United fears for jobs."], False),
        (["Dockers United fears for jobs.", "So do others.", "Its chairman, Ann Kirk, said so."], True),
        (["Dockers United fears for jobs.", "So does Vale.", "Its chairman, Ann Kirk, said so."], False),
    ],
)
def test_a_person_speaks_for_the_body_beside_the_name(text: list[str], belongs: bool) -> None:
    assert speaks_for("Ann Kirk", "Dockers United", text) is belongs


def test_the_body_a_critic_speaks_for_opposes_the_deal_too_unless_it_makes_it() -> None:
    def stances(maker: str) -> dict[str, str]:
        said = {"kind": "other", "role": "", "stance": "supports"}
        summary = check(
            "Vale bought Orme for $5 million. Its chairman, Bo Dale, was glad. Dockers United fears for jobs. "
            "The union's president, Ann Kirk, accused Vale of haste.",
            deal={"kind": "acquisition", "status": "agreed",
                  "parties": [{"name": maker, "role": "buyer", "evidence": [1]}]},
            stakeholders=[said | {"name": "Dockers United", "evidence": [3]},
                          said | {"name": "Bo Dale", "kind": "person", "evidence": [2]}],
            controversies=[{"topic": "", "claim": "Ann Kirk accused Vale of haste", "raised_by": ["Ann Kirk"],
                            "against": [], "responses": [], "evidence": [4]}],
        )  # fmt: skip
        return {each.name: each.stance for each in summary.stakeholders}

    assert (stances("Vale")["Dockers United"], stances("Vale")["Bo Dale"]) == ("opposes", "supports")
    assert stances("Dockers United")["Dockers United"] == "supports"


def test_a_critic_that_welcomes_something_too_has_mixed_views_and_so_has_its_speaker() -> None:
    said = {"kind": "other", "role": "", "stance": "opposes"}
    summary = check(
        "Vale bought Orme for $5 million. Dockers United welcomed the offer but fears for jobs. Its head, Ann Kirk, "
        "wept.",
        deal={"kind": "acquisition", "status": "agreed"},
        stakeholders=[said | {"name": "Dockers United", "evidence": [2]},
                      said | {"name": "Ann Kirk", "kind": "person", "evidence": [3]}],
        controversies=[{"topic": "", "claim": "Dockers United fears for jobs", "raised_by": ["Dockers United"],
                        "against": [], "responses": [], "evidence": [2]}],
    )  # fmt: skip
    assert {each.name: each.stance for each in summary.stakeholders} == {"Dockers United": "mixed", "Ann Kirk": "mixed"}


def test_a_body_that_likes_something_makes_the_views_of_its_critic_mixed() -> None:
    said = {"kind": "other", "role": "", "stance": "opposes"}
    summary = check(
        "Vale bought Orme for $5 million. Dockers United says it was relieved to hear of it. But its head, Ann Kirk, "
        "fears for jobs.",
        deal={"kind": "acquisition", "status": "agreed"},
        stakeholders=[said | {"name": "Dockers United", "evidence": [2]},
                      said | {"name": "Ann Kirk", "kind": "person", "evidence": [3]}],
        controversies=[{"topic": "", "claim": "Ann Kirk fears for jobs", "raised_by": ["Ann Kirk"],
                        "against": [], "responses": [], "evidence": [3]}],
    )  # fmt: skip
    assert {each.name: each.stance for each in summary.stakeholders} == {"Dockers United": "mixed", "Ann Kirk": "mixed"}


def test_who_has_the_name_of_the_family_that_sells_does_not_oppose_the_sale_for_a_small_model() -> None:
    summary = check(
        "The Orme family sold its mill to Vale. “I was never going to look out on pines,” said Jock Orme.",
        deal={"parties": [{"name": "Orme family", "role": "seller", "evidence": [1]}]},
        stakeholders=[{"name": "Jock Orme", "kind": "person", "role": "", "stance": "opposes", "evidence": [2]}],
        judged=True,
    )
    assert [each.stance for each in summary.stakeholders if each.name == "Jock Orme"] == ["supports"]


def test_who_speaks_for_a_maker_by_its_short_name_does_not_oppose_the_deal_for_a_small_model() -> None:
    summary = check(
        "Vale Energy sells its mill to Orme. Vale will keep the docks. Vale president Ann Kirk said the old mill had "
        "been a burden.",
        deal={"parties": [{"name": "Vale Energy", "role": "seller", "evidence": [1]}]},
        stakeholders=[
            {"name": "Vale Energy", "kind": "company", "role": "", "stance": "supports", "evidence": [1]},
            {"name": "Vale", "kind": "company", "role": "", "stance": "supports", "evidence": [2]},
            {"name": "Ann Kirk", "kind": "person", "role": "", "stance": "opposes", "evidence": [3]},
        ],
        judged=True,
    )
    assert [each.stance for each in summary.stakeholders if each.name == "Ann Kirk"] == ["supports"]


@pytest.mark.parametrize(
    ("sentence", "another"),
    [
        ("Chief Bo Dale, for his part, wants a road first.", True),
        ("Bo Dale said Ann Kirk had been free to apply.", True),
        ("Its lawyer, Bo Dale, spoke of theft.", False),
        ("Ann Kirk also fears for the well.", False),
        ("Kirk said so, too.", False),
        ("It would be the end of the village.", False),
    ],
)
def test_another_speaks_where_a_sentence_begins_with_somebody_new(sentence: str, another: bool) -> None:
    assert another_speaks(sentence, ["Ann Kirk of Dockers United warned of it."], ["Ann Kirk", "Bo Dale"]) is another


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("“Nobody asked us,” said its founder, Bo Dale.", True),
        ("Its chair, Bo Dale, told the Gull that each tram is too small.", True),
        ("Bo Dale, the party's leader, calls it theft.", True),
        ("“Nobody can eat a reef,” grumbles Bo Dale, its chairman.", True),
        ("“You will lose a generation.”", True),
        ("The town has two boats, she points out, one of them in dock.", True),
        ("Vale answered that its panels need no water.", False),
        ("“Nobody asked us,” said Bo Dale.", False),
        ("The ministry said its trams are large.", False),
    ],
)
def test_somebody_of_the_same_body_goes_on(sentence: str, on: bool) -> None:
    assert goes_on(sentence) is on


@pytest.mark.parametrize(
    ("sentence", "again"),
    [
        ("“It is worth more,” Vale fund manager Bo Dale wrote.", True),
        ("“It is worth more,” said Vale's lawyer.", True),
        ("“It is worth more,” said Orme's lawyer.", False),
        ("Vale declined to comment.", False),
    ],
)
def test_a_body_is_quoted_again(sentence: str, again: bool) -> None:
    assert quotes_again(sentence, "Vale Capital, which owns 6% of Orme, said the price was low.") is again
