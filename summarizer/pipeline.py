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
import re
import time
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Generic, TypeVar

from summarizer.article import Article
from summarizer.ask.asking import Progress, ask_article
from summarizer.ask.metered import Answers
from summarizer.ask.sections import Section, sections_of
from summarizer.batch import Batch, BatchOptions, Entry, Records, entry_of
from summarizer.check.checking import Checker
from summarizer.check.linking import distinct, link
from summarizer.check.overview import overview
from summarizer.errors import ArticleNotText, ModelError, SummarizerError
from summarizer.merging.collecting import Mergeable
from summarizer.merging.judging import decided, question
from summarizer.merging.steps import merge_open, merge_parts, with_cost
from summarizer.model.choose import Price, choose_endpoint
from summarizer.model.client import Client
from summarizer.model.retry import RetryPolicy
from summarizer.model.usage import Usage
from summarizer.read import is_link, read_article
from summarizer.text.addressed import addressed_warnings
from summarizer_schemas import ArticleInfo, ArticleSummary, Dossier, Run

SummaryT = TypeVar("SummaryT", bound=ArticleSummary)
ResultT = TypeVar("ResultT")


DEFAULT_OPTIONS = BatchOptions()

FILE_NAME = re.compile(r"\S{1,300}\.(?:txt|md|html?|xhtml|pdf|docx|eml)", re.IGNORECASE)
"""What is handed in as a text by mistake."""

BATCH_POLICY = RetryPolicy(attempts=8, attempts_unanswered=4, total_wait=900.0)
"""More patient than a person at a terminal: nobody waits, and a failed article has to be asked for again."""


class Summarizer(Generic[SummaryT]):
    """Summarises articles with one model.

    Args:
        model: "openai/gpt-5-mini", "ollama/qwen3:8b", "local"; without it `SUMMARIZER_MODEL`, OpenAI when there
            is a key, the embedded model when it is installed.
        base_url: an OpenAI-compatible server to ask instead of the provider's own.
        api_key: its key; without it the provider's usual variable.
        language: ISO 639-1 code of the language of titles, claims and descriptions. Names, sums, dates and
            evidence are always in the words of the article.
        schema: what a summary holds; a subclass of `ArticleSummary` with more fields asks for more sections.
        price: what the model costs, where the price table does not know.

    Raises:
        SetupError: no model can be chosen.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        language: str = "en",
        schema: type[SummaryT] = ArticleSummary,  # type: ignore[assignment]  # the default of a type parameter
        price: Price | None = None,
    ) -> None:
        self.endpoint = replace(choose_endpoint(model, base_url, api_key), price=price)
        self.schema = schema
        self.language = language
        self.client = Client(self.endpoint)

    def summarize(self, article: Article | str | Path, on_section: Progress = lambda _: None) -> SummaryT:
        """`asummarize` for programs without an event loop; works where one is running, too (a notebook)."""
        return run_to_end(self.asummarize(article, on_section))

    async def asummarize(self, article: Article | str | Path, on_section: Progress = lambda _: None) -> SummaryT:
        """The summary of one article.

        Args:
            article: an `Article`, a `Path` to a file, a link (https://…), which is fetched, or the text itself.
            on_section: told the name of each section whose answer has come.

        Raises:
            ArticleError: the article cannot be read.
            SetupError: the model cannot be used as set up.
            ModelError: the model or its server failed on this article.
        """
        if not isinstance(article, Article):  # in a thread, since a link may take half a minute
            article = await asyncio.to_thread(_read, article)
        return await self._summarize(article, self.client, on_section)

    def batch(
        self,
        articles: Iterable[Article | str | Path | Entry] | AsyncIterable[Entry],
        output: Path | None = None,
        options: BatchOptions = DEFAULT_OPTIONS,
        *,
        with_text: bool = False,
        policy: RetryPolicy = BATCH_POLICY,
        say: Callable[[str], None] = lambda _: None,
    ) -> Batch[SummaryT]:
        """Summarise many articles: iterate over what is returned, with `async for` or `for`, to get each outcome.

            for outcome in summarizer.batch(Path("news").glob("*.txt"), Path("summaries.jsonl")):
                print(outcome.name, outcome.summary.deal if outcome.summary else outcome.error)

        Args:
            articles: any number, taken one by one: articles, paths of files, links, texts.
            output: where results are kept: JSON lines, or with the suffix ".parquet" a Parquet file. The same call
                continues a run that ended early. None keeps nothing.
            options: how many at a time, limits, budget, order.
            with_text: whether the articles' texts go into the output.
            policy: when to ask again.
            say: told what is worth knowing, a sentence each.

        Raises:
            PriceUnknown: a budget in dollars, and nobody knows what the model costs.
        """
        return Batch(
            _entries(articles),
            lambda gate: _Asker(self, Client(self.endpoint, policy=policy, gate=gate)),
            self.endpoint,
            self.schema,
            self.language,
            Records(output, with_text=with_text),
            options,
            say,
        )

    async def _summarize(self, article: Article, client: Client, on_section: Progress = lambda _: None) -> SummaryT:
        started = time.monotonic()
        sections = sections_of(self.schema)
        try:
            answers = await ask_article(article, sections, client, on_section, self.language)
        except SummarizerError as failed:
            failed.article = failed.article or article.id
            raise
        summary = check_answers(article, sections, answers, self.schema, self.language)
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
            stay = "1 pair stays" if len(open_pairs) == 1 else f"{len(open_pairs)} pairs stay"
            told = f"{stay} apart, since the model could not be asked: {failed}"
            return dossier.model_copy(update={"warnings": [*dossier.warnings, told]})
        dossier, _ = merge_open(summaries, decided(open_pairs, answer.value))
        return with_cost(dossier, _run(self.endpoint.name, answer.usage, time.monotonic() - started))

    async def aclose(self) -> None:
        """Close the connections to the model's server."""
        await self.client.aclose()


class _Asker(Generic[SummaryT]):
    """What a batch asks for one article."""

    def __init__(self, summarizer: Summarizer[SummaryT], client: Client) -> None:
        self._summarizer = summarizer
        self._client = client

    async def __call__(self, article: Article) -> SummaryT:
        return await self._summarizer._summarize(article, self._client)

    async def aclose(self) -> None:
        await self._client.aclose()


async def _entries(
    articles: Iterable[Article | str | Path | Entry] | AsyncIterable[Entry],
) -> AsyncGenerator[Entry, None]:
    """Articles as a batch takes them."""
    if isinstance(articles, AsyncIterable):
        async for entry in articles:
            yield entry
        return
    for number, article in enumerate(articles, start=1):
        yield entry_of(article, number)


def check_answers(
    article: Article,
    sections: Sequence[Section],
    answers: Answers,
    schema: type[SummaryT],
    language: str | None = None,
) -> SummaryT:
    """Stages 3 to 5: what the model said, checked against the article. Asks nothing, costs milliseconds."""
    checker = Checker.of(article, language)
    warnings = [*article.warnings, *addressed_warnings(sorted(article.addressed)), *answers.warnings]
    info = _info(article)
    parts: list[SummaryT] = []
    for answered in answers.parts or [{}]:
        facts = {
            section.name: checker.check_all(section.fact, answered.get(section.name, ()), section.name)
            for section in sections
        }
        linked = link(facts, checker, rough=answers.judged, plain=answers.plain)
        values: dict[str, Any] = {
            section.name: linked[section.name] if section.many else next(iter(linked[section.name]), None)
            for section in sections
        }
        parts.append(schema(article=info, **values, warnings=warnings, run=Run(version=_version(), model="")))
    summary = _whole(parts, sections)
    summary.rejected = [each for at, each in enumerate(checker.rejected) if each not in checker.rejected[:at]]
    summary.overview = overview(article, summary.deal, summary.controversies)
    return summary


def _whole(parts: Sequence[SummaryT], sections: Sequence[Section]) -> SummaryT:
    """One summary of an article's parts; sections that merging does not know have each fact once by its words."""
    if len(parts) == 1:
        return parts[0]
    summary = merge_parts(parts)
    for section in sections:
        if section.name in Dossier.model_fields:
            continue
        told = [getattr(part, section.name) for part in parts]
        value = distinct(fact for facts in told for fact in facts) if section.many else next(filter(None, told), None)
        setattr(summary, section.name, value)
    return summary


def _read(article: str | Path) -> Article:
    if isinstance(article, Path) or is_link(article):
        return read_article(article)
    if FILE_NAME.fullmatch(article):
        raise ArticleNotText(
            "This is the name of a file, not a text.", hint=f"Give Path({article!r}).", article=article
        )
    return Article.from_text(article)


def _info(article: Article) -> ArticleInfo:
    return ArticleInfo(
        id=article.id,
        title=article.title,
        source=article.source,
        author=article.author,
        credit=article.credit,
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
