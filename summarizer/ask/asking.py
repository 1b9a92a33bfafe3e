"""Asking the model: does the article report a deal, and what does it say in each section.

The first request is short and reads the article into the server's prompt cache; the sections follow side by side,
as many at a time as the server gains from. A small model that gives probabilities is led through the sections
instead, one after another, in many short questions (`GUIDED`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from summarizer.article import Article
from summarizer.ask.deals import ask_deal
from summarizer.ask.disputes import ask_disputes
from summarizer.ask.hints import hints
from summarizer.ask.judging import log_odds
from summarizer.ask.metered import Answers, Metered, Model
from summarizer.ask.reading import Found, Reading
from summarizer.ask.sections import Section
from summarizer.ask.stakeholders import ask_stakeholders
from summarizer.ask.windows import windows
from summarizer.ask.wire import WireAnswer, list_bound
from summarizer.model.request import Request

Progress = Callable[[str], None]

GUIDED: Mapping[str, Callable[[Reading, Section], Awaitable[Found | None]]] = MappingProxyType(
    {"deal": ask_deal, "stakeholders": ask_stakeholders, "controversies": ask_disputes}
)
"""How a small model is led through a section; what gives None there is asked as of any model."""

QUESTION_TOKENS = 1100
"""Room for system text and question; the longest question (the deal) is 900 tokens."""

SECTION_TOKENS = 1200
"""Bound of one section's answer; the longest in our articles is 700. What runs away is cut here."""

GATE_TOKENS = 16
"""Bound of the first answer, `{"deal": "yes"}`."""

HOSTED_CONTEXT = 100_000
"""Tokens an article may have where the server does not say: hosted models take 128,000 and more."""

MAX_CONTINUATIONS = 2
"""How often the rest of a cut answer is asked for, as long as each time brings something new."""


class Gate(WireAnswer):
    """The first, short answer."""

    deal: Literal["yes", "no"]


GATE_JUDGED = "Is this article about a deal between companies or governments? Answer Yes or No."

GATE_ODDS = -0.22
"""Log-odds from which an article counts as reporting a deal: 40 articles on deals had -0.2 to 1.9, one on a frost -0.3,
one on a museum -0.9."""

GATE = (
    "Does this article report on a business or government deal: an acquisition, a merger, an investment, a sale, "
    "a supply or export agreement, a licence, a loan, a memorandum, a treaty or a partnership, "
    "also one that is only offered, planned, disputed or called off?\n\n"
    'Answer in JSON on one line: {"deal": "yes"} or {"deal": "no"}'
)


async def ask_article(
    article: Article,
    sections: Sequence[Section],
    model: Model,
    on_section: Progress = lambda _: None,
    language: str | None = None,
) -> Answers:
    """Ask for every section of an article.

    Args:
        article: the article; one longer than the model's context is asked about in parts.
        sections: what to ask for.
        model: whom to ask.
        on_section: told the name of each section whose answer has come.
        language: ISO 639-1 code of the language to write in; by default the article's own.
    """
    translate_to = language if article.language and language != article.language[:2] else None
    english = (article.language or "en").startswith("en")
    answers = Answers()
    metered = Metered(model, answers)
    await model.ready()
    answers.judged = model.judges
    # What speaks to the program that reads is for nobody else: the reader is warned of it, the model does not see it.
    news = [sentence for sentence in article.sentences if sentence.number not in article.addressed]
    parts = windows(news, (model.context_tokens or HOSTED_CONTEXT) - SECTION_TOKENS - QUESTION_TOKENS)
    if len(parts) > 1:
        answers.warnings.append(f"longer than the model's context: read in {len(parts)} overlapping parts")
    for part in parts:
        reading = Reading(part, metered, list_bound(len(part)), SECTION_TOKENS, translate_to, english)
        answers.deal = answers.deal or await _reports_deal(reading)
        if answers.deal:
            answers.parts.append({})
            await _ask_part(reading, sections, on_section)
    return answers


async def _ask_part(reading: Reading, sections: Sequence[Section], on_section: Progress) -> None:
    """Ask every section about one part of the article, as many at a time as the server gains from."""
    model, answers = reading.metered.model, reading.metered.answers
    at_once = asyncio.Semaphore(1 if model.judges else model.slots)
    hinted = hints(reading.part)
    await model.share_prefix()

    async def one(section: Section) -> None:
        async with at_once:
            guided = GUIDED.get(section.name) if model.judges else None
            found = await guided(reading, section) if guided else None
            if found is None:
                question = "\n".join(filter(None, [hinted.get(section.name), section.question]))
                found = await _ask_section(reading, replace(section, question=question))
        answers.parts[-1].setdefault(section.name, []).extend(found.facts)
        if not found.complete:
            answers.warnings.append(f"{section.name}: the answer ran over its bound and may lack entries")
        on_section(section.name)

    try:
        async with asyncio.TaskGroup() as group:
            for section in sections:
                group.create_task(one(section))
    except BaseExceptionGroup as failed:  # one failed section cancels the others: the first tells why
        raise failed.exceptions[0] from None


async def _reports_deal(reading: Reading) -> bool:
    metered = reading.metered
    if metered.model.judges and (odds := await log_odds(reading, GATE_JUDGED, "gate")) is not None:
        return odds >= GATE_ODDS
    request = Request("gate", reading.messages(GATE), Gate, max_tokens=GATE_TOKENS)
    return (await metered.ask(request)).value.deal == "yes"


async def _ask_section(reading: Reading, section: Section) -> Found:
    """The facts of one section; the rest of a cut answer is asked for."""
    messages = reading.messages(section.question)
    found = Found([])
    for _ in range(1 + MAX_CONTINUATIONS):
        request = Request(section.name, messages, section.wire(reading.bound), reading.max_tokens)
        answer = await reading.metered.ask(request)
        new = [fact for fact in section.facts(answer.value) if fact not in found.facts]
        found = Found([*found.facts, *new], answer.complete)
        if answer.complete or not section.many or not new:
            break
        listed = "\n".join(f"- {next(iter(fact.model_dump().values()), '')}" for fact in found.facts)
        messages = reading.messages(f"{section.question}\n\nAlready listed, do not repeat:\n{listed}")
    return found
