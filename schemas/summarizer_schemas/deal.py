"""The deal: what was agreed, between whom, for how much, on which paper and when."""

from typing import Annotated, Literal

from pydantic import Field

from summarizer_schemas.evidence import Fact, Statement
from summarizer_schemas.grounding import Computed, Meanings, Prose, Verbatim

PartyRole = Literal[
    "buyer",
    "seller",
    "target",
    "investor",
    "supplier",
    "customer",
    "lender",
    "borrower",
    "partner",
    "government",
    "other",
]
AmountKind = Literal["price", "investment", "loan", "revenue", "valuation", "other"]
InstrumentKind = Literal["memorandum", "contract", "licence", "treaty", "letter of intent", "other"]
EventStatus = Literal["happened", "planned"]
DealKind = Literal[
    "acquisition",
    "merger",
    "investment",
    "supply",
    "licence",
    "loan",
    "joint venture",
    "treaty",
    "partnership",
    "other",
]
DealStatus = Literal[
    "rumoured",
    "negotiating",
    "agreed",
    "signed",
    "under way",
    "completed",
    "suspended",
    "cancelled",
    "unclear",
]

ROLES: dict[str, str] = {
    "buyer": "who buys, bids, or takes a stake",
    "seller": "who sold it, or gives it up",
    "target": "the company that is bought, or whose shares are bought",
    "investor": "who puts money in",
    "supplier": "who sells, delivers, exports or licenses",
    "customer": "who orders, receives or imports",
    "lender": "who lends",
    "borrower": "who receives the loan",
    "partner": "who agrees to work with another",
    "government": "a state that is a party",
}
KINDS: dict[str, str] = {
    "acquisition": "a company, a business, a unit or a stake is bought or sold",
    "merger": "two companies become one",
    "investment": "money is put into a company or a project",
    "supply": "goods or services are sold, delivered or exported",
    "licence": "a right to use something is given",
    "loan": "money is lent",
    "joint venture": "a company is set up together",
    "treaty": "governments agree",
    "partnership": "work is done together",
}
STATUSES: dict[str, str] = {
    "rumoured": "reported by unnamed sources only",
    "negotiating": "offered, proposed or talked about, not agreed yet",
    "agreed": "agreed, not carried out yet",
    "signed": "a contract or memorandum is signed",
    "under way": "first deliveries or payments are made",
    "completed": "carried out in full",
    "suspended": "stopped for now",
    "cancelled": "called off, rejected or failed",
}

SUMS: dict[str, str] = {
    "price": "the whole sum paid for what is bought, not that for one share",
    "investment": "money to be put in",
    "loan": "money lent",
    "revenue": "sales or profit",
    "valuation": "what something is worth",
}


class Party(Fact):
    """A company, government or person that makes the deal, or the company that is bought."""

    name: Annotated[str, Verbatim()] = Field(description="The full name as the article writes it")
    role: Annotated[PartyRole, Meanings(ROLES)] = Field(description="What it does in the deal")


class Item(Fact):
    """Goods, an asset, a stake or a right that changes hands."""

    name: Annotated[str, Verbatim()] = Field(
        description="One thing an entry, named in the article's most specific words"
    )


class Amount(Fact):
    """A sum of money."""

    text: Annotated[str, Verbatim()] = Field(description="The sum with its currency, copied from the article")
    kind: Annotated[AmountKind, Meanings(SUMS)] = Field(description="What sort of sum it is")
    what_for: Annotated[str, Prose(required=False)] = Field(
        description="What the sum is, in a few of the article's words"
    )
    value: Annotated[float | None, Computed()] = Field(
        default=None, description="In whole units of the currency; null where the words give no number"
    )
    currency: Annotated[str | None, Computed()] = Field(
        default=None, description="ISO 4217 code; null where the article does not say"
    )


class Instrument(Fact):
    """A document the deal is made in."""

    name: Annotated[str, Verbatim()] = Field(description="What the article calls the document")
    kind: InstrumentKind = Field(description="What sort of document it is")


class Event(Fact):
    """Something that happened, or is planned, in the course of the deal."""

    what: Annotated[str, Prose()] = Field(description="What happens, a short clause in the article's words")
    date_text: Annotated[str | None, Verbatim(required=False, near=True)] = Field(
        default=None, description="When, copied from the article; null when no date is given"
    )
    date: Annotated[str | None, Computed()] = Field(
        default=None,
        description='ISO 8601, as precise as the article is ("2025-09"); null where it cannot be told',
    )
    status: EventStatus = Field(description="happened or planned")


class Deal(Fact):
    """The deal that the article reports."""

    title: Annotated[str, Prose(required=False)] = Field(
        description="Who agrees what with whom, in at most twelve words"
    )
    kind: Annotated[DealKind, Meanings(KINDS)] = Field(description="What sort of deal it is")
    status: Annotated[DealStatus, Meanings(STATUSES)] = Field(description="How far the deal has come, by the article")
    parties: list[Party] = Field(description="Who makes the deal, and the company that is bought")
    items: list[Item] = Field(description="What changes hands: goods, shares, assets or rights")
    amounts: list[Amount] = Field(description="Every sum of money in the article")
    instruments: list[Instrument] = Field(
        description="Documents the deal is made in: memorandum, contract, licence, letter of intent"
    )
    events: list[Event] = Field(description="Dated or important steps of the deal: signing, shipment, closing")
    benefits: list[Statement] = Field(description="What the deal is said to bring")
