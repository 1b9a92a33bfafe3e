"""Runs a system over articles and keeps what comes, so that a run can be resumed and scored again.

Results are one JSONL file for each system: a summary a line, or `{"failed": …}` for an article that gave none. Each
has `run`: requests, tokens and seconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.quality.meter import Meter, Used, metered
from benchmarks.quality.process import Process
from benchmarks.quality.sets import SetArticle
from benchmarks.quality.systems import COMPETITORS, OURS, Server
from summarizer import Article, Summarizer
from summarizer.errors import SummarizerError
from summarizer.schemas import ArticleSummary

Json = dict[str, Any]
Summarise = Callable[[SetArticle], Json]
"""From an article to its line of results."""


@dataclass(frozen=True)
class Setup:
    """Which model every system asks, and how long it may take.

    Attributes:
        model: its name; "local" without an address is the embedded one, which is started once.
        base_url: the server's address, ending in /v1.
        api_key: its key.
        timeout: seconds that an article may take; afterwards it counts as failed.
    """

    model: str = "local"
    base_url: str | None = None
    api_key: str = "none"
    timeout: float = 600.0

    def server(self) -> Server:
        """The server's address; starts the embedded one if it is to be used and does not run."""
        if self.base_url:
            return Server(self.base_url, self.api_key, self.model)
        from summarizer.model.local import local_server

        running = local_server()
        return Server(running.base_url, running.api_key, self.model)


def run(system: str, articles: Iterable[SetArticle], setup: Setup, results: Path) -> dict[str, Json]:
    """Summarise the articles that are not in the results yet.

    Args:
        system: "summarizer", or a name of `COMPETITORS`.
        articles: one whose text has changed since is summarised anew.
        setup: which model to ask.
        results: a JSONL file; a line is added as soon as there is one.

    Returns:
        id → line of results, for these articles.
    """
    wanted = list(articles)
    lines = kept(results) if results.exists() else {}
    missing = [each for each in wanted if lines.get(each.id, {}).get("text_sha256") != _digest(each.text)]
    results.parent.mkdir(parents=True, exist_ok=True)
    if missing:
        with opened(system, setup, results.with_suffix(".log")) as ready, results.open("a", encoding="utf-8") as out:
            if out.tell() and not results.read_bytes().endswith(b"\n"):
                out.write("\n")  # after a line that an interrupt has cut
            for position, article in enumerate(missing, start=1):
                line = timed(ready(), article)
                lines[article.id] = line
                print(json.dumps(line, ensure_ascii=False), file=out, flush=True)
                how = line.get("failed", "done").partition("\n")[0]
                print(f"{system} {position}/{len(missing)} {article.id}: {line['run']['seconds']:.1f} s, {how}"[:160],
                      file=sys.stderr)  # fmt: skip
    return {each.id: lines[each.id] for each in wanted}


def kept(results: Path) -> dict[str, Json]:
    """Lines of a results file, the last one for each id; a line cut by an interrupt is left out.

    Raises:
        OSError: the file cannot be read.
    """
    found: dict[str, Json] = {}
    for line in results.read_text(encoding="utf-8").splitlines():
        with suppress(ValueError):
            entry = json.loads(line)
            if key := entry.get("id") or (entry.get("article") or {}).get("id"):
                found[key] = entry
    return found


def timed(summarise: Summarise, article: SetArticle) -> Json:
    """A line of results, with the seconds that it took."""
    started = time.monotonic()
    line = summarise(article)
    line["run"]["seconds"] = round(time.monotonic() - started, 3)
    return {"id": article.id, "text_sha256": _digest(article.text), **line}


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


@contextmanager
def opened(system: str, setup: Setup, messages: Path) -> Iterator[Callable[[], Summarise]]:
    """Makes a system ready before each article, which counts for none, and stops it at the end of the block.

    Args:
        system: its name.
        setup: whom it asks.
        messages: a file for what a competitor prints.
    """
    server = setup.server()
    if system == OURS:
        ours = _ours(setup)
        yield lambda: ours
        return
    with metered(server.base_url) as meter:
        process = Process(COMPETITORS[system], Server(meter.base_url, server.api_key, server.model), messages)

        def ready() -> Summarise:
            process.start()
            return lambda article: _competitor(process, meter, article, setup.timeout)

        try:
            yield ready
        finally:
            process.stop()


def _ours(setup: Setup) -> Summarise:
    """Our pipeline; it counts its own requests, from the same field of the server's answers."""
    key = setup.api_key if setup.base_url else None
    summarizer: Summarizer[ArticleSummary] = Summarizer(setup.model, base_url=setup.base_url, api_key=key)

    def summarise(article: SetArticle) -> Json:
        before = summarizer.client.usage
        try:
            return summarizer.summarize(
                Article.from_text(article.text, id=article.id, published=article.published)
            ).model_dump(mode="json")
        except SummarizerError as error:
            after = summarizer.client.usage
            run = {field.name: getattr(after, field.name) - getattr(before, field.name) for field in fields(Used)}
            return {"failed": str(error), "run": run}

    return summarise


def _competitor(process: Process, meter: Meter, article: SetArticle, timeout: float) -> Json:
    given = Article.from_text(article.text, id=article.id, published=article.published)
    sentences = [(each.start, each.end) for each in given.sentences] if given.text == article.text else []
    answer = process.ask(
        {"id": article.id, "text": article.text, "published": article.published, "sentences": sentences}, timeout
    )
    used = asdict(meter.take())
    if "error" in answer:
        meter.abort()
        return {"failed": answer["error"], "run": used}
    return {"article": {"id": article.id, "text": article.text}, **answer["sections"], "run": used}
