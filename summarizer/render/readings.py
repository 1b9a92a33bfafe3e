"""The articles behind a page, and the marks by which its lines point into them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from summarizer.render.sources import Source, sources_of
from summarizer_schemas import ArticleInfo, Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, as far as a page rests on it.

    Attributes:
        key: "A", "B", … among several articles; "" for the only one.
        info: what is known of it.
        evidence: everything on the page that rests on it.
        sources: the sentences cited, in the article's order.
    """

    key: str
    info: ArticleInfo
    evidence: tuple[Evidence, ...]
    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        """What a reader knows it by: the outlet, else the headline, else the id."""
        return self.info.source or self.info.title or self.info.id

    def mark(self, sentence: int) -> str:
        """What a line says that rests on the sentence: "7", or "B7" among several articles."""
        return f"{self.key}{sentence}"

    def marks(self) -> tuple[str, ...]:
        """The marks of all sentences cited."""
        return tuple(self.mark(source.sentence) for source in self.sources)


def readings_of(articles: Sequence[ArticleInfo], evidence: Iterable[Evidence]) -> tuple[Reading, ...]:
    """The articles with what rests on each, in the order given.

    Evidence from an article that is not among them is kept, under an article of which only the id is known.
    Of a single article all evidence is its own.
    """
    by_article: dict[str, list[Evidence]] = defaultdict(list)
    for each in evidence:
        by_article[articles[0].id if len(articles) == 1 else each.article].append(each)
    known = {article.id: article for article in articles}
    unknown = (ArticleInfo(id=name, characters=0, sentences=0) for name in by_article if name not in known)
    every = [*known.values(), *unknown]
    return tuple(
        Reading(
            _key(place) if len(every) > 1 else "",
            info,
            tuple(by_article[info.id]),
            sources_of(by_article[info.id], info.text, info.language),
        )
        for place, info in enumerate(every)
    )


def marks_of(readings: Sequence[Reading], evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Which sentences they are, in the order of articles and sentences, each once."""
    return tuple(reading.mark(sentence) for reading, sentence in sentences_of(readings, evidence))


def sentences_of(readings: Sequence[Reading], evidence: Iterable[Evidence]) -> tuple[tuple[Reading, int], ...]:
    """The sentences that evidence lies in, each with its article."""
    places = {reading.info.id: place for place, reading in enumerate(readings)}
    only = len(readings) == 1
    cited = sorted({(0 if only else places[each.article], each.sentence) for each in evidence})
    return tuple((readings[place], sentence) for place, sentence in cited)


def _key(place: int) -> str:
    """A, B, …, Z, AA, AB, …"""
    key = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, len(ascii_uppercase))
        key = ascii_uppercase[letter] + key
    return key
