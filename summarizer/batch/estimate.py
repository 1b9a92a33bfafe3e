"""What an article will cost, before anything is asked."""

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.article import Article
from summarizer.ask.asking import GATE_TOKENS, HOSTED_CONTEXT, QUESTION_TOKENS, SECTION_TOKENS
from summarizer.ask.prompts import SYSTEM
from summarizer.ask.sections import Section
from summarizer.ask.windows import windows
from summarizer.model.choose import Endpoint
from summarizer.model.gate import Bound
from summarizer.model.usage import cost_of
from summarizer.text.tokens import about_tokens

TYPICAL_INPUT = 0.75
"""Share of the estimated tokens of a prompt that it really has: 4.0 characters a token where 3.0 are assumed."""

TYPICAL_SECTION_TOKENS = 350
"""Of a section's answer; between 100 and 700 in our articles."""

TYPICAL_REASONING_TOKENS = 1_000
"""Thoughts before an answer of a model that has them: an assumption, since it depends on the model."""


class Estimate(NamedTuple):
    """Tokens and dollars for one article: what is likely, and at most without corrections."""

    likely: Bound
    most: Bound


def estimate(article: Article, sections: Sequence[Section], endpoint: Endpoint) -> Estimate:
    """What one article will use, if it reports a deal; one that does not uses a fourth of it."""
    context = (endpoint.context_tokens or HOSTED_CONTEXT) - SECTION_TOKENS - QUESTION_TOKENS
    parts = windows(article.sentences, context)
    read = sum(about_tokens(sentence.text) for part in parts for sentence in part)
    requests = 1 + len(sections)
    asked = about_tokens(SYSTEM) * requests + QUESTION_TOKENS * len(sections)
    read = read * requests + asked * len(parts)
    thoughts = endpoint.reasoning_tokens
    written = len(parts) * (GATE_TOKENS + SECTION_TOKENS * len(sections) + thoughts * requests)
    typical_thoughts = min(thoughts, TYPICAL_REASONING_TOKENS)
    typical = len(parts) * (GATE_TOKENS + TYPICAL_SECTION_TOKENS * len(sections) + typical_thoughts * requests)
    return Estimate(_bound(int(read * TYPICAL_INPUT), typical, endpoint), _bound(read, written, endpoint))


def _bound(read: int, written: int, endpoint: Endpoint) -> Bound:
    return Bound(read, written, cost_of(endpoint, read, 0, written))
