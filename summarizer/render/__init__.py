"""A summary or a dossier as it is read: text, Markdown or a web page for people, JSON for programs.

view      how it is to be shown: width, colour, what is left out
page      what is told, and in which order; the same for every format that people read
readings  the articles behind it, and the marks that point into them
sources   the sentences that the lines rest on
clean     words of others made harmless
text, markdown, html, index
"""

from collections.abc import Sequence

from summarizer.render.page import page_of
from summarizer.render.view import Format, View
from summarizer_schemas import ArticleSummary, Dossier

__all__ = ["Format", "View", "render"]


def render(
    told: ArticleSummary | Dossier | Sequence[ArticleSummary | Dossier],
    form: Format = "text",
    view: View | None = None,
) -> str:
    """One summary or dossier, or several, one after another.

    Args:
        told: what is shown; for none the result is empty (in HTML, a page that says so).
        form: "json" is one indented object; several go out as "jsonl", one object a line.
        view: how they are shown; without it plain text, 80 columns wide. Where summaries are rendered one by
            one into the same Markdown file, `View.number` keeps their footnotes apart.

    Returns:
        Whole lines, the last one ended too.
    """
    view = view or View()
    several = [told] if isinstance(told, ArticleSummary | Dossier) else list(told)
    if not view.article_text and form not in ("text", "markdown"):
        several = [_without_text(each) for each in several]
    if form in ("json", "jsonl"):
        return _json(several, indent=2 if form == "json" and len(several) == 1 else None)
    numbered = len(several) > 1 or view.number is not None
    first = view.number or 1
    pages = [page_of(each, number=first + offset if numbered else None) for offset, each in enumerate(several)]
    if form == "html":
        from summarizer.render.html import html

        return html(pages, view)
    if form == "markdown":
        from summarizer.render.markdown import markdown

        return markdown(pages, view)
    from summarizer.render.text import text

    return text(pages, view)


def _json(several: Sequence[ArticleSummary | Dossier], *, indent: int | None) -> str:
    return "".join(each.model_dump_json(indent=indent) + "\n" for each in several)


def _without_text(told: ArticleSummary | Dossier) -> ArticleSummary | Dossier:
    if isinstance(told, ArticleSummary):
        return told.model_copy(update={"article": told.article.model_copy(update={"text": None})})
    return told.model_copy(update={"articles": [each.model_copy(update={"text": None}) for each in told.articles]})
