"""How an article becomes a summary. Read this file first.

    1. read     file, page or text     → Article: clean text, numbered sentences
    2. ask      sections, side by side → what the model says, with sentence numbers
    3. check    every fact, by code    → facts with evidence, the rest rejected with a reason
    4. link     names and repeats      → one entry for one thing
    5. overview the sentences that carry the most facts

Several summaries become a dossier (`Summarizer.dossier`, or `merge` without any request): that order is in
`summarizer.merging.steps`. Stages do not know each other; this module calls them in that order.
"""

import asyncio
import time
from collections.abc import Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Generic, TypeVar

from summarizer.article import Article
from summarizer.ask.asking import Answers, Progress, ask_article
from summarizer.ask.sections import Section, sections_of
from summarizer.check.checking import Checker
from summarizer.check.linking import link
from summarizer.check.overview import overview
from summarizer.errors import ModelError, SummarizerError
from summarizer.merging.collecting import Mergeable
from summarizer.merging.judging import decided, question
from summarizer.merging.steps import merge_open, with_cost
from summarizer.model.choose import choose_endpoint
from summarizer.model.client import Client
from summarizer.model.usage import Usage
from summarizer.read import read_article
from summarizer_schemas import ArticleInfo, ArticleSummary, Dossier, Run

SummaryT = TypeVar("SummaryT", bound=ArticleSummary)
ResultT = TypeVar("ResultT")


class Summarizer(Generic[SummaryT]):
    """Summarises articles with one model.

    Args:
        model: "openai/gpt-5-mini", "ollama/qwen3:8b", "local"; without it `SUMMARIZER_MODEL`, OpenAI when there
            is a key, the embedded model when it is installed.
        base_url: an OpenAI-compatible server to ask instead of the provider's own.
        api_key: its key; without it the provider's usual variable.
        schema: what a summary holds; a subclass of `ArticleSummary` with more fields asks for more sections.

    Raises:
        SetupError: no model can be chosen.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        schema: type[SummaryT] = ArticleSummary,  # type: ignore[assignment]  # the default of a type parameter
    ) -> None:
        self.endpoint = choose_endpoint(model, base_url, api_key)
        self.schema = schema
        self.client = Client(self.endpoint)

    def summarize(self, article: Article | str | Path, on_section: Progress = lambda _: None) -> SummaryT:
        """`asummarize` for programs without an event loop; works where one is running, too (a notebook)."""
        return run_to_end(self.asummarize(article, on_section))

    async def asummarize(self, article: Article | str | Path, on_section: Progress = lambda _: None) -> SummaryT:
        """The summary of one article.

        Args:
            article: an `Article`, a `Path` to a file, or the text itself.
            on_section: told the name of each section whose answer has come.

        Raises:
            ArticleError: the article cannot be read.
            SetupError: the model cannot be used as set up.
            ModelError: the model or its server failed on this article.
        """
        started = time.monotonic()
        article = _read(article)
        sections = sections_of(self.schema)
        try:
            answers = await ask_article(article, sections, self.client, on_section)
        except SummarizerError as failed:
            failed.article = failed.article or article.id
            raise
        summary = check_answers(article, sections, answers, self.schema)
        summary.run = _run(self.endpoint.name, answers.usage, time.monotonic() - started)
        return summary

    def dossier(self, articles: Iterable[Article | str | Path], update: Dossier | None = None) -> Dossier:
        """`adossier` for programs without an event loop; works where one is running, too."""
        return run_to_end(self.adossier(articles, update))

    async def adossier(self, articles: Iterable[Article | str | Path], update: Dossier | None = None) -> Dossier:
        """One dossier of several articles on one deal.

        Args:
            articles: as in `asummarize`; each is summarised once.
            update: a dossier to which they are added; its articles are not read again.

        Raises:
            ArticleError, SetupError, ModelError: as in `asummarize`, for the first article that fails.
        """
        summaries = [await self.asummarize(article) for article in articles]
        return await self.amerge([*summaries, *([update] if update else [])])

    def merge(self, summaries: Iterable[Mergeable]) -> Dossier:
        """`amerge` for programs without an event loop; works where one is running, too."""
        return run_to_end(self.amerge(summaries))

    async def amerge(self, summaries: Iterable[Mergeable]) -> Dossier:
        """One dossier of finished summaries; the model is asked once about pairs that code cannot decide, if any.

        Where the model gives no usable answer these pairs stay apart, and the dossier says so.

        Raises:
            SetupError: the model cannot be used as set up; `summarizer.merge` does without one.
        """
        summaries = list(summaries)
        dossier, open_pairs = merge_open(summaries)
        if not open_pairs:
            return dossier
        started = time.monotonic()
        try:
            answer = await self.client.ask(question(open_pairs))
        except ModelError as failed:
            told = f"{len(open_pairs)} pairs stay apart, since the model could not be asked about them: {failed}"
            return dossier.model_copy(update={"warnings": [*dossier.warnings, told]})
        dossier, _ = merge_open(summaries, decided(open_pairs, answer.value))
        return with_cost(dossier, _run(self.endpoint.name, answer.usage, time.monotonic() - started))

    async def aclose(self) -> None:
        """Close the connections to the model's server."""
        await self.client.aclose()


def check_answers(article: Article, sections: Sequence[Section], answers: Answers, schema: type[SummaryT]) -> SummaryT:
    """Stages 3 to 5: what the model said, checked against the article. Asks nothing, costs milliseconds."""
    checker = Checker.of(article)
    facts = {
        section.name: checker.check_all(section.fact, answers.facts.get(section.name, ()), section.name)
        for section in sections
    }
    linked = link(facts, checker)
    values: dict[str, Any] = {
        section.name: linked[section.name] if section.many else next(iter(linked[section.name]), None)
        for section in sections
    }
    summary = schema(
        article=_info(article),
        **values,
        rejected=checker.rejected,
        warnings=[*article.warnings, *answers.warnings],
        run=Run(version=_version(), model=""),
    )
    summary.overview = overview(article, summary.deal, summary.controversies)
    return summary


def _read(article: Article | str | Path) -> Article:
    if isinstance(article, Article):
        return article
    return Article.from_text(article) if isinstance(article, str) else read_article(article)


def _info(article: Article) -> ArticleInfo:
    return ArticleInfo(
        id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        language=article.language,
        url=article.url,
        characters=len(article.text),
        sentences=len(article.sentences),
        text=article.text,
    )


def _run(model: str, usage: Usage, seconds: float) -> Run:
    return Run(
        version=_version(),
        model=model,
        requests=usage.requests,
        input_tokens=usage.input_tokens,
        cached_tokens=usage.cached_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=usage.cost_usd,
        seconds=round(seconds, 3),
    )


@cache
def _version() -> str:
    """The installed version; a checkout that is not installed has none."""
    try:
        return version("deal-summarizer")
    except PackageNotFoundError:
        return "0+unknown"


def run_to_end(coroutine: Coroutine[Any, Any, ResultT]) -> ResultT:
    """The result of a coroutine, also where an event loop is running already: then in a thread of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
