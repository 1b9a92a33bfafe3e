"""The embedded model's server: llama.cpp inside this process, behind OpenAI's API on the loopback interface.

It lives and dies with the process: no child process that could be left behind, no port to choose, and a key
that no other program on the machine knows. The settings are measured by `benchmarks/local_settings.py`.
"""

from __future__ import annotations

import atexit
import json
import os
import secrets
import shutil
import tempfile
import threading
import urllib.request
import weakref
from pathlib import Path
from typing import Any

from summarizer.errors import NoModel, WeightsError
from summarizer.model.weights import INSTALL_HINT, OnProgress, model_path

SLOTS = 3
"""Answers written side by side: the three sections of an article. 20 tokens a second in all, where one has 14."""

SLOT_TOKENS = 10_240
"""Prompt and answer together, of each slot: an article of 8,000 tokens, the question, and the longest answer.
Its memory is taken at the start: 28 KiB a token, 0.9 GB for three slots."""

SHARE_TIMEOUT = 600.0
"""Seconds to wait until the slots are free; far more than any answer takes."""

_SAVED = "prefix"
"""Name of the file through which slots share what they have read."""


class LocalServer:
    """A running server.

    Attributes:
        base_url: of its API, ending in /v1.
        api_key: requests without it are refused (401).
        context_tokens: tokens of prompt and answer together.
        slots: requests that it answers side by side.
    """

    def __init__(self, model: Path) -> None:
        """Load the model and start to listen, which takes seconds.

        Args:
            model: a GGUF file.

        Raises:
            NoModel: the engine is not installed.
            WeightsError: the engine cannot load the file.
        """
        engine = _engine()
        self.api_key = secrets.token_urlsafe(32)
        self.context_tokens = SLOT_TOKENS
        self.slots = SLOTS
        self._scratch = tempfile.mkdtemp(prefix="summarizer-")
        weakref.finalize(self, shutil.rmtree, self._scratch, ignore_errors=True)
        atexit.register(self.close)
        try:
            self._server = engine.Server(self._settings(engine, model))
        except RuntimeError as error:
            raise WeightsError(
                f"llama.cpp cannot load {model}: {error}.", hint="It must be a GGUF file of a chat model."
            ) from error
        self._address: str = self._server.listening_address
        self.base_url = f"{self._address}/v1"

    def close(self) -> None:
        """Stop, within a second, also in the middle of an answer. May be called again.

        Called at the end of the process: threads of llama.cpp that still compute while the C library takes
        the process down end it with a segmentation fault.
        """
        self._server = None

    def _settings(self, engine: Any, model: Path) -> Any:
        settings = engine.CommonParams()
        settings.model.path = str(model)
        settings.hostnames = ["127.0.0.1"]
        settings.port = 0  # any that is free
        settings.api_keys = [self.api_key]
        settings.verbosity = -1  # nothing on the user's stderr
        settings.ui = False
        settings.n_parallel = self.slots
        settings.n_ctx = self.slots * self.context_tokens
        settings.cache_ram_mib = 0  # keeps the prompts of up to 8 GiB of past articles, which nobody asks about again
        settings.slot_save_path = f"{self._scratch}{os.sep}"
        settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = cores()
        return settings

    def share_prefix(self) -> None:
        """Let every slot begin with what the last request has read, so that the article is read once.

        llama.cpp looks for a common beginning only in the slot it is about to use: of three requests that
        come at once, two would read the article again (15 s each on two cores; this takes 0.03 s). To be
        called between a request and others with the same beginning, when no request is under way.
        """
        last = max(self._call("/slots"), key=lambda slot: slot.get("id_task", -1))["id"]
        self._call(f"/slots/{last}?action=save", {"filename": _SAVED})
        for slot in range(self.slots):
            if slot != last:
                self._call(f"/slots/{slot}?action=restore", {"filename": _SAVED})
        Path(self._scratch, _SAVED).unlink(missing_ok=True)

    def _call(self, path: str, body: dict[str, str] | None = None) -> Any:
        """One request to the server's own interface, as parsed JSON."""
        request = urllib.request.Request(  # noqa: S310  # our own address, http on the loopback interface
            self._address + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"},
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=SHARE_TIMEOUT) as response:
            return json.load(response)


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
            _engine()  # before the weights are joined in vain
            _running.append(LocalServer(model_path(on_progress)))
        return _running[0]


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
    return max(1, min(physical, _container_limit()))


def _siblings(number: int) -> str:
    """What identifies the core of a logical processor: the list of those that share it."""
    try:
        return Path(f"/sys/devices/system/cpu/cpu{number}/topology/thread_siblings_list").read_text()
    except OSError:
        return str(number)


def _container_limit() -> int:
    """Whole processors of time that the container may use; see "cpu.max" in the kernel's cgroup-v2 guide."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        return int(quota) // int(period)
    except (OSError, ValueError):  # "max": no limit
        return len(os.sched_getaffinity(0))


def _engine() -> Any:
    try:
        import xllamacpp
    except ImportError as error:
        raise NoModel("The engine of the embedded model is not installed.", hint=INSTALL_HINT) from error
    return xllamacpp
