"""`summarizer report`: saved summaries and dossiers as something to read, print and send."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.options import DONE, INTERRUPTED, NOTHING_DONE, SOME_FAILED, Format, close
from summarizer.console import Reporter
from summarizer.errors import SummarizerError
from summarizer.output import Output


def report(
    summaries: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SUMMARIES]...",
            help='JSON or JSONL files that summarize, batch or dossier wrote, or "-" for standard input.',
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help='"report.html" is one file, which has to fit in memory. Without such an ending it is a folder: a page '
            "each, and an index of them to sort, search and filter. Default: stdout.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002  the option's name
        Format | None,
        typer.Option("--format", "-f", help="Default: by the file's ending, else text on a terminal, else html."),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text/--no-text", help="Show the articles, or only the words that facts rest on.")
    ] = True,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List rejected facts in text and Markdown.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")] = False,
) -> None:
    r"""Make reports of saved summaries and dossiers: one HTML file each, which needs no network.

    \b
    summarizer report summary.json -o report.html
    summarizer report summaries.jsonl -o reports/
    summarizer report dossier.json --format markdown
    """
    from summarizer.saved import saved

    names = summaries or ([] if sys.stdin.isatty() else ["-"])
    if not names:
        raise typer.BadParameter('Name a file, or give one on standard input ("-").', param_hint="SUMMARIES")
    if output and output.exists() and any(Path(name).exists() and output.samefile(name) for name in names):
        raise typer.BadParameter("The report would replace what it is made of.", param_hint="--output")
    reporter = Reporter(verbose=verbose, quiet=quiet)
    plain = output is None and sys.stdout.isatty()
    named = bool(output and output.suffix)
    form = format or (Format.TEXT if plain else None if named else Format.HTML)
    out = Output(output, form.value if form else None, several=True, with_text=text, verbose=verbose)
    failed = 0
    try:
        for name in names:
            for told in saved(name):
                if isinstance(told, SummarizerError):
                    reporter.error(told)
                    failed += 1
                else:
                    out.write(told)
    except SummarizerError as error:
        reporter.error(error)
        failed += 1
    except KeyboardInterrupt:
        reporter.note(f"interrupted; {out.written} written")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        failed += close(out, reporter)
    if output and out.written:
        reporter.note(f"{out.written:,} report{'' if out.written == 1 else 's'} in {output}")
    raise typer.Exit(DONE if not failed else SOME_FAILED if out.written else NOTHING_DONE)
