"""What the tests of `summarizer batch` share: articles, files of rows, and the command run against a server."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from summarizer.cli import app
from tests.faulty_server import Behaviour, FaultyServer, Handler, answer

NO_DEAL = answer({"deal": "no"})

Line = dict[str, Any]


def text_of(number: int | str) -> str:
    """An article that differs from others by its number."""
    return f"The museum of hill {number} opens on Monday. Entrance is free."


def rows(path: Path, articles: Iterable[Line]) -> Path:
    """A file with a row of JSON for each article."""
    path.write_text("".join(json.dumps(each) + "\n" for each in articles))
    return path


def numbered(count: int, first: int = 0) -> list[Line]:
    """Rows of different articles."""
    return [{"id": f"a{number}", "text": text_of(number)} for number in range(first, first + count)]


def lines(path: Path) -> list[Line]:
    """What a file of JSON lines holds; nothing where there is none."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def ids(path: Path) -> list[str]:
    """Ids of the articles in a results file, in its order."""
    return [line["article"]["id"] for line in lines(path)]


def run(server: FaultyServer | str, *arguments: str | Path, stdin: bytes | None = None) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `summarizer batch`."""
    address = server if isinstance(server, str) else server.base_url
    command = ["batch", *map(str, arguments), "--model", "m", "--base-url", address]
    result = CliRunner().invoke(app, command, input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def by_text(choose: Callable[[str], Behaviour]) -> Behaviour:
    """A behaviour chosen by what the request says."""

    def behave(handler: Handler) -> None:
        choose(handler.body["messages"][-1]["content"])(handler)

    return behave
