"""Sets of articles with gold: which files they are, and what stands in them.

A set is a JSONL file, one article a line:

    {"id": "…", "text": "…", "published": "2026-05-14"}       or "file": "articles/port.txt" instead of "text"

`published` is optional; a file is found beside the set. The gold is the line's own `gold`, or a file beside the set:
for `port.jsonl` it is `port.gold.json` (a list) or `port.gold.jsonl`, entries with the same ids. Three kinds:

annotated     an article annotated by hand
    {"id": "…",
     "deal": {"parties": [["Acme Metals", "Acme"], …],       each thing is a list of the names that are right
              "goods": [["copper"], …], "instruments": [["memorandum", "MoU"], …],
              "amounts": [{"value": 5e6, "currency": "USD"}, …],
              "events": [{"about": ["signed"], "date": "2026-05-14" | "2026-05" | "September" | null}, …]},
     "stakeholders": [{"name": ["Acme Metals", "Acme"], "kind": "company", "stance": "supports"}, …],
     "not_stakeholders": ["The Harbour Post", …],             whoever must not be listed: outlets, bystanders
     "controversies": [{"raised_by": ["Clear Bay", …],        each name that is right
                        "about": ["dredging", "seagrass"],    key words; two of them are enough
                        "evidence": ["destroy seagrass"],     or one of these phrases in a quote
                        "response": null | {"by": ["Acme"], "evidence": ["will publish a study"]}}, …]}
    An article without a deal has empty lists everywhere.

acquisition   the slots of an acquisition story, each a list of fillers, each filler a list of names or phrases
    {"purchaser": [["Acme Corp", "Acme"]], "seller": [], "acquired": [["Bolt"]], "dlramt": [["5 mln dlrs"]]}

money         every sum in the first `annotated_until` characters
    {"annotated_until": 1375, "values": [{"type": "MONEY", "text": "US$ 51 million"}, …]}
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]

MARKS = {"stakeholders": "annotated", "acquired": "acquisition", "values": "money"}
"""A field of a gold entry → the kind that has it."""


class BadSet(Exception):
    """A set, or the gold beside it, cannot be used; the message says which file and why."""


@dataclass(frozen=True)
class SetArticle:
    """An article of a set.

    Attributes:
        id: in summaries and in the gold.
        text: as it is given to every system.
        published: publication date, where known.
        gold: what is to be found; None where nobody has annotated it.
    """

    id: str
    text: str
    published: str | None = None
    gold: Json | None = field(default=None, repr=False)


@dataclass(frozen=True)
class ArticleSet:
    """A set: its name, its articles, and the kind of its gold, None when it has none."""

    name: str
    articles: tuple[SetArticle, ...]
    kind: str | None

    def first(self, count: int | None) -> "ArticleSet":
        """The same set with at most so many articles."""
        return ArticleSet(self.name, self.articles[:count], self.kind)


def load_set(path: Path, gold: Path | None = None) -> ArticleSet:
    """Read a set.

    Args:
        path: the JSONL file.
        gold: the gold's file; without it the one beside the set, else each line's own.

    Raises:
        BadSet: a file is missing or broken, or the gold is of no known kind.
    """
    beside = gold or next(filter(Path.exists, (path.with_suffix(".gold.json"), path.with_suffix(".gold.jsonl"))), None)
    entries = {entry["id"]: entry.get("gold", entry) for entry in read_lines(beside)} if beside else {}
    articles = tuple(_article(line, path, entries) for line in read_lines(path))
    kinds = {_kind(article.gold, beside or path) for article in articles if article.gold}
    if len(kinds) > 1:
        raise BadSet(f"{beside or path}: mixes the kinds {', '.join(sorted(kinds))}; make a set of each.")
    return ArticleSet(path.stem, articles, next(iter(kinds), None))


def read_lines(path: Path) -> list[Json]:
    """The entries of a JSONL file, or of a JSON file that holds a list.

    Raises:
        BadSet: the file is missing or is not JSON.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            return list(json.loads(text))
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise BadSet(f"{path}: {error}") from error


def _article(line: Json, path: Path, entries: dict[str, Json]) -> SetArticle:
    try:
        text = line["text"] if "text" in line else (path.parent / line["file"]).read_text(encoding="utf-8")
        return SetArticle(line["id"], text, line.get("published"), entries.get(line["id"], line.get("gold")))
    except (OSError, KeyError) as error:
        raise BadSet(f"{path}: an article needs an id, and a text or a file: {error}") from error


def _kind(gold: Json, path: Path) -> str:
    for mark, kind in MARKS.items():
        if mark in gold:
            return kind
    raise BadSet(f"{path}: an entry has none of {', '.join(MARKS)}, so its kind is unknown.")
