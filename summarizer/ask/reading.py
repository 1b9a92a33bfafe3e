"""One part of an article being read, and what is found in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from summarizer.article import Sentence
from summarizer.ask.metered import Metered
from summarizer.ask.prompts import article_messages, excerpt_messages
from summarizer.model.request import Message

STEM = 5
"""Letters in which two forms of a word are alike."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of an article, whom to ask about it, and how long answers may be."""

    part: tuple[Sentence, ...]
    """The sentences the model reads."""
    metered: Metered
    bound: int
    """The most facts a list may hold."""
    max_tokens: int
    """Bound of one section's answer."""
    translate_to: str | None = None
    """ISO 639-1 code of the language that the model is to write in, where it is not the article's."""
    english: bool = True
    """Whether the article is in English, whose words code can read."""

    @property
    def texts(self) -> list[str]:
        """The sentences' texts, blanks folded."""
        return [" ".join(sentence.text.split()) for sentence in self.part]

    def paragraph(self, number: int, before: int) -> str:
        """The sentences of a paragraph that stand before one with some number."""
        there = zip(self.part, self.texts, strict=True)
        return " ".join(text for each, text in there if each.paragraph == number and each.number < before)

    def messages(self, question: str) -> tuple[Message, ...]:
        """A question about the whole part."""
        return article_messages(self.part, question, self.translate_to)

    def excerpt(self, sentences: tuple[Sentence, ...], form: str, question: str) -> tuple[Message, ...]:
        """A question about a few sentences."""
        return excerpt_messages(sentences, form, question, self.translate_to)

    def longest_run(self, said: str) -> str:
        """The longest run of the words said that stands in the article; all of them where none does.

        "Vale's new turbine V-12" is "new turbine V-12" where the article says so.
        """
        text = " ".join(self.texts).casefold()
        words = said.split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                run = " ".join(words[start : start + length]).strip(".,;:")
                if len(run) >= STEM and re.search(rf"(?<!\w){re.escape(run.casefold())}(?!\w)", text):
                    return run
        return said

    def carries(self, sentence: Sentence, said: str) -> bool:
        """Whether a sentence has at least half of the words that the model said, as far as they begin alike.

        In another language than the article's no words can be compared.
        """
        if self.translate_to:
            return bool(said.strip(". "))
        there, words = stems(sentence.text), [word[:STEM] for word in re.findall(r"\w+", said.casefold())]
        return bool(words) and sum(word in there for word in words) * 2 >= len(words)


def stems(text: str) -> set[str]:
    """The words of a text as far as two forms of a word are alike."""
    return {word[:STEM] for word in re.findall(r"\w+", text.casefold())}


@dataclass(frozen=True, slots=True)
class Found:
    """The facts of a section as the model gave them, and whether the answer was whole."""

    facts: Sequence[BaseModel]
    complete: bool = True
