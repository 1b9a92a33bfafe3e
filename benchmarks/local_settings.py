"""How fast the embedded model answers with which settings: seconds an article, and the ratio to the settings we use.

    python benchmarks/local_settings.py [ARTICLE] [--only WORD]

Each row starts the server anew and asks about the article as `summarizer` does: a short request that reads it, then
three with the same beginning, in JSON that a grammar holds to a schema. Run it on a machine that does nothing else:
the threads of llama.cpp wait for each other, and any other program that needs a core slows them several times.
"""

import argparse
import json
import re
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.model.local import LocalServer
from summarizer.model.weights import model_path

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"

ANSWER_TOKENS = 400
"""Bound of an answer."""

NO_BLANKS = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
"""What LLGuidance, the grammar engine of llama.cpp, calls JSON on one line."""

NGRAM_MOD = 9
"""llama.cpp's number for speculation with words that have occurred before."""

SYSTEM = "You read news articles about business deals and answer in JSON. Cite sentences by their numbers."

QUESTIONS = {
    "parties": "Who takes part in the deal, and in which role? Cite up to three sentences each.",
    "stakeholders": "Who has an interest in the deal, and what do they want? Cite up to three sentences each.",
    "controversies": "Who criticises what about the deal? Cite up to three sentences each.",
}


@dataclass(frozen=True)
class Row:
    """Settings to be measured.

    Attributes:
        name: as in the table.
        changes: settings of llama.cpp that differ from ours, by their names there.
        side_by_side: whether the three questions are asked at once.
        share: whether the slots share what the first request has read.
        one_line: whether the grammar forbids blanks and line breaks between the parts of JSON.
    """

    name: str
    changes: dict[str, Any] = field(default_factory=dict)
    side_by_side: bool = True
    share: bool = True
    one_line: bool = True


OURS = Row("as we use it")
ROWS = [
    OURS,
    Row("one after another", side_by_side=False),
    Row("slots share nothing", share=False),
    Row("JSON with blanks", one_line=False),
    Row("one slot, one after another, JSON with blanks", {"n_parallel": 1}, False, False, False),
    Row("one thread", {"cpuparams.n_threads": 1, "cpuparams_batch.n_threads": 1}),
    Row("no flash attention", {"flash_attn_type": 0}),
    Row("key-value cache of 8 bits", {"flash_attn_type": 1, "cache_type_k": 8, "cache_type_v": 8}),
    Row("weights as they are in the file", {"no_extra_bufts": True}),
    Row("batches of 128", {"n_ubatch": 128}),
    Row("guessing ahead", {"speculative.types": [NGRAM_MOD], "speculative.ngram_mod.n_match": 4,
                           "speculative.ngram_mod.n_min": 2, "speculative.ngram_mod.n_max": 6}),
]  # fmt: skip


class Variant(LocalServer):
    """The server with some settings changed."""

    def __init__(self, model: Path, changes: dict[str, Any]) -> None:
        self.changes = changes
        super().__init__(model)

    def _settings(self, model: Path) -> dict[str, Any]:
        return super()._settings(model) | self.changes

    def ask(self, article: str, question: str, **more: Any) -> dict[str, Any]:
        """One request; the completion as parsed JSON."""
        text = f"{article}\n\n{question}"
        messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": text}]
        body = {"messages": messages, "temperature": 0, "max_tokens": 1, **more}
        request = urllib.request.Request(  # noqa: S310  # our own address
            f"{self.base_url}/chat/completions",
            data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as response:  # noqa: S310  # our own address
            return json.load(response)  # type: ignore[no-any-return]  # parsed JSON


def schema(sentences: int) -> dict[str, Any]:
    """The schema of an answer: five to eight entries that cite sentences, so that each row has as much to write."""
    cited = {"type": "array", "maxItems": 3, "items": {"type": "integer", "minimum": 1, "maximum": sentences}}
    entry = {"name": {"type": "string"}, "what": {"type": "string"}, "evidence": cited}
    item = {"type": "object", "properties": entry, "required": list(entry), "additionalProperties": False}
    listed = {"found": {"type": "array", "minItems": 5, "maxItems": 8, "items": item}}
    return {"type": "object", "properties": listed, "required": ["found"], "additionalProperties": False}


def measure(row: Row, model: Path, text: str) -> tuple[float, float, int]:
    """Ask about the article.

    Returns:
        seconds until the article is read, seconds of the three answers, and their tokens.
    """
    sentences = [line for line in re.split(r"(?<=[.!?])\s+", text) if line]
    article = "\n".join(f'<s id="{number}">{line}</s>' for number, line in enumerate(sentences, start=1))
    blanks = {"x-guidance": NO_BLANKS} if row.one_line else {}
    grammar = "%llguidance {}\nstart: %json " + json.dumps(schema(len(sentences)) | blanks)
    server = Variant(model, row.changes)
    try:
        started = time.perf_counter()
        server.ask(article, "Does this article report a deal? Yes or No.")
        read = time.perf_counter()
        if row.share:
            server.share_prefix()
        with ThreadPoolExecutor(3 if row.side_by_side else 1) as pool:
            answers = list(
                pool.map(
                    lambda question: server.ask(article, question, max_tokens=ANSWER_TOKENS, grammar=grammar),
                    QUESTIONS.values(),
                )
            )
        ended = time.perf_counter()
    finally:
        server.close()
    return read - started, ended - read, sum(answer["usage"]["completion_tokens"] for answer in answers)


def main() -> None:
    """Print the table, a row as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("article", type=Path, nargs="?", default=min(ARTICLES.glob("*.txt")))
    parser.add_argument("--only", default="", help="measure rows with this in their name, besides ours")
    arguments = parser.parse_args()
    text = arguments.article.read_text(encoding="utf-8")
    model = model_path()
    print(f"{'settings':46}{'reading':>9}{'answers':>9}{'tokens':>8}{'tokens/s':>10}{'total':>8}{'ratio':>7}")
    ours = 0.0
    for row in ROWS:
        if row is OURS or arguments.only in row.name:
            reading, answering, tokens = measure(row, model, text)
            total = reading + answering
            ours = ours or total
            print(
                f"{row.name:46}{reading:8.1f}s{answering:8.1f}s{tokens:8}{tokens / answering:10.1f}"
                f"{total:7.1f}s{total / ours:7.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
