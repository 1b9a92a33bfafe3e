"""One thing has one entry, and everybody keeps one name."""

from typing import Any

from tests.checked import check
from tests.test_checking import controversy, stakeholder

TEXT = (
    "The Northern Works Organisation (NWO) and Vale Energy Ltd signed the deal. "
    "Vale Energy expects a profit of $5 million, or five million dollars. "
    "Senator Anna Kirk opposed it. Kirk said the NWO had sold the country. "
    "Paul Berg and Maria Berg of the union praised it, and Berg promised help. "
    "According to The Daily Gull, the deal is worth £2bn. "
    "The Gull Observer was accused of bias."
)


def names(text: str, *stakeholders: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(each.name, each.aliases) for each in check(text, stakeholders=list(stakeholders)).stakeholders]


def test_an_abbreviation_and_its_long_form_are_one_stakeholder() -> None:
    found = names(TEXT, stakeholder("NWO", 4), stakeholder("Northern Works Organisation", 1))
    assert found == [("Northern Works Organisation", ["NWO"])]


def test_an_abbreviation_alone_is_given_its_long_form() -> None:
    assert names(TEXT, stakeholder("NWO", 4)) == [("Northern Works Organisation", ["NWO"])]


def test_a_company_with_and_without_its_legal_form_is_one() -> None:
    assert names(TEXT, stakeholder("Vale Energy", 2), stakeholder("Vale Energy Ltd", 1)) == [
        ("Vale Energy Ltd", ["Vale Energy"])
    ]


def test_a_surname_is_the_person_when_only_one_has_it() -> None:
    assert names(TEXT, stakeholder("Anna Kirk", 3), stakeholder("Kirk", 4)) == [("Anna Kirk", ["Kirk"])]


def test_a_surname_that_two_share_is_nobody() -> None:
    people = stakeholder("Paul Berg", 5), stakeholder("Maria Berg", 5), stakeholder("Berg", 5)
    assert [name for name, _ in names(TEXT, *people)] == ["Paul Berg", "Maria Berg", "Berg"]


def test_evidence_of_both_entries_is_kept() -> None:
    (found,) = check(TEXT, stakeholders=[stakeholder("Anna Kirk", 3), stakeholder("Kirk", 4)]).stakeholders
    assert [place.sentence for place in found.evidence] == [3, 4]


def test_a_stance_told_once_is_the_stance_and_two_that_differ_are_mixed() -> None:
    once = stakeholder("Anna Kirk", 3, stance="opposes"), stakeholder("Kirk", 4, stance="not stated")
    twice = stakeholder("Anna Kirk", 3, stance="opposes"), stakeholder("Kirk", 4, stance="supports")
    assert check(TEXT, stakeholders=list(once)).stakeholders[0].stance == "opposes"
    assert check(TEXT, stakeholders=list(twice)).stakeholders[0].stance == "mixed"


def test_people_in_controversies_have_the_name_of_their_stakeholder() -> None:
    said = controversy("the NWO had sold the country", 4, raised_by=["Kirk"], against=["NWO"])
    people = [stakeholder("Anna Kirk", 3), stakeholder("Northern Works Organisation", 1)]
    (found,) = check(TEXT, stakeholders=people, controversies=[said]).controversies
    assert (found.raised_by, found.against) == (["Anna Kirk"], ["Northern Works Organisation"])


def test_who_is_named_with_an_office_in_a_controversy_is_the_stakeholder() -> None:
    text = "Orme was sold. The price is a scandal, said Anna Kirk, the finance chief of Vale."
    said = controversy("The price is a scandal", 2, raised_by=["Anna Kirk, the finance chief of Vale"])
    (found,) = check(text, stakeholders=[stakeholder("Anna Kirk", 2)], controversies=[said]).controversies
    assert found.raised_by == ["Anna Kirk"]


def test_who_criticises_is_a_stakeholder_also_when_the_model_forgot_to_list_them() -> None:
    said = controversy("Kirk said the NWO had sold the country", 4, raised_by=["Anna Kirk"])
    (found,) = check(TEXT, controversies=[said]).stakeholders
    assert (found.name, found.kind, found.stance) == ("Anna Kirk", "person", "opposes")
    assert (found.role, found.evidence[0].quote) == ("Senator", "Senator Anna Kirk")


def test_who_criticises_does_not_simply_support_the_deal() -> None:
    said = controversy("Kirk said the NWO had sold the country", 4, raised_by=["Anna Kirk"])
    told = stakeholder("Anna Kirk", 3, stance="supports")
    party = {"name": "Anna Kirk", "role": "partner", "evidence": [3]}
    (outsider,) = check(TEXT, stakeholders=[told], controversies=[said]).stakeholders
    (maker,) = check(TEXT, stakeholders=[told], controversies=[said], deal={"parties": [party]}).stakeholders
    assert (outsider.stance, maker.stance) == ("opposes", "mixed")


def test_who_answers_a_criticism_or_speaks_for_a_maker_does_not_oppose_the_deal_whatever_a_small_model_says() -> None:
    text = (
        "Vale Energy bought the mill. Anna Kirk called it a bad day. Paul Berg replied that jobs were safe. "
        "“Nobody knows the town,” said Vale Energy's chairman, Bo Dale."
    )
    reply = {"by": "Paul Berg", "says": "Paul Berg replied that jobs were safe", "evidence": [3]}
    said = controversy("Anna Kirk called it a bad day", 2, raised_by=["Anna Kirk"], responses=[reply])
    people = [
        stakeholder(name, at, kind="person", stance="opposes")
        for name, at in (("Anna Kirk", 2), ("Paul Berg", 3), ("Bo Dale", 4))
    ]
    deal = {"parties": [{"name": "Vale Energy", "role": "buyer", "evidence": [1]}]}
    for judged, stances in (True, ["opposes", "supports", "supports"]), (False, ["opposes"] * 3):
        found = check(text, stakeholders=people, controversies=[said], deal=deal, judged=judged, plain=[2])
        assert [each.stance for each in found.stakeholders if each.kind == "person"] == stances


def test_an_analyst_who_explains_the_deal_takes_no_side() -> None:
    said = stakeholder("Anna Kirk", 1, kind="person", stance="supports")
    text = "Independent analyst Anna Kirk said Vale pays 13 times the profit."
    for judged, stance in (True, "not stated"), (False, "supports"):
        assert check(text, stakeholders=[said], judged=judged).stakeholders[0].stance == stance


def test_who_makes_the_deal_is_a_stakeholder() -> None:
    parties = [{"name": "Vale Energy", "role": "buyer", "evidence": [1]}]
    (found,) = check(TEXT, deal={"parties": parties}).stakeholders
    assert (found.name, found.kind, found.stance) == ("Vale Energy", "company", "supports")


def test_a_party_is_neither_what_changes_hands_nor_the_paper_it_stands_on() -> None:
    party = {"name": "Vale Energy", "role": "buyer", "evidence": [1]}
    paper = {"name": "Vale Energy Ltd", "kind": "contract", "evidence": [1]}
    item = {"name": "$5 million", "evidence": [2]}
    summary = check(TEXT, deal={"parties": [party], "instruments": [paper], "items": [item]})
    assert summary.deal is not None
    assert (summary.deal.instruments, summary.deal.items) == ([], [])
    assert len(summary.rejected) == 2


def test_the_same_sum_is_told_once() -> None:
    sums = [
        {"text": text, "kind": "revenue", "what_for": "profit", "evidence": [2]}
        for text in ("$5 million", "five million dollars")
    ]
    summary = check(TEXT, deal={"amounts": sums})
    assert summary.deal is not None
    assert [amount.text for amount in summary.deal.amounts] == ["$5 million", "£2bn"]


def test_a_sum_that_the_model_overlooked_is_listed_and_nothing_is_said_of_what_it_is_for() -> None:
    summary = check(TEXT, deal={"amounts": []})
    assert summary.deal is not None
    assert [(each.text, each.kind, each.what_for) for each in summary.deal.amounts] == [
        ("$5 million", "other", ""),
        ("£2bn", "other", ""),
    ]


def test_a_party_named_for_its_country_is_not_the_country() -> None:
    text = "Norrland signed. The Norrland People's Front (NPF) objected, and NPF Secretary Anna Kirk did, too."
    people = stakeholder("Norrland", 1), stakeholder("Norrland People's Front", 2), stakeholder("NPF", 2)
    assert [name for name, _ in names(text, *people)] == ["Norrland", "Norrland People's Front"]
    said = controversy("NPF Secretary Anna Kirk objected, too", 2, raised_by=["NPF Secretary Anna Kirk"])
    assert check(text, stakeholders=list(people), controversies=[said]).controversies[0].raised_by == ["Anna Kirk"]


def test_a_role_that_repeats_the_kind_says_nothing() -> None:
    told = stakeholder("Vale Energy", 2, role="company")
    assert check(TEXT + " The company waits.", stakeholders=[told]).stakeholders[0].role == ""


def test_a_list_that_ran_away_tells_each_thing_once() -> None:
    item = {"name": "Vale Energy", "evidence": [1]}
    summary = check(TEXT, deal={"items": [item] * 20})
    assert summary.deal is not None
    assert len(summary.deal.items) == 1


def test_an_outlet_that_only_reported_the_story_is_no_stakeholder() -> None:
    summary = check(TEXT, stakeholders=[stakeholder("The Daily Gull", 6, kind="news outlet")])
    assert summary.stakeholders == []
    assert summary.rejected[0].reason == "it only reported the story"


def test_an_outlet_that_makes_the_deal_is_a_stakeholder() -> None:
    summary = check(
        TEXT,
        deal={"kind": "licence", "parties": [{"name": "The Daily Gull", "role": "customer", "evidence": [6]}]},
        stakeholders=[stakeholder("The Daily Gull", 6, kind="news outlet")],
    )
    assert "The Daily Gull" in [each.name for each in summary.stakeholders]


def test_an_outlet_in_a_dispute_is_a_stakeholder() -> None:
    summary = check(
        TEXT,
        stakeholders=[stakeholder("The Gull Observer", 7, kind="news outlet")],
        controversies=[controversy("accused of bias", 7, against=["Gull Observer"])],
    )
    assert [each.name for each in summary.stakeholders] == ["The Gull Observer"]
