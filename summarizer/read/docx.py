"""From a Word document (`.docx`) to its text: a ZIP archive with the paragraphs as XML, read within limits."""

import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import ParseError

from summarizer.errors import ArticleNotText, ArticleTooLarge

DOCUMENT = "word/document.xml"
MAX_XML_BYTES = 50_000_000
"""Unpacked. A book of 200,000 words has 10 MB."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DELETED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText"})


def read_docx(data: bytes) -> str:
    """The text of a document, a blank line between paragraphs; tables row by row, what was deleted left out.

    Raises:
        ArticleNotText: another kind of archive, or a damaged one.
        ArticleTooLarge: it unpacks to more than `MAX_XML_BYTES`.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(DOCUMENT) as stream:
            xml = stream.read(MAX_XML_BYTES + 1)
        if len(xml) > MAX_XML_BYTES:
            raise ArticleTooLarge("The document unpacks to too much.", hint="Copy its text into a file.")
        root = fromstring(xml, forbid_dtd=True)
    except KeyError as error:
        raise ArticleNotText(
            "This looks like a ZIP archive or an Office document, not text.",
            hint="Save it as plain text or HTML and give that.",
        ) from error
    except (
        *(zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, OSError, EOFError, ValueError),
        *(NotImplementedError, RuntimeError, RecursionError, LookupError),  # compressions, passwords, encodings
    ) as error:
        raise ArticleNotText("This Word document is damaged or encrypted.", hint="Save it anew.") from error
    lines: list[str] = []
    words: list[str] = []
    waiting = [(root, False)]
    while waiting:  # a stack of our own: documents can be nested deeper than Python calls
        element, left = waiting.pop()
        if left:
            if element.tag == f"{W}p":
                lines.append(" ".join("".join(words).split()))
                words.clear()
            continue
        if element.tag in DELETED:
            continue
        if element.tag == f"{W}t":
            words.append(element.text or "")
        elif element.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            words.append(" ")
        waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))
    return "\n\n".join(filter(None, lines))
