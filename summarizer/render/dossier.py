"""What a dossier tells beyond a summary: its articles, where they differ, who else says so."""

from collections.abc import Iterable, Iterator

from summarizer.render.parts import Block, Line, Section, evidence_of
from summarizer.render.readings import Reading
from summarizer_schemas import (
    Controversy,
    Copies,
    Deal,
    Decision,
    Discrepancy,
    Dossier,
    Fact,
    corroboration,
    own_sections,
    own_words,
)


def articles_section(readings: Iterable[Reading], copies: Iterable[Copies]) -> Section:
    """Each article with its key, and whether it is a witness of its own."""
    readings = tuple(readings)
    copied = {article: group for group in copies for article in group.articles[1:]}
    keys = {reading.info.id: reading.key for reading in readings}
    lines = []
    for reading in readings:
        info, group = reading.info, copied.get(reading.info.id)
        copy = f"not independent of {keys.get(group.articles[0], group.articles[0])}: {group.reason}" if group else ""
        credit = f"credits {info.credit}" if info.credit else ""
        notes = (info.source or "", info.published or "", "; ".join(filter(None, (copy, credit))))
        lines.append(Line(info.title or info.id, reading.key, notes))
    return Section.of("Articles", tuple(lines), "table", ("Key", "Article", "Outlet", "Published", "Note"))


def discrepancies_section(discrepancies: Iterable[Discrepancy], readings: tuple[Reading, ...]) -> Section:
    """What the articles differ on, the versions side by side."""
    return Section("Discrepancies", tuple(_versions(each, readings) for each in discrepancies), "versions")


def _versions(discrepancy: Discrepancy, readings: tuple[Reading, ...]) -> Block:
    lines = []
    for version in discrepancy.versions:
        cited = {each.article for each in version.evidence}
        tellers = ", ".join(dict.fromkeys(reading.name for reading in readings if reading.info.id in cited))
        lines.append(Line(version.value, notes=(tellers,), evidence=tuple(version.evidence), strong=True))
    return Block(tuple(lines), f"{discrepancy.about} ({discrepancy.kind})")


def corroboration_section(dossier: Dossier) -> Section:
    """The facts that several articles state, each against these articles, and how many the others are."""
    facts = list(_facts(dossier))
    shared = [each for each in facts if len({place.article for place in evidence_of(each[2])}) > 1]
    lines = [Line(text, label, (str(corroboration(fact, dossier)),), evidence_of(fact)) for label, text, fact in shared]
    if alone := len(facts) - len(shared):
        more = "1 more fact, stated" if alone == 1 else f"{alone:,} more facts, each stated"
        lines.append(Line(f"{more} by one article", "other", ("1",)))
    return Section.of("Corroboration", tuple(lines) if len(dossier.articles) > 1 else (), "matrix")


def _facts(dossier: Dossier) -> Iterator[tuple[str, str, Fact]]:
    """Kind, words and evidence of every fact, in the order of the page."""
    deal: Deal | None = dossier.deal
    if deal:
        yield "deal", deal.title or deal.kind, deal
        yield from (("party", each.name, each) for each in deal.parties)
        yield from (("amount", each.text, each) for each in deal.amounts)
        yield from (("item", each.name, each) for each in deal.items)
        yield from (("instrument", each.name, each) for each in deal.instruments)
        yield from (("event", each.what, each) for each in deal.events)
        yield from (("benefit", each.text, each) for each in deal.benefits)
    yield from (("stakeholder", each.name, each) for each in dossier.stakeholders)
    for controversy in dossier.controversies:
        yield from _contested(controversy)
    for name, facts in own_sections(dossier).items():
        yield from ((name.replace("_", " "), own_words(each), each) for each in facts)


def _contested(controversy: Controversy) -> Iterator[tuple[str, str, Fact]]:
    yield "criticism", controversy.claim, controversy
    yield from (("answer", f"{each.by}: {each.says}", each) for each in controversy.responses)


def decision_line(decision: Decision) -> Line:
    """What was taken for one, or kept apart, and why."""
    verdict = "taken for one" if decision.same else "kept apart"
    told = f"“{decision.left}” and “{decision.right}”: {verdict}"
    return Line(told, decision.section, (decision.reason, f"decided by {decision.decided_by}"))
