"""What changes hands as a small model is asked about it: sentence by sentence, after worked examples.

Asked about the whole article it gave the general term ("rare earth minerals") for what is named further down, and
companies for goods. With each of the opening sentences before it alone it lists what that names; what is none, code
knows by its words.
"""

from collections.abc import Sequence
from typing import Any

from summarizer.ask.examples import GOODS
from summarizer.ask.labelling import read_examples
from summarizer.ask.particulars import ANSWER_TOKENS, listed, wire_listing
from summarizer.ask.reading import Reading
from summarizer.model.request import Request
from summarizer.text.goods import covered, distinct_things, granted, hands_over, named_things, tells_goods
from summarizer.text.mentions import mentions

OPENING = 8
"""Sentences in which an article names what its deal hands over; one question about the whole article finds less."""

PLAIN_OPENING = 6
"""Those of them that tell of it in any words; the others do so where something is handed over in so many words."""

MAX_THINGS = 6
"""Things in a sentence; the most in our articles is four."""

MAX_GOODS = 8
"""Things that change hands; the most in our articles is five."""

QUESTION = (
    "What exactly is delivered, sold or handed over in this deal? "
    "List every single product, material or asset that the article names."
)
"""Asked about the whole article where its opening names nothing."""


async def goods(
    reading: Reading, parties: Sequence[str], *, bought: Sequence[str] | None = None, always: bool = True
) -> list[dict[str, Any]]:
    """What changes hands; where it stands is for code to find.

    Args:
        reading: the part of the article.
        parties: who makes the deal.
        bought: what a purchase is of, where that is known: what comes with it is added, if a sentence says in so many
            words that it is handed over.
        always: whether the deal hands over something: the whole article is asked about where its opening names nothing.
    """
    names = mentions(reading.texts)
    rights = granted(reading.texts) if reading.english and bought is None else []
    named: list[str] = []
    telling = _telling(reading, PLAIN_OPENING if bought is None else 0)
    if telling:
        await read_examples(reading.metered, GOODS, "goods")
    for text in telling:
        said = await _named_in(reading, text)
        named += named_things(said, text, names, parties) if reading.english else said
    if always and not named and not rights:
        named = await _of_whole(reading, names, parties)
    others = [name for name in named if not any(right.casefold() in name.casefold() for right in rights)]
    everything = [*(bought or ()), *rights, *others, *(covered(reading.texts) if reading.english else [])]
    return [{"name": name, "evidence": []} for name in distinct_things(everything)[:MAX_GOODS]]


def _telling(reading: Reading, plain: int) -> list[str]:
    """The opening sentences that may name goods: the first ones in any words, those behind by what they say."""
    if not reading.english:
        return reading.texts[:plain]
    opening = enumerate(reading.texts[:OPENING])
    return [text for at, text in opening if tells_goods(text) and (at < plain or hands_over(text))]


async def _named_in(reading: Reading, text: str) -> list[str]:
    """What the model takes for goods in a sentence."""
    request = Request("goods", GOODS.messages((text,)), wire_listing("things", MAX_THINGS), ANSWER_TOKENS)
    things: list[str] = (await reading.metered.ask(request)).value.model_dump()["things"]
    return things


async def _of_whole(reading: Reading, names: Sequence[str], parties: Sequence[str]) -> list[str]:
    """What the model names with the whole article before it; nothing that only sentences about other things name."""
    said = map(reading.longest_run, await listed(reading, "items", QUESTION, MAX_GOODS))
    if not reading.english:
        return list(said)
    texts = [text for text in reading.texts if hands_over(text)]
    return [name for name in said if any(named_things([name], text, names, parties) for text in texts)]
