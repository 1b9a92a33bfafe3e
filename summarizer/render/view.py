"""How a summary is to be shown."""

import os
from dataclasses import dataclass
from typing import Literal, Self, TextIO

Format = Literal["text", "markdown", "html", "json", "jsonl"]

USUAL = 80
"""Columns where nothing tells."""

WIDEST = 120
"""Columns; longer lines of prose lose the eye on the way back."""


@dataclass(frozen=True, slots=True)
class View:
    """How a summary is to be shown; what a format has no use for is ignored.

    Attributes:
        width: columns of the terminal. [text]
        colour: whether escape sequences for colour and weight are allowed. [text]
        encoding: of the stream; letters it does not have are replaced. [text]
        sources: whether the cited sentences are quoted at the end. [text, markdown]
        verbose: whether rejected facts are listed, and long sentences quoted in full. [text, markdown]
        number: place of the summary among several that are written one by one, from 1. [markdown]
        article_text: whether the articles' texts stay; without them a web page shows the quotes. [html, json, jsonl]
        index: file name of the index that the page is listed in, for a link to it. [html]
    """

    width: int = USUAL
    colour: bool = False
    encoding: str = "utf-8"
    sources: bool = True
    verbose: bool = False
    number: int | None = None
    article_text: bool = True
    index: str | None = None

    @classmethod
    def of(cls, stream: TextIO, *, sources: bool = True, verbose: bool = False) -> Self:
        """The view that fits a stream: its width, its encoding, colour on a terminal without `NO_COLOR`.

        What goes into a file or a pipe does not depend on the terminal it was started from.
        """
        from rich.console import Console

        console = Console(file=stream)
        measured = console.is_terminal or "COLUMNS" in os.environ
        return cls(
            width=min(console.width, WIDEST) if measured else USUAL,
            colour=console.color_system is not None and not os.environ.get("NO_COLOR"),
            encoding=stream.encoding or "utf-8",
            sources=sources,
            verbose=verbose,
        )
