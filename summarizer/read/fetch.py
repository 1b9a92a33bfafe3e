"""Fetch a link: one request, its redirects, nothing else; within a time, a size and the public internet.

Each address is checked after the name was resolved, and the connection goes to the address that was checked, with the
name in the certificate and in the `Host` header; a redirect is checked the same way.

Behind a proxy (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) it is the proxy that resolves names, so only hosts that are written
as an address, and names of this machine, can be refused here: a proxy has to keep its own private network closed.
"""

import asyncio
import html
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from summarizer.errors import ArticleNotFetched, ArticleNotText, ArticleTooLarge
from summarizer.read.addresses import is_public, literal_address, public_addresses, refused

if TYPE_CHECKING:
    import httpx2

USER_AGENT = "deal-summarizer/0.1 (reads one article on behalf of a person; +https://pypi.org/project/deal-summarizer/)"

MAX_RATIO = 200
"""Times a body may grow when it is unpacked. Pages grow 4 to 20 times; a bomb of gzip 1,000 times."""

CONNECT_SECONDS = 15.0
"""For a connection, and between two pieces of an answer; the whole has `FetchOptions.seconds`."""

READABLE = re.compile(
    r"(?:text/|application/(?:xhtml\+xml|xml|rss\+xml|atom\+xml|rdf\+xml|pdf|json|octet-stream|x-pdf|feed\+json"
    r"|vnd\.openxmlformats-officedocument\.wordprocessingml)|message/rfc822|binary/octet-stream)",
    re.IGNORECASE,
)
ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,text/plain;q=0.9"

REFRESH = re.compile(
    rb"""<meta\s[^>]{0,100}http-equiv\s*=\s*["']?refresh["']?[^>]{0,100}content\s*=\s*["']?\s*[0-5]\s*;\s*url\s*=\s*["']?"""
    rb"""([^"'<>\s]{1,2000})""",
    re.IGNORECASE,
)
"""A page that leads on at once, as those of shortened links do."""

MAX_REFRESH = 20_000
"""Bytes of such a page; one with more has something to say."""

NOSCRIPT = re.compile(rb"<noscript\b.{0,5000}?</noscript>", re.IGNORECASE | re.DOTALL)

LINK = re.compile(r"https?://", re.IGNORECASE)

REDIRECTS = frozenset({301, 302, 303, 307, 308})

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which the same link may work later."""


@dataclass(frozen=True)
class FetchOptions:
    """How links are fetched.

    Attributes:
        allow_private: whether addresses that are not public may be asked.
        seconds: for the whole of it, redirects included.
        max_bytes: of the body, unpacked.
        max_redirects: before it is given up.
        save_pages: a directory in which what was fetched is kept.
    """

    allow_private: bool = False
    seconds: float = 30.0
    max_bytes: int = 20_000_000
    max_redirects: int = 8
    save_pages: str | None = None


@dataclass(frozen=True)
class Fetched:
    """What a link gave."""

    data: bytes
    url: str
    """Where it was found in the end."""
    content_type: str
    charset: str | None
    """What the header says."""


def is_link(source: object) -> bool:
    """Whether a source is to be fetched: a link alone, without white space, which a text that begins with one has."""
    return isinstance(source, str) and LINK.match(source) is not None and len(source.split()) == 1


def fetch(url: str, options: FetchOptions = FetchOptions()) -> Fetched:  # frozen
    """The content of a link.

    Raises:
        ArticleNotFetched: no connection, a time-out, an error status, too many redirects, damaged compression.
        AddressRefused: an address on the way is not public.
        ArticleTooLarge: the body is longer than `max_bytes`, whatever its header says, or unpacks to too much.
        ArticleNotText: a content type that holds no text.
    """
    # In a thread of its own, so that it works where an event loop is running already. It is asynchronous for one thing:
    # only so does the limit of time hold for a server that sends a byte every second.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, _fetch(url, options)).result()


async def _fetch(url: str, options: FetchOptions) -> Fetched:
    import httpx2

    try:
        async with asyncio.timeout(options.seconds):
            return await _follow(url, options)
    except (TimeoutError, httpx2.TimeoutException) as error:
        raise ArticleNotFetched(
            f"The page did not come within {options.seconds:g} seconds.", hint="Try again, or save it.", retryable=True
        ) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError) as error:
        what = str(error).strip() or type(error).__name__
        raise ArticleNotFetched(
            f"The link could not be fetched ({what[:200]}).", hint="Try again, or save the page.", retryable=True
        ) from error


async def _follow(url: str, options: FetchOptions) -> Fetched:
    for _ in range(options.max_redirects + 1):
        if not LINK.match(url) or not urlsplit(url).hostname:
            raise ArticleNotFetched(f"{url[:200]!r} is no link that can be fetched.", hint="Links begin with https://.")
        answer = await _ask(url, options)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise ArticleNotFetched(
        f"The link leads on more than {options.max_redirects} times.", hint="Open it in a browser and save the page."
    )


async def _ask(url: str, options: FetchOptions) -> Fetched | str:
    """One request: the content, or where it is to be found."""
    import httpx2

    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme.lower() == "https" else 80)
    proxy = _proxy_for(parts.scheme.lower(), host)
    failure: httpx2.TransportError = httpx2.ConnectError("no address")
    for address in await asyncio.to_thread(_addresses, host, port, proxy, options):
        async with httpx2.AsyncHTTPTransport(proxy=proxy) as transport:
            try:
                response = await transport.handle_async_request(_request(url, host, address))
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failure = error
                continue
            try:
                return await _read(url, response, options)
            finally:
                await response.aclose()
    raise failure


def _addresses(host: str, port: int, proxy: str | None, options: FetchOptions) -> list[str | None]:
    """What to connect to; None leaves it to the proxy."""
    if proxy is None:
        return list(public_addresses(host, port, allow_private=options.allow_private))
    written = literal_address(host)
    local = host.rstrip(".").lower() == "localhost" or host.lower().endswith((".localhost", ".local", ".internal"))
    if not options.allow_private and (local or (written and not is_public(written))):
        raise refused(host, written or "of this network")
    return [None]


def _request(url: str, host: str, address: str | None) -> "httpx2.Request":
    """A request to an address that was checked, for the name it was checked for."""
    import httpx2

    target = httpx2.URL(url)
    headers = {
        "Host": target.netloc.decode("ascii").rsplit("@", 1)[-1],
        "User-Agent": USER_AGENT,
        "Accept": ACCEPT,
        "Accept-Encoding": "gzip, deflate",
    }
    extensions: dict[str, Any] = {"timeout": httpx2.Timeout(CONNECT_SECONDS).as_dict()}
    if address is not None:
        if not literal_address(host):
            extensions["sni_hostname"] = target.raw_host.decode("ascii")
        target = target.copy_with(host=address)
    return httpx2.Request("GET", target, headers=headers, extensions=extensions)


async def _read(url: str, response: "httpx2.Response", options: FetchOptions) -> Fetched | str:
    status = response.status_code
    if status in REDIRECTS and (target := response.headers.get("location")):
        return str(target)
    if status != 200:
        raise ArticleNotFetched(
            f"The server answered with status {status}.",
            hint="Open the link in a browser and save the page.",
            retryable=status in PASSING,
        )
    content_type, charset = _content_type(response.headers.get("content-type", ""))
    if content_type and not READABLE.match(content_type):
        raise ArticleNotText(f"The link holds {content_type[:80]}, not text.", hint="Give the link of an article.")
    packed = bytearray()
    async for chunk in response.aiter_raw():
        packed += chunk
        if len(packed) > options.max_bytes:
            raise _too_large(options.max_bytes)
    body = _unpacked(bytes(packed), response.headers.get("content-encoding", ""), options)
    if "html" in content_type and len(body) <= MAX_REFRESH and (onward := REFRESH.search(NOSCRIPT.sub(b"", body))):
        return html.unescape(onward[1].decode("utf-8", "replace"))
    return Fetched(body, url, content_type, charset)


def _unpacked(packed: bytes, encoding: str, options: FetchOptions) -> bytes:
    """The body, unpacked within the limit: `zlib` is told how much it may give."""
    import zlib

    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return packed
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ArticleNotFetched(
            f"The server packed the page as {encoding[:40]!r}, unasked.", hint="Save the page in a browser."
        )
    limit = min(options.max_bytes, max(1_000_000, MAX_RATIO * len(packed)))
    for window in (47, -15) if encoding == "deflate" else (47,):  # 47: zlib or gzip by their header; -15: neither
        unpacker = zlib.decompressobj(window)
        try:
            data = unpacker.decompress(packed, limit + 1)
        except zlib.error:
            continue
        if len(data) > limit:
            raise _too_large(limit)
        if not unpacker.eof:
            raise ArticleNotFetched("The page breaks off.", hint="Try again.", retryable=True)
        return data
    raise ArticleNotFetched("The page is packed in a way that cannot be undone.", hint="Save it in a browser.")


def _content_type(header: str) -> tuple[str, str | None]:
    kind, _, parameters = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.IGNORECASE)
    return kind.strip().lower(), charset[1] if charset else None


def _proxy_for(scheme: str, host: str) -> str | None:
    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    return proxy if proxy and not proxy_bypass(host) else None


def _too_large(limit: int) -> ArticleTooLarge:
    return ArticleTooLarge(f"The page has more than {limit:,} bytes.", hint="Save its text and give that.")
