"""`summarizer dossier`: articles on one deal in, a dossier out."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.dossiers import (
    FormatOption,
    GroupOption,
    OutputOption,
    TextOption,
    UpdateOption,
    check_options,
    output_of,
    saved_dossier,
    write_dossiers,
    write_update,
)
from summarizer.cli.options import (
    DONE,
    INTERRUPTED,
    NOTHING_DONE,
    SOME_FAILED,
    BaseUrlOption,
    ModelOption,
    close,
    summarizer_of,
)
from summarizer.console import Reporter
from summarizer.errors import SetupError, SummarizerError

if TYPE_CHECKING:
    from summarizer.pipeline import Summarizer
    from summarizer_schemas import ArticleSummary


def dossier(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARTICLE]...", help='Files (text, Markdown, HTML), or "-" for standard input.'),
    ] = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    group: GroupOption = False,
    update: UpdateOption = None,
    format: FormatOption = None,  # noqa: A002  the option's name
    output: OutputOption = None,
    text: TextOption = True,
    usage: Annotated[bool, typer.Option("--usage", help="Say at the end what was spent.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show decisions, long sentences in full and how long steps took.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")] = False,
) -> None:
    r"""Summarise several articles and merge them: who agrees, who differs, what is new.

    \b
    summarizer dossier monday.html tuesday.html
    summarizer dossier news/*.txt --group -o dossiers.jsonl
    summarizer dossier --update dossier.json new.html
    """
    check_options(group, update)
    names = articles or ([] if update or sys.stdin.isatty() else ["-"])
    if not names and not update:
        raise typer.BadParameter('Name articles, or give one on standard input ("-").', param_hint="ARTICLE")
    reporter = Reporter(verbose=verbose, quiet=quiet)
    out = output_of(output, format, group=group, update=update, text=text, verbose=verbose)
    summaries: list[ArticleSummary] = []
    failed = 0
    try:
        old = saved_dossier(update) if update else None
        summarizer = summarizer_of(model, base_url, reporter)
        for name in names:
            try:
                summaries.append(_one(summarizer, name, reporter))
            except SetupError:
                raise
            except SummarizerError as error:
                error.article = name
                reporter.error(error)
                failed += 1
        if old:
            write_update(old, summaries, summarizer.merge, out, format)
        elif summaries:
            write_dossiers(summaries, summarizer.merge, out, reporter, group=group)
    except SummarizerError as error:
        reporter.error(error)
        failed += 1
    except KeyboardInterrupt:
        reporter.note(f"interrupted; {len(summaries)} of {len(names)} articles read, nothing written")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        failed += close(out, reporter)
    if usage:
        reporter.usage([each.run for each in summaries])
    raise typer.Exit(DONE if not failed else SOME_FAILED if out.written else NOTHING_DONE)


def _one(summarizer: "Summarizer[Any]", name: str, reporter: Reporter) -> "ArticleSummary":
    from summarizer.read import read_article

    article = read_article(name)
    with reporter.article(article.title or name) as progress:
        summarizer.client.on_tokens = progress.on_tokens
        summary: ArticleSummary = summarizer.summarize(article, progress.on_section)
        return summary
