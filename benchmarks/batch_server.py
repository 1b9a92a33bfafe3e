"""A model server for benchmarks: answers after a fixed time what its schema asks for, and costs little itself.

    python benchmarks/batch_server.py [--seconds 0.1] [--failures 0]

Prints its address, then serves until standard input ends. `GET /count` says how many completions were sent.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

DEAL = {
    "title": "Norrland Wind is sold",
    "evidence": [1],
    "kind": "acquisition",
    "status": "signed",
    "parties": [
        {"name": "Vale Energy", "role": "buyer", "evidence": [1]},
        {"name": "Norrland Wind", "role": "target", "evidence": [1]},
    ],
    "items": [{"name": "two wind farms", "evidence": [2]}],
    "amounts": [{"text": "$450 million", "kind": "price", "what_for": "Norrland Wind", "evidence": [1]}],
    "instruments": [{"name": "contract", "kind": "contract", "evidence": [2]}],
    "events": [
        {"what": "the firms signed a contract", "date_text": "3 March 2026", "status": "happened", "evidence": [2]}
    ],
    "benefits": [{"text": "The sale will pay for a new harbour", "evidence": [3]}],
}
STAKEHOLDERS = {
    "stakeholders": [
        {"name": name, "aliases": [], "kind": kind, "role": role, "stance": stance, "evidence": [number]}
        for name, kind, role, stance, number in (
            ("Vale Energy", "company", "buyer", "supports", 1),
            ("Norrland Wind", "company", "target", "supports", 1),
            ("Ada Holm", "person", "chief executive", "supports", 3),
            ("Per Aune", "person", "fisherman", "opposes", 4),
        )
    ]
}
CONTROVERSIES = {
    "controversies": [
        {
            "topic": "the lake",
            "claim": "The cables will drive the fish away",
            "raised_by": ["Per Aune"],
            "against": ["Vale Energy"],
            "responses": [{"by": "Vale Energy", "says": "The cables lie under the road", "evidence": [5]}],
            "evidence": [4],
        }
    ]
}
ANSWERS: dict[bytes, Any] = {
    b"Gate": {"deal": "yes"},
    b"Deal": DEAL,
    b"Stakeholders": STAKEHOLDERS,
    b"Controversies": CONTROVERSIES,
}


NAMES = (b"Vale", b"Norr", b"Holm", b"Aune")
"""Every name begins with one of these; in an article they have other letters behind the first."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def article(number: int) -> str:
    """An article of 24 sentences that fits the answers to it, and has names and numbers of its own."""
    told = (
        f"Vale Energy buys Norrland Wind for $450 million, report {number} says. "
        "The firms signed a contract for two wind farms on 3 March 2026. "
        "The sale will pay for a new harbour, said Ada Holm, the chief executive. "
        "Per Aune, a fisherman, warned that the cables will drive the fish away. "
        "Vale Energy answered that the cables lie under the road."
    )
    rest = " ".join(f"Turbine {number + each} turned all winter and the town slept well." for each in range(19))
    code = "".join(LETTERS[number // each % 26] for each in (1, 26, 26 * 26))
    return renamed(f"{told}\n\n{rest}".encode(), code.encode()).decode()


def renamed(text: bytes, code: bytes) -> bytes:
    """A text with the names of one article; as long as before."""
    for name in NAMES:
        text = text.replace(name, name[:1] + code)
    return text


def code_in(request: bytes) -> bytes:
    """The letters that the names of a request's article have."""
    return request.partition(b"<article>\\nV")[2][:3] or b"ale"


def response(content: Any, code: int = 200, headers: str = "") -> bytes:
    """A whole HTTP response with a completion, or with an error for another code than 200."""
    completion = {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [
            {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": json.dumps(content)}}
        ],
        "usage": {"prompt_tokens": 900, "completion_tokens": 150, "total_tokens": 1050},
    }
    body = json.dumps(
        completion if code == 200 else {"error": {"message": "no", "code": None, "type": "error"}}
    ).encode()
    head = f"HTTP/1.1 {code} X\r\ncontent-type: application/json\r\n{headers}content-length: {len(body)}\r\n\r\n"
    return head.encode() + body


KINDS_OF_FAILURE = 7

RESPONSES = {name: response(content) for name, content in ANSWERS.items()}
OTHER = response({"extractions": [{"party": "Vale Energy"}, {"party": "Norrland Wind"}]})


class Served:
    """Completions sent so far."""

    count = 0


class Connection(asyncio.Protocol):
    """One connection: a request at a time, answered after a while."""

    def __init__(self, seconds: float, failures: float) -> None:
        self.seconds = seconds
        self.failures = failures
        self.data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport

    def data_received(self, data: bytes) -> None:
        self.data += data
        head, found, body = self.data.partition(b"\r\n\r\n")
        if not found:
            return
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        if len(body) < int(length or 0):
            return
        self.data = b""
        if head.startswith(b"GET"):
            self.transport.write(b"HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n%12d" % Served.count)
            return
        asyncio.get_running_loop().call_later(self.seconds, self.answer, body)

    def answer(self, body: bytes) -> None:
        if self.transport.is_closing():
            return
        if random.random() < self.failures:
            self.fail(random.randrange(KINDS_OF_FAILURE))
            return
        Served.count += 1
        name = body.partition(b'"json_schema":{"name":"')[2].partition(b'"')[0]
        self.transport.write(renamed(RESPONSES.get(name, OTHER), code_in(body)))  # LangExtract names no schema

    def fail(self, kind: int) -> None:
        """429, 500, silence, a dropped connection, cut JSON, the wrong schema, a trickle."""
        whole = RESPONSES[b"Gate"]
        match kind:
            case 0:
                self.transport.write(response({}, 429, "retry-after: 0.2\r\n"))
            case 1:
                self.transport.write(response({}, 500))
            case 2:
                pass
            case 3:
                self.transport.abort()
            case 4:
                self.transport.write(response('{"deal'))
            case 5:
                self.transport.write(response({"weather": "fine"}))
            case _:
                self.trickle(whole)

    def trickle(self, left: bytes) -> None:
        if left and not self.transport.is_closing():
            self.transport.write(left[:1])
            asyncio.get_running_loop().call_later(0.5, self.trickle, left[1:])


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The address of a server in a process of its own, for as long as it is needed.

    Args:
        options: of this file's command line.
    """
    command = [sys.executable, __file__, *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.communicate()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0.1)
    parser.add_argument("--failures", type=float, default=0.0, help="share of requests that fail, in seven ways")
    args = parser.parse_args()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(args.seconds, args.failures), "127.0.0.1", 0, backlog=1024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
