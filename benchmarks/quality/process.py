"""A competitor's worker, seen from outside: started in its environment, asked, stopped when it takes too long."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from benchmarks.quality.environments import NotInstalled, python_with
from benchmarks.quality.systems import Competitor, Server
from benchmarks.quality.worker import KEY_VARIABLE

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]

OFFLINE = {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}
"""Settings of libraries that would otherwise download something when they are loaded."""


class Process:
    """A competitor's worker in its environment.

    Args:
        competitor: which one.
        server: whom it asks.
        messages: a file for what it and its library print.
    """

    def __init__(self, competitor: Competitor, server: Server, messages: Path) -> None:
        self._competitor = competitor
        self._server = server
        self._messages = messages
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def start(self) -> None:
        """Start it unless it runs, and wait until it has loaded its library.

        Raises:
            NotInstalled: its environment cannot be made, or the library in it does not load.
        """
        if self._process is not None:
            return
        python = python_with(self._competitor.requirements)
        command = [str(python), "-m", "benchmarks.quality.worker", self._competitor.module]
        paths = os.pathsep.join([str(ROOT), str(ROOT / "schemas")])
        self._answers = queue.Queue()
        with self._messages.open("a", encoding="utf-8") as messages:
            self._process = subprocess.Popen(
                [*command, self._server.base_url, self._server.model],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages, text=True, encoding="utf-8", cwd=ROOT,
                env={**os.environ, **OFFLINE, "PYTHONPATH": paths, KEY_VARIABLE: self._server.api_key},
            )  # fmt: skip
        assert self._process.stdout  # for the type checker: it is a pipe
        threading.Thread(target=_read, args=(self._process.stdout, self._answers), daemon=True).start()
        if not self._answers.get():
            self.stop()
            raise NotInstalled(f"{self._competitor.name} does not start; {self._messages} says why.")

    def ask(self, article: Json, timeout: float) -> Json:
        """The worker's answer; the worker is stopped when there is none in time."""
        process = self._process
        assert process is not None  # it has been started
        assert process.stdin  # for the type checker: it is a pipe
        try:
            process.stdin.write(json.dumps(article, ensure_ascii=False) + "\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=timeout)
        except queue.Empty:
            self.stop()
            return {"error": f"no answer after {timeout:.0f} s"}
        except OSError:  # it ended before it read
            answer = ""
        if not answer:
            self.stop()
            return {"error": f"the worker ended; {self._messages} says why"}
        found: Json = json.loads(answer)
        return found

    def stop(self) -> None:
        """End the worker, also in the middle of an answer."""
        if self._process is not None:
            assert self._process.stdin  # for the type checker: it is a pipe
            self._process.kill()
            with suppress(OSError):  # what it has not read
                self._process.stdin.close()
            self._process.wait()
            self._process = None


def _read(stream: IO[str], answers: queue.Queue[str]) -> None:
    """Lines into the queue, and an empty one at the end of the stream."""
    with stream:
        for line in stream:
            answers.put(line)
    answers.put("")
