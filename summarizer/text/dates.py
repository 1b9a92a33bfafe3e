"""Dates as an article writes them, as reduced ISO 8601: "8 September 2025", "last month", "early 2023".

A date is never more exact than its phrase: "September 2025" is "2025-09", a quarter is its year, and the
bounds of a period are reduced to what they share ("8-10 September 2025" is "2025-09"). A stated year is
never changed; a missing one is taken from the date of publication, and without that there is no date.

Month names are those of twenty-four languages; relative words are put into English first (`date_words`).
"""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from summarizer.text.date_words import in_english
from summarizer.text.numerals import kanji_number

_LONGEST_PHRASE = 200  # characters read; a longer phrase is no date
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "ocak ledna tammikuuta tammikuussa január ianuarie styczniu जनवरी "
            "january jan januar jänner janvier janv enero gennaio janeiro januari styczeń stycznia "
            "январь января январе січень січня ιανουαρίου يناير",
            "şubat února helmikuuta helmikuussa február februarie februari lutym फरवरी شباط "
            "february feb februar février fevrier févr febrero febbraio fevereiro februari luty lutego "
            "февраль февраля феврале лютий лютого φεβρουαρίου فبراير",
            "mart března marts maaliskuuta maaliskuussa március martie maret marcu मार्च آذار "
            "march mar märz maerz mars marzo março maart marts marzec marca "
            "март марта марте березень березня μαρτίου مارس",
            "nisan dubna huhtikuuta huhtikuussa április aprilie kwietniu अप्रैल نيسان "
            "april apr avril avr abril aprile kwiecień kwietnia апрель апреля апреле квітень квітня απριλίου أبريل",
            "mayıs května toukokuuta toukokuussa május mei maju मई أيار "
            "may mai mayo maggio maio mei maj maja май мая мае травень травня μαΐου مايو",
            "haziran června kesäkuuta kesäkuussa június iunie czerwcu जून حزيران "
            "june jun juni juin junio giugno junho czerwiec czerwca июнь июня июне червень червня ιουνίου يونيو",
            "temmuz července heinäkuuta heinäkuussa július iulie lipcu जुलाई تموز "
            "july jul juli juillet juil julio luglio julho lipiec lipca июль июля июле липень липня ιουλίου يوليو",
            "ağustos srpna elokuuta elokuussa augusztus agustus sierpniu अगस्त "
            "august aug août aout agosto augustus augusti sierpień sierpnia "
            "август августа августе серпень серпня αυγούστου أغسطس",
            "eylül září syyskuuta syyskuussa szeptember septembrie wrześniu सितंबर أيلول "
            "september sept sep septembre septiembre setiembre settembre setembro wrzesień września "
            "сентябрь сентября сентябре вересень вересня σεπτεμβρίου سبتمبر",
            "ekim října lokakuuta lokakuussa október octombrie październiku अक्टूबर "
            "october oct oktober okt octobre octubre ottobre outubro październik października "
            "октябрь октября октябре жовтень жовтня οκτωβρίου أكتوبر",
            "kasım listopadu marraskuuta marraskuussa noiembrie listopadzie नवंबर "
            "november nov novembre noviembre novembro listopad listopada "
            "ноябрь ноября ноябре листопад листопада νοεμβρίου نوفمبر",
            "aralık prosince joulukuuta joulukuussa decembrie desember grudniu दिसंबर "
            "december dec dezember dez décembre decembre diciembre dicembre dezembro grudzień grudnia "
            "декабрь декабря декабре грудень грудня δεκεμβρίου ديسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
# In lower case without a day or a year these are other words; "Mars" is one even with a capital.
_OTHER_WORDS = frozenset({"may", "march", "mars", "august", "jan", "mar", "mai", "mart"})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = re.compile(r"(?<![\d$€£.,])(?:1[6-9]|2[01])\d\d(?!['’]?s\b|\d|[.,]\d)")
_YEAR_AFTER = re.compile(rf"(?<=\bin |\bby ){_YEAR.pattern}")
_ISO = re.compile(r"(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d|[-/.,]\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_CJK = re.compile(
    r"(?:(\d{4}|[〇零一二三四五六七八九]{4}) ?[年년] ?)?"
    r"(?<![\d一二三四五六七八九十])(\d{1,2}|[一二三四五六七八九十]{1,2}) ?[月월]"
    r"(?: ?(\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日일号號])?"
)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_DAY = r"\d{1,2}(?!\d|[:.,]\d| ?%)"
_TO = r" ?(?:-|–|to|and|bis|und|au|et|al|y|e) ?"
_MONTH = re.compile(
    rf"(?:(?<![\d:.,$€£])(?:(?P<first>{_DAY})\.?{_TO})?(?P<before>{_DAY})(?:st|nd|rd|th|er|o)?\.?"
    r"[ /-]?(?:of |de |di )?)?"
    rf"(?<![^\W\d_])(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![^\W\d_])\.?"
    rf"(?:[ -](?P<after>{_DAY})(?:st|nd|rd|th)?(?:{_TO}(?P<last>{_DAY}))?)?(?P<year>,? \d{{4}}(?!\d))?",
    re.IGNORECASE,
)
_RELATIVE_YEAR = re.compile(r"\b(last|this|next) year\b|\b(?:end of the year|year[- ]end)\b", re.IGNORECASE)
_RELATIVE_MONTH = re.compile(r"\b(last|this|next) month\b", re.IGNORECASE)
_RELATIVE_DAY = re.compile(
    r"(?<!before )\b(yesterday|last night)\b|(?<!after )\b(tomorrow)\b"
    r"|\b(?:today|tonight|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"(?:\b(last|this|next) )?\b({'|'.join(_WEEKDAYS)})\b(?! (?:last|next) week)", re.IGNORECASE)
_STEP = {"last": -1, "this": 0, "next": 1}


def normalise_date(phrase: str, published: date | None = None, *, ahead: bool = False) -> str | None:
    """The date a phrase names as "2025-09-08", "2025-09" or "2025"; None when it names none.

    Without a year, a day is the one nearest to publication (of two equally near, the past one), a month the
    most recent one, or the one to come, a weekday the last one up to that day. "08/09/2025" has two readings and a
    week has no reduced form: both give None.

    Args:
        phrase: the words of the article, such as "on 8 September" or "late last year".
        published: publication date of the article; without it only phrases with a year have a date.
        ahead: whether "in September" is the next one: the phrase alone cannot tell.
    """
    text = " ".join(unicodedata.normalize("NFKC", phrase[:_LONGEST_PHRASE]).split())
    text = in_english(text, published.year if published else None)
    try:
        return _in_figures(text, published) or _in_words(text, published, ahead)
    except (ValueError, OverflowError):  # 31 February, 30/30/2025, the day before 1 January 1
        return None


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words that name a date: `text` is what stands at `start:end` of the text that was searched."""

    text: str
    start: int
    end: int


def find_dates(text: str) -> list[DatePhrase]:
    """The phrases of a text that name a date, in order; no two overlap. A year alone is one behind "in" or "by"."""
    found: list[re.Match[str]] = [match for match in _MONTH.finditer(text) if _is_month(match)]
    found += _YEAR_AFTER.finditer(text)
    for pattern in (_NUMERIC, _ISO, _CJK, _RELATIVE_MONTH, _RELATIVE_DAY, _WEEKDAY):
        found += pattern.finditer(text)
    phrases: list[DatePhrase] = []
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if not phrases or match.start() >= phrases[-1].end:
            phrases.append(DatePhrase(match.group().strip(" ,."), match.start(), match.end()))
    return phrases


def same_day(phrase: str, other: str) -> bool:
    """Whether two phrases name the same day of the same year, however they are written."""
    one = normalise_date(phrase)
    return one is not None and len(one) == len("2025-09-08") and one == normalise_date(other)


def within(phrase: str, other: str) -> bool:
    """Whether a phrase names the month or the day of another that says more: "September" and "September 2023"."""
    said = {(match["name"].lower()[:3], match["before"] or match["after"]) for match in _MONTH.finditer(phrase)}
    more = {(match["name"].lower()[:3], match["before"] or match["after"]) for match in _MONTH.finditer(other)}
    return (
        bool(said)
        and all(any(month == name and day in (None, number) for name, number in more) for month, day in said)
        and not (set(_YEAR.findall(phrase)) - set(_YEAR.findall(other)))
    )


def parse_published(text: str | None) -> date | None:
    """The day of a publication date in metadata: ISO 8601, RFC 2822 or in words; None when it has no day.

    The day is the one that is written; a time zone does not move it.
    """
    compact = _COMPACT.match(text.strip()) if text else None
    reduced = normalise_date("-".join(compact.groups()) if compact else text or "")
    return date.fromisoformat(reduced) if reduced and len(reduced) == len("2025-09-08") else None


def _reduced(year: int, month: int | None = None, day: int | None = None) -> str:
    """ISO 8601 as exact as what is given; ValueError when there is no such day."""
    full = date(year, month or 1, day or 1).isoformat()
    return full if day else full[:7] if month else full[:4]


def _in_figures(text: str, published: date | None) -> str | None:
    """A date without month names, None when there is none; ValueError when it is invalid or ambiguous."""
    if found := _NUMERIC.search(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month and found[2] != ".":  # with points the day is first
            raise ValueError("the day and the month cannot be told apart")
        return _reduced(year, month, day)
    found = _ISO.search(text)
    if found and (found[4] or found[2] != "."):
        return _reduced(int(found[1]), int(found[3]), int(found[4]) if found[4] else None)
    if found := _CJK.search(text):
        stated, named, last = (_cjk_number(part) for part in found.groups())
        return _reduced(stated, named or 0, last) if stated else _without_year(named or 0, last, published)
    return None


def _cjk_number(part: str | None) -> int | None:
    if not part:
        return None
    return int(part) if part.isdecimal() else kanji_number(part)


def _in_words(text: str, published: date | None, ahead: bool) -> str | None:
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) > 1:
        return None
    year = years.pop() if years else _relative_year(text, published)
    mentions = [found for found in _MONTH.finditer(text) if _is_month(found)]
    months = {_MONTHS[found["name"].lower()] for found in mentions}
    if len(months) != 1:
        return _reduced(year) if year else None if months else _relative(text, published)
    month = months.pop()
    parts = [found[part] for found in mentions for part in ("first", "before", "after", "last") if found[part]]
    days = {int(part) for part in parts}
    day = days.pop() if len(days) == 1 else None
    if year:
        return _reduced(year, month, day)
    lead = text[: mentions[0].start()].lower().split()[-1:]
    if ahead and published and not day:
        return _reduced(published.year + (month < published.month), month)
    return _without_year(month, day, published, following=lead == ["next"])


def _is_month(found: re.Match[str]) -> bool:
    """Whether "may", "march", "Mars" are months here: beside a day or a year, or with a capital."""
    name = found["name"]
    if found["before"] or found["after"] or found["year"] or name.lower() not in _OTHER_WORDS:
        return True
    return name[0].isupper() and name != "Mars"


def _without_year(month: int, day: int | None, published: date | None, *, following: bool = False) -> str | None:
    """The day nearest to publication, or the most recent such month, or the one following that."""
    if not published:
        return None
    if not day:
        return _reduced(published.year - (month > published.month) + following, month)
    near: list[date] = []
    for year in (published.year - 1, published.year, published.year + 1):
        with suppress(ValueError):  # 29 February
            near.append(date(year, month, day))
    return min(near, key=lambda day: (abs(day - published), day > published)).isoformat()


def _relative_year(text: str, published: date | None) -> int | None:
    found = _RELATIVE_YEAR.search(text)
    return published.year + _STEP[(found[1] or "this").lower()] if found and published else None


def _relative(text: str, published: date | None) -> str | None:
    """The date of "yesterday", "next month" or "on Monday"; None for two weekdays."""
    if not published:
        return None
    if found := _RELATIVE_MONTH.search(text):
        months = published.year * 12 + published.month - 1 + _STEP[found[1].lower()]
        return _reduced(months // 12, months % 12 + 1)
    if found := _RELATIVE_DAY.search(text):
        return (published + timedelta(days=bool(found[2]) - bool(found[1]))).isoformat()
    weekdays = _WEEKDAY.findall(text)
    if len(weekdays) != 1:
        return None
    which, name = (word.lower() for word in weekdays[0])
    ahead = (_WEEKDAYS.index(name) - published.weekday()) % 7
    if which == "next":
        ahead = ahead or 7
    elif which != "this":
        ahead -= 7 * (ahead > 0 or which == "last")
    return (published + timedelta(days=ahead)).isoformat()
