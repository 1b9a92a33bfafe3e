"""What changes hands where English sentences say so in so many words: what a deal covers, and what it grants."""

import re
from collections.abc import Iterable, Sequence

from summarizer.text.fold import stem
from summarizer.text.fold import words as words_of
from summarizer.text.sentences import MAX_SENTENCE
from summarizer.text.things import SUM, hands_over
from summarizer.text.trades import COUNT, NAME

MOST_WORDS = 8
"""Words of a thing in a list; longer ones are no list."""

_COVERS = re.compile(
    r"\b(?:agreement|deal|sale|transaction|purchase|acquisition|contract|licence|order|package|price) (?:also )?"
    r"(?:covers?|covered|includes?|included|comprises?|comprised|consists? of) (?P<things>[^.;:]+)|"
    r"\b[Ii]ncluded in the (?:sale|deal|transaction|purchase|acquisition) (?:is|are|was|were) (?P<named>[^.;:]+)|"
    r"^(?P<also>[A-Z][^.,;:]{2,80}?) (?:is|are|was|were) also included\b|"
    r"\b(?:brings? with it|contributes?(?= (?:its|their|the)\b)) (?P<brought>[^.;:]+)|"
    rf"\border(?:s|ed)? (?:(?:with|from) {NAME} )?for (?P<ordered>{COUNT} [^.;:]+)|"
    rf"\boptions? (?:on|for) (?P<optional>{COUNT} [^.;:]+)"
)
_PLACES = re.compile(rf"( in {NAME})(?:, {NAME})*,? and {NAME}(?=[,;]| and |$)")
"""Several places of one thing: "87 shops in Dale, Orme and Vale"."""
_LIST_ENDS = re.compile(
    r",? (?:and|which|that) (?:is|are|was|were|will|would|has|have|had|can|may)\b|"
    r", (?:which|who|[\w' ]{1,40} (?:said|says|added))\b|"
    r" (?:said|says|for|worth|valued|at|from|to be)\b"
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SHARE = r"(?:\d+(?:[.,]\d+)?|[a-z]+)(?: ?%| per ?cent)"
_UP_TO = r"(?= (?:for|until|from|over|in return|and|that|which|with|at|when|as|by)\b|[,.;:]|$)"
_TO_DO = r"to (?!be\b)[a-z]+ (?:(?:and|or) [a-z]+ )?"
_FIELD = (
    r"(?:sole|exclusive|worldwide|global|broadcast\w*|television|TV|streaming|media|digital|naming|sponsorship|marketing|"
    r"distribution|development|commercial|production|mining|mineral|drilling|exploration|landing|fishing|water)"
)
_GRANTED = (
    re.compile(
        rf"\b(?:{_FIELD}[ -](?:and )?)+(?:rights?|licen[cs]es?)\b"
        rf"(?: (?:{_TO_DO}|(?:to|for|in) )[^,.;:]{{3,90}}?{_UP_TO})?"
    ),
    re.compile(
        rf"(?:(?<=\bthe )|(?<=\ban )|(?<=\ba )|(?<=\bits )|\b(?:{_FIELD} )+)(?:right|option|licen[cs]e) "
        rf"{_TO_DO}[^,.;:]{{3,90}}?{_UP_TO}"
    ),
    re.compile(
        rf"\b(?:(?:free|majority|minority|controlling) |(?={_SHARE}))(?:{_SHARE} )?(?:stake|shareholding|interest)"
        rf"(?: of {_SHARE})?(?: in {NAME})?|"
        rf"\b{_SHARE} of (?:{NAME}|the (?:new |joint )?(?:company|venture|firm|business))\b"
    ),
)
"""Rights and stakes, as they are named where they change hands."""
TELLS_GOODS = 10
"""Sentences in which an article tells what its deal hands over before it comes to others."""


def covered(sentences: Sequence[str]) -> list[str]:
    """The things that a deal is said to cover: "The sale covers 40 shops, two mills and the Vale brand"."""
    things: dict[str, None] = {}
    for sentence in sentences:
        for found in _COVERS.finditer(sentence[:MAX_SENTENCE]):
            listed = found["also"] or _LIST_ENDS.split(next(filter(None, found.groups())))[0]
            parts = re.split(r",? and |, ", _PLACES.sub(r"\1", listed))
            named = (re.sub(r"^(?:the|a|an|its|their|also) ", "", part.strip(" ,")) for part in parts)
            things |= dict.fromkeys(
                name for name in named if 0 < len(name.split()) <= MOST_WORDS and not SUM.search(name)
            )
    return list(things)


def granted(sentences: Sequence[str]) -> list[str]:
    """The rights and stakes that a deal hands over, the longest form of each: "sole right to explore the plateau"."""
    told = [sentence[:MAX_SENTENCE] for sentence in sentences[:TELLS_GOODS] if hands_over(sentence[:MAX_SENTENCE])]
    phrases = (match.group() for sentence in told for form in _GRANTED for match in form.finditer(sentence))
    found = dict.fromkeys(re.sub(rf" in {_MONTH}$", "", phrase.rstrip(".")) for phrase in phrases)
    return [name for name in found if not any(name != other and name in other for other in found)]


_NO_DIFFERENCE = frozenset("the a an of its it their all first new".split())
"""Words by which two names of a thing may differ."""


def distinct_things(things: Iterable[str]) -> list[str]:
    """Things named twice, once, in their longest words: "60 low-floor trams", not "trams", too."""
    kept: list[tuple[str, set[str]]] = []
    for name in things:
        words = {stem(word.removesuffix("s")) for word in words_of(name) if word not in _NO_DIFFERENCE}
        twin = next((at for at, (_, others) in enumerate(kept) if words <= others or others <= words), None)
        if twin is None:
            kept.append((name, words))
        elif len(words) > len(kept[twin][1]):
            kept[twin] = name, words
    return [name for name, _ in kept]
