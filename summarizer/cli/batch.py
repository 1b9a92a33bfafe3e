"""`summarizer batch`: many articles in, a line each out, nothing lost and nothing paid twice."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.options import (
    INTERRUPTED,
    NOTHING_DONE,
    AllowPrivateOption,
    BaseUrlOption,
    LanguageOption,
    ModelOption,
    SavePagesOption,
    TimeoutOption,
    fetch_options,
    summarizer_of,
)
from summarizer.console import Reporter
from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.model.choose import Price

PACKED = (".gz", ".zst")


def batch(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT...",
            help="Tables (.jsonl, .csv, .tsv, .parquet), articles (.txt, .html, .pdf, …), any of them packed "
            "(.gz, .zst), feeds (.rss, .atom, .xml), links to articles or feeds, folders, "
            'patterns ("news/*.html"), or "-" for a path, a link or a JSON row a line on standard input.',
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help='Results: OUT.jsonl, OUT.parquet, or "-" for stdout.'),
    ] = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=COLUMN",
            help="What a table calls id, text, html, path, title, source, published or url: --field text=body.",
        ),
    ] = None,
    concurrency: Annotated[
        int | None,
        typer.Option(
            min=1, max=1000, metavar="N", help="Requests in flight at most. Default: what suits the model's provider."
        ),
    ] = None,
    rpm: Annotated[float | None, typer.Option(min=0.1, metavar="N", help="Requests a minute at most.")] = None,
    tpm: Annotated[
        float | None, typer.Option(min=1, metavar="N", help="Tokens a minute at most, read and written.")
    ] = None,
    max_cost: Annotated[
        float | None,
        typer.Option(min=0, metavar="USD", help="Stop before all runs into OUT have cost more. Status 4."),
    ] = None,
    max_tokens: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Stop before all runs into OUT have used more tokens. Status 4."),
    ] = None,
    price: Annotated[
        str | None,
        typer.Option(
            metavar="IN,OUT[,CACHED]",
            help="Dollars for a million tokens, where the price table does not know the model: --price 0.25,2.",
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.1, metavar="SECONDS", help="Longest wait for one answer. Default: 120, or 600 at home."),
    ] = None,
    ordered: Annotated[bool, typer.Option("--ordered", help="Results in the order of the input.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed in an earlier run.")
    ] = False,
    language: LanguageOption = "en",
    save_pages: SavePagesOption = None,
    allow_private: AllowPrivateOption = False,
    fetch_seconds: TimeoutOption = 30.0,
    text: Annotated[bool, typer.Option("--text", help="Keep the articles' texts in the results.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count articles, tokens and dollars; ask nothing, write nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")] = False,
) -> None:
    r"""Summarise many articles.

    Each result is kept as soon as it is there. The same command again continues where the last one stopped, and
    costs nothing for what is done. What fails goes to OUT.failures.jsonl (OUT.parquet.failures.jsonl for
    OUT.parquet), with what to try, and the run goes on. Ctrl-C once finishes what is under way; twice stops at once.

    \b
    summarizer batch articles.jsonl -o summaries.jsonl
    summarizer batch news/ -o summaries.jsonl --model openai/gpt-5-mini --max-cost 5 --rpm 500
    summarizer batch articles.csv.gz --field text=body -o summaries.parquet --ordered
    summarizer batch https://example.com/business.rss -o summaries.jsonl --save-pages pages/
    summarizer batch articles.jsonl --dry-run
    find news -name '*.html' | summarizer batch - -o - | jq .deal.title
    """
    names = inputs or ([] if sys.stdin.isatty() else ["-"])
    if not names:
        raise typer.BadParameter('Name what to read, or give it on standard input ("-").', param_hint="INPUT")
    if output is None and not dry_run:
        raise typer.BadParameter('Name the file for the results, or "-" for standard output.', param_hint="--output")
    if output and output.suffix.lower() in PACKED:
        raise typer.BadParameter("Results are written as .jsonl or .parquet, not packed.", param_hint="--output")
    fields, cost = _fields(field or []), _price(price)
    from summarizer.batch import BatchOptions
    from summarizer.cli.batch_job import Job

    reporter = Reporter(quiet=quiet)
    options = BatchOptions(concurrency, rpm, tpm, max_cost, max_tokens, ordered, retry_failed)
    try:
        summarizer = summarizer_of(model, base_url, reporter, language=language, price=cost, join=not dry_run)
        fetch = fetch_options(allow_private=allow_private, save_pages=save_pages, seconds=fetch_seconds)
        job = Job(summarizer, names, fields, output, options, reporter, fetch, with_text=text, timeout=timeout)
        status = job.estimate() if dry_run else job.run()
    except SummarizerError as error:
        reporter.error(error)
        raise typer.Exit(NOTHING_DONE) from None
    except KeyboardInterrupt:  # before the work began
        raise typer.Exit(INTERRUPTED) from None
    raise typer.Exit(status)


def _fields(given: list[str]) -> dict[str, str]:
    from summarizer.batch.entries import FIELDS

    fields = dict(each.partition("=")[::2] for each in given)
    for name, column in fields.items():
        if name not in FIELDS or not column:
            raise typer.BadParameter(
                f"{name!r}: write NAME=COLUMN, with a name of {', '.join(FIELDS)}.", param_hint="--field"
            )
    return fields


def _price(given: str | None) -> "Price | None":
    from summarizer.model.choose import Price

    if given is None:
        return None
    try:
        numbers = [float(each) for each in given.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in (2, 3) or not all(0 <= number < float("inf") for number in numbers):
        raise typer.BadParameter(
            "Write two or three numbers: --price 0.25,2 or --price 0.25,2,0.03.", param_hint="--price"
        )
    return Price(*numbers)
