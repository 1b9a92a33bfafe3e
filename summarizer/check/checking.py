"""The check: each fact the model gives is tied to exact characters of the article, or turned away with a reason.

1. sentence numbers that do not exist are dropped
2. required prose is compared with the sentences cited; the citation moves where another plainly carries it
3. literals are found in the sentences cited, else elsewhere, else they do not stand
4. optional prose has to fit the sentences found so far, or goes
5. nested facts go the same way; values that code computes are filled; what is told twice is told once

Works on any `Fact` class by its fields' markers (`summarizer_schemas.grounding`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel

from summarizer.article import Article
from summarizer.check.compute import compute, same_date, same_sum
from summarizer.check.index import ArticleIndex, Span
from summarizer.check.prose import Ungrounded, ground_prose
from summarizer.text.dates import parse_published
from summarizer.text.fold import fold
from summarizer_schemas import Evidence, Fact, Prose, Rejected, Verbatim, grounding

FactT = TypeVar("FactT", bound=Fact)

MAX_EVIDENCE = 4
"""Spans shown for one fact: three sentences may be cited, and a name may stand before them."""

_NOTHING = frozenset(
    ["", "...", "not stated", "not given", "not specified", "not mentioned", "no one", "not applicable"]
    + "- none null n/a na unknown undisclosed unspecified nobody".split()
)
"""What a model writes into a required field when it has nothing to say."""


_CITATION = re.compile(r"(?: ?\[\d+\])+\.?$")
"""A sentence's number, copied along with its words."""


class Unfounded(Exception):
    """A fact cannot stand; the message is the reason. Caught where the fact is checked."""


@dataclass
class Checker:
    """Checks the facts of one article; what is turned away gathers in `rejected`."""

    index: ArticleIndex
    published: date | None = None
    translated: bool = False
    """Whether the model's own sentences are in another language than the article."""
    rejected: list[Rejected] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article, language: str | None = None) -> "Checker":
        """A checker of one article, about which the model wrote in some language; by default the article's."""
        translated = language is not None and article.language is not None and article.language[:2] != language
        return cls(ArticleIndex(article), parse_published(article.published), translated)

    def check(self, kind: type[FactT], answer: BaseModel | dict[str, Any], section: str) -> FactT | None:
        """The fact with its evidence, or None when it was rejected.

        Args:
            kind: the public class.
            answer: what the model gave, with sentence numbers as evidence.
            section: where the fact would stand, for `rejected`: "deal.amounts".
        """
        given = answer.model_dump() if isinstance(answer, BaseModel) else answer
        try:
            fact = _FactCheck(self, kind, given, section).run()
        except Unfounded as unfounded:
            self.reject(section, given, str(unfounded))
            return None
        if reason := compute(fact, self.published, self.index):
            self.reject(section, given, reason)
            return None
        return fact

    def check_all(self, kind: type[FactT], answers: Iterable[Any], section: str) -> list[FactT]:
        """The facts of a list that hold, in the model's order."""
        checked = (self.check(kind, answer, section) for answer in answers)
        return [fact for fact in checked if fact is not None]

    def reject(self, section: str, given: dict[str, Any], reason: str) -> None:
        """Keep what was turned away, with the reason."""
        rejected = Rejected(section=section, fact=given, reason=reason)
        if rejected not in self.rejected:
            self.rejected.append(rejected)


class _FactCheck(Generic[FactT]):
    """The check of one fact: `sentences` are those that carry it so far, `spans` where its literals stand."""

    def __init__(self, checker: Checker, kind: type[FactT], given: dict[str, Any], section: str) -> None:
        self.checker = checker
        self.index = checker.index
        self.kind = kind
        self.given = given
        self.section = section
        last = len(self.index.sentences)
        self.sentences = tuple(dict.fromkeys(n for n in given.get("evidence") or () if 1 <= n <= last))
        self.spans: list[Span] = []
        self.values: dict[str, Any] = {}

    def run(self) -> FactT:
        told = [self._required_prose(name) for name, mark in _marked(self.kind, Prose) if mark.required]
        for name, mark in _marked(self.kind, Verbatim):
            value = self.given.get(name)
            if isinstance(value, list):
                found = (self._literal(name, each, mark) for each in value)
                self.values[name] = [each for each in found if each]
                if mark.some and any(map(_said, value)) and not self.values[name]:
                    raise Unfounded(f"none of {name} stands in the article")
            else:
                self.values[name] = self._literal(name, value, mark)
        for name, mark in _marked(self.kind, Prose):
            if not mark.required:
                self.values[name] = self._optional_prose(name)
        for name, inner in _unmarked(self.kind):
            self.values[name] = self._nested(name, inner) if inner else self.given.get(name)
        self.values["evidence"] = list(self._evidence(whole=bool(told) or not self.spans))
        if not self.values["evidence"]:
            raise Unfounded("no sentence of the article carries it")
        return self.kind(**self.values)

    def _required_prose(self, name: str) -> str:
        text = _said(self.given.get(name))
        if not text:
            raise Unfounded(f"{name} is empty")
        grounded = ground_prose(text, self.sentences, self.index, translated=self.checker.translated)
        if isinstance(grounded, Ungrounded):
            raise Unfounded(f"{name}: {grounded.reason}")
        self.sentences = grounded.sentences
        self.values[name] = text
        return text

    def _optional_prose(self, name: str) -> str:
        text = _said(self.given.get(name))
        if not text:
            return ""
        here = dict.fromkeys((*self.sentences, *(span.sentence for span in self.spans)))
        grounded = ground_prose(text, tuple(here), self.index, translated=self.checker.translated)
        if isinstance(grounded, Ungrounded):
            self._lost(name, grounded.reason)
            return ""
        if not here:
            self.sentences = grounded.sentences
        return text

    def _literal(self, name: str, value: Any, mark: Verbatim) -> str | None:
        """The literal in the article's own words; its places are noted in `spans`."""
        text = _said(value)
        if not text:
            if mark.required:
                raise Unfounded(f"{name} is empty")
            return None
        places = self.index.find(text) or same_sum(self.kind, text, self.index)
        if mark.near:
            beside = [span for span in places if self._distance(span) <= 1]
            places = beside or same_date(self.kind, text, self.sentences, self.index)
        if not places:
            where = "in or beside the sentences cited" if mark.near else "in the article"
            reason = f"{name} “{text}” does not stand {where}"
            if mark.required:
                raise Unfounded(reason)
            self._lost(name, reason)
            return None
        here = [span for span in places if span.sentence in self.sentences]
        self.spans += {span.sentence: span for span in reversed(here)}.values() or [min(places, key=self._distance)]
        first = here[0] if here else self.spans[-1]
        return " ".join(self.index.article.text[first.start : first.end].split())

    def _distance(self, span: Span) -> float:
        """Sentences from the nearest one cited; one behind it counts a little more than one before."""
        gaps = (number - span.sentence for number in self.sentences)
        return min((gap if gap >= 0 else 0.1 - gap for gap in gaps), default=span.sentence)

    def _nested(self, name: str, inner: type[Fact]) -> list[Fact]:
        """Nested facts, checked on their own."""
        told = self.given.get(name) or ()
        nested = ({**each, "evidence": each.get("evidence") or list(self.sentences)} for each in told)
        return self.checker.check_all(inner, nested, f"{self.section}.{name}")

    def _evidence(self, whole: bool) -> Iterator[Evidence]:
        """Whole sentences for prose, the exact span of a literal that stands outside them or alone."""
        sentences = self.sentences if whole else ()
        for number in sentences:
            sentence = self.index.sentence(number)
            yield self.index.evidence(Span(number, sentence.start, sentence.end))
        beside = {span.sentence: span for span in reversed(self.spans) if span.sentence not in sentences}
        for number in sorted(beside)[: MAX_EVIDENCE - len(sentences)]:
            yield self.index.evidence(beside[number])

    def _lost(self, name: str, reason: str) -> None:
        self.checker.reject(f"{self.section}.{name}", self.given, reason)


@cache
def _marked(kind: type[Fact], wanted: type[Any]) -> list[tuple[str, Any]]:
    """The fields of a class that have a mark of that sort, each with its mark."""
    marks = ((name, grounding(info)) for name, info in kind.model_fields.items())
    return [(name, mark) for name, mark in marks if isinstance(mark, wanted)]


@cache
def _unmarked(kind: type[Fact]) -> list[tuple[str, type[Fact] | None]]:
    """The other fields of a class, besides its evidence: choices, and lists of facts with the class of these."""
    fields = []
    for name, info in kind.model_fields.items():
        if name != "evidence" and grounding(info) is None:
            inner = next((each for each in get_args(info.annotation) if isinstance(each, type)), None)
            fields.append((name, inner if inner and issubclass(inner, Fact) else None))
    return fields


def _said(value: Any) -> str:
    """What the model says in a field; nothing where it writes "unknown" and the like."""
    text = _CITATION.sub("", " ".join(str(value or "").split()))
    return "" if fold(text).strip(" .") in _NOTHING else text
