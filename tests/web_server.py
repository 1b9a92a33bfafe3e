"""A web server on 127.0.0.1 that answers as it is told, for tests of what is fetched.

with WebServer({"/a": page("<p>…</p>")}) as server:
    fetch(server.url("/a"), FetchOptions(allow_private=True))
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import LoopbackServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Looks the path up among the server's answers."""

    server: _Server

    def do_GET(self) -> None:
        self.server.owner.requests.append((self.path, dict(self.headers.items())))
        answer = self.server.owner.answers.get(self.path)
        with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough
            (answer or reply(404))(self)

    def log_message(self, *_: object) -> None:
        """Say nothing on stderr."""


def reply(status: int = 200, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
    """A whole answer; the length is stated unless `headers` lie about it."""

    def send(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def page(html: str, **headers: str) -> Answer:
    """A page in UTF-8."""
    return reply(body=html.encode(), headers={"Content-Type": "text/html; charset=utf-8", **headers})


def redirect(target: str) -> Answer:
    """Another address."""
    return reply(302, headers={"Location": target})


def drip(pieces: int, seconds: float) -> Answer:
    """A page that comes a byte at a time."""

    def send(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(pieces):
            if handler.server.owner.closing.is_set():
                return
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(seconds)

    return send


def endless(handler: Handler) -> None:
    """A page without an end, which claims to have ten bytes... and does not close."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while not handler.server.owner.closing.is_set():
        handler.wfile.write(b"<p>more</p>" * 10_000)


class _Server(LoopbackServer):
    daemon_threads = True
    owner: WebServer


class WebServer:
    """Serves `answers`, by path; `requests` are the paths asked for with their headers."""

    def __init__(self, answers: dict[str, Answer] | None = None) -> None:
        self.answers = answers or {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.owner = self

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The link to a path."""
        return f"http://{host}:{self._server.server_address[1]}{path}"

    def __enter__(self) -> WebServer:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
