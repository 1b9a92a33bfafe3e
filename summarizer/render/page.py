"""The page of a summary: the same for text and Markdown, which decide only how it looks."""

from dataclasses import dataclass

from summarizer.render.parts import Line, Section, marks_of
from summarizer.render.sections import sections_of, values
from summarizer.render.sources import Source, evidence_in, sources_of
from summarizer.render.view import View
from summarizer_schemas import ArticleInfo, ArticleSummary, Rejected, Run

NO_DEAL = "No deal is reported in this article."


@dataclass(frozen=True, slots=True)
class Page:
    """One summary, laid out."""

    title: Line
    about: tuple[str, ...]
    url: str | None
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    rejected: tuple[Line, ...]
    warnings: tuple[str, ...]
    run: Run
    number: int | None = None
    quoted: frozenset[str] = frozenset()
    """Marks of the sentences that already stand on the page word for word."""


def page_of(summary: ArticleSummary, number: int | None = None) -> Page:
    """The page of one summary; `number` is its place among several."""
    sources = sources_of(evidence_in(summary), summary.article.text)
    said = {statement.text for statement in summary.overview}
    return Page(
        title=_title(summary),
        about=_about(summary),
        url=summary.article.url,
        sections=tuple(section for section in sections_of(summary) if section.blocks),
        sources=sources,
        rejected=tuple(_rejected(each) for each in summary.rejected),
        warnings=tuple(summary.warnings),
        run=summary.run,
        number=number,
        quoted=frozenset(source.mark for source in sources if source.quote in said),
    )


def _title(summary: ArticleSummary) -> Line:
    article, deal = summary.article, summary.deal
    if deal is None:
        return Line(article.title or article.id, notes=(NO_DEAL,), strong=True)
    kind = "deal of another kind" if deal.kind == "other" else deal.kind
    status = "status unclear" if deal.status == "unclear" else deal.status
    return Line(deal.title or article.title or article.id, notes=(kind, status), marks=marks_of(deal), strong=True)


def _about(summary: ArticleSummary) -> tuple[str, ...]:
    article: ArticleInfo = summary.article
    headline = f"“{article.title}”" if article.title and summary.deal and summary.deal.title else None
    length = f"{article.sentences:,} sentence{'' if article.sentences == 1 else 's'}"
    told = (headline, article.source, article.published, article.language, length, f"id {article.id}")
    return tuple(each for each in told if each)


def _rejected(rejected: Rejected) -> Line:
    told = "; ".join(f"{name}: {plain}" for name, plain in values(rejected.fact, cited=True))
    return Line(told or "an empty fact", rejected.section, (rejected.reason,))


def rejected_note(page: Page, view: View) -> str:
    """How many facts were turned away, and how to see them; they follow where the view lists them."""
    one = len(page.rejected) == 1
    they, them = ("1 fact", "it") if one else (f"{len(page.rejected):,} facts", "them")
    note = f"{they} turned away: the article does not bear {them} out"
    return note if view.verbose else f"{note} (--verbose lists {them})"


def quoted(sentence: str) -> str:
    """A sentence between quotation marks, unless it brings its own."""
    return sentence if sentence[:1] in ("“", "„", "«", "「", '"') else f"“{sentence}”"
