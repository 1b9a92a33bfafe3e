"""Saved summaries read back, a folder of reports, and the command that makes them."""

import errno
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import dossier, no_deal, summary
from hypothesis import given
from hypothesis import strategies as some
from test_cli import run

from summarizer import folder as folder_module
from summarizer import saved as saved_module
from summarizer.errors import ArticleNotFound, NotASummary, OutputError
from summarizer.folder import ReportFolder, file_name
from summarizer.saved import saved
from summarizer_schemas import ArticleSummary, Dossier


def named(name: str, title: str = "Varde smelter sold") -> ArticleSummary:
    made = summary()
    made.article.id = name
    assert made.deal is not None
    made.deal.title = title
    return made


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Two summaries and a dossier, a line each."""
    path = tmp_path / "saved.jsonl"
    path.write_text("".join(each.model_dump_json() + "\n" for each in (summary(), no_deal(), dossier())))
    return path


# --- read back


def test_lines_are_read_back_as_what_they_are(written: Path) -> None:
    """Summaries as summaries, dossiers as dossiers, in the file's order."""
    assert list(saved(str(written))) == [summary(), no_deal(), dossier()]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("made", [summary(), dossier()], ids=["summary", "dossier"])
def test_an_indented_object_is_read_back(tmp_path: Path, made: ArticleSummary | Dossier, mark: bytes) -> None:
    """As `--format json` writes it, with or without a byte order mark."""
    path = tmp_path / "summary.json"
    path.write_bytes(mark + made.model_dump_json(indent=2).encode())
    assert list(saved(str(path))) == [made]


def test_lines_are_read_one_at_a_time(written: Path) -> None:
    """So a file of any length takes the memory of its longest line, and what follows a line is not needed for it."""
    first = next(saved(str(written)))
    assert isinstance(first, ArticleSummary)
    with written.open("ab") as stream:
        stream.write(b"no JSON\n")
    assert [type(each) for each in saved(str(written))] == [ArticleSummary, ArticleSummary, Dossier, NotASummary]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "Invalid JSON"),
        ("null", "should be an object"),
        ('{"articles": 3}', "articles: Input should be a valid array"),
        ('{"article": {}}', "article.id: Field required"),
        ("\udcff\udcfe", "Invalid JSON"),
        ('{"a": "\\ud800"}', "Invalid JSON"),
    ],
)
def test_a_line_that_is_no_summary_says_why_and_where(tmp_path: Path, line: str, why: str) -> None:
    """The lines around it are read all the same."""
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(f"{no_deal().model_dump_json()}\n\n{line}\n".encode("utf-8", "surrogateescape"))
    good, bad = saved(str(path))
    assert good == no_deal()
    assert isinstance(bad, NotASummary)
    assert why in bad.message
    assert bad.article == f"{path}, line 3"


def test_a_summary_of_another_version_says_which(tmp_path: Path) -> None:
    """And what to do; a field that is not known is no reason to refuse."""
    path = tmp_path / "versions.jsonl"
    told = json.loads(no_deal().model_dump_json()) | {"added_later": 1}
    path.write_text(json.dumps(told) + "\n" + json.dumps(told | {"schema_version": "7.2"}) + "\n")
    good, bad = saved(str(path))
    assert isinstance(good, ArticleSummary)
    assert isinstance(bad, NotASummary)
    assert "'7.2'" in bad.message
    assert "'1.0'" in bad.message


def test_a_line_of_unbounded_length_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it fills the memory."""
    monkeypatch.setattr(saved_module, "LONGEST", 100)
    path = tmp_path / "long.jsonl"
    path.write_text("[" + "1," * 200 + "1]\n")
    assert "longer than 100 bytes" in str(next(saved(str(path))))


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    for name in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ArticleNotFound):
            list(saved(str(name)))


# --- names of files


@given(some.text(max_size=300), some.integers(0, 3))
def test_any_id_makes_a_safe_file_name(identity: str, repeated: int) -> None:
    """Letters that every system takes, no folder, no hidden file, never the index or a device, never too long."""
    name = file_name(identity, repeated=repeated)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*(\.[0-9a-f]{12})?\.html", name)
    assert name.split(".")[0] not in {"index", "con", "nul", "com1"} or name.count(".") == 2
    assert len(name) < 80
    assert name == file_name(identity, repeated=repeated)


@given(some.lists(some.text(max_size=40), unique=True, max_size=20))
def test_two_ids_never_share_a_file(names: list[str]) -> None:
    """Also where a file system takes capitals for small letters."""
    assert len({file_name(each).casefold() for each in names}) == len(names)


@pytest.mark.parametrize(
    "pair", [("Varde", "varde"), ("a/b", "a_b"), ("a" * 200, "a" * 201), ("é", "e"), (".", ".."), ("", " ")]
)
def test_ids_that_look_alike_have_files_of_their_own(tmp_path: Path, pair: tuple[str, str]) -> None:
    reports = ReportFolder(tmp_path / "reports")
    files = {reports.write(named(each)).name.casefold() for each in pair}
    assert len(files) == 2


# --- the folder


def test_the_same_id_twice_gives_two_reports(tmp_path: Path) -> None:
    """Neither is lost, and the index leads to both."""
    reports = ReportFolder(tmp_path)
    first, second = (reports.write(named("varde", title)) for title in ("First", "Second"))
    reports.close()
    assert ">First</h1>" in first.read_text()
    assert ">Second</h1>" in second.read_text()
    index = (tmp_path / "index.html").read_text()
    assert f'href="{first.name}"' in index
    assert f'href="{second.name}"' in index


def test_a_second_run_replaces_its_pages_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    """What the folder holds beside them is somebody else's."""
    (tmp_path / "notes.txt").write_text("mine")
    for title in ("Before", "After"):
        reports = ReportFolder(tmp_path)
        reports.write(named("varde", title))
        reports.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["index.html", "notes.txt", "varde.html"]
    assert "After" in (tmp_path / "varde.html").read_text()
    assert "After" in (tmp_path / "index.html").read_text()


def test_the_index_has_only_columns_that_say_something(tmp_path: Path) -> None:
    reports = ReportFolder(tmp_path)
    made = summary()
    made.article.source = made.article.published = None
    reports.write(made)
    reports.close()
    page = (tmp_path / "index.html").read_text()
    assert "Parties" in page
    assert "Outlet" not in page
    assert "Published" not in page


def test_a_full_disk_leaves_no_half_of_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that was there before stays, and the index lists what could be written."""
    reports = ReportFolder(tmp_path)
    file = reports.write(named("varde", "Before"))

    class Full(io.StringIO):
        def writelines(self, lines: Any) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(folder_module.Path, "open", lambda *_, **__: Full())
        with pytest.raises(OutputError, match="No space left"):
            ReportFolder(tmp_path).write(named("varde", "After"))
        with pytest.raises(OutputError, match="No space left"):
            reports.write(named("tarn", "Tarn"))
    reports.close()
    assert "Before" in file.read_text()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["index.html", "varde.html"]
    assert "Tarn" not in (tmp_path / "index.html").read_text()


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    """It is not touched, and no index is tried."""
    taken = tmp_path / "reports"
    taken.write_text("mine")
    reports = ReportFolder(taken)
    with pytest.raises(OutputError, match=r"folder.*cannot be made"):
        reports.write(summary())
    reports.close()
    assert taken.read_text() == "mine"


# --- the command


def test_report_writes_one_file_or_a_folder_by_its_name(written: Path, tmp_path: Path) -> None:
    """Three reports in one page with a list of contents, or a page each and an index."""
    code, _, err = run("report", str(written), "-o", str(tmp_path / "all.html"))
    assert (code, "3 reports in" in err) == (0, True)
    page = (tmp_path / "all.html").read_text()
    assert page.count('<div class="report"') == 3
    assert 'aria-label="Summaries in this file"' in page
    code, _, _ = run("report", str(written), "-o", str(tmp_path / "all"))
    assert code == 0
    assert len(list((tmp_path / "all").glob("*.html"))) == 4


@pytest.mark.parametrize(("ending", "begins"), [("md", "# "), ("txt", "━"), ("jsonl", "{"), ("html", "<!doctype")])
def test_the_ending_chooses_the_format(written: Path, tmp_path: Path, ending: str, begins: str) -> None:
    target = tmp_path / f"report.{ending}"
    assert run("report", str(written), "-o", str(target))[0] == 0
    assert target.read_text().startswith(begins)


def test_report_goes_on_behind_what_is_no_summary(written: Path, tmp_path: Path) -> None:
    """It says what was wrong, and its status is that of a run in which some failed."""
    with written.open("a") as stream:
        stream.write("{}\n")
    code, _, err = run("report", str(written), "-o", str(tmp_path / "r"))
    assert code == 3
    assert "line 4" in err
    assert "3 reports in" in err
    assert run("report", str(tmp_path / "none.json"), "-o", str(tmp_path / "n"))[0] == 1
    assert not (tmp_path / "n").exists()


def test_report_never_writes_over_what_it_reads(written: Path) -> None:
    before = written.read_bytes()
    code, _, err = run("report", str(written), "-o", str(written), "--format", "jsonl")
    assert (code, "would replace" in err) == (2, True)
    assert written.read_bytes() == before


def test_report_reads_a_pipe_and_leaves_the_text_out_when_asked() -> None:
    code, out, _ = run("report", "--no-text", stdin=summary().model_dump_json())
    assert code == 0
    assert "The text was left out of this report" in out


def test_an_interrupted_report_keeps_what_was_written(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages that are done have an index, and the status is 130."""

    def interrupted(name: str) -> Iterator[Any]:
        yield summary()
        raise KeyboardInterrupt

    monkeypatch.setattr(saved_module, "saved", interrupted)
    code, _, err = run("report", str(written), "-o", str(tmp_path / "r"))
    assert code == 130
    assert "interrupted; 1 written" in err
    assert sorted(each.name for each in (tmp_path / "r").iterdir()) == ["index.html", "varde-1.html"]


def test_nothing_is_said_to_be_written_where_the_disk_is_full(written: Path) -> None:
    """Of several summaries in one page, too."""
    if not Path("/dev/full").exists():
        return
    code, _, err = run("report", str(written), "-o", "/dev/full", "--format", "markdown")
    assert code == 1
    assert "No space left" in err
    assert "reports in" not in err


@pytest.mark.parametrize("form", ["html", "jsonl", "text"])
def test_no_letter_is_lost_where_standard_output_has_few(written: Path, form: str) -> None:
    """Pages and JSON are UTF-8 whatever the locale says; text tells letters by their numbers."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "summarizer", "report", str(written), "--format", form],
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    shown = done.stdout.decode("ascii" if form == "text" else "utf-8")
    name = "環境金属株式会社"
    assert (name if form != "text" else name.encode("ascii", "backslashreplace").decode()) in "".join(shown.split())


def test_escape_sequences_in_a_name_do_not_reach_the_terminal() -> None:
    """Of a file that was named by somebody else."""
    assert "\x1b" not in run("report", "\x1b[31mno-such-file.json")[2]


@pytest.mark.parametrize("command", ["summarize", "batch", "dossier", "merge", "report"])
def test_examples_in_help_have_a_line_each(command: str) -> None:
    """As they are typed."""
    _, out, _ = run(command, "--help")
    assert "\\b" not in out
    assert f"\n  summarizer {command} " in out
