"""How well a fact is corroborated: the articles that state it, copies of one text counted once."""

from collections.abc import Iterable

from summarizer_schemas import Copies, Evidence


class Witnesses:
    """The independent witnesses among the articles of a dossier."""

    def __init__(self, copies: Iterable[Copies]) -> None:
        self._witness: dict[str, str] = {}
        for group in copies:
            self._join(group.articles)

    def of(self, articles: Iterable[str]) -> set[str]:
        """One article id for each independent witness among some articles."""
        return {self._first(article) for article in articles}

    def count(self, evidence: Iterable[Evidence]) -> int:
        """How many independent articles some evidence comes from."""
        return len(self.of(each.article for each in evidence))

    def _join(self, articles: list[str]) -> None:
        for article in articles:
            first, other = self._first(articles[0]), self._first(article)
            if other != first:
                self._witness[other] = first

    def _first(self, article: str) -> str:
        while article in self._witness:
            article = self._witness[article]
        return article
