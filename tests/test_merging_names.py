"""Who is who: names that one article writes so and another one otherwise."""

import pytest

from summarizer import merge
from tests.heaps import others, told

ONE = [
    ("person", "Anna Roth", "A. Roth"),
    ("person", "Anna Maria Roth", "Anna Roth"),
    ("person", "José Almeda", "Jose Almeda"),
    ("person", "Lim Wei Jun", "Wei Jun Lim"),
    ("person", "Dr Anna Roth", "Ms Roth"),
    ("other", "Milk Producers Union", "M.P.U."),
    ("other", "Dairy Labour Centre", "Dairy Labor Center"),
    ("other", "Dairy Defence Organisation", "Dairy Defense Organization"),
    ("company", "Hall & Sons", "Hall and Sons"),
    ("company", "Valley Farmers Co-operative", "Valley Farmers Cooperative"),
    ("company", "Lake Side Farms", "Lakeside Farms"),
    ("government agency", "Ministry of Farming", "Farming Ministry"),
    ("government", "government of Varland", "Varland"),
    ("other", "Valley Farmers", "Valley Farmers Union"),
]
TWO = [
    ("person", "Anna Roth", "P. Roth"),
    ("person", "Anna M. Roth", "Anna B. Roth"),
    ("person", "Anna Lund", "Anne Lund"),
    ("person", "Mohan Asif Khan", "Mohan Bilal Khan"),
    ("company", "Kestle Energy", "Kestle Energy Brasil"),
    ("company", "Kestle Bank", "Kestle Insurance"),
    ("company", "North Valley Bank", "South Valley Bank"),
    ("company", "Bank of Varland", "Varland Bank"),
    ("other", "Milk Producers Union (MPU)", "Meat Packers Union (MPU)"),
]


@pytest.mark.parametrize(("kind", "name", "other"), ONE)
def test_two_ways_of_writing_one_name_are_one(kind: str, name: str, other: str) -> None:
    one, two = (told(at, f"{who} spoke.", people=[(who, kind)]) for at, who in (("a", name), ("b", other)))
    assert len(others(merge([one, two]))) == 1


@pytest.mark.parametrize(("kind", "name", "other"), TWO)
def test_two_names_that_are_nearly_alike_stay_two(kind: str, name: str, other: str) -> None:
    one, two = (told(at, f"{who} spoke.", people=[(who, kind)]) for at, who in (("a", name), ("b", other)))
    assert len(others(merge([one, two]))) == 2


THREE = [
    ("person", ("Anna Roth", "A. Roth", "Arne Roth")),
    ("person", ("Anna Roth", "Ms Roth", "Peter Roth")),
    ("company", ("Dairy Works North", "Dairy Works", "Dairy Works South")),
    ("company", ("Kestle Energy", "Kestle", "Kestle Bank")),
    ("other", ("Milk Producers Union", "MPU", "Meat Packers Union")),
]


@pytest.mark.parametrize(("kind", "names"), THREE)
def test_a_short_name_that_two_share_is_nobody_s_and_chains_them_not(kind: str, names: tuple[str, ...]) -> None:
    articles = [told(str(at), f"{name} spoke.", people=[(name, kind)]) for at, name in enumerate(names)]
    assert others(merge(articles)) == set(names)


def test_a_person_and_a_company_of_one_name_stay_two_and_the_dossier_says_so() -> None:
    dossier = merge([told("a", "Kestle spoke.", people=[("Kestle", "person")]),
                     told("b", "Kestle rose.", people=[("Kestle", "company")])])  # fmt: skip
    assert sorted(each.kind for each in dossier.stakeholders if each.name == "Kestle") == ["company", "person"]


def test_a_ministry_is_named_with_and_without_its_country() -> None:
    kind = "government agency"
    one = told("a", "The Ministry of Trade of Varland spoke.", people=[("Ministry of Trade of Varland", kind)])
    two = told("b", "The Trade Ministry spoke.", people=[("Trade Ministry", kind)])
    assert others(merge([one, two])) == {"Ministry of Trade of Varland"}
