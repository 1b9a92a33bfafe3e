"""`summarizer doctor`: whether a model answers."""

import typer

from summarizer.cli.options import DONE, NOTHING_DONE, BaseUrlOption, ModelOption


def doctor(model: ModelOption = None, base_url: BaseUrlOption = None) -> None:
    """Say which model would be used, whether it answers, and what to do if not."""
    from summarizer.doctor import examine

    raise typer.Exit(DONE if examine(model, base_url, typer.echo) else NOTHING_DONE)
