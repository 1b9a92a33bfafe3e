"""For whom one speaks, as an English article says it: "the union's president, Ann Kirk", "Ann Kirk of Vale"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.text.sentences import MAX_SENTENCE

OPENING = 60
"""Letters of a sentence in which whoever speaks is named, unless a quotation comes first."""

_BODY = r"party|union|charity|campaign|opposition|federation|confederation|association|alliance|group|movement|company"
_ITS = rf"(?:\b[Ii]ts|\b[Tt]he (?:{_BODY})['’]s)"


def speaks_for(person: str, body: str, sentences: Sequence[str]) -> bool:
    """Whether a person belongs to a body: by one sentence with both, or by "its chairman" behind one with the body.

    Args:
        person: a name.
        body: the name of an organisation.
        sentences: the article's sentences, blanks folded.
    """
    who, what = re.escape(person), re.escape(body)
    together = re.compile(
        rf"(?<!\w){what}['’]s? (?:[\w-]+,? ){{0,5}}?{who}(?!\w)|"
        rf"(?<!\w){who},? (?:(?:who|the|a|an|its|speaks|[a-z-]+) ){{0,6}}?(?:of|for|at|from|with) (?:the )?{what}(?!\w)"
    )
    its = re.compile(rf"{_ITS} (?:[\w-]+,? ){{0,5}}?{who}(?!\w)")
    told = [sentence[:MAX_SENTENCE] for sentence in sentences]
    return any(person in each and body in each and together.search(each) for each in told) or any(
        body in before and person in each and its.search(each) for before, each in pairwise(told)
    )


def another_speaks(sentence: str, before: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a sentence begins with somebody whom those before do not name, and who does not speak for the same body.

    Args:
        sentence: one that disputes something.
        before: those of its paragraph that do so, too.
        names: the article's names.
    """
    told, opening = " ".join(before), sentence[:OPENING]
    if re.search(_ITS, opening):
        return False
    subjects = [name for name in names if name in opening or _last(name) in opening.split()]
    return bool(subjects) and not any(name in told or _last(name) in told.split() for name in subjects)


def _last(name: str) -> str:
    return name.split()[-1]
