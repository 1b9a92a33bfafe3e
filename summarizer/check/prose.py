"""May the sentences cited say that? Numbers, names and negations of prose, and which sentence carries it."""

import re
from dataclasses import dataclass

from summarizer.check.index import ArticleIndex
from summarizer.text.fold import stem, words
from summarizer.text.negation import contradicts

MIN_SUPPORT = 0.2
"""Prose that shares less than a fifth of its telling words with every sentence is about something else."""

MOVE_MARGIN = 0.25
"""A citation moves to another sentence that carries this much more of the prose: claims are near-verbatim, so
the right sentence stands out (0.6 and more against 0.2 and less in our articles)."""

LOOK_BACK = 6
"""Sentences before the one cited in which the name behind a "he" or "the company" is looked for."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNIT_BEHIND_DIGIT = re.compile(r"(?<=\d)(?=[A-Za-z])")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<![\w'-])[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][\w&.'’-]*\w|(?<![\w'-])[A-ZÀ-ÖØ-Þ]\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)[\"'“‘(]*$")

_NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve hundred thousand million billion trillion "
    "mln bln dozen half twice percent"
).split()
_SAME_NUMBER = dict(zip(_NUMBER_WORDS, "2 3 4 5 6 7 8 9 10 11 12".split(), strict=False)) | {
    "mln": "million",
    "bln": "billion",
    "bn": "billion",
    "m": "million",
}
_SPELLED = _SAME_NUMBER | {
    word: word for word in "hundred thousand million billion trillion dozen half twice percent".split()
}


@dataclass(frozen=True, slots=True)
class Grounded:
    """Prose that holds, with the numbers of the sentences that carry it."""

    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """Prose that does not hold, and why."""

    reason: str


def ground_prose(
    prose: str, cited: tuple[int, ...], index: ArticleIndex, *, translated: bool = False
) -> Grounded | Ungrounded:
    """Check prose against the sentences cited, moving the citation where another sentence plainly carries it.

    Args:
        prose: what the model wrote.
        cited: numbers of the sentences it cites, possibly none.
        index: the article.
        translated: whether it is written in another language than the article. Then no words can be compared: the
            citation stands as it is, and what is left to check are numbers and names.
    """
    if translated:
        return _translated(prose, cited, index)
    support = index.support(prose)
    if not support:
        return Ungrounded("the article has no sentence")
    best = max(support)
    kept = tuple(number for number in cited if support[number - 1] >= MIN_SUPPORT)
    strongest = max((support[number - 1] for number in kept), default=0.0)
    if best < MIN_SUPPORT:
        return Ungrounded("no sentence of the article carries it")
    if best - strongest > MOVE_MARGIN or not kept:
        kept = (support.index(best) + 1,)
    return _literal_content(prose, _with_context(kept, cited, index), index)


def _with_context(kept: tuple[int, ...], cited: tuple[int, ...], index: ArticleIndex) -> tuple[int, ...]:
    """The sentences that carry prose, with their neighbours of the paragraph that were cited along with them.

    "Such steps" rests on the sentence before.
    """
    carrying = {number: index.sentence(number).paragraph for number in kept if number in cited}
    beside = (
        number
        for number in cited
        if any(carrying.get(number + step) == index.sentence(number).paragraph for step in (-1, 1))
    )
    return tuple(sorted({*kept, *beside}))


def _translated(prose: str, cited: tuple[int, ...], index: ArticleIndex) -> Grounded | Ungrounded:
    """Prose in another language has to cite a sentence; its figures stand there, whatever the decimal sign."""
    if not cited:
        return Ungrounded("it cites no sentence of the article")
    evidence = " ".join(index.sentence(number).text for number in cited)
    missing = _digits(prose) - _digits(evidence)
    if missing:
        return Ungrounded(f"the sentences cited do not have the number {', '.join(sorted(missing))}")
    return _named(prose, cited, index)


def _digits(text: str) -> set[str]:
    """The figures of a text without decimal signs and separators: "1,5" and "1.5" are 15."""
    return {re.sub(r"[.,]", "", match) for match in _NUMBER.findall(text)}


def _literal_content(prose: str, cited: tuple[int, ...], index: ArticleIndex) -> Grounded | Ungrounded:
    """Numbers, names and negations that prose brings have to stand in its evidence."""
    evidence = " ".join(index.sentence(number).text for number in cited)
    told = numbers(prose)
    if told and (missing := told - numbers(evidence)):
        return Ungrounded(f"the sentences cited do not have the number {', '.join(sorted(missing))}")
    if contradicts(prose, evidence):
        return Ungrounded("it denies what the sentences cited affirm")
    return _named(prose, cited, index)


def _named(prose: str, cited: tuple[int, ...], index: ArticleIndex) -> Grounded | Ungrounded:
    """Names in prose stand in its evidence, or shortly before it, where the evidence says "he" or "the firm"."""
    present = set[str]().union(*(index.sentence_words[number - 1] for number in cited))
    before = range(min(cited) - 1, max(0, min(cited) - 1 - LOOK_BACK), -1)
    added: list[int] = []
    for name in names(prose):
        stems = {stem(word) for word in words(name)}
        if stems <= present or _same_root(stems, index.words & present):
            continue
        found = next((number for number in before if stems <= index.sentence_words[number - 1]), None)
        if found is None:
            if not _same_root(stems, index.words):
                return Ungrounded(f"the article does not name {name}")
            continue
        added.append(found)
        present |= index.sentence_words[found - 1]
    return Grounded(tuple(dict.fromkeys((*cited, *added))))


def numbers(text: str) -> set[str]:
    """The numbers of a text, each in one spelling: "1,500" is 1500, "two" is 2, "mln" is million."""
    digits = {match.replace(",", "").rstrip(".") for match in _NUMBER.findall(text)}
    spelled = _SPELLED.keys() & words(_UNIT_BEHIND_DIGIT.sub(" ", text))
    return digits | {_SPELLED[word] for word in spelled}


def names(text: str) -> list[str]:
    """The capitalised words of a text that are names by their place: not the first word of a sentence, and not
    in a headline, where every word has a capital; abbreviations always.
    """
    found = list(_NAME.finditer(text))
    long_words: list[str] = _LONG_WORD.findall(text)
    headline = sum(word[0].isupper() for word in long_words) > 0.6 * len(long_words) if long_words else False
    return [
        match.group()
        for match in found
        if _abbreviation(match.group())
        or not (headline or _SENTENCE_START.search(text[: match.start()]) or match.group() in ("I", "A"))
    ]


def _abbreviation(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)


def _same_root(stems: set[str], known: frozenset[str] | set[str]) -> bool:
    """Whether each stem begins like a known one: "Dutch" does not, "German" and "Germany" do."""
    return all(any(other[:4] == each[:4] for other in known) for each in stems if len(each) >= 4) and any(
        len(each) >= 4 for each in stems
    )
