"""Who each stakeholder is and where it stands, as far as the article's words and the other facts settle it."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from summarizer.check.checking import MAX_EVIDENCE, Checker
from summarizer.check.names import Names
from summarizer.check.offices import office
from summarizer.text.affiliations import speaks_for, stands_beside
from summarizer.text.described import described_kind
from summarizer.text.mentions import is_persons_office, kind_of_name
from summarizer.text.replies import answered
from summarizer.text.speech import objects, welcomes
from summarizer_schemas import Controversy, Deal, Response, Stakeholder

MAKERS = frozenset({"buyer", "seller", "investor", "supplier", "customer", "lender", "borrower", "partner"})
"""Roles of those who make a deal; a company that is bought may oppose it."""

MAKERS_ROUGHLY = MAKERS | {"other"}
"""The same where a small model filled in a form, which has no blank for a guarantor."""

FAILED = frozenset({"suspended", "cancelled"})
"""How far a deal has come that one of its makers may oppose."""


EXPLAINS = re.compile(r"\b(?:analyst|economist|consultant|researcher)s?\b", re.IGNORECASE)
"""Roles of those who explain a deal; a small model takes that for support."""

ANSWER_WITHIN = 2
"""Sentences behind a criticism in which what a supporter says is its answer."""


def introduce(stakeholders: Iterable[Stakeholder], checker: Checker) -> None:
    """Who each one is, in the words in which the article introduces it, where the model did not say."""
    texts = [sentence.text for sentence in checker.index.sentences]
    for stakeholder in stakeholders:
        names = [stakeholder.name, *stakeholder.aliases]
        settled: Any = kind_of_name(stakeholder.name) or described_kind(names, texts)
        stakeholder.kind = settled or stakeholder.kind
        found = None if stakeholder.role else office(stakeholder.name, checker.index)
        if found:
            stakeholder.role, place = found
            if is_persons_office(stakeholder.role) and not settled:
                stakeholder.kind = "person"
            shown = checker.index.evidence(place)
            elsewhere = [each for each in stakeholder.evidence if each.sentence != shown.sentence]
            whole = [each for each in stakeholder.evidence if each.start <= shown.start and shown.end <= each.end]
            stakeholder.evidence = [*(whole or [shown]), *elsewhere][:MAX_EVIDENCE]


def doubt_disputes(
    controversies: Sequence[Controversy],
    stakeholders: Sequence[Stakeholder],
    deals: Sequence[Deal],
    plain: Set[int],
    checker: Checker,
) -> list[Controversy]:
    """The controversies without those that only supporters of the deal raise, in sentences that object to nothing.

    A small model takes any quotation with some feeling in it for a criticism. Behind a criticism by somebody else it
    is an answer to that, unless the two belong together. English only.

    Args:
        controversies: names made one.
        stakeholders: with their stances.
        deals: the deal, whose makers do not criticise it.
        plain: numbers of sentences that leave no doubt, unless whoever speaks there makes the deal.
        checker: the article's.
    """
    if not (checker.index.article.language or "en").startswith("en"):
        return list(controversies)
    supporters = {each.name for each in stakeholders if each.stance == "supports"}
    supporters |= {response.by for controversy in controversies for response in controversy.responses}
    makers = [party.name for deal in deals for party in deal.parties if party.role in MAKERS_ROUGHLY]
    called = _called(makers, stakeholders)
    sentences = [" ".join(sentence.text.split()) for sentence in checker.index.sentences]
    kept: list[Controversy] = []
    doubted: list[Controversy] = []
    for controversy in controversies:
        others = [name for name in controversy.raised_by if name not in makers]
        controversy.raised_by = others or controversy.raised_by  # the makers do not criticise along with a critic
        places = [place.sentence for place in controversy.evidence]
        admitted = supporters if plain.isdisjoint(places) else set(makers)
        doubtful = controversy.raised_by and all(
            name in admitted or _speaks_for_any(name, makers, called, sentences) for name in controversy.raised_by
        )
        objected = any(objects(checker.index.sentence(place).text) for place in places)
        (doubted if doubtful and not objected else kept).append(controversy)
    critics = {name for controversy in kept for name in controversy.raised_by}.difference(makers)
    for controversy in doubted:
        if any(speaks_for(name, critic, sentences) for name in controversy.raised_by for critic in critics):
            kept.append(controversy)
        elif not _answers(controversy, kept, checker):
            names = " and ".join(f"“{name}”" for name in controversy.raised_by)
            reason = f"{names} supports the deal, and no sentence cited says that anybody objects"
            checker.reject("controversies", controversy.model_dump(mode="json"), reason)
    return [each for each in controversies if each in kept]


def _called(names: Sequence[str], stakeholders: Sequence[Stakeholder]) -> list[str]:
    """What else the article calls the stakeholders of some names."""
    return [alias for each in stakeholders if each.name in names for alias in each.aliases]


def _speaks_for_any(said: str, makers: Sequence[str], called: Sequence[str], sentences: Sequence[str]) -> bool:
    """Whether somebody speaks for who makes the deal, also one without a name: "ministry spokesperson"."""
    if any(speaks_for(said, maker, sentences) for maker in makers):
        return True
    if any(stands_beside(said, short, sentences) for short in called):
        return True
    words = said.lower().split()
    spokes = any(word.startswith("spokes") for word in words)
    return spokes and any(word in maker.lower().split() for word in words for maker in makers)


def _answers(doubted: Controversy, kept: Sequence[Controversy], checker: Checker) -> bool:
    """Make a doubted controversy the answer to one that stands shortly before it; whether there is one."""
    index = checker.index
    at = min(place.sentence for place in doubted.evidence)
    last = {id(each): max(place.sentence for place in each.evidence) for each in kept}
    before = [each for each in kept if last[id(each)] < at <= last[id(each)] + ANSWER_WITHIN]
    if not before:
        return False
    texts = [" ".join(place.quote for place in each.evidence) for each in before]
    criticism = before[answered(doubted.claim, texts, [sentence.text for sentence in index.sentences])]
    given = {place.sentence for each in criticism.responses for place in each.evidence}
    if not all(place.sentence in given for place in doubted.evidence):
        criticism.responses.append(Response(by=doubted.raised_by[0], says=doubted.claim, evidence=doubted.evidence))
    return True


def settle_stances(
    stakeholders: Sequence[Stakeholder],
    controversies: Sequence[Controversy],
    deals: Sequence[Deal],
    checker: Checker,
    *,
    rough: bool,
) -> None:
    """Stances that what else is known rules out, in place.

    Who raises a controversy does not simply support the deal: a party to it has mixed views, others oppose it, and so
    do those who speak for them or for whom they speak. Who makes the deal and raises none supports it, unless the deal
    has failed. A critic that welcomes something, too, has mixed views.

    Args:
        stakeholders: names made one.
        controversies: the article's, with whom they have in common.
        deals: the deal.
        checker: the article's.
        rough: whether a small model told the stances: who answers a criticism then supports the deal, as 46 of 48 did
            in 28 articles, who speaks for a maker and raises none does not oppose it, and an analyst explains it.
    """
    names = Names(checker.index)
    parties = [party.name for deal in deals for party in deal.parties]
    held = [deal for deal in deals if deal.status not in FAILED]
    roles = MAKERS_ROUGHLY if rough else MAKERS
    makers = [party.name for deal in held for party in deal.parties if party.role in roles]
    critics = {name for controversy in controversies for name in controversy.raised_by}
    called = _called(makers, stakeholders)
    answer = {response.by for controversy in controversies for response in controversy.responses if held and rough}
    english = (checker.index.article.language or "en").startswith("en")
    texts = [" ".join(sentence.text.split()) for sentence in checker.index.sentences] if english else []

    def is_one(stakeholder: Stakeholder, among: Sequence[str]) -> bool:
        return any(names.same_one(stakeholder.name, name, parties) for name in among)

    def opposes_its_own(stakeholder: Stakeholder) -> bool:
        against = rough and stakeholder.stance == "opposes"
        return against and (
            any(speaks_for(stakeholder.name, maker, texts) or _has_its_name(stakeholder, maker) for maker in makers)
            or any(stands_beside(stakeholder.name, short, texts) for short in called)
        )

    for stakeholder in stakeholders:
        if stakeholder.name in critics and stakeholder.stance != "mixed":
            partial = stakeholder.stance == "supports" and is_one(stakeholder, parties)
            stakeholder.stance = "mixed" if partial or welcomes(stakeholder.name, texts) else "opposes"
        elif is_one(stakeholder, makers) or stakeholder.name in answer or opposes_its_own(stakeholder):
            stakeholder.stance = "supports"
        elif rough and stakeholder.stance == "supports" and EXPLAINS.search(stakeholder.role):
            stakeholder.stance = "not stated"
    for stakeholder, critic in _beside(critics, stakeholders, checker):
        if critic.stance == "opposes" and welcomes(stakeholder.name, texts):
            critic.stance = "mixed"
        if not is_one(stakeholder, parties):
            stakeholder.stance = critic.stance


def _has_its_name(stakeholder: Stakeholder, maker: str) -> bool:
    """Whether who makes a deal is called by a person's family name: "Rosa Orme" of "the Orme family"."""
    *first, last = stakeholder.name.split()
    return stakeholder.kind == "person" and bool(first) and last in maker.split()


def _beside(
    critics: Set[str], stakeholders: Sequence[Stakeholder], checker: Checker
) -> Iterator[tuple[Stakeholder, Stakeholder]]:
    """Those who belong to a critic, or to whom one belongs, and who raise nothing themselves; with the critic.

    English only.
    """
    if not (checker.index.article.language or "en").startswith("en"):
        return
    texts = [" ".join(sentence.text.split()) for sentence in checker.index.sentences]
    for other in stakeholders:
        if other.name not in critics:
            for critic in (each for each in stakeholders if each.name in critics):
                person, body = (critic, other) if critic.kind == "person" else (other, critic)
                if person.kind == "person" != body.kind and any(
                    speaks_for(name, of, texts)
                    for name in (person.name, *person.aliases)
                    for of in (body.name, *body.aliases)
                ):
                    yield other, critic
                    break
