"""How many agreements were made: "two memorandums" in one article, "a memorandum" in another."""

import re
from collections.abc import Iterator, Sequence

from summarizer.merging.telling import Passage, Told
from summarizer_schemas import Discrepancy, Version

_COUNTS = {"a": 1, "an": 1, "one": 1, "single": 1, "pair of": 2, "both": 2} | {
    word: number
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
_PAPERS = {
    "memorandum of understanding": r"memorand(?:um|ums|a) of understanding|memorand(?:um|ums|a)|mous?",
    "contract": r"contracts?",
    "letter of intent": r"letters? of intent",
    "treaty": r"treat(?:y|ies)",
    "licence": r"licen[cs]es?",
    "concession": r"concessions?",
    "agreement": r"agreements?|accords?|pacts?",
}
_SIGNED = re.compile(r"\b(?:sign\w*|ink\w*|conclud\w+|enter\w* into|exchang\w+|initial\w+)\b", re.IGNORECASE)
_NUMBERED = {
    paper: re.compile(
        rf"\b(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})\s+(?:separate\s+|further\s+|new\s+|binding\s+|non-binding\s+|"
        rf"preliminary\s+|initial\s+|landmark\s+|[\w-]+ed\s+)?(?:{words})\b(?!-)",
        re.IGNORECASE,
    )
    for paper, words in _PAPERS.items()
}


def different_numbers(articles: Sequence[Told]) -> Iterator[Discrepancy]:
    """Documents of one sort of which the articles count different numbers, where each gives one number."""
    for paper, numbered in _NUMBERED.items():
        by_count: dict[int, list[Passage]] = {}
        for told in articles:
            counted = _counts(told, numbered)
            if len(counted) == 1:
                count, passage = next(iter(counted.items()))
                by_count.setdefault(count, []).append(passage)
        if len(by_count) > 1:
            versions = [
                Version(value=str(count), evidence=[passage.evidence() for passage in passages])
                for count, passages in sorted(by_count.items())
            ]
            yield Discrepancy(kind="number", about=f"how many: {paper}", versions=versions)


def _counts(told: Told, numbered: re.Pattern[str]) -> dict[int, Passage]:
    """Each number of such documents that are signed, with the first sentence that gives it."""
    found: dict[int, Passage] = {}
    if told.summary.deal is None:
        return found
    for passage in told.passages.values():
        if not _SIGNED.search(passage.text):
            continue
        for match in numbered.finditer(passage.text):
            word = match["count"].casefold()
            found.setdefault(_COUNTS.get(word) or int(word), passage)
    return found
