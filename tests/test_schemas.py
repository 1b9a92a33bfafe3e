"""What a summary holds: the contract that other programs read."""

import pytest
from pydantic import ValidationError

from summarizer.schemas import Amount, ArticleSummary, Event, Evidence, Stakeholder, json_schemas
from tests.schema_files import contents


def test_the_schema_files_are_what_the_classes_say() -> None:
    for path, text in contents().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of step: run `make schemas`"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Evidence", "article sentence start end quote"),
        ("Statement", "text evidence"),
        ("Party", "name role evidence"),
        ("Item", "name evidence"),
        ("Amount", "text kind what_for value currency evidence"),
        ("Instrument", "name kind evidence"),
        ("Event", "what date_text date status evidence"),
        ("Deal", "title kind status parties items amounts instruments events benefits"),
        ("Stakeholder", "name aliases kind role stance evidence"),
        ("Response", "by says evidence"),
        ("Controversy", "topic claim raised_by against responses evidence"),
        ("ArticleSummary", "schema_version article overview deal stakeholders controversies rejected warnings run"),
        ("Rejected", "section fact reason"),
        ("Run", "model requests input_tokens cached_tokens output_tokens cost_usd seconds"),
        ("Dossier", "articles deal stakeholders controversies discrepancies"),
        ("Discrepancy", "about versions"),
    ],
)
def test_the_names_of_the_contract_are_there(name: str, fields: str) -> None:
    assert set(fields.split()) <= set(json_schemas()[name]["properties"])


def test_every_field_says_what_it_means() -> None:
    undescribed = [
        f"{name}.{field}"
        for name, schema in json_schemas().items()
        for field, each in schema["properties"].items()
        if name not in ("ArticleSummary", "Dossier") and "description" not in each
    ]
    assert undescribed == []


def test_a_kind_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(ValidationError):
        Stakeholder(name="Vale", kind="firm", role="", stance="neutral")  # type: ignore[arg-type]  # that is the point


def test_what_the_article_does_not_say_is_null() -> None:
    assert Amount(text="a fortune", kind="other", what_for="").value is None
    assert Event(what="they met", status="happened").date is None


def test_evidence_cannot_be_changed_after_the_check() -> None:
    place = Evidence(article="a", sentence=1, start=0, end=4, quote="Vale")
    with pytest.raises(ValidationError):
        place.end = 9  # type: ignore[misc]  # that is the point


def test_a_summary_survives_the_way_through_json() -> None:
    from tests.checked import check

    summary = check("Vale buys Norrland.", stakeholders=[])
    assert ArticleSummary.model_validate_json(summary.model_dump_json()) == summary
