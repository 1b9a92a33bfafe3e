"""When things happened, to scale: an axis, and the events hung below it.

Labels go to the right of their date. Placed from the last event to the first, each in the highest row that is
free, no label covers another, and no line from a date to its label runs through one.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarizer.render.pictures.shapes import Box, Picture, Stroke, Words
from summarizer.render.pictures.words import BOLD, measure, wrapped
from summarizer.render.sections import in_order
from summarizer_schemas import ArticleSummary, Dossier, Event

MOST = 12
"""Events shown; the list below has all of them."""

MARGIN = 8
TOP = 34
"""Where the axis lies, with its dates above it."""


@dataclass(frozen=True, slots=True)
class _Period:
    """The days an event may have happened on: one, or a month or a year where the article is no more precise."""

    event: Event
    first: int
    last: int


def timeline(told: ArticleSummary | Dossier, width: int) -> Picture | None:
    """The picture at a width; None with fewer than two dates, which need no picture."""
    periods = [period for event in (in_order(told.deal.events) if told.deal else ()) if (period := _period(event))]
    periods = periods[:MOST]
    if len({(period.first, period.last) for period in periods}) < 2:
        return None
    size = 11 if width < 480 else 12
    label = 112 if width < 480 else 150
    begin, end = min(period.first for period in periods), max(period.last for period in periods)
    scale = (width - label - 2 * MARGIN) / max(1, end - begin)
    marks: list[Box] = []
    strokes = [Stroke(f"M{MARGIN} {TOP}H{width - MARGIN}", "axis")]
    words: list[Words] = []
    rows: list[float] = []
    """How far to the left each row is taken."""
    height = size * 1.25 * 3 + 10
    for period in sorted(periods, key=lambda period: -period.first):
        x = MARGIN + (period.first - begin) * scale
        room = label - 12
        lines = wrapped(period.event.what, size, room, 2)
        right = x + 6 + max(measure(line, size * BOLD) for line in (*lines, period.event.date or ""))
        row = next((place for place, taken in enumerate(rows) if right + 8 < taken), len(rows))
        rows[: row + 1] = [x] * (row + 1)
        y = TOP + 14 + row * height
        kind = period.event.status
        extent = max(7.0, (period.last - period.first) * scale)
        marks.append(Box(x - 3.5, TOP - 3.5, extent, 7, kind))
        strokes.append(Stroke(f"M{x:.1f} {TOP + 4}V{y + size * 1.1:.1f}", f"drop {kind}"))
        words.append(Words(x + 6, y + size, period.event.date or "", "date", size))
        words += [
            Words(x + 6, y + size * (2.25 + 1.25 * place), line, "name", size) for place, line in enumerate(lines)
        ]
    return Picture(
        width=width,
        height=round(TOP + 14 + len(rows) * height),
        title="Timeline",
        description=_description(periods),
        kind="timeline",
        strokes=tuple(strokes),
        boxes=tuple(marks),
        words=(*_scale(begin, end, scale, size), *words),
    )


def _scale(begin: int, end: int, scale: float, size: float) -> list[Words]:
    """The first and the last day, above the axis."""
    first, last = date.fromordinal(begin).isoformat(), date.fromordinal(end).isoformat()
    at = MARGIN + (end - begin) * scale
    if at - MARGIN < measure(first, size) + 12:
        return [Words(MARGIN, TOP - 14, first, "note", size)]
    return [Words(MARGIN, TOP - 14, first, "note", size), Words(at, TOP - 14, last, "note", size)]


def _period(event: Event) -> _Period | None:
    """The days of an ISO 8601 date, whole or reduced; None for anything else."""
    parts = (event.date or "")[:10].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        first = date(year, month, day)
    except ValueError:
        return None
    if len(parts) == 1:
        last = date(year, 12, 31)
    elif len(parts) == 2:
        last = date(year, month, monthrange(year, month)[1])
    else:
        last = first
    return _Period(event, first.toordinal(), last.toordinal())


def _description(periods: Sequence[_Period]) -> str:
    return " ".join(f"{period.event.date}: {period.event.what} ({period.event.status})." for period in periods)
