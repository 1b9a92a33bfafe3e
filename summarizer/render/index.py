"""The index of a folder of reports: a line each, to sort, search and filter without a server."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from summarizer.render.html import filled
from summarizer_schemas import ArticleSummary, Dossier

NO_DEAL = "no deal"


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the index; small, since there may be very many.

    Attributes:
        file: its name in the folder.
        title: of the deal, else of the article.
        kind, status: of the deal; "no deal" and "" where there is none.
        parties: their names.
        contested: how many controversies there are.
        unanswered: how many of them got no answer.
        source, published: of the article; of a dossier, how many articles and the first date.
    """

    file: str
    title: str
    kind: str
    status: str
    parties: str
    contested: int
    unanswered: int
    source: str
    published: str

    @classmethod
    def of(cls, told: ArticleSummary | Dossier, file: str) -> Self:
        """The entry of what is told in a file."""
        articles = told.articles if isinstance(told, Dossier) else [told.article]
        deal = told.deal
        headline = next((each.title for each in articles if each.title), None)
        identity = articles[0].id if articles else file
        return cls(
            file=file,
            title=(deal.title if deal else "") or headline or identity,
            kind=deal.kind if deal else NO_DEAL,
            status=deal.status if deal else "",
            parties=", ".join(party.name for party in deal.parties) if deal else "",
            contested=len(told.controversies),
            unanswered=sum(not each.responses for each in told.controversies),
            source=f"{len(articles)} articles"
            if len(articles) > 1
            else next((each.source or "" for each in articles), ""),
            published=min((each.published for each in articles if each.published), default=""),
        )


def index(entries: Iterable[Entry]) -> Iterator[str]:
    """The index page, piece by piece."""
    listed = list(entries)
    kinds = sorted({entry.kind for entry in listed})
    statuses = sorted({entry.status for entry in listed if entry.status})
    sources, dates = any(entry.source for entry in listed), any(entry.published for entry in listed)
    return filled("index", entries=listed, kinds=kinds, statuses=statuses, sources=sources, dates=dates)
