"""A batch against a server that misbehaves: every article is summarised or told among the failures.

    python benchmarks/batch_faults.py [--articles 1000] [--share 0.05]

A share each of the requests gets a 429, a 500, no answer, a dropped connection, cut JSON, JSON of another schema, and
an answer that trickles in, a byte every half second. Then what failed is tried again, against the same server.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from batch_server import KINDS_OF_FAILURE, article, served

IN_FLIGHT = 64
TIMEOUT = 3
"""Seconds for an answer; what trickles in would take five minutes."""


def lines(path: Path) -> list[dict[str, dict[str, str]]]:
    """The lines of a file of JSON lines, which may be missing."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def run(address: str, source: Path, output: Path) -> None:
    """One run of the command, with what comes of it."""
    command = [sys.executable, "-m", "summarizer", "batch", str(source), "-o", str(output), "--quiet"]
    command += ["--model", "m", "--base-url", address, "--concurrency", str(IN_FLIGHT)]
    command += ["--timeout", str(TIMEOUT), "--retry-failed"]
    started = time.monotonic()
    status = subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode
    articles = sum(1 for _ in source.open())
    done = Counter(each["article"]["id"] for each in lines(output))
    failed = Counter(str(each["id"]) for each in lines(output.with_name("out.failures.jsonl")))
    lost = articles - len(done.keys() | failed.keys())
    both = sum(done.values()) + sum(failed.values()) - len(done.keys() | failed.keys())
    print(
        f"{status:>6}  {len(done):>10,}  {len(failed):>6,}  {lost:>4}  {both:>14}  {time.monotonic() - started:>7.1f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--share", type=float, default=0.05, help="of the requests, for each of the kinds of failure")
    args = parser.parse_args()
    print("status  summarised  failed  lost  told twice/both  seconds")
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        with source.open("w") as file:
            file.writelines(
                json.dumps({"id": f"a{each}", "text": article(each)}) + "\n" for each in range(args.articles)
            )
        with served("--seconds", "0.05", "--failures", str(KINDS_OF_FAILURE * args.share)) as address:
            run(address, source, output)
            run(address, source, output)


if __name__ == "__main__":
    main()
