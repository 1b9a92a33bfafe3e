"""Who is who across articles: every name that the summaries use, and which of them mean one stakeholder.

Each article has linked its own names already; here its stakeholders are compared with those of the other articles.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summarizer.merging.clusters import blocked_pairs, complete_link, strengths
from summarizer.merging.decisions import Docket
from summarizer.merging.naming import Key, Likeness, Name, blocks, compare, is_initials, names_of
from summarizer.merging.telling import Told
from summarizer.text.fold import fold
from summarizer.text.names import abbreviations, acronym, is_abbreviation, name_key
from summarizer_schemas import Stakeholder

_PUBLIC = frozenset({"government", "government agency", "military"})
"""Kinds that a small model mixes up: a ministry is called a government, an army an agency."""

_STRENGTH = {
    "same": 4.0, "initials": 3.0, "order": 3.0, "surname": 2.0, "short form": 2.0, "longer": 1.0, "spelling": 1.0,
}  # fmt: skip
_REASONS = {
    "initials": "the initials of the other",
    "order": "the same words in another order",
    "spelling": "nearly the same spelling",
    "longer": "the other's name and a word more, as a subsidiary's may be",
}


@dataclass(slots=True, eq=False)
class Mention:
    """Somebody as one article calls them.

    Attributes:
        article: place of the article among the articles.
        names: every name the article has for them.
        kind: the article's, "other" when they are only named in a deal or a controversy.
        party: whether they make the deal there.
        stakeholder: their entry, if they have one.
    """

    article: int
    names: list[Name]
    kind: str
    party: bool = False
    stakeholder: Stakeholder | None = None
    written: list[str] = field(default_factory=list)

    @property
    def forms(self) -> set[str]:
        """How running text may name them: every name, and a person's surname."""
        texts = {name.text for name in self.names} | set(self.written)
        return texts | ({name.text.split()[-1] for name in self.names} if self.person else set())

    @property
    def person(self) -> bool:
        """Whether this is a person, by kind or by the office before the name."""
        return self.kind == "person" or any(name.person for name in self.names)


@dataclass(slots=True, eq=False)
class Entity:
    """One stakeholder of all articles.

    Attributes:
        name: the fullest name that an article uses, without office.
        mentions: how each article calls it.
    """

    name: str
    mentions: list[Mention]

    @property
    def stakeholders(self) -> list[Stakeholder]:
        """Its entries in the articles' lists of stakeholders."""
        return [each.stakeholder for each in self.mentions if each.stakeholder]

    @property
    def keys(self) -> set[Key]:
        """What tells each of its names."""
        return {name.key for mention in self.mentions for name in mention.names}


class Entities:
    """Every stakeholder of some articles, looked up by article and name."""

    def __init__(self, articles: Sequence[Told], docket: Docket) -> None:
        self._docket = docket
        self._mentions = [mention for at, told in enumerate(articles) for mention in _mentions(at, told)]
        self._rivals = _Rivals(self._mentions)
        pairs = blocked_pairs([blocks(mention.names) for mention in self._mentions])
        found = complete_link(len(self._mentions), strengths(pairs, self._strength))
        self.all = [_entity([self._mentions[each] for each in cluster]) for cluster in found]
        self._by_name = {
            (mention.article, fold(written)): entity
            for entity in reversed(self.all)
            for mention in entity.mentions
            for written in mention.written
        }

    def of(self, article: int, name: str) -> Entity:
        """The entity that an article means by a name."""
        return self._by_name[article, fold(name)]

    def known(self, article: int, name: str) -> Entity | None:
        """The same, None where the name is nobody's."""
        return self._by_name.get((article, fold(name)))

    def named(self, article: int, text: str) -> list[Entity]:
        """Those whom some words of an article name, in the order in which they are named; a person rather than the
        body in front of the name.
        """
        folded_text = fold(text)
        found: list[tuple[int, int, Entity]] = []
        for entity in self.all:
            forms = {fold(form) for mention in entity.mentions if mention.article == article for form in mention.forms}
            ends = [
                match.span() for form in forms for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", folded_text)
            ]
            if ends:
                found.append((*max(ends, key=lambda span: (span[1], span[0] - span[1])), entity))
        found.sort(key=lambda each: (each[1], -each[0]))
        return [entity for _, _, entity in found]

    def affiliated(self, left: Entity, right: Entity) -> bool:
        """Whether one is a person who, by office or role, speaks for the other."""
        for person, body in ((left, right), (right, left)):
            if any(mention.person for mention in person.mentions):
                titles = " ".join(_titles(person))
                said = f" {' '.join(fold(titles).replace('-', ' ').split())} "
                if any(f" {' '.join(key)} " in said for key in body.keys if key):
                    return True
        return False

    def _strength(self, left: int, right: int) -> float | None:
        """How surely two mentions are one; None where they are not, or where nobody has decided so."""
        first, second = self._mentions[left], self._mentions[right]
        people = first.person or second.person
        likeness = max(
            (compare(a, b, people=people) for a in first.names for b in second.names),
            key=lambda each: _STRENGTH.get(each, 0.0),
        )
        if likeness == "different":
            return None
        exact = likeness == "same"
        if first.article == second.article and not exact:
            return None  # the article's own linking has kept them apart
        names = first.names[0].text, second.names[0].text
        if _two_long_forms(first, second):
            return self._docket.decide("stakeholders", *names, None, "one abbreviation of two names")
        whole = exact and min(len(first.names[0].key), len(second.names[0].key)) > 1
        if not whole and not _kinds_agree(first, second):
            return self._docket.decide("stakeholders", *names, None, f"one name, but {first.kind} and {second.kind}")
        if exact:
            return self._docket.decide("stakeholders", *names, True, "", _STRENGTH[likeness])
        rivals = self._rivals.of(first, second, likeness)
        if rivals > 1:
            return self._docket.decide("stakeholders", *names, False, f"{likeness}, which {rivals} of them share")
        reason = _REASONS.get(likeness, f"{likeness} of the other, and of nobody else")
        plain = True if _plain(likeness, first, second) else None
        return self._docket.decide("stakeholders", *names, plain, reason, _STRENGTH[likeness])


def _plain(likeness: Likeness, left: Mention, right: Mention) -> bool:
    """Whether names that are so related are one's; what is not plain is left to somebody else to decide."""
    if likeness == "order":  # "Varland Bank" need not be the Bank of Varland
        return left.person or {left.kind, right.kind} <= _PUBLIC
    if likeness == "short form":
        return left.kind == right.kind
    return likeness not in ("spelling", "longer")


def _two_long_forms(left: Mention, right: Mention) -> bool:
    """Whether two articles write one abbreviation for names that have nothing in common."""
    for short in left.names:
        if short.short and any(short.short == other.short for other in right.names):
            first, second = ([name for name in each.names if is_initials(short, name)] for each in (left, right))
            return bool(first and second) and all(
                compare(a, b, people=False) == "different" for a in first for b in second
            )
    return False


class _Rivals:
    """How many different ones share a surname, a short form, the same initials."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._names = {
            (name.key, mention.person): name for mention in mentions for name in mention.names if not name.short
        }

    def of(self, left: Mention, right: Mention, likeness: str) -> int:
        """Those whom the shorter name of two may mean."""
        people = left.person or right.person
        for short, long in ((left, right), (right, left)):
            for name in short.names:
                if any(compare(name, other, people=people) == likeness for other in long.names):
                    meant = [
                        other
                        for (key, person), other in self._names.items()
                        if len(key) >= len(name.key) and key != name.key and person == people
                        if compare(name, other, people=people) == likeness
                    ]
                    if meant and (name.short or len(name.text) < max(len(other.text) for other in meant)):
                        return _distinct(meant, people=people)
        return 1


def _distinct(names: Sequence[Name], *, people: bool) -> int:
    """How many different ones some full names are; two spellings are one."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda each: (-len(each.key), each.key)):
        if not any(compare(name, other, people=people) in ("same", "spelling") for other in kept):
            kept.append(name)
    return len(kept)


def _kinds_agree(left: Mention, right: Mention) -> bool:
    """Whether two kinds may be one stakeholder's.

    The same kind; kinds of public bodies; "other", which is what nobody has told. Persons are only persons. Two parties
    to the deal are the same whatever they are called: a party that no list of stakeholders has is made a company.
    """
    if left.person != right.person:
        return "other" in (left.kind, right.kind)
    if left.person or left.kind == right.kind or "other" in (left.kind, right.kind):
        return True
    return {left.kind, right.kind} <= _PUBLIC or (left.party and right.party)


def _mentions(at: int, told: Told) -> list[Mention]:
    """Everybody whom a summary names, each once, with the abbreviations that its article explains."""
    long_forms = dict(abbreviations(" ".join(each.text for each in told.passages.values())))
    listed = told.summary.stakeholders
    mentions = [_mention(at, each.name, each.aliases, each.kind, long_forms, each) for each in listed]
    by_name = {fold(written): mention for mention in reversed(mentions) for written in mention.written}
    deal = told.summary.deal
    parties = [party.name for party in deal.parties] if deal else []
    for name in (*parties, *_speakers(told)):
        if fold(name) not in by_name:
            twin = _twin(_mention(at, name, [], "other", long_forms), mentions)
            if twin not in mentions:
                mentions.append(twin)
            twin.written.append(name)
            by_name[fold(name)] = twin
    for name in parties:
        by_name[fold(name)].party = True
    return mentions


def _mention(
    at: int, name: str, aliases: Sequence[str], kind: str, long_forms: dict[str, str], entry: Stakeholder | None = None
) -> Mention:
    given = [name, *aliases]
    given += [long_forms[acronym(each)] for each in given if acronym(each) in long_forms]
    names = dict.fromkeys(each for written in given for each in names_of(written, kind))
    keys = {each.key for each in names}
    explained = [short for short, long in long_forms.items() if name_key(long) in keys]
    names |= dict.fromkeys(each for short in explained for each in names_of(short, kind))
    return Mention(at, list(names), kind, stakeholder=entry, written=[name, *aliases])


def _twin(new: Mention, mentions: Sequence[Mention]) -> Mention:
    """The mention of the same article that plainly has the same name; else the new one."""
    keys = {name.key for name in new.names}
    return next((old for old in mentions if keys & {name.key for name in old.names}), new)


def _speakers(told: Told) -> Iterable[str]:
    for controversy in told.summary.controversies:
        yield from controversy.raised_by
        yield from controversy.against
        for response in controversy.responses:
            yield response.by


def _entity(mentions: list[Mention]) -> Entity:
    """A cluster under the name with most words; of these the one that most articles use."""
    names = Counter(name.text for mention in mentions for name in mention.names)
    best = max(names, key=lambda text: (not is_abbreviation(text), len(text.split()), names[text], len(text), text))
    return Entity(best, mentions)


def _titles(person: Entity) -> Iterable[str]:
    """What the articles say a person is."""
    for mention in person.mentions:
        yield from (name.title for name in mention.names)
        if mention.stakeholder:
            yield mention.stakeholder.role
