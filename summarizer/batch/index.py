"""What is known about each article of a run: in a database on disk, so that memory does not grow with the input.

It is temporary and made anew at each start from the files that count, the results and the failures.
"""

import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

CACHE_KILOBYTES = 1_000
"""Memory for the database; a hundred thousand articles take 12 MB on disk."""


class State(StrEnum):
    """What has become of an article."""

    NEW = "new"
    GOING = "going"
    DONE = "done"
    FAILED = "failed"


class Line(NamedTuple):
    """A line in a file: the article it is about, the byte it starts at, its bytes."""

    id: str
    at: int
    size: int


class Index:
    """Articles by the hash of what decides their answer."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # a private file that ends with the connection
        self._run = self._database.execute
        for statement in (
            "PRAGMA journal_mode=OFF",
            "PRAGMA synchronous=OFF",
            f"PRAGMA cache_size=-{CACHE_KILOBYTES}",
            "CREATE TABLE article (key BLOB PRIMARY KEY, id TEXT, state TEXT, "
            "at INTEGER, size INTEGER, tries INTEGER, place INTEGER) WITHOUT ROWID",
            "CREATE INDEX by_id ON article (id)",
        ):
            self._run(statement)

    def meet(self, key: str, id_: str, place: int) -> tuple[State, str | None]:
        """Note that the input has an article, and say what is known.

        Args:
            key: hash of what decides the answer.
            id_: the article's.
            place: its number in the input.

        Returns:
            what had become of it before this run, and the id of an article met in this run that forbids to ask:
            its own id where it has the same text, or the same id with another text.
        """
        row = self._run("SELECT id, state, place FROM article WHERE key = ?", (bytes.fromhex(key),)).fetchone()
        if row and row[2] is not None:
            return State(row[1]), row[0]
        clash = self._run("SELECT 1 FROM article WHERE id = ? AND place IS NOT NULL", (id_,)).fetchone()
        if clash:
            return State.NEW, id_
        if row:
            self._run("UPDATE article SET place = ? WHERE key = ?", (place, bytes.fromhex(key)))
            return State(row[1]), None
        self.set(key, State.GOING, Line(id_, 0, 0), place=place)
        return State.NEW, None

    def meet_done(self, id_: str, place: int) -> bool:
        """Note that the input has an article of this id, if there is a result for it; whether there is."""
        done = "UPDATE article SET place = coalesce(place, ?) WHERE id = ? AND state = 'done' RETURNING 1"
        return self._run(done, (place, id_)).fetchone() is not None

    def set(self, key: str, state: State, line: Line, *, tries: int = 0, place: int | None = None) -> None:
        """Note what has become of an article, and where the line about it stands.

        Args:
            key: hash of what decides the answer.
            state: done or failed.
            line: about it.
            tries: how often it was tried, if it failed.
            place: its number in the input; None leaves what was noted.
        """
        self._run(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET id = excluded.id, "
            "state = excluded.state, at = excluded.at, size = excluded.size, tries = excluded.tries, "
            "place = coalesce(excluded.place, place)",
            (bytes.fromhex(key), line.id, state, line.at, line.size, tries, place),
        )

    def forget(self, key: str) -> None:
        """Nothing is known about an article any more."""
        self._run("DELETE FROM article WHERE key = ?", (bytes.fromhex(key),))

    def state(self, key: str) -> State:
        """What has become of an article."""
        row = self._run("SELECT state FROM article WHERE key = ?", (bytes.fromhex(key),)).fetchone()
        return State(row[0]) if row else State.NEW

    def tries(self, key: str) -> int:
        """How often an article that failed was tried."""
        row = self._run("SELECT tries FROM article WHERE key = ?", (bytes.fromhex(key),)).fetchone()
        return int(row[0] or 0) if row else 0

    def count(self, state: State) -> int:
        """How many articles are in a state."""
        return int(self._run("SELECT count(*) FROM article WHERE state = ?", (state,)).fetchone()[0])

    def superseded(self) -> bool:
        """Whether an id has results with several settings or texts."""
        row = self._run("SELECT 1 FROM article WHERE state = 'done' GROUP BY id HAVING count(*) > 1 LIMIT 1")
        return row.fetchone() is not None

    def results(self, ordered: bool) -> Iterator[tuple[int, int]]:
        """Where the results stand, the newest of each id: in their order, or in that of the input.

        A result that belongs to this run's settings and input counts as newer than any that does not.
        """
        return self._run(
            "SELECT at, size FROM (SELECT at, size, place, row_number() OVER "
            "(PARTITION BY id ORDER BY place IS NULL, at DESC) AS age FROM article WHERE state = 'done') "
            "WHERE age = 1 ORDER BY CASE WHEN ? THEN place END, at",
            (ordered,),
        )

    def failures(self) -> Iterator[tuple[int, int]]:
        """Where the last line about each article that failed stands, unless it was met again with another text."""
        return self._run(
            "SELECT at, size FROM article AS old WHERE state = 'failed' AND (place IS NOT NULL OR NOT EXISTS "
            "(SELECT 1 FROM article WHERE id = old.id AND place IS NOT NULL)) ORDER BY at"
        )

    def close(self) -> None:
        """Remove the database."""
        self._database.close()
