"""What all tests share: cassettes in cassettes/, a network that is blocked, a model's address."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # how long an example takes says more of the machine than of us
settings.load_profile("any machine")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a job of a shell without job control: children inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["summarizer.testing"]

ROOT = Path(__file__).parent.parent


class RecordedModel(NamedTuple):
    """Whom the cassettes are recorded from; on replay nobody listens there."""

    model: str
    base_url: str
    api_key: str


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    """Cassettes stand at the top level, a folder for each test module."""
    return str(ROOT / "cassettes" / request.path.stem.removeprefix("test_"))


@pytest.fixture
def recorded_model(record_mode: str) -> RecordedModel:
    """The embedded model, or the server of SUMMARIZER_BASE_URL, while recording; its recordings otherwise."""
    if record_mode == "none":
        return RecordedModel("local", "http://127.0.0.1:9/v1", "none")
    if address := os.environ.get("SUMMARIZER_BASE_URL"):
        key = os.environ.get("OPENAI_API_KEY", "none")
        return RecordedModel(os.environ.get("SUMMARIZER_MODEL", "local"), address, key)
    from summarizer.model.local import local_server

    server = local_server()
    return RecordedModel("local", server.base_url, server.api_key)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` approves how pages look now."""
    parser.addoption("--golden-write", action="store_true", help="write tests/golden/ anew")


@pytest.fixture
def approved(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a page with the approved one of that file name, or approves it."""

    def compare(page: str, name: str) -> None:
        file = ROOT / "tests" / "golden" / name
        if request.config.getoption("--golden-write"):
            file.write_text(page, encoding="utf-8")
        assert page == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, record_mode: str) -> None:
    """Keys and addresses in the environment of whoever runs the tests do not reach them."""
    if record_mode == "none":
        for name in list(os.environ):
            if name.endswith("_API_KEY") or name.startswith("SUMMARIZER_"):
                monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def nothing_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name looked up for an address may take long on a machine that has no name for it."""

    def refuse(name: str = "") -> str:
        raise AssertionError(f"a test looked up the name of {name!r}: serve from tests.loopback")

    monkeypatch.setattr(socket, "getfqdn", refuse)
