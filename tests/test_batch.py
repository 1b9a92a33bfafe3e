"""`summarizer batch`: nothing lost, nothing paid twice, and what is said about it."""

import asyncio
import ctypes
import errno
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from filelock import FileLock

from summarizer import Article, Summarizer
from summarizer.batch import BatchOptions
from summarizer.batch.keys import Keys
from summarizer.batch.lines import LineFile, cannot_write
from summarizer.batch.records import Places, Records
from summarizer.errors import PriceUnknown
from summarizer.model.choose import Price
from summarizer.model.retry import RetryPolicy
from tests.batches import NO_DEAL, by_text, ids, lines, numbered, rows, run, text_of
from tests.conftest import ROOT
from tests.faulty_server import Behaviour, FaultyServer, Handler, answer, drop, hang, raw, status, trickle


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where results go."""
    return tmp_path / "out.jsonl"


@pytest.fixture
def five(tmp_path: Path) -> Path:
    """Five articles."""
    return rows(tmp_path / "five.jsonl", numbered(5))


def failing_on(*texts: str) -> Behaviour:
    """Reject the articles that hold one of some texts; the others report no deal."""
    return by_text(lambda asked: status(400, "bad") if any(text in asked for text in texts) else NO_DEAL)


def test_each_article_gives_a_line_without_its_text(five: Path, out: Path) -> None:
    with FaultyServer(otherwise=NO_DEAL) as server:
        code, stdout, err = run(server, five, "-o", out)
    assert (code, stdout) == (0, "")
    assert sorted(ids(out)) == ["a0", "a1", "a2", "a3", "a4"]
    assert {line["article"]["text"] for line in lines(out)} == {None}
    assert "5 summarised" in err


def test_outputs_that_differ_in_their_suffix_keep_their_failures_apart(five: Path, out: Path, tmp_path: Path) -> None:
    parquet = tmp_path / "out.parquet"
    with FaultyServer(otherwise=failing_on("hill 3")) as server:
        assert run(server, five, "-o", out)[0] == 3
    with FaultyServer(otherwise=failing_on("hill 1")) as server:
        assert run(server, five, "-o", parquet)[0] == 3
        assert len(server.requests) == 5
    failures = (tmp_path / "out.failures.jsonl", tmp_path / "out.parquet.failures.jsonl")
    assert [[each["id"] for each in lines(path)] for path in failures] == [["a3"], ["a1"]]


def test_no_two_outputs_have_a_file_in_common() -> None:
    names = ("out", "out.jsonl", "out.JSONL", "out.json", "out.ndjson", "out.parquet", "out.txt")
    files = [file for name in names for file in Places.of(Path(name)) if file]
    assert len(files) == len({*files})


def test_the_text_is_kept_when_asked(five: Path, out: Path) -> None:
    with FaultyServer(otherwise=NO_DEAL) as server:
        run(server, five, "-o", out, "--text")
    assert {line["article"]["text"] for line in lines(out)} == {text_of(number) for number in range(5)}


def test_the_same_command_again_costs_nothing_and_one_more_article_costs_one(five: Path, out: Path) -> None:
    with FaultyServer(otherwise=NO_DEAL) as server:
        run(server, five, "-o", out)
        before = out.read_bytes()
        assert run(server, five, "-o", out)[0] == 0
        assert (len(server.requests), out.read_bytes()) == (5, before)
        run(server, rows(five, numbered(6)), "-o", out)
        assert len(server.requests) == 6
    assert sorted(ids(out)) == [f"a{number}" for number in range(6)]


def test_another_input_adds_to_the_results(five: Path, out: Path, tmp_path: Path) -> None:
    """Last night's summaries stay when tonight's articles go into the same file."""
    with FaultyServer(otherwise=NO_DEAL) as server:
        run(server, five, "-o", out)
        run(server, rows(tmp_path / "more.jsonl", numbered(2, first=10)), "-o", out)
    assert sorted(ids(out)) == ["a0", "a1", "a10", "a11", "a2", "a3", "a4"]


def test_a_failure_is_kept_with_what_to_try_and_the_run_goes_on(five: Path, out: Path) -> None:
    with FaultyServer(otherwise=failing_on("hill 3")) as server:
        code, _, err = run(server, five, "-o", out)
        assert code == 3
        (failure,) = lines(out.with_suffix(".failures.jsonl"))
        assert (failure["id"], failure["attempts"], failure["error"]) == ("a3", 1, "RequestRejected")
        assert "400" in failure["reason"]
        assert f"{five}:4" in err
        asked = len(server.requests)
        assert run(server, five, "-o", out)[0] == 3
        assert len(server.requests) == asked
    assert len(ids(out)) == 4


def test_what_failed_is_tried_again_when_asked(five: Path, out: Path) -> None:
    failures = out.with_suffix(".failures.jsonl")
    with FaultyServer(otherwise=failing_on("hill 3", "hill 4")) as server:
        run(server, five, "-o", out)
        server.otherwise = failing_on("hill 3")
        assert run(server, five, "-o", out, "--retry-failed")[0] == 3
        assert len(server.requests) == 7
        assert [(each["id"], each["attempts"]) for each in lines(failures)] == [("a3", 2)]
        server.otherwise = NO_DEAL
        assert run(server, five, "-o", out, "--retry-failed")[0] == 0
    assert len(ids(out)) == 5
    assert not failures.exists()


def test_a_file_that_can_be_read_by_now_is_no_failure_any_more(out: Path, tmp_path: Path) -> None:
    article = tmp_path / "late.txt"
    with FaultyServer(otherwise=NO_DEAL) as server:
        assert run(server, "-", "-o", out, stdin=f"{article}\n".encode())[0] == 1
        assert lines(out.with_suffix(".failures.jsonl"))[0]["name"] == str(article)
        article.write_text(text_of(1))
        assert run(server, "-", "-o", out, stdin=f"{article}\n".encode())[0] == 0
    assert not out.with_suffix(".failures.jsonl").exists()


def test_nothing_done_is_status_one(five: Path, out: Path) -> None:
    with FaultyServer(otherwise=status(400)) as server:
        assert run(server, five, "-o", out)[0] == 1


def test_a_refused_key_ends_the_run_at_once(tmp_path: Path, out: Path) -> None:
    many = rows(tmp_path / "many.jsonl", numbered(60))
    with FaultyServer(otherwise=status(401)) as server:
        code, _, err = run(server, many, "-o", out, "--concurrency", "4")
        assert code == 1
        assert len(server.requests) <= 4
    assert len(re.findall(r"\b401\b", err)) == 1  # a port may have these digits, too
    assert not out.with_suffix(".failures.jsonl").exists()


def test_a_server_that_is_down_ends_the_run_before_every_article_has_failed(tmp_path: Path) -> None:
    """The rest is left for the next run, not written off."""
    summarizer = Summarizer("m", base_url="http://127.0.0.1:9/v1")
    texts = [text_of(number) for number in range(200)]
    batch = summarizer.batch(texts, tmp_path / "o.jsonl", policy=RetryPolicy(attempts_unanswered=1))
    assert len(list(batch)) < 60
    assert "in a row" in str(batch.progress.stopped)


def test_the_same_text_is_summarised_once_and_the_same_id_with_another_text_is_named(tmp_path: Path, out: Path) -> None:
    twice = [{"id": "x", "text": text_of(1)}, {"id": "y", "text": text_of(1)}, {"id": "x", "text": text_of(2)}]
    with FaultyServer(otherwise=NO_DEAL) as server:
        code, _, err = run(server, rows(tmp_path / "in.jsonl", twice), "-o", out, "--concurrency", "1")
        assert len(server.requests) == 1
    assert code == 3
    assert ids(out) == ["x"]
    assert "1 duplicate," in err
    (failure,) = lines(out.with_suffix(".failures.jsonl"))
    assert "the id 'x'" in failure["reason"]
    assert failure["name"].endswith("in.jsonl:3")


def test_changed_settings_are_said_and_what_was_done_is_done_again_and_replaced(five: Path, out: Path) -> None:
    """Another address is another setting; the key and the number in flight are none."""
    with FaultyServer(otherwise=NO_DEAL) as server:
        assert "have changed" not in run(server, five, "-o", out)[2]
        assert "have changed" not in run(server, five, "-o", out, "--concurrency", "2")[2]
    with FaultyServer(otherwise=NO_DEAL) as server:
        _, _, err = run(server, five, "-o", out)
        assert len(server.requests) == 5
    assert "settings have changed" in err
    assert "server: http" in err
    assert sorted(ids(out)) == [f"a{number}" for number in range(5)]


def test_a_changed_text_replaces_the_summary_of_its_id(tmp_path: Path, out: Path) -> None:
    source = tmp_path / "in.jsonl"
    with FaultyServer(otherwise=NO_DEAL) as server:
        run(server, rows(source, [{"id": "x", "text": text_of(1)}]), "-o", out)
        run(server, rows(source, [{"id": "x", "text": text_of(22)}]), "-o", out, "--text")
        assert len(server.requests) == 2
    assert [line["article"]["text"] for line in lines(out)] == [text_of(22)]


def test_what_no_file_takes_in_an_id_or_title_costs_no_night(tmp_path: Path, out: Path) -> None:
    """Half of a surrogate pair can be written in JSON and in nothing else; a file's name may be no text at all."""
    told = {"id": "\ud800 1", "title": "\udfff", "source": "\ud83d\ude00", "text": text_of(1)}
    named = tmp_path / os.fsdecode(b"caf\xe9.txt")
    named.write_text(" ")
    with FaultyServer(otherwise=NO_DEAL) as server:
        status, _, _ = run(server, rows(tmp_path / "in.jsonl", [told]), named, "-o", out)
    assert status == 3
    assert [(line["article"]["id"], line["article"]["source"]) for line in lines(out)] == [("\ufffd 1", "\U0001f600")]
    assert [line["name"] for line in lines(out.with_name("out.failures.jsonl"))] == [str(tmp_path / "caf\ufffd.txt")]


def test_an_error_nobody_foresaw_costs_one_article(five: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: Article) -> str:
        raise ZeroDivisionError(article.id)

    with FaultyServer(otherwise=NO_DEAL) as server:
        with monkeypatch.context() as patched:
            patched.setattr("summarizer.batch.keys.Keys.of", lambda _, article: broken(article))
            status, _, said = run(server, five, "-o", out)
        assert (status, said.count("Unexpected ZeroDivisionError")) == (1, 5)
        assert run(server, five, "-o", out)[0] == 0


def test_a_full_disk_ends_the_run_with_what_is_kept_and_it_can_be_continued(
    five: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = LineFile.append

    def room_for_two(self: LineFile, line: bytes) -> int:
        if self.path == out and len(lines(out)) == 2:
            raise cannot_write(out, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        return append(self, line)

    with FaultyServer(otherwise=NO_DEAL) as server:
        with monkeypatch.context() as patched:
            patched.setattr(LineFile, "append", room_for_two)
            status, _, said = run(server, five, "-o", out, "--concurrency", "1")
        assert (status, len(lines(out))) == (3, 2)
        assert "No space left" in said
        assert "2 summarised" in said
        assert run(server, five, "-o", out)[0] == 0
    assert sorted(ids(out)) == ["a0", "a1", "a2", "a3", "a4"]


def test_results_come_in_the_order_of_the_input_when_asked(tmp_path: Path, out: Path) -> None:
    """Also those of an earlier run."""
    source = tmp_path / "in.jsonl"

    def slow_first(asked: str) -> Behaviour:
        def behave(handler: Handler) -> None:
            time.sleep(0.3 if "hill 0" in asked else 0)
            NO_DEAL(handler)

        return behave

    with FaultyServer(otherwise=by_text(slow_first)) as server:
        run(server, rows(source, numbered(2, first=4)), "-o", out)
        run(server, rows(source, numbered(6)), "-o", out, "--ordered", "--concurrency", "4")
    assert ids(out) == [f"a{number}" for number in range(6)]


def test_standard_output_gets_the_results_in_order_when_asked(five: Path) -> None:
    with FaultyServer(otherwise=NO_DEAL) as server:
        code, stdout, _ = run(server, five, "-o", "-", "--ordered", "--quiet")
    assert code == 0
    assert [json.loads(line)["article"]["id"] for line in stdout.splitlines()] == ["a0", "a1", "a2", "a3", "a4"]


def test_two_runs_on_one_output_refuse_each_other(five: Path, out: Path) -> None:
    with FileLock(f"{out}.lock"), FaultyServer(otherwise=NO_DEAL) as server:
        code, _, err = run(server, five, "-o", out)
        assert (code, len(server.requests)) == (1, 0)
    assert "Another run is writing there" in err


def test_a_parquet_file_and_the_results_behind_it_are_one_output(five: Path, tmp_path: Path) -> None:
    with Records(tmp_path / "out.parquet").opened(), FaultyServer(otherwise=NO_DEAL) as server:
        code, _, err = run(server, five, "-o", tmp_path / "out.parquet.jsonl")
        assert (code, len(server.requests)) == (1, 0)
    assert "Another run is writing there" in err


def test_a_parquet_file_is_not_replaced_by_results_that_do_not_hold_what_it_holds(tmp_path: Path) -> None:
    """Such as the input itself. One that holds nothing is: of a run in which all failed."""
    source = tmp_path / "in.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(numbered(2)), source)
    before = source.read_bytes()
    with FaultyServer(otherwise=NO_DEAL) as server:
        code, _, err = run(server, source, "-o", source)
        assert (code, len(server.requests), source.read_bytes()) == (1, 0, before)
        assert "Name another one" in err
        (tmp_path / "notes.parquet").write_text("my notes")
        assert run(server, source, "-o", tmp_path / "notes.parquet")[0] == 1
    with FaultyServer(otherwise=failing_on("hill")) as server:
        assert run(server, source, "-o", tmp_path / "out.parquet")[0] == 1
    with FaultyServer(otherwise=NO_DEAL) as server:
        assert run(server, source, "-o", tmp_path / "out.parquet", "--retry-failed")[0] == 0
    assert pyarrow.parquet.read_table(tmp_path / "out.parquet").num_rows == 2


@pytest.mark.parametrize("held", ["my notes\nof last year", '{"a": 1}\n', '{"a": 1}'])
def test_a_file_that_is_not_ours_is_left_alone(five: Path, out: Path, held: str) -> None:
    out.write_text(held)
    with FaultyServer(otherwise=NO_DEAL) as server:
        code, _, err = run(server, five, "-o", out)
        assert (code, len(server.requests)) == (1, 0)
    assert "does not hold results" in err
    assert out.read_text().rstrip("\n") == held.rstrip("\n")


def test_a_dry_run_counts_and_sends_nothing_and_writes_nothing(five: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with FaultyServer() as server:
        code, stdout, _ = run(server, five, "--dry-run", "--price", "1,2")
        assert (code, server.requests) == (0, [])
    assert "articles  5" in stdout
    assert "$" in stdout
    assert sorted(tmp_path.iterdir()) == before


def test_a_budget_in_dollars_needs_a_price(five: Path, out: Path) -> None:
    with FaultyServer(otherwise=NO_DEAL) as server:
        code, _, err = run(server, five, "-o", out, "--max-cost", "1")
        assert (code, len(server.requests)) == (1, 0)
    assert "--price" in err
    with pytest.raises(PriceUnknown):
        Summarizer("m", base_url="http://127.0.0.1:9/v1").batch([], options=BatchOptions(max_cost=1))


def test_a_budget_is_kept_and_remembered_across_runs(tmp_path: Path, out: Path) -> None:
    """An answer here is 120 tokens; at most 6,000 or so are held for an article, so some budget stays unused."""
    many = rows(tmp_path / "many.jsonl", numbered(40))
    with FaultyServer(otherwise=NO_DEAL) as server:
        code, _, err = run(server, many, "-o", out, "--max-tokens", "9000")
        first = len(server.requests)
        assert code == 4
        assert 0 < first * 120 <= 9000
        assert run(server, many, "-o", out, "--max-tokens", "9000")[0] == 4
        assert len(server.requests) == first
        assert run(server, many, "-o", out, "--max-tokens", "20000")[0] == 0
        assert len(server.requests) == 40
    assert "Stopped at the budget" in err
    assert len(set(ids(out))) == 40


def test_a_budget_in_dollars_is_never_exceeded(tmp_path: Path, out: Path) -> None:
    many = [text_of(number) for number in range(60)]
    with FaultyServer(otherwise=NO_DEAL) as server:
        summarizer = Summarizer("m", base_url=server.base_url, price=Price(1.0, 2.0))
        batch = summarizer.batch(many, out, BatchOptions(max_cost=0.02, concurrency=8))
        list(batch)
    spent = batch.records.spent.cost_usd
    assert spent is not None
    assert 0.005 < spent <= 0.02
    assert spent == pytest.approx(len(server.requests) * 140 / 1_000_000)


def test_never_more_requests_are_in_flight_than_allowed(tmp_path: Path) -> None:
    flying: list[int] = [0, 0]

    def behave(handler: Handler) -> None:
        flying[0] += 1
        flying[1] = max(flying)
        time.sleep(0.02)
        flying[0] -= 1
        NO_DEAL(handler)

    many = rows(tmp_path / "many.jsonl", numbered(30))
    with FaultyServer(otherwise=behave) as server:
        run(server, many, "-o", tmp_path / "o.jsonl", "--concurrency", "5")
    assert 3 <= flying[1] <= 5


def test_a_pause_asked_for_by_one_answer_holds_for_all(five: Path, out: Path) -> None:
    with FaultyServer(status(429, headers={"retry-after": "0.5"}), otherwise=NO_DEAL) as server:
        started = time.monotonic()
        assert run(server, five, "-o", out, "--concurrency", "1")[0] == 0
    assert time.monotonic() - started >= 0.5
    assert len(server.requests) == 6


def test_faults_of_all_kinds_leave_every_article_done_or_failed(tmp_path: Path) -> None:
    """A third of the requests go wrong, in seven ways."""
    chance = random.Random(7)  # noqa: S311  the same faults each time
    faults = [
        status(429, headers={"retry-after": "0"}),
        status(500, headers={"retry-after": "0"}),
        hang(),
        drop(),
        raw('{"choices": [{"message": {"content": "{"}}'),
        answer({"weather": "fine"}),
        trickle(0.1),
    ]
    queue = [chance.choice(faults) if chance.random() < 0.35 else NO_DEAL for _ in range(400)]
    patience = RetryPolicy(attempts=3, corrections=1, timeout=0.3, first_pause=0.01, longest_pause=0.02)
    out = tmp_path / "o.jsonl"
    with FaultyServer(*queue, otherwise=NO_DEAL) as server:
        texts = [Article.from_text(text_of(number), id=f"a{number}") for number in range(60)]
        options = BatchOptions(concurrency=16)
        outcomes = list(Summarizer("m", base_url=server.base_url).batch(texts, out, options, policy=patience))
    failed = [each["id"] for each in lines(out.with_suffix(".failures.jsonl"))]
    assert sorted(ids(out) + failed) == sorted(f"a{number}" for number in range(60))
    assert len(outcomes) == 60
    assert len(ids(out)) > 30


def test_a_loop_gets_each_outcome_with_and_without_an_event_loop() -> None:
    articles = [Article.from_text(text_of(number), id=f"a{number}") for number in range(4)]
    with FaultyServer(otherwise=NO_DEAL) as server:
        summarizer = Summarizer("m", base_url=server.base_url)

        async def in_a_loop() -> tuple[list[str | None], list[str | None]]:
            theirs = [outcome.id async for outcome in summarizer.batch(articles)]
            return theirs, [outcome.id for outcome in summarizer.batch(articles, options=BatchOptions(ordered=True))]

        asynchronous, synchronous = asyncio.run(in_a_loop())
    assert sorted(filter(None, asynchronous)) == synchronous == ["a0", "a1", "a2", "a3"]


def test_articles_are_taken_only_as_they_are_needed() -> None:
    """An input without end is no trouble, a slow reader makes nothing pile up, and leaving the loop ends the run."""
    taken, options = 0, BatchOptions(concurrency=4)

    def endless() -> "Iterator[str]":
        nonlocal taken
        while True:
            taken += 1
            yield text_of(taken)

    with FaultyServer(otherwise=NO_DEAL) as server:
        batch = Summarizer("m", base_url=server.base_url).batch(endless(), options=options)
        for count, outcome in enumerate(batch, start=1):
            assert outcome.summary
            time.sleep(0.05)
            if count == 10:
                break
    assert taken < 10 + 4 * 3


def start(server: FaultyServer, *arguments: str | Path) -> "subprocess.Popen[str]":
    """The command in a process of its own."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SUMMARIZER_")}
    command = ["batch", *map(str, arguments), "--model", "m", "--base-url", server.base_url]
    return subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-m", "summarizer", *command], stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environ
    )


def until(done: "Callable[[], bool]", process: "subprocess.Popen[str]") -> None:
    """Wait for something, or for the end of the process."""
    while not done() and process.poll() is None:
        time.sleep(0.02)


def test_an_interrupt_finishes_what_is_under_way_and_a_second_one_stops_at_once(tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    many = rows(tmp_path / "many.jsonl", numbered(50))

    def slow(handler: Handler) -> None:
        time.sleep(0.5)
        NO_DEAL(handler)

    with FaultyServer(otherwise=slow) as server:
        process = start(server, many, "-o", out, "--concurrency", "3")
        until(lambda: len(server.requests) >= 3, process)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert (process.returncode, len(ids(out))) == (130, 3)
        assert len(server.requests) == 3
    assert "interrupt again to stop at once" in err
    with FaultyServer(otherwise=hang()) as server:
        process = start(server, many, "-o", out, "--concurrency", "3")
        until(lambda: len(server.requests) >= 3, process)
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10)[1].count("Traceback") == 0
        assert (process.returncode, len(ids(out))) == (130, 3)


def test_two_interrupts_that_arrive_during_one_call_are_two(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is under way is not finished after the second: here it would fail."""
    made = Keys.of

    def interrupted(keys: Keys, article: Article) -> str:
        list(map(ctypes.PyDLL(None).kill, [os.getpid()] * 2, [signal.SIGINT] * 2))  # both before Python looks
        return made(keys, article)

    monkeypatch.setattr(Keys, "of", interrupted)
    with FaultyServer(otherwise=status(400)) as server:
        code, _, _ = run(server, rows(tmp_path / "in.jsonl", numbered(1)), "-o", out)
    assert code == 130
    assert not out.with_suffix(".failures.jsonl").exists()


def test_a_killed_run_is_continued_and_pays_twice_only_for_what_was_in_flight(tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    many = rows(tmp_path / "many.jsonl", numbered(60))

    def slow(handler: Handler) -> None:
        time.sleep(0.02)
        NO_DEAL(handler)

    with FaultyServer(otherwise=slow) as server:
        process = start(server, many, "-o", out, "--concurrency", "4")
        until(lambda: len(server.requests) >= 20, process)
        process.kill()
        process.communicate()
        assert 0 < len(lines(out)) < 60
        assert run(server, many, "-o", out)[0] == 0
        assert 60 <= len(server.requests) <= 64
    assert sorted(ids(out)) == sorted(f"a{number}" for number in range(60))
