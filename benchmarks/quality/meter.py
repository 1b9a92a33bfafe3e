"""A proxy that counts: what any system asks of the model's server, measured at the same door.

Competitors report tokens each in their own way or not at all. They are given the proxy's address; it passes requests
on and adds up what the server says that they used.
"""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from tests.loopback import LoopbackServer

HOP_BY_HOP = {"connection", "host", "content-length", "transfer-encoding", "accept-encoding", "keep-alive"}
"""Headers of one connection; the proxy's two have their own."""


@dataclass(frozen=True)
class Used:
    """What some requests used; the cached tokens are among the input tokens."""

    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0


class Meter:
    """The proxy; runs from `metered` to its end.

    Attributes:
        base_url: to be given to the system that is measured.
    """

    def __init__(self, target: str) -> None:
        self._target = urlsplit(target)
        self._lock = threading.Lock()
        self._used = Used()
        self._open: set[http.client.HTTPConnection] = set()
        self._server = LoopbackServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self._server.server_port}{self._target.path}"

    def take(self) -> Used:
        """What has been used since the last call."""
        with self._lock:
            used, self._used = self._used, Used()
        return used

    def abort(self) -> None:
        """Hang up on the server, so that it stops to write answers that nobody waits for."""
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            with suppress(OSError):
                if connection.sock:
                    connection.sock.shutdown(2)

    def serve(self) -> None:
        """Pass requests on until `close`."""
        self._server.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        """Stop."""
        self.abort()
        self._server.shutdown()
        self._server.server_close()

    def forward(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        """Ask the server; its status, content type and body."""
        secure = self._target.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(self._target.netloc)
        with self._lock:
            self._open.add(connection)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            data = answer.read()
            self._count(data)
            return answer.status, answer.getheader("content-type", "application/json"), data
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _count(self, data: bytes) -> None:
        """Add an answer. Errors and streams say nothing of tokens and count as a request."""
        usage: object = None
        with suppress(ValueError, AttributeError):
            usage = json.loads(data).get("usage")
        counts = usage if isinstance(usage, dict) else {}
        details = counts.get("prompt_tokens_details") or {}
        with self._lock:
            self._used = Used(
                self._used.requests + 1,
                self._used.input_tokens + counts.get("prompt_tokens", 0),
                self._used.cached_tokens + (details.get("cached_tokens") or 0),
                self._used.output_tokens + counts.get("completion_tokens", 0),
            )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        meter = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {key: value for key, value in self.headers.items() if key.lower() not in HOP_BY_HOP}
                try:
                    status, kind, data = meter.forward("POST", self.path, headers, body)
                except (OSError, http.client.HTTPException) as error:
                    status, kind, data = 502, "text/plain", str(error).encode()
                with suppress(OSError):  # the system has hung up
                    self.send_response(status)
                    self.send_header("content-type", kind)
                    self.send_header("content-length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Say nothing on stderr."""

        return Handler


@contextmanager
def metered(target: str) -> Iterator[Meter]:
    """A running meter before a server.

    Args:
        target: the server's address, ending in /v1.
    """
    meter = Meter(target)
    thread = threading.Thread(target=meter.serve, daemon=True)
    thread.start()
    try:
        yield meter
    finally:
        meter.close()
        thread.join()
