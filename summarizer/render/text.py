"""A page as text for a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from summarizer.render.figures import figures
from summarizer.render.page import Page, decisions_note, quoted, rejected_note
from summarizer.render.parts import Line, Section
from summarizer.render.readings import sentences_of
from summarizer.render.sections import NO_ANSWER
from summarizer.render.sheet import Sheet
from summarizer.render.sources import clipped
from summarizer.render.view import View
from summarizer_schemas import Run

LABEL = 17
"""Columns of the longest label of ours ("government agency"); a longer one gets a row of its own."""

TEXT_COLUMN = 16
"""Where the words begin behind a label, so that sections line up: an indented "government" fits before it."""

SOURCE = 240
"""Code points quoted of a sentence: most sentences of news are shorter, and three rows are soon read."""

TIED = 30
"""Code points of a part of the head or foot that stays on one line."""

TIED_MARKS = 8
"""Numbers of sentences that stay on one line; more of them may break, or they would not fit."""

_COLOURS = (
    dict.fromkeys(("supports", "completed", "signed", "agreed", "under way"), "green")
    | dict.fromkeys(("opposes", "suspended", "cancelled"), "red")
    | dict.fromkeys(("mixed", "planned", "rumoured", "negotiating", "status unclear", NO_ANSWER), "yellow")
    | {"happened": "dim"}
)
_MARK, _FAINT, _HEADING = "cyan", "dim", "bold blue"


def text(pages: Sequence[Page], view: View) -> str:
    """The pages one after another; escape sequences only where the view allows colour."""
    sheet = Sheet(view)
    for place, page in enumerate(pages):
        if place:
            sheet.space(2)
        _head(sheet, page)
        for section in page.sections:
            _section(sheet, page, section)
        if view.sources and any(reading.sources for reading in page.readings):
            _sources(sheet, page)
        _foot(sheet, page)
    return sheet.text()


def usage_line(runs: Run | Iterable[Run], view: View | None = None) -> str:
    """What some runs used: "3 requests · 6,420 tokens in (4,100 cached) · 812 out · 4.2 s · $0.0031".

    Without a line end. One run of unknown price makes it "cost unknown".
    """
    told = figures([runs] if isinstance(runs, Run) else runs)
    return Sheet(view or View()).ornament(" · ".join(told))


def _head(sheet: Sheet, page: Page) -> None:
    sheet.rule("━", _HEADING)
    sheet.put(sheet.words(page.title.text, "bold"))
    if page.title.notes:
        sheet.put(_with_marks(sheet, _with_notes(sheet, sheet.words(""), page.title), page.marks(page.title)))
    sheet.put(_joined(sheet, page.about))
    if page.url:
        sheet.put(sheet.words(page.url, _FAINT))


def _section(sheet: Sheet, page: Page, section: Section) -> None:
    _heading(sheet, section.heading)
    rows = [[_row(sheet, page, section, line) for line in block.lines] for block in section.blocks]
    widths = (cell_len(row.label) for block in rows for row in block)
    column = max(width for width in (0, *widths) if width <= LABEL) + 2
    for place, block in enumerate(section.blocks):
        if place and section.layout in ("cards", "versions"):
            sheet.space()
        _block(sheet, block.heading, rows[place], column)


class _Row(NamedTuple):
    label: str
    body: Text


def _row(sheet: Sheet, page: Page, section: Section, line: Line) -> _Row:
    body = sheet.words(line.text, "bold" if line.strong else _COLOURS.get(line.text, ""))
    if section.layout == "matrix":
        notes = (line.label, *(f"{witnesses} independent" for witnesses in line.notes))
        return _Row(_tellers(page, line), _with_notes(sheet, body, replace(line, notes=notes)))
    return _Row(line.label, _with_marks(sheet, _with_notes(sheet, body, line), page.marks(line)))


def _tellers(page: Page, line: Line) -> str:
    """The keys of the articles that say so, in columns ("A·C")."""
    cited = {reading.key for reading, _ in sentences_of(page.readings, line.evidence)}
    return "".join(reading.key if reading.key in cited else "·" for reading in page.readings)


def _heading(sheet: Sheet, heading: str) -> None:
    sheet.space()
    sheet.put(sheet.words(heading, _HEADING))


def _block(sheet: Sheet, heading: str, rows: Sequence[_Row], column: int) -> None:
    indent = 2
    if heading:
        sheet.put(sheet.words(heading, f"bold {_COLOURS.get(heading.lower(), '')}"), indent=indent)
        indent = 4
    for row in rows:
        if row.label:
            label, before = sheet.words(row.label, _FAINT), max(column, TEXT_COLUMN - indent)
        else:
            label, before = Text(sheet.ornament("•"), _FAINT), 2
        sheet.put(row.body, indent=indent, label=label, column=before)


def _with_notes(sheet: Sheet, body: Text, line: Line) -> Text:
    """The words of a line and what is added to them."""
    for note in filter(None, line.notes):
        if body:
            body.append(sheet.ornament(" · "), _FAINT)
        body.append_text(sheet.words(note, _COLOURS.get(note, "")))
    return body


def _with_marks(sheet: Sheet, body: Text, marks: Sequence[str]) -> Text:
    """Behind the words, the sentences that say so."""
    if marks:
        body.append(" ")
        body.append_text(sheet.words(f"[{', '.join(marks)}]", _MARK, tied=len(marks) <= TIED_MARKS))
    return body


def _sources(sheet: Sheet, page: Page) -> None:
    """The sentences cited, each once; those that the overview holds word for word are only pointed at."""
    _heading(sheet, "Sources")
    for reading in page.readings:
        if reading.key and reading.sources:
            sheet.put(sheet.words(reading.name, "bold"), indent=2, label=sheet.words(reading.key, _MARK), column=3)
        marked = [(reading.mark(source.sentence), source) for source in reading.sources]
        column = max((len(mark) for mark, _ in marked), default=0) + 3
        for mark, source in marked:
            if mark not in page.quoted:
                quote = sheet.words(quoted(source.quote if sheet.view.verbose else clipped(source, SOURCE)), _FAINT)
                sheet.put(quote, indent=2, label=sheet.words(f"[{mark}]", _MARK), column=column)
    if page.quoted:
        marks = [mark for reading in page.readings for mark in reading.marks() if mark in page.quoted]
        verb = "stands" if len(marks) == 1 else "stand"
        body = sheet.words(f"[{', '.join(marks)}]", _MARK).append(" ")
        sheet.put(body.append_text(sheet.words(f"{verb} in the overview, word for word", _FAINT)), indent=2)


def _foot(sheet: Sheet, page: Page) -> None:
    sheet.space()
    sheet.rule("─", _FAINT)
    for warning in page.warnings:
        sheet.put(sheet.words(warning), label=sheet.words("warning", "yellow"), column=9)
    if page.rejected:
        sheet.put(sheet.words(rejected_note(page, sheet.view), _FAINT))
    _folded(sheet, page.rejected)
    if page.decisions:
        sheet.put(sheet.words(decisions_note(page, sheet.view), _FAINT))
    _folded(sheet, page.decisions)
    if page.run:
        sheet.put(_joined(sheet, (page.run.model, *figures([page.run]))))


def _folded(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Lines that are only told to those who want all of it."""
    for line in lines if sheet.view.verbose else ():
        body = _with_notes(sheet, sheet.words(line.text), line)
        sheet.put(body, indent=2, label=sheet.words(line.label, _FAINT), column=TEXT_COLUMN - 2)


def _joined(sheet: Sheet, parts: Iterable[str]) -> Text:
    """Parts of a faint line; the short ones are not broken."""
    return Text(sheet.ornament(" · "), _FAINT).join(sheet.words(each, _FAINT, tied=len(each) <= TIED) for each in parts)
