"""One summary made searchable: what is known of its article's words, with or without the text.

Where the text was left out, the quotes of the evidence are what is known: whole sentences for most facts.
"""

from dataclasses import dataclass
from functools import cached_property

from summarizer.article import Article
from summarizer.text.names import SMALL, acronym, is_abbreviation, name_key, name_words, spells
from summarizer_schemas import ArticleSummary, Evidence, evidence_in


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, or what is known of it; `start` counts code points of the article's text."""

    article: str
    sentence: int
    start: int
    text: str

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """All of the passage as evidence, or some of its characters."""
        quote = self.text[start:end]
        first = self.start + start
        return Evidence(article=self.article, sentence=self.sentence, start=first, end=first + len(quote), quote=quote)


class Told:
    """What one article tells, as far as its summary shows.

    Args:
        summary: the article's.
        same: what another part of the same article tells; its words are not taken apart again.
    """

    def __init__(self, summary: ArticleSummary, same: "Told | None" = None) -> None:
        self.summary = summary
        self.id = summary.article.id
        if same:
            self.passages, self.known = same.passages, same.known

    @cached_property
    def quotes(self) -> list[Evidence]:
        """Every piece of evidence in the summary."""
        return list(dict.fromkeys(evidence_in(self.summary)))

    @cached_property
    def passages(self) -> dict[int, Passage]:
        """The article's sentences by their numbers; without its text the longest quote of each that is cited."""
        info = self.summary.article
        if info.text:
            article = Article.from_text(info.text, id=self.id, language=info.language)
            if article.text == info.text:
                return {each.number: Passage(self.id, each.number, each.start, each.text) for each in article.sentences}
        longest: dict[int, Evidence] = {}
        for each in self.quotes:
            if each.sentence not in longest or len(each.quote) > len(longest[each.sentence].quote):
                longest[each.sentence] = each
        return {n: Passage(self.id, n, each.start, each.quote) for n, each in sorted(longest.items())}

    @cached_property
    def known(self) -> str:
        """Everything known of the article's words as names are compared, a space around each."""
        info = self.summary.article
        body = info.text or " ".join(each.text for each in self.passages.values())
        return f" {' '.join(name_words(' '.join((info.title or '', body))))} "

    def around(self, evidence: Evidence) -> tuple[Passage, int, int]:
        """The passage that evidence stands in, with the place of the evidence in it."""
        passage = self.passages.get(evidence.sentence)
        if passage:
            start, end = evidence.start - passage.start, evidence.end - passage.start
            if start >= 0 and passage.text[start:end] == evidence.quote:
                return passage, start, end
        own = Passage(self.id, evidence.sentence, evidence.start, evidence.quote)
        return own, 0, len(evidence.quote)

    def abbreviates(self, name: str) -> bool:
        """Whether the article has the initials of a name, or lists a name of which this one has the initials."""
        if is_abbreviation(name):
            letters = list(acronym(name).casefold())
            stakeholders = (written for each in self.summary.stakeholders for written in (each.name, *each.aliases))
            return any(spells(letters, written.split()) for written in stakeholders if " " in written)
        initials = "".join(word[0] for word in name_key(name) if word not in SMALL)
        return len(initials) > 1 and self.names((initials,))

    def names(self, key: tuple[str, ...]) -> bool:
        """Whether the words that tell a name stand in the article, one after another."""
        return bool(key) and f" {' '.join(key)} " in self.known
