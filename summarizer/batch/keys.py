"""What decides an answer, as a hash: equal keys mean that asking again would only cost again.

The API key, a file's path, the article's id and title are no part of it.
"""

import json
import pkgutil
from collections.abc import Mapping
from hashlib import blake2b
from importlib import import_module
from typing import Any

import summarizer.ask
from summarizer.article import Article
from summarizer.ask.labelling import Worked
from summarizer.ask.sections import sections_of
from summarizer.ask.wire import LIST_BOUNDS
from summarizer.model.choose import Endpoint
from summarizer_schemas import ArticleSummary

KEY_BYTES = 16
"""128 bits: among a thousand million articles two share a key with a chance of one in 10²⁰."""

Settings = Mapping[str, object]


def settings_of(endpoint: Endpoint, schema: type[ArticleSummary], language: str) -> Settings:
    """Everything besides the article that decides an answer, under names a reader understands."""
    return {
        "model": endpoint.model if not endpoint.embedded else _weights(),
        "server": endpoint.base_url or "embedded",
        "sampling": dict(endpoint.sampling),
        "language": language,
        "room for reasoning": endpoint.reasoning_tokens,
        "prompts": _digest(_prompts()),
        "schema": _digest(
            [
                [section.name, section.question, [section.wire(bound).model_json_schema() for bound in LIST_BOUNDS]]
                for section in sections_of(schema)
            ]
        ),
    }


def changes(before: Settings, now: Settings) -> list[str]:
    """What differs, a phrase each."""
    named = ("prompts", "schema")
    return [
        f"other {name}" if name in named else f"{name}: {before.get(name)} → {value}"
        for name, value in now.items()
        if before.get(name) != value
    ]


class Keys:
    """Makes the keys of one run.

    Args:
        settings: what all its articles share.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = _digest(settings).encode()

    def of(self, article: Article) -> str:
        """The key of an article, 32 hexadecimal digits."""
        known = json.dumps([article.published, article.language])
        return blake2b(
            b"\0".join((self._settings, known.encode(), article.text.encode())), digest_size=KEY_BYTES
        ).hexdigest()


def key_of_name(name: str) -> str:
    """The key under which an article is remembered that could not be read."""
    return blake2b(f"name {name}".encode(errors="replace"), digest_size=KEY_BYTES).hexdigest()


def _prompts() -> list[Any]:
    """Every constant of the modules that ask: prompts, bounds and thresholds."""
    found = []
    for module in pkgutil.iter_modules(summarizer.ask.__path__):
        constants = vars(import_module(f"summarizer.ask.{module.name}"))
        found += [
            [module.name, name, value]
            for name, value in sorted(constants.items())
            if name.isupper() and isinstance(value, str | int | float | tuple | Worked)
        ]
    return found


def _weights() -> str:
    from summarizer.model.weights import identity

    return identity()


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return blake2b(text.encode(), digest_size=KEY_BYTES).hexdigest()
