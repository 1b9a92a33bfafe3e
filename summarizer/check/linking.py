"""One thing, one entry: facts told twice are joined, and every name becomes the name of its stakeholder."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from typing import Any, TypeVar, get_args

from summarizer.check.checking import MAX_EVIDENCE, Checker
from summarizer.check.names import Names
from summarizer.check.settling import doubt_disputes, introduce, settle_stances
from summarizer.text.fold import fold
from summarizer.text.mentions import is_name, split_office
from summarizer_schemas import Amount, Controversy, Deal, Fact, Prose, Stakeholder, Verbatim, grounding
from summarizer_schemas.stakeholders import StakeholderKind

FactT = TypeVar("FactT", bound=Fact)

_KINDS = frozenset(get_args(StakeholderKind))


def distinct(facts: Iterable[FactT], same: Callable[[FactT, FactT], bool] | None = None) -> list[FactT]:
    """The facts, those that tell the same thing joined into the first, with the evidence of all.

    Args:
        facts: facts of one class.
        same: whether two facts tell the same thing; by default their telling field says the same words.
    """
    kept: list[FactT] = []
    for fact in facts:
        twin = next((other for other in kept if (same or _same_words)(other, fact)), None)
        if twin is None:
            kept.append(fact)
        else:
            twin.evidence = _joined(twin, fact)
    return kept


def link(
    facts: dict[str, list[Any]], checker: Checker, *, rough: bool = False, plain: Set[int] = frozenset()
) -> dict[str, list[Any]]:
    """The checked facts of an article's sections, each thing once, names made one.

    Args:
        facts: section name → its facts, a `Deal` for each part of a long article.
        checker: the article's checker, for its index and for what is turned away here.
        rough: whether what is a controversy was judged by a small model.
        plain: the numbers of sentences of which it left no doubt.
    """
    names = Names(checker.index)
    linked = {name: distinct(found) for name, found in facts.items() if name not in ("deal", "stakeholders")}
    deals: list[Deal] = facts.get("deal", [])
    linked["deal"] = [link_deal(deals, names, checker)] if deals else []
    told = facts.get("stakeholders", [])
    unlisted = [*_makers(linked["deal"]), *_speakers(linked.get("controversies", []))]
    stakeholders = link_stakeholders([*told, *_new(unlisted, told, names, checker)], names)
    introduce(stakeholders, checker)
    controversies = link_controversies(linked.get("controversies", []), stakeholders, names)
    linked["controversies"] = (
        doubt_disputes(controversies, stakeholders, linked["deal"], plain, checker) if rough else controversies
    )
    for deal in linked["deal"]:
        deal.title = deal.title or _headline(deal, checker)
    settle_stances(stakeholders, linked["controversies"], linked["deal"], checker, rough=rough)
    linked["stakeholders"] = drop_reporters(stakeholders, linked["deal"], linked["controversies"], checker)
    return linked


def link_deal(deals: Sequence[Deal], names: Names, checker: Checker) -> Deal:
    """One deal of what the parts of the article say of it, each party, item, sum and event once."""
    deal = deals[0]
    deal.parties = [party for each in deals for party in each.parties]
    parties = [party.name for party in deal.parties]
    deal.parties = distinct(deal.parties, lambda a, b: names.same_one(a.name, b.name, parties))
    for part in ("items", "instruments"):
        kept = [
            fact for each in deals for fact in getattr(each, part) if not _is_party(fact.name, deal, names, checker)
        ]
        setattr(deal, part, distinct(kept))
    sums = [amount for each in deals for amount in each.amounts]
    deal.amounts = distinct([*sums, *_unlisted_sums(sums, checker)])
    for part in ("events", "benefits"):
        setattr(deal, part, distinct([fact for each in deals for fact in getattr(each, part)]))
    return deal


def _unlisted_sums(listed: Sequence[Amount], checker: Checker) -> Iterator[Amount]:
    """Sums of money that stand in the article and that the model did not list: what they are for is not known."""
    values = {(amount.value, amount.currency) for amount in listed}
    for money, span in checker.index.money:
        if money.value is not None and (money.value, money.currency) not in values:
            text = " ".join(money.text.split())
            place = [checker.index.evidence(span)]
            yield Amount(
                text=text, kind="other", what_for="", value=money.value, currency=money.currency, evidence=place
            )


def _is_party(name: str, deal: Deal, names: Names, checker: Checker) -> bool:
    """Whether a party was listed among what changes hands; the company that is bought may stand in both lists."""
    for party in deal.parties:
        if party.role != "target" and names.same(party.name, name):
            checker.reject("deal", {"name": name}, f"“{name}” is a party to the deal, not a part of it")
            return True
    return False


def link_stakeholders(stakeholders: Sequence[Stakeholder], names: Names) -> list[Stakeholder]:
    """Each stakeholder once, under the longest of its names, with the others as aliases."""
    known = [stakeholder.name for stakeholder in stakeholders]
    merged: list[Stakeholder] = []
    for new in stakeholders:
        twin = next((old for old in merged if names.same_one(old.name, new.name, known)), None)
        if twin is None:
            merged.append(new)
            continue
        _merge(twin, new)
    for stakeholder in merged:
        others = [*stakeholder.aliases, *names.aliases(stakeholder.name)]
        best = max([stakeholder.name, *others], key=lambda name: (len(name.split()), len(name)))
        before, best = split_office(best)
        bare = (split_office(name)[1] for name in (stakeholder.name, *others))
        stakeholder.aliases = list(dict.fromkeys(name for name in bare if fold(name) != fold(best)))
        stakeholder.name, stakeholder.role = best, stakeholder.role or before
        if fold(stakeholder.role) in {*map(fold, (best, *stakeholder.aliases)), *_KINDS}:
            stakeholder.role = ""  # said twice
    return merged


def link_controversies(
    controversies: Sequence[Controversy], stakeholders: list[Stakeholder], names: Names
) -> list[Controversy]:
    """Controversies told once, their people under the names that the stakeholders' list gives them."""
    known = [stakeholder.name for stakeholder in stakeholders]

    def canonical(name: str) -> str:
        for same in (names.same, lambda left, right: names.same_one(left, right, known)):
            for stakeholder in stakeholders:
                if any(same(name, other) for other in (stakeholder.name, *stakeholder.aliases)):
                    return stakeholder.name
        before, apposition, _ = name.partition(", ")
        if apposition and is_name(before):  # "Anna Kirk, Vale's finance chief"
            return canonical(before)
        return name if is_name(name) else _holder(name, stakeholders) or name

    linked = distinct(controversies)
    for controversy in linked:
        controversy.raised_by = list(dict.fromkeys(map(canonical, controversy.raised_by)))
        raised = set(controversy.raised_by)
        against = dict.fromkeys(map(canonical, controversy.against))
        controversy.against = [name for name in against if name not in raised]
        for response in controversy.responses:
            response.by = canonical(response.by)
        controversy.responses = distinct(each for each in controversy.responses if each.by not in raised)
    return linked


def _holder(office: str, stakeholders: Iterable[Stakeholder]) -> str | None:
    """The one person that holds an office: "the minister" where the article has one."""
    last = fold(office).split()[-1:]
    holders = [each.name for each in stakeholders if each.kind == "person" and last == fold(each.role).split()[-1:]]
    return holders[0] if len(holders) == 1 and last else None


def drop_reporters(
    stakeholders: Iterable[Stakeholder],
    deals: Sequence[Deal],
    controversies: Sequence[Controversy],
    checker: Checker,
) -> list[Stakeholder]:
    """Without the news outlets that only reported the story; a party to the deal or to a dispute stays."""
    disputed = {name for c in controversies for name in (*c.raised_by, *c.against, *(r.by for r in c.responses))}
    disputed |= {party.name for deal in deals for party in deal.parties}
    kept = []
    for stakeholder in stakeholders:
        if stakeholder.kind == "news outlet" and stakeholder.name not in disputed:
            checker.reject("stakeholders", stakeholder.model_dump(exclude={"evidence"}), "it only reported the story")
        else:
            kept.append(stakeholder)
    return kept


def _makers(deals: Sequence[Deal]) -> Iterator[Stakeholder]:
    """The parties of the deal as stakeholders."""
    for party in (party for deal in deals for party in deal.parties):
        kind: Any = "government" if party.role == "government" else "company"
        stance: Any = "not stated" if party.role in ("target", "other") else "supports"
        yield Stakeholder(name=party.name, kind=kind, role="", stance=stance, evidence=party.evidence)


def _speakers(controversies: Sequence[Controversy]) -> Iterator[Stakeholder]:
    """Who criticises and who answers, as stakeholders."""
    for controversy in controversies:
        for name in controversy.raised_by:
            yield Stakeholder(name=name, kind="other", role="", stance="opposes", evidence=controversy.evidence)
        for response in controversy.responses:
            yield Stakeholder(name=response.by, kind="other", role="", stance="not stated", evidence=response.evidence)


def _new(
    candidates: Iterable[Stakeholder], told: Sequence[Stakeholder], names: Names, checker: Checker
) -> Iterator[Stakeholder]:
    """Those whom the model forgot to list: everybody in the deal or in a controversy has an entry."""
    known = [stakeholder.name for stakeholder in told]
    for candidate in candidates:
        if any(names.same_one(candidate.name, name, known) for name in known) or not is_name(candidate.name):
            continue
        known.append(candidate.name)
        if names.is_person(candidate.name):
            candidate.kind = "person"
        spans = checker.index.find(candidate.name)[:1]
        candidate.evidence = [checker.index.evidence(span) for span in spans] or candidate.evidence
        yield candidate


def _headline(deal: Deal, checker: Checker) -> str:
    """The article's headline, or the sentence on which the deal rests, for a title that did not hold."""
    article = checker.index.article
    return article.title or " ".join(checker.index.sentence(deal.evidence[0].sentence).text.split())


def _merge(old: Stakeholder, new: Stakeholder) -> None:
    old.evidence = _joined(old, new)
    old.aliases = [*old.aliases, new.name]
    old.role = old.role or new.role
    if old.stance != new.stance:
        views = {old.stance, new.stance} - {"neutral", "not stated"}
        old.stance = views.pop() if len(views) == 1 else "mixed" if views else "neutral"


def _joined(left: Fact, right: Fact) -> list[Any]:
    """The evidence of both, no place twice."""
    return list({(e.article, e.start, e.end): e for e in (*left.evidence, *right.evidence)}.values())[:MAX_EVIDENCE]


def _same_words(left: Fact, right: Fact) -> bool:
    return _telling(left) == _telling(right)


def _telling(fact: Fact) -> Hashable:
    """What a fact is known by: a sum's value, else the first field that it cannot do without."""
    if isinstance(fact, Amount) and fact.value is not None:
        return fact.value, fact.currency
    for name, info in type(fact).model_fields.items():
        mark = grounding(info)
        if isinstance(mark, Verbatim | Prose) and mark.required:
            return fold(str(getattr(fact, name)))
    return id(fact)
