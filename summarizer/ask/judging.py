"""Judgements: yes-or-no questions about an article, answered in one token and compared by its probability.

A small model lists badly and judges well. Asked for the disputes of an article it stops after the first; asked of
each sentence whether somebody criticises there, the sentences that do come out on top, though it says "yes" to
nearly all or to none. So the log-odds are compared within the article, never with a fixed mark alone.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from itertools import groupby
from statistics import mean, pstdev
from typing import Protocol

from summarizer.article import Sentence
from summarizer.ask.prompts import article_messages, defused
from summarizer.model.request import Judgement, Message

YES, NO = "Yes", "No"

DISPUTE = (
    "Does somebody in the sentence named criticise, accuse, oppose, doubt, warn or demand something? Answer Yes or No."
)
"""Comes before the sentence, so that the server has read it, too, when the next sentence is asked about."""

STAKEHOLDER = (
    "Is the one named below a person or organisation that takes part in this deal, is affected by it or speaks about "
    "it? A place, a paper or the outlet that reports is not. Answer Yes or No."
)

STAKEHOLDER_ODDS = 0.4
"""Log-odds from which a name is a stakeholder. In two articles with 51 names, 17 of 18 stakeholders that are named had
more, and 5 of the others."""

MAX_SENTENCES = 80
"""A judgement takes 0.5 to 0.9 s on two cores; longer articles do without."""

SHOWN = 8
"""Words of the sentence repeated in the question. Over an article of 28 sentences, ranked by hand-marked disputes (area
under the curve, seconds a sentence on two cores): the number alone 0.86, 0.26 s; with eight words 0.98, 0.57 s; the
whole sentence 0.99, 1.1 s."""

STANDS_OUT = 1.0
"""Standard deviations above the article's mean log-odds from which a sentence counts as disputed. In three articles of
60 sentences it took 12, all of them criticism, of the 15 that are."""

LEAST_ODDS = 1.0
"""Log-odds below which no sentence counts, so that an article without dispute has none: without one the highest was
0.9, the lowest of a plain criticism 2.0."""


class Judge(Protocol):
    """Who answers with probabilities."""

    @property
    def slots(self) -> int:
        """Questions that it gains from answering side by side."""

    async def judge(self, messages: Sequence[Message], choices: Sequence[str], purpose: str) -> Judgement | None:
        """How likely each choice is; None where the server gives no probabilities."""


async def log_odds(part: tuple[Sentence, ...], question: str, judge: Judge, purpose: str) -> float | None:
    """How much likelier yes is than no, as the difference of log-probabilities; None without probabilities."""
    judgement = await judge.judge(article_messages(part, question), (YES, NO), purpose)
    if judgement is None:
        return None
    return judgement.choices.get(YES, -20.0) - judgement.choices.get(NO, -20.0)


async def involved(part: tuple[Sentence, ...], names: Sequence[str], judge: Judge) -> list[str] | None:
    """Those of some names that are stakeholders; None where the model gives no probabilities."""

    async def one(name: str) -> float | None:
        return await log_odds(part, f"{STAKEHOLDER}\nName: {defused(name)}", judge, "names")

    odds = await _in_turns(judge, [one(name) for name in names])
    if odds is None:
        return None
    return [name for name, value in zip(names, odds, strict=True) if value >= STAKEHOLDER_ODDS]


async def _in_turns(judge: Judge, questions: Sequence[Coroutine[None, None, float | None]]) -> list[float] | None:
    """The answers to some questions, as many side by side as the server has slots; None if one has none."""
    turns = asyncio.Semaphore(judge.slots)

    async def one(question: Coroutine[None, None, float | None]) -> float | None:
        async with turns:
            return await question

    answers = await asyncio.gather(*map(one, questions))
    known = [answer for answer in answers if answer is not None]
    return known if len(known) == len(answers) else None


async def disputed(part: tuple[Sentence, ...], judge: Judge) -> list[tuple[Sentence, ...]] | None:
    """The sentences in which somebody criticises, accuses or objects.

    Args:
        part: the sentences the model reads.
        judge: whom to ask.

    Returns:
        the sentences of each disputed paragraph, in the article's order; None where the model gives no
        probabilities or the part is long.
    """
    if len(part) > MAX_SENTENCES:
        return None

    async def one(sentence: Sentence) -> float | None:
        shown = " ".join(defused(sentence.text).split()[:SHOWN])
        return await log_odds(part, f'{DISPUTE}\nSentence [{sentence.number}]: "{shown} …"', judge, "disputes")

    odds = await _in_turns(judge, [one(sentence) for sentence in part])
    if not odds:
        return None
    mark = max(LEAST_ODDS, mean(odds) + STANDS_OUT * pstdev(odds))
    found = [sentence for sentence, value in zip(part, odds, strict=True) if value >= mark]
    return [tuple(group) for _, group in groupby(found, key=lambda sentence: sentence.paragraph)]
