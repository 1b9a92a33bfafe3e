"""Which articles of a mixed heap report one deal.

A false merge is worse than a missed one: where each of two articles has a party that the other never names, they are
apart whatever else they share. A buyer's second purchase shares the buyer, its chief and its bank. Only where two other
parties have the same parts, and the target or the goods are the same, these two are rivals for one part of one deal, on
which the articles differ.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log

from summarizer.merging.clusters import Pair, blocked_pairs
from summarizer.merging.collecting import collect
from summarizer.merging.deals import SINGLE_ROLES
from summarizer.merging.naming import Key, names_of
from summarizer.merging.telling import Told
from summarizer.merging.words import telling
from summarizer.text.mentions import mentions
from summarizer.text.names import shortens
from summarizer_schemas import ArticleSummary, Dossier

COMMON = 60
"""Articles; a name that more of them share (a regulator, a country) is no reason to compare two of them."""

BOTH, ONE, NONE = 0.1, 0.25, 0.5
"""Weighted share of the telling words of two articles from which they report one deal, where they share two parties;
where they share one, all that is known; where no party is known. In `tests/deals` reports of one deal share 0.35 and
more, of different deals up to 0.55: it is the parties that part them, and the words only where few are known."""


MOST_HEADS = 20
"""Groups compared and listed in a warning."""


class _Report:
    """What an article's report of a deal is known by."""

    def __init__(self, summary: ArticleSummary) -> None:
        self.told = Told(summary)
        deal = summary.deal
        assert deal is not None  # noqa: S101  for the type checker: only reports of a deal are grouped
        self.deal = deal
        listed = [name for party in deal.parties for name in names_of(party.name, "other")]
        things = [
            name for item in deal.items for proper in mentions([f"… {item.name}"]) for name in names_of(proper, "other")
        ]
        self.roles: dict[str, set[Key]] = {}
        for party in deal.parties:
            keys = {name.key for name in names_of(party.name, "other") if name.key and not name.short}
            self.roles.setdefault(party.role, set()).update(keys)
        self.parties = tuple(dict.fromkeys(name.key for name in listed if name.key and not name.short))
        self.things = tuple(dict.fromkeys(name.key for name in things if name.key and name.key not in self.parties))
        self.shorts = {name.short for name in listed if name.short}
        self.sums = {(each.value, each.currency) for each in deal.amounts if each.value}

    @cached_property
    def called(self) -> set[Key]:
        """Every name that the summary lists."""
        stakeholders = self.told.summary.stakeholders
        written = [name for each in stakeholders for name in (each.name, *each.aliases)]
        return {name.key for each in written for name in names_of(each, "other")} | set(self.parties)

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
        """The telling words of what changes hands."""
        return telling(" ".join(item.name for item in self.deal.items))

    def knows(self, key: Key) -> bool:
        """Whether the article has a name, or lists its short form."""
        return self.told.names(key) or any(shortens(other, key) for other in self.called)


def group(given: Iterable[ArticleSummary | Dossier]) -> list[list[ArticleSummary]]:
    """The summaries by the deal they report; those that report none are left out.

    Returns:
        the groups by their first article, each in order of publication and id: the order given does not count.
    """
    summaries = [each for each in collect(given)[0] if each.deal]
    reports = [_Report(each) for each in summaries]
    counts = Counter(word for each in reports for word in each.words)
    weight = {word: log(1 + len(reports) / count) for word, count in counts.items()}
    edges: dict[Pair, float] = {}
    for left, right in blocked_pairs([_blocks(each) for each in reports], COMMON):
        share = _shared(reports[left], reports[right], weight)
        if not apart(reports[left], reports[right]) and _one_deal(reports[left], reports[right], share):
            edges[left, right] = share
    return [[summaries[each] for each in cluster] for cluster in _clusters(reports, edges)]


def different_deals(summaries: Sequence[ArticleSummary]) -> list[str]:
    """A warning when summaries that are merged into one dossier plainly report several deals."""
    groups = group(summaries)
    heads = [_Report(each[0]) for each in groups]
    plain = any(
        apart(left, right) for at, left in enumerate(heads[:MOST_HEADS]) for right in heads[at + 1 : MOST_HEADS]
    )
    if not plain:
        return []
    listed = "; ".join(", ".join(each.article.id for each in own) for own in groups[:MOST_HEADS])
    return [f"These articles seem to report {len(groups)} different deals (--group parts them): {listed}."]


def apart(left: _Report, right: _Report) -> bool:
    """Whether each has a party, or a named thing that changes hands, which the other never names; rivals aside."""
    rivals = _rivals(left, right)
    return all(
        any(not second.knows(key) for key in (*first.parties, *first.things) if key not in rivals)
        for first, second in ((left, right), (right, left))
    )


def _rivals(left: _Report, right: _Report) -> set[Key]:
    """The parties to which two reports of what is otherwise one deal give the same part."""
    shared = {
        role
        for role in left.roles.keys() & right.roles.keys()
        if any(_one_name(a, b) for a in left.roles[role] for b in right.roles[role])
    }
    bought = "target" in shared if "target" in left.roles or "target" in right.roles else bool(left.goods & right.goods)
    if len(shared) < 2 or not bought:
        return set()
    contested = [role for role in SINGLE_ROLES if role not in shared]
    alone = [role for role in contested if len(left.roles.get(role, ())) == len(right.roles.get(role, ())) == 1]
    return {key for role in alone for report in (left, right) for key in report.roles[role]}


def _one_name(left: Key, right: Key) -> bool:
    return left == right or shortens(left, right) or shortens(right, left)


def _one_deal(left: _Report, right: _Report, share: float) -> bool:
    """Whether two articles report one deal, by the parties they share and the words they have in common."""
    common = {key for key in left.parties if right.knows(key)} | {key for key in right.parties if left.knows(key)}
    distinct = [key for key in common if not any(key != other and shortens(key, other) for other in common)]
    known = len(left.parties) + len(right.parties)
    strange = sum(not right.knows(key) for key in left.parties) + sum(not left.knows(key) for key in right.parties)
    if len(distinct) > 1 and strange * 2 <= known:
        return share >= BOTH
    if distinct and (left.sums & right.sums or not strange):
        return share >= ONE
    return not known and share >= NONE


def _shared(left: _Report, right: _Report, weight: dict[str, float]) -> float:
    """The share of the poorer one's telling words that the other has, too, each as telling as it is rare."""
    common = sum(weight[word] for word in left.words & right.words)
    least = min(sum(weight[word] for word in each.words) for each in (left, right))
    return common / least if least else 0.0


def _blocks(report: _Report) -> list[str]:
    keys = [" ".join(key) for key in (*report.parties, *report.things)]
    first = [key[0] for key in report.parties if len(key[0]) > 3]
    return [*keys, *first] or sorted(report.words)


def _clusters(reports: Sequence[_Report], edges: dict[Pair, float]) -> list[list[int]]:
    """Clusters of which half of all pairs are edges, and no two are apart."""
    cluster = {at: [at] for at in range(len(reports))}
    for left, right in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        first, second = cluster[left], cluster[right]
        if first is second:
            continue
        pairs = [(min(a, b), max(a, b)) for a in first for b in second]
        joined = sum(pair in edges for pair in pairs)
        if joined * 2 < len(pairs) or any(apart(reports[a], reports[b]) for a, b in pairs if (a, b) not in edges):
            continue
        first.extend(second)
        for each in second:
            cluster[each] = first
    return sorted(sorted(each) for each in {id(each): each for each in cluster.values()}.values())
