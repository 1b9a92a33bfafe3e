"""Rows of a table, one at a time: JSON lines, CSV, Parquet, as they are or packed with gzip or zstd."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from pathlib import Path
from typing import Any, BinaryIO, cast

from summarizer.article import MAX_CHARACTERS
from summarizer.errors import ArticleError, ArticleNotFound, ArticleTooLarge, SetupError

PACKED = (".gz", ".zst")
TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")

MAX_ROW_BYTES = 12 * MAX_CHARACTERS
"""The longest text in the longest way JSON can write it, twelve bytes a character; no more is ever read."""

ROWS_AT_A_TIME = 64
"""Rows of a Parquet file in memory."""

PACKED_BYTES_AT_A_TIME = 1 << 10
"""Of a file packed with zstd: at most 32 MB come out of them, since a block of 4 bytes may stand for 128 kB."""

END = "\ufdd0"
"""A character that no text has; read behind a table, it is a record of its own unless a quotation is still open."""

Row = Mapping[str, Any]


def table_suffix(path: Path) -> str | None:
    """Which kind of table a file is, by its name; None for a single article."""
    name = Path(path.stem) if path.suffix.lower() in PACKED else path
    suffix = name.suffix.lower()
    return suffix if suffix in TABLES else None


def rows_of(path: Path) -> Iterator[tuple[int, Row | ArticleError]]:
    """Each row of a table with its number, from 1; an error in place of a row that cannot be read.

    Raises:
        ArticleNotFound: the file cannot be opened or is damaged.
        SetupError: a package is missing that reads it.
    """
    suffix = table_suffix(path)
    try:
        if suffix == ".parquet":
            yield from enumerate(_parquet_rows(path), start=1)
            return
        with unpacked(path) as stream:
            rows = (
                _csv_rows(stream, "\t" if suffix == ".tsv" else ",")
                if suffix in (".csv", ".tsv")
                else json_rows(stream)
            )
            yield from enumerate(rows, start=1)
    except (OSError, EOFError, csv.Error, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArticleNotFound(
            f"The file cannot be read ({reason}).",
            hint="Check its name, its permissions and that it is whole.",
            article=str(path),
        ) from error


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """A file as a stream of bytes, unpacked if its name says that it is packed.

    Raises:
        OSError, EOFError: it cannot be opened, or while it is read: it is damaged, it was cut.
    """
    suffix = path.suffix.lower()
    if suffix == ".zst":
        with path.open("rb") as file:
            yield io.BufferedReader(_Unpacked(file, imported("zstandard", "zstd")))  # which gives lines
    elif suffix == ".gz":
        try:
            with gzip.open(path) as stream:
                yield cast("BinaryIO", stream)
        except zlib.error as error:
            raise OSError(str(error)) from error
    else:
        with path.open("rb") as stream:
            yield stream


class _Unpacked(io.RawIOBase):
    """What a file packed with zstd holds. The package's own stream does not tell a file that was cut from a whole one.

    Args:
        file: the packed bytes.
        zstandard: the package.
    """

    def __init__(self, file: BinaryIO, zstandard: Any) -> None:
        self._file = file
        self._zstandard = zstandard
        self._frame: Any = None
        self._packed = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            self._packed = self._packed or self._file.read(PACKED_BYTES_AT_A_TIME)
            if not self._packed:
                if self._frame:
                    raise EOFError("the file ended before its last frame did")
                return 0
            self._frame = self._frame or self._zstandard.ZstdDecompressor().decompressobj()
            try:
                self._ready = memoryview(self._frame.decompress(self._packed))
            except self._zstandard.ZstdError as error:
                raise OSError(str(error)) from error
            self._packed = self._frame.unused_data
            self._frame = None if self._frame.eof else self._frame
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def whole_lines(stream: BinaryIO) -> Iterator[bytes | ArticleError]:
    """Each line of a stream; an error in place of one that is too long to be taken into memory."""
    while line := stream.readline(MAX_ROW_BYTES):
        if len(line) == MAX_ROW_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_ROW_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield ArticleTooLarge(f"The row has more than {MAX_ROW_BYTES:,} bytes.", hint="Give one article a row.")
        else:
            yield line


def json_rows(stream: BinaryIO) -> Iterator[Row | ArticleError]:
    """A row for each line that is not empty."""
    for line in whole_lines(stream):
        if isinstance(line, ArticleError):
            yield line
        elif line.strip():
            yield json_row(line)


def json_row(line: bytes) -> Row | ArticleError:
    """One line of JSON as a row."""
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return ArticleError(f"The row is not JSON ({error}).", hint="Give one JSON object a line.")
    if not isinstance(row, dict):
        return ArticleError("The row is JSON but no object.", hint='Write {"id": …, "text": …}.')
    return row


def _csv_rows(stream: BinaryIO, delimiter: str) -> Iterator[Row | ArticleError]:
    """A row for each record; the first names the fields."""
    csv.field_size_limit(MAX_ROW_BYTES)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        records = _csv_records(_short_lines(text), delimiter)
        header = next(records, [])
        yield from (dict(zip(header, chain(record, repeat("")), strict=False)) for record in records if record)
    finally:
        with suppress(ValueError):  # whoever opened the stream closes it, and may have done so
            text.detach()


def _csv_records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The records of a table; an error in place of one with a quotation that runs on to the table's end."""
    for record in csv.reader(chain(lines, [END]), delimiter=delimiter):
        if record == [END]:
            return
        if record and record[-1].endswith(END):
            raise csv.Error("a quotation is opened in its last row and not closed")
        yield record


def _short_lines(text: io.TextIOBase) -> Iterator[str]:
    """The lines of a table; one without end is not read into memory."""
    while line := text.readline(MAX_ROW_BYTES):
        if len(line) == MAX_ROW_BYTES:
            raise csv.Error(f"a line has more than {MAX_ROW_BYTES:,} characters")
        yield line


def _parquet_rows(path: Path) -> Iterator[Row]:
    parquet = imported("pyarrow.parquet", "parquet")
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS_AT_A_TIME):
            yield from batch.to_pylist()


def imported(module: str, extra: str) -> Any:
    """A package that only some inputs and outputs need.

    Raises:
        SetupError: it is not installed.
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise SetupError(
            f"The package {package} is not installed.", hint=f"Install it with: pip install 'deal-summarizer[{extra}]'."
        ) from error


def count_rows(path: Path) -> int | None:
    """About how many rows a table has, without unpacking or parsing it; None where that would take long."""
    if path.suffix.lower() in PACKED:
        return None
    if table_suffix(path) == ".parquet":
        with imported("pyarrow.parquet", "parquet").ParquetFile(path) as file:
            return int(file.metadata.num_rows)
    if table_suffix(path) in (".csv", ".tsv"):
        return None  # a text may hold line breaks
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
