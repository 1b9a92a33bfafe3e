"""For whom one speaks, as an English article says it: "the union's president, Ann Kirk", "Ann Kirk of Vale"."""

import re
from collections.abc import Sequence

from summarizer.text.mentions import mentions
from summarizer.text.sentences import MAX_SENTENCE
from summarizer.text.speech import carries_on, unquoted

OPENING = 60
"""Letters of a sentence in which whoever speaks is named, unless a quotation comes first."""

_SPEECH = re.compile(r"\b(?:said|says|told|tells|warned|warns|argued|argues|replied|answered|added|insisted)\b")
"""What stands behind whoever begins a sentence; who is named there does not."""

BEHIND = 2
"""Sentences by which "its chairman" may stand behind the body."""

_BODY = r"party|union|charity|campaign|opposition|federation|confederation|association|alliance|group|movement|company"
_ITS = re.compile(rf"(?:\b[Ii]ts|\b[Tt]he (?:{_BODY})['’]s) ")
_FOR_IT = re.compile(
    rf"^(?:[A-Z][\w.'’-]+ ){{0,4}}(?:[A-Z][\w.'’-]+, )?{_ITS.pattern}|"
    rf"[\"”],? (?:said|says|added|adds|asked|asks|wrote) {_ITS.pattern}|"
    rf"[\"”],? [a-z]+ (?:[A-Z][\w.'’-]+ ){{0,3}}[A-Z][\w.'’-]+, {_ITS.pattern}"
)
"""How a sentence begins, or goes on behind a quotation, in which somebody of the body told of before speaks."""
_SAID = re.compile(r"^(?:said|says|added|adds) ")
_OWNS = re.compile(r"['’]s? (?:[\w-]+,? ){0,5}")
_OFFICE = re.compile(
    r" (?:[a-z]+ ){0,2}(?:chief|boss|head|president|chair(?:man|woman)?|director|manager|minister|mayor|secretary|"
    r"partner|leader|executive|spokes(?:man|woman|person)|lawyer|founder|owner),? "
)
"""Between a body and a person: "Vale chief executive Ann Kirk"."""
_BELONGS = re.compile(r",? (?:[a-z-]+,? ){0,6}?(?:of|for|at|from|with) (?:the )?")
_APART = re.compile(r"\b(?:former|ex|rival|critic|opponent|minority|shareholder)\b")
"""Words that part a person from the body beside which it stands."""
_IS_ITS = re.compile(rf",? {_ITS.pattern}")
"""Behind a person: "Ann Kirk, its director"."""
_NAME_GOES_ON = re.compile(r" (?:& )?[A-Z]")
"""Behind "Vale" in "Vale Farmers' Federation"."""
_TITLE = re.compile(r"(?:[\w-]+,? ){0,5}")


def speaks_for(person: str, body: str, sentences: Sequence[str]) -> bool:
    """Whether a person belongs to a body: by one sentence with both, or by "its chairman" behind one with the body.

    Args:
        person: a name.
        body: the name of an organisation.
        sentences: the article's sentences, blanks folded.
    """
    told = [sentence[:MAX_SENTENCE] for sentence in sentences]
    return stands_beside(person, body, sentences) or any(
        body in told[at - behind]
        and person in told[at]
        and _is_its(person, told[at])
        and not any(mentions([between]) for between in told[at - behind + 1 : at] if body not in between)
        for behind in range(1, BEHIND + 1)
        for at in range(behind, len(told))
    )


def stands_beside(person: str, body: str, sentences: Sequence[str]) -> bool:
    """Whether a sentence says that one belongs to a body: "Vale's chief, Kirk", "Kirk of Vale", "Vale chief Kirk"."""
    told = (sentence[:MAX_SENTENCE] for sentence in sentences)
    return any(
        _between(body, person, each, _OWNS)
        or _between(person, body, each, _BELONGS)
        or _between(body, person, each, _OFFICE)
        for each in told
    )


def _between(first: str, then: str, sentence: str, words: re.Pattern[str]) -> bool:
    """Whether nothing but some words stands between two names; no name is part of a pattern, which are slow to make."""
    start = sentence.find(first)
    end = sentence.find(then, start + len(first)) if start >= 0 else -1
    if end < 0 or not words.fullmatch(sentence, start + len(first), end):
        return False
    if _NAME_GOES_ON.match(sentence, end + len(then)):
        return False
    return not _APART.search(sentence, start + len(first), end)


def _is_its(person: str, sentence: str) -> bool:
    at = sentence.index(person)
    if _IS_ITS.match(sentence, at + len(person)):
        return True
    return any(_TITLE.fullmatch(sentence, found.end(), at) for found in _ITS.finditer(sentence, 0, at))


def goes_on(sentence: str) -> bool:
    """Whether whoever spoke in the sentence before goes on, or somebody of the same body: "“No,” said its director"."""
    return carries_on(sentence) or bool(_FOR_IT.search(sentence[:MAX_SENTENCE]))


def quotes_again(sentence: str, before: str) -> bool:
    """Whether a sentence quotes the body with whose name one before it begins: "“No,” Vale director Ann Kirk said"."""
    named = mentions([before])[:1]
    said = unquoted(sentence[:MAX_SENTENCE])
    begins = bool(named) and before.find(named[0]) < OPENING / 2
    return begins and said != sentence and _SAID.sub("", said.lstrip(" ,")).startswith(named[0].split()[0])


def another_speaks(sentence: str, before: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a sentence begins with somebody whom those before do not name, and who does not speak for the same body.

    Args:
        sentence: one that disputes something.
        before: those of its paragraph that do so, too.
        names: the article's names.
    """
    told, opening = " ".join(before), _SPEECH.split(sentence[:OPENING])[0]
    if _ITS.search(opening):
        return False
    subjects = [name for name in names if name in opening or _last(name) in opening.split()]
    return bool(subjects) and not any(name in told or _last(name) in told.split() for name in subjects)


def _last(name: str) -> str:
    return name.split()[-1]
