"""Links: what is fetched, what is refused, and what is kept. A real server on this machine answers."""

import gzip
import json
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import AddressRefused, ArticleNotFetched, ArticleNotText, ArticleTooLarge, PageWithoutArticle
from summarizer.read import FetchOptions, read_article
from summarizer.read.addresses import is_public
from summarizer.read.fetch import fetch
from tests.web_server import WebServer, drip, endless, page, redirect, reply

ARTICLE = (
    "<html lang=en><head><title>Quarry sold</title></head><body><article><h1>Quarry sold</h1>"
    "<p>Tarn Aggregates sold its slate quarry to the Halden family on Monday for $3 million, both sides said.</p>"
    "<p>The parish council, which had wanted to buy the quarry itself, called the price “a gift” to the family.</p>"
    "<p>Tarn said the council’s offer came eleven days late and was not backed by any bank in the county.</p>"
    "</article></body></html>"
)
HERE = FetchOptions(allow_private=True, seconds=5)


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer({"/story": page(ARTICLE)}) as running:
        yield running


def test_a_link_is_an_article(server: WebServer) -> None:
    """Its address is kept, and the server is told politely who asks."""
    article = read_article(server.url("/story"), fetch=HERE)
    assert article.title == "Quarry sold"
    assert article.text.startswith("Tarn Aggregates sold")
    assert article.url == server.url("/story")
    (path, headers), *others = server.requests
    assert (path, others) == ("/story", [])
    assert headers["User-Agent"].startswith("deal-summarizer/")
    assert headers["Host"] == server.url("").removeprefix("http://")


def test_a_redirect_is_followed_and_its_end_is_the_address(server: WebServer) -> None:
    """Relative ones, too; a chain has an end."""
    server.answers |= {"/old": redirect("/older?x=1"), "/older?x=1": redirect(server.url("/story"))}
    server.answers["/round"] = redirect("/round")
    assert read_article(server.url("/old"), fetch=HERE).url == server.url("/story")
    with pytest.raises(ArticleNotFetched, match="more than 8 times"):
        fetch(server.url("/round"), HERE)
    assert len([path for path, _ in server.requests if path == "/round"]) == 9


def test_a_page_that_leads_on_at_once_is_a_redirect(server: WebServer) -> None:
    """A shortened link; one for readers without scripts is not followed, and addresses are checked as ever."""
    onward = '<meta http-equiv="refresh" content="0; url={}">'
    server.answers["/short"] = page(f"<html><head>{onward.format('/story?a=1&amp;b=2')}</head></html>")
    server.answers["/story?a=1&b=2"] = page(ARTICLE)
    server.answers["/plain"] = page(ARTICLE.replace("<head>", f"<head><noscript>{onward.format('/none')}</noscript>"))
    server.answers["/file"] = page(onward.format("file:///etc/hostname"))
    assert read_article(server.url("/short"), fetch=HERE).url == server.url("/story?a=1&b=2")
    assert read_article(server.url("/plain"), fetch=HERE).url == server.url("/plain")
    with pytest.raises(ArticleNotFetched, match="no link that can be fetched"):
        fetch(server.url("/file"), HERE)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"],  # noqa: S104
)
def test_this_machine_is_refused_however_it_is_written(server: WebServer, host: str) -> None:
    """No connection is made."""
    with pytest.raises(AddressRefused, match=r"not public.*--allow-private"):
        fetch(server.url("/story", host))
    assert server.requests == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),  # shared by customers of one provider
        ("169.254.169.254", False),  # credentials of machines in a cloud
        ("fd00::1", False),
        ("fe80::1%eth0", False),
        ("224.0.0.1", False),
        ("ff02::1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a9fe:a9fe", False),  # 169.254.169.254 by NAT64
        ("::127.0.0.1", False),
        ("::ffff:0:10.0.0.1", False),
        ("64:ff9b:1::c0a8:1", False),
        ("2002:7f00:1::", False),  # 127.0.0.1 by 6to4
        ("no address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def resolve(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[list[str]]]) -> None:
    """Let names have addresses, a new list at each look-up until the last."""
    real = socket.getaddrinfo

    def look_up(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if (name := host.decode() if isinstance(host, bytes) else host) not in names:
            return real(host, port, *args, **options)
        answers = names[name]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, int(port))) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_a_public_name_of_a_private_address_is_refused(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when a public address comes first."""
    resolve(monkeypatch, {"tarn.example": [["127.0.0.1"]], "two.example": [["93.184.215.14", "10.0.0.1"]]})
    for name in ("tarn.example", "two.example"):
        with pytest.raises(AddressRefused, match=name):
            fetch(server.url("/story", name))
    assert server.requests == []


def test_a_redirect_into_a_private_network_is_refused(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step is checked, not only the first; the first is allowed here by calling its address public."""
    monkeypatch.setattr("summarizer.read.addresses.is_public", lambda address: address == "127.0.0.1")
    for target in ("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/"):
        server.answers["/away"] = redirect(target)
        with pytest.raises(AddressRefused):
            fetch(server.url("/away"))
    server.answers["/file"] = redirect("file:///etc/passwd")
    with pytest.raises(ArticleNotFetched, match="no link that can be fetched"):
        fetch(server.url("/file"))


def test_the_address_that_was_checked_is_the_one_connected_to(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that has another address at the second look-up (DNS rebinding) gets no second look-up."""
    resolve(monkeypatch, {"tarn.example": [["127.0.0.1"], ["10.0.0.1"]]})
    monkeypatch.setattr("summarizer.read.addresses.is_public", lambda address: address == "127.0.0.1")
    assert fetch(server.url("/story", "tarn.example")).data.decode() == ARTICLE
    assert server.requests[0][1]["Host"].startswith("tarn.example:")


@pytest.mark.block_network(allowed_hosts=["127.0.0.1", "127.0.0.2"])
def test_a_second_address_is_tried_when_the_first_does_not_answer(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many hosts have an address that does not work from everywhere."""
    resolve(monkeypatch, {"tarn.example": [["127.0.0.2", "127.0.0.1"]]})
    assert fetch(server.url("/story", "tarn.example"), HERE).data


def test_a_page_that_never_ends_is_left_at_the_limit(server: WebServer) -> None:
    """What a header says about the length is not believed."""
    server.answers |= {"/endless": endless, "/big": reply(body=b" " * 300_000)}
    for path in ("/endless", "/big"):
        with pytest.raises(ArticleTooLarge, match="200,000 bytes"):
            fetch(server.url(path), replace(HERE, max_bytes=200_000))


def test_a_slow_page_is_left_in_time(server: WebServer) -> None:
    """A byte now and then keeps no connection alive; the error may pass."""
    server.answers["/slow"] = drip(1_000, 0.05)
    started = time.monotonic()
    with pytest.raises(ArticleNotFetched, match="within 1 seconds") as caught:
        fetch(server.url("/slow"), replace(HERE, seconds=1))
    assert time.monotonic() - started < 3
    assert caught.value.retryable


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_packed_pages_are_unpacked_and_bombs_are_not(server: WebServer, encoding: str) -> None:
    """A bomb of 10 MB in 10 kB is noticed before it has unfolded."""
    pack = gzip.compress if encoding == "gzip" else zlib.compress
    server.answers["/packed"] = reply(
        body=pack(ARTICLE.encode()), headers={"Content-Encoding": encoding, "Content-Type": "text/html"}
    )
    server.answers["/bomb"] = reply(body=pack(b"a" * 10_000_000), headers={"Content-Encoding": encoding})
    server.answers["/broken"] = reply(body=pack(b"abc" * 99)[:-9], headers={"Content-Encoding": encoding})
    server.answers["/noise"] = reply(body=b"noise", headers={"Content-Encoding": encoding})
    assert fetch(server.url("/packed"), HERE).data.decode() == ARTICLE
    with pytest.raises(ArticleTooLarge):
        fetch(server.url("/bomb"), HERE)
    for path in ("/broken", "/noise"):
        with pytest.raises(ArticleNotFetched):
            fetch(server.url(path), HERE)


def test_raw_deflate_is_unpacked_too(server: WebServer) -> None:
    """Some servers leave the header out."""
    packer = zlib.compressobj(wbits=-15)
    body = packer.compress(ARTICLE.encode()) + packer.flush()
    server.answers["/raw"] = reply(body=body, headers={"Content-Encoding": "deflate"})
    assert fetch(server.url("/raw"), HERE).data.decode() == ARTICLE


@pytest.mark.parametrize(
    ("status", "retryable"), [(404, False), (403, False), (500, True), (503, True), (429, True), (304, False)]
)
def test_an_error_status_is_an_error_that_says_whether_it_may_pass(
    server: WebServer, status: int, retryable: bool
) -> None:
    server.answers["/error"] = reply(status)
    with pytest.raises(ArticleNotFetched, match=f"status {status}") as caught:
        read_article(server.url("/error"), fetch=HERE)
    assert caught.value.retryable is retryable
    assert caught.value.article == server.url("/error")


def test_other_failures_are_errors_of_this_package(server: WebServer) -> None:
    """No connection, a name without an address, a body that breaks off, nonsense in place of HTTP."""
    server.answers |= {
        "/short": reply(body=b"abc", headers={"Content-Length": "99"}),
        "/video": reply(body=b"abc", headers={"Content-Type": "video/mp4"}),
    }
    with pytest.raises(ArticleNotFetched):
        fetch(server.url("/short"), HERE)
    with pytest.raises(ArticleNotText, match="video/mp4"):
        fetch(server.url("/video"), HERE)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(ArticleNotFetched, match="could not be fetched"):
            fetch(f"http://127.0.0.1:{unused.getsockname()[1]}/", HERE)
    for link in ("http://", "http://[", "http://a b/", "https://tarn.example:99999/", "http://\ud800/"):
        with pytest.raises(ArticleNotFetched):
            fetch(link, HERE)


def test_the_header_says_the_encoding_first(server: WebServer) -> None:
    """Then the page, then what the bytes look like."""
    text = ARTICLE.replace("Tarn Aggregates", "Завод Тарн").replace("“a gift”", "a gift").replace("’", "'")
    server.answers["/koi"] = reply(body=text.encode("koi8-r"), headers={"Content-Type": "text/html; charset=KOI8-R"})
    assert read_article(server.url("/koi"), fetch=HERE).text.startswith("Завод Тарн sold")


def test_what_was_fetched_is_kept(server: WebServer, tmp_path: Path) -> None:
    """The bytes as they came, once, and a line that says where from and when; the file can be read again."""
    kept = replace(HERE, save_pages=str(tmp_path / "pages"))
    article = read_article(server.url("/story"), fetch=kept)
    read_article(server.url("/story"), fetch=kept)
    lines = [json.loads(line) for line in (tmp_path / "pages" / "pages.jsonl").read_text().splitlines()]
    assert [line["link"] for line in lines] == [server.url("/story")] * 2
    assert len({line["file"] for line in lines}) == 1
    assert read_article(tmp_path / "pages" / lines[0]["file"]).text == article.text


def test_a_page_that_shows_no_article_is_kept_and_is_an_error(server: WebServer, tmp_path: Path) -> None:
    """What was to be seen is there for whoever asks why."""
    server.answers["/gone"] = page("<title>Page not found</title><p>Sorry, it is gone.</p>")
    with pytest.raises(PageWithoutArticle, match="reports an error"):
        read_article(server.url("/gone"), fetch=replace(HERE, save_pages=str(tmp_path)))
    assert (tmp_path / "pages.jsonl").exists()


def test_a_proxy_is_asked_and_literal_private_addresses_are_refused(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy resolves the names; what can be told here without it is told here."""
    monkeypatch.setenv("http_proxy", server.url(""))
    monkeypatch.setenv("no_proxy", "")
    server.answers["http://tarn.example/story"] = page(ARTICLE)
    assert fetch("http://tarn.example/story").data.decode() == ARTICLE
    for host in ("127.0.0.1", "10.0.0.1", "localhost", "0x7f.1", "[::1]"):
        with pytest.raises(AddressRefused):
            fetch(f"http://{host}/")
    assert len(server.requests) == 1
