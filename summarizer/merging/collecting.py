"""The summaries that are merged: each article once, in an order of their own."""

from collections.abc import Iterable

from summarizer.merging.clusters import blocked_pairs, linked
from summarizer_schemas import ArticleSummary, Dossier, evidence_in

Mergeable = ArticleSummary | Dossier


def collect(given: Iterable[Mergeable]) -> tuple[list[ArticleSummary], list[str]]:
    """The summaries, each article once, by date of publication and id, and what a reader should know of them."""
    given = list(given)
    summaries = [summary for each in given for summary in _summaries(each)]
    keys = [(f"id {each.article.id}", f"text {each.article.text or each.article.id}") for each in summaries]
    earlier = {told for each in given if isinstance(each, Dossier) for told in each.warnings}
    kept, warnings = [], []
    for group in linked(len(summaries), blocked_pairs(keys)):
        versions = {_digest(summaries[each]): summaries[each] for each in group}
        best = versions[max(versions)]
        kept.append(best)
        texts = {each.article.text for each in versions.values() if each.article.text}
        told = f"Several texts have the id {best.article.id}; the newest was taken, of these that with most evidence."
        if len(texts) > 1 or told in earlier:
            warnings.append(told)
    kept.sort(key=lambda each: (each.article.published or "9999", each.article.id))
    return kept, sorted(warnings)


def without_text(summary: ArticleSummary) -> ArticleSummary:
    """A summary without its article's text."""
    return summary.model_copy(update={"article": summary.article.model_copy(update={"text": None})})


def _summaries(given: Mergeable) -> Iterable[ArticleSummary]:
    """A summary itself, one of a subclass with its sections by name; those of a dossier with the texts beside them."""
    if isinstance(given, ArticleSummary):
        plain = type(given) is ArticleSummary
        return [given if plain else ArticleSummary.model_validate(given.model_dump())]
    texts = {info.id: info.text for info in given.articles}
    return [
        each.model_copy(update={"article": each.article.model_copy(update={"text": texts.get(each.article.id)})})
        for each in given.summaries
    ]


def _digest(summary: ArticleSummary) -> tuple[str, int, bool, str]:
    """Of two summaries of one article the newest is kept, then that with more evidence, then that with the text."""
    info = summary.article
    return info.published or "", sum(1 for _ in evidence_in(summary)), info.text is not None, summary.model_dump_json()
