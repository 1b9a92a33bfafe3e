"""Who makes a deal with whom, where an English sentence says so: "a memorandum between Vale and Orme"."""

import re
from collections.abc import Sequence

from summarizer.text.sentences import MAX_SENTENCE

OPENING = 8
"""Sentences in which an article tells of its deal before it comes to others."""

_PAPER = (
    r"(?:agreement|contract|memorandum|deal|accord|pact|treaty|licen[cs]e|lease|concession|partnership|joint venture|"
    r"MoU|letter of intent|loan|alliance)s?"
)
_WORD = r"[A-Z][\w.&'’-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|&|of(?: the)?(?= [A-Z])|for(?= [A-Z])))*"
_LEAD = (
    r"(?:(?:the|its|their|a|an) )?(?:(?:(?:North|South|East|West|New|Saudi|Sri) )?[A-Z]\w+ (?=[a-z]))?"
    r"(?:(?!(?:of|for|and|on|in|at|by)\b)[a-z][\w-]*,? ){0,4}?"
)
"""Words before a name: "the developer, Vale", "Danish arms maker Orme"."""
_SIGNS = (
    r"(?:signed|sign|signs|reached|reaches|concluded|concludes|sealed|seals|struck|strikes|agreed|agrees|"
    r"puts? (?:its|their) names? to|entered into|enters into)"
)
_FORMS = (
    re.compile(rf"\b{_PAPER}\b[^;]{{0,80}}? between {_LEAD}(?P<one>{_NAME}) and {_LEAD}(?P<other>{_NAME})"),
    re.compile(
        rf"(?P<one>{_NAME})(?:,[^,;]{{0,60}},)? (?:(?:has|have|had|also|today|formally) )*{_SIGNS} "
        rf"[^;]{{0,60}}?\b{_PAPER}\b[^;]{{0,40}}? with {_LEAD}(?P<other>{_NAME})"
    ),
    re.compile(
        rf"(?P<one>{_NAME}) and {_LEAD}(?P<other>{_NAME}) (?:(?:has|have|had|also|on [A-Z][a-z]+day) )*{_SIGNS} "
        rf"[^;]{{0,60}}?\b{_PAPER}\b"
    ),
    re.compile(
        rf"(?P<one>{_NAME}) (?:(?:has|have|had) )?(?:awarded|granted) {_LEAD}(?P<other>{_NAME}) "
        rf"(?:a|an|the) [^;]{{0,60}}?\b{_PAPER}\b"
    ),
)


def made_between(sentences: Sequence[str]) -> tuple[str, str] | None:
    """The two that the first such sentence names, in its order; None where none does.

    Args:
        sentences: the article's sentences, blanks folded.
    """
    for sentence in sentences[:OPENING]:
        for form in _FORMS:
            if found := form.search(sentence[:MAX_SENTENCE]):
                return _bare(found["one"]), _bare(found["other"])
    return None


def _bare(name: str) -> str:
    return re.sub(r"^The |['’]s?$|[.,]$", "", name)
