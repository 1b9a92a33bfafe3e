"""How far a deal has come, by the words of an article's opening: "agreed to buy", "completed the sale".

A small model calls nearly every deal agreed. Where English words are plain they decide; elsewhere they say nothing.
"""

import re
from collections.abc import Sequence

from summarizer.text.sentences import MAX_SENTENCE

OPENING = 3
"""Sentences that tell the news; further down stand earlier deals and plans."""

_THING = (
    r"(?:acquisition|purchase|sale|merger|takeover|deal|transaction|agreement|buyout|buy-out|offer|bid|talks|"
    r"negotiations)"
)
_SAID = r"(?:(?:has|have|had|said it|said they|announced it|was|were) )"

_STAGES = (
    (
        "cancelled",
        rf"\b(?:called off|abandoned|scrapped|terminated|withdr(?:ew|awn)|dropped|ended|unable to complete|broke off) "
        rf"(?:[\w-]+ ){{0,5}}?{_THING}|\b{_THING} (?:\w+ ){{0,3}}?"
        r"(?:collapsed|fell through|broke down|was called off)\b",
    ),
    ("suspended", rf"\b(?:suspended|halted|paused|put on hold) (?:[\w-]+ ){{0,4}}?{_THING}\b"),
    (
        "completed",
        rf"\b(?:completed|closed|concluded|finali[sz]ed) (?:(?:the|its|their|a) )(?:[\w-]+ ){{0,4}}?{_THING}\b|"
        rf"\b{_SAID}(?:also |now )?(?:acquired|bought|purchased|sold)\b",
    ),
    (
        "signed",
        r"\b(?:signed|signs|inked) (?:(?:a|an|the|two|three) )?(?:[\w$€£.,-]+ ){0,5}?(?:agreements?|contracts?|deals?|"
        r"memorand\w+|loan|licen[cs]e|treaty|pact|accord|lease|concession|partnership|mou)\b",
    ),
    (
        "agreed",
        rf"\bagree(?:d|s)?(?: in principle)?(?: on| to)\b|\breached (?:an? )?(?:[\w-]+ ){{0,3}}?agreement\b|"
        rf"\b(?:definitive|final|preliminary) agreement\b|\bapproved the (?:[\w-]+ ){{0,2}}?{_THING}\b",
    ),
    (
        "negotiating",
        r"\b(?:in talks|negotiat(?:e|es|ed|ing|ions)|letter of intent|proposal|proposed to|offered to|tender offer|"
        r"takeover offer|takeover bid|makes? a bid|made a bid|seeking to (?:buy|acquire)|"
        r"considering (?:buying|selling|a)|wants to (?:buy|acquire|sell)|bid for|offer for|exploring)\b",
    ),
)
_PATTERNS = tuple((stage, re.compile(pattern, re.IGNORECASE)) for stage, pattern in _STAGES)


def stage_told(sentences: Sequence[str]) -> str | None:
    """A deal's status as the first sentence says it that says any; None where none of the opening does.

    Args:
        sentences: the article's sentences, blanks folded.
    """
    for sentence in sentences[:OPENING]:
        for stage, pattern in _PATTERNS:
            if pattern.search(sentence[:MAX_SENTENCE]):
                return stage
    return None
