"""The command line: a thin skin over the library, one module a command.

Results go to stdout, everything else to stderr. Exit status: 0 all done, 1 nothing could be done, 2 wrong usage,
3 some articles failed and the rest are written, 4 stopped at the budget, 130 interrupted (what was finished is
written).
"""

from inspect import getdoc
from typing import Annotated

import typer

from summarizer.cli.batch import batch
from summarizer.cli.doctor import doctor
from summarizer.cli.dossier import dossier
from summarizer.cli.merge import merge
from summarizer.cli.report import report
from summarizer.cli.schema import schema
from summarizer.cli.summarize import summarize

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


for _command in (summarize, batch, dossier, merge, report, schema, doctor):
    # docstrings are raw: the mark that keeps the lines of examples apart stands in them as two characters
    app.command(help=(getdoc(_command) or "").replace(r"\b", "\b"))(_command)


def main() -> None:
    """The console script."""
    app()
