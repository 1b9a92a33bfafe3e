"""How long every command takes before it does anything: its help, against a Python that does nothing.

python benchmarks/start_up.py [--runs 10]
"""

import argparse
import statistics
import subprocess
import sys
import time

COMMANDS = (["--version"], ["--help"], ["schema", "--list"])


def seconds(command: list[str], runs: int) -> float:
    """The median of some runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    args = parser.parse_args()
    from summarizer.cli import app

    names = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    bare = seconds([sys.executable, "-c", "pass"], args.runs)
    print(f"{'python -c pass':<24} {bare:.3f} s")
    for arguments in [*COMMANDS, *([name, "--help"] for name in names)]:
        took = seconds([sys.executable, "-m", "summarizer", *arguments], args.runs)
        print(f"{' '.join(arguments):<24} {took:.3f} s  {took / bare:>5.1f} times that")


if __name__ == "__main__":
    main()
