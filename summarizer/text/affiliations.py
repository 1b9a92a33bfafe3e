"""For whom one speaks, as an English article says it: "the union's president, Ann Kirk", "Ann Kirk of Vale"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.text.sentences import MAX_SENTENCE

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
