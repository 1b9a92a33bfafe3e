"""Which sections a summary has: read off its class, so that a new field is a new section."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_origin

from pydantic import BaseModel

from summarizer.ask.prompts import section_question
from summarizer.ask.wire import WireAnswer, fact_type, wire_class, wire_list, wire_named
from summarizer_schemas import ArticleSummary, Computed, Fact, grounding

ENTRY_BOUND = 4
"""How many facts, say answers to a criticism, may be nested in a single entry."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the summary that the model is asked for in one request."""

    name: str
    fact: type[Fact]
    many: bool
    question: str
    entry_question: str
    """What each field means and a sketch, for a request that asks for a single entry."""

    def wire(self, bound: int) -> type[WireAnswer]:
        """The class of the answer, its lists no longer than `bound`."""
        return wire_list(self.name, self.fact, bound) if self.many else wire_class(self.fact, bound)

    def wire_named(self, names: Sequence[str]) -> type[WireAnswer]:
        """The class of an answer with one entry for each of some names."""
        return wire_named(self.name, self.fact, names)

    @property
    def wire_entry(self) -> type[WireAnswer]:
        """The class of a single entry."""
        return wire_class(self.fact, ENTRY_BOUND)

    def facts(self, answer: BaseModel) -> list[BaseModel]:
        """The facts of an answer, one for a section that is a single fact."""
        return list(getattr(answer, self.name)) if self.many else [answer]


@cache
def sections_of(summary: type[ArticleSummary]) -> tuple[Section, ...]:
    """The sections of a summary class: its fields that hold a fact or a list of facts and are not computed."""
    found = []
    for name, field in summary.model_fields.items():
        fact = fact_type(field.annotation)
        if fact is None or isinstance(grounding(field), Computed):
            continue
        many = get_origin(field.annotation) is list
        question = section_question(name, field.description or name, fact, many)
        found.append(Section(name, fact, many, question, section_question(name, "", fact, many=False).strip()))
    return tuple(found)
