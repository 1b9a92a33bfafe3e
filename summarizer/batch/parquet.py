"""Results as a Parquet file, with nested types: what analysts query."""

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from summarizer.batch.lines import LineFile, cannot_write
from summarizer.batch.rows import imported
from summarizer_schemas import ArticleSummary

ROWS_AT_A_TIME = 256
"""Summaries in memory, and in a row group of the file: about 2 MB."""


def write_parquet(results: LineFile, path: Path, schema: type[ArticleSummary]) -> None:
    """Write all results into one file, which gets its name when it is whole.

    What has no fixed fields, such as a rejected fact, becomes a column of JSON text.

    Raises:
        OutputError: it cannot be written.
        SetupError: pyarrow is not installed.
    """
    parquet = imported("pyarrow.parquet", "parquet")
    arrow = imported("pyarrow", "parquet")
    columns = arrow.schema([(name, _type(arrow, field.annotation)) for name, field in schema.model_fields.items()])
    fresh = path.with_name(f"{path.name}.new")
    try:
        with parquet.ParquetWriter(fresh, columns, compression="zstd") as writer:
            for rows in _batches(results):
                table = arrow.Table.from_pylist([_row(each, schema) for each in rows], schema=columns)
                writer.write_table(table)
        fresh.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        fresh.unlink(missing_ok=True)


def _batches(results: LineFile) -> Iterator[list[Any]]:
    rows: list[Any] = []
    for _, line in results.lines():
        rows.append(from_json(line))
        if len(rows) == ROWS_AT_A_TIME:
            yield rows
            rows = []
    if rows:
        yield rows


def _type(arrow: Any, annotation: Any) -> Any:
    """The column type of a field."""
    annotation = _plain(annotation)
    if get_origin(annotation) is list:
        return arrow.list_(_type(arrow, get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return arrow.struct([(name, _type(arrow, field.annotation)) for name, field in fields])
    simple = {bool: arrow.bool_(), int: arrow.int64(), float: arrow.float64()}
    return simple.get(annotation, arrow.string())


def _row(value: Any, annotation: Any) -> Any:
    """A value as its column wants it."""
    annotation = _plain(annotation)
    if value is None:
        return None
    if get_origin(annotation) is list:
        return [_row(each, get_args(annotation)[0]) for each in value]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {name: _row(value.get(name), field.annotation) for name, field in annotation.model_fields.items()}
    if annotation in (bool, int, float):
        return value
    return value if isinstance(value, str) else to_json(value).decode()


def _plain(annotation: Any) -> Any:
    """An annotation without the alternative of being null, and a choice of words as text."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        kept = [each for each in get_args(annotation) if each is not type(None)]
        return _plain(kept[0]) if len(kept) == 1 else str
    return str if get_origin(annotation) is Literal else annotation
