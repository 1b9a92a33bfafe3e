"""LangExtract, with a worked example that shows every class and attribute once.

Choices, each for the better of LangExtract:
- The example is a whole short article with a deal, a critic and an answer, extracted completely and in the order of
  the text, as its documentation asks for; every value in it stands in the example's text.
- Chunks of 1,000 characters and constraints from the example are its defaults and stay; temperature is 0.
- An extraction that it could not align with the text keeps its words but has no place, so it counts as found and its
  quote as not exact.
- A sum's value and currency are attributes; where the model leaves them out they are read from the words. Extractions
  of one class with the same words, which chunks repeat, count once.
- An answer is put to the controversy whose critic or topic it names, else to the last controversy before it.
"""

from typing import Any

from benchmarks.quality.matching import same_name
from benchmarks.quality.systems import MAX_TOKENS, Extract, Json, Server
from benchmarks.quality.systems.places import currency_of, date_of, place, value_of

PROMPT = """\
Extract what a news article says about a business deal, in order of appearance. Use the article's exact words for each \
extraction; do not paraphrase and do not overlap.
party: who makes the deal, or the company that is bought. item: goods, assets, shares or rights that change hands.
amount: a sum of money. instrument: a document the deal is made in. event: a dated or important step of the deal.
stakeholder: each person, company, government, agency or group that makes the deal, is affected by it, or says \
something about it, but not the outlet that reports.
controversy: a criticism, accusation, warning or objection. response: an answer to a criticism by the other side.
An article that reports no deal has no extractions."""

EXAMPLE_TEXT = """\
Ferrum Steel sells Alder Shipyard to Norwind

Norwind AB agreed on 12 April 2025 to buy the Alder shipyard from Ferrum Steel for €30 million.
“We will build wind turbines there,” said Norwind's chairwoman, Karin Lund.
The metalworkers' union Metalla accused Ferrum of breaking its promise to keep the yard.
Ferrum replied that the yard had lost money for ten years."""

EXAMPLE = [
    ("party", "Norwind AB", {"role": "buyer"}),
    ("event", "agreed", {"what": "agreed to buy the Alder shipyard", "date": "2025-04-12",
                         "date_text": "12 April 2025", "status": "happened"}),
    ("item", "Alder shipyard", {}),
    ("party", "Ferrum Steel", {"role": "seller"}),
    ("amount", "€30 million", {"kind": "price", "what_for": "the Alder shipyard", "value": "30000000",
                               "currency": "EUR"}),
    ("stakeholder", "Norwind's", {"name": "Norwind AB", "kind": "company", "stance": "supports", "role": "buyer"}),
    ("stakeholder", "Karin Lund", {"name": "Karin Lund", "kind": "person", "stance": "supports",
                                   "role": "chairwoman"}),
    ("stakeholder", "Metalla", {"name": "Metalla", "kind": "other", "stance": "opposes",
                                "role": "metalworkers' union"}),
    ("controversy", "accused Ferrum of breaking its promise to keep the yard",
     {"raised_by": "Metalla", "against": "Ferrum Steel", "topic": "promise to keep the yard"}),
    ("stakeholder", "Ferrum", {"name": "Ferrum Steel", "kind": "company", "stance": "supports", "role": "seller"}),
    ("response", "the yard had lost money for ten years", {"by": "Ferrum Steel", "to": "Metalla"}),
]  # fmt: skip
"""Class, words and attributes of each extraction of the example."""


def connect(server: Server) -> Extract:
    """The function that asks."""
    import langextract as lx

    examples = [
        lx.data.ExampleData(
            text=EXAMPLE_TEXT,
            extractions=[
                lx.data.Extraction(extraction_class=kind, extraction_text=words, attributes=attributes)
                for kind, words, attributes in EXAMPLE
            ],
        )
    ]
    settings = {"base_url": server.base_url, "api_key": server.api_key, "temperature": 0.0,
                "max_output_tokens": MAX_TOKENS}  # fmt: skip
    config = lx.factory.ModelConfig(model_id=server.model, provider="OpenAILanguageModel", provider_kwargs=settings)

    def extract(article: Json) -> Json:
        document = lx.extract(
            article["text"], prompt_description=PROMPT, examples=examples, config=config, show_progress=False
        )
        return mapped([plain(each) for each in document.extractions or []], article)

    return extract


def plain(extraction: Any) -> Json:
    """An extraction as a mapping: class, words, start (None where it was not aligned), attributes."""
    interval = extraction.char_interval
    return {
        "class": extraction.extraction_class,
        "words": extraction.extraction_text,
        "span": None if interval is None else (interval.start_pos, interval.end_pos),
        "attributes": extraction.attributes or {},
    }


def mapped(extractions: list[Json], article: Json) -> Json:
    """Extractions as the sections of a summary."""
    by_class: dict[str, list[Json]] = {}
    controversies: list[Json] = []
    for each in _unrepeated(extractions):
        fact = _fact(each, article)
        if each["class"] == "response":
            _attach(fact, each["attributes"], controversies)
        elif each["class"] == "controversy":
            controversies.append(fact)
        else:
            by_class.setdefault(each["class"], []).append(fact)
    lists = {f"{name}s": by_class.get(name, []) for name in ("party", "item", "amount", "instrument", "event")}
    lists["parties"] = lists.pop("partys")
    found = any(lists[name] for name in ("parties", "items", "instruments"))
    return {
        "deal": lists if found else None,
        "stakeholders": by_class.get("stakeholder", []),
        "controversies": controversies,
    }


def _unrepeated(extractions: list[Json]) -> list[Json]:
    """Each thing once: by its class and the name it is given, else its words."""
    first = {(each["class"], _name(each).lower()): each for each in reversed(extractions)}
    return [each for each in extractions if first[each["class"], _name(each).lower()] is each]


def _name(extraction: Json) -> str:
    return _text(extraction["attributes"], "name") or extraction["words"]


def _fact(extraction: Json, article: Json) -> Json:
    words, attributes = extraction["words"], extraction["attributes"]
    span = extraction["span"]
    # Alignment is by words and may differ from the extraction in case or punctuation: the text at its place is
    # what it points to.
    evidence = place(article, words) if span is None else place(article, article["text"][span[0] : span[1]], span[0])
    fact = {"evidence": [evidence], **{key: _text(attributes, key) for key in attributes}}
    match extraction["class"]:
        case "amount":
            value, currency = attributes.get("value"), attributes.get("currency")
            return {**fact, "text": words, "value": value_of(value, words), "currency": currency_of(currency, words)}
        case "event":
            return {**fact, "what": fact.get("what") or words, "date": date_of(attributes.get("date"))}
        case "controversy":
            people = {key: [name] if (name := _text(attributes, key)) else [] for key in ("raised_by", "against")}
            return {**fact, **people, "claim": words, "topic": fact.get("topic") or "", "responses": []}
        case "response":
            return {"evidence": [evidence], "by": fact.get("by") or "", "says": words}
        case _:
            return {**fact, "name": _name(extraction)}


def _attach(response: Json, attributes: Json, controversies: list[Json]) -> None:
    """Put an answer to its controversy; an answer to nothing is no answer."""
    to = _text(attributes, "to")
    named = (each for each in reversed(controversies) if to and any(same_name(to, name) for name in each["raised_by"]))
    if found := next(named, controversies[-1] if controversies else None):
        found["responses"].append(response)


def _text(attributes: Json, key: str) -> str:
    """An attribute as text; the model may give a list."""
    value = attributes.get(key) or ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
