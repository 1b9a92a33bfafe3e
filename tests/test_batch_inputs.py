"""What `summarizer batch` reads: tables, articles, folders, lists, packed or not, one article at a time."""

import csv
import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import zstandard

from summarizer.article import Article
from summarizer.batch import Inputs
from summarizer.batch.rows import MAX_ROW_BYTES, json_rows
from summarizer.errors import ArticleError, ArticleNotFound, ArticleTooLarge
from tests.batches import numbered, rows, text_of

PAGE = "<html><body><article><h1>Hill</h1>" + f"<p>{text_of(1)}</p>" * 5 + "</article></body></html>"


def read(*names: str | Path, fields: dict[str, str] | None = None) -> list[Article]:
    """Every article of some inputs."""
    return [entry.read() for entry in Inputs([str(name) for name in names], fields)]


def write_csv(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, ["id", "text"], delimiter="\t" if path.suffix == ".tsv" else ",")
        table.writeheader()
        table.writerows([{"id": "a0", "text": text_of(0) + '\nIt is "new", and large.'}, numbered(2)[1]])


def write_parquet(path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(numbered(2)), path)


TABLES = [(suffix, packed) for suffix in (".jsonl", ".ndjson", ".csv", ".tsv") for packed in ("", ".gz", ".zst")]


@pytest.mark.parametrize(("suffix", "packed"), [*TABLES, (".parquet", "")])  # Parquet packs itself
def test_tables_of_every_kind_packed_or_not_give_their_articles(tmp_path: Path, suffix: str, packed: str) -> None:
    path = tmp_path / f"in{suffix}"
    if suffix in (".csv", ".tsv"):
        write_csv(path)
    elif suffix == ".parquet":
        write_parquet(path)
    else:
        rows(path, numbered(2))
    if packed:
        data = path.read_bytes()
        path = path.with_name(path.name + packed)
        path.write_bytes(gzip.compress(data) if packed == ".gz" else zstandard.compress(data))
    assert [article.id for article in read(path)] == ["a0", "a1"]


def test_columns_may_have_other_names_and_fill_what_is_known_of_an_article(tmp_path: Path) -> None:
    row = {"guid": 7, "body": text_of(1), "headline": "Hill", "outlet": "Post", "day": "2026-05-14", "url": "https://x"}
    fields = {"id": "guid", "text": "body", "title": "headline", "source": "outlet", "published": "day"}
    (article,) = read(rows(tmp_path / "in.jsonl", [row]), fields=fields)
    assert (article.id, article.title, article.source) == ("7", "Hill", "Post")
    assert (article.published, article.url) == ("2026-05-14", "https://x")


def test_a_row_may_hold_a_page_or_the_path_of_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(text_of(1))
    source = rows(tmp_path / "in.jsonl", [{"id": "p", "html": PAGE, "source": "Post"}, {"path": "one.txt"}])
    page, file = read(source)
    assert (page.id, page.source) == ("p", "Post")
    assert "<p>" not in page.text
    assert file.text == text_of(1)


def test_a_folder_gives_articles_and_tables_but_nothing_else(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "b.txt").write_text(text_of("b"))
    (inner / "a.html").write_text(PAGE)
    (inner / "packed.txt.gz").write_bytes(gzip.compress(text_of("packed").encode()))
    rows(tmp_path / "c.jsonl", numbered(1))
    for ignored in (".hidden.txt", "picture.png", "notes.pdf.part"):
        (tmp_path / ignored).write_text("no")
    assert len(read(tmp_path)) == 4
    assert len(read(f"{tmp_path}/*.txt")) == 1
    assert len(read(f"{tmp_path}/**/*.html")) == 1


def test_frames_of_zstd_behind_each_other_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.zst"
    parts = (f'{{"text": "{"x" * 200_000}"}}\n', "", '{"text": "fine"}\n')
    path.write_bytes(b"".join(zstandard.compress(part.encode()) for part in parts))
    assert [article.text for article in read(path)] == ["x" * 200_000, "fine"]


def test_the_columns_of_a_row_without_a_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id;text\n1;A museum opens.\n")
    with pytest.raises(ArticleError, match="columns are 'id;text'"):
        read(path)


def test_the_results_are_not_read_as_an_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text_of(1))
    out = rows(tmp_path / "out.jsonl", numbered(3))
    assert len(list(Inputs([str(tmp_path)], without=[out]))) == 1


def test_standard_input_lists_paths_or_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(text_of("file"))
    table = rows(tmp_path / "in.jsonl", numbered(2))
    given = f'{tmp_path}/a.txt\n\n{{"id": "row", "text": "{text_of("row")}"}}\n{table}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    assert [article.text for article in read("-")] == [text_of(each) for each in ("file", "row", 0, 1)]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("{broken", "not JSON"),
        ("[1]", "no object"),
        ("[" * 100_000, "not JSON"),
        ('{"id": "x"}', "no text"),
        ('{"text": ""}', "no text"),
        ('{"text": ["a"]}', "not a text"),
        ('{"text": 5}', "not a text"),
        ('{"text": " \\n "}', "empty"),
        ('{"path": "no-such.txt"}', "no such file"),
        ('{"path": "a\\u0000b"}', "cannot be opened"),
    ],
)
def test_a_row_that_cannot_be_read_is_an_error_with_its_place_and_the_next_is_read(
    tmp_path: Path, row: str, what: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(f"{row}\n{json.dumps(numbered(1)[0])}\n")
    bad, good = Inputs([str(path)])
    with pytest.raises(ArticleError, match=what):
        bad.read()
    assert bad.name == f"{path}:1"
    assert good.read().id == "a0"


def test_a_row_without_end_is_not_read_into_memory() -> None:
    class Endless(io.RawIOBase):
        """Twice the longest row, then one that is fine."""

        parts: Sequence[bytes] = [b"x" * (1 << 20)] * (2 * MAX_ROW_BYTES >> 20) + [b"x\n", b'{"text": "fine"}\n']

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # what io.RawIOBase calls it with
            if not self.parts:
                return 0
            part, rest = self.parts[0][: len(buffer)], self.parts[0][len(buffer) :]
            self.parts = [rest, *self.parts[1:]] if rest else self.parts[1:]
            buffer[: len(part)] = part
            return len(part)

    long, fine = json_rows(io.BufferedReader(Endless()))  # type: ignore[arg-type]  # a stream of bytes
    assert isinstance(long, ArticleTooLarge)
    assert fine == {"text": "fine"}


def test_a_line_without_end_costs_its_table_and_its_line_on_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A packed file of a few kilobytes may hold a line that no memory does."""
    monkeypatch.setattr("summarizer.batch.rows.MAX_ROW_BYTES", 1000)
    table, whole = tmp_path / "in.csv.gz", rows(tmp_path / "whole.jsonl", numbered(1))
    table.write_bytes(gzip.compress(b"id,text\na," + b"x" * 5000))
    listed = b"{" + b"x" * 5000 + b"\n" + bytes(whole) + b"\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(listed)))
    for source in ([str(table), str(whole)], ["-"]):
        long, fine = Inputs(source)
        assert fine.read().id == "a0"
        with pytest.raises(ArticleError, match="more than 1,000"):
            long.read()


MANY = b"".join(b'{"text": "%d"}\n' % number for number in range(20_000))


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("cut.jsonl.gz", gzip.compress(MANY)[:-20]),
        ("flipped.jsonl.gz", gzip.compress(MANY)[:999] + b"\xff" * 99 + gzip.compress(MANY)[1098:]),
        ("cut.jsonl.zst", zstandard.compress(MANY)[:-20]),
        ("cut.jsonl.zst", zstandard.compress(MANY)[:3]),
        ("other.jsonl.zst", b"something else"),
        ("behind.jsonl.zst", zstandard.compress(MANY) + b"something else"),
        ("quoted.csv", b'id,text\n1,A museum.\n2,"A museum.\n3,A museum.\n'),
        ("quoted.csv", b'id,"text\n1,A museum.\n'),
    ],
)
def test_a_damaged_file_is_named_with_what_is_wrong_and_the_next_is_read(
    tmp_path: Path, name: str, held: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(held)
    whole = rows(tmp_path / "whole.jsonl", numbered(1))
    *_, damaged, fine = Inputs([str(path), str(whole)])
    assert fine.read().id == "a0"
    with pytest.raises(ArticleNotFound, match=str(path)):
        damaged.read()


@pytest.mark.parametrize("name", ["no-such.jsonl", "none/*.txt", "."])
def test_an_input_that_is_not_there_is_said_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArticleNotFound):
        Inputs([name]).check()


def test_how_many_there_are_is_known_where_that_is_quick(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", numbered(7))
    write_parquet(tmp_path / "in.parquet")
    (tmp_path / "a.txt").write_text("x")
    assert Inputs([str(tmp_path)]).count() == 10
    assert Inputs([str(source), "-"]).count() is None
