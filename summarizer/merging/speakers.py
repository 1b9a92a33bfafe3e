"""Who said it: the same words in quotation marks, attributed to different speakers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from summarizer.merging.entities import Entities, Entity
from summarizer.merging.telling import Passage, Told
from summarizer.merging.words import likeness, telling
from summarizer.text.fold import fold
from summarizer_schemas import Discrepancy, Version

LONG_QUOTE = 4
"""Words from which a quotation is known by its words alone; a shorter one needs a sentence that is alike."""

KNOWN_QUOTE = 7
"""Words from which a quotation is known though a word of it differs, or a part is left out."""

EDITED = 85
"""Of 100, by rapidfuzz: "this is a bad day for …" and "it is a bad day for …" have 95."""

ALIKE = 0.15
"""Share of all words of two sentences from which a short quotation in both is one."""

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{4,300})[”\"»“]")
_SAYS = re.compile(
    r"\b(?:said|says|told|added|adds|wrote|writes|called|calls|termed|terms|described|describes|argued|argues|warned|"
    r"warns|insisted|stated|declared|claimed|remarked|replied|answered|announced|complained|stressed|according to)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"\b(?:statement|press release|communiqu[eé]|letter|filing|blog post)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Quotation:
    """Words in quotation marks, whom an article has say them, and where."""

    words: str
    speaker: Entity
    statement: bool
    passage: Passage


def different_speakers(articles: Sequence[Told], entities: Entities) -> Iterator[Discrepancy]:
    """Quotations that the articles attribute to different speakers.

    A body and who speaks for it are one speaker, unless one article has a person say it and the other a statement.
    """
    found = [(at, each) for at, told in enumerate(articles) for each in _quotations(at, told, entities)]
    told_already: set[str] = set()
    for place, (at, left) in enumerate(found):
        for other, right in found[place + 1 :]:
            if other == at or left.words in told_already or not _one_quotation(left, right):
                continue
            if left.speaker is right.speaker or (
                entities.affiliated(left.speaker, right.speaker) and left.statement == right.statement
            ):
                continue
            told_already.add(left.words)
            yield Discrepancy(
                kind="speaker",
                about=f"who said “{left.words}”",
                versions=[
                    Version(
                        value=each.speaker.name + (" (in a statement)" if each.statement else ""),
                        evidence=[each.passage.evidence()],
                    )
                    for each in (left, right)
                ],
            )


def _quotations(at: int, told: Told, entities: Entities) -> Iterator[_Quotation]:
    """The quotations of an article whose speaker its sentence names."""
    for passage in told.passages.values():
        for quote in _QUOTED.finditer(passage.text):
            speaker = _speaker(at, passage.text, quote, entities)
            if speaker:
                words = " ".join(re.findall(r"[\w'-]+", fold(quote[1])))
                words = re.sub(r"^(?:an?|the) ", "", words)
                yield _Quotation(words, speaker, bool(_STATEMENT.search(passage.text)), passage)


def _speaker(at: int, text: str, quote: re.Match[str], entities: Entities) -> Entity | None:
    """Whom a sentence has say a quotation: the last one named before the verb of saying nearest to it, or behind it."""
    outside = [verb for verb in _SAYS.finditer(text) if verb.end() <= quote.start() or verb.start() >= quote.end()]
    if not outside:
        return None
    verb = min(outside, key=lambda each: max(quote.start() - each.end(), each.start() - quote.end()))
    before = text[: verb.start()] if verb.end() <= quote.start() else text[quote.end() : verb.start()]
    behind = text[verb.end() :] if verb.start() >= quote.end() else ""
    named = entities.named(at, before)
    if named:
        return named[-1]
    named = entities.named(at, re.split(r"[,;.]", behind)[0])
    return named[0] if named else None


def _one_quotation(left: _Quotation, right: _Quotation) -> bool:
    """Whether two articles quote the same words."""
    shorter = min(len(each.words.split()) for each in (left, right))
    if left.words != right.words:
        cut = left.words in right.words or right.words in left.words
        return shorter >= KNOWN_QUOTE and (cut or fuzz.ratio(left.words, right.words) >= EDITED)
    if shorter >= LONG_QUOTE:
        return True
    return likeness(telling(left.passage.text), telling(right.passage.text)) >= ALIKE
