"""Check what a model might have said about a text, without a model."""

from collections.abc import Collection
from typing import Any

from pydantic import BaseModel

from summarizer.article import Article
from summarizer.ask.metered import Answers
from summarizer.ask.sections import sections_of
from summarizer.pipeline import check_answers
from summarizer.schemas import ArticleSummary, Evidence

EMPTY_DEAL: dict[str, Any] = {
    "title": "", "kind": "other", "status": "unclear", "parties": [], "items": [], "amounts": [],
    "instruments": [], "events": [], "benefits": [], "evidence": [1],
}  # fmt: skip


def check(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    id: str | None = None,  # noqa: A002  the field's name
    source: str | None = None,
    judged: bool = False,
    plain: Collection[int] = (),
    **said: Any,
) -> ArticleSummary:
    """The summary of a text for which the model said so.

    Args:
        text: the article.
        published: its publication date.
        language: the language the model was to write in; by default the text's own.
        id: the article's; by default that of its text.
        source: the outlet.
        judged: whether a small model judged what is a controversy.
        plain: the sentences of disputes of which it left no doubt.
        said: section → facts as the model gives them; `deal` needs only the fields that matter.
    """
    article = Article.from_text(text, id=id, source=source, published=published)
    sections = sections_of(ArticleSummary)
    facts = {}
    for section in sections:
        given = said.get(section.name, [])
        if section.name == "deal":
            facts["deal"] = [section.wire(32).model_validate(EMPTY_DEAL | given)] if given else []
        else:
            facts[section.name] = section.facts(section.wire(32).model_validate({section.name: given}))
    summary = check_answers(
        article, sections, Answers(deal=True, judged=judged, plain=set(plain), parts=[facts]), ArticleSummary, language
    )
    assert_offsets(summary)
    return summary


def assert_offsets(summary: ArticleSummary) -> None:
    """Every quote is the published text at its offsets, and inside the sentence it names."""
    text = summary.article.text
    assert text is not None
    sentences = Article.from_text(text, language=summary.article.language).sentences
    for evidence in evidence_of(summary):
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote.strip()
        sentence = sentences[evidence.sentence - 1]
        assert sentence.start <= evidence.start < evidence.end <= sentence.end


def evidence_of(node: object) -> list[Evidence]:
    """All evidence of a summary, a fact or a list of them."""
    if isinstance(node, Evidence):
        return [node]
    if isinstance(node, list):
        return [each for item in node for each in evidence_of(item)]
    if isinstance(node, BaseModel):
        return [each for name in type(node).model_fields for each in evidence_of(getattr(node, name))]
    return []
