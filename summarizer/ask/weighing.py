"""How plainly a sentence disputes something, or answers a criticism: labels, words and neighbours, weighed.

The model labels each sentence by itself; what stands before and behind it tells as much. The weights were fitted to
annotated articles by `python -m benchmarks.quality fit`. English only.
"""

import re
from collections.abc import Mapping, Sequence

from summarizer.article import Sentence
from summarizer.ask.labelling import Labelled
from summarizer.text.affiliations import goes_on, speaks_for
from summarizer.text.mentions import mentions
from summarizer.text.speech import (
    announces,
    answers,
    asks,
    carries_on,
    is_silent,
    objects,
    praises,
    promises,
    quotes,
    speaks,
    tells_what,
    tells_words,
)

Features = dict[str, float]
"""What is known of a sentence, by name."""

NOBODY = -4.0
"""The log-odds of a label where no sentence stands in the paragraph."""

LONGEST = 120
"""Letters from which a sentence counts as long."""

FAR = 9
"""Sentences behind a criticism from which it no longer matters how many."""

HEARD = 4
"""How many have spoken since a criticism where there was none."""

TELLS_MAKERS = 4
"""Sentences in which an article tells who makes its deal."""

MOST_MAKERS = 12
"""Names of the opening whose people are looked for; more make no deal."""

_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|warn(?:s|ed)|argue[sd]|repli(?:es|ed)|answer(?:s|ed)|add(?:s|ed)|insist(?:s|ed)|"
    r"call(?:s|ed)|ask(?:s|ed)|wrote|writes|believes|thinks)\b"
)
_BEHIND_QUOTE = re.compile(r"[”\"’'],? (?:[a-z]+ ){1,3}(?P<who>[^\"“”.]{2,80})")
BEGINNING = 80
"""Letters of a sentence in which whoever speaks is named, unless a quotation comes first."""

_CONTRAST = re.compile(r"\b(?:[Bb]ut|though|although|while|yet|however)\b")
_OFFICE = re.compile(
    r"\b(?:company|firm|group|spokes\w+|chief executive|minister|ministry|council|government|bank|director|chair\w*|"
    r"chief)\b",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", "。")


def weighed(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The log-odds that features give by some weights; the weight "" is added to all."""
    return weights[""] + sum(weight * features[name] for name, weight in weights.items() if name)


def features_of(part: Sequence[Sentence], labelled: Sequence[Labelled]) -> list[Features]:
    """What is known of each sentence of a part of an article, from its labels on."""
    texts = [" ".join(sentence.text.split()) for sentence in part]
    own = [_own(text, each) for text, each in zip(texts, labelled, strict=True)]
    voices = _voices(texts)
    paragraphs: dict[int, list[int]] = {}
    for at, sentence in enumerate(part):
        paragraphs.setdefault(sentence.paragraph, []).append(at)
    found = []
    for at, sentence in enumerate(part):
        there = paragraphs[sentence.paragraph]
        before = own[at - 1] if at - 1 in there else None
        behind = own[at + 1] if at + 1 in there else None
        last = own[at - 1] if at else None
        around = {
            "begins a paragraph": float(before is None),
            "before: criticism": before["criticism"] if before else NOBODY,
            "before: answer": before["answer"] if before else NOBODY,
            "before: support": before["support"] if before else NOBODY,
            "before: objects": before["objects"] if before else 0.0,
            "goes on behind an answer": own[at]["goes on"] * (before["answers"] if before else 0.0),
            "goes on behind a criticism": own[at]["goes on"] * (before["criticism"] if before else 0.0),
            "goes on behind objections": own[at]["goes on"] * (last["objects"] if last else 0.0),
            "behind: criticism": behind["criticism"] if behind else NOBODY,
            "paragraph: criticism": max(own[each]["criticism"] for each in there),
            "last: criticism": last["criticism"] if last else NOBODY,
            "last: answers": last["answers"] if last else 0.0,
            "position": (at + 1) / len(part),
        }
        found.append(own[at] | around | voices[at])
    return found


def is_heading(sentence: Sentence, part: Sequence[Sentence]) -> bool:
    """Whether a sentence is a heading: a paragraph of its own without a full stop."""
    if sentence.text.rstrip("\"'”’) ").endswith(_ENDS):
        return False
    return sum(each.paragraph == sentence.paragraph for each in part) == 1


def behind_disputes(features: Sequence[Features], disputes: Sequence[float], disputed: float) -> list[Features]:
    """The same with what is known of the criticisms before each sentence.

    Args:
        features: those of all sentences of the part.
        disputes: how plainly each disputes, as log-odds.
        disputed: from which on one counts as a criticism.
    """
    found = []
    last: int | None = None
    heard = 0
    for at, known in enumerate(features):
        away = FAR if last is None else min(at - last, FAR)
        tells = bool(known["speaks"] or known["quotes"])
        told = {
            "dispute": disputes[at],
            "dispute before": disputes[at - 1] if at else NOBODY,
            "plainest of the last three": max(disputes[max(0, at - 3) : at], default=NOBODY),
            "away": float(away),
            "directly behind": float(away == 1),
            "close behind": float(away <= 2),
            "no criticism before": float(last is None),
            "heard since": float(HEARD if last is None else min(heard, HEARD - 1)),
            "next to speak": float(tells and last is not None and not heard),
            "rather answer than support": known["answer"] - known["support"],
        }
        found.append(known | told)
        if disputes[at] >= disputed:
            last, heard = at, 0
        else:
            heard += tells
    return found


def _voices(texts: Sequence[str]) -> list[Features]:
    """Who speaks in each sentence: somebody new, one named before, one of those whom the article's opening names."""
    names = mentions(texts)
    first = {name: next(at for at, text in enumerate(texts) if name in text) for name in names}
    opening = [name for name in names if first[name] < TELLS_MAKERS][:MOST_MAKERS]
    theirs = {
        name
        for name in names
        if name in opening or any(speaks_for(name, body, texts) for body in opening if body != name)
    }
    found = []
    for at, text in enumerate(texts):
        who = _speakers(text, names)
        found.append(
            {
                "nobody named speaks": float(not who),
                "new voice": float(any(first[name] == at for name in who)),
                "voice of the opening": float(any(name in theirs for name in who)),
                "names the opening": float(any(name in text for name in opening)),
            }
        )
    return found


def _speakers(text: str, names: Sequence[str]) -> list[str]:
    """The names where a sentence says who speaks: at its beginning, or behind a quotation."""
    behind = _BEHIND_QUOTE.search(text)
    there = behind["who"] if behind else _SPEECH.split(text[:BEGINNING])[0]
    words = re.findall(r"[\w’'-]+", there)
    return [name for name in names if name in there or re.sub(r"['’]s$", "", name.split()[-1]) in words]


def _own(text: str, labelled: Labelled) -> Features:
    told = {
        "tells what": tells_what(text),
        "tells words": tells_words(text),
        "objects": objects(text),
        "answers": answers(text),
        "praises": praises(text),
        "quotes": quotes(text),
        "asks": asks(text),
        "is silent": is_silent(text),
        "speaks": speaks(text),
        "announces": announces(text),
        "promises": promises(text),
        "carries on": carries_on(text),
        "goes on": goes_on(text),
        "contrast": bool(_CONTRAST.search(text)),
        "office": bool(_OFFICE.search(text)),
    }
    labels = {name: labelled.odds(name) for name in ("criticism", "answer", "support", "fact")}
    return labels | {name: float(value) for name, value in told.items()} | {"length": min(len(text), LONGEST) / 100}
