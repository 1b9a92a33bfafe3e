"""Which articles of a mixed heap report one deal.

A false merge is worse than a missed one. Two articles are apart, whatever else they share,
- where each has a party that the other never names: a buyer's second purchase shares the buyer, its chief and its bank;
- where they give one part to different parties, though one of them mentions the other's ("it bought … in May");
- where other goods change hands, or most of a year lies between them, and no sum or day is the same.
Only where two other parties have the same parts, and the target or the goods are the same, these two are rivals for one
part of one deal, on which the articles differ; not so where one article tells of both: then there are two offers.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from summarizer.merging.clusters import Pair, blocked_pairs
from summarizer.merging.collecting import collect
from summarizer.merging.deals import SINGLE_ROLES
from summarizer.merging.reports import Names, Report, distinct, same_party
from summarizer_schemas import ArticleSummary, Dossier

COMMON = 60
"""Articles; a name that more of them share (a regulator, a country) is no reason to compare two of them."""

BOTH, ONE, NONE = 0.1, 0.25, 0.5
"""Weighted share of the telling words of two articles from which they report one deal, where they share two parties;
where they share one, all that is known; where no party is known. In `tests/deals` reports of one deal share 0.35 and
more, of different deals up to 0.55: it is the parties that part them, and the words only where few are known."""

LONG = 300
"""Days; what the same parties do later, for another sum and on another day, is another deal."""

MOST_HEADS = 20
"""Groups compared and listed in a warning."""

_OUT_OF = {"buyer": "seller", "seller": "buyer", "customer": "supplier", "supplier": "customer"}


def group(given: Iterable[ArticleSummary | Dossier]) -> list[list[ArticleSummary]]:
    """The summaries by the deal they report; those that report none are left out.

    Returns:
        the groups by their first article, each in order of publication and id: the order given does not count.
    """
    summaries = [each for each in collect(given)[0] if each.deal]
    reports = [Report(each) for each in summaries]
    counts = Counter(word for each in reports for word in each.words)
    weight = {word: log(1 + len(reports) / count) for word, count in counts.items()}
    edges: dict[Pair, float] = {}
    for left, right in blocked_pairs([each.blocks for each in reports], COMMON):
        share = _shared(reports[left], reports[right], weight)
        if not apart(reports[left], reports[right]) and _one_deal(reports[left], reports[right], share):
            edges[left, right] = share
    return [[summaries[each] for each in cluster] for cluster in _clusters(reports, edges)]


def different_deals(summaries: Sequence[ArticleSummary]) -> list[str]:
    """A warning when summaries that are merged into one dossier plainly report several deals."""
    groups = group(summaries)
    heads = [Report(each[0]) for each in groups]
    plain = any(
        apart(left, right) for at, left in enumerate(heads[:MOST_HEADS]) for right in heads[at + 1 : MOST_HEADS]
    )
    if not plain:
        return []
    listed = "; ".join(", ".join(each.article.id for each in own) for own in groups[:MOST_HEADS])
    return [f"These articles seem to report {len(groups)} different deals (--group parts them): {listed}."]


def apart(left: Report, right: Report) -> bool:
    """Whether two articles plainly report different deals."""
    rivals = _rivals(left, right)
    if _strangers(left, right, rivals) or _other_part(left, right, rivals):
        return True
    if left.sums & right.sums or left.days & right.days:
        return False
    return _other_goods(left, right) or _long_after(left, right)


def _strangers(left: Report, right: Report, rivals: set[Names]) -> bool:
    """Whether each has a party, or a named thing that changes hands, which the other never names; rivals aside."""
    return all(
        any(not second.knows(names) for names in (*first.parties, *first.things) if names not in rivals)
        for first, second in ((left, right), (right, left))
    )


def _other_part(left: Report, right: Report, rivals: set[Names]) -> bool:
    """Whether one part is given to different parties, neither of which has any part in the other article; or who buys
    in the one sells in the other, and one of them has a party that the other never names.

    Where the target and a sum are the same, others may have a second name: a subsidiary bids, and its parent.
    """
    same = bool(left.sums & right.sums) and _same_target(left, right)
    for role in SINGLE_ROLES if not same else ():
        first, second = left.only(role), right.only(role)
        if first and second and first not in rivals and not _takes_part(first, right) and not _takes_part(second, left):
            return True
    turned = any(
        same_party(names, other)
        for role, opposite in _OUT_OF.items()
        for names in left.roles.get(role, ())
        for other in right.roles.get(opposite, ())
    )
    return turned and not all(
        second.knows(names) for first, second in ((left, right), (right, left)) for names in first.parties
    )


def _same_target(left: Report, right: Report) -> bool:
    return any(same_party(a, b) for a in left.roles.get("target", ()) for b in right.roles.get("target", ()))


def _takes_part(names: Names, report: Report) -> bool:
    return any(same_party(names, own) for own in report.parties)


def _other_goods(left: Report, right: Report) -> bool:
    """Whether other goods change hands, and no company is bought: each article says no word of the other's; where both
    name sums, it is enough that one does not, since the other may mention an earlier deal.
    """
    if ("target" in left.roles and "target" in right.roles) or not (left.goods and right.goods):
        return False
    silent = [not first.goods & (second.said | second.goods) for first, second in ((left, right), (right, left))]
    return not left.goods & right.goods and (any(silent) if left.sums and right.sums else all(silent))


def _long_after(left: Report, right: Report) -> bool:
    """Whether most of a year lies between two articles."""
    if left.published is None or right.published is None:
        return False
    return abs((left.published - right.published).days) > LONG


def _rivals(left: Report, right: Report) -> set[Names]:
    """The parties to which two reports of what is otherwise one deal give the same part, neither naming the other's."""
    shared = {
        role
        for role in left.roles.keys() & right.roles.keys()
        if any(same_party(a, b) for a in left.roles[role] for b in right.roles[role])
    }
    bought = "target" in shared if "target" in left.roles or "target" in right.roles else bool(left.goods & right.goods)
    if len(shared) < 2 or not bought:
        return set()
    found: set[Names] = set()
    for role in SINGLE_ROLES:
        first, second = left.only(role), right.only(role)
        if role not in shared and first and second and not (right.knows(first) or left.knows(second)):
            found |= {first, second}
    return found


def _one_deal(left: Report, right: Report, share: float) -> bool:
    """Whether two articles report one deal, by the parties they share and the words they have in common."""
    common = [names for names in left.parties if right.knows(names)]
    common += [names for names in right.parties if left.knows(names)]
    known = len(left.parties) + len(right.parties)
    strange = known - len(common)
    shared = len(distinct(common))
    if shared > 1 and strange * 2 <= known:
        return share >= BOTH
    if shared and (left.sums & right.sums or not strange):
        return share >= ONE
    return not known and share >= NONE


def _shared(left: Report, right: Report, weight: dict[str, float]) -> float:
    """The share of the poorer one's telling words that the other has, too, each as telling as it is rare."""
    common = sum(weight[word] for word in left.words & right.words)
    least = min(sum(weight[word] for word in each.words) for each in (left, right))
    return common / least if least else 0.0


def _clusters(reports: Sequence[Report], edges: dict[Pair, float]) -> list[list[int]]:
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
