"""The model as one article uses it: what asking needs of a client, and the sum of what an article's questions cost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from pydantic import BaseModel

from summarizer.model.request import Answer, Judgement, Message, Request
from summarizer.model.usage import Usage

AnswerT = TypeVar("AnswerT", bound=BaseModel)


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
        """Returns when the three properties are known."""

    async def share_prefix(self) -> None:
        """Called when requests follow, side by side, that begin like the last one."""

    async def read_ahead(self, name: str, messages: Sequence[Message]) -> None:
        """Called before requests of this and other articles that begin like this one, which holds nothing of any."""

    async def ask(self, request: Request[AnswerT]) -> Answer[AnswerT]:
        """The answer to one request."""


@dataclass
class Answers:
    """What the model said, and what to tell the reader.

    Attributes:
        deal: whether the article reports one.
        parts: for each part of the article that was asked about, the facts of each section as the model gave them.
        warnings: a sentence each.
        usage: what all requests used.
        judged: whether a small model judged sentence by sentence, so that its word for a dispute is rough.
        plain: numbers of the sentences of disputes of which it left no doubt.
    """

    deal: bool = False
    judged: bool = False
    plain: set[int] = field(default_factory=set)
    parts: list[dict[str, list[BaseModel]]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)

    @property
    def facts(self) -> dict[str, list[BaseModel]]:
        """The facts of each section, those of all parts in one list."""
        names = dict.fromkeys(name for part in self.parts for name in part)
        return {name: [fact for part in self.parts for fact in part.get(name, ())] for name in names}


class Metered:
    """A model, and the answers of one article in which what its requests use is summed up."""

    def __init__(self, model: Model, answers: Answers) -> None:
        self.model = model
        self.answers = answers

    @property
    def slots(self) -> int:
        """Requests that the server gains from answering side by side."""
        return self.model.slots

    async def ask(self, request: Request[AnswerT]) -> Answer[AnswerT]:
        """`Model.ask`, counted."""
        answer = await self.model.ask(request)
        self.answers.usage += answer.usage
        return answer

    async def judge(self, messages: Sequence[Message], choices: Sequence[str], purpose: str) -> Judgement | None:
        """`Model.judge`, counted."""
        judgement = await self.model.judge(messages, choices, purpose)
        if judgement:
            self.answers.usage += judgement.usage
        return judgement
