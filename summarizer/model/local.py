"""The embedded model's server: llama.cpp on this machine, behind OpenAI's API on the loopback interface.

It is started when it is first needed and ends with the process, however that ends. No port to choose, and a
key that no other program knows. The settings are measured by `benchmarks/local_settings.py`.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs

from summarizer.errors import NoModel, WeightsError
from summarizer.model.request import Message
from summarizer.model.weights import INSTALL_HINT, OnProgress, identity, model_path

SLOTS = 3
"""Answers written side by side: the three sections of an article. 20 tokens a second in all, where one has 14."""

SLOT_TOKENS = 10_240
"""Prompt and answer together, of each slot: an article of 8,000 tokens, the question, and the longest answer.
Its memory is taken at the start: 28 KiB a token, 0.9 GB for three slots."""

SHARE_TIMEOUT = 600.0
"""Seconds to wait for slots that are still busy; longer than any answer takes."""

_SAVED = "prefix"
"""Name of the file through which slots share what they have read."""

MAX_KEPT = 12
"""Files of what was read, 16 to 25 MB each, that stay on this machine; the ones used least recently go."""


class LocalServer:
    """A running server.

    Attributes:
        base_url: of its API, ending in /v1.
        api_key: requests without it are refused (401).
        context_tokens: tokens of prompt and answer together.
        slots: requests that it answers side by side.
    """

    def __init__(self, model: Path, kept: Path | None = None) -> None:
        """Load the model and start to listen, which takes seconds.

        Args:
            model: a GGUF file.
            kept: a folder for this model and engine alone, where what is kept outlives the process; None keeps it
                until then.

        Raises:
            NoModel: the engine is not installed.
            WeightsError: the engine cannot load the file.
        """
        self.api_key = secrets.token_urlsafe(32)
        self.context_tokens = SLOT_TOKENS
        self.slots = SLOTS
        self._scratch = tempfile.mkdtemp(prefix="summarizer-")
        self._kept = kept or Path(self._scratch, "kept")
        self._reading_ahead = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603  # our own file, run by the running interpreter
            [sys.executable, "-P", str(Path(__file__).with_name("engine.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # llama.cpp's own messages mean nothing to our users
            text=True,
        )
        try:
            self._address = self._handshake(model)
        except BaseException:
            self.close()
            raise
        self.base_url = f"{self._address}/v1"

    def _handshake(self, model: Path) -> str:
        """Send the settings to the engine's process and wait until the model is loaded; the server's address."""
        assert self._process.stdin  # noqa: S101  # for the type checker: both are pipes
        assert self._process.stdout  # noqa: S101  # as above
        reply: dict[str, Any] = {}
        with suppress(OSError, ValueError):  # it ended before it read or replied
            self._process.stdin.write(json.dumps(self._settings(model)) + "\n")
            self._process.stdin.flush()
            reply = json.loads(self._process.stdout.readline())
        if "address" in reply:
            return str(reply["address"])
        if reply.get("missing"):
            raise NoModel(f"The engine of the embedded model cannot be loaded: {reply['error']}.", hint=INSTALL_HINT)
        why = reply.get("error") or f"it ended with status {self._process.wait()}"
        raise WeightsError(
            f"llama.cpp cannot load {model}: {why.rstrip('.')}.",
            hint="Is it the GGUF file of a chat model, and are there 3 GB of free memory?",
        )

    def _settings(self, model: Path) -> dict[str, Any]:
        """Settings by their names in llama.cpp, and what the engine's process needs to find its packages."""
        threads = cores()
        return {
            "path": sys.path,
            "model.path": str(model),
            "cpuparams.n_threads": threads,
            "cpuparams_batch.n_threads": threads,
            "hostnames": ["127.0.0.1"],
            "port": 0,  # any that is free
            "api_keys": [self.api_key],
            "verbosity": -1,
            "ui": False,
            "n_parallel": self.slots,
            "n_ctx": self.slots * self.context_tokens,
            "cache_ram_mib": 0,  # else prompts of past articles fill 8 GiB, and nobody asks about them again
            "slot_save_path": f"{self._scratch}{os.sep}",
        }

    def close(self) -> None:
        """Stop at once, also in the middle of an answer. May be called again.

        Need not be called before the process ends: the engine ends with the pipe to it, in a few milliseconds.
        """
        self._process.kill()
        self._process.communicate()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def share_prefix(self) -> None:
        """Let every slot begin with what the last request has read, so that the article is read once.

        llama.cpp looks for a common beginning only in the slot it is about to use: of three requests that
        come at once, two would read the article again (15 s each on two cores; this takes 0.05 s). To be
        called between a request and others with the same beginning, when no request is under way. When it
        fails, those others are only slower.
        """
        with suppress(OSError):
            last = self._slots_by_use()[-1]
            self._call(f"/slots/{last}?action=save", {"filename": _SAVED})
            for slot in range(self.slots):
                if slot != last:
                    self._call(f"/slots/{slot}?action=restore", {"filename": _SAVED})
            Path(self._scratch, _SAVED).unlink()

    def read_ahead(self, name: str, messages: Sequence[Message]) -> None:
        """Let the next request that begins like this one find its beginning read, on this machine for good.

        What was read stays on disk under the name, 28 KiB a token: nothing of an article may be in the messages. What
        the slot has read that was used least recently makes room. When it fails, requests are only slower.
        """
        with self._reading_ahead, suppress(OSError):
            slot = self._slots_by_use()[0]
            if not self._recall(name, slot):
                question = {"messages": list(messages), "max_tokens": 1, "id_slot": slot}
                self._call("/v1/chat/completions", question)
                self._keep(name, slot)

    def _recall(self, name: str, slot: int) -> bool:
        with suppress(OSError):  # nothing is kept, or llama.cpp cannot use it: it is read anew
            copied = Path(self._scratch, name)  # llama.cpp reads files of one folder only
            shutil.copyfile(self._kept / name, copied)
            _mark_used(self._kept / name)
            self._call(f"/slots/{slot}?action=restore", {"filename": name})
            copied.unlink()
            return True
        return False

    def _keep(self, name: str, slot: int) -> None:
        task = self._tasks()[slot]
        self._call(f"/slots/{slot}?action=save", {"filename": name})
        saved = Path(self._scratch, name)
        if self._tasks()[slot] != task:  # another request, perhaps about an article, was faster
            saved.unlink()
            return
        self._kept.mkdir(parents=True, exist_ok=True)
        moved = self._kept / f"{name}.{secrets.token_hex(8)}"
        shutil.move(saved, moved)
        _mark_used(moved)
        moved.replace(self._kept / name)  # at once, whoever reads or writes the same
        for old in sorted(self._kept.iterdir(), key=lambda file: file.stat().st_mtime)[:-MAX_KEPT]:
            old.unlink()

    def _slots_by_use(self) -> list[int]:
        """The slots, the one that was used last at the end."""
        tasks = self._tasks()
        return sorted(tasks, key=lambda slot: tasks[slot]) or [0]

    def _tasks(self) -> dict[int, int]:
        """The number of the last request of each slot; -1 for one that has had none."""
        return {slot["id"]: slot.get("id_task", -1) for slot in self._call("/slots")}

    def _call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """One request to llama.cpp's own interface, as parsed JSON."""
        request = urllib.request.Request(  # noqa: S310  # our own address, http on the loopback interface
            self._address + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"},
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=SHARE_TIMEOUT) as response:
            return json.load(response)


def _mark_used(file: Path) -> None:
    """Set the time of a file to now, finer than the file system's own clock."""
    now = time.time_ns()
    os.utime(file, ns=(now, now))


_starting = threading.Lock()
_running: list[LocalServer] = []
"""The one server of this process, once it has been started."""


def local_server(on_progress: OnProgress | None = None) -> LocalServer:
    """The embedded model's server of this process; started by the first call, by whichever thread.

    Args:
        on_progress: told how far the weights are joined, if that is still to be done.

    Raises:
        NoModel: the engine is not installed.
        WeightsError: the weights cannot be made or loaded.
    """
    with _starting:
        if not _running:
            if find_spec("xllamacpp") is None:  # before the weights are joined in vain
                raise NoModel("The engine of the embedded model is not installed.", hint=INSTALL_HINT)
            model = model_path(on_progress)
            _running.append(LocalServer(model, kept_folder()))
        return _running[0]


def kept_folder() -> Path:
    """Where what this model has read by this engine is kept on this machine.

    Raises:
        WeightsError: `SUMMARIZER_LOCAL_MODEL` names no GGUF file.
    """
    try:
        of_engine = version("xllamacpp")
    except PackageNotFoundError:  # a build of one's own
        of_engine = "unknown"
    engine = f"{identity()} {of_engine} {SLOT_TOKENS}"
    cache = Path(platformdirs.user_cache_dir("summarizer", appauthor=False))
    return cache / "read" / hashlib.sha256(engine.encode()).hexdigest()[:16]


def cores() -> int:
    """Threads for the model: the cores this process may use, or -1 where only llama.cpp can tell.

    Threads wait for each other after every layer of the model, so one more than there are cores costs more
    than half of the speed. Counts no second hardware thread of a core, and heeds the limits of `taskset` and
    containers, neither of which llama.cpp does.
    """
    try:
        allowed = os.sched_getaffinity(0)
    except AttributeError:  # macOS, Windows
        return -1
    physical = len({_siblings(number) for number in allowed})
    return max(1, min(physical, _container_limit(len(allowed))))


def _siblings(number: int) -> str:
    """What identifies the core of a logical processor: the list of those that share it."""
    try:
        return Path(f"/sys/devices/system/cpu/cpu{number}/topology/thread_siblings_list").read_text()
    except OSError:
        return str(number)


def _container_limit(processors: int) -> int:
    """Whole processors of time that the container may use; see "cpu.max" in the kernel's cgroup-v2 guide."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        return int(quota) // int(period)
    except (OSError, ValueError):  # "max": no limit
        return processors
