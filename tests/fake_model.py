"""A model that answers as a test says, and notes what it was asked."""

import asyncio
import math
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from summarizer.article import Article
from summarizer.ask.sections import sections_of
from summarizer.model.request import Answer, Judgement, Message, Request
from summarizer.model.usage import Usage
from summarizer.schemas import ArticleSummary

ARTICLE = Article.from_text("Vale buys Norrland.\n\nVale pays $5 million. The mayor objects.")


SECTIONS = sections_of(ArticleSummary)


class FakeModel:
    """Answers from a queue for each purpose; the last answer stays. Notes what it was asked."""

    slots = 2
    judges = False

    def __init__(self, context_tokens: int | None = None, **answers: Any) -> None:
        self.context_tokens = context_tokens
        self.answers = {"gate": [{"deal": "yes"}], "stakeholders": [{"stakeholders": []}]} | answers
        self.answers.setdefault("controversies", [{"controversies": []}])
        self.answers.setdefault("goods", [{"things": []}])
        self.asked: list[Request[Any]] = []
        self.judged: list[str] = []
        self.odds: dict[str, float] = {}
        """Words of a sentence → log-odds that it criticises, before the rule."""
        self.replies: list[str] = []
        """Words of sentences that it calls answers."""
        self.running = self.most_running = 0
        self.read: dict[str, str] = {}
        """What it was told to read ahead: a name for it → the question."""

    async def ready(self) -> None:
        pass

    async def judge(self, messages: Any, choices: Any, purpose: str) -> Judgement | None:
        """Probabilities by a rule: sentences that say "objects" criticise, whoever is named is a company for it."""
        self.judged.append(purpose)
        question = messages[-1]["content"].rpartition("</article>")[2]
        label = {"disputes": "criticism", "kinds": "company", "stances": "supports"}.get(purpose, "Yes")
        told = [value for words, value in self.odds.items() if words in question and purpose == "disputes"]
        yes = purpose in ("gate", "kinds") or "objects" in question or question.endswith("Vale")
        if purpose == "disputes" and any(words in question for words in self.replies):
            label, told, yes = "answer", [], True
        odds = told[0] if told else 4.0 if yes else -4.0
        chance = 1 / (1 + math.exp(-odds))
        others = [choice for choice in choices if choice != label]
        shares = {label: chance} | {other: (1 - chance) / len(others) for other in others}
        return Judgement({choice: math.log(share) for choice, share in shares.items()}, Usage(requests=1))

    async def share_prefix(self) -> None:
        pass

    async def read_ahead(self, name: str, messages: Sequence[Message]) -> None:
        self.read[name] = messages[-1]["content"]

    async def ask(self, request: Request[Any]) -> Answer[Any]:
        self.asked.append(request)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        await asyncio.sleep(0)
        self.running -= 1
        queue = self.answers.get(request.purpose, [])
        said = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(said, Exception):
            raise said
        complete = said.pop("_complete", True) if isinstance(said, dict) else True
        return Answer(request.answer.model_validate(said), Usage(requests=1, output_tokens=7), complete)


def listed(*names: str) -> list[dict[str, Any]]:
    return [{"name": n, "kind": "person", "role": "", "stance": "neutral", "evidence": [1]} for n in names]


def questions(model: FakeModel, purpose: str) -> list[str]:
    return [request.messages[1]["content"] for request in model.asked if request.purpose == purpose]


def small_model(**answers: Any) -> FakeModel:
    """A model that judges, with an answer to every question it is led through."""
    filled = {"buyer": "Vale", "bought": "Norrland", "owner_before": "Norrland", "total_price": "$5 million"}
    amount = {"text": "$5 million", "what_for": "", "kind": "loan"}
    queues: dict[str, Any] = {
        "kind of deal": [{"kind": "acquisition", "status": "agreed"}],
        "who does what": [filled],
        "amounts": [{"amounts": [amount]}],
        "benefits": [{"benefits": ["Jobs are kept."]}],
        "stakeholders": [{"stakeholders": listed("Vale")}],
        "controversies": [{"claim": "The mayor objects", "topic": "", "evidence": [3]} | NOBODY],
    }
    model = FakeModel(**(queues | answers))
    model.judges = True
    return model


NOBODY: dict[str, Any] = {"raised_by": [], "against": [], "responses": []}


def deal() -> dict[str, Any]:
    lists: dict[str, Any] = {name: [] for name in ("parties", "items", "amounts", "instruments", "events", "benefits")}
    return {"title": "", "kind": "other", "status": "unclear", "evidence": [1], **lists}


def names(facts: list[BaseModel]) -> list[str]:
    return [fact.model_dump()["name"] for fact in facts]
