"""The controversies as a small model is asked about them: which sentences are disputed, then what is said there.

It stops a list of controversies too early. Asked of each sentence whether somebody criticises there, it puts those
in which somebody does on top, though it says "yes" to nearly all or to none; so the log-odds are compared within the
article, never with a fixed mark alone.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import mean, pstdev
from typing import Any

from pydantic import BaseModel

from summarizer.article import Sentence
from summarizer.ask.judging import in_turns, log_odds
from summarizer.ask.prompts import defused, section_question
from summarizer.ask.reading import Found, Reading
from summarizer.ask.sections import Section
from summarizer.ask.speakers import lead_of, speaker, speakers, targets
from summarizer.ask.wire import MAX_CITATIONS, asked_fields, wire_class
from summarizer.model.request import Request
from summarizer.text.speech import answers, asks, goes_on, is_silent, objects, praises, speaks, tells_words
from summarizer_schemas import Response

DISPUTE = (
    "Does somebody in the sentence named criticise, accuse, oppose, doubt, warn or demand something? Answer Yes or No."
)
"""Comes before the sentence, so that the server has read it, too, when the next sentence is asked about."""

ANSWER = "Does somebody in the sentence named answer, deny, reject or explain away a criticism? Answer Yes or No."

ANSWER_ODDS = 0.5
"""Log-odds from which a sentence in which somebody speaks behind a criticism counts as an answer to it. Of seven such
sentences in eight articles the four answers had 0.53 and more, one of the three others as much. Alone it tells little:
half of what stands elsewhere had 0.9, too."""

LEAST_WORDS = 3
"""Words of a claim; "draws criticism" says nothing."""

AS_PLAIN = 0.6
"""Log-odds by which a sentence may be behind the plainest one of its paragraph and still be taken for what is said
there. The plainest often only announces: "The deal has drawn criticism"."""

FOUND_APART = frozenset({"responses"})
"""Asked along with the claim, the model repeated the claim as its own answer."""

MAX_SENTENCES = 80
"""A judgement takes 0.5 to 0.9 s on two cores; longer articles do without."""

SHOWN = 8
"""Words of the sentence repeated in the question. Over an article of 28 sentences, ranked by hand-marked disputes (area
under the curve, seconds a sentence on two cores): the number alone 0.86, 0.26 s; with eight words 0.98, 0.57 s; the
whole sentence 0.99, 1.1 s."""

STANDS_OUT = 0.8
"""Standard deviations above the article's mean log-odds from which a sentence counts as disputed, if somebody says
something there. In eight articles of 106 sentences it takes 13 of the 21 that are, and 8 others; in four
told with more art 7 of 18, and 5 others."""

GOING_ON = 0.0
"""The same for one who goes on for those who objected in the sentence before."""

OBJECTING = -1.2
"""The same for a sentence that says in so many words that somebody objects: of eight below the mark in these twelve
articles seven are criticisms."""

LEAST_PLAIN = 0.5
"""Log-odds below which not even such a sentence counts."""

LEAST_ODDS = 1.0
"""Log-odds below which no sentence counts, so that an article without dispute has none: without one the highest was
0.9, the lowest of a plain criticism 2.0."""

ENTRY_TOKENS = 300
"""Bound of a single entry; the longest controversy in our articles, with two answers, has 160."""

ANSWER_WITHIN = 3
"""Sentences behind a criticism in which its answer is looked for."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """The disputed sentences of one paragraph, and how plainly each one disputes."""

    sentences: tuple[Sentence, ...]
    odds: tuple[float, ...]

    @property
    def first(self) -> int:
        """The number of its first sentence."""
        return self.sentences[0].number

    @property
    def last(self) -> int:
        """The number of its last sentence."""
        return self.sentences[-1].number

    @property
    def focus(self) -> int:
        """The number of the sentence that says most: the longest of those that dispute about as plainly as any."""
        plain = max(self.odds) - AS_PLAIN
        near = [sentence for sentence, odds in zip(self.sentences, self.odds, strict=True) if odds >= plain]
        return max(near, key=lambda sentence: len(sentence.text)).number

    @property
    def plainest(self) -> list[int]:
        """The numbers of its sentences, those that dispute most plainly first."""
        order = sorted(zip(self.odds, self.sentences, strict=True), key=lambda each: -each[0])
        return [sentence.number for _, sentence in order]


async def disputed(reading: Reading) -> list[Dispute] | None:
    """The paragraphs in which somebody criticises, accuses or objects, in the article's order.

    None where the model gives no probabilities or the part is long.
    """
    if len(reading.part) > MAX_SENTENCES:
        return None
    odds = await in_turns(reading.metered, [_odds(reading, sentence, DISPUTE) for sentence in reading.part])
    if not odds:
        return None
    level, spread = mean(odds), pstdev(odds)
    found: list[tuple[Sentence, float]] = []
    for sentence, value in zip(reading.part, odds, strict=True):
        behind = bool(found) and found[-1][0].number == sentence.number - 1
        mark = max(LEAST_ODDS, level + (GOING_ON if behind and goes_on(sentence.text) else STANDS_OUT) * spread)
        if objects(sentence.text):
            mark = max(LEAST_PLAIN, level + OBJECTING * spread)
        if value >= mark and not _is_none(sentence) and (tells_words(sentence.text) or not reading.english):
            found.append((sentence, value))
    paragraphs = groupby(found, key=lambda each: each[0].paragraph)
    return [Dispute(*zip(*group, strict=True)) for _, group in paragraphs]


async def ask_disputes(reading: Reading, section: Section) -> Found | None:
    """One controversy for each disputed paragraph; None where the model gives no probabilities.

    With the whole article before it the model tells the first criticism again for each. So it reads the paragraph
    and is asked about the sentence that disputes most plainly.
    """
    disputes = await disputed(reading)
    if disputes is None:
        return None
    # All that begins with the article comes first: an excerpt takes its place in the server's prompt cache.
    answering = await _answering(reading, disputes)
    slots = asyncio.Semaphore(reading.metered.slots)

    async def one(dispute: Dispute) -> BaseModel:
        async with slots:
            said = await _claim(reading, section, dispute)
            answers = [await _answer(reading, section, number) for number in answering[dispute.focus]]
        return section.complete({**said, "evidence": _cited(reading, dispute), "responses": answers}, reading.bound)

    return Found(await asyncio.gather(*map(one, disputes)))


async def _answering(reading: Reading, disputes: Sequence[Dispute]) -> dict[int, list[int]]:
    """For the focus of each dispute the numbers of the sentences behind it that are judged to answer it."""
    taken = {sentence.number for dispute in disputes for sentence in dispute.sentences}
    behind = {
        sentence.number: dispute.focus
        for dispute in disputes
        for sentence in reading.part
        if dispute.first < sentence.number <= dispute.last + ANSWER_WITHIN and sentence.number not in taken
    }
    found: dict[int, list[int]] = {dispute.focus: [] for dispute in disputes}
    near = [sentence for sentence in reading.part if sentence.number in behind and not is_silent(sentence.text)]
    spoken = [each for each in near if speaks(each.text) and not answers(each.text) and not goes_on(each.text)]
    odds = await in_turns(reading.metered, [_odds(reading, sentence, ANSWER) for sentence in spoken])
    judged = {sentence.number for sentence, value in zip(spoken, odds or (), strict=False) if value >= ANSWER_ODDS}
    for sentence in near:
        if sentence.number in judged or answers(sentence.text):
            found[behind[sentence.number]].append(sentence.number)
    return found


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
    says_it = len(said["claim"].split()) >= LEAST_WORDS and reading.carries(around[-1], said["claim"])
    return said if says_it else {**said, "claim": sentence}


async def _answer(reading: Reading, section: Section, number: int) -> dict[str, Any]:
    """Who answers in a sentence; what they answer is the sentence."""
    only = ("by",)
    form = section_question("", "", Response, many=False, only=only, cited=False).strip()
    around = lead_of(reading.part, number)
    messages = reading.excerpt(around, form, f"Who speaks in sentence [{number}]?")
    request = Request(section.name, messages, wire_class(Response, 0, only=only, cited=False), ENTRY_TOKENS)
    by = speaker((await reading.metered.ask(request)).value.model_dump()["by"], reading.part, number)
    return {"by": by, "says": " ".join(around[-1].text.split()), "evidence": [number]}


def _is_none(sentence: Sentence) -> bool:
    """Whether a sentence disputes nothing, however it sounds: an answer, praise, the writer's question, the title."""
    text = sentence.text
    title = sentence.number == 1 and not text.rstrip("\"'”’) ").endswith((".", "!", "?", "。"))
    return title or answers(text) or praises(text) or asks(text)


async def _odds(reading: Reading, sentence: Sentence, question: str) -> float | None:
    """The log-odds of yes to a question about one sentence."""
    shown = " ".join(defused(sentence.text).split()[:SHOWN])
    asked = f'{question}\nSentence [{sentence.number}]: "{shown} …"'
    return await log_odds(reading, asked, "disputes")


def _cited(reading: Reading, dispute: Dispute) -> list[int]:
    """The disputed sentences, the plainest kept; with the one before, on which "such steps" rests."""
    plainest = dispute.plainest[:MAX_CITATIONS]
    first = min(plainest)
    around = [sentence.number for sentence in lead_of(reading.part, first)]
    before = [first - 1] if first - 1 in around and len(plainest) < MAX_CITATIONS else []
    return sorted([*before, *plainest])
