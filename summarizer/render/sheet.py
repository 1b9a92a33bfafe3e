"""A sheet of terminal text that is written from top to bottom: hanging indents, nothing cut."""

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from summarizer.render.clean import TIE, clean, encodable
from summarizer.render.view import View

NARROWEST = 24
"""Columns; below, labels and indents leave no room for words."""


class Sheet:
    """Lines of styled text, at most as wide as the view (or `NARROWEST`)."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.width = max(view.width, NARROWEST)
        self._rows: list[Text] = []
        self._console = Console(
            file=StringIO(),
            width=self.width,
            force_terminal=view.colour,
            color_system="standard" if view.colour else None,  # the terminal's own sixteen, light or dark
            no_color=False,  # the view has decided
            legacy_windows=False,
        )

    def words(self, words: str, style: str = "", *, tied: bool = False) -> Text:
        """Styled words: harmless, in letters that the encoding has, markup left as it is.

        Args:
            words: of the article, the model or ours.
            style: a style of rich.
            tied: whether they must stay on one line.
        """
        written = encodable(clean(words), self.view.encoding)
        # appended, since the style of a Text as a whole would run on into what is appended to it later
        return Text().append(written.replace(" ", TIE) if tied else written, style)

    def ornament(self, character: str) -> str:
        """A character of ours, with the spaces around it, or what ASCII has for it."""
        return encodable(character, self.view.encoding)

    def space(self, rows: int = 1) -> None:
        """Empty rows."""
        self._rows.extend(Text() for _ in range(rows))

    def rule(self, character: str, style: str) -> None:
        """A line from edge to edge."""
        self._rows.append(Text(self.ornament(character) * self.width, style))

    def put(self, body: Text, *, indent: int = 0, label: Text | None = None, column: int = 0) -> None:
        """A body that wraps under its own beginning, behind an indent and a label.

        Args:
            body: the words.
            indent: columns before the label.
            label: stands in a column of its own; one that is wider than its column gets a row for itself.
            column: columns of the label with its gap.
        """
        left = min(indent + column, self.width // 2)
        if label is not None and indent + cell_len(label.plain) >= left:
            self.put(label, indent=indent)
            label = None
        for line in body.wrap(self._console, self.width - left, overflow="fold"):
            row = Text(" " * indent)
            if label is not None:
                row.append_text(label)
                label = None
            row.append(" " * (left - cell_len(row.plain)))
            row.append_text(line)
            row.rstrip()
            self._rows.append(row)

    def text(self) -> str:
        """Everything written, each line ended; escape sequences only where the view allows colour."""
        with self._console.capture() as captured:
            for row in self._rows:
                self._console.print(row, soft_wrap=True, highlight=False)
        return captured.get().replace(TIE, " ")
