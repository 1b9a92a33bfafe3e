"""Read articles about a deal; get what was agreed, who is involved and what is contested, each line with evidence.

    from summarizer import Summarizer, Article

    summary = Summarizer(model="openai/gpt-5-mini").summarize(Article.from_text(text))

What a summary holds is in `summarizer.schemas`; how it is made, in `summarizer.pipeline`.
"""

from typing import TYPE_CHECKING, Any

from summarizer.errors import ArticleError, ModelError, SetupError, SummarizerError

if TYPE_CHECKING:
    from summarizer.article import Article, Sentence
    from summarizer.merging import changes, group, merge
    from summarizer.pipeline import Summarizer
    from summarizer.read import read_article
    from summarizer.schemas import ArticleSummary, Dossier, corroboration

__all__ = [
    "Article",
    "ArticleError",
    "ArticleSummary",
    "Dossier",
    "ModelError",
    "Sentence",
    "SetupError",
    "Summarizer",
    "SummarizerError",
    "changes",
    "corroboration",
    "group",
    "merge",
    "read_article",
]

_HOMES = {
    "Article": "summarizer.article",
    "ArticleSummary": "summarizer.schemas",
    "Dossier": "summarizer.schemas",
    "Sentence": "summarizer.article",
    "Summarizer": "summarizer.pipeline",
    "changes": "summarizer.merging",
    "corroboration": "summarizer.schemas",
    "group": "summarizer.merging",
    "merge": "summarizer.merging",
    "read_article": "summarizer.read",
}
"""Imported at first use, so that `summarizer --help` and a program that only wants the errors stay fast."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
