"""From a PDF to the text of its article and where each page begins; pypdfium2 (extra `pdf`) reads the characters.

PDFs know lines, not paragraphs. Lines come in the order in which they were set, which for columns is column by column;
what repeats at the top or the bottom of pages is dropped, words cut at a line's end are joined, and lines become
paragraphs by the room between them, their indentation, and where they end.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from summarizer.errors import ArticleNotText, ArticleTooLarge, SetupError
from summarizer.text.clean import clean

MAX_PAGES = 500
"""A long annual report; a news article has 1 to 30."""

MAX_PAGE_CHARACTERS = 100_000
"""A page in small print has 10,000."""

EDGE_LINES = 3
"""Lines at the top and at the bottom of a page that may be a header or a footer."""

REPEATED = 0.5
"""Share of the pages on which a line at the edge has to stand, its numbers aside, to be a header or a footer."""

FEW_LETTERS = 25
"""Letters a page: with fewer it is a picture of a page."""

GAP = 1.45
"""Times the usual distance of lines from which a paragraph begins. Set solid they stand 1.0 apart, paragraphs 1.5 to
2."""

ANOTHER_SIZE = 0.12
"""Share by which the height of the print has to differ to be another size."""

INDENT = 0.8
"""Times the height of a line by which a first line is set in."""

PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|pág\.?|pagina|página|стр\.?)?\s*\d{1,4}(?:\s*(?:/|of|von|de|di|из)\s*\d{1,4})?\W*", re.I
)
CUT_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
HYPHEN_OF_PDFIUM = "\ufffe"
"""Where pdfium has joined two lines of which the first ended in a hyphen."""

ENDS_SENTENCE = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")


@dataclass(frozen=True)
class PdfText:
    """The text of a PDF, a blank line between paragraphs."""

    text: str
    page_starts: tuple[int, ...]
    """Where in the text each page begins, in code points; the first page at index 0."""
    facts: dict[str, str]
    """The fields of `Article` that its properties state."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    height: float
    page: int


def read_pdf(data: bytes) -> PdfText:
    """The article of a PDF.

    Raises:
        SetupError: the extra `pdf` is not installed.
        ArticleNotText: a scan without text, an encrypted file, a damaged file.
        ArticleTooLarge: more than `MAX_PAGES`.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise SetupError("Reading PDFs needs pypdfium2.", hint="pip install 'deal-summarizer[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _explain(error) from error
    try:
        if len(document) > MAX_PAGES:
            raise ArticleTooLarge(
                f"The PDF has {len(document):,} pages; the limit is {MAX_PAGES}.", hint="Give the pages of one article."
            )
        facts = _facts(document)
        pages = [_lines(document, index, pypdfium2) for index in range(len(document))]
    finally:
        document.close()
    letters = sum(sum(map(str.isalnum, line.text)) for page in pages for line in page)
    if letters < FEW_LETTERS * min(len(pages), 4):
        raise ArticleNotText(
            "This PDF holds pictures of pages, not text.", hint="Run it through text recognition, such as ocrmypdf."
        )
    return _join(_without_edges(pages), facts)


def _explain(error: Exception) -> ArticleNotText:
    if "assword" in str(error) or "ecurity" in str(error):
        return ArticleNotText("This PDF is encrypted.", hint="Save it without its password.")
    return ArticleNotText("This PDF is damaged.", hint="Fetch it again, or save it anew from a reader.")


def _facts(document: Any) -> dict[str, str]:
    stated = document.get_metadata_dict(skip_empty=True)
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", stated.get("CreationDate", ""))
    fields = {
        "title": " ".join(stated.get("Title", "").split())[:400],
        "author": " ".join(stated.get("Author", "").split())[:400],
        "published": "-".join(made.groups()) if made else "",
    }
    # Word processors fill in the file's name.
    if re.search(r"\.(?:docx?|indd|qxd|pdf|tex|pages)$|^(?:microsoft word|untitled)", fields["title"], re.IGNORECASE):
        fields["title"] = ""
    return {name: value for name, value in fields.items() if value}


def _lines(document: Any, index: int, pdfium: Any) -> list[_Line]:
    """The lines of one page, in the order in which they are set; those of a page that is damaged are none."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return []
    try:
        count = min(text_page.count_chars(), MAX_PAGE_CHARACTERS)
        raw = text_page.get_text_range(0, count) if count > 0 else ""
        return list(_boxes(text_page, raw, count, index + 1))
    finally:
        text_page.close()
        page.close()


def _boxes(text_page: Any, raw: str, count: int, page: int) -> list[_Line]:
    """Each line with its place, from the boxes of its first and last characters."""
    lines: list[_Line] = []
    at = 0
    aligned = len(raw) == count  # else characters beyond the basic plane shift the boxes, and places are left out
    for part in re.split(r"(\r\n|\r|\n)", raw):
        text = clean(" ".join(_joined(part).split()))[0]
        if text and part.strip("\r\n"):
            first = at + len(part) - len(part.lstrip())
            last = at + len(part.rstrip()) - 1
            left, bottom, _, top = text_page.get_charbox(first, loose=True) if aligned else (0.0, 0.0, 0.0, 0.0)
            right = text_page.get_charbox(last, loose=True)[2] if aligned else 0.0
            lines.append(_Line(text, left, right, bottom, top - bottom, page))
        at += len(part)
    return lines


def _joined(line: str) -> str:
    """The line without the hyphens that a line's end gave to words."""
    first, *others = line.split(HYPHEN_OF_PDFIUM)
    return first + "".join(part if part[:1].islower() else f"-{part}" for part in others)


def _without_edges(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines but headers, footers and page numbers."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    often = max(2, REPEATED * len(pages) / 2)  # left and right pages may have headers of their own
    kept = []
    for page in pages:
        edge = {id(line) for line in _edge(page)}
        for line in page:
            at_edge = id(line) in edge
            if at_edge and (PAGE_NUMBER.fullmatch(line.text) or (len(pages) > 1 and counts[_key(line)] >= often)):
                continue
            kept.append(line)
    return kept


def _edge(page: Sequence[_Line]) -> list[_Line]:
    """The lines at the top and at the bottom of a page that are set apart from the text."""
    if len({line.bottom for line in page}) < 2:  # their places are not known
        return [*page[:EDGE_LINES], *page[EDGE_LINES:][-EDGE_LINES:]]
    downwards = sorted(page, key=lambda line: -line.bottom)
    usual = median(abs(a.bottom - b.bottom) for a, b in pairwise(page))
    return [*_set_apart(downwards, usual), *_set_apart(downwards[::-1], usual)]


def _set_apart(lines: Sequence[_Line], usual: float) -> Sequence[_Line]:
    """The first lines, up to where there is more room than between lines of text, or the print has another size."""
    for count in range(min(EDGE_LINES, len(lines) - 1), 0, -1):
        last, following = lines[count - 1], lines[count]
        room = abs(last.bottom - following.bottom)
        if room > GAP * usual or abs(last.height - following.height) > ANOTHER_SIZE * following.height:
            return lines[:count]
    return lines if len(lines) == 1 else []


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _join(lines: Sequence[_Line], facts: dict[str, str]) -> PdfText:
    """Lines to paragraphs, cut words to whole ones; where each page begins."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page]
    usual = median([step for step in steps if step > 0] or [0.0])
    text: list[str] = []
    length = 0
    starts: list[int] = []

    def add(piece: str) -> None:
        nonlocal length
        text.append(piece)
        length += len(piece)

    before: _Line | None = None
    margin = _margins(lines)
    for line in lines:
        if before is None:
            separator = ""
        elif _opens(before, line, usual, margin):
            separator = "\n\n"
        elif CUT_WORD.search(before.text):
            separator = ""
            if line.text[:1].islower():
                text[-1] = text[-1][:-1]
                length -= 1
        else:
            separator = " "
        add(separator)
        while len(starts) < line.page:
            starts.append(length)
        add(line.text)
        before = line
    return PdfText("".join(text), tuple(starts), facts)


def _margins(lines: Sequence[_Line]) -> dict[int, float]:
    """The right margin of each page: how far its longer lines reach."""
    reach: dict[int, list[float]] = {}
    for line in lines:
        reach.setdefault(line.page, []).append(line.right)
    return {page: sorted(ends)[int(0.8 * (len(ends) - 1))] for page, ends in reach.items()}


def _opens(before: _Line, line: _Line, usual: float, margin: dict[int, float]) -> bool:
    """Whether a line begins a paragraph."""
    ended = ENDS_SENTENCE.search(before.text) is not None
    if before.page != line.page or line.bottom > before.bottom:  # a new page or column goes on with the sentence
        return ended and not line.text[:1].islower()
    height = max(line.height, 1.0)
    if usual and before.bottom - line.bottom > GAP * usual and not CUT_WORD.search(before.text):
        return True
    if usual and abs(before.height - line.height) > 0.25 * height:
        return True  # a heading
    short = before.right < margin[before.page] - 6 * height
    return ended and (line.left > before.left + INDENT * height or short)
