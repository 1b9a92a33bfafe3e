"""How summaries become a dossier, by code alone.

1. collect    each article once, in an order of their own: the result does not depend on the order given
2. entities   who is who
3. facts      sums, events, items … that are one
4. disputes   controversies that are one, and the facts of sections that a subclass added
5. copies     which articles are one witness
6. compare    where the articles differ
7. overview   the sentences that carry the most
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from summarizer.merging.collecting import Mergeable, collect, without_text
from summarizer.merging.copies import copies_of
from summarizer.merging.deals import Deals, merge_deals
from summarizer.merging.decisions import Docket
from summarizer.merging.discrepancies import Findings, discrepancies
from summarizer.merging.disputes import Dispute, disputes_of, merged, same_disputes
from summarizer.merging.entities import Entities
from summarizer.merging.grouping import different_deals
from summarizer.merging.overview import overview
from summarizer.merging.sections import merge_sections
from summarizer.merging.stakeholders import merged as merged_stakeholder
from summarizer.merging.telling import Told
from summarizer_schemas import ArticleSummary, Decision, Dossier, Run, Stakeholder

SummaryT = TypeVar("SummaryT", bound=ArticleSummary)


def merge(given: Iterable[Mergeable], decisions: Iterable[Decision] = ()) -> Dossier:
    """One dossier of finished summaries, and of dossiers made before; asks no model.

    Args:
        given: summaries and dossiers in any order; an article that comes twice (by id or by text) counts once.
        decisions: what a model or a person has decided about pairs; those in the dossiers given count, too.

    Returns:
        the dossier; without any summary an empty one.
    """
    return merge_open(given, decisions)[0]


def merge_open(given: Iterable[Mergeable], decisions: Iterable[Decision] = ()) -> tuple[Dossier, list[Decision]]:
    """`merge`, and the pairs that code cannot decide and nobody has decided yet."""
    given = list(given)
    earlier = [each for dossier in given if isinstance(dossier, Dossier) for each in dossier.decisions]
    docket = Docket([*earlier, *decisions])
    summaries, warnings = collect(given)
    articles = [Told(summary) for summary in summaries]
    entities, deals, clusters = _facts(articles, docket)
    controversies = [merged(cluster, entities) for cluster in clusters]
    copies, given_credits = copies_of(articles)
    dossier = Dossier(
        articles=[each.article for each in summaries],
        overview=overview(articles, deals.merged, controversies),
        deal=deals.merged,
        stakeholders=_stakeholders(entities),
        controversies=controversies,
        discrepancies=discrepancies(Findings(articles, entities, deals, clusters)),
        copies=copies,
        credits=given_credits,
        decisions=docket.decisions,
        warnings=[*warnings, *_without_deal(summaries), *different_deals(summaries)],
        summaries=[without_text(each) for each in summaries],
        run=total([each.run for each in summaries]),
        **merge_sections(articles, entities),  # type: ignore[arg-type]  # under the names that a subclass gave them
    )
    return dossier, docket.open


def merge_parts(parts: Sequence[SummaryT]) -> SummaryT:
    """The summary of an article that was read in parts, each thing once, as `merge` has it of several articles.

    Args:
        parts: a summary of each part, at least one; they share the article and its text.

    Returns:
        the first with the deal, the stakeholders and the controversies of all.
    """
    first = Told(parts[0])
    told = [first, *(Told(part, first) for part in parts[1:])]
    entities, deals, clusters = _facts(told, Docket())
    update = {
        "deal": deals.merged,
        "stakeholders": _stakeholders(entities),
        "controversies": [merged(cluster, entities) for cluster in clusters],
    }
    return parts[0].model_copy(update=update)


def total(runs: Sequence[Run]) -> Run | None:
    """What some runs cost together; the cost is unknown where one is."""
    if not runs:
        return None
    costs = [run.cost_usd for run in runs]
    return Run(
        version=max(run.version for run in runs),
        model=", ".join(sorted({run.model for run in runs if run.model})),
        requests=sum(run.requests for run in runs),
        input_tokens=sum(run.input_tokens for run in runs),
        cached_tokens=sum(run.cached_tokens for run in runs),
        output_tokens=sum(run.output_tokens for run in runs),
        cost_usd=None if None in costs else round(sum(cost for cost in costs if cost is not None), 9),
        seconds=round(sum(run.seconds for run in runs), 3),
    )


def with_cost(dossier: Dossier, run: Run) -> Dossier:
    """A dossier whose cost includes that of a further question."""
    return dossier.model_copy(update={"run": total([*([dossier.run] if dossier.run else []), run])})


def _facts(articles: Sequence[Told], docket: Docket) -> tuple[Entities, Deals, list[list[Dispute]]]:
    """Who is who, what the deal is, and which controversies are one."""
    entities = Entities(articles, docket)
    deals = merge_deals(articles, entities, docket)
    told = [dispute for at, each in enumerate(articles) for dispute in disputes_of(at, each.summary, entities)]
    return entities, deals, [[told[each] for each in cluster] for cluster in same_disputes(told, entities, docket)]


def _stakeholders(entities: Entities) -> list[Stakeholder]:
    return [merged_stakeholder(entity) for entity in entities.all if entity.stakeholders]


def _without_deal(summaries: Sequence[ArticleSummary]) -> list[str]:
    silent = [each.article.id for each in summaries if each.deal is None]
    return [f"No deal is reported by {name}." for name in silent]
