"""Where an article says its text or its news comes from: "Based on … report", "according to the Harbour Post".

Who is an outlet is told by the articles themselves: the sources of the articles at hand, what a summary lists as a
news outlet, and names that end like one ("… Times", "… News Agency").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.merging.telling import Passage, Told
from summarizer.text.fold import fold
from summarizer.text.names import name_key
from summarizer_schemas import Evidence

LEAD = 5
"""Sentences, the headline counted. An article that rests on another's report says so where it begins or in a line at
its end; further down a credit covers its own sentence only."""

CREDIT_LINE_WORDS = 14
"""A longer sentence is prose, not a credit line."""

_OUTLET_WORDS = frozenset(
    "news times post press agency herald gazette journal daily weekly tribune wire newswire chronicle observer mail "
    "telegraph bulletin courier dispatch magazine newspaper radio television tv broadcasting zeitung tageblatt".split()
)
_NAME = r"(?:[Tt]he )?(?P<name>[A-Z][\w&.'’-]*(?: (?:of |the |de |and )?[A-Z][\w&.'’-]*){0,5})"
_LINE = re.compile(
    r"^[\W_]*(?:[Bb]ased on|[Ss]ources?\s*:|[Cc]redit\s*:|[Cc]ourtesy(?: of|\s*:)|[Vv]ia|"
    r"[Ww]ith (?:agency )?inputs? from|[Ff]irst (?:published|appeared) (?:in|on|by)|"
    r"[Oo]riginally (?:published|appeared) (?:in|on|by)|"
    r"(?:[Tt]his|[Tt]he) (?:article|story|report) (?:was |is )?(?:(?:first|originally) )?"
    r"(?:published|appeared|taken|adapted|provided|supplied) (?:in|on|by|from)|[Rr]eporting by)\s*(?:an? |the )?"
    rf"{_NAME}"
)
_DATELINE = re.compile(rf"^[A-Z][\w .,'’/-]{{2,40}}\({_NAME}\)\s*[-–—:]")
_IN_PROSE = re.compile(
    rf"(?:[Aa]ccording to|[Cc]iting|[Rr]eported by|[Tt]old|[Rr]eport (?:by|in|from)|[Qq]uoted by|[Ii]nterview with) "
    rf"(?:a report (?:by|in) )?{_NAME}"
)
_REPORTS = re.compile(rf"{_NAME} (?:(?:first |has |had )?reported|reports|newspaper|news agency)\b")
_TAIL = re.compile(r"[.,;:]+$|['’]s$| (?:Report|Reports|Reported|Staff|Bureau)$")


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet that an article credits.

    Attributes:
        outlet: its name as the article writes it.
        whole: whether the article as a whole rests on it, not one sentence only.
        evidence: where the article says so; None where only its metadata does.
    """

    outlet: str
    whole: bool
    evidence: Evidence | None

    @property
    def key(self) -> tuple[str, ...]:
        """What tells the outlet."""
        return name_key(self.outlet)


def outlets_of(articles: Iterable[Told]) -> frozenset[tuple[str, ...]]:
    """The keys of all outlets that the articles at hand make known.

    One that several articles give the word to ("according to …") and that has no part in the deal is an outlet, too,
    if its name is one word, or if it "reported": a person or an office has a longer name, and says or announces.
    """
    keys: set[tuple[str, ...]] = set()
    given_word: Counter[tuple[str, ...]] = Counter()
    reporting: set[tuple[str, ...]] = set()
    involved: set[tuple[str, ...]] = set()
    for told in articles:
        given_word.update({_source(p, named, whole=True).key for p, named in _in_prose(told)})
        for passage in told.passages.values():
            reporting |= {_source(passage, named, whole=True).key for named in _REPORTS.finditer(passage.text)}
        involved |= {name_key(name) for each in told.summary.stakeholders for name in (each.name, *each.aliases)}
        info = told.summary.article
        keys |= {name_key(name) for name in (info.source, info.credit) if name}
        for stakeholder in told.summary.stakeholders:
            if stakeholder.kind == "news outlet":
                keys |= {name_key(name) for name in (stakeholder.name, *stakeholder.aliases)}
        for rejected in told.summary.rejected:
            if rejected.section == "stakeholders" and rejected.fact.get("kind") == "news outlet":
                keys.add(name_key(str(rejected.fact.get("name"))))
    surnames = {key[-1:] for key in involved}
    keys |= {
        key
        for key, giving in given_word.items()
        if giving > 1 and key not in involved | surnames and (len(key) == 1 or key in reporting)
    }
    return frozenset(key for key in keys if key)


def _in_prose(told: Told) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage in told.passages.values():
        for named in (*_IN_PROSE.finditer(passage.text), *_REPORTS.finditer(passage.text)):
            yield passage, named


def sources_of(told: Told, outlets: frozenset[tuple[str, ...]]) -> list[Source]:
    """The outlets an article credits, each place once; its own name is no credit, nor is that of a party to the deal.

    Args:
        told: the article.
        outlets: keys of the outlets known.
    """
    deal = told.summary.deal
    parties = {name_key(party.name) for party in deal.parties} if deal else set()
    involved = [{name_key(name) for name in (each.name, *each.aliases)} for each in told.summary.stakeholders]
    makers = parties.union(*(names for names in involved if names & parties))
    unlike = {*makers, name_key(told.summary.article.source or "")}
    return [each for each in dict.fromkeys(_found(told, outlets)) if each.key and each.key not in unlike]


def _found(told: Told, outlets: frozenset[tuple[str, ...]]) -> Iterator[Source]:
    if credit := told.summary.article.credit:
        yield Source(credit, True, None)
    for passage in told.passages.values():
        short = len(passage.text.split()) <= CREDIT_LINE_WORDS
        lines = [_LINE.search(passage.text)] if short else []
        for line in filter(None, [*lines, _DATELINE.search(passage.text)]):
            yield _source(passage, line, whole=True)
    for passage, named in _in_prose(told):
        source = _source(passage, named, whole=passage.sentence <= LEAD)
        if source.key in outlets or fold(source.outlet).split()[-1:][0] in _OUTLET_WORDS:
            yield source


def _source(passage: Passage, match: re.Match[str], *, whole: bool) -> Source:
    name = match["name"]
    while (shorter := _TAIL.sub("", name)) != name and shorter:
        name = shorter
    return Source(name, whole, passage.evidence())
