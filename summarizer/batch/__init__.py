"""Many articles: read one after another, summarised side by side, each paid for once.

entries, rows        what the user names → articles still to be read
run, outcome         takes them through, many at a time; what it is told and tells
way                  the way of one article, from reading to keeping
turnstile            every request passes here: limits, budget
records, index       what is known and kept: lines, an index over them, keys
estimate, parquet    what a run would cost; results for analysts
sync                 for programs without an event loop
"""

from summarizer.batch.entries import Entry, Inputs, entry_of
from summarizer.batch.outcome import BatchOptions, Outcome, Progress
from summarizer.batch.records import Records
from summarizer.batch.run import Batch

__all__ = ["Batch", "BatchOptions", "Entry", "Inputs", "Outcome", "Progress", "Records", "entry_of"]
