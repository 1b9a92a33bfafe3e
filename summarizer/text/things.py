"""What is known of a thing that an English sentence names: whether it is one, and whether it may change hands there.

A small model lists what a sentence names: what is bought, and with it what is built, made or owned. The words around a
thing, and where it stands in the article, tell them apart; how much each tells is for weights to say.
"""

import math
import re
from collections.abc import Sequence

from summarizer.text.described import is_body_noun
from summarizer.text.fold import stem
from summarizer.text.mentions import is_persons_office
from summarizer.text.sentences import MAX_SENTENCE
from summarizer.text.speech import objects, promises, quotes, speaks, unquoted
from summarizer.text.trades import COUNT, EARLIER, NAME

SUM = re.compile(
    r"[$€£¥]|\b(?:dollars|euros|pounds|crowns|kroner|rupees|crore|lakh|percent|per cent)\b|"
    r"\b(?:[A-Z]{3}|Rs) ?\d|%|^\d[\d.,]*$"
)
_HANDS_OVER = re.compile(
    r"\b(?:deliver|ship|sell|sold|sale\b|suppl|export|import|licen[cs]|grant|buy|bought|purchas|acqui|order|leas(?:e|es|ed|ing)\b|"
    r"hand|giv(?:e|es|en|ing)\b|gets?\b|receiv|obtain|entrust|transfer|options?\b|provid|includ|cover|compris|agreement|contract|"
    r"deal\b|memorandum|concession|rights\b|for \d)",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\b(?:[Ii]n return|[Ii]n exchange|(?:will|is to|are to) (?:also |then )?"
    r"(?:give|get|receive|supply|deliver|provide|hand|lend|take over|build|lay|train|open))\b"
)
"""Words by which something is handed over, also where a sentence sounds like a promise."""
_NOT_HERE = re.compile(
    r"\b(?:spend|invest|invests|invested|investing|aims?|not included|not part of|excluding|excludes|excluded|"
    r"except)\b|"
    r"\bput [^.;]{0,30}? into\b",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"\b(?:agreements?|deals?|contracts?|memorand(?:um|a)(?: of understanding)?|MoUs?|accord|treaty|framework|offtake|"
    r"partnership|pre-?payments?|papers?)$",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"^(?:the )?(?:others?|all others|them|(?:\w+|some|all|most) of (?:them|it)|until|from|between|insured|goods|"
    r"things|cash|(?:minimum|maximum|fixed|floor) (?:wages?|prices?|fees?))\b|^[a-z]+ed by\b|"
    r"^[a-z]+ing (?:almost|every|all|the|its|their)\b|"
    r"^(?:[\d.,]+|[a-z]+) (?:years|months|weeks|days|seasons)$|"
    r"\b(?:people|visitors|jobs|opportunities|trade|turnover|revenues?|sales|value|costs?|profits?|budget|"
    r"payments?|bonus(?:es)?|royalt(?:y|ies)|fees?|wages?|staff|employees|board|directors?|shareholders|buyers|farmers|"
    r"loans?|net debt|orders?|deliver(?:y|ies)|company|managers?|"
    r"families|family)(?: of .*)?$",
    re.IGNORECASE,
)
_OFFICER = re.compile(rf", {NAME}$")
"""At the end of who it is: "its managing director, Ann Kirk"."""
_SUCH_AS = re.compile(
    r"(?P<sort>(?:[a-z-]+ ){0,3}[a-z-]+),? (?:such as|including|namely|like) (?P<things>[a-z][\w -]{0,40}?"
    r"(?:, [a-z][\w -]{0,40}?){0,8},? and [a-z][\w -]{0,40}?)"
    r"(?=[,.;:—–]| (?:[—–-]|from|to|for|with|in|at|by|under|which|that|worth|over|until)\b)"
)
_ASIDE = re.compile(
    r"\b(?:at|in (?=its|their)|from|by|each|first|remaining|once|until|towards\b[^,;.]*?|rest of|remainder of|"
    r"hopes? to [^,;]{0,40}|replac(?:e|es|ing)|"
    r"(?:which|that|who) (?:makes?|runs?|operates?|owns?|employs?)\b[^.;]*?)"
    r"(?: (?:the|its|their|an?))? $"
)
"""What stands before a place, a condition, a hope: "builds the trams at its works", "once the plant is ready"."""
_RECEIVES = re.compile(r"\bto(?: (?:the|its|their|an?))? $")
_ENTITLES = re.compile(r"\b(?:access|rights?|entitl\w+|licen[cs]\w+|options?)\b[^.;]{0,60}$")
_SERVES = re.compile(
    r"\b(?P<does>(?:upkeep|maintenance|care|operation|running|cleaning|servicing|repair|overhaul|training|staffing|"
    r"management|insurance) of (?:the |its |their )?|"
    r"(?:maintain|service|repair|overhaul|clean|train|teach|run|operate|manage|inspect|upgrade|refurbish|staff|insure|"
    r"guard|carry over|look after) (?:the |its |their )?)$"
)
"""What makes a thing a service: "will overhaul the engines" hands over no engines."""
_ALSO = re.compile(r"\b(?:[Aa]lso|[Ii]n return|[Ii]n addition|as well as|along with|together with|plus)\b")
_CONDITION = re.compile(r"\b(?:if|until|unless|once|when|while|after|before|because|since|as)\b")
_NUMBER = re.compile(rf"\b{COUNT}\b")
_PEOPLE = re.compile(
    r"\b(?:people|jobs|workers|employees|staff|farmers|members|customers|shareholders|residents|passengers|patients|"
    r"visitors|homes|families|fans)\b"
)
_WORTH = re.compile(r" (?:for|worth|valued)\b")
_PREPOSITION = re.compile(r" (?:of|in|at|for|from|to|with|on) ")

NEAR = 40
"""Letters before a thing in which a verb hands it over."""
CONDITION_WITHIN = 60
"""Letters before a thing in which "if" or "after" makes it a condition."""
MOST_TOLD = 10
"""Words of a thing, from which it no longer matters how many."""
MOST_AGAIN = 2
"""Other sentences that name a thing, from which it no longer matters how many."""
FIRST, EARLY = 2, 6
"""The first sentences, which tell of the deal as a whole, and the early ones."""
TELLING_HEAD = 4
"""Letters from which the word for a thing tells it from others."""

MOSTLY = 0.6
"""Share of a sentence outside quotation marks from which it tells more than it quotes."""


def hands_over(sentence: str) -> bool:
    """Whether a sentence is about goods that change hands, or about the deal, not only about what stands around it."""
    return bool(_HANDS_OVER.search(sentence))


def is_none(words: str, names: Sequence[str], parties: Sequence[str]) -> bool:
    """Whether some words name no thing that changes hands: a paper, a payment, somebody.

    Args:
        words: what a model takes for goods.
        names: the article's names.
        parties: who makes the deal; "the pay channel Vale" is no thing.
    """
    words = re.sub(r" \(.*?\)$", "", words)
    if _PAPERS.search(words) or _NO_THING.search(words) or (SUM.search(words) and " of " not in words):
        return True
    if (
        any(f" {words} " in f" {name} " for name in names)
        or words.endswith(tuple(parties))
        or words.istitle()
        or _OFFICER.search(words)
    ):
        return True
    lead = words.removesuffix(next((name for name in names if words.endswith(name)), words)).split()
    return bool(lead) and (is_body_noun(lead[-1]) or is_persons_office(" ".join(lead)))


def worded(words: str, sentence: str) -> list[str]:
    """What a model lists, as a sentence words it: the service with its verb, and what stands behind "such as".

    Nothing where the sentence does not have it.
    """
    sentence = sentence[:MAX_SENTENCE]
    at = sentence.casefold().find(words.casefold())
    if at < 0:
        return []
    if service := _SERVES.search(sentence[:at]):
        return [service["does"] + words]
    examples = next((match for match in _SUCH_AS.finditer(sentence) if match["sort"].endswith(words)), None)
    return re.split(r",? and |, ", examples["things"]) if examples else [words]


def stands_aside(words: str, sentence: str) -> bool:
    """Whether some words name a place, a condition or a hope of a sentence, or who receives something."""
    before = _before(words, sentence[:MAX_SENTENCE])
    return bool(_ASIDE.search(before) or (_RECEIVES.search(before) and not _ENTITLES.search(before)))


def known_of_sentence(at: int, sentence: str) -> dict[str, float]:
    """What a sentence tells of whether things change hands there, by name.

    Args:
        at: its place in the article, from 0.
        sentence: its text, blanks folded.
    """
    text = sentence[:MAX_SENTENCE]
    told = {
        "first": at < FIRST,
        "early": at < EARLY,
        "mostly quotes": _mostly_quotes(text),
        "objects": objects(text),
        "promises": promises(text),
        "gives": bool(_GIVES.search(text)),
        "speaks": speaks(text),
        "hands over": hands_over(text),
        "earlier deal": bool(EARLIER.search(text)),
        "not here": bool(_NOT_HERE.search(text)),
        "also": bool(_ALSO.search(text)),
        "full stop": text.endswith((".", "!")),
    }
    return {"place": math.log(at + 1)} | {name: float(value) for name, value in told.items()}


def known_of_thing(
    words: str, at: int, listed: Sequence[str], sentences: Sequence[str], names: Sequence[str]
) -> dict[str, float]:
    """What the words of a thing and around it tell of whether it changes hands, by name.

    Args:
        words: the thing, as the sentence has it.
        at: the place of the sentence in the article, from 0.
        listed: all that the model lists there.
        sentences: the article's sentences, blanks folded.
        names: the article's names.
    """
    text = sentences[at][:MAX_SENTENCE]
    before = _before(words, text)
    behind = text[len(before) + len(words) :]
    head = _head(words)
    again = sum(head in sentence.casefold() for sentence in sentences) - 1 if len(head) >= TELLING_HEAD else 0
    told = {
        "aside": bool(_ASIDE.search(before)),
        "receives": bool(_RECEIVES.search(before)),
        "entitles": bool(_ENTITLES.search(before)),
        "sum": bool(SUM.search(words)),
        "in a name": any(words in name for name in names),
        "of": before.endswith("of "),
        "number": bool(_NUMBER.search(words)),
        "people": bool(_PEOPLE.search(words)),
        "listed alone": len(listed) == 1,
        "listed first": words == next(iter(listed), ""),
        "worth": bool(_WORTH.match(behind)),
        "condition": bool(_CONDITION.search(before[-CONDITION_WITHIN:])),
        "handed over": hands_over(before[-NEAR:]),
        "capital": words[:1].isupper(),
    }
    counted = {
        "words": float(min(len(words.split()), MOST_TOLD)),
        "listed": float(len(listed)),
        "again": float(max(0, min(again, MOST_AGAIN))),
        "how far on": len(before) / max(1, len(text)),
    }
    return counted | {name: float(value) for name, value in told.items()}


def _head(words: str) -> str:
    """The word for a thing: "tram" of "60 low-floor trams for Dale"."""
    return stem(_PREPOSITION.split(words.casefold())[0].split()[-1].removesuffix("s")) if words.split() else ""


def _before(words: str, sentence: str) -> str:
    """What stands before some words; nothing where the sentence does not have them."""
    return sentence[: max(0, sentence.casefold().find(words.casefold()))]


def _mostly_quotes(text: str) -> bool:
    """Whether a sentence quotes more than it tells; “if it starts” at its end leaves what it tells."""
    rest = unquoted(text)
    return quotes(rest) or len(rest) < MOSTLY * len(text)
