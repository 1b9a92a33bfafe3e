"""`summarizer summarize`: articles in, summaries out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.options import (
    DONE,
    INTERRUPTED,
    NOTHING_DONE,
    SOME_FAILED,
    AllowPrivateOption,
    BaseUrlOption,
    Format,
    LanguageOption,
    ModelOption,
    SavePagesOption,
    TimeoutOption,
    close,
    fetch_options,
    summarizer_of,
)
from summarizer.console import Reporter
from summarizer.errors import SetupError, SummarizerError
from summarizer.output import Output

if TYPE_CHECKING:
    from summarizer.article import Article
    from summarizer.pipeline import Summarizer
    from summarizer.read import FetchOptions


def summarize(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ARTICLE]...",
            help='Files (text, Markdown, HTML, PDF, .docx, .eml), links, or "-" for standard input.',
        ),
    ] = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    format: Annotated[  # noqa: A002  the option's name
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: by the ending of FILE, else text on a terminal, else json for one article and jsonl for "
            "several.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help='Write there instead of to stdout. With --format html a name without ".html" is a folder: a page '
            "each, and an index.",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help='Publication date, for dates such as "last September": 2026-05-14'),
    ] = None,
    language: LanguageOption = "en",
    save_pages: SavePagesOption = None,
    allow_private: AllowPrivateOption = False,
    fetch_seconds: TimeoutOption = 30.0,
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
    summarizer summarize https://example.com/story --save-pages pages/
    summarizer summarize report.pdf --published 2026-05-14
    summarizer summarize news/*.txt --format jsonl -o summaries.jsonl
    summarizer summarize article.html -o report.html
    pbpaste | summarizer summarize - --model openai/gpt-5-mini
    """
    names = articles or ([] if sys.stdin.isatty() else ["-"])
    if not names:
        raise typer.BadParameter('Name an article, or give one on standard input ("-").', param_hint="ARTICLE")
    reporter = Reporter(verbose=verbose, quiet=quiet)
    out = Output(output, format.value if format else None, several=len(names) > 1, with_text=text, verbose=verbose)
    fetch = fetch_options(allow_private=allow_private, save_pages=save_pages, seconds=fetch_seconds)
    done, failed = 0, 0
    try:
        summarizer = summarizer_of(model, base_url, reporter, language=language)
        for name in names:
            try:
                out.write(_one(summarizer, name, _article(name, published, fetch), reporter))
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
        failed += close(out, reporter)
    if usage:
        reporter.usage(out.runs)
    raise typer.Exit(DONE if not failed else SOME_FAILED if done else NOTHING_DONE)


def _one(summarizer: "Summarizer[Any]", name: str, article: "Article", reporter: Reporter) -> Any:
    with reporter.article(article.title or name) as progress:
        summarizer.client.on_tokens = progress.on_tokens
        return summarizer.summarize(article, progress.on_section)


def _article(name: str, published: str | None, fetch: "FetchOptions") -> "Article":
    from summarizer.read import read_article

    return read_article(name, published=published, fetch=fetch)
