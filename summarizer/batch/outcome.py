"""What a run is told and what it tells: options, what became of an article, how far it is."""

import time
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from summarizer.errors import SummarizerError
from summarizer_schemas import ArticleSummary

SummaryT_co = TypeVar("SummaryT_co", bound=ArticleSummary, covariant=True)


@dataclass(frozen=True)
class BatchOptions:
    """How a run goes on.

    Attributes:
        concurrency: requests in flight at most; None leaves it to the model's provider.
        rpm, tpm: requests and tokens a minute at most.
        max_cost: US dollars that all runs on the same results may use together.
        max_tokens: the same in tokens, read and written.
        ordered: outcomes in the order of the input, not of completion.
        retry_failed: try again what failed in an earlier run.
    """

    concurrency: int | None = None
    rpm: float | None = None
    tpm: float | None = None
    max_cost: float | None = None
    max_tokens: int | None = None
    ordered: bool = False
    retry_failed: bool = False


@dataclass(frozen=True)
class Outcome(Generic[SummaryT_co]):
    """What has become of one article: a summary or an error.

    Attributes:
        name: where the article stands, or its title.
        id: the article's; None where it could not be read.
        summary: None when it failed.
        error: None when it did not.
    """

    name: str
    id: str | None
    summary: SummaryT_co | None = None
    error: SummarizerError | None = None


@dataclass
class Progress:
    """How far a run is.

    Attributes:
        done: summarised in this run.
        failed: failed in this run.
        done_before: known from earlier runs.
        failed_before: failed in earlier runs and not tried again.
        duplicates: in the input more than once, summarised once.
        started: of `time.monotonic`.
        stopping: whether no further article is begun.
        stopped: why, where it is not the user's wish.
    """

    done: int = 0
    failed: int = 0
    done_before: int = 0
    failed_before: int = 0
    duplicates: int = 0
    started: float = field(default_factory=time.monotonic)
    stopping: bool = False
    stopped: SummarizerError | None = None

    @property
    def met(self) -> int:
        """Articles of the input that are through."""
        return self.done + self.failed + self.done_before + self.failed_before + self.duplicates
