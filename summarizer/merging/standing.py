"""How far the deal has come: stages that exclude each other, where the articles' own words show them."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from summarizer.merging.telling import Passage, Told
from summarizer_schemas import Discrepancy, Version

_CUES = {
    "rumoured": r"rumou?r\w*|(?:consider|weigh|explor)(?:s|es|ed|ing)\b|(?:is|are) said to",
    "negotiating": r"talks|negotiat\w+|in discussions?|yet to (?:be )?(?:agree|sign|conclude)\w*|not yet signed",
    "agreed": r"agreed|agrees",
    "signed": r"signed|signs|inked",
    "under way": r"began|begun|under way|underway|started|dispatched|shipped",
    "completed": r"complet(?:ed|es|ion)|closed|finali[sz]ed|took over|has taken over",
    "suspended": r"suspend\w+|on hold|halted|paused|frozen",
    "cancelled": r"cancel\w+|called off|calls off|scrapp\w+|abandon\w+|terminated|collapsed|walked away|withdr[ae]w\w*",
}
_PATTERNS = {stage: re.compile(rf"\b(?:{words})", re.IGNORECASE) for stage, words in _CUES.items()}
_DENIED = re.compile(
    r"\b(?:not|n['’]t|never|no|yet to|until|unless|if|would|could|may|might|will|should|expect\w*|plan\w*|before|once|"
    r"after|denied?|calls? for|demand\w*|urg\w+|want\w*)\b",
    re.IGNORECASE,
)
_RANK = {
    stage: rank for rank, stage in enumerate(("rumoured", "negotiating", "agreed", "signed", "under way", "completed"))
}
_ENDED = frozenset({"suspended", "cancelled"})


def different_standing(articles: Sequence[Told]) -> Iterator[Discrepancy]:
    """Stages that exclude each other.

    A later article that has a later stage shows progress, and one that has the deal end shows that it ended: neither is
    a difference. Agreed, signed and under way exclude none of each other.
    """
    shown = [(told, *stage) for told in articles if (stage := _stage(told))]
    contested = {
        stage
        for (told, status, _), (other, second, _) in combinations(shown, 2)
        if _exclude(status, second) and not _progress(told, status, other, second)
        for stage in (status, second)
    }
    if contested:
        versions = [
            Version(value=stage, evidence=[passage.evidence() for _, status, passage in shown if status == stage])
            for stage in dict.fromkeys(status for _, status, _ in shown)
            if stage in contested
        ]
        yield Discrepancy(kind="status", about="how far the deal has come", versions=versions)


def _stage(told: Told) -> tuple[str, Passage] | None:
    """The status of an article's deal, with the sentence of the deal whose words show it."""
    deal = told.summary.deal
    if deal is None or deal.status not in _PATTERNS:
        return None
    cited = [told.around(each)[0] for each in deal.evidence]
    cited += [told.around(each)[0] for event in deal.events for each in event.evidence]
    for passage in dict.fromkeys((*cited, *told.passages.values())):
        found = _PATTERNS[deal.status].search(passage.text)
        clause = re.split(r"[,;:]", passage.text[: found.start()])[-1] if found else ""
        if found and not _DENIED.search(clause):
            return deal.status, passage
    return None


def _exclude(left: str, right: str) -> bool:
    if (left in _ENDED) != (right in _ENDED):
        return True
    if left in _ENDED:
        return False
    low, high = sorted((_RANK[left], _RANK[right]))
    early, done = _RANK["negotiating"], _RANK["completed"]
    return (low <= early < _RANK["agreed"] <= high) or (high == done and low < _RANK["under way"])


def _progress(first: Told, status: str, second: Told, later: str) -> bool:
    """Whether the stages follow each other as the articles do; the first was published before the second."""
    dates = [told.summary.article.published for told in (first, second)]
    if None in dates or str(dates[0])[:10] >= str(dates[1])[:10]:
        return False
    return later in _ENDED or (status not in _ENDED and _RANK[later] > _RANK[status])
