"""The controversies as a small model is asked about them: which sentences are disputed, then what is said there.

It stops a list of controversies too early, and repeats the first one for each. So every sentence is labelled by
itself, what one says in a paragraph is one controversy, and the model reads that paragraph alone to say what it is
about.
"""

import asyncio
import re
from collections.abc import Sequence, Set
from typing import Any

from pydantic import BaseModel

from summarizer.ask.disputed import Dispute, answering, disputed
from summarizer.ask.examples import SENTENCES
from summarizer.ask.labelling import label
from summarizer.ask.prompts import defused, section_question
from summarizer.ask.reading import Found, Reading
from summarizer.ask.sections import Section
from summarizer.ask.speakers import lead_of, speaker, speakers, targets
from summarizer.ask.wire import MAX_CITATIONS, asked_fields, wire_class
from summarizer.model.request import Request
from summarizer.text.replies import SHORT
from summarizer_schemas import Response

LEAST_WORDS = 3
"""Words of a claim; "draws criticism" says nothing."""

UNFINISHED = frozenset(
    "a an the this is was are were be been it its as that to of for with by and or but who which at in on from than "
    "not has have had will would".split()
)
"""Words on which no claim ends: before a quotation the model takes its own string for finished."""

_SUBORDINATE = re.compile(r"\b(?:as|which|who|where|when|while|although|because) $")
"""What stands before a clause that is no claim: "as the act requires"."""

FOUND_APART = frozenset({"responses"})
"""Asked along with the claim, the model repeated the claim as its own answer."""

MAX_SENTENCES = 80
"""A label takes 0.6 s on two cores; longer articles do without."""

ENTRY_TOKENS = 300
"""Bound of a single entry; the longest controversy in our articles, with two answers, has 160."""


async def ask_disputes(reading: Reading, section: Section) -> Found | None:
    """One controversy for each who disputes; None where the model gives no probabilities or the part is long.

    With the whole article before it the model tells the first criticism again for each. So it reads the paragraph
    and is asked about the sentence that disputes most plainly.
    """
    if len(reading.part) > MAX_SENTENCES:
        return None
    labelled = await label(reading.metered, SENTENCES, [(text,) for text in reading.texts], "disputes")
    if labelled is None:
        return None
    disputes = disputed(reading, labelled)
    reading.metered.answers.plain |= {
        sentence.number for dispute in disputes if dispute.is_plain for sentence in dispute.sentences
    }
    taken = {sentence.number for dispute in disputes for sentence in dispute.sentences}
    answers = answering(reading, disputes, labelled, taken)
    slots = asyncio.Semaphore(reading.metered.slots)

    async def one(dispute: Dispute) -> BaseModel:
        async with slots:
            said = await _claim(reading, section, dispute)
            replies = [await _answer(reading, section, numbers) for numbers in answers[dispute.focus]]
        return section.complete(
            {**said, "evidence": _cited(reading, dispute, taken), "responses": replies}, reading.bound
        )

    return Found(await asyncio.gather(*map(one, disputes)))


async def _claim(reading: Reading, section: Section, dispute: Dispute) -> dict[str, Any]:
    """What the dispute is about and who says so; the sentence itself for a claim that says something else."""
    asked = tuple(name for name, _ in asked_fields(section.fact) if name not in FOUND_APART)
    form = section_question("", "", section.fact, many=False, only=asked, cited=False).strip()
    around = lead_of(reading.part, dispute.focus)
    sentence = " ".join(around[-1].text.split())
    question = (
        f'Sentence [{dispute.focus}] says: "{defused(sentence)}"\nWhat does it criticise or demand, and who says so?'
    )
    wire = wire_class(section.fact, reading.bound, only=asked, cited=False)
    request = Request(section.name, reading.excerpt(around, form, question), wire, ENTRY_TOKENS)
    said = (await reading.metered.ask(request)).value.model_dump()
    said["raised_by"] = speakers(said["raised_by"], reading.part, dispute.focus)
    if reading.english:
        said["against"] = targets(said["against"])
    words = said["claim"].rstrip(" .").split()
    whole = len(words) >= LEAST_WORDS and words[-1].lower() not in UNFINISHED
    whole = whole and not _SUBORDINATE.search(sentence.partition(said["claim"].rstrip(" ."))[0])
    says_it = whole and reading.carries(around[-1], said["claim"])
    return said if says_it else {**said, "claim": sentence}


async def _answer(reading: Reading, section: Section, numbers: Sequence[int]) -> dict[str, Any]:
    """Who answers in some sentences; what they answer is the first of them, or the next where that only rejects."""
    only = ("by",)
    form = section_question("", "", Response, many=False, only=only, cited=False).strip()
    number = numbers[0]
    around = lead_of(reading.part, number)
    messages = reading.excerpt(around, form, f"Who speaks in sentence [{number}]?")
    request = Request(section.name, messages, wire_class(Response, 0, only=only, cited=False), ENTRY_TOKENS)
    by = speaker((await reading.metered.ask(request)).value.model_dump()["by"], reading.part, number)
    texts = [text for each, text in zip(reading.part, reading.texts, strict=True) if each.number in numbers]
    says = next((text for text in texts if len(text.split()) >= SHORT), texts[0])
    return {"by": by, "says": says, "evidence": list(numbers[:MAX_CITATIONS])}


def _cited(reading: Reading, dispute: Dispute, taken: Set[int]) -> list[int]:
    """The disputed sentences, the plainest kept; with the one before, on which "such steps" rests, unless another's."""
    plainest = dispute.plainest[:MAX_CITATIONS]
    first = min(plainest)
    around = [sentence.number for sentence in lead_of(reading.part, first)]
    free = first - 1 in around and first - 1 not in taken and len(plainest) < MAX_CITATIONS
    return sorted([*([first - 1] if free else []), *plainest])
