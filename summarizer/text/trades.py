"""Who sells and who buys, by the words beside a name: "buys Vale from Orme", "sold its unit to Bright".

A small model names the two sides of a purchase and mixes them up. English grammar tells them apart where it is plain;
these patterns know that grammar and no names. In other languages, and where it is not plain, they say nothing.
"""

import re
from collections.abc import Sequence
from functools import reduce

from summarizer.text.mentions import is_opener, mentions
from summarizer.text.sentences import MAX_SENTENCE

_BUY = (
    r"(?:buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|acquisition of|purchas(?:e|es|ed|ing)(?: of)?|takeover of|"
    r"take over|taken over)"
)
_SELL = (
    r"(?:sell(?:s|ing)?|sold|(?:the|its|their|a|proposed|planned) sale|divest(?:ed|ing|iture)?|"
    r"dispos(?:e|ed|al|ing)(?: of)?)"
)
_TRADE = re.compile(rf"\b(?:{_BUY}|{_SELL}|stake|offer\w*|merge\w*)\b")
_KIN = r"(?:subsidiary|unit|division|affiliate|arm|business|part)"
_PART = (
    r"(?:subsidiar(?:y|ies)|units?|divisions?|affiliates?|arms?|business(?:es)?|operations?|stake|interest|shares|"
    r"stock|holding|assets)"
)
_LEAD = rf"(?:(?:the|a|an|its|certain) )?(?:(?:[a-z][\w-]* ){{0,5}}?|(?:[\w-]+ ){{0,3}}{_KIN} )(?:of )?(?:the )?"
"""Words between a preposition and the name: "from (the Canadian subsidiary of) Orme"."""
_SUFFIX = r"(?:Inc|Corp|Co|Ltd|Plc|PLC|plc|Group|Company|Limited|Partners|LP|SA|AG|NV)"
_WORD = r"[A-Z][\w.&'-]*"
NAME = rf"{_WORD}(?: (?:[A-Z&][\w.&'-]*|of(?= [A-Z])|and(?= {_WORD}(?: {_WORD}){{0,4}} {_SUFFIX}\b)))*"
"""A name, with "and" where a company's last word follows: "Orme and Vale Shipping Plc"."""

_SAYS = r"(?:(?:[a-z]\w*|[A-Z][a-z]+day) )"
"""A word between who sells and that it does: "said on Thursday it had agreed to"."""
COUNT = r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens of)"
"""How many things there are."""
EARLIER = re.compile(r"\b(?:bought|acquired|purchased|sold)\b[^;]{0,60}? in (?:19|20)\d\d\b")
"""An earlier deal, told beside this one: "it bought Vale from Orme in 2017"."""
_COMES_FROM = re.compile(r", (?:a|an) [^,]*\bfrom [^,]*$")
"""Where what is bought comes from, not who sells it: "bought Vale, a brewer from Dale"."""
_PART_SOLD = re.compile(rf"\b{_SELL}\b[^;]{{0,60}}?\b(?:its|their|the|a|an)\b[^;]{{0,60}}? {_KIN}\b")


def sides(
    buyer: str | None, bought: str | None, seller: str | None, sentences: Sequence[str]
) -> tuple[str | None, str | None, str | None]:
    """Who buys what from whom, put right where the article's words leave no doubt.

    Args:
        buyer: who buys, as a model named it; None where it named nobody.
        bought: what is bought, likewise.
        seller: who sells, likewise.
        sentences: the article's sentences, blanks folded.
    """
    every = [sentence[:MAX_SENTENCE] for sentence in sentences]
    told = [sentence for sentence in every if not EARLIER.search(sentence)]
    buyer, seller = (name and re.sub(rf"(?<=\w) {_KIN}$", "", name) for name in (buyer, seller))
    if bought and (part := _part_of(bought, told)):
        bought, seller = part, bought
    if buyer and bought and not alike(buyer, bought) and _takes(bought, told) and not _takes(buyer, told):
        buyer, bought = bought, buyer
    if owned := re.match(rf"({NAME})['’]s? ([a-z].*)", bought or ""):
        bought, seller = owned[2], seller or owned[1].removesuffix("'s")
    others = [name for name in mentions(told) if not alike(name, bought) and not alike(name, buyer)]
    earlier = seller and any(seller in each for each in every) and not any(seller in each for each in told)
    if earlier or alike(seller, buyer) or alike(seller, bought):
        seller = None
    if buyer and _gives(buyer, bought, told):
        taker = next((name for name in others if _receives(name, told)), seller)
        return (taker, bought, buyer) if taker else (buyer, bought, None)
    if seller and _read(seller, told) and not _gives(seller, bought, told):
        seller = None
    givers = (name for name in others if _gives(name, bought, told))
    return buyer, bought, seller or next(givers, None) or _parent(buyer, bought, told)


def sells_part(sentences: Sequence[str]) -> bool:
    """Whether somebody sells a part of a company: a deal in which a business changes hands, not its goods."""
    return any(_PART_SOLD.search(sentence[:MAX_SENTENCE]) for sentence in sentences)


def alike(name: str | None, other: str | None) -> bool:
    """Whether one name's words are all among the other's; "Orme Inc" and "Orme Pumps Inc" are two companies."""
    words = [[word.strip(".,'") for word in (each or "").split()] for each in (name, other)]
    one, two = ({word.casefold() for word in each if not re.fullmatch(f"{_SUFFIX}|{_KIN}", word)} for each in words)
    if all(any(re.fullmatch(_SUFFIX, word) for word in each) for each in words):
        return bool(one) and one == two
    return bool(one and two) and (one <= two or two <= one)


def _part_of(seller: str, sentences: Sequence[str]) -> str | None:
    """What part of itself one sells, where it was taken for what is sold: "its turbine units"."""
    sold = re.compile(
        rf"(?<!\w){re.escape(seller)},? {_SAYS}{{0,8}}?{_SELL} (?:of )?"
        rf"((?:\w+ of )?(?:its|their) (?:(?:[\w'-]+ ){{0,5}}?(?:{_KIN}s?|subsidiaries|businesses|operations|assets)|"
        rf"{COUNT} (?:[a-z-]+ ){{0,2}}?[a-z-]+s(?= to )))\b"
    )
    found = next((match for sentence in sentences if (match := sold.search(sentence))), None)
    return found[1] if found else None


def _gives(name: str, bought: str | None, sentences: Sequence[str]) -> bool:
    """Whether one sells: "bought … from NAME", "NAME … sold its …", "paid … to NAME"."""
    who = re.escape(name)
    what = rf"(?:its|their)\b[^;]{{0,60}}? {_PART}\b"
    what = rf"(?:{re.escape(_telling(bought))}(?!\w)|{what})" if bought else what
    gives = re.compile(
        rf"\b{_BUY}\b[^;]{{0,200}}?\bfrom {_LEAD}{who}(?!\w| {_KIN}\b)|"
        rf"\bpa(?:y|ys|ying|id)\b[^;.]{{0,60}}? to {who}(?!\w)"
    )
    sells = re.compile(rf"(?<!\w){who}(?:,[^,;]{{0,60}},)?(?:'s? \w+)?,? {_SAYS}{{0,10}}?{_SELL}\b[^;]{{0,80}}?{what}")
    return any(
        any(not _COMES_FROM.search(found[0]) for found in gives.finditer(sentence))
        or (sells.search(sentence) and not _to(name, sentence))
        for sentence in sentences
        if name in sentence
    )


def _takes(name: str, sentences: Sequence[str]) -> bool:
    return _buys(name, sentences) or _receives(name, sentences)


def _buys(name: str, sentences: Sequence[str]) -> bool:
    """Whether one buys: "NAME, a Leeds brewer, said it will acquire", and not "said it will be acquired"."""
    buys = re.compile(
        rf"(?<!\w){re.escape(name)}(?:,[^,;]{{0,60}},)?(?:'s? \w+)?,? "
        rf"(?:(?!be\b|been\b|by\b|of\b)[a-z][\w-]*,? ){{0,8}}?"
        rf"(?:{_WORD}, )?(?:{_BUY}|takes?|took|taking) "
    )
    return any(name in sentence and buys.search(sentence) for sentence in sentences)


def _receives(name: str, sentences: Sequence[str]) -> bool:
    """Whether one buys: "sold … to NAME", "bought by NAME"."""
    by = re.compile(rf"\b(?:acquired|bought|purchased|taken over) by {_LEAD}{re.escape(name)}(?!\w)")
    return any(_to(name, sentence) or by.search(sentence) for sentence in sentences if name in sentence)


def _to(name: str, sentence: str) -> bool:
    between = r"(?:(?:a|an|the) [^.;]{0,60}?,? )?"
    return bool(re.search(rf"\b{_SELL}\b[^;]{{0,200}}?\bto {between}{re.escape(name)}(?!\w)", sentence))


def _parent(buyer: str | None, bought: str | None, sentences: Sequence[str]) -> str | None:
    """Whose subsidiary is bought: "Vale, a unit of Orme", "Orme's Vale unit", "the mill business of Orme"."""
    if not bought:
        return None
    telling, whole = re.escape(_telling(bought)), re.escape(bought)
    patterns = [
        rf"(?<!\w){telling}(?: {_WORD})?(?: \(\w+\))?,? (?:a|an|the|which is|is)(?: [\w-]+){{0,5}}? {_KIN} of "
        rf"(?:the )?({NAME})",
        rf"\b({NAME})'s? (?:[a-z-]+ ){{0,4}}{whole}(?!\w)",
        rf"^({NAME}) [^;]{{0,160}}?\bits (?:(?!in\b|of\b)[\w-]+ ){{0,3}}?{telling}(?!\w)",
    ]
    if bought[:1].islower():
        patterns.append(rf"(?<!\w){whole}(?: [a-z]+){{0,3}} of (?:the )?({NAME})")
    inside = re.search(rf"(?<!shares)(?<!stock) of ({NAME})$", bought) if bought[:1].islower() else None
    found = (match for sentence in sentences for each in patterns if (match := re.search(each, sentence)))
    for match in filter(None, [inside, *found]):
        name = match[1].rstrip(".,")
        if not is_opener(name) and not alike(name, buyer) and (match is inside or not alike(name, bought)):
            return name
    return None


def _read(name: str, sentences: Sequence[str]) -> bool:
    """Whether words of trade stand where one is named, so that silence about it tells something."""
    for sentence in sentences:
        if name in sentence and _TRADE.search(sentence):
            longer = (other for other in mentions([sentence]) if name in other and name != other)
            if name in reduce(lambda rest, other: rest.replace(other, ""), longer, sentence):
                return True
    return False


def _telling(name: str) -> str:
    """The first words of a name, by which it is called again: "Vale Energy" of "Vale Energy Inc"."""
    words = [word for word in name.split() if not re.fullmatch(rf"{_SUFFIX}\.?,?|{_KIN}", word)]
    return " ".join(words[:2]) or name
