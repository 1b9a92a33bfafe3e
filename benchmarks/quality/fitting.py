"""Fits the weights of `summarizer/ask/weights.py` to annotated articles, and tells what they are worth on others.

The model is asked as in a run: it labels each sentence, fills in who does what and lists the things of the opening.
Which sentences criticise and answer, who makes the deal and what changes hands, the gold says. The figures are those of
articles that the weights which judged them were not fitted to, ten parts in turn.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.quality.matching import is_one_of
from benchmarks.quality.sets import ArticleSet, Json, SetArticle
from summarizer import Summarizer
from summarizer.article import Article
from summarizer.ask.asking import SECTION_TOKENS
from summarizer.ask.deals import fill_in
from summarizer.ask.examples import SENTENCES
from summarizer.ask.forms import facts_of
from summarizer.ask.goods import Thing, things
from summarizer.ask.labelling import Labelled, label
from summarizer.ask.makers import Maker, makers
from summarizer.ask.metered import Answers, Metered
from summarizer.ask.reading import Reading
from summarizer.ask.weighing import Features, behind_disputes, features_of, is_heading
from summarizer.schemas import ArticleSummary


@dataclass(frozen=True)
class Asked:
    """What a model says of an article: the label of each sentence, who may make the deal, what its opening names."""

    labels: Sequence[Labelled]
    makers: Sequence[Maker]
    things: Sequence[Thing]


Ask = Callable[[Article, Sequence[str]], Asked]
"""Asks about an article; who really makes the deal is given for the things it names."""

PENALTY = 0.1
"""Inverse strength of the penalty on large weights; between 0.03 and 0.5 nothing changes."""

PARTS = 10
"""Parts of the articles, each judged by what the others teach."""

DIGITS = 3
"""Decimals of a weight."""


@dataclass(frozen=True)
class Known:
    """What is known of the sentences and things of some articles, an entry for each, and what the gold says of them."""

    sentences: list[list[Features]] = field(default_factory=list)
    criticisms: list[list[bool]] = field(default_factory=list)
    answers: list[list[bool]] = field(default_factory=list)
    makers: list[list[Features]] = field(default_factory=list)
    parties: list[list[bool]] = field(default_factory=list)
    things: list[list[Features]] = field(default_factory=list)
    goods: list[list[bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Fitted:
    """Weights by feature, and how well such weights do on articles that they were not fitted to.

    The constant is such that what is above 0 counts.
    """

    weights: dict[str, float]
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Of the sentences above 0, which is where it is best."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def ask_embedded(article: Article, parties: Sequence[str]) -> Asked:
    """What the embedded model says of an article."""

    async def ask() -> Asked:
        summarizer: Summarizer[ArticleSummary] = Summarizer(model="local")
        try:
            await summarizer.client.ready()
            metered = Metered(summarizer.client, Answers())
            reading = Reading(tuple(article.sentences), metered, bound=0, max_tokens=SECTION_TOKENS)
            labels = await label(metered, SENTENCES, [(text,) for text in reading.texts], "disputes")
            _, form, filled = await fill_in(reading)
            on_form = [party["name"] for party in facts_of(form, filled, reading.part)["parties"]]
            return Asked(labels or [], makers(on_form, reading.texts), await things(reading, parties))
        finally:
            await summarizer.aclose()

    return asyncio.run(ask())


def read(sets: Sequence[ArticleSet], ask: Ask = ask_embedded) -> Known:
    """Ask about the articles of some sets, and find out what the gold says of each sentence and thing."""
    known = Known()
    for each in (article for one in sets for article in one.articles):
        article = Article.from_text(each.text, id=each.id, published=each.published)
        told = [not is_heading(sentence, article.sentences) for sentence in article.sentences]
        asked = ask(article, [names[0] for names in _deal(each, "parties")])
        criticisms, answers = _gold(each)
        known.sentences.append(list(compress(features_of(article.sentences, asked.labels), told)))
        known.criticisms.append([_has(each.text, criticisms) for each in compress(article.sentences, told)])
        known.answers.append([_has(each.text, answers) for each in compress(article.sentences, told)])
        parties, goods = _deal(each, "parties"), _deal(each, "goods")
        known.makers.append([maker.features for maker in asked.makers])
        known.parties.append([any(is_one_of(maker.name, names) for names in parties) for maker in asked.makers])
        known.things.append([thing.features for thing in asked.things])
        known.goods.append([any(is_one_of(thing.words, names) for names in goods) for thing in asked.things])
    return known


def fit(known: Known) -> dict[str, Fitted]:
    """The weights of disputes, answers, makers of a deal and things that change hands, by the name of the constant."""
    disputes, odds = _fit(known.sentences, known.criticisms)
    behind, start = [], 0
    for features in known.sentences:  # what disputes is told by weights that do not know the article, as in a run
        scores = odds[start : start + len(features)]
        behind.append(behind_disputes(features, [float(score) for score in scores], 0.0))
        start += len(features)
    return {
        "DISPUTES": disputes,
        "ANSWERS": _fit(behind, known.answers)[0],
        "MAKERS": _fit(known.makers, known.parties)[0],
        "THINGS": _fit(known.things, known.goods)[0],
    }


def write(fitted: Mapping[str, Fitted], path: Path) -> None:
    """Write the module of weights."""
    what = {
        "DISPUTES": "Of a dispute",
        "ANSWERS": "Of an answer",
        "MAKERS": "Of who makes the deal",
        "THINGS": "Of a thing that changes hands",
    }
    parts = [
        '"""Weights of what is known of sentences, names and things, written by `python -m benchmarks.quality fit`."""',
        *(_constant(name, each, what[name]) for name, each in fitted.items()),
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _constant(name: str, fitted: Fitted, what: str) -> str:
    figures = f"P {fitted.precision:.2f}, R {fitted.recall:.2f} in articles it was not fitted to"
    return f'{name} = {json.dumps(fitted.weights, indent=4)}\n"""{what}: {figures}."""'


def _fit(
    features: Sequence[Sequence[Features]], gold: Sequence[Sequence[bool]]
) -> tuple[Fitted, "np.ndarray[Any, Any]"]:
    """The weights, and the log-odds of each sentence by weights that do not know its article."""
    names = list(next(filter(None, features))[0])
    known = np.array([[each[name] for name in names] for article in features for each in article])
    right = np.array([value for article in gold for value in article])
    whose = np.array([at for at, article in enumerate(features) for _ in article])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, max_iter=5000))
    parts = GroupKFold(min(PARTS, len(features)))
    odds = cross_val_predict(model, known, right, groups=whose, cv=parts, method="decision_function")
    model.fit(known, right)
    scaler, regression = model[0], model[1]
    slopes = regression.coef_[0] / scaler.scale_
    constant = float(regression.intercept_[0] - (slopes * scaler.mean_).sum())
    threshold, precision, recall = _best(odds, right)
    weights = {"": constant - threshold} | dict(zip(names, map(float, slopes), strict=True))
    rounded = {name: round(value, DIGITS) for name, value in weights.items()}
    return Fitted(rounded, precision, recall), odds - threshold


def _best(odds: "np.ndarray[Any, Any]", right: "np.ndarray[Any, Any]") -> tuple[float, float, float]:
    """The threshold, to a tenth, with the best F1, and precision and recall there."""

    def at(threshold: float) -> tuple[float, float, float]:
        taken = odds >= threshold
        hits = float((taken & right).sum())
        return threshold, hits / max(1.0, float(taken.sum())), hits / max(1.0, float(right.sum()))

    return max(
        (at(tenth / 10) for tenth in range(-30, 31)), key=lambda each: each[1] * each[2] / (each[1] + each[2] or 1)
    )


def _gold(article: SetArticle) -> tuple[list[str], list[str]]:
    controversies: list[Json] = (article.gold or {}).get("controversies", [])
    answers = [each["response"] for each in controversies if each["response"]]
    return [words for each in controversies for words in each["evidence"]], [
        words for each in answers for words in each["evidence"]
    ]


def _deal(article: SetArticle, part: str) -> list[list[str]]:
    """The names of each of the parties or goods of the gold's deal; none where there is no deal."""
    named: list[list[str]] = ((article.gold or {}).get("deal") or {}).get(part, [])
    return named


def _has(text: str, phrases: Sequence[str]) -> bool:
    folded = " ".join(text.split()).casefold()
    return any(" ".join(phrase.split()).casefold() in folded for phrase in phrases)
