"""A file of JSON lines that only grows, and survives a process that is killed at any byte."""

import os
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from pydantic_core import from_json

from summarizer.errors import OutputError

TAIL_BYTES = 1 << 16
"""Bytes read at a time, from the end backwards, to find where the last whole line ends."""


class LineFile:
    """Lines are appended with one system call each, so that only the last one can be torn.

    Args:
        path: the file; made when the first line is appended.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        """Bytes of whole lines."""
        self._file: FileIO | None = None

    def repair(self) -> bool:
        """Finish a last line that lacks only its line break, and cut off one that was torn; whether it was.

        Raises:
            OutputError: the file cannot be opened, or its end is not ours to cut.
        """
        try:
            if not self.path.exists():
                return False
            with self.path.open("rb+") as file:
                end = file.seek(0, os.SEEK_END)
                start = _last_line_start(file, end)
                self.size = end
                if start == end:
                    return False
                file.seek(start)
                tail = file.read()
                if _is_json(tail):
                    file.write(b"\n")
                    self.size = end + 1
                    return True
                if tail.strip(b"\0")[:1] not in (b"{", b""):
                    raise foreign(self.path, "its last line is not one")
                file.truncate(start)
                self.size = start
                return True
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Each line with the byte it starts at, as the file is now."""
        if not self.path.exists():
            return
        at = 0
        with self.path.open("rb") as file:
            for line in file:
                yield at, line
                at += len(line)

    def append(self, line: bytes) -> int:
        """Write one line and hand it to the system at once; the byte it starts at.

        Args:
            line: ended by a line break, the only one in it.

        Raises:
            OutputError: the disk takes no more. What was written of the line is taken back.
        """
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("ab", buffering=0)
            left = memoryview(line)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            if self._file is not None:
                with suppress(OSError):  # then it is cut off when the file is next opened
                    self._file.truncate(self.size)
            raise cannot_write(self.path, error) from error
        at, self.size = self.size, self.size + len(line)
        return at

    def rewrite(self, spans: Iterator[tuple[int, int]]) -> None:
        """Keep only some lines, in the order given; whoever is killed meanwhile leaves the file as it was.

        Args:
            spans: where each line starts, and its bytes.
        """
        self.close()
        fresh = self.path.with_name(f"{self.path.name}.new")
        try:
            with self.path.open("rb") as old, fresh.open("wb") as new:
                for at, size in spans:
                    old.seek(at)
                    new.write(old.read(size))
                new.flush()
                os.fsync(new.fileno())
                self.size = new.tell()
            fresh.replace(self.path)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        finally:
            fresh.unlink(missing_ok=True)

    def close(self) -> None:
        """Write everything to the disk itself and close.

        Raises:
            OutputError: the disk did not take it.
        """
        file, self._file = self._file, None
        if file is None:
            return
        try:
            with file:
                os.fsync(file.fileno())
        except OSError as error:
            raise cannot_write(self.path, error) from error


def foreign(path: Path, why: str) -> OutputError:
    """The error for a file that holds something else."""
    return OutputError(
        f"There is a file of that name that does not hold results of `summarizer batch`: {why}.",
        hint="Name another one, or move it away.",
        article=str(path),
    )


def cannot_write(path: Path, error: OSError) -> OutputError:
    """The error for a file that takes nothing."""
    return OutputError(
        f"It cannot be written: {error.strerror or error}.",
        hint="Check the directory, its permissions and the space left.",
        article=str(path),
    )


def _last_line_start(file: BinaryIO, end: int) -> int:
    """Where the last line starts; the end itself when the file ends with a line break."""
    at = end
    while at > 0:
        begin = max(0, at - TAIL_BYTES)
        file.seek(begin)
        found = file.read(at - begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        at = begin
    return 0


def _is_json(text: bytes) -> bool:
    try:
        return isinstance(from_json(text), dict)
    except ValueError:
        return False
