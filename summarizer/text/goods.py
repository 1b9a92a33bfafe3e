"""What changes hands, as English sentences name it: what a deal covers, what it grants, what is no thing.

A small model lists what a sentence names; these patterns know which sentences tell of goods, and what are none.
"""

import re
from collections.abc import Iterable, Sequence

from summarizer.text.described import is_body_noun
from summarizer.text.fold import stem
from summarizer.text.fold import words as words_of
from summarizer.text.mentions import is_persons_office
from summarizer.text.sentences import MAX_SENTENCE
from summarizer.text.speech import asks, objects, promises, quotes, speaks
from summarizer.text.trades import COUNT, EARLIER, NAME

MOST_WORDS = 8
"""Words of a thing in a list; longer ones are no list."""

_SUM = re.compile(
    r"[$€£¥]|\b(?:dollars|euros|pounds|crowns|kroner|rupees|crore|lakh|percent|per cent)\b|"
    r"\b(?:[A-Z]{3}|Rs) ?\d|%|^\d[\d.,]*$"
)
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
_HANDS_OVER = re.compile(
    r"\b(?:deliver|ship|sell|sold|sale\b|suppl|export|import|licen[cs]|grant|buy|bought|purchas|acqui|order|leas(?:e|es|ed|ing)\b|"
    r"hand|giv(?:e|es|en|ing)\b|gets?\b|receiv|obtain|entrust|transfer|options?\b|provid|includ|cover|compris|agreement|contract|"
    r"deal\b|memorandum|concession|rights\b|for \d)",
    re.IGNORECASE,
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
MOSTLY = 0.6
"""Share of a sentence outside quotation marks from which it tells more than it quotes."""
TELLS_GOODS = 10
"""Sentences in which an article tells what its deal hands over before it comes to others."""


def hands_over(sentence: str) -> bool:
    """Whether a sentence is about goods that change hands, or about the deal, not only about what stands around it."""
    return bool(_HANDS_OVER.search(sentence))


def covered(sentences: Sequence[str]) -> list[str]:
    """The things that a deal is said to cover: "The sale covers 40 shops, two mills and the Vale brand"."""
    things: dict[str, None] = {}
    for sentence in sentences:
        for found in _COVERS.finditer(sentence[:MAX_SENTENCE]):
            listed = found["also"] or _LIST_ENDS.split(next(filter(None, found.groups())))[0]
            parts = re.split(r",? and |, ", _PLACES.sub(r"\1", listed))
            named = (re.sub(r"^(?:the|a|an|its|their|also) ", "", part.strip(" ,")) for part in parts)
            things |= dict.fromkeys(
                name for name in named if 0 < len(name.split()) <= MOST_WORDS and not _SUM.search(name)
            )
    return list(things)


def granted(sentences: Sequence[str]) -> list[str]:
    """The rights and stakes that a deal hands over, the longest form of each: "sole right to explore the plateau"."""
    told = [sentence[:MAX_SENTENCE] for sentence in sentences[:TELLS_GOODS] if hands_over(sentence[:MAX_SENTENCE])]
    phrases = (match.group() for sentence in told for form in _GRANTED for match in form.finditer(sentence))
    found = dict.fromkeys(re.sub(rf" in {_MONTH}$", "", phrase.rstrip(".")) for phrase in phrases)
    return [name for name in found if not any(name != other and name in other for other in found)]


def tells_goods(sentence: str) -> bool:
    """Whether a sentence may name what this deal hands over, and is no quotation, plan, promise or earlier deal."""
    text = sentence[:MAX_SENTENCE]
    hopes = promises(text) and not _GIVES.search(text)
    words = _mostly_quotes(text) or asks(text) or objects(text) or hopes or (speaks(text) and not hands_over(text))
    return not words and text.endswith((".", "!")) and not (EARLIER.search(text) or _NOT_HERE.search(text))


def _mostly_quotes(text: str) -> bool:
    """Whether a sentence quotes more than it tells; “if it starts” at its end leaves what it tells."""
    rest = _QUOTED.sub("", text)
    return quotes(rest) or len(rest) < MOSTLY * len(text)


_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
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


def named_things(said: Iterable[str], sentence: str, names: Sequence[str], parties: Sequence[str]) -> list[str]:
    """Those of some words that name a thing in a sentence, without papers, payments, and those who act.

    Args:
        said: what a model takes for goods.
        sentence: the one it read.
        names: the article's names.
        parties: who makes the deal; "the pay channel Vale" is no thing.
    """
    things: dict[str, None] = {}
    sentence = sentence[:MAX_SENTENCE]
    for words in (each.strip(" .,;") for each in said):
        at = sentence.casefold().find(words.casefold())
        before = sentence[: max(at, 0)]
        if at < 0 or _stands_aside(before):
            continue
        if service := _SERVES.search(before):
            things[service["does"] + words] = None
        elif not _is_none(words, names, parties):
            examples = next((match for match in _SUCH_AS.finditer(sentence) if match["sort"].endswith(words)), None)
            things |= dict.fromkeys(re.split(r",? and |, ", examples["things"]) if examples else [words])
    return list(things)


def _stands_aside(before: str) -> bool:
    """Whether what follows some words is a place, a condition, a hope, or who receives something."""
    return bool(_ASIDE.search(before) or (_RECEIVES.search(before) and not _ENTITLES.search(before)))


def _is_none(words: str, names: Sequence[str], parties: Sequence[str]) -> bool:
    """Whether some words name no thing: a paper, a payment, somebody."""
    words = re.sub(r" \(.*?\)$", "", words)
    if _PAPERS.search(words) or _NO_THING.search(words) or (_SUM.search(words) and " of " not in words):
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
