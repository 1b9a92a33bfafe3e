"""From a web page to the text of its article; trafilatura does the work, nothing is fetched."""

import codecs
import logging
import re

from summarizer.errors import ArticleNotText

HEAD_BYTES = 4_096
"""Where a page says that it is one and what its charset is. HTML wants that within 1,024 bytes; pages that
begin with a comment or with scripts need more."""

BEFORE_PAGE = b"\xef\xbb\xbf\xfe\xff \t\r\n"
TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|title|meta|div|p|h1)\b", re.IGNORECASE)
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
LANGUAGE = re.compile(r"""<html\b[^>]{0,2000}?\slang\s*=\s*["']?([A-Za-z]{2,3})\b""", re.IGNORECASE)

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
    label = stated[1].decode("ascii", "replace").lower() if stated else ""
    if not CHARSETS.match(label):
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return SUPERSETS.get(name, name)


def read_page(page: str) -> tuple[str, dict[str, str]]:
    """Text of the article, a blank line between paragraphs, and the fields of `Article` the page states.

    Comments, navigation and advertisements are left out; tables stay, which may hold the terms of a deal.

    Raises:
        ArticleNotText: no text was found.
    """
    import trafilatura

    # Without a handler of its own, what it logs on odd pages would reach the user's stderr.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    document = trafilatura.bare_extraction(
        page,
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
        # A date guessed from anywhere in the page may be that of a footer; unknown is better than wrong.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = getattr(document, "text", None)
    if not text:
        raise ArticleNotText(
            "No article was found in this page.",
            hint="Pages built by scripts are empty when their source is saved: copy the text into a file.",
        )
    stated = {
        "title": getattr(document, "title", None),
        "source": getattr(document, "sitename", None),
        "published": getattr(document, "date", None),
        "url": getattr(document, "url", None),
        "language": _language(page),
    }
    # One line is one paragraph here, however short; a blank line says so to the next stage.
    return re.sub(r"\n+", "\n\n", text), {field: value for field, value in stated.items() if value}


def _language(page: str) -> str | None:
    stated = LANGUAGE.search(page[:HEAD_BYTES])
    return stated[1].lower() if stated else None
