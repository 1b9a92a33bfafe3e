"""For whom one speaks, as an English article says it: "the union's president, Ann Kirk", "Ann Kirk of Vale"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.text.sentences import MAX_SENTENCE

OPENING = 60
"""Letters of a sentence in which whoever speaks is named, unless a quotation comes first."""

_BODY = r"party|union|charity|campaign|opposition|federation|confederation|association|alliance|group|movement|company"
_ITS = re.compile(rf"(?:\b[Ii]ts|\b[Tt]he (?:{_BODY})['’]s) ")
_OWNS = re.compile(r"['’]s? (?:[\w-]+,? ){0,5}")
_BELONGS = re.compile(r",? (?:[a-z-]+,? ){0,6}?(?:of|for|at|from|with) (?:the )?")
_TITLE = re.compile(r"(?:[\w-]+,? ){0,5}")


def speaks_for(person: str, body: str, sentences: Sequence[str]) -> bool:
    """Whether a person belongs to a body: by one sentence with both, or by "its chairman" behind one with the body.

    Args:
        person: a name.
        body: the name of an organisation.
        sentences: the article's sentences, blanks folded.
    """
    told = [sentence[:MAX_SENTENCE] for sentence in sentences]
    return any(_between(body, person, each, _OWNS) or _between(person, body, each, _BELONGS) for each in told) or any(
        body in before and person in each and _is_its(person, each) for before, each in pairwise(told)
    )


def _between(first: str, then: str, sentence: str, words: re.Pattern[str]) -> bool:
    """Whether nothing but some words stands between two names; no name is part of a pattern, which are slow to make."""
    start = sentence.find(first)
    end = sentence.find(then, start + len(first)) if start >= 0 else -1
    return end >= 0 and bool(words.fullmatch(sentence, start + len(first), end))


def _is_its(person: str, sentence: str) -> bool:
    at = sentence.index(person)
    return any(_TITLE.fullmatch(sentence, found.end(), at) for found in _ITS.finditer(sentence, 0, at))


def another_speaks(sentence: str, before: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a sentence begins with somebody whom those before do not name, and who does not speak for the same body.

    Args:
        sentence: one that disputes something.
        before: those of its paragraph that do so, too.
        names: the article's names.
    """
    told, opening = " ".join(before), sentence[:OPENING]
    if _ITS.search(opening):
        return False
    subjects = [name for name in names if name in opening or _last(name) in opening.split()]
    return bool(subjects) and not any(name in told or _last(name) in told.split() for name in subjects)


def _last(name: str) -> str:
    return name.split()[-1]
