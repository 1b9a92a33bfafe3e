"""Dates as articles write them, reduced to what the phrase says."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.dates import normalise_date, parse_published

PUBLISHED = date(2025, 6, 11)  # a Wednesday
PIECES = "8 31 29 2025 1990s 08/09/2025 2025-13 September Sept. may mars février last next year month to"
PIECES += " - – , 年 月 日"
BROKEN_DATES = st.lists(st.sampled_from([*PIECES.split(), "year-end", "yesterday", "on Monday", "this Friday"])).map(
    " ".join
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("8 September 2025", "2025-09-08"),
        ("September 8, 2025", "2025-09-08"),
        ("the 8th of September 2025", "2025-09-08"),
        ("Monday, 8 September 2025", "2025-09-08"),
        ("2025-09-08", "2025-09-08"),
        ("08.09.2025", "2025-09-08"),
        ("13/09/2025", "2025-09-13"),
        ("09/13/2025", "2025-09-13"),
        ("2025年9月8日", "2025-09-08"),
        ("8. September 2025", "2025-09-08"),
        ("8 septembre 2025", "2025-09-08"),
        ("1er août 2025", "2025-08-01"),
        ("8 de septiembre de 2025", "2025-09-08"),
        ("8 settembre 2025", "2025-09-08"),
        ("8 de março de 2025", "2025-03-08"),
        ("September 2025", "2025-09"),
        ("2025-09", "2025-09"),
        ("may 2025", "2025-05"),
        ("2025", "2025"),
        ("early 2023", "2023"),
        ("end of 2026", "2026"),
        ("the third quarter of 2025", "2025"),
        ("Q3 2025", "2025"),
        ("the first half of 2025", "2025"),
    ],
)
def test_a_phrase_with_a_year_needs_no_publication_date_and_keeps_its_year(phrase: str, expected: str) -> None:
    assert normalise_date(phrase) == expected
    assert normalise_date(phrase, date(2031, 1, 2)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Sept. 8", "2025-09-08"),
        ("8 September", "2025-09-08"),
        ("31 December", "2024-12-31"),
        ("10 December", "2025-12-10"),
        ("11 December", "2024-12-11"),
        ("29 February", "2024-02-29"),
        ("9月8日", "2025-09-08"),
    ],
)
def test_a_day_without_a_year_is_the_one_nearest_to_publication(phrase: str, expected: str) -> None:
    assert normalise_date(phrase, PUBLISHED) == expected
    assert normalise_date(phrase) is None


def test_of_two_equally_near_days_the_past_one_is_taken() -> None:
    assert normalise_date("1 January", date(2024, 7, 2)) == "2024-01-01"  # 183 days back, 183 days ahead


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("in September", "2024-09"),
        ("last September", "2024-09"),
        ("next September", "2025-09"),
        ("in June", "2025-06"),
        ("next June", "2026-06"),
        ("in May", "2025-05"),
        ("September last year", "2024-09"),
        ("last month", "2025-05"),
        ("this month", "2025-06"),
        ("next month", "2025-07"),
        ("last year", "2024"),
        ("later this year", "2025"),
        ("early next year", "2026"),
        ("the third quarter of last year", "2024"),
        ("by the end of the year", "2025"),
    ],
)
def test_months_and_years_are_counted_from_publication(phrase: str, expected: str) -> None:
    assert normalise_date(phrase, PUBLISHED) == expected
    assert normalise_date(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("yesterday", "2025-06-10"),
        ("earlier today", "2025-06-11"),
        ("tomorrow", "2025-06-12"),
        ("Friday", "2025-06-06"),
        ("on Monday", "2025-06-09"),
        ("Wednesday", "2025-06-11"),
        ("last Wednesday", "2025-06-04"),
        ("next Tuesday", "2025-06-17"),
        ("next Wednesday", "2025-06-18"),
        ("this Friday", "2025-06-13"),
    ],
)
def test_days_are_counted_from_publication(phrase: str, expected: str) -> None:
    assert normalise_date(phrase, PUBLISHED) == expected
    assert normalise_date(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("8-10 September 2025", "2025-09"),
        ("September 8 to 10, 2025", "2025-09"),
        ("July to September 2025", "2025"),
        ("between 2023 and 2025", None),
        ("2024-25", None),
        ("Monday or Tuesday", None),
    ],
)
def test_a_period_is_reduced_to_what_its_bounds_share(phrase: str, expected: str | None) -> None:
    assert normalise_date(phrase, PUBLISHED) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "soon",
        "last week",
        "Monday next week",
        "the 1990s",
        "31 February 2025",
        "31 February",
        "2025-13-01",
        "08/09/2025",
        "it may",
        "they march",
        "$2025",
        "the day before yesterday",
    ],
)
def test_what_is_no_date_or_has_two_readings_gives_none(phrase: str) -> None:
    assert normalise_date(phrase, PUBLISHED) is None


def test_a_verb_is_no_month_beside_a_year_further_on() -> None:
    assert normalise_date("may close in 2026", PUBLISHED) == "2026"


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-08",
        " 2025-09-08\n",
        "20250908T101500Z",
        "2025-09-08T23:00:00-05:00",
        "2025-09-08 10:15:00",
        "Mon, 08 Sep 2025 10:00:00 GMT",
        "Mon Sep  8 10:00:00 2025",
        "September 08, 2025",
        "8 September 2025 at 10:30",
    ],
)
def test_a_publication_date_is_read_from_the_usual_metadata(text: str) -> None:
    assert parse_published(text) == date(2025, 9, 8)


@pytest.mark.parametrize("text", [None, "", "2025", "September 2025", "September 8", "1757325600", "unknown"])
def test_a_publication_date_without_a_full_day_is_none(text: str | None) -> None:
    assert parse_published(text) is None


@settings(deadline=None)  # a machine that does something else takes longer
@given(st.text() | BROKEN_DATES, st.none() | st.dates())
def test_any_text_gives_a_reduced_date_or_none(phrase: str, published: date | None) -> None:
    reduced = normalise_date(phrase, published)
    assert reduced is None or re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", reduced)
    parse_published(phrase)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("am 8. September 2025", "2025-09-08"),
        ("1er mars 2026", "2026-03-01"),
        ("el 8 de septiembre de 2025", "2025-09-08"),
        ("op 12 maart 2026", "2026-03-12"),
        ("8 сентября 2025 года", "2025-09-08"),
        ("в сентябре 2025 года", "2025-09"),
        ("8 września 2025", "2025-09-08"),
        ("12 مارس 2026", "2026-03-12"),
        ("去年3月", "2025-03"),
        ("令和7年9月8日", "2025-09-08"),
        ("gestern", "2026-03-11"),
        ("hier matin", "2026-03-11"),
        ("hier in der Stadt", None),
        ("am Morgen", None),
        ("morgen", "2026-03-13"),
        ("por la mañana", None),
        ("mañana", "2026-03-13"),
        ("ontem", "2026-03-11"),
        ("вчера", "2026-03-11"),
        ("昨日", "2026-03-11"),
        ("im vergangenen Jahr", "2025"),
        ("l’an prochain", "2027"),
        ("el próximo año", "2027"),
        ("vorig jaar", "2025"),
        ("в прошлом году", "2025"),
        ("明年", "2027"),
        ("il mese scorso", "2026-02"),
        ("上个月", "2026-02"),
        ("lundi", "2026-03-09"),
        ("в понедельник", "2026-03-09"),
        ("月曜日", "2026-03-09"),
        ("二〇二六年三月三日", "2026-03-03"),
        ("三月十二日", "2026-03-12"),
        ("去年九月", "2025-09"),
        ("令和八年三月三日", "2026-03-03"),
        ("we wrześniu 2025", "2025-09"),
        ("w poniedziałek", "2026-03-09"),
        ("3 Mart 2026", "2026-03-03"),
        ("3. března 2026", "2026-03-03"),
        ("2026. március 3.", "2026-03-03"),
        ("3. maaliskuuta 2026", "2026-03-03"),
        ("3 martie 2026", "2026-03-03"),
        ("3 मार्च 2026", "2026-03-03"),
        ("3 آذار 2026", "2026-03-03"),
    ],
)
def test_dates_are_read_in_other_languages(phrase: str, expected: str | None) -> None:
    """Month names, relative words and eras; a word with two meanings only where its neighbours decide."""
    assert normalise_date(phrase, date(2026, 3, 12)) == expected
