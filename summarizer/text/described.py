"""What somebody is, by the English word an article describes them with: "the charity Vale", "Orme, a rival chain"."""

import re
from collections.abc import Iterable, Sequence

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
_NOUN = rf"(?P<noun>{'|'.join(_KIND_OF)})|(?P<group>{_GROUP})"
_POWERS = "government|city|town|republic|kingdom|municipality|canton|province|state"
"""Words before a place for those who govern it."""
_ENDS = r"(?=[,.;:)”\"]| (?:of|in|based|that|which|who|from|for|with|on|and|at|near)\b|$)"


def described_kind(names: Iterable[str], sentences: Sequence[str]) -> str | None:
    """The kind of stakeholder that the words beside one of some names make it; None where they make it none.

    Args:
        names: the names of one stakeholder.
        sentences: the article's sentences.
    """
    for name in names:
        who = re.escape(name)
        place = re.compile(rf"\b(?:{_POWERS}) of {who}(?!\w)", re.IGNORECASE)
        beside = re.compile(
            rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts) (?:[\w'’-]+ ){{0,3}}?(?:{_NOUN}),? {who}(?!\w)|"
            rf"(?<!\w){who}(?: \(\w+\))?, (?:an?|the|which is an?|its) (?:[\w'’-]+ ){{0,4}}?"
            rf"(?:{_NOUN.replace('<noun>', '<apart>').replace('<group>', '<body>')}){_ENDS}"
        )
        for sentence in sentences:
            if name in sentence and place.search(sentence[:MAX_SENTENCE]):
                return "government"
            if name in sentence and (found := beside.search(" ".join(sentence[:MAX_SENTENCE].split()))):
                noun = found["noun"] or found["apart"]
                return _KIND_OF[noun] if noun else "other"
    return None
