"""Sections that a subclass of the summary added are merged, too, and outlive a file."""

from examples.environmental_risks import EnvironmentalRisk, SummaryWithRisks
from summarizer import changes, corroboration, merge
from summarizer.render import render
from summarizer.schemas import ArticleSummary, Dossier, own_sections
from tests.heaps import told

GRID = ("The Frontier Grid Organisation (FGO) fears for the fish.", "FGO says the fish may die of warm water.")


def with_risks(summary: ArticleSummary, *risks: tuple[str, str]) -> SummaryWithRisks:
    """A summary to which a section was added: harms, and who says so."""
    cited = summary.stakeholders[0].evidence
    found = [EnvironmentalRisk(harm=harm, said_by=who, evidence=cited) for harm, who in risks]
    return SummaryWithRisks(**summary.model_dump(), environmental_risks=found)


POST = with_risks(
    told("post", GRID[0], people=[("Frontier Grid Organisation", "other")]),
    ("Warm water may kill the fish in the lake", "Frontier Grid Organisation"), ("Noise", "Frontier Grid Organisation"),
)  # fmt: skip
WIRE = with_risks(
    told("wire", GRID[1], people=[("FGO", "other")]),
    ("the fish in the lake may die of warm water", "FGO"), ("Warm water would not kill the fish", "FGO"),
)  # fmt: skip


def risks(dossier: Dossier) -> dict[str, int]:
    """Each harm, and how many articles state it."""
    found = own_sections(dossier)["environmental_risks"]
    assert all(each.model_extra and each.model_extra["said_by"] == "Frontier Grid Organisation" for each in found)
    return {str((each.model_extra or {})["harm"]): corroboration(each, dossier) for each in found}


def test_the_same_fact_of_an_added_section_is_one_with_the_evidence_of_both() -> None:
    assert risks(merge([POST, WIRE])) == {
        "the fish in the lake may die of warm water": 2, "Noise": 1, "Warm water would not kill the fish": 1,
    }  # fmt: skip


def test_an_added_section_outlives_files_updates_and_any_order() -> None:
    whole = merge([POST, WIRE])
    assert Dossier.model_validate_json(whole.model_dump_json()) == whole
    read = ArticleSummary.model_validate_json(WIRE.model_dump_json())
    assert merge([read, POST]) == whole
    assert merge([merge([read]), POST]) == whole
    assert [each.section for each in changes(merge([POST]), whole).corroborated if "fish" in each.what] == [
        "environmental_risks"
    ]


def test_an_added_section_is_shown() -> None:
    page = render(merge([POST, WIRE]), "text")
    assert "Environmental risks" in page
    assert "the fish in the lake may die of warm water" in page


def test_what_is_no_fact_is_no_section() -> None:
    odd = ArticleSummary.model_validate(POST.model_dump() | {"notes": ["a"], "credits": [{"said": 1, "evidence": []}]})
    assert list(own_sections(merge([odd]))) == ["environmental_risks"]
