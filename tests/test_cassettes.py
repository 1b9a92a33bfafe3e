"""What is recorded holds no secret and nothing of the machine it was recorded on."""

import json
import re
from pathlib import Path

import pytest
import vcr
import yaml
from vcr.request import Request

from summarizer.testing import REQUEST_HEADERS, RESPONSE_HEADERS, pytest_recording_configure
from tests.conftest import ROOT

CASSETTES = sorted((ROOT / "cassettes").rglob("*.yaml"))
SECRET = re.compile(
    r"Bearer\s+[A-Za-z0-9._~-]{12,}|\bsk-[A-Za-z0-9_-]{8,}|\b(?:ghp|gho|github_pat|xox[bp]|AKIA|AIza|hf_|gsk_)[A-Za-z0-9_-]{8,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY",
)
TEXT_FILES = [
    path
    for folder in ("summarizer", "schemas", "tests", "examples", "benchmarks", "cassettes", ".ci")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file() and path.suffix not in (".pyc", ".gz", ".png")
]


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_a_cassette_stores_only_allowed_headers(path: Path) -> None:
    for interaction in yaml.safe_load(path.read_text())["interactions"]:
        assert {name.lower() for name in interaction["request"]["headers"]} <= REQUEST_HEADERS
        assert set(interaction["response"]["headers"]) <= RESPONSE_HEADERS
        assert interaction["request"]["uri"].startswith("http://model.invalid/")


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_a_cassette_names_no_path_of_the_machine_that_recorded(path: Path) -> None:
    assert not re.search(r"model: /|\.gguf.*/|/home/|/Users/|/tmp/", path.read_text())


def test_there_are_cassettes() -> None:
    assert len(CASSETTES) >= 8


def test_no_file_holds_a_secret() -> None:
    found = [path for path in TEXT_FILES if SECRET.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert found == []


def test_the_search_for_secrets_finds_one() -> None:
    assert SECRET.search("authorization: " + "Bearer " + "abcdefgh12345")
    assert SECRET.search("sk-" + "abcdefgh1234")


def test_recorded_requests_are_told_apart_without_writing_out_how_they_differ(
    monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.setenv("CI", "true")  # pytest then writes all of a difference, which took minutes a cassette
    recorder = vcr.VCR()
    pytest_recording_configure(pytestconfig, recorder)
    one, other = (Request("POST", "http://model.invalid/", json.dumps({"messages": [word]}), {}) for word in ("a", "b"))
    with pytest.raises(AssertionError) as raised:
        recorder.matchers["json_body"](one, other)
    assert str(raised.value) == "the bodies differ"
