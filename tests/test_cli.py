"""The command line: what goes in, what comes out, and with which status."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from tests.conftest import ROOT, RecordedModel
from tests.faulty_server import FaultyServer, answer, status

ARTICLES = ROOT / "examples" / "articles"
SHORT = str(ARTICLES / "solar-loan-short.txt")
MUSEUM = str(ARTICLES / "lighthouse-museum.txt")


@pytest.fixture
def model(recorded_model: RecordedModel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Options that name the recorded model."""
    monkeypatch.setenv("OPENAI_API_KEY", recorded_model.api_key)
    return ["--model", recorded_model.model, "--base-url", recorded_model.base_url]


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of one command."""
    result = CliRunner().invoke(app, list(arguments), input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.vcr
def test_one_article_on_a_pipe_gives_one_json_object(model: list[str]) -> None:
    code, out, err = run("summarize", SHORT, *model)
    assert (code, err) == (0, "")
    assert json.loads(out)["deal"]["kind"] == "loan"


@pytest.mark.vcr
def test_several_articles_give_a_line_each(model: list[str]) -> None:
    code, out, _ = run("summarize", MUSEUM, MUSEUM, *model)
    assert code == 0
    assert [json.loads(line)["deal"] for line in out.splitlines()] == [None, None]


@pytest.mark.vcr
def test_an_article_comes_from_standard_input(model: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run("summarize", "-", "--format", "text", *model, stdin=Path(MUSEUM).read_text())
    assert code == 0
    assert "No deal" in out


@pytest.mark.vcr
def test_an_article_that_cannot_be_read_is_named_and_the_rest_is_written(model: list[str]) -> None:
    code, out, err = run("summarize", "no-such-file.txt", MUSEUM, *model)
    assert code == 3
    assert len(out.splitlines()) == 1
    assert "no-such-file.txt: There is no such file." in err


@pytest.mark.vcr
def test_the_result_goes_into_a_file_without_the_text_when_asked(model: list[str], tmp_path: Path) -> None:
    target = tmp_path / "summary.json"
    code, out, err = run("summarize", MUSEUM, "-o", str(target), "--no-text", "--usage", *model)
    assert (code, out) == (0, "")
    assert json.loads(target.read_text())["article"]["text"] is None
    assert "1 request," in err


def test_nothing_that_could_be_read_is_status_one() -> None:
    code, out, err = run("summarize", "no-such-file.txt", "--model", "m", "--base-url", "http://127.0.0.1:9/v1")
    assert (code, out) == (1, "")
    assert "no-such-file.txt" in err


def test_no_article_at_all_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    result = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "summarizer", "summarize", "--format", "pdf", SHORT], capture_output=True, check=False
    )
    assert result.returncode == 2


def test_a_key_that_is_refused_is_said_once_and_no_further_article_is_tried() -> None:
    with FaultyServer(otherwise=status(401)) as server:
        code, out, err = run("summarize", MUSEUM, SHORT, "--model", "m", "--base-url", server.base_url)
        assert (code, out) == (1, "")
        assert len(server.requests) == 1
    assert "401" in err
    assert len(err.splitlines()) == 1


def test_a_result_that_cannot_be_written_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with FaultyServer(otherwise=answer({"deal": "no"})) as server:
        target = str(tmp_path / "no" / "such" / "folder.json")
        code, _, err = run("summarize", MUSEUM, "-o", target, "--model", "m", "--base-url", server.base_url)
    assert code == 1
    assert target in err


def test_without_any_model_the_error_names_the_three_ways_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.model.weights.is_installed", lambda: False)
    code, _, err = run("summarize", MUSEUM)
    assert code == 1
    assert all(way in err for way in ("OPENAI_API_KEY", "--base-url", "deal-summarizer[local]"))


def test_schema_prints_the_json_schema_of_any_class() -> None:
    assert json.loads(run("schema")[1])["title"] == "ArticleSummary"
    assert json.loads(run("schema", "Deal")[1])["title"] == "Deal"
    assert "Stakeholder" in run("schema", "--list")[1].splitlines()
    assert run("schema", "Nonsense")[0] == 2


@pytest.mark.vcr
def test_doctor_says_that_the_model_answers(model: list[str]) -> None:
    code, out, _ = run("doctor", *model)
    assert code == 0
    assert "answers   yes" in out


def test_doctor_says_what_is_wrong_and_what_to_try() -> None:
    code, out, _ = run("doctor", "--model", "nonsense")
    assert code == 1
    assert "problem" in out
    assert "try" in out


@pytest.mark.parametrize(
    "command", [["--help"], ["summarize", "--help"], ["batch", "--help"], ["schema"], ["--version"]]
)
def test_quick_commands_import_no_sdk(command: list[str]) -> None:
    code = (
        "import sys; sys.argv[1:] = " + repr(command) + "\n"
        "from summarizer.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "slow = {'openai', 'instructor', 'trafilatura', 'vcr', 'pytest'} & set(sys.modules)\n"
        "print(sorted(slow), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  our own code
    assert done.stderr.splitlines()[-1] == "[]"
