"""The stakeholders as a small model is asked about them: which names are stakeholders, then an entry for each."""

from collections.abc import Sequence
from statistics import mean

from summarizer.ask.judging import in_turns, log_odds
from summarizer.ask.prompts import defused, section_question
from summarizer.ask.reading import Found, Reading
from summarizer.ask.sections import Section
from summarizer.ask.wire import asked_fields, wire_class, wire_named
from summarizer.model.request import Request
from summarizer.text.mentions import mentions
from summarizer.text.speech import says
from summarizer_schemas.stakeholders import Stance

STAKEHOLDER = (
    "Is the one named below a person or organisation that takes part in this deal, is affected by it or speaks about "
    "it? A place, a paper or the outlet that reports is not. Answer Yes or No."
)

STAKEHOLDER_ODDS = 0.4
"""Log-odds from which a name is a stakeholder. In two articles with 51 names, 17 of 18 stakeholders that are named had
more, and 5 of the others."""

SPEAKER_ODDS = -0.3
"""The same for one that a plain English sentence says to say something: six more in eight articles, all right."""

LISTED = "Say of each person and organisation below what it is."

CRITICISES = "Does the one named below criticise, oppose, doubt or reject the deal or a part of it? Answer Yes or No."
SUPPORTS = "Does the one named below make, support, welcome, praise or defend the deal? Answer Yes or No."

BEHIND_THE_MEAN = 0.05
"""How far log-odds of support, less those of criticism, may be behind the mean of the article's stakeholders for one
that supports. How an article is written moves all of them: of 99 stakeholders in twelve articles a fixed mark told
74 right, this one 84."""

PLAIN_SUPPORT = 0.1
"""The same from which one supports whatever the others do; two of 38 that do not support had it."""

CRITICISM_ODDS = 0.05
"""Log-odds of criticism from which one that does not support opposes; with less it is neutral."""

FOUND_APART = frozenset({"role", "stance"})
"""Asked for the role, the model repeated the kind; what the article calls a person stands beside the name. Asked for
the stance, it says "supports" of all but the loudest critics; it is judged instead."""


async def involved(reading: Reading, names: Sequence[str]) -> list[str] | None:
    """Those of some names that are stakeholders; None where the model gives no probabilities."""

    async def one(name: str) -> float | None:
        return await log_odds(reading, f"{STAKEHOLDER}\nName: {defused(name)}", "names")

    odds = await in_turns(reading.metered, [one(name) for name in names])
    if odds is None:
        return None
    spoken = reading.texts if reading.english else []
    return [
        name
        for name, value in zip(names, odds, strict=True)
        if value >= STAKEHOLDER_ODDS or (value >= SPEAKER_ODDS and says(name, spoken))
    ]


async def ask_stakeholders(reading: Reading, section: Section) -> Found | None:
    """An entry for each name that is judged to be a stakeholder; None where the model gives no probabilities.

    Where the name stands and what it is called there is for code to find.
    """
    named = mentions(reading.texts)
    names = await involved(reading, named)
    if not names:
        return None
    asked = tuple(name for name, _ in asked_fields(section.fact) if name not in FOUND_APART)
    form = section_question(section.name, LISTED, section.fact, many=True, only=asked, cited=False)
    question = f"{form}\nGive one entry for each of these, in this order: {'; '.join(names)}."
    entry = wire_class(section.fact, reading.bound, only=asked, cited=False)
    wire = wire_named(section.name, entry, "name", names)
    answer = await reading.metered.ask(Request(section.name, reading.messages(question), wire, reading.max_tokens))
    told = [each.model_dump() for each in section.facts(answer.value)]
    stances = await _stances(reading, [each["name"] for each in told])
    entries = [each | {"stance": stance} for each, stance in zip(told, stances, strict=True)]
    return Found([section.complete(entry, reading.bound) for entry in entries], answer.complete)


async def _stances(reading: Reading, names: Sequence[str]) -> list[Stance]:
    """Where each one stands, by whether it rather criticises or supports the deal."""

    async def one(question: str, name: str) -> float | None:
        return await log_odds(reading, f"{question}\nName: {defused(name)}", "stances")

    criticism = await in_turns(reading.metered, [one(CRITICISES, name) for name in names])
    support = await in_turns(reading.metered, [one(SUPPORTS, name) for name in names])
    if criticism is None or support is None:
        return ["not stated"] * len(names)
    leaning = [yes - no for no, yes in zip(criticism, support, strict=True)]
    mark = min(PLAIN_SUPPORT, mean(leaning) - BEHIND_THE_MEAN)
    return [
        "supports" if lean >= mark else "opposes" if no >= CRITICISM_ODDS else "neutral"
        for no, lean in zip(criticism, leaning, strict=True)
    ]
