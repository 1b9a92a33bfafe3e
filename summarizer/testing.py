"""Cassettes for tests: what a model really answered, replayed without a network.

A pytest plugin over `pytest-recording` and `vcrpy`; our own tests use it as it is. In a `conftest.py`:

    pytest_plugins = ["summarizer.testing"]

then mark a test with `@pytest.mark.vcr` and run `pytest --record-mode=rewrite` once against a real model. Afterwards
it replays. What it sets up, because the defaults go wrong with language models:

- a request matches on method, path and parsed JSON body; the host does not matter, so a cassette recorded from one
  server replays for any address
- bodies are stored as YAML, so the diff of a changed prompt can be read
- keys, cookies and request ids are not stored: headers of both directions are on an allow-list
- a test fails when its cassette holds an answer that it did not ask for
- without a cassette nothing is sent: a request with no recording is an error

Outside pytest, `with cassette("name.yaml"):` does the same around any code.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
import vcr
import yaml

REQUEST_HEADERS = frozenset({"content-type", "accept"})
RESPONSE_HEADERS = frozenset({"content-type", "retry-after"})
"""Headers that are stored; all others may carry keys, cookies, ids or versions."""

RECORDED_HOST = "model.invalid"
"""What a cassette names instead of the server it was recorded from."""


def cassette_settings(record_mode: str = "none") -> dict[str, Any]:
    """Settings for `vcr.VCR(**settings)` or a `vcr_config` fixture.

    Args:
        record_mode: "none" replays and sends nothing, "all" records anew.
    """
    return {
        "record_mode": record_mode,
        "match_on": ["method", "path", "query", "json_body"],
        "serializer": "yaml",
        "before_record_request": _plain_request,
        "before_record_response": _plain_response,
        "decode_compressed_response": True,
    }


@contextmanager
def cassette(path: str | Path, record: bool = False) -> Iterator[Any]:
    """Replay, or record, every request made inside.

    Args:
        path: the cassette's file.
        record: ask the real server and write the file anew.

    Raises:
        AssertionError: at the end, when answers of the cassette were not asked for.
    """
    recorder = vcr.VCR(**cassette_settings("all" if record else "none"))
    _register(recorder)
    if record:
        Path(path).unlink(missing_ok=True)
    with recorder.use_cassette(str(path)) as tape:
        yield tape
    if not record:
        assert tape.all_played, f"{path}: {len(tape) - tape.play_count} recorded answers were not asked for"  # noqa: S101  a test's failure


@pytest.fixture(scope="session")
def vcr_config() -> dict[str, Any]:
    """pytest-recording's settings; its `--record-mode` option decides the mode."""
    settings = cassette_settings()
    del settings["record_mode"]
    return settings


def pytest_recording_configure(config: pytest.Config, vcr: Any) -> None:
    """Register matcher and serializer with pytest-recording's recorder."""
    _register(vcr)


@pytest.fixture(autouse=True)
def every_recording_is_played(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves answers of its cassette unasked for."""
    if request.node.get_closest_marker("vcr") is None:
        yield
        return
    tape = request.getfixturevalue("vcr")
    yield
    if tape is not None and tape.record_mode.value == "none":
        unplayed = len(tape) - tape.play_count
        assert not unplayed, f"{unplayed} recorded answers were not asked for: record the cassette anew"  # noqa: S101  a test's failure


class ReadableSerializer:
    """YAML with JSON bodies as mappings and long texts as blocks."""

    @staticmethod
    def serialize(cassette_dict: dict[str, Any]) -> str:
        """The cassette as YAML."""
        for interaction in cassette_dict["interactions"]:
            for side in ("request", "response"):
                _open_body(interaction[side])
        text: str = yaml.dump(cassette_dict, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
        return text

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        """The cassette as vcrpy wants it."""
        loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  a safe loader
        for interaction in loaded["interactions"]:
            interaction["request"]["body"] = _closed_body(interaction["request"]).decode()
            interaction["response"]["body"] = {"string": _closed_body(interaction["response"])}
        return loaded


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _open_body(message: dict[str, Any]) -> None:
    """A stored message's body under `json` when it is JSON, under `text` when it is not."""
    body = message.pop("body", None)
    raw = body.get("string") if isinstance(body, dict) else body
    text = raw.decode() if isinstance(raw, bytes) else raw or ""
    try:
        message["json"] = json.loads(text)
    except ValueError:
        message["text"] = text
        return
    model = message["json"].get("model", "") if isinstance(message["json"], dict) else ""
    if model.startswith("/"):  # llama.cpp names its model by the path on the machine that recorded
        message["json"]["model"] = Path(model).name


def _closed_body(message: dict[str, Any]) -> bytes:
    if "json" in message:
        return json.dumps(message.pop("json"), ensure_ascii=False).encode()
    return str(message.pop("text", "")).encode()


def _same_json_body(left: Any, right: Any) -> None:
    """vcrpy's matcher protocol: raises where two bodies differ, and on one that is not JSON.

    No `assert`: pytest would write out how two long prompts differ for every recorded request that is not the one asked
    for, which with CI=true takes minutes and can exhaust the stack.
    """
    one, other = (json.loads(each.body) if each.body else None for each in (left, right))
    if one != other:
        raise AssertionError("the bodies differ")


def _plain_request(request: Any) -> Any:
    parts = urlsplit(request.uri)
    request.uri = urlunsplit((parts.scheme, RECORDED_HOST, parts.path, parts.query, ""))
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in REQUEST_HEADERS}
    return request


def _plain_response(response: dict[str, Any]) -> dict[str, Any]:
    headers = response.get("headers", {})
    response["headers"] = {k.lower(): v for k, v in headers.items() if k.lower() in RESPONSE_HEADERS}
    return response


def _register(recorder: Any) -> None:
    recorder.register_matcher("json_body", _same_json_body)
    recorder.register_serializer("yaml", ReadableSerializer)
