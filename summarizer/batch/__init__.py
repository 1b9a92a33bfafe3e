"""Many articles: read one after another, summarised side by side, each paid for once.

entries, rows        what the user names → articles still to be read
run                  takes them through, many at a time
turnstile            every request passes here: limits, budget
records, index       what is known and kept: lines, an index over them, keys
estimate, parquet
"""

from summarizer.batch.entries import Entry, Inputs, entry_of
from summarizer.batch.records import Records
from summarizer.batch.run import Batch, BatchOptions, Outcome, Progress

__all__ = ["Batch", "BatchOptions", "Entry", "Inputs", "Outcome", "Progress", "Records", "entry_of"]
