"""What somebody is, by the English word an article describes them with: "the charity Vale", "Orme, a rival chain"."""

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter

from summarizer.text.sentences import MAX_SENTENCE

_KINDS: dict[str, str] = {
    "company": "company firm maker operator chain bank retailer brewer airline carrier supplier builder developer "
    "producer manufacturer insurer utility startup start-up conglomerate miner smelter shipyard lender contractor "
    "drugmaker carmaker chipmaker steelmaker automaker publisher broadcaster investor consultancy",
    "other": "charity association union federation lobby campaign institute university foundation chamber network "
    "coalition think-tank non-profit nonprofit ngo cooperative club church movement",
    "government agency": "ministry regulator watchdog authority agency commission council",
    "political party": "party",
    "military": "army navy regiment",
}
_KIND_OF = {noun: kind for kind, nouns in _KINDS.items() for noun in nouns.split()}
_GROUP = (
    r"(?:environmental|conservation|campaign|advocacy|rights|residents?['’]?|pressure|activist|consumer|civil|"
    r"citizens['’]?|aid|lobby) (?:group|organi[sz]ation|body)"
)
_NOUN = rf"(?:(?P<noun>{'|'.join(_KIND_OF)})|{_GROUP})"
_GOVERNS = re.compile(
    r"\b(?:government|city|town|republic|kingdom|municipality|canton|province|state|prime minister) of \Z",
    re.IGNORECASE,
)
"""Words before a place for those who govern it."""
_GOVERNED = re.compile(
    r"['’]s? (?:[a-z-]+ ){0,3}?"
    r"(?:minister|ministry|parliament|lawmakers|government(?! (?:affairs|relations))|cabinet|army|constitution)\b"
)
"""Words behind the name of one that has a government: "Vale's trade minister"."""
_ENDS = r"(?=[,.;:)”\"]| (?:of|in|based|that|which|who|from|for|with|on|and|at|near)\b|$)"
_BEFORE = re.compile(
    rf"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts) (?:[\w'’-]+ ){{0,3}}?|^(?:[A-Z][\w'’-]* )(?:[a-z][\w'’-]* ){{0,2}}?){_NOUN},? \Z"
)
_BEHIND = re.compile(rf"(?: \(\w+\))?, (?:an?|the|which is an?|its) (?:[\w'’-]+ ){{0,4}}?{_NOUN}{_ENDS}")
_LETTER = re.compile(r"\w")

WORDS_BEFORE = 7
"""Parts between blanks, the last one empty, in which `_BEFORE` finds all it can: "the big old local aid group "."""


def is_body_noun(word: str) -> bool:
    """Whether a word stands for one company, group or authority: "union", not "unions"."""
    return word in _KIND_OF or word == "group"


def described_kind(names: Iterable[str], sentences: Sequence[str]) -> str | None:
    """The kind of stakeholder that the words beside one of some names make it; None where they make it none.

    Args:
        names: the names of one stakeholder.
        sentences: the article's sentences.
    """
    for name in names:
        for sentence in sentences:
            told = " ".join(sentence[:MAX_SENTENCE].split()) if name in sentence else ""
            if told and _governs(name, told):
                return "government"
            if told and (found := _description(name, told)):
                return _KIND_OF.get(found["noun"], "other")
    return None


def _governs(name: str, sentence: str) -> bool:
    """Whether a name stands for those who govern a place."""
    parts = sentence.split(name)
    return any(_GOVERNS.search(lead) for lead in parts[:-1]) or any(_GOVERNED.match(rest) for rest in parts[1:])


def _description(name: str, sentence: str) -> re.Match[str] | None:
    """The first description directly before or behind a name.

    The name is no part of the patterns: to compile them takes longer than all other checks of an article.
    """
    found: list[tuple[int, re.Match[str]]] = []
    start = sentence.find(name)
    while start >= 0:
        end = start + len(name)
        lead = " ".join(sentence[:start].split(" ")[-WORDS_BEFORE:])
        if not _LETTER.match(sentence, end) and (before := _BEFORE.search(lead)):
            found.append((start - len(lead) + before.start(), before))
        if not (start and _LETTER.match(sentence, start - 1)) and (behind := _BEHIND.match(sentence, end)):
            found.append((start, behind))
        start = sentence.find(name, start + 1)
    return min(found, key=itemgetter(0))[1] if found else None
