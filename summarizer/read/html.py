"""From a web page to its article, in stages:

    1. parse      characters             → tree
    2. facts      JSON-LD, meta tags     → title, author, outlet, date, language, address   (metadata.py, headline.py)
    3. look       the whole page         → is it a wall, an error, a list?                  (walls.py)
    4. furniture  hidden nodes, boxes    → taken out of the tree                            (furniture.py)
    5. main text  several extractors     → the lines they agree on                          (blocks.py, main_text.py)
                  without other stories                                                     (teasers.py)
    6. day        beside the headline, where the facts have none                            (dated.py)

Nothing is fetched.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.errors import ArticleTooLarge, PageWithoutArticle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 40_000
"""Of a page's tree. The largest of 30 news pages had 9,000; extractors take a second for 10,000."""

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,30})\s[^<>]{4000,}>?")
"""Embedded pictures, data for scripts, and traps: a tag with 200,000 attributes keeps the parser busy for minutes."""

MAX_ATTRIBUTE = 2_000
"""Characters of an attribute, as long as an address may be. Patterns of the libraries that read descriptions take
quadratic time."""

ZERO_WIDTH = re.compile("[\u200b\u2060\u180e\ufeff\u00ad]")
"""Characters that show nothing and split words: invisible watermarks and hints for hyphenation. Joiners stay, which
Persian and emoji need."""

XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
SAVE_AGAIN = "Save the page again, or copy its text into a file."

HEAD_BYTES = 4_096
"""Where a page says that it is one and what its charset is. HTML wants that within 1,024 bytes; pages that
begin with a comment or with scripts need more."""

BEFORE_PAGE = b"\xef\xbb\xbf\xfe\xff \t\r\n"
TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|title|meta|div|p|h1)\b", re.IGNORECASE)
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
CHARSETS = re.compile(
    r"(?:cp|windows|iso-?8859|iso-?2022|latin|ascii|us-ascii|koi8|mac|gb|big5|euc|shift|s?jis|ks_c|tis)"
)
"""Beginnings of charsets pages are written in. Python knows more, among them some that decode anything to
nonsense; a page whose `meta` could be read is not in UTF-16, whatever it says."""

SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What browsers read where a page names the key (https://encoding.spec.whatwg.org/#names-and-labels)."""


def looks_like_html(data: bytes) -> bool:
    """Whether the content begins with a tag, and with one that pages begin with soon after."""
    head = data[:HEAD_BYTES].replace(b"\x00", b"").lstrip(BEFORE_PAGE)
    return re.match(rb"<[!?a-zA-Z]", head) is not None and TAG.search(head) is not None


def charset_of_page(data: bytes) -> str | None:
    """Python's name of the encoding the page states, None if it states none that Python knows."""
    stated = CHARSET.search(data[:HEAD_BYTES])
    return charset_named(stated[1].decode("ascii", "replace")) if stated else None


def charset_named(label: str | None) -> str | None:
    """Python's name of an encoding as browsers understand its label; None when no page can be in it."""
    label = (label or "").lower()
    if not CHARSETS.match(label):
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return SUPERSETS.get(name, name)


@dataclass(frozen=True)
class Page:
    """A page that was read."""

    text: str
    """The article, a blank line between paragraphs; the headline is not part of it."""
    facts: dict[str, str]
    """The fields of `Article` that the page states."""
    warnings: tuple[str, ...]


def read_page(page: str, url: str | None = None) -> Page:
    """The article of a page: what it says about itself, and the lines that are its main text.

    Left out are the headline (it is the title), captions, comments, navigation, teasers of other stories, forms and
    whatever is hidden; tables stay, which may hold the terms of a deal.

    Args:
        page: HTML.
        url: where it came from; used where the page does not name its address.

    Raises:
        PageWithoutArticle: the page asks to subscribe, reports an error, lists stories, needs scripts, or is empty.
    """
    from summarizer.read.furniture import remove_furniture
    from summarizer.read.main_text import main_text
    from summarizer.read.metadata import page_facts
    from summarizer.read.walls import judge, look_at

    tree = _parse(page)
    facts = page_facts(tree, url)
    seen = look_at(tree)
    remove_furniture(tree)
    text = main_text(tree, facts)
    warnings = judge(seen, facts, text)
    stated = {
        "title": facts.title,
        "author": facts.author,
        "source": facts.source,
        "published": facts.published or text.day,
        "url": facts.url,
        "language": facts.language,
    }
    # One line is one paragraph here, however short; a blank line says so to the next stage.
    return Page("\n\n".join(text.paragraphs), {field: value for field, value in stated.items() if value}, warnings)


def _parse(page: str) -> "HtmlElement":
    import lxml.html

    # An XML declaration that names a charset makes lxml refuse text that is decoded already.
    page = XML_DECLARATION.sub("", page.replace("\x00", ""), count=1)
    try:
        tree = lxml.html.document_fromstring(LONG_TAG.sub(r"<\1>", ZERO_WIDTH.sub("", page)), ensure_head_body=True)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise PageWithoutArticle("This page has no content.", hint=SAVE_AGAIN) from error
    if sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise ArticleTooLarge(f"The page has more than {MAX_ELEMENTS:,} elements.", hint="Save its text and give that.")
    _mend(tree)
    return tree


def _mend(tree: "HtmlElement") -> None:
    """Cut long attributes, and take out characters that a page may have and that lxml gives but does not take."""
    for element in tree.iter():
        if element.text and NOT_XML.search(element.text):
            element.text = NOT_XML.sub("", element.text)
        if element.tail and NOT_XML.search(element.tail):
            element.tail = NOT_XML.sub("", element.tail)
        for name, value in element.attrib.items():
            if len(value) > MAX_ATTRIBUTE:
                element.set(name, NOT_XML.sub("", value[:MAX_ATTRIBUTE]))
