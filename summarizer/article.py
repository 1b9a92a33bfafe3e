"""An article: the text as we publish it, its numbered sentences, and what is known about it."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Self

from summarizer.errors import ArticleEmpty, ArticleTooLarge
from summarizer.text.addressed import addressed
from summarizer.text.clean import clean, sound
from summarizer.text.furniture import find_furniture
from summarizer.text.language import detect_language
from summarizer.text.paragraphs import paragraph_spans
from summarizer.text.sentences import sentence_spans

MAX_CHARACTERS = 2_000_000
"""A long novel, and two hundred times a long news article: more is a mistake, not an article."""

ID_DIGITS = 16
"""Hexadecimal digits of the default id. 64 bits: among a million articles two share one with a chance of 3 in
100 million."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One numbered sentence: `article.text[start:end] == text`, always."""

    number: int
    """From 1, in the order of the text."""
    start: int
    """Unicode code points of `Article.text`, half-open, no white space at either end."""
    end: int
    paragraph: int
    """From 1, in the order of the text."""
    text: str


@dataclass(frozen=True)
class Article:
    """A news article. `Article.from_text` and `summarizer.read.read_article` build it and check the text."""

    text: str
    """What every offset counts code points of."""
    id: str
    title: str | None = None
    source: str | None = None
    """The outlet."""
    author: str | None = None
    """Byline."""
    credit: str | None = None
    """Whom the text itself names as where it comes from: an agency, another outlet."""
    published: str | None = None
    """ISO 8601 where that is known, else as given."""
    url: str | None = None
    language: str | None = None
    """ISO 639 or BCP 47 code; None when unknown."""
    warnings: tuple[str, ...] = ()
    """What was mended in the text, a sentence each."""
    page_starts: tuple[int, ...] = ()
    """Where each page of a PDF begins in the text; empty for what has no pages."""

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        id: str | None = None,  # noqa: A002  # the field's name in the contract
        title: str | None = None,
        source: str | None = None,
        author: str | None = None,
        credit: str | None = None,
        published: str | None = None,
        url: str | None = None,
        language: str | None = None,
    ) -> Self:
        """Clean and check a text.

        Line breaks become line feeds; byte-order marks and control characters go; lone surrogates become
        U+FFFD; mojibake is repaired. Nothing else is changed: curly quotes and blanks stay as published.

        Args:
            text: plain text, at most `MAX_CHARACTERS`.
            id: by default the first 16 hexadecimal digits of the SHA-256 of the published text.
            title: the headline, also where it is part of the text.
            source: name of the outlet.
            author: byline.
            credit: where the text comes from; by default what a line of it says ("Source: …").
            published: date, best in ISO 8601.
            url: where the article came from; it is never fetched.
            language: ISO 639 or BCP 47 code; by default it is detected, and None when that is unclear.

        Raises:
            ArticleEmpty: nothing but white space.
            ArticleTooLarge: more than `MAX_CHARACTERS`.
        """
        name = id or url or title
        if len(text) > MAX_CHARACTERS:
            raise ArticleTooLarge(
                f"The text has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}.",
                hint="Give one article at a time.",
                article=name,
            )
        text, warnings = clean(text)
        if not text.strip():
            raise ArticleEmpty(
                "The article is empty.", hint="Check that the file was saved with its text.", article=name
            )
        return cls(
            text=text,
            id=sound(id) or sha256(text.encode()).hexdigest()[:ID_DIGITS],
            title=sound(title),
            source=sound(source),
            author=sound(author),
            credit=sound(credit) or find_furniture(_paragraphs(text)).credit,
            published=sound(published),
            url=sound(url),
            language=language or detect_language(text),
            warnings=tuple(warnings),
        )

    def page_at(self, position: int) -> int | None:
        """The page, from 1, that the code point at `position` is on; None for what has no pages."""
        return bisect_right(self.page_starts, position) or None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order. Computed once.

        Together they hold every letter and digit of the text, except for paragraphs that are no part of the article:
        credits, bylines, calls to comment or subscribe, links to other stories (`summarizer.text.furniture`). Those
        stay in the text, so that it is the one that was published, and have no number.
        """
        sentences: list[Sentence] = []
        paragraph = 0
        furniture = find_furniture(_paragraphs(self.text)).paragraphs
        for index, (paragraph_start, paragraph_end) in enumerate(paragraph_spans(self.text)):
            if index in furniture:
                continue
            spans = sentence_spans(self.text, paragraph_start, paragraph_end, self.language)
            paragraph += bool(spans)
            for start, end in spans:
                number = len(sentences) + 1
                sentences.append(Sentence(number, start, end, paragraph, self.text[start:end]))
        return tuple(sentences)

    @cached_property
    def addressed(self) -> frozenset[int]:
        """The numbers of the sentences that speak to the program that reads them: no model is shown them, no fact rests
        on them. Computed once.
        """
        texts, paragraphs = [each.text for each in self.sentences], [each.paragraph for each in self.sentences]
        return frozenset(addressed(texts, paragraphs))


def _paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraph_spans(text)]
