"""The day of publication where only the page's text states it: beside the headline, or where the report begins.

Other dates of a page are those of its menus, of other stories, and of what it reports: unknown is better than wrong.
"""

import re
from collections.abc import Sequence

from summarizer.read.blocks import Line
from summarizer.read.fields import letters_of
from summarizer.text.dates import find_dates, normalise_date

NEAR = 8
"""Lines below a headline that may be a byline, a date, a lead."""

SHORT = 15
"""Words of a line that states when and by whom; a longer one is part of the story."""

DATELINE = 110
"""Characters at the beginning of a report in which a dateline ends: "HARWELL, 2 July 2024 /Wire/ — "."""

ENDS_DATELINE = re.compile(r"\)?\s*(?:[/(][^/()—–]{1,40}[/)]\s*)?[,.:]?\s*(?:—|–|--|-\s|:\s)")

WHOLE_DAY = len("2024-07-02")


def stated_day(lines: Sequence[Line], paragraphs: Sequence[str], headline: str | None) -> str | None:
    """The day, in ISO 8601, that stands beside the headline, else in the dateline.

    Args:
        lines: of the page, in its order.
        paragraphs: of its article.
        headline: of the article.
    """
    return _beside(lines, headline) or _in_dateline(paragraphs)


def _beside(lines: Sequence[Line], headline: str | None) -> str | None:
    """The first whole date in a short line before or below the headline, above the story's first paragraph."""
    wanted = letters_of(headline)
    for index, line in enumerate(lines):
        if wanted and letters_of(line.text) == wanted:
            below = lines[index + 1 : index + 1 + NEAR]
            head = next((count for count, each in enumerate(below) if len(each.text.split()) > 2 * SHORT), len(below))
            for each in (*below[:head], *lines[max(0, index - 1) : index]):
                if len(each.text.split()) <= SHORT and (day := _whole_day(each.text)):
                    return day
    return None


def _in_dateline(paragraphs: Sequence[str]) -> str | None:
    for paragraph in paragraphs[:2]:
        for phrase in find_dates(paragraph[:DATELINE]):
            if ENDS_DATELINE.match(paragraph, phrase.end) and (day := _whole_day(phrase.text)):
                return day
    return None


def _whole_day(text: str) -> str | None:
    """The only whole date of a line."""
    days = {day for phrase in find_dates(text) if (day := normalise_date(phrase.text)) and len(day) == WHOLE_DAY}
    return days.pop() if len(days) == 1 else None
