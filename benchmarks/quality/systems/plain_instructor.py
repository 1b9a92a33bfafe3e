"""One plain `instructor` request, the way most people write it: one schema, and the model copies its quotes.

The same fields and the same descriptions as ours, the computed ones (value, currency, date) included, since a user of
plain `instructor` would ask for them, too. An invalid answer is asked again once. Quotes are looked up in the text as
they are; nothing else is checked.
"""

from typing import Any, get_args, get_origin

from pydantic import BaseModel, Field, create_model

from benchmarks.quality.systems import MAX_TOKENS, Extract, Json, Server
from benchmarks.quality.systems.places import place
from summarizer_schemas import ArticleSummary, Evidence

LEFT_OUT = {"schema_version", "article", "overview", "rejected", "warnings", "run"}
PROMPT = (
    "Extract the deal, the stakeholders and the controversies from this article. "
    "Quote the article's words as evidence.\n\n{text}"
)


def connect(server: Server) -> Extract:
    """The function that asks."""
    import instructor
    from openai import OpenAI

    client = instructor.from_openai(
        OpenAI(base_url=server.base_url, api_key=server.api_key, timeout=900), mode=instructor.Mode.JSON_SCHEMA
    )
    answer_class = plain_class(ArticleSummary)

    def extract(article: Json) -> Json:
        answer = client.chat.completions.create(
            model=server.model,
            messages=[{"role": "user", "content": PROMPT.format(text=article["text"])}],
            response_model=answer_class,
            temperature=0,
            max_tokens=MAX_TOKENS,
            max_retries=1,
            strict=False,
        )
        sections: Json = located(answer.model_dump(), article)
        return sections

    return extract


def plain_class(cls: type[BaseModel]) -> type[BaseModel]:
    """A class with every field of ours and its description."""
    fields: dict[str, Any] = {
        name: (plain(field.annotation), Field(description=field.description))
        for name, field in cls.model_fields.items()
        if name not in LEFT_OUT
    }
    return create_model(cls.__name__, __doc__=cls.__doc__, **fields)


def plain(annotation: Any) -> Any:
    """The same type with quotes instead of spans."""
    if annotation is Evidence:
        return str
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return plain_class(annotation)
    if get_origin(annotation) is list:
        return list[plain(get_args(annotation)[0])]  # type: ignore[misc]  # a type made at run time
    if type(None) in get_args(annotation):
        return plain(get_args(annotation)[0]) | None
    return annotation


def located(node: Any, article: Json) -> Any:
    """Quotes as spans, wherever in the answer they stand."""
    if isinstance(node, list):
        return [located(each, article) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: located(value, article) for key, value in node.items() if key != "evidence"}
    if "evidence" in node:
        found["evidence"] = [place(article, quote) for quote in node["evidence"]]
    return found
