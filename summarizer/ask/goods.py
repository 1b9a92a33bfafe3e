"""What changes hands as a small model is asked about it: sentence by sentence, after worked examples.

Asked about the whole article it gave the general term ("rare earth minerals") for what is named further down, and
companies for goods. With each of the opening sentences before it alone it lists what that names, be it handed over,
built or only spoken of. How plainly a thing changes hands is weighed by the words around it; the weights were fitted to
annotated articles by `python -m benchmarks.quality fit`. English only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.ask.examples import GOODS
from summarizer.ask.labelling import read_examples
from summarizer.ask.particulars import ANSWER_TOKENS, listed, wire_listing
from summarizer.ask.reading import Reading
from summarizer.ask.weighing import Features, weighed
from summarizer.ask.weights import THINGS
from summarizer.model.request import Request
from summarizer.text.goods import covered, distinct_things, granted
from summarizer.text.mentions import mentions
from summarizer.text.speech import asks
from summarizer.text.things import hands_over, is_none, known_of_sentence, known_of_thing, stands_aside, worded

OPENING = 8
"""Sentences in which an article names what its deal hands over; one question about the whole article finds less."""

OPENING_ABROAD = 6
"""The same in another language, where the words around a thing tell nothing."""

MAX_THINGS = 6
"""Things in a sentence; the most in our articles is four."""

MAX_GOODS = 8
"""Things that change hands; the most in our articles is five."""

CHANGES_HANDS = 0.0
"""Log-odds from which a thing changes hands."""

QUESTION = (
    "What exactly is delivered, sold or handed over in this deal? "
    "List every single product, material or asset that the article names."
)
"""Asked about the whole article where its opening names nothing."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that the opening of an article names, and what is known of it."""

    words: str
    features: Features


async def goods(
    reading: Reading, parties: Sequence[str], *, bought: Sequence[str] = (), always: bool = True
) -> list[dict[str, Any]]:
    """What changes hands; where it stands is for code to find.

    Args:
        reading: the part of the article.
        parties: who makes the deal.
        bought: what a purchase is of; what comes with it is added.
        always: whether the deal hands over something: the whole article is asked about where its opening names nothing.
    """
    named = await (_weighed(reading, parties, always) if reading.english else _listed_abroad(reading))
    if always and not named:
        named = await _of_whole(reading, parties)
    return [{"name": name, "evidence": []} for name in distinct_things([*bought, *named])[:MAX_GOODS]]


async def things(reading: Reading, parties: Sequence[str]) -> list[Thing]:
    """Every thing that the opening of an English article names, in its order; no papers, payments and parties."""
    texts, names = reading.texts, mentions(reading.texts)
    grants, covers = granted(texts), covered(texts)
    telling = [(at, text) for at, text in enumerate(texts[:OPENING]) if not (asks(text) or text.startswith(('"', "“")))]
    said = {at: await _named_in(reading, text) for at, text in telling}
    found = {
        (words, at): (said[at], "")
        for at, text in telling
        for each in said[at]
        for words in worded(each, text)
        if not (is_none(words, names, parties) or any(right.casefold() in words.casefold() for right in grants))
    }
    for source, told in (("granted", grants), ("covered", covers)):
        for words in told:
            at = next((at for at, text in enumerate(texts) if words in text), 0)
            found[words, at] = (said.get(at, []), source)
    return [
        Thing(
            words,
            known_of_sentence(at, texts[at])
            | known_of_thing(words, at, beside, texts, names)
            | {
                "granted": float(source == "granted"),
                "covered": float(source == "covered"),
                "within what is granted": float(_overlaps(words, grants)),
                "within what is covered": float(_overlaps(words, covers)),
            },
        )
        for (words, at), (beside, source) in sorted(found.items(), key=lambda each: each[0][1])
    ]


async def _weighed(reading: Reading, parties: Sequence[str], always: bool) -> list[str]:
    """The things of the opening that change hands, in its order; if something has to, the plainest at least."""
    await read_examples(reading.metered, GOODS, "goods")
    odds = [(weighed(thing.features, THINGS), thing.words) for thing in await things(reading, parties)]
    plainest = sorted(odds, key=lambda each: -each[0])
    plain = [each for each in plainest if each[0] >= CHANGES_HANDS] or plainest[: int(always)]
    kept = {words for _, words in plain[:MAX_GOODS]}
    return [words for _, words in odds if words in kept]


async def _listed_abroad(reading: Reading) -> list[str]:
    await read_examples(reading.metered, GOODS, "goods")
    return [name for text in reading.texts[:OPENING_ABROAD] for name in await _named_in(reading, text)]


async def _named_in(reading: Reading, text: str) -> list[str]:
    """What the model takes for goods in a sentence."""
    request = Request("goods", GOODS.messages((text,)), wire_listing("things", MAX_THINGS), ANSWER_TOKENS)
    said: list[str] = (await reading.metered.ask(request)).value.model_dump()["things"]
    return [words for each in said if (words := each.strip(" .,;"))]


async def _of_whole(reading: Reading, parties: Sequence[str]) -> list[str]:
    """What the model names with the whole article before it; nothing that only sentences about other things name."""
    said = [reading.longest_run(each) for each in await listed(reading, "items", QUESTION, MAX_GOODS)]
    if not reading.english:
        return said
    names = mentions(reading.texts)
    texts = [text for text in reading.texts if hands_over(text)]
    return [
        name
        for name in said
        if not is_none(name, names, parties)
        and any(worded(name, text) and not stands_aside(name, text) for text in texts)
    ]


def _overlaps(words: str, phrases: Sequence[str]) -> bool:
    """Whether some words stand in one of some phrases, or one of these in them."""
    low = words.casefold()
    return any(low in phrase.casefold() or phrase.casefold() in low for phrase in phrases)
