"""Which sections a summary has: read off its class, so that a new field is a new section."""

from dataclasses import dataclass
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel

from summarizer.ask.prompts import section_question
from summarizer.ask.wire import WireAnswer, asked_fields, fact_type, wire_class, wire_list
from summarizer_schemas import ArticleSummary, Computed, Fact, grounding


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the summary that the model is asked for in one request."""

    name: str
    fact: type[Fact]
    many: bool
    question: str

    def wire(self, bound: int) -> type[WireAnswer]:
        """The class of the answer, its lists no longer than `bound`."""
        return wire_list(self.name, self.fact, bound) if self.many else wire_class(self.fact, bound)

    def complete(self, entry: dict[str, Any], bound: int) -> WireAnswer:
        """A fact of this section of which only some fields were asked: the others are empty."""
        missing = {name: [] if get_origin(field.annotation) is list else "" for name, field in asked_fields(self.fact)}
        return wire_class(self.fact, bound).model_validate({**missing, "evidence": [], **entry})

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
        found.append(Section(name, fact, many, section_question(name, field.description or name, fact, many=many)))
    return tuple(found)
