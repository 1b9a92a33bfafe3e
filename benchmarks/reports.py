"""Reports of many summaries and of a large dossier: processor time, memory and size, against only reading them back.

    python benchmarks/reports.py [--summaries 100 1000] [--articles 20]

Each command runs in a process of its own, as from a shell. The summaries are those of the tests, each with an id of
its own; memory should not grow with their number. The dossier's articles have 8,000 characters and every one is cited
by all that is told. Opening it is timed where there is a browser (see tests/browser): from the click to the last event
of loading, the best of five.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "schemas"), str(ROOT / "tests" / "browser")]

from tests.builders import dossier_of, summary  # noqa: E402  the path comes first

MEASURED = """
import atexit, resource, sys, time
def tell():
    print(time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)
atexit.register(tell)
"""
REPORT = "from summarizer.cli import main; main()"
READ_BACK = "from summarizer.saved import saved; print(sum(1 for each in saved(sys.argv[1])))"


class Cost(NamedTuple):
    """What a command took: seconds of processor time, and the most memory in MB."""

    seconds: float
    memory: float


def measured(program: str, *arguments: str) -> Cost:
    """Run a program in a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path[:2])}
    command = [sys.executable, "-c", MEASURED + program, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    seconds, memory = map(float, done.stderr.split()[-2:])
    return Cost(seconds, memory)


def size(path: Path) -> float:
    """Of a file, or of all in a folder, in MB."""
    return sum(each.stat().st_size for each in (path.iterdir() if path.is_dir() else [path])) / 1e6


def folders(counts: list[int], space: Path) -> None:
    """A folder of reports for each number of summaries."""
    print("summaries  seconds  times reading  peak MB  of first  folder MB  index MB")
    first = 0.0
    for count in counts:
        source, target = space / f"{count}.jsonl", space / f"{count}"
        made = summary()
        with source.open("w") as file:
            for number in range(count):
                made.article.id = f"varde-{number}"
                file.write(made.model_dump_json() + "\n")
        read = measured(READ_BACK, str(source))
        cost = measured(REPORT, "report", str(source), "-o", str(target), "--quiet")
        assert len(list(target.glob("*.html"))) == count + 1
        first = first or cost.memory
        print(
            f"{count:>9,}  {cost.seconds:>7.1f}  {cost.seconds / read.seconds:>13.1f}  {cost.memory:>7.1f}  "
            f"{cost.memory / first:>8.2f}  {size(target):>9.1f}  {size(target / 'index.html'):>8.2f}",
            flush=True,
        )


def large_dossier(articles: int, space: Path) -> None:
    """One dossier as a page: how large it is, how long it takes to make and to open."""
    source, target = space / "dossier.json", space / "dossier.html"
    source.write_text(dossier_of(articles).model_dump_json())
    cost = measured(REPORT, "report", str(source), "-o", str(target), "--quiet")
    print(f"\ndossier of {articles} articles: {size(source):.2f} MB of JSON, made in {cost.seconds:.1f} s")
    print(f"as a page: {size(target):.2f} MB, {size(target) / size(source):.2f} times that; {opening(target)}")


def opening(page: Path) -> str:
    """How long a browser takes, in words."""
    try:
        from conftest import browser_path
        from playwright.sync_api import sync_playwright
    except ImportError:
        return "not opened, since playwright is not installed"
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        for _ in range(5):
            tab.goto(page.as_uri())
            times.append(tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        browser.close()
    return f"opened in {min(times):.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--summaries", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--articles", type=int, default=20)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as space:
        folders(args.summaries, Path(space))
        large_dossier(args.articles, Path(space))


if __name__ == "__main__":
    main()
