"""The model's client, against a real server that misbehaves."""

import asyncio
import json
import math
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from types import SimpleNamespace
from typing import Any, Literal, TypeVar

import pytest
from pydantic import BaseModel, ConfigDict

from summarizer.errors import (
    AccessDenied,
    AnswerInvalid,
    AnswerRefused,
    RequestRejected,
    ServerUnavailable,
    SummarizerError,
)
from summarizer.model.choose import LOCAL, Endpoint, choose_endpoint
from summarizer.model.client import Client
from summarizer.model.request import Message, Request, complete_part, first_word, json_part
from summarizer.model.retry import RequestFailed, RetryPolicy, retry_after
from summarizer.model.usage import Usage, usage_of
from tests.faulty_server import FaultyServer, answer, drop, hang, leave, page, raw, status, trickle

ResultT = TypeVar("ResultT")


class Reply(BaseModel):
    """Who answered, and with what."""

    by: str
    says: str


class Dispute(BaseModel):
    """Fields with defaults, all of them required on the wire: what a cut item lacks must not be made up."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    claim: str
    replies: list[Reply] = []
    kind: Literal["doubt", "charge"] | None = None
    evidence: list[int] = []

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().model_json_schema(mode="serialization")


class Disputes(BaseModel):
    """An answer as the pipeline asks for them."""

    title: str | None
    disputes: list[Dispute]
    others: list[str]

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().model_json_schema(mode="serialization")


class Names(BaseModel):
    """The simplest answer."""

    names: list[str]


QUESTION: tuple[Message, ...] = ({"role": "user", "content": "Who is named? {{7*7}} {% done"},)
WHO = Request("stakeholders", QUESTION, Names, max_tokens=60)
RIGHT = answer({"names": ["Ada"]})
YES_OR_NO: list[Message] = [{"role": "user", "content": "Yes or no?"}]


class Pauses:
    """A sleep that notes the seconds and does not take them."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def client_of(server: FaultyServer, **policy: Any) -> Client:
    """A client of the server that does not sleep."""
    endpoint = choose_endpoint("some-model", server.base_url, "key", {})
    return Client(endpoint, policy=RetryPolicy(**{"sleep": Pauses(), **policy}))


def run(client: Client, question: Callable[[Client], Awaitable[ResultT]]) -> ResultT:
    """One question in an event loop of its own."""

    async def main() -> ResultT:
        return await question(client)

    return asyncio.run(main())


def ask(client: Client) -> Names:
    """The value of the usual question's answer."""
    return run(client, lambda client: client.ask(WHO)).value


def failure(client: Client) -> SummarizerError:
    """The error that the usual question ends in."""
    with pytest.raises(SummarizerError) as caught:
        ask(client)
    return caught.value


def test_the_wire_carries_the_messages_unchanged_and_one_strict_schema() -> None:
    """Braces arrive literally, the schema once and strict, and nothing is added to the messages."""
    with FaultyServer(RIGHT) as server:
        assert ask(client_of(server)) == Names(names=["Ada"])
    assert server.paths == ["/v1/chat/completions"]
    assert server.requests == [
        {
            "model": "some-model",
            "messages": [{"role": "user", "content": "Who is named? {{7*7}} {% done"}],
            "max_tokens": 60,
            "temperature": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "Names", "strict": True, "schema": Names.model_json_schema()},
            },
        }
    ]
    assert server.headers[0]["authorization"] == "Bearer key"


def test_a_value_is_of_the_very_class_that_was_asked_for() -> None:
    """Nothing of the SDK hangs on an answer: it compares, copies and pickles like any other."""
    with FaultyServer(RIGHT) as server:
        value = ask(client_of(server))
    assert type(value) is Names
    assert vars(value) == {"names": ["Ada"]}


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"names": ["Ada"]}\n```',
        '<think>{"names": 1}</think>{"names": ["Ada"]}',
        'Here: {"names": ["Ada"]}.',
    ],
)
def test_json_is_found_inside_a_fence_thoughts_or_a_sentence(text: str) -> None:
    """Models that were not made to write bare JSON still answer."""
    assert Names.model_validate_json(json_part(text)).names == ["Ada"]


@pytest.mark.parametrize(
    "fault",
    [
        status(429),
        status(408),
        status(409),
        status(500),
        status(503),
        drop(),
        leave(),
        page(),
        raw("garbage{"),
        raw('{"choices": []}'),
        raw("[]"),
        raw('{"error": {"code": 502, "message": "upstream failed"}}'),
    ],
)
def test_a_passing_fault_costs_one_more_request(fault: Any) -> None:
    """Limits, server errors, dropped connections and answers that are no completion are tried again."""
    with FaultyServer(fault, RIGHT) as server:
        client = client_of(server)
        assert ask(client).names == ["Ada"]
    assert len(server.requests) == client.usage.requests == 2
    assert server.requests[0] == server.requests[1]


def test_five_attempts_are_the_bound_and_pauses_double() -> None:
    """A server that keeps failing is given up, with the number of attempts in the message."""
    with FaultyServer(otherwise=status(503, "overloaded")) as server:
        pauses = Pauses()
        error = failure(client_of(server, sleep=pauses))
    assert isinstance(error, ServerUnavailable)
    assert error.retryable
    assert "answered 503: overloaded (5 attempts)" in str(error)
    assert len(server.requests) == 5
    assert len(pauses.seconds) == 4
    for seconds, most in zip(pauses.seconds, (1, 2, 4, 8), strict=True):
        assert most * 0.75 <= seconds <= most


@pytest.mark.parametrize(
    "headers",
    [{"retry-after": "7"}, {"retry-after-ms": "7000"}, {"retry-after": "{date}"}, {"Retry-After": "7.0"}],
)
def test_the_pause_is_what_the_server_asks_for(headers: dict[str, str]) -> None:
    """Retry-After is honoured in seconds, milliseconds and as a date, and never cut short."""
    headers = {name: value.format(date=formatdate(time.time() + 8, usegmt=True)) for name, value in headers.items()}
    with FaultyServer(status(429, headers=headers), RIGHT) as server:
        pauses = Pauses()
        ask(client_of(server, sleep=pauses))
    assert 6.5 <= pauses.seconds[0] <= 10.0


def test_a_server_that_asks_for_an_hour_is_given_up_at_once() -> None:
    """The total wait is bounded, whatever Retry-After says."""
    with FaultyServer(status(429, "slow down", headers={"retry-after": "3600"})) as server:
        pauses = Pauses()
        assert isinstance(failure(client_of(server, sleep=pauses)), ServerUnavailable)
    assert pauses.seconds == []


@pytest.mark.parametrize("value", ["soon", "", "inf", "nan"])
def test_a_retry_after_that_makes_no_sense_is_ignored(value: str) -> None:
    """Neither a number nor a date counts as no header."""
    assert retry_after({"retry-after": value}) is None


@pytest.mark.parametrize(
    ("fault", "kind", "part"),
    [
        (status(401, "bad key"), AccessDenied, "key is right"),
        (status(403, "not yours"), AccessDenied, "key is right"),
        (status(402, "pay"), AccessDenied, "no credit"),
        (status(429, "quota", "insufficient_quota"), AccessDenied, "no credit"),
        (raw('{"error": {"type": "insufficient_quota"}}', code=429), AccessDenied, "no credit"),
        (status(400, "bad temperature"), RequestRejected, "bad temperature"),
        (status(422, "no such field"), RequestRejected, "no such field"),
        (status(404, "not found"), RequestRejected, "'some-model'"),
        (status(400, "maximum context length is 10 tokens"), RequestRejected, "too long for this model"),
        (status(400, "response_format is unavailable"), RequestRejected, "no JSON Schema"),
        (status(400, "filtered", "content_filter"), AnswerRefused, "content filter"),
        (raw("<h1>404 not found</h1>", code=404, kind="text/html"), RequestRejected, "/v1"),
        (answer(None, refusal="I cannot help."), AnswerRefused, "I cannot help."),
        (answer("", finish_reason="content_filter"), AnswerRefused, "content filter"),
    ],
)
def test_what_would_fail_again_is_not_sent_again(fault: Any, kind: type[Exception], part: str) -> None:
    """Wrong keys, rejected requests and refusals are reported after one request, with what to try."""
    with FaultyServer(fault) as server:
        error = failure(client_of(server))
    assert type(error) is kind
    assert not error.retryable
    assert part in str(error)
    assert str(error).startswith("stakeholders: ")
    assert len(server.requests) == 1


def test_a_wrong_answer_is_corrected() -> None:
    """The model is shown its answer and what is wrong with it, without links that change with pydantic."""
    with FaultyServer(answer('{"names": [1, 2]}'), answer("no JSON"), RIGHT) as server:
        client = client_of(server)
        assert ask(client).names == ["Ada"]
    assert [len(request["messages"]) for request in server.requests] == [1, 3, 3]
    first, its_answer, wrong = server.requests[1]["messages"]
    assert first == QUESTION[0]
    assert its_answer == {"role": "assistant", "content": '{"names": [1, 2]}'}
    assert "names.0: Input should be a valid string" in wrong["content"]
    assert "http" not in wrong["content"]
    assert server.requests[2]["messages"][1]["content"] == "no JSON"
    assert client.usage.requests == 3


def test_two_corrections_are_the_bound() -> None:
    """A model that does not learn is given up, with what was wrong; it is shown little of a long answer."""
    with FaultyServer(otherwise=answer({"names": [1] * 5000})) as server:
        error = failure(client_of(server))
    assert isinstance(error, AnswerInvalid)
    assert "no valid answer in 3 requests: names.0: Input should be a valid string" in str(error)
    assert len(server.requests) == 3
    assert len(json.dumps(server.requests[2])) < 6000


def test_numbers_written_as_text_cost_no_request() -> None:
    """Validation is lenient where the meaning is plain."""

    class Year(BaseModel):
        year: int

    with FaultyServer(answer({"year": "2025"})) as server:
        client = client_of(server)
        assert run(client, lambda client: client.ask(Request("year", QUESTION, Year, 9))).value.year == 2025


WHOLE = {
    "title": "T",
    "disputes": [
        {"claim": 'Ada says, "no, [never]"', "replies": [], "kind": "doubt", "evidence": [1, 12]},
        {
            "claim": "Bo doubts it",
            "replies": [{"by": "Ada", "says": "No"}, {"by": "Cy", "says": "Perhaps"}],
            "kind": None,
            "evidence": [3, 14],
        },
    ],
    "others": ["Dee", "Eve"],
}


def test_no_cut_leaves_half_an_item() -> None:
    """Wherever an answer is cut, each item that is kept is one that was written to its end."""
    text = json.dumps(WHOLE)
    whole = Disputes.model_validate(WHOLE)
    kept = []
    for end in range(len(text)):
        part = complete_part(Disputes, text[:end])
        if part is None:
            assert end == 0
            continue
        assert part.disputes == whole.disputes[: len(part.disputes)]
        assert part.others == whole.others[: len(part.others)]
        kept.append(len(part.disputes) + len(part.others))
    assert kept == sorted(kept)
    assert set(kept) == {0, 1, 2, 3, 4}


def test_a_cut_answer_needs_what_cannot_be_empty() -> None:
    """Missing lists are empty and missing choices null, but no text is invented."""

    class Deal(BaseModel):
        title: str
        kind: str | None
        parties: list[Reply]

    found = complete_part(Deal, '{"title": "Grain for steel", "kind": "sup')
    assert found == Deal(title="Grain for steel", kind=None, parties=[])
    assert complete_part(Deal, '{"title": "Grain for st') is None


def test_a_cut_answer_keeps_its_complete_items_without_another_request() -> None:
    """What ran into the token limit is used and marked as incomplete."""
    with FaultyServer(answer('{"names": ["Ada", "Bo", "Cy and D', finish_reason="length")) as server:
        client = client_of(server)
        found = run(client, lambda client: client.ask(WHO))
    assert (found.value.names, found.complete) == (["Ada", "Bo"], False)
    assert len(server.requests) == 1


def test_an_answer_that_ends_at_the_limit_is_complete() -> None:
    """The bound may fall just behind the last brace."""
    with FaultyServer(answer({"names": ["Ada"]}, finish_reason="length")) as server:
        assert run(client_of(server), lambda client: client.ask(WHO)).complete


@pytest.mark.parametrize("text", ["", "I think that", '<think>Let me see, {"a": ['])
def test_a_cut_answer_without_any_json_is_invalid(text: str) -> None:
    """Nothing complete is an error and not an empty list."""
    with FaultyServer(answer(text, finish_reason="length")) as server:
        assert isinstance(failure(client_of(server)), AnswerInvalid)
    assert len(server.requests) == 1


@pytest.mark.parametrize("silence", [hang(), trickle(0.02)])
def test_a_server_that_does_not_finish_is_left(silence: Any) -> None:
    """The timeout holds for the whole request, so that a trickle ends, too; the connection is closed."""
    with FaultyServer(silence, silence) as server:
        error = failure(client_of(server, timeout=0.15))
        assert server.hung_up.wait(2)
    assert isinstance(error, ServerUnavailable)
    assert "did not answer in time (2 attempts)" in str(error)


@pytest.mark.parametrize("end", [drop(), leave()])
def test_a_dropped_connection_is_called_that(end: Any) -> None:
    """It is no timeout: asking again helps more often, so it is tried as often as any other failure."""
    with FaultyServer(otherwise=end) as server:
        error = failure(client_of(server))
    assert isinstance(error, ServerUnavailable)
    assert "dropped the connection" in str(error)
    assert "(5 attempts)" in str(error)


def test_nobody_listening_is_tried_briefly() -> None:
    """A refused connection names the address and what to check, after two attempts."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        pauses = Pauses()
        client = Client(choose_endpoint("m", address, None, {}), policy=RetryPolicy(sleep=pauses))
        error = failure(client)
    assert isinstance(error, ServerUnavailable)
    assert f"{address} cannot be reached" in str(error)
    assert "Check that the server runs" in str(error)
    assert len(pauses.seconds) == 1


def test_cancelling_hangs_up() -> None:
    """A question nobody waits for any more stops the server's work, and still counts as a request."""
    with FaultyServer(hang()) as server:
        client = client_of(server)

        async def main() -> None:
            task = asyncio.create_task(client.ask(WHO))
            await asyncio.to_thread(server.asked.wait)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        asyncio.run(main())
        assert server.hung_up.wait(2)
    assert client.usage.requests == 1


def test_an_interrupt_passes_through() -> None:
    """Ctrl-C during a pause is not taken for a failure of the request."""

    async def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    with FaultyServer(status(500)) as server, pytest.raises(KeyboardInterrupt):
        ask(client_of(server, sleep=interrupted))


def test_on_tokens_sees_every_request_and_may_stop() -> None:
    """A budget learns of each request, the failed ones included, and what it raises reaches the caller."""

    class Spent(Exception):
        pass

    seen: list[tuple[str, int]] = []

    def budget(purpose: str, used: Usage) -> None:
        seen.append((purpose, used.input_tokens))
        if used.input_tokens:
            raise Spent

    with FaultyServer(status(500), RIGHT) as server:
        client = client_of(server)
        client.on_tokens = budget
        with pytest.raises(Spent):
            ask(client)
    assert seen == [("stakeholders", 0), ("stakeholders", 100)]


def test_usage_counts_corrections_and_cached_tokens() -> None:
    """An answer's usage is that of all its requests, and the client's total that of all answers."""
    cached = {"prompt_tokens": 50, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 40}}
    with FaultyServer(answer("{}", usage=cached), answer({"names": []}, usage=None), RIGHT) as server:
        client = client_of(server)
        first = run(client, lambda client: client.ask(WHO)).usage
        second = run(client, lambda client: client.ask(WHO)).usage
    assert (first.requests, first.input_tokens, first.cached_tokens, first.output_tokens) == (2, 50, 40, 5)
    assert (second.requests, second.input_tokens) == (1, 100)
    assert client.usage == first + second
    assert 0 < client.usage.seconds < 10


def test_cost_comes_from_the_price_table() -> None:
    """Tokens from the cache are cheaper; prices change, so that no figure is compared here."""
    endpoint = choose_endpoint("openai/gpt-4o-mini", environ={"OPENAI_API_KEY": "k"})
    tokens = {"prompt_tokens": 3_000_000, "completion_tokens": 1_000_000}
    full = usage_of(tokens, endpoint).cost_usd
    cheaper = usage_of(tokens | {"prompt_tokens_details": {"cached_tokens": 3_000_000}}, endpoint).cost_usd
    assert full is not None
    assert cheaper is not None
    assert 0 < cheaper < full


def test_a_model_without_a_price_costs_null_and_one_at_home_nothing() -> None:
    """What is not known is not zero; a request that used nothing cost nothing."""
    unknown = choose_endpoint("openai/no-such-model", environ={"OPENAI_API_KEY": "k"})
    assert usage_of({"prompt_tokens": 5}, unknown).cost_usd is None
    assert usage_of(None, unknown).cost_usd is None
    assert usage_of({"prompt_tokens": 0}, unknown).cost_usd == 0.0
    assert usage_of({"prompt_tokens": 5}, choose_endpoint("ollama/gpt-4o-mini", environ={})).cost_usd == 0.0


def test_an_unknown_cost_makes_a_sum_unknown() -> None:
    """Nothing spent is nothing paid; something spent at an unknown price is unknown."""
    unknown = Usage(requests=1, input_tokens=5, cost_usd=None)
    assert (Usage(cost_usd=0.5) + Usage(cost_usd=0.25)).cost_usd == 0.75
    assert (Usage(cost_usd=0.5) + unknown).cost_usd is None
    assert (unknown + Usage()).cost_usd is None


@pytest.mark.parametrize("reported", [None, "many", {}, {"prompt_tokens": None, "completion_tokens": "x"}])
def test_a_usage_that_makes_no_sense_counts_no_tokens(reported: object) -> None:
    """Servers that report nothing, or nonsense, cost a request and no error."""
    used = usage_of(reported, Endpoint("m", "server", "m", "http://127.0.0.1:1/v1"))
    assert (used.requests, used.input_tokens, used.output_tokens) == (1, 0, 0)


def test_many_tasks_and_several_loops_share_one_client() -> None:
    """Forty questions side by side, then again in another event loop: the sync door opens one each time."""
    with FaultyServer(otherwise=RIGHT) as server:
        client = client_of(server)

        async def forty() -> None:
            await asyncio.gather(*(client.ask(WHO) for _ in range(40)))

        asyncio.run(forty())
        asyncio.run(forty())

        async def closed() -> None:
            await client.ask(WHO)
            await client.aclose()
            await client.ask(WHO)
            await client.aclose()

        asyncio.run(closed())
        asyncio.run(client.aclose())
    assert client.usage.requests == len(server.requests) == 82


def test_nothing_is_written_to_stderr() -> None:
    """Failures are reported by raising: no log line, no warning, no trace of an unclosed connection."""
    program = """
import asyncio, sys
from pydantic import BaseModel
from summarizer.model.choose import choose_endpoint
from summarizer.model.client import Client
from summarizer.model.request import Request
from summarizer.errors import SummarizerError
class Names(BaseModel):
    names: list[str]
assert "openai" not in sys.modules and "instructor" not in sys.modules
client = Client(choose_endpoint("m", sys.argv[1], None, {}))
for _ in range(3):
    try:
        asyncio.run(client.ask(Request("who", ({"role": "user", "content": "?"},), Names, 9)))
    except SummarizerError as error:
        print(type(error).__name__)
"""
    with FaultyServer(answer("{}"), answer("{}"), answer("{}"), status(401), RIGHT) as server:
        ended = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-W", "always::ResourceWarning", "-c", program, server.base_url],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (ended.stdout.split(), ended.stderr) == (["AnswerInvalid", "AccessDenied"], "")


def test_a_proxy_in_the_environment_is_not_asked_for_a_local_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a company's proxy the server on one's own machine still answers."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with FaultyServer(RIGHT) as server:
        assert ask(client_of(server)).names == ["Ada"]


def test_the_embedded_server_starts_with_the_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, whatever the number of tasks; then the client knows its address, slots and context."""
    with FaultyServer(otherwise=RIGHT) as server:
        starts: list[int] = []

        def local_server() -> SimpleNamespace:
            starts.append(1)
            return SimpleNamespace(base_url=server.base_url, api_key="secret", context_tokens=4096, slots=2)

        fake = SimpleNamespace(local_server=local_server)
        monkeypatch.setitem(sys.modules, "summarizer.model.local", fake)
        client = Client(Endpoint(LOCAL, LOCAL, LOCAL, slots=1))
        assert (client.slots, client.context_tokens, starts) == (1, None, [])

        async def three() -> None:
            await asyncio.gather(client.ready(), client.ask(WHO), client.ask(WHO))

        asyncio.run(three())
    assert (client.slots, client.context_tokens, starts) == (2, 4096, [1])
    assert client.usage.cost_usd == 0.0
    assert server.headers[0]["authorization"] == "Bearer secret"


def test_a_reasoning_model_gets_room_to_think_and_no_temperature(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound of its answer includes its thoughts, and it gives no first-token probabilities."""
    with FaultyServer(RIGHT) as server:
        environ = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.base_url}
        client = Client(choose_endpoint("openai/gpt-5-mini", environ=environ))
        ask(client)
        assert run(client, lambda client: client.judge(YES_OR_NO, ["yes", "no"], "q")) is None
    (sent,) = server.requests
    assert sent["max_completion_tokens"] > 20_000
    assert "max_tokens" not in sent
    assert "temperature" not in sent


def test_a_judgement_is_renormalised_over_the_words() -> None:
    """Spellings of one word add up, others do not count, a word not listed gets the floor."""
    likely = {"Yes": math.log(0.3), " yes": math.log(0.1), "No": math.log(0.2), "Well": math.log(0.05)}
    with FaultyServer(answer("Yes", logprobs=likely)) as server:
        client = client_of(server)
        judged = run(client, lambda client: client.judge(YES_OR_NO, ["yes", "no", "unsure"], "doubt"))
    assert judged is not None
    shares = {word: math.exp(value) for word, value in judged.choices.items()}
    assert shares == pytest.approx({"yes": 0.4 / 0.65, "no": 0.2 / 0.65, "unsure": 0.05 / 0.65})
    assert judged.usage.requests == 1
    (sent,) = server.requests
    assert (sent["max_tokens"], sent["logprobs"], sent["top_logprobs"]) == (1, True, 20)
    assert "response_format" not in sent


@pytest.mark.parametrize("likely", [{"Well": -0.1, "": -2.0}, {"s": -0.1}])
def test_a_first_token_that_begins_no_one_word_says_nothing(likely: dict[str, float]) -> None:
    """Other words, and the common beginning of two, are no vote."""
    top = [{"token": token, "logprob": value} for token, value in likely.items()]
    choice = {"logprobs": {"content": [{"top_logprobs": top}]}}
    assert first_word(choice, ["supports", "sceptical"]) == {}


@pytest.mark.parametrize(
    "without",
    [answer("Yes"), status(400, "Unknown name top_logprobs"), status(403, "You may not request logprobs")],
)
def test_a_server_without_probabilities_is_asked_once(without: Any) -> None:
    """The pipeline does without, and no more requests are spent on finding out."""
    with FaultyServer(without) as server:
        client = client_of(server)
        for _ in range(2):
            assert run(client, lambda client: client.judge(YES_OR_NO, ["yes", "no"], "q")) is None
    assert len(server.requests) == 1


def test_an_error_of_our_own_is_not_retried() -> None:
    """The retry loop passes everything on that is not a failed request."""

    async def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(RetryPolicy(sleep=Pauses()).run(broken))


def test_the_total_of_all_pauses_is_bounded() -> None:
    """Many short pauses end where their sum would pass the bound."""
    pauses = Pauses()

    async def busy() -> None:
        raise RequestFailed("busy", 429, retry_after=10.0)

    policy = RetryPolicy(attempts=100, total_wait=60.0, sleep=pauses)
    with pytest.raises(RequestFailed):
        asyncio.run(policy.run(busy))
    assert 30 < sum(pauses.seconds) <= 60
