"""How well articles are merged: on our own sets with gold, and how fast on a large heap.

    python -m benchmarks.dossiers
    python -m benchmarks.dossiers --deals 1000  # a larger heap

The sets are in `tests/deals`: invented articles with what a good model says of them, so that only merging is measured.
The heap is generated from a seed: 1,000 summaries of 200 deals, whose buyers, sellers and banks return in other deals,
in every tenth all of them at once.
No model is asked.
"""

import argparse
import random
import time
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from summarizer.merging import group, merge
from summarizer.merging.steps import merge_open
from summarizer.schemas import (
    Amount,
    ArticleInfo,
    ArticleSummary,
    Deal,
    Discrepancy,
    Dossier,
    Event,
    Evidence,
    Fact,
    Party,
    Run,
    Stakeholder,
)
from tests.deal_sets import DealSet, Planted, deal_sets

SEED = 5
DEALS, ARTICLES = 200, 5


@dataclass(frozen=True)
class Ratio:
    """What was found of what there is."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def wrong(self) -> int:
        """What was found and is not there."""
        return self.found - self.right

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    def __str__(self) -> str:
        return f"P {self.precision:.2f}  R {self.recall:.2f}  F1 {self.f1:.2f}  ({self.right} of {self.wanted})"


NOTHING = Ratio(0, 0, 0)


def discrepancies(one: DealSet) -> Ratio:
    """The discrepancies found in the dossiers of a set's deals, against those planted."""
    total = NOTHING
    for deal in one.deals:
        found = merge(one.deal(deal)).discrepancies
        planted = [each for each in one.planted if each.of == deal]
        right = sum(any(matches(each, gold) for gold in planted) for each in found)
        total += Ratio(right, len(found), len(planted))
    return total


def matches(found: Discrepancy, planted: Planted) -> bool:
    """Whether a discrepancy is the one planted: each version has its words, and comes from articles that give it."""
    if found.kind != planted.kind or len(found.versions) != len(planted.versions):
        return False
    return all(
        any(
            value.casefold() in version.value.casefold()
            and version.evidence
            and {each.article for each in version.evidence} <= set(articles)
            for version in found.versions
        )
        for value, articles in planted.versions.items()
    )


def copies(one: DealSet) -> Ratio:
    """The groups of copies found, against the gold; only the same articles are right."""
    found = [frozenset(each.articles) for deal in one.deals for each in merge(one.deal(deal)).copies]
    return Ratio(len(set(found) & set(one.copies)), len(found), len(one.copies))


def same_facts(one: DealSet) -> Ratio:
    """The pairs of facts from two articles that are merged, against those with one label."""
    total = NOTHING
    for deal in one.deals:
        dossier = merge(one.deal(deal))
        labels: dict[tuple[str, str, str], str] = {}
        places: dict[tuple[str, str, str], int] = {}
        for (section, article), rows in one.labels.items():
            for label, words in rows if one.of[article] == deal else ():
                labels[section, article, words] = label
                places[section, article, words] = _merged_into(dossier, one, section, article, words)
        for a, b in combinations(labels, 2):
            if a[0] == b[0] and a[1] != b[1]:
                together, same = places[a] == places[b], labels[a] == labels[b]
                total += Ratio(together and same, together, same)
    return total


def _merged_into(dossier: Dossier, one: DealSet, section: str, article: str, words: str) -> int:
    """The place of the merged fact that holds an article's fact."""
    own = next(each for each in _facts(one.summaries[article], section) if _words(each) == words)
    cited = set(own.evidence)
    merged = [(at, each) for at, each in enumerate(_facts(dossier, section)) if cited <= set(each.evidence)]
    named = [at for at, each in merged if words in (_words(each), *getattr(each, "aliases", ()))]
    return named[0] if named else merged[0][0]


def _facts(told: ArticleSummary | Dossier, section: str) -> list[Fact]:
    name = section.removeprefix("deal.")
    return list(getattr(told.deal if section.startswith("deal.") else told, name))


def _words(fact: Fact) -> str:
    return next(str(getattr(fact, name)) for name in ("name", "claim", "what", "text") if hasattr(fact, name))


def pairs_of(clusters: Iterable[Iterable[Hashable]]) -> set[frozenset[Hashable]]:
    """Every pair that stands in one cluster."""
    return {frozenset(pair) for cluster in clusters for pair in combinations(cluster, 2)}


def grouping(heap: Iterable[ArticleSummary], of: Mapping[str, str]) -> Ratio:
    """The pairs of articles that are put together, against those that report one deal."""
    found = pairs_of([each.article.id for each in own] for own in group(heap))
    by_deal: dict[str, list[str]] = {}
    for article, deal in of.items():
        by_deal.setdefault(deal, []).append(article)
    wanted = pairs_of(by_deal.values())
    return Ratio(len(found & wanted), len(found), len(wanted))


_SYLLABLES = [a + b for a, b in product("b d f g k l m n p r s t v".split(), "a e i o u ar en il or".split())]
_OUTLETS = ("Post", "Courier", "Ledger", "Observer", "Tribune")
_TOLD = (
    "{buyer} signed a contract on {day} March 2025 to buy {target} from {seller} for {price} million dollars.",
    "{seller} sells {target} to {buyer}, which pays ${price}m; the contract was signed on {day} March 2025.",
    "In March 2025 {buyer} signed a contract to take over {target}, for which {seller} gets {price} million dollars.",
    "{target} is bought by {buyer} for ${price} million after a contract with {seller} was signed on {day} March 2025.",
    "For {price} million dollars {target} goes from {seller} to {buyer}; they signed the contract on {day} March 2025.",
)
_MORE = (
    "{bank} lends half of the sum to {buyer}.",
    "{target} makes {goods} and has {people} employees in {town}.",
    "The mayor of {town} fears for the jobs of {people} people.",
    "{boss}, who leads {buyer}, spoke of a good day for {town}.",
)


class _Heap:
    """Deals from a seed, told in articles whose sentences are drawn."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._buyers = [f"{self._name()} Group" for _ in range(60)]
        self._sellers = [f"{self._name()} Holding" for _ in range(60)]
        self._banks = [f"{self._name()} Bank" for _ in range(12)]

    def _name(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=3)).capitalize()

    def deals(self, deals: int, articles: int) -> tuple[list[ArticleSummary], dict[str, str]]:
        """The summaries in any order, and which deal each reports."""
        heap: list[ArticleSummary] = []
        of: dict[str, str] = {}
        facts: dict[str, str] = {}
        for deal in range(deals):
            again = {name: facts[name] for name in ("buyer", "seller", "bank", "boss")} if deal % 10 == 9 else {}
            facts = {
                "buyer": self._random.choice(self._buyers),
                "seller": self._random.choice(self._sellers),
                "bank": self._random.choice(self._banks),
                "target": f"{self._name()} Works",
                "town": self._name(),
                "boss": f"{self._name()} {self._name()}",
                "goods": self._random.choice(("pumps", "valves", "chairs", "sails", "lenses", "bricks")),
                "people": str(self._random.randrange(20, 900)),
                "price": str(self._random.randrange(20, 900)),
                "day": str(self._random.randrange(1, 29)),
            } | again
            for number in range(articles):
                summary = self._article(f"deal-{deal}-{number}", facts, number)
                heap.append(summary)
                of[summary.article.id] = f"deal-{deal}"
        self._random.shuffle(heap)
        return heap, of

    def _article(self, name: str, facts: Mapping[str, str], number: int) -> ArticleSummary:
        lead = _TOLD[number % len(_TOLD)]
        more = self._random.sample(_MORE, k=3)
        sentences = [each.format(**facts) for each in (lead, *more)]
        text = "\n".join(sentences)

        def cite(words: str) -> list[Evidence]:
            start = text.index(words)
            at = text.count("\n", 0, start)
            first = text.rfind("\n", 0, start) + 1
            return [
                Evidence(
                    article=name, sentence=at + 1, start=first, end=first + len(sentences[at]), quote=sentences[at]
                )
            ]

        price = next(
            each
            for each in (f"${facts['price']} million", f"${facts['price']}m", f"{facts['price']} million dollars")
            if each in text
        )
        exact = f"{facts['day']} March 2025" in text
        when = f"{facts['day']} March 2025" if exact else "March 2025"
        date = f"2025-03-{int(facts['day']):02}" if exact else "2025-03"
        parties = [(facts[role], role) for role in ("buyer", "target", "seller")]
        deal = Deal(
            title="",
            kind="acquisition",
            status="signed",
            items=[],
            instruments=[],
            benefits=[],
            evidence=cite(facts["buyer"]),
            parties=[Party(name=each, role=role, evidence=cite(each)) for each, role in parties],  # type: ignore[arg-type]  # roles are words here
            amounts=[
                Amount(
                    text=price,
                    kind="price",
                    what_for=facts["target"],
                    value=1e6 * int(facts["price"]),
                    currency="USD",
                    evidence=cite(price),
                )
            ],
            events=[
                Event(what="signed a contract", date_text=when, date=date, status="happened", evidence=cite("signed"))
            ],
        )
        known = [each for each, _ in parties] + [facts[each] for each in ("bank", "boss") if facts[each] in text]
        stakeholders = [
            Stakeholder(
                name=each,
                kind="person" if each == facts["boss"] else "company",
                role="",
                stance="not stated",
                evidence=cite(each),
            )
            for each in known
        ]
        info = ArticleInfo(
            id=name,
            source=f"The {_OUTLETS[number % len(_OUTLETS)]}",
            published=f"2025-04-{1 + number:02}",
            language="en",
            characters=len(text),
            sentences=len(sentences),
            text=text,
        )
        return ArticleSummary(article=info, deal=deal, stakeholders=stakeholders, run=Run(version="0", model=""))


def heap(seed: int = SEED, deals: int = DEALS, articles: int = ARTICLES) -> tuple[list[ArticleSummary], dict[str, str]]:
    """Generated summaries, and which deal each reports."""
    return _Heap(seed).deals(deals, articles)


def main() -> None:
    """Every figure, the goals beside them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=SEED, help="of the generated heap")
    parser.add_argument("--deals", type=int, default=DEALS, help="in the generated heap, five articles each")
    given = parser.parse_args()
    sets = deal_sets()
    told = [summary for each in sets for summary in each.summaries.values()]
    of = {article: f"{each.name} {deal}" for each in sets for article, deal in each.of.items()}
    print(f"{len(told)} articles on {len(set(of.values()))} deals, {sum(len(each.planted) for each in sets)} planted")
    print("discrepancies (goal P 1.00, R 0.90) ", sum(map(discrepancies, sets), NOTHING))
    for each in sets:
        print(f"    {each.name:<10}", discrepancies(each))
    print("copies                              ", sum(map(copies, sets), NOTHING))
    facts = sum(map(same_facts, sets), NOTHING)
    undecided = sum(len(merge_open(each.deal(deal))[1]) for each in sets for deal in each.deals)
    print("facts that are one, pairs           ", facts, f" false merges {facts.wrong}, left to the model {undecided}")
    apart = grouping(told, of)
    print("deals in one heap (goal F1 0.95)    ", apart, f" false merges {apart.wrong} (goal 0)")
    generated, deals = heap(given.seed, given.deals)
    started, worked = time.perf_counter(), time.process_time()
    groups = group(generated)
    grouped = time.perf_counter() - started
    dossiers = [merge(each) for each in groups]
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    large = grouping(generated, deals)
    print(
        f"generated heap, {len(generated)} of {len(set(deals.values()))} deals", large, f" false merges {large.wrong}"
    )
    print(f"    {sum(len(each.discrepancies) for each in dossiers)} discrepancies where none was planted")
    print(
        f"    {seconds:.1f} s (goal 10): grouping {grouped:.1f} s, merging {seconds - grouped:.1f} s; "
        f"CPU {worked:.1f} s"
    )


if __name__ == "__main__":
    main()
