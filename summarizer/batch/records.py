"""The files of a run: results, failures, and a journal of what has to be remembered besides.

    OUT.jsonl             results, a summary a line, each with the key of what decided it
    OUT.failures.jsonl    articles that failed; gone when none is left
    OUT.jsonl.journal     settings of the last run, and what was spent so far
    OUT.jsonl.lock        held while a run goes on
    OUT.parquet           at the end of a run, from OUT.parquet.jsonl, beside which the other files stand then

No two outputs have a file in common. All of them only grow while a run goes on. The results and failures are read at
the start; nothing else has to agree with them, so that a file that is cut, or lost, costs what was in it and no more.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import BaseModel, ValidationError

from summarizer.batch.index import Index, Line, State
from summarizer.batch.keys import Settings
from summarizer.batch.lines import LineFile, cannot_write, foreign
from summarizer.batch.rows import count_rows, imported
from summarizer.errors import OutputError
from summarizer.model.usage import Usage
from summarizer_schemas import ArticleSummary

PARQUET = ".parquet"
JSON_LINES = ".jsonl"


@dataclass(frozen=True)
class Failure:
    """An article that failed, as it stands in the failures file.

    Attributes:
        key: what decided the answer, or hash of the name where the article could not be read.
        id: the article's; None where it could not be read and its row gives none.
        name: where it stands: a path, or a file and the number of its row.
        reason: what happened.
        error: the class of the error.
        attempts: how often the article was tried, earlier runs included.
        hint: what to try.
        retryable: whether the same may succeed later without any change.
    """

    key: str
    id: str | None
    name: str
    reason: str
    error: str
    attempts: int
    hint: str | None
    retryable: bool


class _Id(BaseModel):
    id: str


class _Key(BaseModel):
    key: str


class _Result(BaseModel):
    """What is read of a result."""

    article: _Id
    run: _Key


class _Failed(BaseModel):
    """What is read of a failure."""

    key: str
    id: str | None
    name: str
    attempts: int


class Places(NamedTuple):
    """The files of a run."""

    results: Path
    failures: Path
    journal: Path
    lock: Path
    parquet: Path | None

    @classmethod
    def of(cls, output: Path) -> Self:
        """The files that stand beside an output; for Parquet, which cannot grow, the results stand beside it, too.

        "OUT.jsonl" has "OUT.failures.jsonl". Others keep their suffix, so that "OUT.json" has failures of its own, and
        "OUT" without one has "OUT.failures".
        """
        parquet = output if output.suffix.lower() == PARQUET else None
        results = output.with_name(f"{output.name}{JSON_LINES}") if parquet else output
        named = results.stem if results.suffix == JSON_LINES else results.name
        return cls(
            results,
            results.with_name(f"{named}.failures{JSON_LINES if results.suffix else ''}"),
            results.with_name(f"{results.name}.journal"),
            results.with_name(f"{results.name}.lock"),
            parquet,
        )


class Records:
    """Everything a run knows and writes.

    Args:
        output: where results are kept: JSON lines, or a Parquet file; None keeps nothing.
        with_text: whether the article's text stays in a result.
    """

    def __init__(self, output: Path | None, *, with_text: bool = False) -> None:
        self.places = Places.of(output) if output else None
        self.results = LineFile(self.places.results) if self.places else None
        self.with_text = with_text
        self.settings: Settings | None = None
        """Of the run before."""
        self.spent = Usage()
        """By all runs on these results."""
        self.used = Usage()
        """By this run."""
        self.repaired = False
        """Whether a line was torn."""
        self.index: Index
        self._failures = LineFile(self.places.failures) if self.places else None
        self._journal = LineFile(self.places.journal) if self.places else None

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Hold the files for this run, and read what is there.

        Raises:
            OutputError: another run holds them, they cannot be written, or the results are something else.
        """
        if self.places and self.places.parquet:
            imported("pyarrow.parquet", "parquet")  # else the night's work ends with an error
        self.index = Index()
        try:
            with self._locked():
                self._check_parquet()
                self._read()
                yield
                self._tidy_failures()
        finally:
            for file in (self.results, self._failures, self._journal):
                if file:
                    file.close()
            self.index.close()

    def add(self, summary: ArticleSummary, key: str) -> None:
        """Keep a result."""
        summary.run.key = key
        if not self.results:
            self.index.set(key, State.DONE, Line(summary.article.id, 0, 0))
            return
        line = result_line(summary, with_text=self.with_text)
        at = self.results.append(line)
        self.index.set(key, State.DONE, Line(summary.article.id, at, len(line)))

    def fail(self, failure: Failure, place: int) -> None:
        """Keep a failure of the article at a place of the input."""
        at, line = 0, b""
        if self._failures:
            line = json.dumps(asdict(failure), ensure_ascii=False).encode(errors="replace") + b"\n"
            at = self._failures.append(line)
        about = Line(failure.id or failure.name, at, len(line))
        self.index.set(failure.key, State.FAILED, about, tries=failure.attempts, place=place)

    def begin(self, settings: Settings) -> None:
        """Remember this run's settings."""
        if self._journal and settings != self.settings:
            self._journal.append(json.dumps({"settings": settings}).encode() + b"\n")

    def spend(self, used: Usage) -> None:
        """Remember what a request used: the total so far, so that the last line says everything."""
        self.spent += used
        self.used += used
        if self._journal:
            self._journal.append(json.dumps({"spent": vars(self.spent)}).encode() + b"\n")

    def publish(self, schema: type[ArticleSummary], *, ordered: bool) -> None:
        """Bring results into the order of the input if asked, leave out those that newer ones replace, and write
        the Parquet file if there is to be one.
        """
        if not (self.results and self.places):
            return
        if self.results.size and (ordered or self.index.superseded()):
            self.results.rewrite(self.index.results(ordered))
        if self.places.parquet:
            from summarizer.batch.parquet import write_parquet

            write_parquet(self.results, self.places.parquet, schema)

    def _check_parquet(self) -> None:
        """See that nothing is lost when the Parquet file is written anew from the results behind it."""
        if not (self.places and self.places.parquet and self.places.parquet.exists()) or self.places.results.exists():
            return
        try:
            rows = count_rows(self.places.parquet)
        except (OSError, ValueError):
            rows = None  # something else has that name
        if rows != 0:
            raise OutputError(
                f"It is there, and the results from which it would be written are not ({self.places.results.name}).",
                hint="Name another one, or move it away.",
                article=str(self.places.parquet),
            )

    def _read(self) -> None:
        if not (self.results and self._failures and self._journal):
            return
        self.repaired = sum(file.repair() for file in (self.results, self._failures, self._journal)) > 0
        for at, line in self.results.lines():
            try:
                result = _Result.model_validate_json(line)
            except ValidationError:
                raise foreign(self.results.path, f"the line at byte {at:,} is not one") from None
            self.index.set(result.run.key, State.DONE, Line(result.article.id, at, len(line)))
        for at, line in self._failures.lines():
            try:
                failed = _Failed.model_validate_json(line)
            except ValidationError:
                raise foreign(self._failures.path, f"the line at byte {at:,} is not one") from None
            if self.index.state(failed.key) is not State.DONE:
                about = Line(failed.id or failed.name, at, len(line))
                self.index.set(failed.key, State.FAILED, about, tries=failed.attempts)
        self._read_journal(self._journal)

    def _read_journal(self, journal: LineFile) -> None:
        """The last settings and the last total; both go into a fresh journal, which so stays short."""
        kept: dict[str, tuple[int, int]] = {}
        for at, line in journal.lines():
            try:
                entry = json.loads(line)
                self.spent = Usage(**entry["spent"]) if "spent" in entry else self.spent
                self.settings = dict(entry["settings"]) if "settings" in entry else self.settings
            except (ValueError, TypeError):
                continue  # a line that was lost costs what it remembered
            kept |= dict.fromkeys(entry, (at, len(line)))
        if kept:
            journal.rewrite(iter(sorted(kept.values())))

    def _tidy_failures(self) -> None:
        """One line for each article that is still failed; without any no file."""
        if self._failures and self._failures.size:
            if self.index.count(State.FAILED):
                self._failures.rewrite(self.index.failures())
            else:
                self._failures.close()
                self._failures.path.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self.places:
            yield
            return
        from filelock import FileLock, Timeout

        path = self.places.results
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.places.lock)
            lock.acquire(timeout=0)
        except Timeout:
            raise OutputError(
                "Another run is writing there.", hint="Wait until it ends, or name another output.", article=str(path)
            ) from None
        except OSError as error:
            raise cannot_write(path, error) from error
        try:
            yield
        finally:
            lock.release()


def result_line(summary: ArticleSummary, *, with_text: bool) -> bytes:
    """A summary as one line of JSON."""
    if not with_text:
        without = summary.article.model_copy(update={"text": None})
        summary = summary.model_copy(update={"article": without})
    return summary.model_dump_json().encode() + b"\n"
