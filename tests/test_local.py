"""The embedded model's process: starts with a key, says what is wrong, and never outlives who started it."""

import os
import signal
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest

from summarizer.errors import NoModel, WeightsError
from summarizer.model import local
from summarizer.model.local import MAX_KEPT, LocalServer, cores, kept_folder, local_server
from summarizer.model.request import Message

ENGINE = '''
"""A stand-in for xllamacpp: the same names, a server that tells which requests it got."""
import json, os, pathlib, threading, types
from http.server import BaseHTTPRequestHandler
from tests.loopback import LoopbackServer


class CommonParams:
    def __init__(self):
        self.model, self.cpuparams, self.cpuparams_batch = (types.SimpleNamespace() for _ in range(3))


class Server:
    def __init__(self, params):
        content = pathlib.Path(params.model.path).read_text()
        if content == "crash":
            os.abort()
        if content == "damaged":
            raise RuntimeError("Failed to init server, please check the input params.")
        requests = []
        slots = [{"id": 0}, {"id": 1, "id_task": 7}, {"id": 2, "id_task": 4}]

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.headers["Authorization"] != f"Bearer {params.api_keys[0]}":
                    return self.answer(401, {})
                self.answer(200, {"/slots": slots, "/requests": requests, "/settings": vars_of(params)}[self.path])

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                requests.append(self.path)
                if content == "busy" and "save" in self.path:
                    slots[0]["id_task"] = 9
                if content == "refuses":
                    return self.answer(501, {})
                if "filename" in body:
                    (pathlib.Path(params.slot_save_path) / body["filename"]).write_text("an article")
                self.answer(200, {})

            def answer(self, status, body):
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_):
                pass

        print("noise of the engine on standard error", file=__import__("sys").stderr)
        http = LoopbackServer((params.hostnames[0], params.port), Handler)
        threading.Thread(target=http.serve_forever, daemon=True).start()
        self.listening_address = f"http://127.0.0.1:{http.server_address[1]}"


def vars_of(params):
    return {name: value for name, value in vars(params).items() if isinstance(value, (str, int, list))}
'''


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory on `sys.path` with the stand-in."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "xllamacpp.py").write_text(ENGINE)
    monkeypatch.syspath_prepend(str(folder))
    invalidate_caches()
    return folder


@pytest.fixture
def start(engine: Path, tmp_path: Path) -> Iterator[Callable[..., LocalServer]]:
    """Start a server on a model file with the given content."""
    servers: list[LocalServer] = []

    def started(content: str, kept: Path | None = None) -> LocalServer:
        model = tmp_path / "model.gguf"
        model.write_text(content)
        servers.append(LocalServer(model, kept))
        return servers[-1]

    yield started
    for server in servers:
        server.close()


def test_needs_its_key(start: Callable[[str], LocalServer], capfd: pytest.CaptureFixture[str]) -> None:
    """The server listens on the loopback interface only, answers to its own key only, and writes nothing on stderr."""
    server = start("model")
    assert server.base_url.startswith("http://127.0.0.1:")
    assert server.base_url.endswith("/v1")
    assert len(server.api_key) >= 32
    assert server._call("/settings")["hostnames"] == ["127.0.0.1"]
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(server.base_url.removesuffix("/v1") + "/slots")  # noqa: S310  # ours
    assert capfd.readouterr() == ("", "")


def test_context_is_for_each_slot(start: Callable[[str], LocalServer]) -> None:
    """llama.cpp is given the memory of all slots, so that each has the stated context."""
    server = start("model")
    settings = server._call("/settings")
    assert settings["n_parallel"] == server.slots
    assert settings["n_ctx"] == server.slots * server.context_tokens


def test_share_prefix(start: Callable[[str], LocalServer]) -> None:
    """What the slot of the last request has read is copied into the others; the copy on disk is removed."""
    server = start("model")
    server.share_prefix()
    assert server._call("/requests") == ["/slots/1?action=save", "/slots/0?action=restore", "/slots/2?action=restore"]
    assert list(Path(server._scratch).iterdir()) == []


QUESTION: list[Message] = [{"role": "user", "content": "An example?"}]
"""What is read ahead."""


def test_what_is_read_ahead_is_read_once_in_the_slot_used_least_recently(start: Callable[..., LocalServer]) -> None:
    server = start("model")
    server.read_ahead("kinds", QUESTION)
    server.read_ahead("kinds", QUESTION)
    assert server._call("/requests") == ["/v1/chat/completions", "/slots/0?action=save", "/slots/0?action=restore"]


def test_what_was_read_outlives_the_process_in_a_folder_that_does_not_grow(
    start: Callable[..., LocalServer], tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    first = start("model", kept)
    for number in range(MAX_KEPT):
        first.read_ahead("kinds", QUESTION)
        first.read_ahead(f"goods-{number}", QUESTION)
    first.close()
    assert len(list(kept.iterdir())) == MAX_KEPT
    second = start("model", kept)
    second.read_ahead("kinds", QUESTION)
    assert second._call("/requests") == ["/slots/0?action=restore"]
    second.read_ahead("goods-0", QUESTION)
    assert second._call("/requests")[1:] == ["/v1/chat/completions", "/slots/0?action=save"], "not used for long"


def test_what_another_request_has_read_meanwhile_is_not_kept(start: Callable[..., LocalServer], tmp_path: Path) -> None:
    """It may hold an article."""
    server = start("busy", tmp_path / "kept")
    server.read_ahead("kinds", QUESTION)
    assert not (tmp_path / "kept").exists()
    assert list(Path(server._scratch).iterdir()) == []


def test_what_is_kept_is_of_one_model_and_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing that another model has read is ever recalled."""
    folders = set()
    for number in range(2):
        other = tmp_path / f"{number}.gguf"
        other.write_bytes(b"GGUF" + bytes([number]))
        monkeypatch.setenv("SUMMARIZER_LOCAL_MODEL", str(other))
        folders.add(kept_folder())
    assert len(folders) == 2


def test_share_prefix_may_fail(start: Callable[[str], LocalServer]) -> None:
    """Sharing saves time; where it does not work, nobody is bothered."""
    server = start("refuses")
    server.share_prefix()
    server.read_ahead("kinds", QUESTION)


@pytest.mark.parametrize(("content", "problem"), [("damaged", "check the input params"), ("crash", "status -6")])
def test_model_cannot_be_loaded(start: Callable[[str], LocalServer], content: str, problem: str) -> None:
    """A file that llama.cpp rejects, or dies of, is an error that names the file."""
    with pytest.raises(WeightsError, match=problem) as caught:
        start(content)
    assert "model.gguf" in str(caught.value)


def test_engine_missing(engine: Path, start: Callable[[str], LocalServer]) -> None:
    """An engine that cannot be imported is an error with the command that installs it."""
    (engine / "xllamacpp.py").write_text("import no_such_library")
    with pytest.raises(NoModel, match="pip install"):
        start("model")


def test_close_ends_the_process(start: Callable[[str], LocalServer]) -> None:
    """After `close` the process and its directory are gone; closing again does nothing."""
    server = start("model")
    server.close()
    server.close()
    assert server._process.returncode is not None
    assert not Path(server._scratch).exists()


def test_one_server_for_all(engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is started once in a process, and every caller gets the same."""
    model = tmp_path / "model.gguf"
    model.write_text("GGUF")
    monkeypatch.setenv("SUMMARIZER_LOCAL_MODEL", str(model))
    monkeypatch.setattr(local, "_running", [])
    server = local_server()
    try:
        assert local_server() is server
    finally:
        server.close()


PARENT = """
    import sys, time
    from pathlib import Path
    from summarizer.model.local import LocalServer

    server = LocalServer(Path(sys.argv[1]))
    print(server._process.pid, server._scratch, flush=True)
    {ending}
"""


@pytest.mark.parametrize(
    ("ending", "number", "status"),
    [
        ("sys.exit(3)", None, 3),
        ("raise ValueError", None, 1),
        ("time.sleep(60)", signal.SIGINT, -signal.SIGINT),
        ("time.sleep(60)", signal.SIGTERM, -signal.SIGTERM),
        ("time.sleep(60)", signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_ends_with_its_parent(
    engine: Path, tmp_path: Path, ending: str, number: signal.Signals | None, status: int
) -> None:
    """However the parent ends, it ends with its own status, and neither process nor directory is left."""
    model = tmp_path / "model.gguf"
    model.write_text("model")
    parent = subprocess.Popen(  # noqa: S603  # the program above
        [sys.executable, "-c", textwrap.dedent(PARENT).format(ending=ending), str(model)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )
    assert parent.stdout
    with parent.stdout:
        pid, scratch = parent.stdout.readline().split()
    if number == signal.SIGINT:
        os.killpg(parent.pid, number)  # as a terminal sends it, to both processes
    elif number:
        parent.send_signal(number)
    assert parent.wait(10) == status
    deadline = time.monotonic() + 10
    while (_runs(int(pid)) or Path(scratch).exists()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _runs(int(pid))
    assert not Path(scratch).exists()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")  # in a container without init the dead stay as zombies
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def test_cores_heed_the_container(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container that may use one processor's time gets one thread, whatever the machine has."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    monkeypatch.setattr(local, "_siblings", lambda number: f"{number % 32}")
    files = {"/sys/fs/cgroup/cpu.max": "max 100000"}
    monkeypatch.setattr(Path, "read_text", lambda path, *_: files[str(path)])
    assert cores() == 32
    files["/sys/fs/cgroup/cpu.max"] = "150000 100000"
    assert cores() == 1
    files["/sys/fs/cgroup/cpu.max"] = "50000 100000"
    assert cores() == 1
