"""What an article's report of a deal is known by: parties and their parts, what changes hands, sums, days, words."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache

from summarizer.merging.naming import Name, compare, names_of
from summarizer.merging.telling import Told
from summarizer.merging.words import telling
from summarizer.text.mentions import mentions
from summarizer.text.names import abbreviations, acronym, is_abbreviation
from summarizer_schemas import ArticleSummary

Names = tuple[Name, ...]
"""Every name that one article has for one party."""

_LOOSE = ("different", "longer", "spelling")
"""How names are related that are not plainly one's."""

_ANY_GOODS = telling(
    "stake share shares stock interest equity percent per cent majority minority whole all business unit division "
    "subsidiary asset assets right rights goods services part sale purchase price loan credit money"
)
"""Words for what changes hands that tell nothing of what it is."""


class Report:
    """One article's report of a deal; its summary has a deal.

    Attributes:
        parties: each party's names.
        things: names in what changes hands that are no party's.
        roles: part in the deal → the parties that have it.
    """

    def __init__(self, summary: ArticleSummary) -> None:
        self.told = Told(summary)
        deal = summary.deal
        assert deal is not None  # noqa: S101  for the type checker: only reports of a deal are grouped
        self.deal = deal
        self._long_forms = dict(abbreviations(" ".join(each.text for each in self.told.passages.values())))
        self._known: dict[Names, bool] = {}
        named = [(party.role, self._names(party.name)) for party in deal.parties]
        self.roles: dict[str, list[Names]] = {}
        for role, names in named:
            if not any(same_party(names, other) for other in self.roles.setdefault(role, [])):
                self.roles[role].append(names)
        self.parties = tuple(dict.fromkeys(names for _, names in named))
        proper = [self._names(each) for item in deal.items for each in mentions([f"… {item.name}"])]
        self.things = tuple(each for each in dict.fromkeys(proper) if each not in self.parties)

    def _names(self, written: str) -> Names:
        """A name with the long form that the article gives of it."""
        long = self._long_forms.get(acronym(written)) if is_abbreviation(written) else None
        return tuple(each for name in (written, long) if name for each in names_of(name, "other") if each.key)

    @cached_property
    def called(self) -> list[Names]:
        """Every name that the summary lists, each once."""
        stakeholders = self.told.summary.stakeholders
        listed = [self._names(name) for each in stakeholders for name in (each.name, *each.aliases)]
        return list(dict.fromkeys((*self.parties, *listed)))

    @cached_property
    def sums(self) -> set[tuple[float, str | None]]:
        """What is paid, lent or put in; what a company earns or is worth stands in reports of all its deals."""
        paid = (each for each in self.deal.amounts if each.kind not in ("revenue", "valuation"))
        return {(each.value, each.currency) for each in paid if each.value}

    @cached_property
    def days(self) -> set[str]:
        """The days on which something happened, ISO 8601."""
        return {each.date for each in self.deal.events if each.date and len(each.date) == len("2025-09-08")}

    @cached_property
    def published(self) -> date | None:
        """When it was published, where that is known to the day."""
        try:
            return date.fromisoformat((self.told.summary.article.published or "")[:10])
        except ValueError:
            return None

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of headline, title, parties, items and overview."""
        summary = self.told.summary
        said = [summary.article.title or "", self.deal.title]
        said += [each.name for each in self.deal.parties] + [each.name for each in self.deal.items]
        said += [each.text for each in summary.overview]
        return telling(" ".join(said))

    @cached_property
    def goods(self) -> frozenset[str]:
        """The telling words of what changes hands; where it is not listed, of what the sums are for."""
        paid_for = [each.what_for for each in self.deal.amounts if each.kind not in ("revenue", "valuation")]
        listed = telling(" ".join([each.name for each in self.deal.items] or paid_for)) - _ANY_GOODS
        return listed - self._called or listed

    @cached_property
    def said(self) -> frozenset[str]:
        """The telling words of all that is known of the article, without the parties' names."""
        return telling(self.told.known) - self._called

    @property
    def _called(self) -> frozenset[str]:
        return telling(" ".join(" ".join(name.key) for names in self.parties for name in names))

    def knows(self, names: Names) -> bool:
        """Whether the article has one of some names, or lists another form of it."""
        if names not in self._known:
            self._known[names] = any(self.told.names(name.key) for name in names) or any(
                same_party(names, own) for own in self.called
            )
        return self._known[names]

    def only(self, role: str) -> Names | None:
        """The party that alone has a part in the deal; None where nobody or several have."""
        having = self.roles.get(role, [])
        return having[0] if len(having) == 1 else None

    @cached_property
    def blocks(self) -> list[str]:
        """Of what two reports of one deal have at least one in common."""
        names = [name for each in (*self.parties, *self.things) for name in each]
        keys = [" ".join(name.key) for name in names if not name.short]
        keys += [name.key[0] for name in names if len(name.key[0]) > 3]
        keys += [f"short {name.short or ''.join(word[0] for word in name.key)}" for name in names]
        return keys or sorted(self.words)


@lru_cache(maxsize=65536)
def same_party(left: Names, right: Names) -> bool:
    """Whether two parties are plainly one by name."""
    return any(
        a.key == b.key or (_near(a, b) and compare(a, b, people=False) not in _LOOSE) for a in left for b in right
    )


def _near(left: Name, right: Name) -> bool:
    """Whether two names are worth comparing: a word in common, or an abbreviation."""
    return bool(left.short or right.short or left.spelled == right.spelled or set(left.key) & set(right.key))


def distinct(parties: Iterable[Names]) -> list[Names]:
    """Parties, each once."""
    kept: list[Names] = []
    for names in parties:
        if not any(same_party(names, other) for other in kept):
            kept.append(names)
    return kept
