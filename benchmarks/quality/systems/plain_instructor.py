"""One plain instructor request, the way most people write it: one schema, and the model copies its quotes.

    python benchmarks/plain_instructor.py ARTICLES.jsonl OUT.jsonl [--model M --base-url URL]

The same model, the same fields and the same descriptions as ours; nothing is checked. ARTICLES has one
{"id", "text"} a line; OUT gets one summary a line in our shape, a quote located with `str.find`, so that
the same scorer reads both. Without --base-url the embedded model is asked.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any, get_args, get_origin

import instructor
from openai import OpenAI
from pydantic import BaseModel, Field, create_model

from summarizer_schemas import ArticleSummary, Evidence

MAX_TOKENS = 3000
LEFT_OUT = {"schema_version", "article", "overview", "rejected", "warnings", "run"}
PROMPT = (
    "Extract the deal, the stakeholders and the controversies from this article. "
    "Quote the article's words as evidence.\n\n{text}"
)


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


def plain_class(cls: type[BaseModel]) -> type[BaseModel]:
    """A class with every field of ours and its description."""
    fields: dict[str, Any] = {
        name: (plain(field.annotation), Field(description=field.description))
        for name, field in cls.model_fields.items()
        if name not in LEFT_OUT
    }
    return create_model(cls.__name__, __doc__=cls.__doc__, **fields)


def located(node: Any, article: dict[str, Any]) -> Any:
    """Quotes as spans, wherever in the answer they stand; one that is not in the text keeps offsets of 0."""
    if isinstance(node, list):
        return [located(each, article) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: located(value, article) for key, value in node.items() if key != "evidence"}
    if "evidence" in node:
        found["evidence"] = [span(quote, article) for quote in node["evidence"]]
    return found


def span(quote: str, article: dict[str, Any]) -> dict[str, Any]:
    """Where a quote stands."""
    start = max(0, article["text"].find(quote))
    return {
        "article": article["id"],
        "sentence": 1,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }


def main() -> None:
    """Ask for each article and write what comes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", default="local")
    parser.add_argument("--base-url")
    args = parser.parse_args()
    url, key = args.base_url, "none"
    if url is None:
        from summarizer.model.local import local_server

        server = local_server()
        url, key = server.base_url, server.api_key
    client = instructor.from_openai(OpenAI(base_url=url, api_key=key, timeout=900), mode=instructor.Mode.JSON_SCHEMA)
    answer_class = plain_class(ArticleSummary)
    with args.out.open("w", encoding="utf-8") as out:
        for line in args.articles.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            started = time.monotonic()
            try:
                answer = client.chat.completions.create(
                    model=args.model,
                    messages=[{"role": "user", "content": PROMPT.format(text=article["text"])}],
                    response_model=answer_class,
                    temperature=0,
                    max_tokens=MAX_TOKENS,
                    max_retries=1,
                    strict=False,
                ).model_dump()
            except Exception as error:
                print(f"{article['id']}: {type(error).__name__}: {str(error)[:200]}", file=sys.stderr)
                answer = {}
            seconds = time.monotonic() - started
            summary = {
                "article": {"id": article["id"]},
                **located(answer, article),
                "run": {"seconds": seconds},
            }
            out.write(json.dumps(summary, ensure_ascii=False) + "\n")
            out.flush()
            print(f"{article['id']}: {seconds:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
