"""The parts of a batch on their own: files cut at any byte, limits on a clock that can be turned, keys."""

import asyncio
import json
import tempfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from summarizer.article import Article
from summarizer.batch.budget import Budget
from summarizer.batch.index import State
from summarizer.batch.keys import Keys, settings_of
from summarizer.batch.limits import Limits, seconds_of
from summarizer.batch.parquet import write_parquet
from summarizer.batch.records import Failure, Records
from summarizer.errors import BudgetSpent
from summarizer.model.choose import choose_endpoint
from summarizer.model.gate import Bound
from summarizer.model.retry import RequestFailed
from summarizer.model.usage import Usage
from summarizer.schemas import ArticleSummary
from tests import builders
from tests.batches import ids, lines

ENDPOINT = choose_endpoint("m", "http://127.0.0.1:9/v1", "key", {})


def summary(number: int) -> ArticleSummary:
    """A full summary of an article of its own."""
    made = builders.summary()
    made.article.id = f"a{number}"
    return made


def key(number: int) -> str:
    """A key of its own."""
    return f"{number:032x}"


def filled(path: Path, count: int = 3) -> None:
    """Results, a failure and a journal, as a run leaves them."""
    records = Records(path)
    with records.opened():
        records.begin({"model": "m"})
        for number in range(count):
            records.add(summary(number), key(number))
            records.spend(Usage(1, 100, 0, 20))
        records.fail(Failure(key(99), "x", "x.txt", "no", "ModelError", 2, None, False), place=count + 1)


@given(some.data())
@settings(max_examples=40)
def test_files_cut_at_any_byte_lose_only_what_was_cut(data: some.DataObject) -> None:
    """Whatever is cut of one of the files: whole lines stay, a torn one goes, and the run goes on after them."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "o.jsonl")
        filled(out)
        cut = data.draw(some.sampled_from(["o.jsonl", "o.jsonl.journal", "o.failures.jsonl"]))
        file = Path(folder, cut)
        whole = file.read_bytes()
        end = data.draw(some.integers(0, len(whole)))
        file.write_bytes(whole[:end])
        records = Records(out)
        with records.opened():
            for number in range(4):
                if records.index.state(key(number)) is not State.DONE:
                    records.add(summary(number), key(number))
        assert sorted(ids(out)) == ["a0", "a1", "a2", "a3"]
        kept = whole[:end].count(b"\n") + (whole[end : end + 1] == b"\n")
        if cut == "o.jsonl":
            assert ids(out)[:kept] == [f"a{number}" for number in range(kept)]
        if cut == "o.failures.jsonl":
            assert len(lines(file)) == kept


def test_what_was_spent_and_with_which_settings_is_remembered(tmp_path: Path) -> None:
    filled(tmp_path / "o.jsonl")
    records = Records(tmp_path / "o.jsonl")
    with records.opened():
        assert records.spent == Usage(3, 300, 0, 60)
        assert records.settings == {"model": "m"}
        assert records.index.tries(key(99)) == 2


def test_a_journal_that_is_lost_costs_no_article(tmp_path: Path) -> None:
    filled(tmp_path / "o.jsonl")
    (tmp_path / "o.jsonl.journal").unlink()
    records = Records(tmp_path / "o.jsonl")
    with records.opened():
        assert records.index.count(State.DONE) == 3


def test_a_key_holds_what_decides_an_answer_and_nothing_else() -> None:
    def of(text: str = "A deal.", model: str = "m", api_key: str = "k", language: str = "en", **about: str) -> str:
        endpoint = choose_endpoint(model, "http://127.0.0.1:9/v1", api_key, {})
        return Keys(settings_of(endpoint, ArticleSummary, language)).of(Article.from_text(text, **about))

    same = of()
    assert same == of(api_key="other") == of(id="x") == of(title="t") == of(source="s") == of(url="u")
    assert len({same, of(text="A loan."), of(model="n"), of(published="2026-05-14"), of(language="de")}) == 5


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def sent(limits: Limits, clock: Clock, bounds: list[Bound], used: Usage | None = None) -> list[float]:
    """When each of some requests is sent, one after the other; answers come at once."""

    async def send() -> list[float]:
        times = []
        for bound in bounds:
            taken = await limits.enter(bound)
            times.append(clock.now)
            actual = used or Usage(1, bound.input_tokens, 0, bound.output_tokens)
            limits.leave(bound, taken, actual, {}, None)
        return times

    return asyncio.run(send())


@given(some.integers(1, 600), some.integers(1, 150))
@settings(max_examples=60)
def test_no_minute_sees_more_requests_than_the_limit(rpm: int, count: int) -> None:
    clock = Clock()
    times = sent(Limits(rpm, clock=clock, sleep=clock.sleep), clock, [Bound(1, 1, None)] * count)
    for number, start in enumerate(times):
        assert sum(start <= each < start + 59.999 for each in times[number:]) <= rpm
    if count > rpm:
        assert times[-1] - times[0] <= 1.1 * 60 * count / rpm + 60 / rpm + 1


def test_tokens_that_were_not_needed_are_given_back() -> None:
    """Held are 1,100 tokens a request and used are 100: a limit of 6,000 a minute lets nearly 60 through."""
    clock = Clock()
    limits = Limits(tpm=6000, clock=clock, sleep=clock.sleep)
    times = sent(limits, clock, [Bound(100, 1000, None)] * 60, used=Usage(1, 90, 0, 10))
    assert 50 < times[-1] - times[0] < 80


def test_an_article_larger_than_the_bucket_is_let_through_and_waited_for_afterwards() -> None:
    clock = Clock()
    limits = Limits(tpm=1000, clock=clock, sleep=clock.sleep)
    first, second = sent(limits, clock, [Bound(5000, 0, None), Bound(10, 0, None)])
    assert first == 1000.0
    assert 280 < second - first < 330


def test_a_servers_own_limits_are_heeded() -> None:
    """With 10 of 1,000 tokens left, and the rest back in 10 s, a request of 208 tokens waits 2 s."""
    clock = Clock()
    limits = Limits(clock=clock, sleep=clock.sleep)
    headers = {
        "x-ratelimit-limit-tokens": "1000",
        "x-ratelimit-remaining-tokens": "10",
        "x-ratelimit-reset-tokens": "10s",
        "x-ratelimit-limit-requests": "nonsense",
        "x-ratelimit-remaining-requests": "0",
    }

    async def send() -> float:
        bound = Bound(208, 0, None)
        limits.leave(bound, await limits.enter(bound), Usage(1, 208), headers, None)
        before = clock.now
        await limits.enter(bound)
        return clock.now - before

    assert asyncio.run(send()) == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("failure", "pause"),
    [
        (RequestFailed("slow down", 429, retry_after=7), 7),
        (RequestFailed("slow down", 429), 1),
        (RequestFailed("no credit", 429, "insufficient_quota", retry_after=7), 0),
        (RequestFailed("come back next week", 429, retry_after=604_800), 0),
        (RequestFailed("broken", 500), 0),
    ],
)
def test_too_many_requests_pause_all_of_them(failure: RequestFailed, pause: float) -> None:
    clock = Clock()
    limits = Limits(clock=clock, sleep=clock.sleep)

    async def send() -> float:
        bound = Bound(1, 1, None)
        limits.leave(bound, await limits.enter(bound), Usage(1), {}, failure)
        before = clock.now
        await limits.enter(bound)
        return clock.now - before

    assert asyncio.run(send()) == pytest.approx(pause)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("6m0s", 360), ("1.5s", 1.5), ("20ms", 0.02), ("12", 12), ("1h", 600), ("soon", None), ("", None), ("-3s", None)],
)
def test_durations_are_read_as_servers_write_them(text: str, seconds: float | None) -> None:
    """Longer than ten minutes counts as ten."""
    assert seconds_of(text) == seconds


def test_a_budget_holds_what_is_in_flight_and_lets_nothing_pass_it() -> None:
    budget = Budget(1.0, None, Usage(1, 10, 0, 10, cost_usd=0.5))
    budget.enter(Bound(1, 1, 0.3))
    with pytest.raises(BudgetSpent, match=r"\$0.5000 of \$1"):
        budget.enter(Bound(1, 1, 0.3))
    budget.leave(Bound(1, 1, 0.3), Usage(1, 1, 0, 1, cost_usd=0.1))
    budget.enter(Bound(1, 1, 0.3))


def test_a_request_whose_usage_is_not_told_counts_with_the_most_it_may_have_cost() -> None:
    budget = Budget(1.0, None, Usage())
    budget.enter(Bound(1, 1, 0.6))
    budget.leave(Bound(1, 1, 0.6), Usage(1, cost_usd=None))
    assert budget.cost == 0.6


def test_parquet_holds_nested_columns_and_the_same_values(tmp_path: Path) -> None:
    filled(tmp_path / "o.jsonl", 2)
    records = Records(tmp_path / "o.jsonl")
    path = tmp_path / "o.parquet"
    with records.opened():
        assert records.results
        write_parquet(records.results, path, ArticleSummary)
    table = pyarrow.parquet.read_table(path)
    assert pyarrow.types.is_struct(table.schema.field("deal").type)
    assert pyarrow.types.is_list(table.schema.field("stakeholders").type)
    read = table.to_pylist()
    for row in read:
        for rejected in row["rejected"]:
            rejected["fact"] = json.loads(rejected["fact"])  # has no fixed fields
    assert read == lines(tmp_path / "o.jsonl")
