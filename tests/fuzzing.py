"""Damaged and hostile inputs of every format, made from seeds; the same number gives the same input."""

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

PAGES = Path(__file__).parent / "pages"

RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Quarry news</title>'
    + "".join(
        f"<item><title>Story {n}</title><link>https://quarry.example/{n}</link><guid>q{n}</guid>"
        f"<pubDate>Mon, 02 Mar 2026 08:0{n}:00 GMT</pubDate><description>Short.</description></item>"
        for n in range(5)
    )
    + "</channel></rss>"
).encode()
MAIL = (
    b"From: Agency <desk@agency.example>\r\nSubject: Quarry sold\r\nDate: Mon, 02 Mar 2026 08:00:00 +0000\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTarn sold its quarry for $3 million.\r\n"
)
HOSTILE = [
    *(
        b"<div>",
        b"</p>",
        b"<!--",
        b"]]>",
        b"<script>",
        b"&#x110000;",
        b"&#0;",
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b'"',
    ),
    *(
        b"<![CDATA[",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"&a;",
        b"<table><tr>",
        b"\xe2\x80\xae",
        b"%PDF-",
        b"PK\x03\x04",
    ),
    *(
        b"charset=utf-7",
        b'{"@type":',
        b"<style>}",
        b"obj<<",
        b"/Length 99999999",
        b"/Kids [1 0 R]",
        b"xref\n0 9999999\n",
    ),
]


def docx() -> bytes:
    """A small Word document."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "".join(f"<w:p><w:r><w:t>Line {n} of the contract.</w:t></w:r></w:p>" for n in range(20))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{paragraphs}</w:body></w:document>'
        )
    return packed.getvalue()


def pdf() -> bytes:
    """A PDF of two pages."""
    from fpdf import FPDF

    made = FPDF()
    for page in range(2):
        made.add_page()
        made.set_font("times", size=11)
        made.write(5, f"On page {page} Tarn sold its quarry to the Halden family for 3 million dollars. " * 10)
    return bytes(made.output())


def seeds() -> list[bytes]:
    """One input of each kind, all of which can be read."""
    pages = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
    texts = [
        json.loads((PAGES / "gold.json").read_text())["ru-severny-vestnik"]["title"].encode(coding) * 9
        for coding in ("utf-8", "utf-16", "cp1251")
    ]
    return [*pages, *texts, RSS, RSS, RSS, MAIL, MAIL, docx(), docx(), pdf(), pdf(), pdf(), pdf()]


def mutate(data: bytes, random_: random.Random) -> bytes:
    """One to six of: bytes changed, a piece cut, doubled, moved, a hostile piece put in, the end cut, packed."""
    made = bytearray(data)
    for _ in range(random_.randint(1, 6)):
        random_.choice(MUTATIONS)(made, random_)
    return bytes(made[:400_000])


def _place(made: bytearray, random_: random.Random) -> slice:
    start = random_.randrange(len(made) + 1)
    return slice(start, start + random_.choice([1, 4, 30, 300]))


def _flip(made: bytearray, random_: random.Random) -> None:
    for _ in range(random_.choice([1, 5, 50])):
        if made:
            made[random_.randrange(len(made))] = random_.randrange(256)


def _cut(made: bytearray, random_: random.Random) -> None:
    del made[_place(made, random_)]


def _repeat(made: bytearray, random_: random.Random) -> None:
    place = _place(made, random_)
    made[place] = made[place] * random_.choice([2, 10, 200])


def _move(made: bytearray, random_: random.Random) -> None:
    place = _place(made, random_)
    piece = made[place]
    del made[place]
    at = random_.randrange(len(made) + 1)
    made[at:at] = piece


def _insert(made: bytearray, random_: random.Random) -> None:
    at = random_.randrange(len(made) + 1)
    made[at:at] = random_.choice(HOSTILE) * random_.choice([1, 1, 1, 50, 1000])


def _truncate(made: bytearray, random_: random.Random) -> None:
    del made[random_.randrange(len(made) + 1) :]


def _pack(made: bytearray, random_: random.Random) -> None:
    if random_.random() < 0.1:
        made[:] = gzip.compress(bytes(made))


MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [_flip, _cut, _repeat, _move, _insert, _truncate, _pack]
