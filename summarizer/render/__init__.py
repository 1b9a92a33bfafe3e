"""A summary as it is read: text for a terminal, Markdown for a code host, JSON for a program.

view      how it is to be shown: width, colour, what is left out
page      what is told, and in which order; the same for text and Markdown
sources   the sentences that the lines rest on
clean     words of others made harmless
text, markdown
"""

from collections.abc import Sequence

from summarizer.render.page import page_of
from summarizer.render.view import Format, View
from summarizer_schemas import ArticleSummary

__all__ = ["Format", "View", "render"]


def render(
    summaries: ArticleSummary | Sequence[ArticleSummary],
    form: Format = "text",
    view: View | None = None,
) -> str:
    """One summary or several, one after another.

    Args:
        summaries: what is shown; for none the result is empty.
        form: "json" is one indented object; several go out as "jsonl", one object a line.
        view: how they are shown; without it plain text, 80 columns wide. Where summaries are rendered one by
            one into the same Markdown file, `View.number` keeps their footnotes apart.

    Returns:
        Whole lines, the last one ended too.
    """
    view = view or View()
    several = [summaries] if isinstance(summaries, ArticleSummary) else list(summaries)
    if form in ("json", "jsonl"):
        return _json(several, view, indent=2 if form == "json" and len(several) == 1 else None)
    numbered = len(several) > 1 or view.number is not None
    first = view.number or 1
    pages = [page_of(summary, number=first + offset if numbered else None) for offset, summary in enumerate(several)]
    if form == "markdown":
        from summarizer.render.markdown import markdown

        return markdown(pages, view)
    from summarizer.render.text import text

    return text(pages, view)


def _json(summaries: list[ArticleSummary], view: View, *, indent: int | None) -> str:
    lines = []
    for summary in summaries:
        if not view.article_text:
            without = summary.article.model_copy(update={"text": None})
            summary = summary.model_copy(update={"article": without})
        lines.append(summary.model_dump_json(indent=indent) + "\n")
    return "".join(lines)
