"""A page as Markdown for a code host: tables where they read best, the sentences cited as footnotes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.render.clean import clean
from summarizer.render.figures import figures
from summarizer.render.page import Page, decisions_note, quoted, rejected_note
from summarizer.render.parts import Block, Line, Section
from summarizer.render.readings import sentences_of
from summarizer.render.view import View

_LINK = re.compile(r"[a-z][a-z0-9+.-]{0,30}://[^\s`|]*|www\.[^\s`|]*|[^\s`|]{0,80}@[^\s`|]*", re.IGNORECASE)
"""What code hosts turn into a link or a mention by themselves, also behind a backslash. It goes out as code.

The bounds keep a long text without spaces from being read again from each of its letters.
"""

_MEANING = re.compile(r"[\\`*_\[\]|~$#]")
_BEGINNING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[+\-=:]))")
"""Where a line begins like a list or a rule: "- ", "12. "."""

_PLAIN_URL = re.compile(r"https?://[!#-;=?-_a-z~]+", re.IGNORECASE)
"""A link without characters that end or change a Markdown link."""


def markdown(pages: Sequence[Page], view: View) -> str:
    """The pages one after another, the footnotes of all of them at the end."""
    documents = ["\n\n".join(_page(page, view)) + "\n" for page in pages]
    notes = [note for page in pages for note in _footnotes(page)] if view.sources else []
    return "\n---\n\n".join(documents) + "".join(f"\n{note}\n" for note in notes)


def escape(text: str) -> str:
    """Words of others as Markdown that shows them as they are: one line, no markup, no HTML, no link."""
    text = clean(text)
    parts, end = [], 0
    for found in _LINK.finditer(text):
        parts += [_escape_plain(text[end : found.start()]), f"`{found[0]}`"]
        end = found.end()
    escaped = "".join([*parts, _escape_plain(text[end:])])
    return _BEGINNING.sub(r"\1\\", escaped)


def _escape_plain(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MEANING.sub(r"\\\g<0>", text)


def _page(page: Page, view: View) -> Iterator[str]:
    """The blocks of a page; an empty line goes between them."""
    yield f"# {escape(page.title.text)}"
    yield _spaced((" · ".join(map(escape, page.title.notes)), _marks(page, page.title, view)))
    yield "\\\n".join(filter(None, (" · ".join(map(escape, page.about)), _url(page.url))))
    for section in page.sections:
        yield f"## {escape(section.heading)}"
        for block in section.blocks:
            if block.heading:
                yield f"### {escape(block.heading)}"
            yield "\n".join(_block(page, section, block, view))
    yield "## About this summary"
    yield "\n".join(_about(page, view))


def _block(page: Page, section: Section, block: Block, view: View) -> Iterator[str]:
    if section.layout == "matrix":
        return _matrix(page, block)
    if section.layout == "table":
        return _table(page, section, block, view)
    return (_item(page, line, view) for line in block.lines)


def _table(page: Page, section: Section, block: Block, view: View) -> Iterator[str]:
    """A row for each line; columns in which nothing is said are left out."""
    rows = [
        [escape(line.label), _text(line), *map(escape, line.notes), _marks(page, line, view)] for line in block.lines
    ]
    head = (*section.columns, "Source")
    filled = [place for place in range(len(head)) if any(row[place] for row in rows)]
    yield from _head([head[place] for place in filled])
    for row in rows:
        yield _cells([row[place] for place in filled])


def _matrix(page: Page, block: Block) -> Iterator[str]:
    """A column for each article, with the marks of its sentences; other lines of the page refer to the footnotes."""
    yield from _head(("Kind", "Fact", *(reading.key for reading in page.readings), "Independent"))
    for line in block.lines:
        cited = sentences_of(page.readings, line.evidence)
        cells = [
            ", ".join(reading.mark(sentence) for teller, sentence in cited if teller is reading)
            for reading in page.readings
        ]
        yield _cells([escape(line.label), _text(line), *cells, *map(escape, line.notes)])


def _head(columns: Sequence[str]) -> Iterator[str]:
    yield _cells(columns)
    yield _cells(["---"] * len(columns))


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _item(page: Page, line: Line, view: View) -> str:
    label = f"*{escape(line.label)}:*" if line.label else ""
    words = " · ".join([_text(line), *map(escape, filter(None, line.notes))])
    return f"- {_spaced((label, words, _marks(page, line, view)))}"


def _about(page: Page, view: View) -> Iterator[str]:
    for warning in page.warnings:
        yield f"- Warning: {escape(warning)}"
    if page.rejected:
        yield f"- {escape(rejected_note(page, view))}"
    for line in page.rejected if view.verbose else ():
        yield f"  {_item(page, line, view)}"
    if page.decisions:
        yield f"- {escape(decisions_note(page, view))}"
    for line in page.decisions if view.verbose else ():
        yield f"  {_item(page, line, view)}"
    if page.run:
        yield f"- {' · '.join(map(escape, (page.run.model, *figures([page.run]))))}"


def _text(line: Line) -> str:
    return f"**{escape(line.text)}**" if line.strong else escape(line.text)


def _spaced(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))


def _marks(page: Page, line: Line, view: View) -> str:
    return _references(page, page.marks(line), view)


def _references(page: Page, marks: Sequence[str], view: View) -> str:
    """References to the footnotes, or bare numbers where there are none."""
    if not view.sources:
        return f"\\[{', '.join(marks)}\\]" if marks else ""
    return " ".join(f"[^{_name(page, mark)}]" for mark in marks)


def _footnotes(page: Page) -> Iterator[str]:
    """The sentences in full, with their numbers, since code hosts count footnotes in their own way."""
    for reading in page.readings:
        whose = f"{reading.key}, {escape(reading.name)}, sentence" if reading.key else "Sentence"
        for source in reading.sources:
            name = _name(page, reading.mark(source.sentence))
            yield f"[^{name}]: {whose} {source.sentence}: {escape(quoted(source.quote))}"


def _name(page: Page, mark: str) -> str:
    """A footnote's name, unlike those of the other summaries in the file."""
    return mark if page.number is None else f"{page.number}-{mark}"


def _url(url: str | None) -> str:
    if not url:
        return ""
    return f"<{url}>" if _PLAIN_URL.fullmatch(url) else escape(url)
