"""Whom a model means by those who speak, in the article's words."""

from collections.abc import Iterable, Sequence

from summarizer.article import Sentence
from summarizer.text.mentions import is_name, mentions
from summarizer.text.speech import is_addressed, subject, unquoted

_NOBODY = frozenset(
    "he she they it him her them we i his their nobody none somebody someone everybody everyone anybody anyone who "
    "critics others".split()
)
"""Words for one who is named elsewhere."""

_SIDES = frozenset(
    "government ministry minister authorities officials council city company companies board management regulator "
    "buyer seller administration lawmakers executives partners owners".split()
)
"""Words for one that a criticism may be against though it is no name; it takes those whom the critic speaks for
("workers", "fishermen") for its target."""

MOST_BEFORE = 4
"""Sentences of the paragraph before the last disputed one that are shown, for who "he" is."""


def speaker(said: str, part: Sequence[Sentence], number: int) -> str:
    """Who one is that speaks in a sentence, in the article's words.

    The subject of a sentence that begins with one and "said". For a pronoun, and for words that do not stand there, the
    last name of the paragraph so far; where it has none, the first of the sentence behind it there ("With these words
    Ann Kirk …"), or whom the nearest one before is about.
    """
    around = _told(part, number)
    told = subject(around[-1])
    if told and not set(told.casefold().split()) & set(said.casefold().split()):
        return told
    if said.lower() not in _NOBODY and _may_speak(said, around):
        return said
    if named := _speaking(around):
        words = set(said.casefold().split())
        return next((name for name in named if words & set(name.casefold().split())), named[-1])
    at = next(at for at, sentence in enumerate(part) if sentence.number == number)
    behind = part[at + 1 : at + 2] if part[at + 1 :] and part[at + 1].paragraph == part[at].paragraph else ()
    if named := mentions([" ".join(each.text.split()) for each in behind]):
        return named[0]
    before = (mentions([" ".join(each.text.split())]) for each in part[max(0, at - MOST_BEFORE) : at][::-1])
    return next((named[0] for named in before if named), said)


def speakers(said: Sequence[str], part: Sequence[Sentence], number: int) -> list[str]:
    """Those who speak in a sentence; for words such as "nobody", and such as the article lacks, whom they stand for.

    Nor does one speak who is only quoted there, or spoken to.
    """
    text = " ".join(" ".join(sentence.text.split()) for sentence in part).casefold()
    around = _told(part, number)

    def is_unclear(name: str) -> bool:
        silent = name in " ".join(around) and not _may_speak(name, around)
        return silent or name.lower() in _NOBODY or name.casefold() not in text

    return [speaker(name, part, number) if is_unclear(name) else name for name in said]


def _told(part: Sequence[Sentence], number: int) -> list[str]:
    """A sentence and those before it in its paragraph, blanks folded."""
    return [" ".join(sentence.text.split()) for sentence in lead_of(part, number)]


def _may_speak(name: str, texts: Sequence[str]) -> bool:
    """Whether some sentences name one not only in what they quote, nor as whom somebody speaks to."""
    return name.casefold() in " ".join(map(unquoted, texts)).casefold() and not is_addressed(name, texts)


def _speaking(texts: Sequence[str]) -> list[str]:
    """The names of some sentences that may be those of who speaks: not quoted, nor spoken to."""
    named = mentions([unquoted(text) for text in texts])
    return [name for name in named if not is_addressed(name, texts)] or named


def targets(said: Iterable[str]) -> list[str]:
    """Those whom a criticism may be against: names, and words for those who decide."""
    return [name for name in said if is_name(name) or _SIDES & set(name.lower().split())]


def lead_of(part: Sequence[Sentence], number: int) -> tuple[Sentence, ...]:
    """A sentence with those before it in its paragraph, for who "he" is."""
    at = next(at for at, sentence in enumerate(part) if sentence.number == number)
    first = next(each for each, sentence in enumerate(part) if sentence.paragraph == part[at].paragraph)
    return tuple(part[max(first, at - MOST_BEFORE) : at + 1])
