"""Fits the weights of `summarizer/ask/weighing.py` to annotated articles, and tells what they are worth on others.

Each sentence is labelled by the model as it is in a run; which of them criticise and answer is the gold's evidence. The
figures are those of articles that the weights which judged them were not fitted to, ten parts in turn.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.quality.sets import ArticleSet, Json, SetArticle
from summarizer import Summarizer
from summarizer.article import Article
from summarizer.ask.examples import SENTENCES
from summarizer.ask.labelling import Labelled, label
from summarizer.ask.metered import Answers, Metered
from summarizer.ask.weighing import Features, behind_disputes, features_of, is_heading
from summarizer.schemas import ArticleSummary

Label = Callable[[Article], Sequence[Labelled]]
"""Labels an article's sentences."""

PENALTY = 0.1
"""Inverse strength of the penalty on large weights; between 0.03 and 0.5 nothing changes."""

PARTS = 10
"""Parts of the articles, each judged by what the others teach."""

DIGITS = 3
"""Decimals of a weight."""


@dataclass(frozen=True)
class Sentences:
    """The sentences of some articles: what is known of each, what the gold says, whose they are."""

    features: list[list[Features]]
    criticisms: list[list[bool]]
    answers: list[list[bool]]


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


def labels_of(article: Article) -> Sequence[Labelled]:
    """What the embedded model takes each sentence of an article for."""
    texts = [(" ".join(sentence.text.split()),) for sentence in article.sentences]

    async def ask() -> Sequence[Labelled] | None:
        summarizer: Summarizer[ArticleSummary] = Summarizer(model="local")
        try:
            await summarizer.client.ready()
            return await label(Metered(summarizer.client, Answers()), SENTENCES, texts, "disputes")
        finally:
            await summarizer.aclose()

    return asyncio.run(ask()) or []


def read(sets: Sequence[ArticleSet], labels: Label = labels_of) -> Sentences:
    """Label the articles of some sets and find out what the gold says of each sentence."""
    found = Sentences([], [], [])
    for each in (article for one in sets for article in one.articles):
        article = Article.from_text(each.text, id=each.id, published=each.published)
        told = [not is_heading(sentence, article.sentences) for sentence in article.sentences]
        features = features_of(article.sentences, labels(article))
        criticisms, answers = _gold(each)
        found.features.append(list(compress(features, told)))
        found.criticisms.append([_has(each.text, criticisms) for each in compress(article.sentences, told)])
        found.answers.append([_has(each.text, answers) for each in compress(article.sentences, told)])
    return found


def fit(sentences: Sentences) -> tuple[Fitted, Fitted]:
    """Weights for what disputes, and for what answers it."""
    disputes, odds = _fit(sentences.features, sentences.criticisms)
    behind, start = [], 0
    for features in sentences.features:  # what disputes is told by weights that do not know the article, as in a run
        scores = odds[start : start + len(features)]
        behind.append(behind_disputes(features, [float(score) for score in scores], 0.0))
        start += len(features)
    return disputes, _fit(behind, sentences.answers)[0]


def write(disputes: Fitted, answers: Fitted, path: Path) -> None:
    """Write the module of weights."""
    parts = [
        '"""Weights of what is known of a sentence, written by `python -m benchmarks.quality fit`."""',
        _constant("DISPUTES", disputes, "Of a dispute"),
        _constant("ANSWERS", answers, "Of an answer"),
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _constant(name: str, fitted: Fitted, what: str) -> str:
    figures = f"P {fitted.precision:.2f}, R {fitted.recall:.2f} of the sentences of articles it was not fitted to"
    return f'{name} = {json.dumps(fitted.weights, indent=4)}\n"""{what}: {figures}."""'


def _fit(
    features: Sequence[Sequence[Features]], gold: Sequence[Sequence[bool]]
) -> tuple[Fitted, "np.ndarray[Any, Any]"]:
    """The weights, and the log-odds of each sentence by weights that do not know its article."""
    names = list(features[0][0])
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


def _has(text: str, phrases: Sequence[str]) -> bool:
    folded = " ".join(text.split()).casefold()
    return any(" ".join(phrase.split()).casefold() in folded for phrase in phrases)
