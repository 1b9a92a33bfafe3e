"""A model server that misbehaves on demand: real HTTP on 127.0.0.1, with a queue of what to do next.

    with FaultyServer(status(429), answer({"names": ["A"]})) as server:
        ...                     # ask http://127.0.0.1:PORT/v1, which is server.base_url
    server.requests             # the bodies it got, as parsed JSON

Each request takes the next behaviour from the queue; when it is empty, `otherwise`.
"""

from __future__ import annotations

import json
import select
import socket
import threading
from collections import deque
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import LoopbackServer

USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}

LONGEST_HANG = 20.0
"""Seconds after which a hanging request is dropped, so that a broken test ends."""


class Handler(BaseHTTPRequestHandler):
    """One connection; hands each request to the next behaviour."""

    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = LONGEST_HANG

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        behave = self.server.owner.next_for(self.body, self.path, headers)
        behave(self)

    def log_message(self, *_: object) -> None:
        """Say nothing on stderr."""

    def send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in {"content-length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def wait_for_the_end(self, seconds: float) -> bool:
        """Whether the client hung up within that time, or the server is being closed."""
        readable, _, _ = select.select([self.connection], [], [], seconds)
        if readable and not self.connection.recv(1, socket.MSG_PEEK):
            self.server.owner.hung_up.set()
            return True
        return self.server.owner.closing.is_set()


Behaviour = Callable[[Handler], None]


def answer(
    content: object,
    *,
    finish_reason: str = "stop",
    usage: Mapping[str, Any] | None = USAGE,
    refusal: str | None = None,
    logprobs: Mapping[str, float] | None = None,
) -> Behaviour:
    """A completion; content other than text is sent as JSON. `logprobs` are those of the first token."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    choice: dict[str, Any] = {
        "index": 0,
        "finish_reason": finish_reason,
        "message": message,
        "logprobs": None,
    }
    if logprobs:
        top = [{"token": token, "logprob": value, "bytes": None} for token, value in logprobs.items()]
        choice["logprobs"] = {"content": [{**top[0], "top_logprobs": top}]}
    completion = {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    return raw(json.dumps(completion | ({"usage": dict(usage)} if usage is not None else {})))


def status(code: int, message: str = "no", error: str = "", headers: Mapping[str, str] | None = None) -> Behaviour:
    """An error as OpenAI words it; `error` is its code and type."""
    body = {"error": {"message": message, "type": error or "error", "code": error or None, "param": None}}
    return raw(json.dumps(body), code=code, headers=headers)


def raw(
    body: str, *, code: int = 200, kind: str = "application/json", headers: Mapping[str, str] | None = None
) -> Behaviour:
    """Any body under any status and content type."""
    return lambda handler: handler.send(code, body.encode(), {"content-type": kind, **(headers or {})})


def page() -> Behaviour:
    """A web page instead of a completion, as a wrong address or a login wall gives."""
    return raw("<html><body>Please sign in.</body></html>", kind="text/html")


def hang() -> Behaviour:
    """Take the request and say nothing until the client hangs up."""

    def behave(handler: Handler) -> None:
        for _ in range(int(LONGEST_HANG / 0.05)):
            if handler.wait_for_the_end(0.05):
                break
        handler.close_connection = True

    return behave


def drop() -> Behaviour:
    """Hang up in the middle of the body."""

    def behave(handler: Handler) -> None:
        handler.send(200, b'{"choices": [', {"content-type": "application/json", "content-length": "1000"})
        handler.close_connection = True

    return behave


def leave() -> Behaviour:
    """Hang up without a word."""

    def behave(handler: Handler) -> None:
        handler.close_connection = True

    return behave


def trickle(pause: float) -> Behaviour:
    """Send one byte after the other, with a pause before each, until the client hangs up."""

    def behave(handler: Handler) -> None:
        handler.send(200, b"{", {"content-type": "application/json", "content-length": "100000"})
        for _ in range(int(LONGEST_HANG / pause)):
            if handler.wait_for_the_end(pause):
                break
            handler.wfile.write(b" ")
        handler.close_connection = True

    return behave


class _Server(LoopbackServer):
    request_queue_size = 128  # forty connections at once wait for a thread on a busy machine
    daemon_threads = False  # joined at the end, so that no socket is left open
    owner: FaultyServer

    def handle_error(self, *_: object) -> None:
        """A client that hung up is what some tests are about."""


class FaultyServer:
    """The server, running between `with` and its end.

    Attributes:
        base_url: its address, ending in /v1.
        requests: body of each request, as parsed JSON, in the order of arrival.
        paths, headers: the same for path and headers, names in lower case.
        asked: set when the first request has come.
        hung_up: set when a client ended a request that was hanging or trickling.
        left: behaviours not yet used.
    """

    def __init__(self, *behaviours: Behaviour, otherwise: Behaviour | None = None) -> None:
        self.left = deque(behaviours)
        self.otherwise = otherwise or status(418, "the test has no behaviour left for this request")
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.asked = threading.Event()
        self.hung_up = threading.Event()
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.owner = self
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def next_for(self, body: dict[str, Any], path: str, headers: dict[str, str]) -> Behaviour:
        """Note a request and choose what to do with it."""
        with self._lock:
            self.requests.append(body)
            self.paths.append(path)
            self.headers.append(headers)
            self.asked.set()
            return self.left.popleft() if self.left else self.otherwise

    def __enter__(self) -> FaultyServer:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
