"""`summarizer merge`: finished summaries in, dossiers out, no model asked."""

import sys
from typing import TYPE_CHECKING, Annotated

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
from summarizer.cli.options import DONE, NOTHING_DONE, SOME_FAILED, close
from summarizer.console import Reporter
from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer_schemas import ArticleSummary, Dossier


def merge(
    summaries: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SUMMARIES]...",
            help='JSON or JSONL files that summarize, batch or dossier wrote, or "-" for standard input.',
        ),
    ] = None,
    group: GroupOption = False,
    update: UpdateOption = None,
    format: FormatOption = None,  # noqa: A002  the option's name
    output: OutputOption = None,
    text: TextOption = True,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show decisions and long sentences in full.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")] = False,
) -> None:
    r"""Merge finished summaries into a dossier: who agrees, who differs, what is new. Asks no model.

    \b
    summarizer merge summaries.jsonl --format text
    summarizer merge heap.jsonl --group -o dossiers.jsonl
    summarizer merge monday.jsonl --update dossier.json
    """
    from summarizer.merging import merge as merged

    check_options(group, update)
    names = summaries or ([] if update or sys.stdin.isatty() else ["-"])
    if not names and not update:
        raise typer.BadParameter('Name a file, or give one on standard input ("-").', param_hint="SUMMARIES")
    reporter = Reporter(verbose=verbose, quiet=quiet)
    out = output_of(output, format, group=group, update=update, text=text, verbose=verbose)
    failed = 0
    try:
        old = saved_dossier(update) if update else None
        told, failed = _read(names, reporter)
        if old:
            write_update(old, told, merged, out, format)
        elif told:
            write_dossiers(told, merged, out, reporter, group=group)
    except SummarizerError as error:
        reporter.error(error)
        failed += 1
    finally:
        failed += close(out, reporter)
    raise typer.Exit(DONE if not failed else SOME_FAILED if out.written else NOTHING_DONE)


def _read(names: list[str], reporter: Reporter) -> "tuple[list[ArticleSummary | Dossier], int]":
    """What the files hold, and how many entries could not be read."""
    from summarizer.saved import saved

    told: list[ArticleSummary | Dossier] = []
    failed = 0
    for name in names:
        try:
            for each in saved(name):
                if isinstance(each, SummarizerError):
                    reporter.error(each)
                    failed += 1
                else:
                    told.append(each)
        except SummarizerError as error:
            reporter.error(error)
            failed += 1
    return told, failed
