"""What other tools answer, put into our fields: as much for them as can honestly be said."""

from types import SimpleNamespace
from typing import Any

from pydantic import BaseModel

from benchmarks.quality.systems import context_gem, lang_extract
from benchmarks.quality.systems.places import currency_of, date_of, place, value_of
from benchmarks.quality.systems.plain_instructor import located, plain_class
from summarizer.article import Article
from summarizer.schemas import ArticleSummary

TEXT = "Acme bought Bolt for $5 million.\nUnity said that jobs would go.\nAcme denied it. Work goes on."
ARTICLE: dict[str, Any] = {
    "id": "a",
    "text": TEXT,
    "sentences": [(each.start, each.end) for each in Article.from_text(TEXT).sentences],
}


def test_a_quote_gets_its_place_and_one_that_is_not_there_an_inexact_one() -> None:
    found = place(ARTICLE, "Unity said")
    assert TEXT[found["start"] : found["end"]] == "Unity said"
    missing = place(ARTICLE, "Unity denied")
    assert TEXT[missing["start"] : missing["end"]] != "Unity denied"


def test_a_sum_counts_as_stated_else_as_its_words_say() -> None:
    assert value_of(5e6, "five") == 5e6
    assert value_of("5,000,000", "five") == 5e6
    assert value_of(None, "$5 million") == 5e6
    assert value_of("about five", "$5 million") == 5e6
    assert (currency_of("GBP", "$5"), currency_of("dollars", "$5"), currency_of(None, "5 francs")) == (
        "GBP",
        "USD",
        None,
    )
    assert (date_of("2026-05"), date_of("May 2026"), date_of(None)) == ("2026-05", None, None)


def test_the_plain_class_has_our_fields_with_quotes_for_evidence() -> None:
    schema = plain_class(ArticleSummary).model_json_schema()
    assert set(schema["properties"]) == {"deal", "stakeholders", "controversies"}
    stakeholder = schema["$defs"]["Stakeholder"]["properties"]
    assert set(stakeholder) == {"evidence", "name", "aliases", "kind", "role", "stance"}
    assert stakeholder["evidence"]["items"] == {"type": "string"}


def test_plain_quotes_become_places_wherever_they_stand() -> None:
    said = {"deal": {"evidence": ["$5 million"], "parties": [{"name": "Acme", "evidence": ["Acme bought"]}]}}
    deal = located(said, ARTICLE)["deal"]
    assert deal["parties"][0]["evidence"][0]["start"] == 0
    assert deal["evidence"][0]["quote"] == "$5 million"


def extraction(of: str, words: str, /, **attributes: Any) -> dict[str, Any]:
    start = TEXT.find(words)
    return {"class": of, "words": words, "span": (start, start + len(words)), "attributes": attributes}


def test_every_value_of_the_worked_example_stands_in_its_text() -> None:
    for _, words, attributes in lang_extract.EXAMPLE:
        assert words in lang_extract.EXAMPLE_TEXT
        for key in ("name", "raised_by", "against", "by", "to", "date_text", "what_for"):
            assert attributes.get(key, "") in lang_extract.EXAMPLE_TEXT
    classes = [kind for kind, _, _ in lang_extract.EXAMPLE]
    assert {"party", "item", "amount", "event", "stakeholder", "controversy", "response"} <= set(classes)


def test_extractions_become_a_deal_stakeholders_and_controversies_with_answers() -> None:
    sections = lang_extract.mapped(
        [
            extraction("party", "Acme", role="buyer"),
            extraction("party", "Acme", role="buyer"),
            extraction("amount", "$5 million", kind="price"),
            extraction("event", "bought", date="last week", status="happened"),
            extraction("stakeholder", "Unity", name="Unity", kind="other", stance="opposes"),
            extraction("controversy", "jobs would go", raised_by="Unity", topic="jobs"),
            extraction("response", "denied it", by="Acme", to="Unity"),
        ],
        ARTICLE,
    )
    deal = sections["deal"]
    assert [(party["name"], party["role"]) for party in deal["parties"]] == [("Acme", "buyer")]
    assert [(each["value"], each["currency"]) for each in deal["amounts"]] == [(5e6, "USD")]
    assert deal["events"][0]["date"] is None
    assert sections["stakeholders"][0]["stance"] == "opposes"
    (controversy,) = sections["controversies"]
    assert (controversy["raised_by"], controversy["claim"]) == (["Unity"], "jobs would go")
    assert [each["by"] for each in controversy["responses"]] == ["Acme"]


def test_an_answer_without_a_controversy_is_dropped_and_no_parties_are_no_deal() -> None:
    sections = lang_extract.mapped([extraction("response", "denied it", by="Acme", to="Unity")], ARTICLE)
    assert sections == {"deal": None, "stakeholders": [], "controversies": []}


def test_attributes_that_are_lists_are_read_as_text() -> None:
    sections = lang_extract.mapped([extraction("party", "Acme", role=["buyer", "owner"])], ARTICLE)
    assert sections["deal"]["parties"][0]["role"] == "buyer, owner"


def test_an_aligned_extraction_points_to_the_text_and_another_to_nothing_exact() -> None:
    interval = SimpleNamespace(start_pos=0, end_pos=4)
    aligned = SimpleNamespace(
        extraction_class="party", extraction_text="ACME", char_interval=interval, attributes={"role": "buyer"}
    )
    loose = SimpleNamespace(extraction_class="item", extraction_text="a firm", char_interval=None, attributes=None)
    deal = lang_extract.mapped([lang_extract.plain(each) for each in (aligned, loose)], ARTICLE)["deal"]
    assert deal["parties"][0]["evidence"][0]["quote"] == "Acme"
    assert deal["items"][0]["evidence"][0]["quote"] == "a firm"


def test_sentences_are_given_by_paragraph() -> None:
    assert context_gem.paragraphs(ARTICLE) == [
        ("Acme bought Bolt for $5 million.", ["Acme bought Bolt for $5 million."]),
        ("Unity said that jobs would go.", ["Unity said that jobs would go."]),
        ("Acme denied it. Work goes on.", ["Acme denied it.", "Work goes on."]),
    ]


def test_structures_have_the_types_that_the_other_tool_takes() -> None:
    for call in context_gem.CALLS:
        for cls in call.values():
            assert isinstance(cls, type)
            assert issubclass(cls, BaseModel)
    amount = context_gem.fields_of("amounts")
    structures = {name: context_gem.structure(name, field.annotation) for name, field in amount.items()}
    assert structures["text"] is str
    assert structures["value"] == float | None
    controversy = context_gem.fields_of("controversies")
    assert context_gem.structure("raised_by", controversy["raised_by"].annotation) == list[str]
    assert context_gem.structure("responses", controversy["responses"].annotation) == [{"by": str, "says": str}]


def test_items_with_references_become_facts() -> None:
    sentence = "Acme bought Bolt for $5 million."
    critic = {"raised_by": ["Unity"], "claim": "jobs would go", "topic": "jobs", "against": [],
              "responses": [{"by": "Acme", "says": "denied it"}]}  # fmt: skip
    sections = context_gem.mapped(
        {
            "deal": [{"object": {"title": "Acme buys Bolt", "kind": "acquisition"}, "sentences": [sentence]}],
            "parties": [{"object": {"name": "Acme", "role": "buyer"}, "sentences": [sentence]}],
            "amounts": [{"object": {"text": "$5 million", "value": None, "currency": None}, "sentences": [sentence]}],
            "controversies": [{"object": critic, "sentences": ["Unity said that jobs would go."]}],
        },
        ARTICLE,
    )
    assert sections["deal"]["kind"] == "acquisition"
    assert sections["deal"]["parties"][0]["evidence"][0]["end"] == len(sentence)
    assert sections["deal"]["amounts"][0]["value"] == 5e6
    assert sections["controversies"][0]["responses"][0]["by"] == "Acme"
    assert context_gem.mapped({}, ARTICLE)["deal"] is None
