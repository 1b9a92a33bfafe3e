"""What is told of a summary, and in which order."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from summarizer.render.parts import Block, Line, Section, marks_of
from summarizer_schemas import Amount, ArticleSummary, Controversy, Deal, Event, Fact, Stakeholder

NO_ANSWER = "no answer in the article"
STANCES = ("supports", "opposes", "mixed", "neutral", "not stated")
"""In the order in which a reader wants them."""


def sections_of(summary: ArticleSummary) -> Iterator[Section]:
    yield _section("Overview", (Line(each.text, marks=marks_of(each)) for each in summary.overview))
    if summary.deal:
        yield from _deal_sections(summary.deal)
    yield Section("Stakeholders", tuple(_by_stance(summary.stakeholders)))
    yield Section("Controversies", tuple(_controversy(each) for each in summary.controversies), spaced=True)
    yield from _added(summary, ArticleSummary)


def _deal_sections(deal: Deal) -> Iterator[Section]:
    parties = (Line(each.name, each.role, (), marks_of(each), True) for each in deal.parties)
    yield _section("Parties", parties, ("Role", "Party"))
    yield _section("Amounts", map(_amount, deal.amounts), ("Kind", "Amount", "What for", "Value"))
    yield _section("Items", (Line(each.name, marks=marks_of(each), strong=True) for each in deal.items))
    instruments = (Line(each.name, each.kind, (), marks_of(each), True) for each in deal.instruments)
    yield _section("Instruments", instruments, ("Kind", "Instrument"))
    timeline = sorted(deal.events, key=lambda event: event.date or "~")  # "~" sorts behind every date
    yield _section("Timeline", map(_event, timeline), ("Date", "What", "Status", "In the article"))
    yield _section("Benefits", (Line(each.text, marks=marks_of(each)) for each in deal.benefits))
    yield from _added(deal, Deal)


def _section(heading: str, lines: Iterable[Line], columns: tuple[str, ...] = ()) -> Section:
    found = tuple(lines)
    return Section(heading, (Block(found),) if found else (), columns)


def _amount(amount: Amount) -> Line:
    value = ""
    if amount.value is not None:
        digits = f"{amount.value:,.0f}" if amount.value.is_integer() else f"{amount.value:,.2f}"
        value = f"{amount.currency} {digits}" if amount.currency else digits
    return Line(amount.text, amount.kind, (amount.what_for, value), marks_of(amount), True)


def _event(event: Event) -> Line:
    when = f"“{event.date_text}”" if event.date_text and event.date_text != event.date else ""
    return Line(event.what, event.date or "undated", (event.status, when), marks_of(event))


def _by_stance(stakeholders: list[Stakeholder]) -> Iterator[Block]:
    for stance in STANCES:
        lines = tuple(_stakeholder(each) for each in stakeholders if each.stance == stance)
        if lines:
            yield Block(lines, stance.capitalize())


def _stakeholder(stakeholder: Stakeholder) -> Line:
    aliases = f"also {', '.join(stakeholder.aliases)}" if stakeholder.aliases else ""
    return Line(stakeholder.name, stakeholder.kind, (stakeholder.role, aliases), marks_of(stakeholder), strong=True)


def _controversy(controversy: Controversy) -> Block:
    lines = [Line(controversy.claim, "claim", marks=marks_of(controversy))]
    if controversy.raised_by:
        lines.append(Line(", ".join(controversy.raised_by), "raised by", strong=True))
    if controversy.against:
        lines.append(Line(", ".join(controversy.against), "against", strong=True))
    for response in controversy.responses:
        lines.append(Line(f"{response.by}: {response.says}", "answer", marks=marks_of(response)))
    if not controversy.responses:
        lines.append(Line(NO_ANSWER, "answer"))
    return Block(tuple(lines), controversy.topic)


def _added(value: BaseModel, base: type[BaseModel]) -> Iterator[Section]:
    """Sections of a subclass: fields with facts that its base does not have."""
    for name in type(value).model_fields:
        if name not in base.model_fields:
            held = getattr(value, name)
            facts = [fact for fact in (held if isinstance(held, list) else [held]) if isinstance(fact, Fact)]
            yield _section(name.replace("_", " ").capitalize(), map(_fact, facts))


def _fact(fact: Fact) -> Line:
    """A fact of a class that is not known here: its first value, then the others by their names."""
    told = [(name, plain) for name, plain in values(fact.model_dump(exclude_none=True))]
    first = told[0][1] if told else ""
    return Line(first, notes=tuple(f"{name}: {plain}" for name, plain in told[1:]), marks=marks_of(fact))


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
