"""The most memory a batch takes, for inputs of different sizes: it should not grow.

    python benchmarks/batch_memory.py [--articles 1000 10000 100000]

Each size is run in a process of its own: an input file of that many articles, answers made up in the process itself
(a hundred thousand articles through a socket would take half an hour and use the same memory), everything else as in
`Summarizer.batch`: reading, keys, checking, results, journal. Then it is run again, so that all is known already.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from batch_server import ANSWERS, article, code_in, renamed


def run(source: str, output: str) -> None:
    """A whole run over a file; prints the most memory it took."""
    from summarizer import Summarizer
    from summarizer.batch import BatchOptions, Inputs
    from summarizer.model.connection import Connection, Reply

    async def post(_: Any, body: dict[str, Any], seconds: float) -> Reply:
        name = body["response_format"]["json_schema"]["name"]
        answer = json.dumps(ANSWERS[name.encode()]).encode()
        message = {"content": renamed(answer, code_in(json.dumps(body["messages"]).encode())).decode()}
        usage = {"prompt_tokens": 900, "completion_tokens": 150}
        return Reply({"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage}, {})

    Connection.post = post  # type: ignore[method-assign]  # in place of the network
    summarizer = Summarizer("m", base_url="http://127.0.0.1:9/v1")
    batch = summarizer.batch(Inputs([source]), Path(output), BatchOptions(concurrency=32))
    for outcome in batch:
        assert outcome.summary, outcome.error
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"mb": peak, "done": batch.progress.done, "before": batch.progress.done_before}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        run(*args.child)
        return
    print("articles      run  peak MB  of first  seconds")
    first = 0.0
    for count in args.articles:
        with tempfile.TemporaryDirectory() as folder:
            source, output = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
            with source.open("w") as file:
                file.writelines(json.dumps({"id": f"a{each}", "text": article(each)}) + "\n" for each in range(count))
            for name in ("first", "again"):
                started = time.monotonic()
                command = [sys.executable, __file__, "--child", str(source), str(output)]
                got = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                assert (got["done"], got["before"]) == ((count, 0) if name == "first" else (0, count))
                first = first or got["mb"]
                seconds = time.monotonic() - started
                print(
                    f"{count:>8,}  {name:>7}  {got['mb']:>7.1f}  {got['mb'] / first:>8.2f}  {seconds:>7.1f}", flush=True
                )


if __name__ == "__main__":
    main()
