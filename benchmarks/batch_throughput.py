"""How near a batch comes to what latency and concurrency allow, and what it costs in CPU, against others.

    python benchmarks/batch_throughput.py [--articles 300] [--in-flight 8 32 128] [--seconds 0.1]
                                          [--langextract /path/to/venv/bin/python]

All ask the same local server, which answers each request after 100 ms or as told, in one run, each in a process of
its own:

    openai       the bare SDK: the same requests as ours, answers thrown away
    instructor   the same requests through plain instructor, into the same classes
    asking       the same requests through our client and a batch's limits, budget and journal, into the same classes
    batch        `Summarizer.batch`: read, ask, check, keep in a file
    langextract  its own parallel mode, one request an article; needs a venv of its own, since its dependencies
                 are not ours: python -m venv lx && lx/bin/pip install 'langextract[openai]'

Printed are requests a second as a share of the limit (in flight / seconds), CPU a request, both as ratios to the bare
SDK, and how busy that keeps one core: where this nears 1, no client in one Python process comes closer to the limit.
An article of ours is four requests; what reading and checking costs is the difference between "batch" and "asking".
Importing is not counted; a first round of 64 requests warms up.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from batch_server import article, served

IN_FLIGHT = (8, 32, 128)
SECONDS = 0.1
WARM_UP = 16


def bodies(number: int) -> list[tuple[tuple[Any, ...], type[Any]]]:
    """Messages and answer class of the four requests of an article."""
    from summarizer import Article
    from summarizer.ask.asking import GATE, Gate
    from summarizer.ask.prompts import article_messages
    from summarizer.ask.sections import sections_of
    from summarizer.ask.wire import list_bound
    from summarizer.schemas import ArticleSummary

    sentences = Article.from_text(article(number)).sentences
    bound = list_bound(len(sentences))
    sections = [(article_messages(sentences, each.question), each.wire(bound)) for each in sections_of(ArticleSummary)]
    return [(article_messages(sentences, GATE), Gate), *sections]


async def at_a_time(limit: int, jobs: list[Callable[[], Awaitable[Any]]]) -> None:
    """Run jobs, so many at a time."""
    waiting = iter(jobs)

    async def worker() -> None:
        for job in waiting:
            await job()

    await asyncio.gather(*(worker() for _ in range(limit)))


def measured(work: Callable[[], Any], requests: int) -> dict[str, float]:
    """Requests a second and CPU a request of some work."""
    started, cpu = time.perf_counter(), time.process_time()
    work()
    return {
        "rate": requests / (time.perf_counter() - started),
        "cpu_ms": (time.process_time() - cpu) / requests * 1000,
    }


def of_openai(address: str, in_flight: int, articles: int) -> dict[str, float]:
    """The bare SDK."""
    import openai

    requests = [request for number in range(articles) for request in bodies(number)]
    client = openai.AsyncOpenAI(base_url=address, api_key="none", max_retries=0)

    def job(messages: Any, answer: Any) -> Callable[[], Awaitable[Any]]:
        schema = {"name": answer.__name__, "strict": True, "schema": answer.model_json_schema()}
        form = {"type": "json_schema", "json_schema": schema}
        return lambda: client.chat.completions.create(
            model="m", messages=list(messages), response_format=form, max_tokens=1200, temperature=0
        )

    return looped(in_flight, [job(*request) for request in requests])


def of_instructor(address: str, in_flight: int, articles: int) -> dict[str, float]:
    """Plain instructor, into the same classes."""
    import instructor
    import openai

    requests = [request for number in range(articles) for request in bodies(number)]
    client = instructor.from_openai(
        openai.AsyncOpenAI(base_url=address, api_key="none", max_retries=0), mode=instructor.Mode.JSON_SCHEMA
    )

    def job(messages: Any, answer: Any) -> Callable[[], Awaitable[Any]]:
        return lambda: client.chat.completions.create(
            model="m", messages=list(messages), response_model=answer, strict=False, max_tokens=1200, temperature=0
        )

    return looped(in_flight, [job(*request) for request in requests])


def looped(in_flight: int, jobs: list[Callable[[], Awaitable[Any]]]) -> dict[str, float]:
    """Jobs in one event loop, the first ones not counted."""
    with asyncio.Runner() as runner:
        runner.run(at_a_time(in_flight, jobs[: 4 * WARM_UP]))
        return measured(lambda: runner.run(at_a_time(in_flight, jobs)), len(jobs))


def of_asking(address: str, in_flight: int, articles: int) -> dict[str, float]:
    """Our client, as a batch uses it, with requests that are made already."""
    from summarizer import Summarizer
    from summarizer.batch import Records
    from summarizer.batch.budget import Budget
    from summarizer.batch.limits import Limits
    from summarizer.batch.turnstile import Turnstile
    from summarizer.model.client import Client
    from summarizer.model.request import Request
    from summarizer.model.usage import Usage

    requests = [Request("asked", *each, max_tokens=1200) for number in range(articles) for each in bodies(number)]
    with tempfile.TemporaryDirectory() as folder:
        records = Records(Path(folder, "out.jsonl"))
        with records.opened():
            gate = Turnstile(in_flight, Limits(), Budget(None, None, Usage()), records)
            client = Client(Summarizer("m", base_url=address).endpoint, gate=gate)
            return looped(in_flight, [partial(client.ask, request) for request in requests])


def of_batch(address: str, in_flight: int, articles: int) -> dict[str, float]:
    """The whole pipeline."""
    from summarizer import Summarizer
    from summarizer.batch import BatchOptions

    async def run(texts: list[str], output: Path) -> None:
        summarizer = Summarizer("m", base_url=address)
        async for outcome in summarizer.batch(texts, output, BatchOptions(concurrency=in_flight)):
            assert outcome.summary, outcome.error

    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        runner.run(run([article(-number) for number in range(WARM_UP)], Path(folder, "warm.jsonl")))
        texts = [article(number) for number in range(articles)]
        return measured(lambda: runner.run(run(texts, Path(folder, "out.jsonl"))), 4 * articles)


def of_langextract(address: str, in_flight: int, articles: int) -> dict[str, float]:
    """LangExtract's own threads, as many as may be in flight."""
    import langextract as lx
    from langextract.providers.openai import OpenAILanguageModel

    example = lx.data.ExampleData(
        text="Ada Corp buys Babbage Ltd.",
        extractions=[lx.data.Extraction(extraction_class="party", extraction_text="Ada Corp")],
    )
    model = OpenAILanguageModel(model_id="m", api_key="none", base_url=address, max_workers=in_flight)

    def extract(numbers: range) -> None:
        lx.extract(
            [lx.data.Document(text=article(number), document_id=str(number)) for number in numbers],
            prompt_description="List the parties of the deal.",
            examples=[example],
            model=model,
            max_workers=in_flight,
            batch_length=in_flight * 4,
            max_char_buffer=10_000,
            show_progress=False,
        )

    extract(range(-4 * WARM_UP, 0))
    return measured(lambda: extract(range(4 * articles)), 4 * articles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300, help="for each client and number in flight")
    parser.add_argument("--in-flight", type=int, nargs="+", default=IN_FLIGHT, help="requests at a time")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="in which the server answers a request")
    parser.add_argument("--langextract", metavar="PYTHON", help="of a venv that has langextract and openai")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        name, address, in_flight = args.child
        print(json.dumps(globals()[f"of_{name}"](address, int(in_flight), args.articles)))
        return
    clients = dict.fromkeys(("openai", "instructor", "asking", "batch"), sys.executable)
    if args.langextract:
        clients["langextract"] = args.langextract
    print("in flight  client        req/s  of limit  of openai   CPU ms  of openai  core busy")
    with served("--seconds", str(args.seconds)) as address:
        for in_flight in args.in_flight:
            compare(clients, address, in_flight, args.articles, args.seconds)


def compare(clients: dict[str, str], address: str, in_flight: int, articles: int, seconds: float) -> None:
    """A line for each client; the first is what the others are compared with."""
    bare: dict[str, float] = {}
    for name, python in clients.items():
        command = [python, __file__, "--articles", str(articles), "--child", name, address, str(in_flight)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        got = json.loads(done.stdout.splitlines()[-1])
        bare = bare or got
        print(
            f"{in_flight:>9}  {name:<11} {got['rate']:>7.1f}  {got['rate'] * seconds / in_flight:>8.2f}  "
            f"{got['rate'] / bare['rate']:>9.2f}  {got['cpu_ms']:>7.2f}  {got['cpu_ms'] / bare['cpu_ms']:>9.2f}  "
            f"{got['rate'] * got['cpu_ms'] / 1000:>9.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
