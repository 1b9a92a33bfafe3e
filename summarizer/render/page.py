"""The page of a summary or a dossier: the same for every format, which decides only how it looks."""

from dataclasses import dataclass

from summarizer.render.dossier import articles_section, corroboration_section, decision_line, discrepancies_section
from summarizer.render.parts import Line, Section, evidence_of
from summarizer.render.readings import Reading, marks_of, readings_of
from summarizer.render.sections import overview_of, sections_of, values
from summarizer.render.view import View
from summarizer_schemas import ArticleInfo, ArticleSummary, Dossier, Rejected, Run, evidence_in, independent

NO_DEAL = "No deal is reported in this article."


@dataclass(frozen=True, slots=True)
class Page:
    """One summary or dossier, laid out."""

    subject: ArticleSummary | Dossier
    title: Line
    about: tuple[str, ...]
    url: str | None
    sections: tuple[Section, ...]
    readings: tuple[Reading, ...]
    rejected: tuple[Line, ...]
    decisions: tuple[Line, ...]
    warnings: tuple[str, ...]
    run: Run | None
    number: int | None = None
    quoted: frozenset[str] = frozenset()
    """Marks of the sentences that already stand on the page word for word."""

    def marks(self, line: Line) -> tuple[str, ...]:
        """The sentences that a line rests on, as the page names them."""
        return marks_of(self.readings, line.evidence)


def page_of(told: ArticleSummary | Dossier, number: int | None = None) -> Page:
    """The page of one summary or dossier; `number` is its place among several."""
    return _dossier_page(told, number) if isinstance(told, Dossier) else _summary_page(told, number)


def _summary_page(summary: ArticleSummary, number: int | None) -> Page:
    readings = readings_of([summary.article], evidence_in(summary))
    return Page(
        subject=summary,
        title=_title(summary, summary.article.title or summary.article.id),
        about=_about(summary),
        url=summary.article.url,
        sections=_filled(overview_of(summary.overview), *sections_of(summary)),
        readings=readings,
        rejected=tuple(map(_rejected, summary.rejected)),
        decisions=(),
        warnings=tuple(summary.warnings),
        run=summary.run,
        number=number,
        quoted=_quoted(summary, readings),
    )


def _dossier_page(dossier: Dossier, number: int | None) -> Page:
    # what single summaries rest on, where the dossier does not, is no part of the page
    readings = readings_of(dossier.articles, evidence_in(dossier.model_copy(update={"summaries": []})))
    articles = f"{len(dossier.articles):,} article{'' if len(dossier.articles) == 1 else 's'}"
    return Page(
        subject=dossier,
        title=_title(dossier, next((each.title for each in dossier.articles if each.title), None) or articles),
        about=(articles, f"{independent(dossier):,} independent", *_period(dossier)),
        url=None,
        sections=_filled(
            overview_of(dossier.overview),
            articles_section(readings, dossier.copies),
            discrepancies_section(dossier.discrepancies, readings),
            *sections_of(dossier),
            corroboration_section(dossier),
        ),
        readings=readings,
        rejected=tuple(line for summary in dossier.summaries for line in _rejected_in(summary, readings)),
        decisions=tuple(map(decision_line, dossier.decisions)),
        warnings=tuple(dossier.warnings),
        run=dossier.run,
        number=number,
        quoted=_quoted(dossier, readings),
    )


def _filled(*sections: Section) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.blocks)


def _quoted(told: ArticleSummary | Dossier, readings: tuple[Reading, ...]) -> frozenset[str]:
    said = {statement.text for statement in told.overview}
    return frozenset(
        reading.mark(source.sentence) for reading in readings for source in reading.sources if source.quote in said
    )


def _title(told: ArticleSummary | Dossier, otherwise: str) -> Line:
    deal = told.deal
    if deal is None:
        one = isinstance(told, ArticleSummary)
        return Line(otherwise, notes=(NO_DEAL if one else "No deal is reported in these articles.",), strong=True)
    kind = "deal of another kind" if deal.kind == "other" else deal.kind
    status = "status unclear" if deal.status == "unclear" else deal.status
    return Line(deal.title or otherwise, notes=(kind, status), evidence=evidence_of(deal), strong=True)


def _about(summary: ArticleSummary) -> tuple[str, ...]:
    article: ArticleInfo = summary.article
    headline = f"“{article.title}”" if article.title and summary.deal and summary.deal.title else None
    length = f"{article.sentences:,} sentence{'' if article.sentences == 1 else 's'}"
    told = (headline, article.source, article.published, article.language, length, f"id {article.id}")
    return tuple(each for each in told if each)


def _period(dossier: Dossier) -> tuple[str, ...]:
    """When the articles were published, the first and the last."""
    dates = sorted({article.published for article in dossier.articles if article.published})
    return (" to ".join(dict.fromkeys((dates[0], dates[-1]))),) if dates else ()


def _rejected_in(summary: ArticleSummary, readings: tuple[Reading, ...]) -> tuple[Line, ...]:
    key = next((reading.key for reading in readings if reading.info.id == summary.article.id), "")
    return tuple(_rejected(each, key) for each in summary.rejected)


def _rejected(rejected: Rejected, key: str = "") -> Line:
    told = "; ".join(f"{name}: {plain}" for name, plain in values(rejected.fact, cited=True))
    return Line(told or "an empty fact", f"{key} {rejected.section}".strip(), (rejected.reason,))


def rejected_note(page: Page, view: View) -> str:
    """How many facts were turned away, and how to see them; they follow where the view lists them."""
    one = len(page.rejected) == 1
    they, them = ("1 fact", "it") if one else (f"{len(page.rejected):,} facts", "them")
    note = f"{they} turned away: the article does not bear {them} out"
    return note if view.verbose else f"{note} (--verbose lists {them})"


def decisions_note(page: Page, view: View) -> str:
    """How often it was a matter of judgement whether two things are one."""
    one = len(page.decisions) == 1
    note = "1 pair of names or facts" if one else f"{len(page.decisions):,} pairs of names or facts"
    note += " taken for one, or kept apart, on judgement"
    return note if view.verbose else f"{note} (--verbose lists {'it' if one else 'them'})"


def quoted(sentence: str) -> str:
    """A sentence between quotation marks, unless it brings its own."""
    return sentence if sentence[:1] in ("“", "„", "«", "「", '"') else f"“{sentence}”"
