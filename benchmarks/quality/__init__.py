"""How good summaries are, and how good those of other ways to get them: `python -m benchmarks.quality --help`.

sets.py       articles and gold          → running.py  a system over a set, results kept
systems/      who is compared, and how     process.py, worker.py, environments.py, meter.py: the others, each apart
scoring.py    counts from a summary and its gold (matching.py, counts.py)  → table.py
planted.py    one fact changed in each article: is it followed?
injected.py   instructions planted in articles: does anything come through?
"""
