"""The command line: a thin skin over the library. Results go to stdout, everything else to stderr.

Exit status: 0 all done, 1 nothing could be done, 2 wrong usage, 3 some articles failed and the rest are written,
130 interrupted (what was finished is written).
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.console import Reporter
from summarizer.errors import SetupError, SummarizerError
from summarizer.output import Output

if TYPE_CHECKING:
    from summarizer.article import Article
    from summarizer.pipeline import Summarizer

DONE, NOTHING_DONE, SOME_FAILED, INTERRUPTED = 0, 1, 3, 130

app = typer.Typer(
    name="summarizer",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read news articles about a deal: what was agreed, who is involved, what is contested, "
    "each line tied to the sentence it came from.",
)


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


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


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"summarizer {version('deal-summarizer')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the program itself."""


@app.command()
def summarize(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARTICLE]...", help='Files (text, Markdown, HTML), or "-" for standard input.'),
    ] = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    format: Annotated[  # noqa: A002  the option's name
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: text on a terminal, else json for one article and jsonl for several.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to stdout.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help='Publication date, for dates such as "last September": 2026-05-14'),
    ] = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the article's text in the result.")] = True,
    usage: Annotated[bool, typer.Option("--usage", help="Say at the end what was spent.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show rejected facts and how long each step took.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")] = False,
) -> None:
    r"""Summarise articles.

    \b
    summarizer summarize article.html
    summarizer summarize news/*.txt --format jsonl -o summaries.jsonl
    curl -s https://example.com/story | summarizer summarize - --model openai/gpt-5-mini
    """
    names = articles or ([] if sys.stdin.isatty() else ["-"])
    if not names:
        raise typer.BadParameter('Name an article, or give one on standard input ("-").', param_hint="ARTICLE")
    reporter = Reporter(verbose=verbose, quiet=quiet)
    out = Output(output, format.value if format else None, several=len(names) > 1, with_text=text, verbose=verbose)
    done, failed = 0, 0
    try:
        summarizer = _summarizer(model, base_url, reporter)
        for name in names:
            try:
                out.write(_one(summarizer, name, published, reporter))
                done += 1
            except SetupError:
                raise
            except SummarizerError as error:
                error.article = name
                reporter.error(error)
                failed += 1
    except SetupError as error:
        reporter.error(error)
        failed += 1
    except KeyboardInterrupt:
        reporter.note(f"interrupted; {done} of {len(names)} written")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        out.close()
    if usage:
        reporter.usage(out.runs)
    raise typer.Exit(DONE if not failed else SOME_FAILED if done else NOTHING_DONE)


def _summarizer(model: str | None, base_url: str | None, reporter: Reporter) -> "Summarizer[Any]":
    """The summarizer, after the embedded model's file has been joined if it is used for the first time."""
    from summarizer.model.weights import model_path
    from summarizer.pipeline import Summarizer

    summarizer: Summarizer[Any] = Summarizer(model, base_url=base_url)
    if summarizer.endpoint.embedded:
        with reporter.joining() as on_progress:
            model_path(on_progress)
    return summarizer


def _one(summarizer: "Summarizer[Any]", name: str, published: str | None, reporter: Reporter) -> Any:
    article = _article(name, published)
    with reporter.article(article.title or name) as progress:
        summarizer.client.on_tokens = progress.on_tokens
        return summarizer.summarize(article, progress.on_section)


def _article(name: str, published: str | None) -> "Article":
    from summarizer.read import read_article

    return read_article(name, published=published)


@app.command()
def schema(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="A class: ArticleSummary, Dossier, Deal, Stakeholder, …")
    ] = "ArticleSummary",
    names: Annotated[bool, typer.Option("--list", help="List the names instead.")] = False,
) -> None:
    """Print the JSON Schema of what a summary holds."""
    import json

    from summarizer.schemas import json_schemas

    classes = json_schemas()
    if names:
        typer.echo("\n".join(classes))
    elif name in classes:
        typer.echo(json.dumps(classes[name], indent=2, ensure_ascii=False))
    else:
        raise typer.BadParameter(f"There is no {name}. Known: {', '.join(classes)}.", param_hint="NAME")


@app.command()
def doctor(model: ModelOption = None, base_url: BaseUrlOption = None) -> None:
    """Say which model would be used, whether it answers, and what to do if not."""
    from summarizer.doctor import examine

    raise typer.Exit(DONE if examine(model, base_url, typer.echo) else NOTHING_DONE)


def main() -> None:
    """The console script."""
    app()
