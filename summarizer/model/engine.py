"""The process of the embedded model: llama.cpp and its server, started and stopped by `LocalServer`.

It has a process of its own since llama.cpp cannot be stopped in the middle of an answer: inside the user's
program its threads went on computing while the interpreter ended, which crashed (SIGSEGV) or never ended.
Talks with its parent in lines of JSON: settings on standard input, one reply on standard output. It ends
when its standard input does, which the operating system sees to even when the parent is killed.
"""

import json
import os
import shutil
import signal
import sys
from typing import Any


def main() -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, too, which ends us when it is done
    settings = json.loads(sys.stdin.readline())
    sys.path[:] = settings.pop("path")
    scratch = settings["slot_save_path"]
    try:
        server = _start(settings)
    except Exception as error:  # whatever it is, the parent tells the user
        _reply({"error": str(error), "missing": isinstance(error, ImportError)})
    else:
        _reply({"address": server.listening_address})
        sys.stdin.read()
        shutil.rmtree(scratch, ignore_errors=True)  # the parent's task, unless it was killed
    os._exit(0)  # without destructors, which wait for the answers under way


def _start(settings: dict[str, Any]) -> Any:
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    for name, value in settings.items():
        *path, last = name.split(".")
        part = parameters
        for step in path:
            part = getattr(part, step)
        setattr(part, last, value)
    return xllamacpp.Server(parameters)


def _reply(reply: dict[str, Any]) -> None:
    print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
