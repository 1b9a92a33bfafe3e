"""Running systems over a set: what is kept, what is asked again, what is counted."""

import json
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from benchmarks.quality import environments, process
from benchmarks.quality.environments import NotInstalled, python_with
from benchmarks.quality.meter import Used, metered
from benchmarks.quality.running import Setup, kept, run
from benchmarks.quality.sets import SetArticle
from tests.faulty_server import FaultyServer, answer, drop, hang, status

PLAIN = {
    "deal": None,
    "stakeholders": [
        {"name": "Acme", "aliases": [], "kind": "company", "role": "", "stance": "supports",
         "evidence": ["Acme bought Bolt."]},
    ],
    "controversies": [],
}  # fmt: skip
ARTICLE = SetArticle("a", "Acme bought Bolt. Nobody minded.")


@pytest.fixture(autouse=True)
def same_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of the tests has what plain instructor needs."""
    monkeypatch.setattr(process, "python_with", lambda _: Path(sys.executable))


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_competitor_runs_in_its_own_process_and_its_requests_are_counted(tmp_path: Path) -> None:
    results = tmp_path / "results.jsonl"
    with FaultyServer(answer(PLAIN), answer("nonsense"), answer("nonsense"), answer(PLAIN)) as server:
        setup = Setup("m", server.base_url, "key")
        line = run("instructor", [ARTICLE], setup, results)["a"]
        assert line["stakeholders"][0]["evidence"][0]["quote"] == "Acme bought Bolt."
        assert {key: line["run"][key] for key in ("requests", "input_tokens", "output_tokens")} == {
            "requests": 1, "input_tokens": 100, "output_tokens": 20,
        }  # fmt: skip
        assert server.headers[0]["authorization"] == "Bearer key"

        other = SetArticle("b", "Nothing happened.")
        lines = run("instructor", [ARTICLE, other], setup, results)
        assert len(server.requests) == 3, "the first article is not asked about again, the second twice"
        assert "failed" in lines["b"]
        assert lines["b"]["run"]["requests"] == 2

        changed = SetArticle("a", "Acme bought Bolt. Everybody minded.")
        run("instructor", [changed], setup, results)
        assert server.left == type(server.left)(), "a text that has changed is asked about anew"
    assert [each["id"] for each in read(results)] == ["a", "b", "a"]


def test_an_article_that_takes_too_long_has_failed_and_the_next_is_asked(tmp_path: Path) -> None:
    with FaultyServer(hang(), answer(PLAIN)) as server:
        articles = [ARTICLE, SetArticle("b", "Acme bought Bolt. Twice.")]
        lines = run("instructor", articles, Setup("m", server.base_url, timeout=0.5), tmp_path / "results.jsonl")
        assert server.hung_up.wait(5), "the server is told to stop"
    assert "no answer" in lines["a"]["failed"]
    assert lines["b"]["stakeholders"]


def test_our_pipeline_runs_over_the_same_articles(tmp_path: Path) -> None:
    with FaultyServer(otherwise=status(400, "no such model")) as server:
        line = run("summarizer", [ARTICLE], Setup("m", server.base_url), tmp_path / "results.jsonl")["a"]
    assert "no such model" in line["failed"]
    assert line["run"]["requests"] == 1


def test_a_line_that_an_interrupt_has_cut_is_done_again(tmp_path: Path) -> None:
    results = tmp_path / "results.jsonl"
    results.write_text('{"id": "a", "text_sha2')
    with FaultyServer(otherwise=status(400)) as server:
        run("summarizer", [ARTICLE], Setup("m", server.base_url), results)
    assert list(kept(results)) == ["a"]


def test_summaries_from_elsewhere_are_read_by_their_articles_id(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text('{"article": {"id": "x"}}\n')
    assert list(kept(tmp_path / "out.jsonl")) == ["x"]


def post(url: str) -> int:
    request = urllib.request.Request(  # noqa: S310  our own address
        f"{url}/chat/completions", data=b"{}", headers={"content-type": "application/json"}
    )
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_meter_passes_errors_on_and_counts_them_as_requests() -> None:
    with FaultyServer(answer("yes"), status(429), drop()) as server, metered(server.base_url) as meter:
        assert [post(meter.base_url) for _ in range(3)] == [200, 429, 502]
        assert meter.take() == Used(2, 100, 0, 20), "what broke off was no answer"
        assert meter.take() == Used()


def test_an_environment_is_made_once_and_one_that_fails_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotInstalled, match="no-such-folder"):
        python_with(["./no-such-folder"], cache=tmp_path)
    made: list[Any] = []
    monkeypatch.setattr(
        environments.venv, "create", lambda folder, **_: (folder.mkdir(parents=True), made.append(folder))
    )
    monkeypatch.setattr(environments.subprocess, "run", lambda *_, **__: type("Done", (), {"returncode": 0}))
    first = python_with(["x==1"], cache=tmp_path)
    assert python_with(["x==1"], cache=tmp_path) == first
    assert python_with(["x==2"], cache=tmp_path) != first
    assert len(made) == 2
