"""The office or description that an article gives beside a name: "chief executive Anna Kirk", "Vale, a miner, …"."""

import re

from summarizer.check.index import ArticleIndex, Span
from summarizer.text.mentions import is_office, is_opener

MAX_WORDS = 9
"""Words of a description; a longer one is a clause of its own."""

_BEHIND = re.compile(
    r",\s(?P<what>(?:(?:the|an?|its|their|his|her)\s)?[^,;:.()–—]{3,90}?)\s?(?=[,;.()–—]|\swho\b|\swhich\b)"
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would)\b")
"""What an apposition does not have: "For Vale, the attraction is the price"."""
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s", re.IGNORECASE)


def office(name: str, index: ArticleIndex) -> tuple[str, Span] | None:
    """What stands beside a name where the article introduces it, and the place of both; None where nothing does.

    English only: the words before the name that end in an office ("Vale CEO", "prime minister"), or an apposition
    behind it that begins with an article or names an office.
    """
    text = index.article.text
    for span in index.find(name):
        sentence = index.sentence(span.sentence)
        before = _before(text[sentence.start : span.start])
        if before:
            return before, Span(span.sentence, text.rindex(before, sentence.start, span.start), span.end)
        behind = _BEHIND.match(text, span.end, sentence.end)
        what = " ".join(behind["what"].split()) if behind else ""
        words = [] if _CLAUSE.search(what) else what.split()
        if behind and 0 < len(words) <= MAX_WORDS and (_ARTICLE.match(what) or any(map(is_office, words))):
            return what, Span(span.sentence, span.start, behind.end("what"))
    return None


def _before(lead: str) -> str:
    """The office in which the words before a name end; empty when they end in something else."""
    if not lead.endswith(" ") or "\n" in lead[-80:]:
        return ""
    words = lead.split()[-MAX_WORDS:]
    if not words or not is_office(words[-1]):
        return ""
    start = len(words) - 1
    while start and _belongs(words[start - 1]):
        start -= 1
    found = " ".join(words[start:])
    return found.rstrip(",") if lead.endswith(f"{found} ") else ""


def _belongs(word: str) -> bool:
    """Whether a word before an office is part of it: "Vale" in "Vale chief executive"."""
    return word[-1].isalnum() and (is_office(word) or (word[:1].isupper() and not is_opener(word)))
