"""What new articles brought to a dossier: the difference of the dossier before and after."""

from collections.abc import Iterator

from summarizer_schemas import (
    Change,
    Changes,
    Controversy,
    Discrepancy,
    Dossier,
    Evidence,
    Fact,
    corroboration,
    own_sections,
    own_words,
)

_Place = tuple[str, int, int]


def changes(before: Dossier, after: Dossier) -> Changes:
    """The articles, facts, corroboration, contradictions and answers that are new in a dossier.

    Args:
        before: the dossier.
        after: the same with more articles.
    """
    known = {info.id for info in before.articles}
    old = list(_facts(before))
    found = Changes(
        articles=[info.id for info in after.articles if info.id not in known],
        contradictions=_new_discrepancies(before, after),
        answered=_answered(before, after),
    )
    for section, what, fact in _facts(after):
        places = _places(fact.evidence)
        twins = [other for kind, _, other in old if kind == section and places & _places(other.evidence)]
        now = corroboration(fact, after)
        if not twins:
            found.new_facts.append(Change(section=section, what=what, after=now))
        elif now > (then := max(corroboration(twin, before) for twin in twins)):
            found.corroborated.append(Change(section=section, what=what, before=then, after=now))
    return found


def _facts(dossier: Dossier) -> Iterator[tuple[str, str, Fact]]:
    """Every fact with its section and what it says, in a few words."""
    if deal := dossier.deal:
        yield from (("deal.parties", f"{each.role}: {each.name}", each) for each in deal.parties)
        yield from (("deal.items", each.name, each) for each in deal.items)
        yield from (("deal.amounts", f"{each.text} {each.what_for}".strip(), each) for each in deal.amounts)
        yield from (("deal.instruments", each.name, each) for each in deal.instruments)
        yield from (("deal.events", f"{each.date or ''} {each.what}".strip(), each) for each in deal.events)
        yield from (("deal.benefits", each.text, each) for each in deal.benefits)
    yield from (("stakeholders", each.name, each) for each in dossier.stakeholders)
    yield from (("controversies", _claim(each), each) for each in dossier.controversies)
    for name, facts in own_sections(dossier).items():
        yield from ((name, own_words(each), each) for each in facts)


def _answered(before: Dossier, after: Dossier) -> list[Change]:
    """Criticism that was known without an answer and has one now."""
    open_places = [_places(each.evidence) for each in before.controversies if not each.responses]
    return [
        Change(
            section="controversies",
            what=f"{_claim(each)}; {each.responses[0].by}: {each.responses[0].says}",
            after=max(1, corroboration(each.responses[0], after)),
        )
        for each in after.controversies
        if each.responses and any(_places(each.evidence) & places for places in open_places)
    ]


def _new_discrepancies(before: Dossier, after: Dossier) -> list[Discrepancy]:
    """Discrepancies with a version that the dossier did not set against another one before."""
    old = [(each.kind, _all_places(each)) for each in before.discrepancies]
    return [
        each
        for each in after.discrepancies
        if not any(
            kind == each.kind and all(_places(version.evidence) & places for version in each.versions)
            for kind, places in old
        )
    ]


def _claim(controversy: Controversy) -> str:
    critics = ", ".join(controversy.raised_by)
    return f"{critics}: {controversy.claim}" if critics else controversy.claim


def _places(evidence: list[Evidence]) -> set[_Place]:
    return {(each.article, each.start, each.end) for each in evidence}


def _all_places(discrepancy: Discrepancy) -> set[_Place]:
    return {place for version in discrepancy.versions for place in _places(version.evidence)}
