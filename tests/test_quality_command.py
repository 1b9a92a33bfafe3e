"""The commands of the benchmark, as somebody types them."""

import json
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.quality import __main__ as command
from benchmarks.quality.environments import NotInstalled
from benchmarks.quality.sets import load_set
from tests.faulty_server import FaultyServer, status
from tests.floors import SET


@pytest.fixture
def summaries(tmp_path: Path) -> Path:
    """A summary of each of our own articles that names one stakeholder."""
    path = tmp_path / "results.jsonl"
    stakeholder = {"name": "Tidewell Ports", "kind": "company", "stance": "supports", "evidence": []}
    lines = [
        {"article": {"id": article.id}, "stakeholders": [stakeholder], "run": {"seconds": 2.0, "requests": 3}}
        for article in load_set(SET).articles
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(command.app, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_score_prints_every_figure_and_what_it_cost(summaries: Path) -> None:
    table = run("score", summaries)
    assert re.search(r"\nseconds, an article +2\.0\n", table)
    for name in ("deal.parties", "stakeholders", "controversies", "quotes exact", "tokens in", "requests"):
        assert f"\n{name}" in table
    other = summaries.with_name("half.jsonl")
    other.write_text("\n".join(summaries.read_text().splitlines()[:4]))
    assert "own: 8 articles" in run("score", summaries, other)
    assert "own: 4 articles" in run("score", summaries, other, "--present")
    assert "+0.00   0, 0\n" in run("compare", other, summaries)


def test_planted_and_injected_run_with_any_server(tmp_path: Path) -> None:
    with FaultyServer(otherwise=status(400, "not today")) as server:
        options = ["--model", "m", "--base-url", server.base_url, "--out", tmp_path, "--set", SET]
        planted = run("planted", "-n", 2, *options)
        assert "follow rate 0.00 (0 of 2; kept the old 0, says neither 2)" in planted
        injected = run("injected", "--count", 3, "-n", 2, *options)
        assert "facts on planted text 0 in 0 of 3 articles; flagged in warnings 0 of 3" in injected
        table = run("run", "-s", "summarizer", "-n", 2, *options)
    assert "\narticles summarised               0.00" in table


@pytest.mark.parametrize("arguments", [["score", "missing.jsonl"], ["run", "--set", "missing.jsonl"]])
def test_a_file_that_is_missing_is_named(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["quality", *arguments])
    with pytest.raises(SystemExit, match=r"missing\.jsonl"):
        command.main()


def test_weights_are_not_fitted_without_the_library_that_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "benchmarks.quality.fitting", raising=False)
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(NotInstalled, match="pip install scikit-learn"):
        CliRunner().invoke(command.app, ["fit"], catch_exceptions=False)
