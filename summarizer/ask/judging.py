"""Judgements: yes-or-no questions about an article, answered in one token and compared by its probability.

A small model lists badly and judges well.
"""

import asyncio
from collections.abc import Coroutine, Sequence

from summarizer.ask.metered import Metered
from summarizer.ask.reading import Reading

YES, NO = "Yes", "No"


async def log_odds(reading: Reading, question: str, purpose: str) -> float | None:
    """How much likelier yes is than no, as the difference of log-probabilities; None without probabilities."""
    judgement = await reading.metered.judge(reading.messages(question), (YES, NO), purpose)
    if judgement is None:
        return None
    return judgement.choices.get(YES, -20.0) - judgement.choices.get(NO, -20.0)


async def in_turns(metered: Metered, questions: Sequence[Coroutine[None, None, float | None]]) -> list[float] | None:
    """The answers to some questions, as many side by side as the server has slots; None if one has none."""
    turns = asyncio.Semaphore(metered.slots)

    async def one(question: Coroutine[None, None, float | None]) -> float | None:
        async with turns:
            return await question

    answers = await asyncio.gather(*map(one, questions))
    known = [answer for answer in answers if answer is not None]
    return known if len(known) == len(answers) else None
