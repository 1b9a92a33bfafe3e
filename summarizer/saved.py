"""Summaries and dossiers that were saved, read back one by one."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, Any

from pydantic import Discriminator, Tag, TypeAdapter, ValidationError

from summarizer.errors import ArticleNotFound, NotASummary
from summarizer_schemas import SCHEMA_VERSION, ArticleSummary, Dossier

LONGEST = 128 * 1024 * 1024
"""Bytes of one summary or dossier: a thousand times a usual one; more is not one of ours."""

HINT = "Give what summarize, batch or dossier wrote as JSON or JSONL."


def _sort(value: Any) -> str:
    return "dossier" if isinstance(value, Dossier) or (isinstance(value, dict) and "articles" in value) else "summary"


_SAVED: TypeAdapter[ArticleSummary | Dossier] = TypeAdapter(
    Annotated[
        Annotated[ArticleSummary, Tag("summary")] | Annotated[Dossier, Tag("dossier")],
        Discriminator(_sort),
    ]
)


def saved(name: str) -> Iterator[ArticleSummary | Dossier | NotASummary]:
    """What a file holds: one JSON object, or JSONL, of which one line is held in memory at a time.

    Args:
        name: of the file, or "-" for standard input.

    Yields:
        In the order of the file; for a line that is neither a summary nor a dossier, why not.

    Raises:
        ArticleNotFound: there is no such file, or it may not be read.
    """
    if name == "-":
        yield from _from_stream(sys.stdin.buffer, "standard input")
        return
    try:
        with Path(name).open("rb") as stream:
            yield from _from_stream(stream, name)
    except OSError as error:
        raise ArticleNotFound(f"The file cannot be read: {error.strerror or error}.", article=name) from error


def _from_stream(stream: IO[bytes], name: str) -> Iterator[ArticleSummary | Dossier | NotASummary]:
    line, number = stream.readline(LONGEST + 1), 1
    if line.strip() in (b"{", b"\xef\xbb\xbf{"):  # an indented object takes many lines
        yield _read(line + stream.read(LONGEST + 1 - len(line)), name)
        return
    while line:
        if line.strip():
            yield _read(line, f"{name}, line {number:,}")
        line, number = stream.readline(LONGEST + 1), number + 1


def _read(written: bytes, where: str) -> ArticleSummary | Dossier | NotASummary:
    if len(written) > LONGEST:
        return NotASummary(f"It is longer than {LONGEST:,} bytes.", hint=HINT, article=where)
    try:
        return _SAVED.validate_json(written.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(each) for each in first["loc"][1:])
        if place == "schema_version":
            return NotASummary(
                f"Its schema has the version {first['input']!r:.40}, and only {SCHEMA_VERSION!r} is read.",
                hint="Use the version of this program that wrote it, or summarise the article again.",
                article=where,
            )
        why = f"{place}: {first['msg']}" if place else first["msg"]
        return NotASummary(f"This is no summary: {why}.", hint=HINT, article=where)
