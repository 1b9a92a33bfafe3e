"""Events of several articles: which are one, and which are one on two dates.

What happened is told by a kind of act ("signed", "inked") and what it was done to; dates that contain each other agree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from summarizer.merging.clusters import complete_link, strengths
from summarizer.merging.decisions import Docket
from summarizer.merging.telling import Told
from summarizer.merging.words import likeness, overlap, telling
from summarizer.text.dates import normalise_date
from summarizer.text.mentions import mentions
from summarizer.text.names import name_key
from summarizer_schemas import Event

_ACTS = {
    "sign": r"sign(?:s|ed|ing)?|ink(?:s|ed)?|conclud\w+|signatures?|put(?:s|ting)? (?:\w+ ){1,2}names?",
    "announce": r"announc\w+|unveil\w*|disclos\w+|reveal\w*",
    "close": r"clos(?:e|es|ed|ing)|complet\w+|finali[sz]\w+",
    "ship": r"ship(?:s|ped|ment|ments)?|dispatch\w*|deliver\w*|export(?:s|ed)?|consignment\w*|sent|cargo(?:es)?",
    "approve": r"approv\w+|clear(?:s|ed|ance)|authori[sz]\w+|ratif\w+",
    "reject": r"reject\w*|block(?:s|ed)?|veto\w*",
    "vote": r"vot(?:e|es|ed|ing)",
    "strike": r"strikes?|walkout",
    "begin": r"beg[aiu]n\w*|start\w*|launch\w*|commenc\w+|open(?:s|ed|ing)?",
    "end": r"end(?:s|ed|ing)?|expir\w+|cancel\w*|terminat\w+|call\w* off|suspend\w*",
    "publish": r"publish\w*|releas\w+",
    "sue": r"su(?:e|es|ed|ing)|lawsuit|file[sd]?|appeal\w*",
    "pay": r"pa(?:y|ys|id|ying|yment)",
    "invest": r"invest\w*",
    "buy": r"buy\w*|bought|acqui\w+|purchas\w+|takeover",
    "agree": r"agreed?|agrees",
}
_ACT = re.compile("|".join(rf"(?P<{act}>\b(?:{words})\b)" for act, words in _ACTS.items()), re.IGNORECASE)
_PAPERS = re.compile(
    r"\b(?:(?P<memorandum>memorand\w+|mous?)|(?P<intent>letters? of intent|term sheet|heads of terms)|"
    r"(?P<licence>licen[cs]es?|permits?)|(?P<loan>loans?|credit|facility)|"
    r"(?P<deal>contracts?|agreements?|deals?|accords?|pacts?|concessions?|lease|treat(?:y|ies)|sale|purchase|takeover|"
    r"acquisition|merger|transaction))\b",
    re.IGNORECASE,
)

_ORDINALS = re.compile(
    r"\b(?:first|second|third|fourth|fifth|next|last|final|another|further|initial|\d+(?:st|nd|rd|th))\b", re.IGNORECASE
)
_PART_OF_YEAR = re.compile(
    r"\b(?:(?P<which>first|second|third|fourth) (?P<part>quarter|half)|Q(?P<q>[1-4])|H(?P<h>[12]))\b", re.IGNORECASE
)
_AWAITED = re.compile(r"\b(?:expect\w*|plan\w*|due|schedul\w+|set to|like(?:ly)?|aim\w*)\b", re.IGNORECASE)
_JOINT = frozenset({"sign", "announce", "close", "buy"})
"""Acts of all parties: whichever of them is named, it is one act."""

ALIKE = 0.5
"""Share of all words of two events from which they are one, whatever the act is called."""

ALIKE_ON_PAPERS = 0.75
"""The same where two sorts of documents are named, "memorandum signed" and "contract signed"."""

UNSURE = 0.25
"""From here on code does not decide about events whose dates agree."""


@dataclass(frozen=True)
class Happening:
    """One article's event."""

    article: int
    event: Event
    told: Told

    @cached_property
    def acts(self) -> frozenset[str]:
        """Everything that is done; to agree is to sign, and "the takeover closes" is no purchase."""
        found = {
            "sign" if each.lastgroup == "agree" else each.lastgroup or "" for each in _ACT.finditer(self.event.what)
        }
        return frozenset(found - {"buy"} or found)

    @cached_property
    def paper(self) -> str | None:
        """The sort of document it is done to, if it is one."""
        found = _PAPERS.search(self.event.what)
        return found.lastgroup if found else None

    @cached_property
    def words(self) -> frozenset[str]:
        """The rest of what happens."""
        what = self.event.what
        for left_out in (_PAPERS, _ACT, _ORDINALS, _AWAITED):
            what = left_out.sub(" ", what)
        return telling(what)

    @cached_property
    def ordinals(self) -> frozenset[str]:
        """Which of several it is: "the second tranche"."""
        return frozenset(each.casefold() for each in _ORDINALS.findall(self.event.what))

    @cached_property
    def names(self) -> frozenset[tuple[str, ...]]:
        """Who is named in it."""
        return frozenset(name_key(each) for each in mentions([f"… {self.event.what}"]))

    @property
    def label(self) -> str:
        """What it is called where a decision on it is kept."""
        when = self.event.date or self.event.date_text
        return f"{self.event.what} ({when})" if when else self.event.what


def compatible(left: str | None, right: str | None) -> bool:
    """Whether two dates (reduced ISO 8601) may be one: "2025-09" and "2025-09-08"; no date contradicts none."""
    if left is None or right is None:
        return True
    return left.startswith(right) or right.startswith(left)


def _dates(left: Happening, right: Happening) -> tuple[str | None, str | None]:
    """The dates of two events; a day or month without its year ("September") is read beside the other's."""
    first, second = left.event.date, right.event.date
    if first is None and second and left.event.date_text:
        first = _beside(left.event.date_text, second)
    elif second is None and first and right.event.date_text:
        second = _beside(right.event.date_text, first)
    return first, second


@lru_cache(maxsize=4096)
def _beside(phrase: str, day: str) -> str | None:
    """The date of a phrase without a year when the other event was on that day (reduced ISO 8601); None for "Monday",
    which needs the day of publication.
    """
    known = date.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-15"[:10])
    read = {normalise_date(phrase, known), normalise_date(phrase, known - timedelta(days=3))}
    return read.pop() if len(read) == 1 else None


def _part_of_year(event: Event) -> range | None:
    """The months of a quarter or half of a year, which a reduced date has no form for."""
    found = _PART_OF_YEAR.search(event.date_text or "")
    if not found or len(event.date or "") != len("2026"):
        return None
    number = found["q"] or found["h"] or {"fir": "1", "sec": "2", "thi": "3", "fou": "4"}[found["which"][:3].lower()]
    length = 3 if found["q"] or (found["part"] or "").lower() == "quarter" else 6
    return range(length * (int(number) - 1) + 1, length * int(number) + 1)


def _agree(left: Happening, right: Happening) -> bool:
    """Whether the dates of two events may be one."""
    dates = _dates(left, right)
    if not compatible(*dates):
        return False
    for vague, exact in ((left.event, dates[1]), (right.event, dates[0])):
        months = _part_of_year(vague)
        if months and exact and len(exact) > len("2026") and int(exact[5:7]) not in months:
            return False
    parts = _part_of_year(left.event), _part_of_year(right.event)
    return None in parts or bool(set(parts[0] or ()) & set(parts[1] or ()))


def same_events(events: Sequence[Happening], docket: Docket) -> list[list[int]]:
    """The clusters of events that are one."""
    pairs = ((a, b) for a in range(len(events)) for b in range(a + 1, len(events)))

    def strength(a: int, b: int) -> float | None:
        left, right = events[a], events[b]
        dates = _dates(left, right)
        if not _agree(left, right):
            return None
        if left.ordinals and right.ordinals and left.ordinals != right.ordinals:
            return None
        if not (left.acts | right.acts) & _JOINT and _others(left, right):
            return None
        if left.acts and right.acts and not left.acts & right.acts:
            return None
        alike = likeness(telling(left.event.what), telling(right.event.what))
        papers = left.paper is None or right.paper is None or left.paper == right.paper
        if alike >= (ALIKE if papers else ALIKE_ON_PAPERS) or left.event.what.casefold() == right.event.what.casefold():
            reason = "nearly the same words, and no other date"
            return docket.decide("deal.events", left.label, right.label, True, reason, 1.0 + alike)
        if left.article == right.article:
            return None
        act = _same_act(left, right) or _bare(left, right) or _bare(right, left)
        act = act or (_one_day(*dates) and bool(left.acts & right.acts) and _without_object(left, right))
        if act and None not in dates:
            reason = "the same act, and no other date"
            return docket.decide("deal.events", left.label, right.label, True, reason, 1.0 + alike)
        shared = overlap(telling(left.event.what), telling(right.event.what))
        if max(alike, shared / 2) >= UNSURE and (left.acts & right.acts or left.acts == right.acts):
            reason = "the same act, and some of the words"
            return docket.decide("deal.events", left.label, right.label, None, reason)
        return None

    return complete_link(len(events), strengths(pairs, strength))


def differ(left: Happening, right: Happening) -> bool:
    """Whether two events are one on two dates: the same act on the same thing, and dates that exclude each other."""
    dates = _dates(left, right)
    if None in dates or _agree(left, right) or left.event.status != right.event.status:
        return False
    if _others(left, right) or not (left.ordinals == right.ordinals or _begins(left, right) or _begins(right, left)):
        return False
    if not left.acts:
        return likeness(telling(left.event.what), telling(right.event.what)) >= ALIKE
    return _same_act(left, right)


def _begins(first: Happening, begin: Happening) -> bool:
    """Whether the one is the first of several and the other their beginning: "first cargoes", "deliveries begin"."""
    return first.ordinals == {"first"} and not begin.ordinals and "begin" in begin.acts


def _others(left: Happening, right: Happening) -> bool:
    """Whether each names somebody and nobody is named in both, or each names somebody of whom the other's article does
    not know.
    """
    if not left.names or not right.names:
        return False
    return not left.names & right.names or (_unknown(left, right) and _unknown(right, left))


def _unknown(event: Happening, other: Happening) -> bool:
    """Whether an event names somebody whom the article of another one never names, by the first word."""
    return any(name and not other.told.names(name[:1]) for name in event.names)


def _same_act(left: Happening, right: Happening) -> bool:
    common = left.acts & right.acts
    if not common:
        return False
    alike = bool(left.words & right.words) or not (left.words and right.words)
    if left.paper or right.paper:
        papers = {left.paper, right.paper}
        # whoever signs a contract, it is signed once; the board and the shareholders approve it each for themselves
        return (len(papers) == 1 and (alike or bool(common & _JOINT))) or (None in papers and alike)
    if left.ordinals and left.ordinals == right.ordinals:
        return True
    return bool(left.words & right.words) or not (left.words or right.words)


def _one_day(left: str | None, right: str | None) -> bool:
    return left == right and len(left or "") == len("2025-09-08")


def _without_object(left: Happening, right: Happening) -> bool:
    """Whether one of two events says no more than what is done: "strike announced"."""
    return not (left.words and right.words) and not (left.paper or right.paper)


def _bare(paper: Happening, act: Happening) -> bool:
    """Whether the one is named by its paper alone ("the agreement of 2 June") and the other is how that came about."""
    return not paper.acts and paper.paper is not None and not paper.words and "sign" in act.acts


def when(event: Event) -> str:
    """Its date as a reader wants it: the article's words where they say more than the reduced date."""
    return (event.date_text if _part_of_year(event) else event.date) or event.date_text or ""


def precise(events: Sequence[Happening]) -> Happening:
    """The event that says most exactly when."""
    return max(events, key=lambda each: (len(each.event.date or ""), bool(each.event.date_text), -each.article))
