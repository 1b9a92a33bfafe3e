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
    "memorandum of understanding": (
        "memorandum(?: of understanding)?|mou",
        "memorand(?:ums|a)(?: of understanding)?|mous",
    ),
    "contract": ("contract", "contracts"),
    "letter of intent": ("letter of intent", "letters of intent"),
    "treaty": ("treaty", "treaties"),
    "licence": ("licen[cs]e", "licen[cs]es"),
    "concession": ("concession", "concessions"),
    "agreement": ("agreement|accord|pact", "agreements|accords|pacts"),
}
"""Documents: what one is called, and several."""

_SIGNED = re.compile(
    r"\b(?:sign\w*|ink\w*|conclud\w+|enter\w* into|exchang\w+|initial\w+|compris\w+|consist\w*|includ\w+)\b",
    re.IGNORECASE,
)
_BETWEEN = r"(?:(?!of\b|\w*(?:s|ed)\b)[\w-]+\s+|[\w-]+-[\w]+ed\s+){0,2}"
"""What may stand between number and document: "two binding supply contracts"; not "two firms signed contracts"."""

_SEVERAL = "|".join([*(word for word, count in _COUNTS.items() if count > 1), r"\d{1,2}"])
_NUMBERED = {
    paper: re.compile(
        rf"\b(?:(?P<one>an?|one|single|1)\s+{_BETWEEN}(?:{one})|"
        rf"(?P<several>{_SEVERAL})\s+{_BETWEEN}(?:{several}))"
        r"\b(?!-)",
        re.IGNORECASE,
    )
    for paper, (one, several) in _PAPERS.items()
}
_EACH = re.compile(r"\b(?:one (?:for|on|with|to|of them)|the other|the (?:first|second)|each)\b", re.IGNORECASE)


def different_numbers(articles: Sequence[Told]) -> Iterator[Discrepancy]:
    """Documents of one sort of which the articles count different numbers, where each gives one number."""
    for paper, numbered in _NUMBERED.items():
        by_count: dict[int, list[Passage]] = {}
        for told in articles:
            counted = _counts(told, numbered)
            if len(counted) == 1:
                count, passage = next(iter(counted.items()))
                by_count.setdefault(count, []).append(passage)
        enumerated = any(_EACH.search(each.text) for count, own in by_count.items() if count > 1 for each in own)
        if enumerated:
            by_count.pop(1, None)  # "a contract for milk" is one of "two contracts, one for milk and one for cheese"
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
            word = (match["one"] or match["several"]).casefold()
            found.setdefault(_COUNTS.get(word) or int(word), passage)
    return found
