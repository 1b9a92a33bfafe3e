"""The stakeholders: who is involved in the deal or speaks about it, and where each stands."""

from typing import Annotated, Literal

from pydantic import Field

from summarizer_schemas.evidence import Fact
from summarizer_schemas.grounding import Computed, Meanings, Prose, Verbatim

StakeholderKind = Literal[
    "person",
    "company",
    "government",
    "government agency",
    "political party",
    "military",
    "news outlet",
    "other",
]
Stance = Literal["supports", "opposes", "mixed", "neutral", "not stated"]


KINDS: dict[str, str] = {
    "person": "a man or a woman, whatever the office",
    "company": "a firm, a bank, an investor",
    "government": "a state, its leadership, a city",
    "government agency": "a ministry, a regulator, a state body",
    "political party": "a party",
    "military": "the armed forces",
    "news outlet": "a paper, a broadcaster, a news agency",
    "other": "a union, a federation, a charity, a group of people",
}


class Stakeholder(Fact):
    """A person or body that makes the deal, is affected by it, or is quoted about it."""

    name: Annotated[str, Verbatim()] = Field(
        description="The full name as the article writes it, without title or office"
    )
    aliases: Annotated[list[str], Computed()] = Field(
        default_factory=list, description="Other names the article uses for the same one"
    )
    kind: Annotated[StakeholderKind, Meanings(KINDS)] = Field(description="What it is")
    role: Annotated[str, Prose(required=False)] = Field(
        description="Office or part in the deal, in a few of the article's words"
    )
    stance: Stance = Field(
        description="Towards the deal: who makes, praises or helps it supports; who criticises, rejects or "
        "sues opposes; not stated when the article shows no view"
    )
