"""What several commands share: exit statuses, options, how a summarizer is made from them."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.console import Reporter
    from summarizer.model.choose import Price
    from summarizer.output import Output
    from summarizer.pipeline import Summarizer
    from summarizer.read import FetchOptions

DONE, NOTHING_DONE, SOME_FAILED, OUT_OF_BUDGET, INTERRUPTED = 0, 1, 3, 4, 130


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    HTML = "html"


ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME",
        help='Whom to ask: "openai/gpt-5-mini", "ollama/qwen3:8b", or "local" for the embedded model. Without it: '
        "$SUMMARIZER_MODEL, else OpenAI when $OPENAI_API_KEY is set, else the embedded model when it is installed.",
    ),
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Any OpenAI-compatible server: http://localhost:8000/v1"),
]
LanguageOption = Annotated[
    str,
    typer.Option(
        metavar="CODE",
        help="Language of titles, claims and descriptions, as ISO 639-1 has it: en, de, fr. Names, sums, dates and "
        "quotes stay as the article has them.",
    ),
]


AllowPrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch links into private networks and this machine, too.")
]
SavePagesOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Keep what links gave, with an index, so that a summary can be checked later."),
]
TimeoutOption = Annotated[
    float, typer.Option("--fetch-seconds", metavar="SECONDS", min=1.0, help="Time a link has, redirects included.")
]


def fetch_options(*, allow_private: bool, save_pages: Path | None, seconds: float) -> "FetchOptions":
    """How links are fetched."""
    from summarizer.read import FetchOptions

    saved = str(save_pages) if save_pages else None
    return FetchOptions(allow_private=allow_private, save_pages=saved, seconds=seconds)


def close(out: "Output", reporter: "Reporter") -> int:
    """Close the output; how much went wrong with that, 0 or 1, after it was told."""
    try:
        out.close()
    except SummarizerError as error:
        reporter.error(error)
        return 1
    return 0


def summarizer_of(
    model: str | None,
    base_url: str | None,
    reporter: "Reporter",
    *,
    language: str = "en",
    price: "Price | None" = None,
    join: bool = True,
) -> "Summarizer[Any]":
    """The summarizer, after the embedded model's file has been joined if it is used for the first time."""
    from summarizer.model.weights import model_path
    from summarizer.pipeline import Summarizer

    summarizer: Summarizer[Any] = Summarizer(model, base_url=base_url, language=language, price=price)
    if summarizer.endpoint.embedded and join:
        with reporter.joining() as on_progress:
            model_path(on_progress)
    return summarizer
