"""A mixed heap is parted by deal: the same deal in other words, and near misses, which stay apart."""

from collections.abc import Sequence

import pytest

from summarizer import group
from summarizer.schemas import ArticleSummary
from tests.heaps import told


def deal(
    name: str, line: str, *parties: tuple[str, str], price: str = "", head: str = "", year: int = 2025, **more: object
) -> ArticleSummary:
    """An article of one line; the price is a sum in it."""
    amounts = [(price, "price")] if price else []
    day = f"{year}-09-20"
    return told(name, line, head=head or line, parties=parties, amounts=amounts, published=day, **more)  # type: ignore[arg-type]  # as `told` has them


ORRIN, LAKESIDE, MIRREN = ("Orrin Foods", "buyer"), ("Lakeside Dairy", "target"), ("Mirren Capital", "buyer")
BOUGHT = deal("bought", "Orrin Foods will pay $480 million for Lakeside Dairy.", ORRIN, LAKESIDE, price="$480 million")
HESK = ("Hesk", "buyer")
STATES = (("Varland", "government"), ("Noria", "government"))
MILK = (("Orrin Foods", "customer"), ("Kestle", "supplier"))
BANK = (("Vale Bank", "lender"), ("Norrin Rail", "borrower"))
ROUND = (("Hollin Ventures", "investor"), ("Kestle", "target"))

SAME = {
    "in other words": (
        BOUGHT,
        deal("b", "For $480m Lakeside Dairy goes to Orrin Foods.", ORRIN, LAKESIDE, price="$480m"),
    ),
    "a subsidiary bids": (
        BOUGHT,
        deal(
            "b", "Orrin Europe, a unit of Orrin Foods, will pay $480 million for Lakeside Dairy.",
            ("Orrin Europe", "buyer"), LAKESIDE, price="$480 million",
        ),
    ),
    "only the target is known": (
        BOUGHT, deal("b", "Lakeside Dairy has a new owner, for $480 million.", LAKESIDE, price="$480 million")
    ),
    "an abbreviation": (
        deal("a", "Varland Grain Board (VGB) sells silos to Hesk.", ("Varland Grain Board", "seller"), HESK),
        deal("b", "VGB sells its silos to Hesk Ltd.", ("VGB", "seller"), ("Hesk Ltd", "buyer")),
    ),
    "one treaty": (
        deal("a", "Varland and Noria signed a treaty on grain.", *STATES, items=["grain"], kind="treaty"),
        deal("b", "Noria gets grain from Varland.", *STATES, items=["grain"], kind="treaty"),
    ),
}  # fmt: skip
OTHER = {
    "another target, the first one mentioned": (
        BOUGHT,
        deal(
            "b", "Orrin Foods, which bought Lakeside Dairy in May, pays $480 million for Meadow Cheese.",
            ORRIN, ("Meadow Cheese", "target"), price="$480 million",
        ),
    ),
    "a rival's bid": (
        BOUGHT,
        deal(
            "b", "Mirren Capital tops the offer of Orrin Foods with $500 million for Lakeside Dairy.",
            MIRREN, LAKESIDE, price="$500 million",
        ),
    ),
    "a subsidiary of the target": (
        BOUGHT,
        deal(
            "b", "Orrin Foods pays $60 million for Lakeside Dairy Denmark.",
            ORRIN, ("Lakeside Dairy Denmark", "target"), price="$60 million",
        ),
    ),
    "sold again": (
        BOUGHT,
        deal(
            "b", "Orrin Foods, its owner since 2025, sells Lakeside Dairy to Kestle for $700 million.",
            ("Orrin Foods", "seller"), LAKESIDE, ("Kestle", "buyer"), price="$700 million",
        ),
    ),
    "a stake, years before": (
        BOUGHT,
        deal(
            "b", "Orrin Foods pays $30 million for a tenth of Lakeside Dairy.",
            ORRIN, LAKESIDE, price="$30 million", year=2023,
        ),
    ),
    "other goods between two states": (
        deal("a", "Varland and Noria signed a treaty on grain.", *STATES, items=["grain"], kind="treaty"),
        deal("b", "Varland and Noria signed a treaty on fishing.", *STATES, items=["fishing"], kind="treaty"),
    ),
    "the same goods again": (
        deal("a", "Kestle supplies milk to Orrin Foods for $9m.", *MILK, price="$9m", items=["milk"], year=2021),
        deal("b", "Kestle supplies milk to Orrin Foods for $35 million.", *MILK, price="$35 million", items=["milk"]),
    ),
    "another loan of one bank": (
        deal("a", "Vale Bank lends Norrin Rail $90 million for trams.", *BANK, items=["trams"], price="$90 million"),
        deal("b", "Vale Bank lends Norrin Rail $40 million for depots.", *BANK, items=["depots"], price="$40 million"),
    ),
    "the next round": (
        deal("a", "Kestle got $20 million of Hollin Ventures.", *ROUND, price="$20 million", year=2023),
        deal("b", "Kestle got $60 million of Hollin Ventures.", *ROUND, price="$60 million"),
    ),
}  # fmt: skip


def ids(heap: Sequence[ArticleSummary]) -> list[list[str]]:
    return sorted(sorted(each.article.id for each in own) for own in group(heap))


@pytest.mark.parametrize(("left", "right"), SAME.values(), ids=SAME)
def test_reports_of_one_deal_come_together(left: ArticleSummary, right: ArticleSummary) -> None:
    assert len(ids([left, right])) == 1


@pytest.mark.parametrize(("left", "right"), OTHER.values(), ids=OTHER)
def test_near_misses_stay_apart(left: ArticleSummary, right: ArticleSummary) -> None:
    assert len(ids([left, right])) == 2


def test_near_misses_stay_apart_in_one_heap_too() -> None:
    heap = [BOUGHT, SAME["in other words"][1], *(right for left, right in OTHER.values() if left is BOUGHT)]
    renamed = []
    for number, each in enumerate(heap):
        info = each.article.model_copy(update={"id": f"{number}"})
        renamed.append(each.model_copy(update={"article": info}))
    assert ids(renamed)[0] == ["0", "1"]
    assert all(len(own) == 1 for own in ids(renamed)[1:])
