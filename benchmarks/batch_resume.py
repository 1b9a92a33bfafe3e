"""A batch that is killed at random moments and started again until it ends: nothing lost, nothing doubled.

    python benchmarks/batch_resume.py [--kills 50]

The process gets SIGKILL some hundredths of a second after it began to ask, again and again over one output, then
runs to its end. Printed are articles lost, articles in the results twice, and completions paid for beyond what one
run without a kill needs, against what the kills found in flight.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path

from batch_server import article, served

CONCURRENCY = 8
REQUESTS = 4
"""Of an article here."""

MOST_OPEN = CONCURRENCY * REQUESTS
"""Requests that the articles under way may have behind them or in flight."""


def paid(address: str) -> int:
    """Completions the server has sent."""
    with urllib.request.urlopen(address.removesuffix("/v1") + "/count") as answer:  # noqa: S310  our own server
        return int(answer.read())


def killed(command: list[str], address: str, kills: int) -> int:
    """Start the command again and again, and kill each run soon after it began to ask; how often that was."""
    chance = random.Random(1)
    for done in range(kills):
        before, process = paid(address), subprocess.Popen(command)
        while paid(address) == before and process.poll() is None:
            time.sleep(0.01)
        if process.poll() is not None:
            return done
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        process.wait()
    return kills


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    args = parser.parse_args()
    articles = args.kills * 12
    with tempfile.TemporaryDirectory() as folder, served("--seconds", "0.05") as address:
        source, output = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        with source.open("w") as file:
            file.writelines(json.dumps({"id": f"a{each}", "text": article(each)}) + "\n" for each in range(articles))
        command = [sys.executable, "-m", "summarizer", "batch", str(source), "-o", str(output), "--quiet"]
        command += ["--model", "m", "--base-url", address, "--concurrency", str(CONCURRENCY)]
        kills = killed(command, address, args.kills)
        status = subprocess.run(command, check=False).returncode
        found = Counter(json.loads(line)["article"]["id"] for line in output.read_text().splitlines())
        twice = paid(address) - articles * REQUESTS
    print(f"kills {kills}, articles {articles}, status at the end {status}")
    print(f"lost {articles - len(found)}, doubled {sum(found.values()) - len(found)}")
    print(f"paid twice {twice} completions, {twice / max(kills, 1):.1f} a kill; under way at most {MOST_OPEN} a kill")


if __name__ == "__main__":
    main()
