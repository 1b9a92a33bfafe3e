"""Ctrl-C: what was finished is written, and the status says so."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import ROOT
from tests.faulty_server import FaultyServer, answer, hang

MUSEUM = str(ROOT / "examples" / "articles" / "lighthouse-museum.txt")


def test_what_was_finished_before_an_interrupt_is_written(tmp_path: Path) -> None:
    """The first article is answered, the second never: one interrupt ends the wait."""
    target = tmp_path / "out.jsonl"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SUMMARIZER_")}
    with FaultyServer(answer({"deal": "no"}), otherwise=hang()) as server:
        command = ["summarize", MUSEUM, MUSEUM, "-o", str(target), "--model", "m", "--base-url", server.base_url]
        process = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "-m", "summarizer", *command], stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environ
        )
        while len(server.requests) < 2 and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "summarizer: interrupted; 1 of 2 written\n"
    assert [json.loads(line)["deal"] for line in target.read_text().splitlines()] == [None]
