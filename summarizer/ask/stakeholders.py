"""The stakeholders as a small model is asked about them: which names are, what each is, where it stands.

Each is told by a word for one name after the other: asked for a list, it tires, and takes the loudest for critics.
"""

from collections.abc import Sequence
from typing import Any

from summarizer.ask.examples import ATTITUDE, KIND
from summarizer.ask.judging import in_turns, log_odds
from summarizer.ask.labelling import label
from summarizer.ask.prompts import defused, section_question
from summarizer.ask.reading import Found, Reading
from summarizer.ask.sections import Section
from summarizer.ask.wire import asked_fields, wire_class, wire_named
from summarizer.model.request import Request
from summarizer.text.about import about, introducing
from summarizer.text.mentions import mentions, only_describes
from summarizer.text.speech import says
from summarizer_schemas.stakeholders import StakeholderKind, Stance

STAKEHOLDER = (
    "Is the one named below a person or organisation that takes part in this deal, is affected by it or speaks about "
    "it? A place, a paper or the outlet that reports is not. Answer Yes or No."
)

STAKEHOLDER_ODDS = 0.0
"""Log-odds from which the name of a person or body is a stakeholder. In 13 articles with 193 names 113 of 120 that are
had more, and 12 others; without the labels that tell places and things 116 and 45."""

SPEAKER_ODDS = -0.6
"""The same for one that a plain English sentence says to say something."""

PLACE_ODDS = 1.0
"""The same for the name of a place or an outlet; one that makes the deal is a stakeholder all the same."""

KINDS: dict[str, StakeholderKind] = {
    "company": "company",
    "government": "government",
    "agency": "government agency",
    "party": "political party",
    "person": "person",
    "union": "other",
    "group": "other",
    "outlet": "news outlet",
    "military": "military",
    "place": "government",
}
"""What a label is in a summary; a place that takes part is its government. A thing is nobody. Of those 120, 109 were
labelled right."""

OPPOSES_ODDS = -0.6
"""Log-odds from which one opposes the deal. Of 155 that make no deal, in 28 articles, 120 are right so; who criticises
settles more of them afterwards."""

SUPPORTS_ODDS = -1.4
"""The same for supporting it."""

LISTED = "Say of each person and organisation below what it is."

FOUND_APART = frozenset({"kind", "role", "stance"})
"""Told by labels; the role by the words that stand beside the name."""


async def involved(reading: Reading, names: Sequence[str]) -> dict[str, StakeholderKind] | None:
    """Those of some names that are stakeholders, and what each is; None where the model gives no probabilities."""

    async def one(name: str) -> float | None:
        return await log_odds(reading, f"{STAKEHOLDER}\nName: {defused(name)}", "names")

    odds = await in_turns(reading.metered, [one(name) for name in names])
    if odds is None:
        return None
    spoken = reading.texts if reading.english else []
    likely = {name: value for name, value in zip(names, odds, strict=True) if value >= SPEAKER_ODDS}
    shown = [(introducing(name, reading.texts), name) for name in likely]
    labelled = await label(reading.metered, KIND, shown, "kinds")
    if labelled is None:
        return None
    found: dict[str, StakeholderKind] = {}
    for (name, value), each in zip(likely.items(), labelled, strict=True):
        what = each.likeliest
        somewhere = what in ("place", "outlet")
        if what != "thing" and (
            value >= (PLACE_ODDS if somewhere else STAKEHOLDER_ODDS) or (not somewhere and says(name, spoken))
        ):
            found[name] = KINDS[what]
    return found


async def ask_stakeholders(reading: Reading, section: Section) -> Found | None:
    """An entry for each name that is judged to be a stakeholder; None where the model gives no probabilities.

    Where the name stands and what it is called there is for code to find.
    """
    named = mentions(reading.texts)
    if reading.english:
        named = [name for name in named if not only_describes(name, reading.texts)]
    kinds = await involved(reading, named)
    if not kinds:
        return None
    stances = await _stances(reading, list(kinds))
    entries: dict[str, dict[str, Any]] = {
        name: {"name": name, "kind": kind, "stance": stance}
        for (name, kind), stance in zip(kinds.items(), stances, strict=True)
    }
    more = [name for name, _ in asked_fields(section.fact) if name not in FOUND_APART]
    complete = True
    if more != ["name"]:
        complete = await _fill_in(reading, section, tuple(more), entries)
    return Found([section.complete(entry, reading.bound) for entry in entries.values()], complete)


async def _stances(reading: Reading, names: Sequence[str]) -> list[Stance]:
    """Where each one stands, by the sentences that are about it."""
    paragraphs = [sentence.paragraph for sentence in reading.part]
    mentioned = mentions(reading.texts)
    shown = [(about(name, reading.texts, paragraphs, mentioned), name) for name in names]
    labelled = await label(reading.metered, ATTITUDE, shown, "stances")
    if labelled is None:
        return ["not stated"] * len(names)
    return [
        "opposes"
        if each.odds("opposes") >= OPPOSES_ODDS
        else "supports"
        if each.odds("supports") >= SUPPORTS_ODDS
        else "not stated"
        for each in labelled
    ]


async def _fill_in(
    reading: Reading, section: Section, fields: tuple[str, ...], entries: dict[str, dict[str, Any]]
) -> bool:
    """Ask for the fields that a class of one's own adds; whether the answer was whole."""
    form = section_question(section.name, LISTED, section.fact, many=True, only=fields, cited=False)
    question = f"{form}\nGive one entry for each of these, in this order: {'; '.join(entries)}."
    entry = wire_class(section.fact, reading.bound, only=fields, cited=False)
    wire = wire_named(section.name, entry, "name", list(entries))
    answer = await reading.metered.ask(Request(section.name, reading.messages(question), wire, reading.max_tokens))
    for each in section.facts(answer.value):
        told = each.model_dump()
        entries[told["name"]] |= told
    return answer.complete
