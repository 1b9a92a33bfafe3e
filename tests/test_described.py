"""What somebody is, by the words an article describes them with."""

import pytest

from summarizer.text.described import described_kind
from tests.checked import check


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The charity Vale Watch warned of it.", "other"),
        ("The environmental group Vale Watch objects.", "other"),
        ("The dockworkers' union Vale Watch called a strike.", "other"),
        ("Vale Watch, a rival chain, said so.", "company"),
        ("The train maker Vale Watch signed.", "company"),
        ("Trade union Vale Watch warned of it.", "other"),
        ("Vale Watch (VW), the country's energy regulator, agreed.", "government agency"),
        ("Vale Watch, the largest opposition party, said no.", "political party"),
        ("Vale Watch, a company spokeswoman, said so.", None),
        ("Vale Watch said the company is sound.", None),
        ("The founder of the company thanked Vale Watch.", None),
        ("The city of Vale Watch signed.", "government"),
        ("Ann Kirk, Vale Watch's deputy trade minister, signed.", "government"),
        ("Ann Kirk, Vale Watch's government affairs director, signed.", None),
    ],
)
def test_the_word_beside_a_name_tells_what_has_it(sentence: str, kind: str | None) -> None:
    assert described_kind(["Nobody", "Vale Watch"], [sentence]) == kind


STANCES = "Vale Energy bought Orme for $5 million. Ann Kirk of Orme objects to the sale, and Vale Energy says nothing."


@pytest.mark.parametrize(
    ("status", "raises", "stance"),
    [("agreed", [], "supports"), ("cancelled", [], "opposes"), ("agreed", ["Vale Energy"], "opposes")],
)
def test_who_makes_a_deal_and_raises_nothing_supports_it_unless_it_failed(
    status: str, raises: list[str], stance: str
) -> None:
    summary = check(
        STANCES,
        deal={"kind": "acquisition", "status": status,
              "parties": [{"name": "Vale Energy", "role": "buyer", "evidence": [1]}]},
        stakeholders=[{"name": "Vale Energy", "kind": "company", "role": "", "stance": "opposes", "evidence": [1]}],
        controversies=[{"topic": "sale", "claim": "Ann Kirk of Orme objects to the sale", "raised_by": raises,
                        "against": [], "responses": [], "evidence": [2]}] if raises else [],
    )  # fmt: skip
    assert [each.stance for each in summary.stakeholders if each.name == "Vale Energy"] == [stance]


@pytest.mark.parametrize(
    ("sentence", "judged", "kept"),
    [
        ("“This buys us time,” said Ann Kirk.", True, False),
        ("“This buys us time,” said Ann Kirk.", False, True),
        ("Ann Kirk warned of delays.", True, True),
    ],
)
def test_a_supporter_of_whom_no_sentence_says_that_it_objects_raises_no_controversy_for_a_small_model(
    sentence: str, judged: bool, kept: bool
) -> None:
    summary = check(
        f"Vale bought Orme for $5 million. {sentence}",
        judged=judged,
        deal={"kind": "acquisition"},
        stakeholders=[{"name": "Ann Kirk", "kind": "person", "role": "", "stance": "supports", "evidence": [2]}],
        controversies=[{"topic": "time", "claim": sentence, "raised_by": ["Ann Kirk"], "against": [], "responses": [],
                        "evidence": [2]}],
    )  # fmt: skip
    assert bool(summary.controversies) is kept
    assert any("no sentence cited says" in each.reason for each in summary.rejected) is not kept


@pytest.mark.parametrize(
    ("plain", "parties", "kept"),
    [(set(), [], False), ({2}, [], True), ({2}, ["Orme"], True), ({2}, ["Vale"], False)],
)
def test_a_plain_criticism_counts_whatever_its_critic_was_taken_for_unless_he_makes_the_deal(
    plain: set[int], parties: list[str], kept: bool
) -> None:
    sentence = "“A sad day for us all,” said Vale's director, Ann Kirk."
    summary = check(
        f"Vale bought Orme for $5 million. {sentence}",
        judged=True,
        plain=plain,
        deal={"kind": "acquisition", "parties": [{"name": each, "role": "buyer", "evidence": [1]} for each in parties]},
        stakeholders=[{"name": "Ann Kirk", "kind": "person", "role": "", "stance": "supports", "evidence": [2]}],
        controversies=[{"topic": "day", "claim": sentence, "raised_by": ["Ann Kirk"], "against": [], "responses": [],
                        "evidence": [2]}],
    )  # fmt: skip
    assert bool(summary.controversies) is kept


def test_who_makes_the_deal_does_not_criticise_it_along_with_a_critic() -> None:
    summary = check(
        "Vale bought Orme for $5 million. In Vale, Ann Kirk accused it of haste.",
        judged=True,
        deal={"kind": "acquisition", "parties": [{"name": "Vale", "role": "buyer", "evidence": [1]}]},
        controversies=[{"topic": "", "claim": "Ann Kirk accused it of haste", "raised_by": ["Vale", "Ann Kirk"],
                        "against": [], "responses": [], "evidence": [2]}],
    )  # fmt: skip
    assert [each.raised_by for each in summary.controversies] == [["Ann Kirk"]]


def test_who_speaks_for_a_critic_is_no_supporter_that_answers_him() -> None:
    said = {"topic": "", "against": [], "responses": []}
    summary = check(
        "Vale bought Orme for $5 million. Dockers United warned of delays. Its president, Ann Kirk, said that 400 jobs "
        "would go.",
        judged=True,
        deal={"kind": "acquisition"},
        stakeholders=[{"name": "Ann Kirk", "kind": "person", "role": "", "stance": "supports", "evidence": [3]}],
        controversies=[
            said | {"claim": "Dockers United warned of delays.", "raised_by": ["Dockers United"], "evidence": [2]},
            said | {"claim": "400 jobs would go", "raised_by": ["Ann Kirk"], "evidence": [3]},
        ],
    )
    assert [each.raised_by for each in summary.controversies] == [["Dockers United"], ["Ann Kirk"]]
    assert not any(each.responses for each in summary.controversies)


def test_who_holds_an_office_answers_under_the_name() -> None:
    def by(office: str) -> list[str]:
        minister = {"name": "Bo Dale", "kind": "person", "role": "transport minister", "stance": "supports"}
        summary = check(
            "Vale bought Orme for $5 million, said the transport minister, Bo Dale. Ann Kirk warned of delays. The "
            "minister replied that there would be none.",
            deal={"kind": "acquisition"},
            stakeholders=[minister | {"evidence": [1]}],
            controversies=[{"topic": "", "claim": "Ann Kirk warned of delays", "raised_by": ["Ann Kirk"], "against": [],
                            "responses": [{"by": office, "says": "there would be none", "evidence": [3]}],
                            "evidence": [2]}],
        )  # fmt: skip
        return [each.by for each in summary.controversies[0].responses]

    assert by("minister") == ["Bo Dale"]
    assert by("The minister") == ["Bo Dale"]


def test_what_a_supporter_says_behind_a_criticism_answers_it() -> None:
    said = {"topic": "", "against": [], "responses": []}
    summary = check(
        "Vale bought Orme for $5 million. Bo Dale warned of delays. There would be no delay, Ann Kirk said.",
        judged=True,
        deal={"kind": "acquisition"},
        stakeholders=[{"name": "Ann Kirk", "kind": "person", "role": "", "stance": "supports", "evidence": [3]}],
        controversies=[
            said | {"claim": "Bo Dale warned of delays.", "raised_by": ["Bo Dale"], "evidence": [2]},
            said | {"claim": "There would be no delay", "raised_by": ["Ann Kirk"], "evidence": [3]},
        ],
    )
    (told,) = summary.controversies
    assert told.raised_by == ["Bo Dale"]
    assert [(each.by, each.says, each.evidence[0].sentence) for each in told.responses] == [
        ("Ann Kirk", "There would be no delay", 3)
    ]
