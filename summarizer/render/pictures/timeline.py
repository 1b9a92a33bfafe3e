"""When things happened, to scale: an axis, and the events hung below it.

Labels go to the right of their date. Placed from the last event to the first, each in the highest row that has room
for it, no label covers another, and no line from a date to its label runs through one.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarizer.render.pictures.shapes import Box, Picture, Stroke, Words
from summarizer.render.pictures.words import measure, wrapped
from summarizer.render.sections import in_order
from summarizer_schemas import ArticleSummary, Dossier, Event

MOST = 12
"""Events shown; the list below has all of them."""

MARGIN = 8
TOP = 34
"""Where the axis lies, with its dates above it."""

INDENT, GAP, WIDEST = 6, 8, 300
"""Between a date's line and its label, between labels, and how wide a label gets where there is room."""


@dataclass(frozen=True, slots=True)
class _Period:
    """The days an event may have happened on: one, or a month or a year where the article is no more precise."""

    event: Event
    first: int
    last: int


def timeline(told: ArticleSummary | Dossier, width: int) -> Picture | None:
    """The picture at a width; None with fewer than two dates, which need no picture."""
    dated = [period for event in (in_order(told.deal.events) if told.deal else ()) if (period := _period(event))]
    periods = dated[:MOST]
    if len({(period.first, period.last) for period in periods}) < 2:
        return None
    size = 11 if width < 480 else 12
    label = 112 if width < 480 else 150
    begin, end = min(period.first for period in periods), max(period.last for period in periods)
    scale = (width - label - 2 * MARGIN) / max(1, end - begin)
    marks: list[Box] = []
    strokes = [Stroke(f"M{MARGIN} {TOP}H{width - MARGIN}", "axis")]
    words: list[Words] = []
    ends: list[float] = []
    """How far to the right a label in each row may go."""
    height = size * 1.25 * 3 + 10
    for period in sorted(periods, key=lambda period: -period.first):
        x, kind = MARGIN + (period.first - begin) * scale, period.event.status
        row = next((place for place, end_of_row in enumerate(ends) if x + label <= end_of_row), len(ends))
        room = (ends[row] if row < len(ends) else width) - x - INDENT
        ends[: row + 1] = [x - GAP] * (row + 1)
        y = TOP + 14 + row * height
        extent = max(7.0, (period.last - period.first) * scale)
        marks.append(Box(x - 3.5, TOP - 3.5, extent, 7, f"{kind} vague" if period.last > period.first else kind))
        strokes.append(Stroke(f"M{x:.1f} {TOP + 4}V{y + size * 1.1:.1f}", f"drop {kind}"))
        lines = wrapped(period.event.what, size, min(room, WIDEST), 2)
        words.append(Words(x + INDENT, y + size, period.event.date or "", "date", size))
        words += [
            Words(x + INDENT, y + size * (2.25 + 1.25 * place), line, "name", size) for place, line in enumerate(lines)
        ]
    bottom = TOP + 14 + len(ends) * height
    if more := len(dated) - len(periods):
        words.append(Words(MARGIN, bottom + size, f"and {more} more below", "note", size))
        bottom += 2 * size
    return Picture(
        width=width,
        height=round(bottom),
        title="Timeline",
        description=_description(periods),
        kind="timeline",
        strokes=tuple(strokes),
        boxes=tuple(sorted(marks, key=lambda mark: -mark.width)),  # the precise ones on top
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
