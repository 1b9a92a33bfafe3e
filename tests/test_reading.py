"""`read_article`: files, streams and pages, in any encoding, and what cannot be read."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import ArticleEmpty, ArticleError, ArticleNotFound, ArticleNotText, ArticleTooLarge
from summarizer.read import read_article
from summarizer.read.reader import MAX_PAGE_BYTES, MAX_TEXT_BYTES

BODY = [
    "Northwind Mining said on Monday that it would sell its cobalt unit to Lakeside Metals for $40 million.",
    "Workers’ unions said they “were not asked”. The firm denied that.",
]
PAGE = f"""<!-- saved page -->
<!DOCTYPE html><html class="wide" lang="en-GB"><head>
<title>Northwind sells cobalt unit - Harbour Times</title>
<meta property="og:site_name" content="Harbour Times">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<link rel="canonical" href="https://harbour.example/cobalt"><script>var wide = 1;</script></head><body>
<nav><a href="/">Home</a> <a href="/b">Business</a></nav><article><h1>Northwind sells cobalt unit</h1>
<p>{BODY[0]}</p><p>{BODY[1]}</p><ul><li>Price: $40m</li></ul></article>
<div id="comments"><p>Nice article, I agree with every word of it!</p></div><footer>Copyright 2019</footer>
</body></html>"""


def read(data: bytes) -> str:
    return read_article(io.BytesIO(data)).text


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "deal.txt"
    path.write_bytes("\ufeffNorthwind sells its unit\r\n\r\nIt was sold. It is done.".encode())
    return path


def test_a_text_file_is_an_article(text_file: Path) -> None:
    """Its text is published with clean line breaks, and its first line is the title."""
    article = read_article(text_file)
    assert article.text == "Northwind sells its unit\n\nIt was sold. It is done."
    assert article.title == "Northwind sells its unit"
    assert [sentence.text for sentence in article.sentences][1:] == ["It was sold.", "It is done."]
    assert read_article(str(text_file)) == article


def test_what_the_caller_knows_wins(text_file: Path) -> None:
    """Id, title, date and language that are given replace those found."""
    article = read_article(text_file, id="a1", title="Sold", published="2024", language="de")
    assert (article.id, article.title, article.published, article.language) == ("a1", "Sold", "2024", "de")
    page = read_article(io.BytesIO(PAGE.encode()), title="Sold", published="2024", language="de")
    assert (page.title, page.published, page.language) == ("Sold", "2024", "de")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Unit sold\n\nIt was sold for cash.", "Unit sold"),
        ("Unit sold: why?\nIt was sold for cash.", "Unit sold: why?"),
        ("It was sold.\n\nFor cash.", None),
        ("Unit sold", None),
        (
            "Northwind Mining sells the unit that mines all of its\ncobalt and nickel to a rival\n\n"
            "It was sold for cash on Monday, as the two firms said in\na statement.",
            "Northwind Mining sells the unit that mines all of its cobalt and nickel to a rival",
        ),
        ("* * *\n\nIt was sold.", None),
        ("Unit sold " * 20 + "\n\nIt was sold.", None),
        (
            "Northwind Mining Inc and its owners\nsaid that they would sell the unit which mines cobalt and\n"
            "nickel in the north.\n    It was sold for cash.",
            None,
        ),
    ],
)
def test_the_title_is_a_first_line_that_looks_like_one(text: str, title: str | None) -> None:
    """A short line before a paragraph, without a full stop, and not the beginning of a wrapped sentence."""
    article = read_article(io.BytesIO(text.encode()))
    assert article.title == title
    assert article.text == text


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads it, and errors call it by name."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A deal.")))
    assert read_article("-").text == "A deal."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(ArticleEmpty, match=r"^standard input: "):
        read_article("-")


class Pipe(io.BytesIO):
    """Gives three bytes at a time, as a slow pipe does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(3)


def test_a_slow_pipe_is_read_to_its_end() -> None:
    """A read that returns less than was asked for is not the end."""
    assert read_article(Pipe(b"A deal was signed.")).text == "A deal was signed."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "“Déjà vu” – 5 €"),
        ("utf-8-sig", "“Déjà vu” – 5 €"),
        ("utf-16", "“Déjà vu” – 5 €"),
        ("utf-32", "“Déjà vu” – 5 €"),
        ("utf-16-le", "Déjà vu, five euros"),
        ("utf-16-be", "Déjà vu, five euros"),
        (
            "cp1252",
            "L'entreprise a été vendue à Montréal – pour 5 M€, a précisé le « patron » de la société.",
        ),
        ("cp1251", "Компания купила завод в Москве за пять миллионов рублей."),
        ("koi8-r", "Компания купила завод в Москве за пять миллионов рублей."),
        ("shift-jis", "会社は月曜日に工場を売却すると発表した。価格は五億円です。"),
        ("gb18030", "公司周一宣布出售工厂。价格为五亿元。双方尚未签署协议。"),
        ("iso8859-2", "Spółka sprzedała fabrykę w Łodzi za pięć milionów złotych."),
    ],
)
def test_text_is_read_in_any_encoding(encoding: str, text: str) -> None:
    """Byte-order mark, UTF-16 by its zero bytes, UTF-8, else a guess."""
    assert read(text.encode(encoding)) == text


def test_a_guessed_encoding_is_reported() -> None:
    """Whoever finds odd letters can see why."""
    text = "La société a été vendue à un groupe de Montréal, et les salariés ne sont pas pour."
    (warning,) = read_article(io.BytesIO(text.encode("cp1252"))).warnings
    assert "cp1252 was guessed" in warning


def test_damaged_utf_8_is_still_utf_8() -> None:
    """One byte lost in transit changes one character, not the encoding of all others."""
    article = read_article(io.BytesIO("“Déjà” – “vu” – “Zoë” – “été” €".encode()[:-1]))
    assert article.text == "“Déjà” – “vu” – “Zoë” – “été” \ufffd"
    assert "UTF-8" in article.warnings[0]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("gb2312", "gb18030")]
)
def test_a_page_says_its_encoding(declared: str, encoding: str) -> None:
    """What `meta` says is used as browsers use it: Latin-1 means windows-1252."""
    word = {"cp1252": "“Déjà”", "cp1251": "Завод", "gb18030": "工厂"}[encoding]
    page = f'<html><head><meta charset="{declared}"></head><body><p>{word} {BODY[0]}</p></body></html>'
    article = read_article(io.BytesIO(page.encode(encoding)))
    assert article.text.startswith(word)
    assert article.warnings == ()


@pytest.mark.parametrize("declared", ["utf-16", "unicode_escape", "hex", "no-such-charset"])
def test_a_page_that_says_nonsense_about_its_encoding_is_read(declared: str) -> None:
    """A charset that cannot be meant is passed over."""
    page = f'<html><head><meta charset="{declared}"></head><body><p>Déjà “vu” {BODY[0]}</p></body></html>'
    assert read(page.encode()).startswith("Déjà “vu”")
    assert read(page.encode("cp1252")).startswith("Déjà “vu”")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_gives_its_article_and_what_it_says_about_it(
    encoding: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Title, outlet, date, link, language; no navigation, no comments; no network, not a word on stderr."""
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was used"))
    article = read_article(io.BytesIO(PAGE.encode(encoding)))
    assert article.text == "\n\n".join([*BODY, "- Price: $40m"])
    assert article.title == "Northwind sells cobalt unit"
    assert article.source == "Harbour Times"
    assert article.published == "2024-03-05"
    assert article.url == "https://harbour.example/cobalt"
    assert article.language == "en"
    assert capfd.readouterr() == ("", "")


def test_a_date_nobody_stated_is_not_guessed() -> None:
    """The year of a footer is not when an article was published."""
    page = PAGE.replace('<meta property="article:published_time" content="2024-03-05T10:00:00Z">', "")
    assert read_article(io.BytesIO(page.encode())).published is None


@pytest.mark.parametrize("text", ["a <p> b </p> c", "<INFORMATION> on the deal </INFORMATION>", "< 5 % <html>?"])
def test_text_with_tags_in_it_is_text(text: str) -> None:
    """Only what begins with a tag of a page is a page."""
    assert read(text.encode()) == text


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<!doctype html><title>Deal</title><script>x()</script>"]
)
def test_a_page_without_text_is_an_error(page: str) -> None:
    """The error says what to try."""
    with pytest.raises(ArticleNotText, match=r"page\.html: No article .* copy the text"):
        read_article(io.BytesIO(page.encode()), name="page.html")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"\x00\x00\x00\x20ftypisom", "a film"),
        (bytes(range(256)) * 8, "binary data"),
        (b"text\x00with\x01controls\x02" * 9, "binary data"),
        (b"caf\xe9 " * 300 + b"\x00", "binary data"),
    ],
)
def test_binary_data_is_an_error_that_says_what_it_looks_like(data: bytes, what: str, tmp_path: Path) -> None:
    """Whatever the suffix; the file is named."""
    path = tmp_path / "deal.txt"
    path.write_bytes(data)
    with pytest.raises(ArticleNotText, match=f"looks like {what}") as caught:
        read_article(path)
    assert caught.value.article == str(path)


def test_a_stray_zero_byte_in_text_is_removed() -> None:
    """One zero among thousands of letters makes no binary file."""
    assert read(b"A deal. " * 100 + b"\x00") == "A deal. " * 100


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("no such file.txt", "There is no such file"),
        (".", "This is a directory"),
        ("ftp://harbour.example/a", "Only links that begin with http"),
        ("A deal.\nIt was signed.", "For a text that is no file"),
        ("a\x00b", "For a text that is no file"),
        ("long " * 1000, "For a text that is no file"),
    ],
)
def test_what_is_no_file_is_an_error(source: str, message: str) -> None:
    """Each says what to try, and none is longer than a few lines."""
    with pytest.raises(ArticleNotFound, match=message) as caught:
        read_article(source)
    assert str(caught.value.article) == source[:150] + "…" * (len(source) > 150)
    assert len(str(caught.value)) < 500


def test_a_file_that_may_not_be_opened_is_an_error(text_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error speaks of permissions."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(text_file))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArticleNotFound, match="may not be opened"):
        read_article(text_file)


def test_a_huge_file_is_never_read(tmp_path: Path) -> None:
    """Its size is enough to refuse it."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 5_000_000_000)  # sparse: takes no room
    with pytest.raises(ArticleTooLarge, match="5,000,000,000"):
        read_article(path)


class Endless(io.RawIOBase):
    """Never ends, and counts what was taken from it."""

    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        assert size > 0
        self.taken += size
        return b"a" * size


def test_an_endless_stream_is_left_at_the_limit() -> None:
    """No more is taken than shows that it is too long."""
    endless = Endless()
    with pytest.raises(ArticleTooLarge, match="20,000,000 bytes"):
        read_article(endless, name="endless")  # type: ignore[arg-type]  # only `read` is used
    assert endless.taken == MAX_PAGE_BYTES + 1


def test_a_text_has_a_lower_limit_than_a_page() -> None:
    """Markup is most of a page; the same number of bytes is too much text."""
    script = "<script>" + "x" * MAX_TEXT_BYTES + "</script>"
    assert read(PAGE.replace("</head>", script + "</head>").encode()).startswith("Northwind")
    with pytest.raises(ArticleTooLarge, match="8,000,000 bytes"):
        read(b"a" * (MAX_TEXT_BYTES + 1))


@pytest.mark.parametrize("data", [b"", b" \n", b"%PDF-1.7", b"<html></html>"])
def test_every_error_names_the_article(data: bytes) -> None:
    """The given name, else that of the stream."""
    with pytest.raises(ArticleError) as caught:
        read_article(io.BytesIO(data), name="line 3", id="other")
    assert caught.value.article == "line 3"


def test_slow_libraries_wait_until_they_are_needed() -> None:
    """Reading a plain text imports none of the three that take 0.3 s together."""
    program = """if True:
        import io, sys
        from summarizer.read import read_article
        read_article(io.BytesIO("Il a dit “déjà”, “café” et «non».".encode()))
        print(*{"trafilatura", "ftfy", "charset_normalizer"} & set(sys.modules))"""
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "schemas")])}
    command = [sys.executable, "-c", program]
    assert subprocess.check_output(command, env=environment).strip() == b""  # noqa: S603  # our own program


def test_json_is_no_article() -> None:
    """Whose field is the text is for the caller to say; a text that begins with a bracket is one."""
    with pytest.raises(ArticleNotText, match="JSON"):
        read(b'{"title": "Quarry sold", "body": ["Tarn sold it."]}')
    assert read(b"[Tarn] The quarry was sold.") == "[Tarn] The quarry was sold."
