"""Asking the model: does the article report a deal, and what does it say in each section.

The first request is short and reads the article into the server's prompt cache; the sections follow side by side,
as many at a time as the server gains from.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel

from summarizer.article import Article, Sentence
from summarizer.ask.hints import hints
from summarizer.ask.judging import disputed, involved, log_odds
from summarizer.ask.prompts import article_messages, excerpt_messages
from summarizer.ask.sections import Section
from summarizer.ask.windows import windows
from summarizer.ask.wire import WireAnswer, list_bound
from summarizer.model.request import Answer, Judgement, Message, Request
from summarizer.model.usage import Usage
from summarizer.text.mentions import mentions

AnswerT = TypeVar("AnswerT", bound=BaseModel)

CONTROVERSIES = "controversies"
"""The section that a model which judges is asked for paragraph by paragraph."""

STAKEHOLDERS = "stakeholders"
"""The section for which a model that judges is first asked about each name."""

SECTION_TOKENS = 1200
"""Bound of one section's answer; the longest in our articles is 700. What runs away is cut here."""

ENTRY_TOKENS = 300
"""Bound of a single entry; the longest controversy in our articles, with two answers, has 160."""

ANSWER_WITHIN = 2
"""Sentences behind a criticism in which its answer is looked for."""

MOST_BEFORE = 4
"""Sentences of the paragraph before the last disputed one that are shown, for who "he" is."""

QUESTION_TOKENS = 900
"""Room for system text and question; the longest question (the deal) is 650 tokens."""

GATE_TOKENS = 16
"""Bound of the first answer, `{"deal": "yes"}`."""

HOSTED_CONTEXT = 100_000
"""Tokens an article may have where the server does not say: hosted models take 128,000 and more."""

MAX_CONTINUATIONS = 2
"""How often the rest of a cut answer is asked for, as long as each time brings something new."""


class Model(Protocol):
    """What asking needs of a model's client."""

    @property
    def context_tokens(self) -> int | None:
        """Tokens that prompt and answer may have together; None when the server does not say."""

    @property
    def slots(self) -> int:
        """Requests that the server gains from answering side by side."""

    @property
    def judges(self) -> bool:
        """Whether it is small and its tokens are free, so that many one-token judgements pay."""

    async def judge(self, messages: Sequence[Message], choices: Sequence[str], purpose: str) -> Judgement | None:
        """How likely each choice is; None where the server gives no probabilities."""

    async def ready(self) -> object:
        """Returns when the two above are known."""

    async def share_prefix(self) -> None:
        """Called when requests follow, side by side, that begin like the last one."""

    async def ask(self, request: Request[AnswerT]) -> Answer[AnswerT]:
        """The answer to one request."""


class Gate(WireAnswer):
    """The first, short answer."""

    deal: Literal["yes", "no"]


GATE_JUDGED = "Is this article about a deal between companies or governments? Answer Yes or No."

GATE_ODDS = -0.3
"""Log-odds from which an article counts as reporting a deal: articles on deals had 0.3 to 1.5, one on a museum -0.8."""

GATE = (
    "Does this article report on a business or government deal: an acquisition, a merger, an investment, a sale, "
    "a supply or export agreement, a licence, a loan, a memorandum, a treaty or a partnership, "
    "also one that is only offered, planned, disputed or called off?\n\n"
    'Answer in JSON on one line: {"deal": "yes"} or {"deal": "no"}'
)


@dataclass
class Answers:
    """What the model said: the facts of each section as it gave them, and what to tell the reader."""

    deal: bool = False
    facts: dict[str, list[BaseModel]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)


Progress = Callable[[str], None]


async def ask_article(
    article: Article, sections: Sequence[Section], model: Model, on_section: Progress = lambda _: None
) -> Answers:
    """Ask for every section of an article.

    Args:
        article: the article; one longer than the model's context is asked about in parts.
        sections: what to ask for.
        model: whom to ask.
        on_section: told the name of each section whose answer has come.
    """
    answers = Answers()
    metered = _Metered(model, answers)
    await model.ready()
    parts = windows(article.sentences, (model.context_tokens or HOSTED_CONTEXT) - SECTION_TOKENS - QUESTION_TOKENS)
    if len(parts) > 1:
        answers.warnings.append(f"longer than the model's context: read in {len(parts)} overlapping parts")
    for part in parts:
        answers.deal = answers.deal or await _reports_deal(part, metered)
        if answers.deal:
            await _ask_part(part, sections, metered, on_section)
    return answers


class _Metered:
    """The model as one article uses it: what is spent and said gathers in the article's answers."""

    def __init__(self, model: Model, answers: Answers) -> None:
        self.model = model
        self.answers = answers

    async def ask(self, request: Request[AnswerT]) -> Answer[AnswerT]:
        answer = await self.model.ask(request)
        self.answers.usage += answer.usage
        return answer

    async def judge(self, messages: Sequence[Message], choices: Sequence[str], purpose: str) -> Judgement | None:
        judgement = await self.model.judge(messages, choices, purpose)
        if judgement:
            self.answers.usage += judgement.usage
        return judgement

    @property
    def slots(self) -> int:
        return self.model.slots


async def _ask_part(
    part: tuple[Sentence, ...], sections: Sequence[Section], metered: _Metered, on_section: Progress
) -> None:
    """Ask every section about one part of the article, as many at a time as the server has slots."""
    bound = list_bound(len(part))
    slots = asyncio.Semaphore(metered.model.slots)

    await metered.model.share_prefix()
    contested = any(section.name == CONTROVERSIES for section in sections)
    disputes = await disputed(part, metered) if contested and metered.model.judges else None
    hinted = hints(part)
    listed = any(section.name == STAKEHOLDERS for section in sections)
    named = mentions([" ".join(sentence.text.split()) for sentence in part])
    involved_names = await involved(part, named, metered) if listed and metered.model.judges else None

    async def one(section: Section) -> None:
        question = "\n".join(filter(None, [hinted.get(section.name), section.question]))
        if section.name == CONTROVERSIES and disputes is not None:
            found, cut = await _ask_disputes(part, disputes, section, metered, slots), False
        elif section.name == STAKEHOLDERS and involved_names:
            async with slots:
                found, cut = await _ask_named(part, involved_names, section, metered)
        else:
            async with slots:
                found, cut = await _ask_section(part, replace(section, question=question), metered, bound)
        metered.answers.facts.setdefault(section.name, []).extend(found)
        if cut:
            metered.answers.warnings.append(f"{section.name}: the answer ran over its bound and may lack entries")
        on_section(section.name)

    try:
        async with asyncio.TaskGroup() as group:
            for section in sections:
                group.create_task(one(section))
    except BaseExceptionGroup as failed:  # one failed section cancels the others: the first tells why
        raise failed.exceptions[0] from None


async def _reports_deal(part: tuple[Sentence, ...], metered: _Metered) -> bool:
    if metered.model.judges and (odds := await log_odds(part, GATE_JUDGED, metered, "gate")) is not None:
        return odds >= GATE_ODDS
    request = Request("gate", article_messages(part, GATE), Gate, max_tokens=GATE_TOKENS)
    return (await metered.ask(request)).value.deal == "yes"


async def _ask_section(
    part: tuple[Sentence, ...], section: Section, metered: _Metered, bound: int
) -> tuple[list[BaseModel], bool]:
    """The facts of one section, and whether some may be missing: the rest of a cut answer is asked for."""
    messages = article_messages(part, section.question)
    found: list[BaseModel] = []
    for _ in range(1 + MAX_CONTINUATIONS):
        answer = await metered.ask(Request(section.name, messages, section.wire(bound), SECTION_TOKENS))
        new = [fact for fact in section.facts(answer.value) if fact not in found]
        found += new
        if answer.complete or not section.many:
            return found, not answer.complete
        if not new:
            return found, True
        messages = article_messages(part, f"{section.question}\n\nAlready listed, do not repeat:\n{_listed(found)}")
    return found, True


async def _ask_named(
    part: tuple[Sentence, ...], names: Sequence[str], section: Section, metered: _Metered
) -> tuple[list[BaseModel], bool]:
    """An entry for each of some names, which the model has judged to be stakeholders one by one."""
    question = f"{section.question}\nGive one entry for each of these, in this order: {'; '.join(names)}."
    request = Request(section.name, article_messages(part, question), section.wire_named(names), SECTION_TOKENS)
    answer = await metered.ask(request)
    return section.facts(answer.value), not answer.complete


async def _ask_disputes(
    part: tuple[Sentence, ...],
    disputes: Sequence[tuple[Sentence, ...]],
    section: Section,
    metered: _Metered,
    slots: asyncio.Semaphore,
) -> list[BaseModel]:
    """One controversy for each disputed paragraph: a small model stops its lists too early, and with the whole
    article before it tells the first criticism again for each. So it reads the paragraph and what follows it.
    """

    async def one(group: tuple[Sentence, ...]) -> BaseModel:
        first = next(at for at, sentence in enumerate(part) if sentence.paragraph == group[0].paragraph)
        last = part.index(group[-1])
        around = part[max(first, last - MOST_BEFORE) : last + 1 + ANSWER_WITHIN]
        numbers = ", ".join(f"[{sentence.number}]" for sentence in group)
        question = f"What do the sentences {numbers} criticise or demand, and who says so?"
        async with slots:
            request = Request(
                section.name,
                excerpt_messages(around, section.entry_question, question),
                section.wire_entry,
                ENTRY_TOKENS,
            )
            return (await metered.ask(request)).value

    return list(await asyncio.gather(*map(one, disputes)))


def _listed(facts: Sequence[BaseModel]) -> str:
    """The facts so far, each by its first field."""
    return "\n".join(f"- {next(iter(fact.model_dump().values()), '')}" for fact in facts)
