"""From bytes to characters, or the reason why there are none."""

import codecs
import re

from summarizer.errors import ArticleNotText
from summarizer.text.language import detect_language

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture, a sound or a film"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)

SAMPLE = 65_536
"""Bytes looked at to tell binary data from text and to guess an encoding."""

MAX_CONTROL_SHARE = 0.01
"""Control characters in text are stray; random bytes have 9 %."""

MAX_DAMAGE = 0.1
"""Broken UTF-8 sequences for each sound one beyond ASCII. With more it is not UTF-8 but another encoding."""

# fmt: off
LIKELY_ENCODINGS = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "iso8859_2",
    "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949",
]
# fmt: on
"""What text of the last thirty years is in when it is not in Unicode. Among all that Python knows, a French
sentence in windows-1252 is taken for Baltic cp775."""

WESTERN = "cp1252"
NEIGHBOURS_OF_WESTERN = {"cp1250", "cp1254", "cp1257", "iso8859_2"}
"""These agree with windows-1252 on most letters. A text in a Western language is hardly ever in one of them,
and a few accents do not tell."""

_CONTROL = bytes({*range(0x09), *range(0x0E, 0x20), 0x7F} - {0x1B})  # escape opens ISO-2022-JP's sequences
_ENCODED_PAIR = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """The text, and a sentence for each doubt about it.

    Tried in this order: byte-order mark, UTF-16 told by its zero bytes, UTF-8, the `declared` charset,
    damaged UTF-8, a guess.

    Raises:
        ArticleNotText: the content is binary; the message says what it looks like.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(encoding, data[len(mark) :])
    _refuse_known_formats(data)
    if utf_16 := _utf_16_without_mark(data[:SAMPLE]):
        return _decode_as(utf_16, data)
    _refuse_control_characters(data[:SAMPLE])
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    if b"\x00" in data:
        raise _not_text("binary data")
    damaged, warnings = _decode_as("utf-8", data)
    if damaged.count("\ufffd") <= MAX_DAMAGE * len(_ENCODED_PAIR.findall(data)):
        return damaged, warnings
    return _guess(data)


def _decode_as(encoding: str, data: bytes) -> tuple[str, list[str]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        warning = f"Bytes that are not {encoding.upper()} were replaced by U+FFFD."
        return data.decode(encoding, "replace"), [warning]


def _refuse_known_formats(data: bytes) -> None:
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise _not_text(what)
    if data[4:8] == b"ftyp":
        raise _not_text("a film or an AVIF picture")


def _refuse_control_characters(sample: bytes) -> None:
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls > MAX_CONTROL_SHARE * len(sample):
        raise _not_text("binary data")


def _utf_16_without_mark(sample: bytes) -> str | None:
    """Text in a European language has a zero in nearly every second byte, and nowhere else."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) / 4 and even < odd / 10:
        return "utf-16-le"
    if even > len(sample) / 4 and odd < even / 10:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> tuple[str, list[str]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], cp_isolation=LIKELY_ENCODINGS).best()
    encoding = best.encoding if best else WESTERN
    if encoding in NEIGHBOURS_OF_WESTERN and detect_language(data[:SAMPLE].decode(WESTERN, "replace")):
        encoding = WESTERN
    warning = f"The encoding is not stated; {encoding} was guessed."
    return data.decode(encoding, "replace"), [warning]


def _not_text(what: str) -> ArticleNotText:
    return ArticleNotText(f"This looks like {what}, not text.", hint="Save it as plain text or HTML and give that.")
