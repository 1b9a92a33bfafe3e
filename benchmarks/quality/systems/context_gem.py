"""ContextGem, with a concept for each list of ours and references to sentences.

Choices, each for the better of ContextGem:
- Sentences are given to it: it would otherwise download a model to find them.
- The concepts of the deal, of stakeholders and of controversies are asked for in three calls, as its documentation
  advises against too much in one; flat structures, as it advises, too.
- Descriptions are those of our schema, which say what each field means; its structures have types only.
- A fact's evidence are the sentences that it refers to. Sums and dates that it gives in words alone are read as for
  the others.
"""

from typing import Any, get_args

from benchmarks.quality.systems import MAX_TOKENS, Extract, Json, Server
from benchmarks.quality.systems.places import currency_of, date_of, place, value_of
from summarizer_schemas.controversies import Controversy
from summarizer_schemas.deal import Amount, Deal, Event, Instrument, Item, Party
from summarizer_schemas.stakeholders import Stakeholder
from summarizer_schemas.summary import ArticleSummary

CALLS: tuple[dict[str, Any], ...] = (
    {"deal": Deal, "parties": Party, "items": Item, "amounts": Amount, "instruments": Instrument, "events": Event},
    {"stakeholders": Stakeholder},
    {"controversies": Controversy},
)
"""The concepts of each call, by name."""

DEAL_LISTS = ("parties", "items", "amounts", "instruments", "events")

ASKED_ELSEWHERE = {"evidence", "aliases", "benefits", *DEAL_LISTS}
"""Fields that are references or concepts of their own; aliases and benefits are not scored."""


def connect(server: Server) -> Extract:
    """The function that asks."""
    import contextgem

    # The name of the provider in front: its router sends "openai/…" to the address below.
    model = contextgem.DocumentLLM(
        model=f"openai/{server.model}", api_base=server.base_url, api_key=server.api_key, temperature=0.0,
        max_tokens=MAX_TOKENS, timeout=900, num_retries_failed_request=0, max_retries_invalid_data=1,
    )  # fmt: skip

    def extract(article: Json) -> Json:
        document = contextgem.Document(
            raw_text=article["text"],
            paragraphs=[
                contextgem.Paragraph(
                    raw_text=text, sentences=[contextgem.Sentence(raw_text=each) for each in sentences]
                )
                for text, sentences in paragraphs(article)
            ],
        )
        found: dict[str, list[Json]] = {}
        for call in CALLS:
            concepts = [_concept(contextgem, name) for name in call]
            document.add_concepts(concepts)
            # An answer that stays invalid costs this call's concepts, not the article.
            model.extract_concepts_from_document(
                document, from_concepts=concepts, raise_exception_on_extraction_error=False
            )
            for concept in document.concepts:
                found[concept.name] = [plain(item) for item in concept.extracted_items]
        return mapped(found, article)

    return extract


def paragraphs(article: Json) -> list[tuple[str, list[str]]]:
    """Each paragraph's text with its sentences: a line of the article, in whose bounds they stand."""
    found: list[tuple[str, list[str]]] = []
    text, last = article["text"], None
    for start, end in article["sentences"]:
        line = (text.rfind("\n", 0, start) + 1, text.find("\n", end) if "\n" in text[end:] else len(text))
        if line == last:
            found[-1][1].append(text[start:end])
        else:
            found.append((text[line[0] : line[1]].strip(), [text[start:end]]))
        last = line
    return found


def _concept(contextgem: Any, name: str) -> Any:
    """A concept with the fields of one of our classes."""
    fields = fields_of(name)
    asked = (Deal if name in DEAL_LISTS else ArticleSummary).model_fields[name].description
    meanings = "; ".join(f"{key}: {field.description}" for key, field in fields.items())
    return contextgem.JsonObjectConcept(
        name=name,
        description=f"{asked} {meanings}",
        structure={key: structure(key, field.annotation) for key, field in fields.items()},
        singular_occurrence=name == "deal",
        add_references=True,
        reference_depth="sentences",
    )


def fields_of(name: str) -> dict[str, Any]:
    """The fields that a concept asks for: those of its class, without what other concepts ask for."""
    cls = next(call[name] for call in CALLS if name in call)
    return {key: field for key, field in cls.model_fields.items() if key not in ASKED_ELSEWHERE}


def structure(name: str, annotation: Any) -> Any:
    """A field's type in the terms of ContextGem: plain types, choices, lists and mappings of them."""
    if name == "responses":
        return [{"by": str, "says": str}]
    inner = [structure(name, each) for each in get_args(annotation) if each is not type(None)]
    if type(None) in get_args(annotation):
        return inner[0] | None
    if getattr(annotation, "__origin__", None) is list:
        return list[str]
    if hasattr(annotation, "__metadata__"):
        return inner[0]
    return annotation


def plain(item: Any) -> Json:
    """An extracted item as a mapping: the object, and the sentences it refers to."""
    return {"object": item.value, "sentences": [each.raw_text for each in item.reference_sentences]}


def mapped(found: dict[str, list[Json]], article: Json) -> Json:
    """Extracted items, by the concept's name, as the sections of a summary."""
    lists = {name: [_fact(name, item, article) for item in found.get(name, [])] for call in CALLS for name in call}
    parts = {name: lists[name] for name in DEAL_LISTS}
    deal = {**lists["deal"][0], **parts} if lists["deal"] else parts if parts["parties"] else None
    return {"deal": deal, "stakeholders": lists["stakeholders"], "controversies": lists["controversies"]}


def _fact(name: str, item: Json, article: Json) -> Json:
    fact: Json = {**item["object"], "evidence": [place(article, quote) for quote in item["sentences"]]}
    match name:
        case "amounts":
            fact["value"] = value_of(fact.get("value"), fact["text"])
            fact["currency"] = currency_of(fact.get("currency"), fact["text"])
        case "events":
            fact["date"] = date_of(fact.get("date"))
        case "controversies":
            fact["responses"] = [{**each, "evidence": fact["evidence"]} for each in fact.get("responses") or []]
    return fact
