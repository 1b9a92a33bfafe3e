"""What is told of a deal, those involved and what is contested, and in which order."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from summarizer.render.parts import Block, Line, Section, evidence_of
from summarizer_schemas import (
    Amount,
    ArticleSummary,
    Controversy,
    Deal,
    Dossier,
    Event,
    Fact,
    OverviewStatement,
    Party,
    Stakeholder,
    Statement,
)

NO_ANSWER = "no answer in the article"
STANCES = ("supports", "opposes", "mixed", "neutral", "not stated")
"""In the order in which a reader wants them."""


def overview_of(statements: Iterable[OverviewStatement]) -> Section:
    return Section.of("Overview", tuple(map(statement_line, statements)))


def sections_of(told: ArticleSummary | Dossier) -> Iterator[Section]:
    """What summaries and dossiers both tell, behind the overview."""
    if told.deal:
        yield from _deal_sections(told.deal)
    yield Section("Stakeholders", tuple(_by_stance(told.stakeholders)), "groups")
    yield Section("Controversies", tuple(map(_controversy, told.controversies)), "cards")
    yield from _added(told, ArticleSummary if isinstance(told, ArticleSummary) else Dossier)


def _deal_sections(deal: Deal) -> Iterator[Section]:
    yield _table("Parties", map(party_line, deal.parties), "Role", "Party")
    yield _table("Amounts", map(amount_line, deal.amounts), "Kind", "Amount", "What for", "Value")
    yield Section.of("Items", tuple(Line(each.name, evidence=evidence_of(each), strong=True) for each in deal.items))
    instruments = (Line(each.name, each.kind, (), evidence_of(each), True) for each in deal.instruments)
    yield _table("Instruments", instruments, "Kind", "Instrument")
    timeline = map(event_line, in_order(deal.events))
    yield _table("Timeline", timeline, "Date", "What", "Status", "In the article")
    yield Section.of("Benefits", tuple(map(statement_line, deal.benefits)))
    yield from _added(deal, Deal)


def _table(heading: str, lines: Iterable[Line], *columns: str) -> Section:
    return Section.of(heading, tuple(lines), "table", columns)


def in_order(events: Iterable[Event]) -> list[Event]:
    """By date, those without one at the end."""
    return sorted(events, key=lambda event: event.date or "~")  # "~" sorts behind every date


def statement_line(statement: Statement) -> Line:
    return Line(statement.text, evidence=evidence_of(statement))


def party_line(party: Party) -> Line:
    return Line(party.name, party.role, (), evidence_of(party), True)


def amount_line(amount: Amount) -> Line:
    value = ""
    if amount.value is not None:
        digits = f"{amount.value:,.0f}" if amount.value.is_integer() else f"{amount.value:,.2f}"
        value = f"{amount.currency} {digits}" if amount.currency else digits
    return Line(amount.text, amount.kind, (amount.what_for, value), evidence_of(amount), True)


def event_line(event: Event) -> Line:
    when = f"“{event.date_text}”" if event.date_text and event.date_text != event.date else ""
    return Line(event.what, event.date or "undated", (event.status, when), evidence_of(event))


def _by_stance(stakeholders: list[Stakeholder]) -> Iterator[Block]:
    for stance in STANCES:
        lines = tuple(stakeholder_line(each) for each in stakeholders if each.stance == stance)
        if lines:
            yield Block(lines, stance.capitalize())


def stakeholder_line(stakeholder: Stakeholder) -> Line:
    aliases = f"also {', '.join(stakeholder.aliases)}" if stakeholder.aliases else ""
    return Line(stakeholder.name, stakeholder.kind, (stakeholder.role, aliases), evidence_of(stakeholder), True)


def _controversy(controversy: Controversy) -> Block:
    lines = [Line(controversy.claim, "claim", evidence=evidence_of(controversy))]
    if controversy.raised_by:
        lines.append(Line(", ".join(controversy.raised_by), "raised by", strong=True))
    if controversy.against:
        lines.append(Line(", ".join(controversy.against), "against", strong=True))
    for response in controversy.responses:
        lines.append(Line(f"{response.by}: {response.says}", "answer", evidence=evidence_of(response)))
    if not controversy.responses:
        lines.append(Line(NO_ANSWER, "answer"))
    return Block(tuple(lines), controversy.topic)


def _added(value: BaseModel, base: type[BaseModel]) -> Iterator[Section]:
    """Sections of a subclass: fields with facts that its base does not have, whether its class is known or not."""
    for name in (*type(value).model_fields, *(value.model_extra or ())):
        if name not in base.model_fields:
            held = getattr(value, name)
            facts = [fact for fact in (held if isinstance(held, list) else [held]) if isinstance(fact, Fact)]
            yield Section.of(name.replace("_", " ").capitalize(), tuple(map(_fact, facts)))


def _fact(fact: Fact) -> Line:
    """A fact of a class that is not known here: its first value, then the others by their names."""
    told = [(name, plain) for name, plain in values(fact.model_dump(exclude_none=True))]
    first = told[0][1] if told else ""
    return Line(first, notes=tuple(f"{name}: {plain}" for name, plain in told[1:]), evidence=evidence_of(fact))


def values(fact: dict[str, Any], *, cited: bool = False) -> Iterator[tuple[str, str]]:
    for name, value in fact.items():
        if (name != "evidence" or cited) and (plain := _plain(value)):
            yield name.replace("_", " "), plain


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {plain}" for name, plain in values(value))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, value)))
    return "" if value is None else str(value)
