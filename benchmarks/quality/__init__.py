"""How good summaries are, and how good those of other ways to get them: `python -m benchmarks.quality --help`.

sets.py → running.py (systems/, worker.py, environments.py, meter.py) → scoring.py (matching.py, counts.py) → table.py
planted.py and injected.py change articles first and look at what comes
"""
