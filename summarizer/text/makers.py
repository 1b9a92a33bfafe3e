"""Who makes a deal with whom, where an English sentence says so: "a memorandum between Vale and Orme"."""

import math
import re
from collections.abc import Sequence

from summarizer.text.described import described_kind
from summarizer.text.mentions import is_nobody, is_whole_name, kind_of_name
from summarizer.text.sentences import MAX_SENTENCE
from summarizer.text.speech import objects

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
_WHEN = r"(?: in [A-Z]\w+)?(?: on [A-Z][a-z]+day| today)?"
"""Words behind a name: "the Economy Ministry in Dale on Monday signed"."""
_SIGNS = (
    r"(?:signed|sign|signs|reached|reaches|concluded|concludes|sealed|seals|struck|strikes|agreed|agrees|"
    r"puts? (?:its|their) names? to|entered into|enters into)"
)
_FORMS = (
    re.compile(rf"\b{_PAPER}\b[^;]{{0,80}}? between {_LEAD}(?P<one>{_NAME}) and {_LEAD}(?P<other>{_NAME})"),
    re.compile(
        rf"(?P<one>{_NAME})(?:,[^,;]{{0,60}},)?{_WHEN} (?:(?:has|have|had|also|formally) )*{_SIGNS} "
        rf"[^;]{{0,60}}?\b{_PAPER}\b[^;]{{0,40}}? with {_LEAD}(?P<other>{_NAME})"
    ),
    re.compile(
        rf"(?P<one>{_NAME}) and {_LEAD}(?P<other>{_NAME}) (?:(?:has|have|had|also|on [A-Z][a-z]+day) )*{_SIGNS} "
        rf"[^;]{{0,60}}?\b{_PAPER}\b"
    ),
    re.compile(
        rf"(?P<one>{_NAME}){_WHEN} (?:(?:has|have|had) )?(?:awarded|granted) {_LEAD}(?P<other>{_NAME}) "
        rf"(?:a|an|the) [^;]{{0,60}}?\b{_PAPER}\b"
    ),
)

_ACTS = (
    r"(?:sign(?:s|ed|ing)?|agree[sd]?|reach(?:es|ed)|conclud(?:es|ed)|seal(?:s|ed)|str(?:uck|ikes?)|award(?:s|ed)|"
    r"grant(?:s|ed)|sells?|sold|selling|buys?|bought|buying|acquir\w+|suppl(?:y|ies|ied|ying)|lends?|lent|lending|"
    r"borrow\w*|deliver(?:s|ed)?|build|provides?|orders?|ordered|licen[cs]ed?|leas(?:e[sd]?|ing)|merg(?:e[sd]?|ing)|"
    r"invest(?:s|ed)?|hand(?:s|ed)?|takes? over|took over|pays?|paid)\b"
)
_SAYS = (
    r"(?:said|says|told|warn(?:s|ed)|argue[sd]|repli(?:es|ed)|add(?:s|ed)|insist(?:s|ed)|call(?:s|ed)|ask(?:s|ed)|"
    r"wrote|believes|thinks)\b"
)
_OFFICERS = r"(?:chief|chair\w*|director|president|spokes\w+|head|boss|minister|secretary|partner|executive)"
_SORT = (
    r"(?:company|group|firm|maker|developer|operator|producer|bank|builder|lender|utility|start-up|manufacturer|"
    r"supplier|giant|fund|insurer|carrier|airline|chain|ministry|government|co-?operative|charity|university)"
)
_SUM = re.compile(r"[$€£¥]|\b(?:million|billion)\b")
_SIGNED = re.compile(rf"\b{_PAPER}\b")
_STOPS = (".", "!", "?", "。")


def known_of_maker(name: str, names: Sequence[str], sentences: Sequence[str]) -> dict[str, float]:
    """What an English article tells of whether one makes its deal, by name of what is told.

    Args:
        name: who may make it.
        names: the article's names, in its order.
        sentences: the article's sentences, blanks folded.
    """
    who = rf"(?<![\w-]){re.escape(name)}(?!\w)"
    naming = [(at, sentence[:MAX_SENTENCE]) for at, sentence in enumerate(sentences) if re.search(who, sentence)]
    told = [sentence for _, sentence in naming]

    def any_has(pattern: str) -> float:
        return float(any(re.search(pattern, sentence) for sentence in told))

    def share(pattern: str) -> float:
        return sum(bool(re.search(pattern, sentence)) for sentence in told) / max(1, len(told))

    first = naming[0][0] if naming else len(sentences)
    return {
        "named late": math.log1p(first),
        "in the opening": float(first < OPENING),
        "in the headline": float(first == 0 and not sentences[0].endswith(_STOPS)),
        "named behind": math.log1p(names.index(name) if name in names else len(names)),
        "sentences": math.log1p(len(told)),
        "words": float(len(name.split())),
        "is a name": float(is_whole_name(name)),
        "capitals": float(name.isupper()),
        "is a company": float((kind_of_name(name) or described_kind([name], sentences)) == "company"),
        "acts": any_has(
            rf"{who}(?:,[^,;]{{0,60}},)? (?:(?:has|have|had|will|would|is|are|was|were|also|today|formally|to|on|"
            rf"yesterday|[A-Z]\w+day) ){{0,3}}{_ACTS}"
        ),
        "says": share(rf"{who}(?:,[^,;]{{0,60}},)? {_SAYS}|{_SAYS} (?:\w+ ){{0,3}}{who}"),
        "is a place": share(rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|outside|across|around) (?:the )?{who}"),
        "is of a sort": any_has(rf"\b{_SORT} {who}"),
        "has officers": any_has(rf"{who}['’]s? (?:\w+ ){{0,2}}{_OFFICERS}|{_OFFICERS} (?:of|at|for) (?:the )?{who}"),
        "beside a sum": float(any(map(_SUM.search, told))),
        "beside a paper": sum(bool(_SIGNED.search(sentence)) for sentence in told) / max(1, len(told)),
        "beside objections": sum(map(objects, told)) / max(1, len(told)),
    }


def made_between(sentences: Sequence[str]) -> tuple[str, str] | None:
    """The two that the first such sentence names, in its order; None where none does.

    Args:
        sentences: the article's sentences, blanks folded.
    """
    for sentence in sentences[:OPENING]:
        for form in _FORMS:
            found = form.search(sentence[:MAX_SENTENCE])
            if found and not any(is_nobody(found[which]) for which in ("one", "other")):
                return _bare(found["one"]), _bare(found["other"])
    return None


def _bare(name: str) -> str:
    return re.sub(r"^The |['’]s?$|[.,]$", "", name)
