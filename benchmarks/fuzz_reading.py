"""Read damaged and hostile inputs of every format: any error but ours is a failure, and so is a slow or a large one.

    python -m benchmarks.fuzz_reading [COUNT] [--from NUMBER]

Prints what failed with its number (`--from NUMBER 1` runs it again), the slowest input and the memory at the end.
"""

import argparse
import io
import random
import resource
import time
import traceback
from collections import Counter

from summarizer.errors import SummarizerError
from summarizer.read import read_article, read_entries
from tests.fuzzing import mutate, seeds

MAX_SECONDS = 10.0
"""CPU time of one input; the slowest takes less than one."""

MAX_MEMORY_MB = 600


def main() -> None:
    """Run them and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    options = parser.parse_args()
    originals = seeds()
    outcomes: Counter[str] = Counter()
    slowest, failures = (0.0, 0), 0
    for number in range(options.first, options.first + options.count):
        data = mutate(originals[number % len(originals)], random.Random(number))
        started = time.process_time()
        try:
            list(read_entries(io.BytesIO(data))) if b"<rss" in data else read_article(io.BytesIO(data)).sentences
            outcomes["read"] += 1
        except SummarizerError as error:
            outcomes[type(error).__name__] += 1
        except BaseException:
            failures += 1
            print(f"input {number} failed:\n{traceback.format_exc(limit=-4)}")
        seconds = time.process_time() - started
        slowest = max(slowest, (seconds, number))
        if seconds > MAX_SECONDS:
            failures += 1
            print(f"input {number} took {seconds:.1f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{options.count:,} inputs, {failures} failures;", *(f"{name} {n}" for name, n in outcomes.most_common()))
    print(f"slowest {slowest[0]:.2f} s (input {slowest[1]}); memory at most {memory} MB (limit {MAX_MEMORY_MB})")
    raise SystemExit(failures > 0 or memory > MAX_MEMORY_MB)


if __name__ == "__main__":
    main()
