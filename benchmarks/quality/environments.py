"""An environment for each competitor: a venv in the user's cache directory, with exactly the packages it names.

Libraries that solve the same problem pin different versions of the same packages, so no environment can hold them all.
"""

import hashlib
import subprocess
import sys
import venv
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import platformdirs


class NotInstalled(Exception):
    """An environment could not be made; the message says what pip said."""


def python_with(requirements: Sequence[str], cache: Path | None = None) -> Path:
    """The interpreter of an environment with these packages; made by the first call, in a minute or so.

    Args:
        requirements: with exact versions. Others are another environment.
        cache: where environments are kept; by default the user's cache directory.

    Raises:
        NotInstalled: pip cannot install them.
    """
    digest = hashlib.sha256("\n".join([sys.version, *requirements]).encode()).hexdigest()[:12]
    folder = (cache or platformdirs.user_cache_path("deal-summarizer") / "benchmarks") / digest
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    complete = folder / "complete"
    if not complete.exists():  # the last thing made, so that an interrupted one is made anew
        print(f"installing {', '.join(requirements)} …", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=False)
        done = subprocess.run(
            [_python_that_has_pip(), "-m", "pip", "--disable-pip-version-check", "--python", str(python),
             "install", "--quiet", *requirements],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NotInstalled(f"pip cannot install {', '.join(requirements)}:\n{done.stderr.strip()[-2000:]}")
        complete.touch()
    return python


def _python_that_has_pip() -> str:
    """This interpreter, or the one that its environment was made from: any pip can install into any environment."""
    if find_spec("pip"):
        return sys.executable
    name = "python.exe" if sys.platform == "win32" else f"bin/python3.{sys.version_info.minor}"
    return str(Path(sys.base_prefix, name))
