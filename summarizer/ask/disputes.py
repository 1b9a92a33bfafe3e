"""The controversies as a small model is asked about them: which sentences are disputed, then what is said there.

It stops a list of controversies too early, and repeats the first one for each. So every sentence is labelled by
itself, what one says in a paragraph is one controversy, and the model reads that paragraph alone to say what it is
about.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from summarizer.article import Sentence
from summarizer.ask.examples import SENTENCES
from summarizer.ask.labelling import Labelled, label
from summarizer.ask.prompts import defused, section_question
from summarizer.ask.reading import Found, Reading
from summarizer.ask.sections import Section
from summarizer.ask.speakers import lead_of, speaker, speakers, targets
from summarizer.ask.wire import MAX_CITATIONS, asked_fields, wire_class
from summarizer.model.request import Request
from summarizer.text.affiliations import another_speaks, goes_on, quotes_again
from summarizer.text.mentions import mentions
from summarizer.text.replies import SHORT, answered
from summarizer.text.speech import (
    announces,
    answers,
    asks,
    carries_on,
    is_silent,
    objects,
    praises,
    quotes,
    speaks,
    tells_what,
    tells_words,
)
from summarizer_schemas import Response

DISPUTED = -1.5
"""Log-odds of a criticism from which a sentence counts as one if it tells words or stands beside one. Of 49 criticisms
in 15 articles that takes 48, and 26 other sentences."""

PLAINLY = 1.0
"""The same for a sentence in which nobody is said to say anything."""

GOES_ON = -4.5
"""The same for a sentence in which whoever disputed in the one before goes on."""

LEAST_WORDS = 3
"""Words of a claim; "draws criticism" says nothing."""

UNFINISHED = frozenset(
    "a an the this is was are were be been it its as that to of for with by and or but who which at in on from than "
    "not has have had will would".split()
)
"""Words on which no claim ends: before a quotation the model takes its own string for finished."""

_SUBORDINATE = re.compile(r"\b(?:as|which|who|where|when|while|although|because) $")
"""What stands before a clause that is no claim: "as the act requires"."""

AS_PLAIN = 2.5
"""Log-odds by which a sentence may be behind the plainest one of its paragraph and still be taken for what is said
there. The plainest often only announces: "The deal has drawn criticism"."""

FOUND_APART = frozenset({"responses"})
"""Asked along with the claim, the model repeated the claim as its own answer."""

MAX_SENTENCES = 80
"""A label takes 0.6 s on two cores; longer articles do without."""

ENTRY_TOKENS = 300
"""Bound of a single entry; the longest controversy in our articles, with two answers, has 160."""

ANSWER_WITHIN = 8
"""Sentences behind a criticism in which its answer is looked for."""

NEXT_VOICE = 2
"""Sentences behind a criticism within which the next one to speak is likely to answer it."""

NEXT_ANSWERS = -2.3
"""`RATHER_ANSWERS` for the next one to speak; the model takes many an answer for praise. Of 25 answers in 26 articles
20 are found so, and 5 other sentences."""

RATHER_ANSWERS = 0.0
"""How much likelier an answer is than support, as log-probabilities, for a sentence further behind a criticism in which
somebody speaks to answer it."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """The sentences of a paragraph in which one disputes, and how plainly each does."""

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
        """The number of the sentence that says most: the longest of those that dispute about as plainly as any.

        One that only says that there is criticism says least.
        """
        plain = max(self.odds) - AS_PLAIN
        near = [sentence for sentence, odds in zip(self.sentences, self.odds, strict=True) if odds >= plain]
        return max(near, key=lambda sentence: (tells_what(sentence.text), len(sentence.text))).number

    @property
    def plainest(self) -> list[int]:
        """The numbers of its sentences, those that dispute most plainly first."""
        order = sorted(zip(self.odds, self.sentences, strict=True), key=lambda each: -each[0])
        return [sentence.number for _, sentence in order]


def disputed(reading: Reading, labelled: Sequence[Labelled]) -> list[Dispute]:
    """Where somebody criticises, accuses or objects, in the article's order: in a paragraph, until another one speaks.

    Beside a plain criticism a sentence counts as one though it tells nobody's words.
    """
    odds = [each.odds("criticism") for each in labelled]
    sentences = list(zip(reading.part, odds, strict=True))
    plain = {sentence.paragraph for sentence, value in sentences if _disputes(reading, sentence, value)}
    found: list[tuple[Sentence, float]] = []
    kept_on = set()
    answer = None
    for sentence, value in sentences:
        if reading.english and _rests_on(answer, sentence):
            answer = sentence
            continue
        behind = bool(found) and found[-1][0].number == sentence.number - 1
        if _disputes(reading, sentence, value, beside=sentence.paragraph in plain):
            found.append((sentence, value))
        elif behind and value >= GOES_ON and _keeps_on(reading, sentence, found[-1][0]):
            found.append((sentence, value))
            kept_on.add(sentence.number)
        else:
            answer = sentence if answers(sentence.text) else None
    return _by_speaker(reading, found, kept_on)


def _rests_on(answer: Sentence | None, sentence: Sentence) -> bool:
    """Whether a sentence goes on with the answer before it: "“Nobody will lose,” she said"."""
    behind = answer is not None and answer.number == sentence.number - 1 and answer.paragraph == sentence.paragraph
    return behind and carries_on(sentence.text)


def _keeps_on(reading: Reading, sentence: Sentence, before: Sentence) -> bool:
    """Whether whoever speaks in the sentence before goes on in this one."""
    text = sentence.text
    told = reading.english and not _heads(reading, sentence)
    told = told and (goes_on(text) or quotes_again(text, before.text))
    return told and not (asks(text) or answers(text) or praises(text))


def _by_speaker(reading: Reading, found: Sequence[tuple[Sentence, float]], kept_on: Set[int]) -> list[Dispute]:
    """Disputed sentences with their odds, those together that one speaker says in one paragraph, or goes on to say.

    Those with a number in `kept_on` belong to the one before.

    What only announces them there is none of its own: "Teachers are angry, too", before their union speaks.
    """
    names = mentions(reading.texts) if reading.english else []
    runs: list[list[tuple[Sentence, float]]] = []
    for sentence, value in found:
        last = runs[-1][-1][0] if runs else None
        together = last is not None and last.paragraph == sentence.paragraph
        behind = last is not None and last.number == sentence.number - 1 and reading.english
        on = sentence.number in kept_on or (behind and carries_on(sentence.text))
        if on or (together and not another_speaks(sentence.text, [each.text for each, _ in runs[-1]], names)):
            runs[-1].append((sentence, value))
        else:
            runs.append([(sentence, value)])
    beside = Counter(run[0][0].paragraph for run in runs)
    disputes = [Dispute(*zip(*run, strict=True)) for run in runs]
    return [
        each
        for each in disputes
        if beside[each.sentences[0].paragraph] == 1 or not reading.english or any(map(_tells, each.sentences))
    ]


def _tells(sentence: Sentence) -> bool:
    return tells_what(sentence.text)


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
        sentence.number for dispute in disputes if _is_plain(dispute) for sentence in dispute.sentences
    }
    taken = {sentence.number for dispute in disputes for sentence in dispute.sentences}
    answering = _answering(reading, disputes, labelled, taken)
    slots = asyncio.Semaphore(reading.metered.slots)

    async def one(dispute: Dispute) -> BaseModel:
        async with slots:
            said = await _claim(reading, section, dispute)
            answers = [await _answer(reading, section, numbers) for numbers in answering[dispute.focus]]
        return section.complete(
            {**said, "evidence": _cited(reading, dispute, taken), "responses": answers}, reading.bound
        )

    return Found(await asyncio.gather(*map(one, disputes)))


def _is_plain(dispute: Dispute) -> bool:
    """Whether a dispute leaves no doubt that somebody objects."""
    return max(dispute.odds) >= PLAINLY or any(objects(sentence.text) for sentence in dispute.sentences)


def _answering(
    reading: Reading, disputes: Sequence[Dispute], labelled: Sequence[Labelled], taken: Set[int]
) -> dict[int, list[list[int]]]:
    """For the focus of each dispute its answers, each the numbers of sentences in which one goes on to answer it."""
    found: dict[int, list[list[int]]] = {dispute.focus: [] for dispute in disputes}
    answer: list[int] = []
    heard = 0
    """The number of the last sentence in which somebody spoke."""
    for at, (sentence, each) in enumerate(zip(reading.part, labelled, strict=True)):
        number = sentence.number
        before = [each for each in disputes if each.first < number <= each.last + ANSWER_WITHIN]
        if number in taken:
            heard = number
        elif before:
            last = max(dispute.last for dispute in before)
            follows = reading.english and heard <= last and number <= last + NEXT_VOICE
            on = bool(answer) and answer[-1] == number - 1 and _keeps_on(reading, sentence, reading.part[at - 1])
            if on and not is_silent(sentence.text):
                answer.append(number)
            elif _answers(reading, sentence, each, follows=follows):
                texts = [reading.paragraph(dispute.sentences[0].paragraph, number) for dispute in before]
                answer = [number]
                found[before[answered(sentence.text, texts, reading.texts)].focus].append(answer)
            heard = number if _speaks(reading, sentence) else heard
    return found


def _speaks(reading: Reading, sentence: Sentence) -> bool:
    return speaks(sentence.text) or quotes(sentence.text) or not reading.english


def _answers(reading: Reading, sentence: Sentence, labelled: Labelled, *, follows: bool) -> bool:
    """Whether somebody answers a criticism in a sentence behind one, by its words or by its label.

    Args:
        reading: the part of the article.
        sentence: one behind a criticism.
        labelled: its labels.
        follows: whether it is the next one in which somebody speaks; elsewhere plain news answers nothing.
    """
    text = sentence.text
    if asks(text) or is_silent(text) or (reading.english and (praises(text) or goes_on(text))):
        return False
    if reading.english and objects(text) and not answers(text):
        return False
    rather = labelled.likely["answer"] - labelled.likely["support"]
    likely = rather >= NEXT_ANSWERS if follows else rather >= RATHER_ANSWERS and labelled.likeliest != "fact"
    return answers(text) or (likely and _speaks(reading, sentence))


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


def _disputes(reading: Reading, sentence: Sentence, odds: float, *, beside: bool = False) -> bool:
    """Whether a sentence with these odds disputes something; an answer, praise, a question or a heading does not.

    Args:
        reading: the part of the article.
        sentence: one of its sentences.
        odds: those of a criticism.
        beside: whether a plain criticism stands in the same paragraph.
    """
    text = sentence.text
    if _heads(reading, sentence) or asks(text) or is_silent(text):
        return False
    if not reading.english:
        return odds >= DISPUTED
    if announces(text):
        return False
    told = beside or tells_words(text)
    return odds >= (DISPUTED if told else PLAINLY) and (objects(text) or not (answers(text) or praises(text)))


def _heads(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a heading: a paragraph of its own without a full stop."""
    paragraph = [each for each in reading.part if each.paragraph == sentence.paragraph]
    return len(paragraph) == 1 and not sentence.text.rstrip("\"'”’) ").endswith((".", "!", "?", "。"))


def _cited(reading: Reading, dispute: Dispute, taken: Set[int]) -> list[int]:
    """The disputed sentences, the plainest kept; with the one before, on which "such steps" rests, unless another's."""
    plainest = dispute.plainest[:MAX_CITATIONS]
    first = min(plainest)
    around = [sentence.number for sentence in lead_of(reading.part, first)]
    free = first - 1 in around and first - 1 not in taken and len(plainest) < MAX_CITATIONS
    return sorted([*([first - 1] if free else []), *plainest])
