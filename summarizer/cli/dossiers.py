"""What `dossier` and `merge` share: options, grouping, updating, and what is said of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.options import Format
from summarizer.console import Reporter
from summarizer.errors import NotASummary
from summarizer.output import Output

if TYPE_CHECKING:
    from summarizer.render import Format as RenderFormat
    from summarizer_schemas import ArticleSummary, Changes, Dossier

    Merge = Callable[[Sequence[ArticleSummary | Dossier]], Dossier]

GroupOption = Annotated[
    bool, typer.Option("--group", help="The articles report several deals: make a dossier for each.")
]
UpdateOption = Annotated[
    Path | None,
    typer.Option(
        "--update",
        metavar="DOSSIER",
        help="Add to this dossier (JSON), which is written anew in its place, or to --output. "
        "What changed goes to stdout.",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Default: by the file's ending, else text on a terminal, else json."),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to stdout.")
]
TextOption = Annotated[
    bool,
    typer.Option(
        "--text/--no-text",
        help="Keep the articles' texts in the result; copies and corrections are told better with them.",
    ),
]


def saved_dossier(path: Path) -> "Dossier":
    """The dossier that a file holds.

    Raises:
        ArticleNotFound: it cannot be read.
        NotASummary: it holds no dossier.
    """
    from summarizer.saved import saved
    from summarizer_schemas import Dossier

    for told in saved(str(path)):
        if isinstance(told, Dossier):
            return told
        if isinstance(told, NotASummary):
            raise told
        break
    raise NotASummary(
        "There is no dossier in it.", hint="Give a file that dossier or merge wrote as JSON.", article=str(path)
    )


def output_of(
    path: Path | None, form: Format | None, *, group: bool, update: Path | None, text: bool, verbose: bool
) -> Output:
    """Where dossiers go; an updated one is JSON in the place of the old one, or where its new path says."""
    chosen: RenderFormat | None = form.value if form and not update else None
    return Output(path or update, chosen, several=group, with_text=text, verbose=verbose)


def check_options(group: bool, update: Path | None) -> None:
    """Refuse what cannot be done together."""
    if group and update:
        raise typer.BadParameter("A dossier is of one deal: use --group or --update, not both.", param_hint="--group")


def write_dossiers(
    told: "Sequence[ArticleSummary | Dossier]", merge: "Merge", out: Output, reporter: Reporter, *, group: bool
) -> None:
    """Merge all into one dossier, or each deal's articles into one of their own, and write what comes."""
    if not group:
        out.write(merge(told))
        return
    from summarizer.merging import group as grouped
    from summarizer.merging.collecting import collect

    groups = grouped(told)
    left_out = [each.article.id for each in collect(told)[0] if each.deal is None]
    for own in groups:
        out.write(merge(own))
    if left_out:
        reporter.note(f"no deal, so in no dossier: {', '.join(left_out)}")


def write_update(
    old: "Dossier",
    new: "Sequence[ArticleSummary | Dossier]",
    merge: "Merge",
    out: Output,
    form: Format | None,
) -> None:
    """Add to a dossier, write it, and print what changed."""
    import sys

    from summarizer.merging import changes

    dossier = merge([old, *new])
    out.write(dossier)
    changed = changes(old, dossier)
    readable = form not in (Format.JSON, Format.JSONL) if form else sys.stdout.isatty()
    sys.stdout.write(changes_text(changed) if readable else changed.model_dump_json(indent=2) + "\n")


def changes_text(changed: "Changes") -> str:
    """What changed, in lines of text that hold nothing a terminal obeys."""
    from summarizer.render.clean import clean

    told = [
        ("contradiction", f"{each.kind}, {each.about}: {_versions(each.versions)}") for each in changed.contradictions
    ]
    told += [("answered", each.what) for each in changed.answered]
    told += [
        ("corroborated", f"{each.section}: {each.what} ({each.before} → {each.after} independent)")
        for each in changed.corroborated
    ]
    told += [("new fact", f"{each.section}: {each.what}") for each in changed.new_facts]
    head = clean(f"{len(changed.articles)} new: {', '.join(changed.articles) or 'nothing'}")
    return "".join(f"{line}\n" for line in [head, *(f"  {label:<15}{clean(what)}" for label, what in told)])


def _versions(versions: "Sequence[object]") -> str:
    return " / ".join(f"{getattr(each, 'value', '')}" for each in versions)
