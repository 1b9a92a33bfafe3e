"""One short article through the real embedded model: cassettes cannot drift from what the model does.

python -m tests.smoke
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ARTICLE = Path(__file__).parent.parent / "examples" / "articles" / "solar-loan-short.txt"


def evidence(node: Any) -> list[dict[str, Any]]:
    """Every evidence in a summary."""
    if isinstance(node, list):
        return [each for item in node for each in evidence(item)]
    if not isinstance(node, dict):
        return []
    return [*node.get("evidence", []), *(each for value in node.values() for each in evidence(value))]


def main() -> None:
    """Run the command as a user would and look at what it printed."""
    command = [sys.executable, "-m", "summarizer", "summarize", str(ARTICLE), "--model", "local"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own command
    if done.returncode:
        sys.exit(f"status {done.returncode}: {done.stderr}")
    summary = json.loads(done.stdout)
    found = evidence([summary["deal"], summary["stakeholders"], summary["controversies"]])
    text = summary["article"]["text"]
    problems = [each for each in found if text[each["start"] : each["end"]] != each["quote"]]
    amounts = [(each["value"], each["currency"]) for each in summary["deal"]["amounts"]]
    assert found, "no fact at all"
    assert not problems, problems
    assert (60_000_000, "USD") in amounts, amounts
    print(f"smoke: {len(found)} quotes exact, amounts {amounts}, {summary['run']['seconds']:.0f} s")


if __name__ == "__main__":
    main()
