"""`summarizer schema`: what a summary holds, as JSON Schema."""

from typing import Annotated

import typer


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
