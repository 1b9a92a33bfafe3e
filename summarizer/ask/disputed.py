"""Which sentences of an article dispute something, and which of those behind them answer.

Every sentence is labelled by itself, and weighed with its words and its neighbours; what one says in a paragraph, and
goes on to say, is one dispute.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from summarizer.article import Sentence
from summarizer.ask.labelling import NEVER, Labelled
from summarizer.ask.reading import Reading
from summarizer.ask.weighing import Features, behind_disputes, features_of, is_heading, weighed
from summarizer.ask.weights import ANSWERS, DISPUTES
from summarizer.text.affiliations import another_speaks, goes_on, quotes_again
from summarizer.text.mentions import mentions
from summarizer.text.replies import answered
from summarizer.text.speech import asks, carries_on, is_silent, objects, tells_what

DISPUTED = 0.0
"""Log-odds, as weighed, from which a sentence counts as a criticism, or as an answer."""

DISPUTED_ABROAD = -1.5
"""Log-odds of the label from which a sentence in another language than English does, whose words are not read."""

PLAINLY = 1.0
"""Log-odds from which a criticism leaves no doubt."""

AS_PLAIN = 2.5
"""Log-odds by which a sentence may be behind the plainest one of its paragraph and still be taken for what is said
there. The plainest often only announces: "The deal has drawn criticism"."""

ANSWER_WITHIN = 8
"""Sentences behind a criticism in which its answer is looked for."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """The sentences of a paragraph in which one disputes, and how plainly each does."""

    sentences: tuple[Sentence, ...]
    odds: tuple[float, ...]

    @property
    def first(self) -> int:
        """The number of its first sentence."""
        return self.sentences[0].number

    @property
    def last(self) -> int:
        """The number of its last sentence."""
        return self.sentences[-1].number

    @property
    def focus(self) -> int:
        """The number of the sentence that says most: the longest of those that dispute about as plainly as any.

        One that only says that there is criticism says least.
        """
        plain = max(self.odds) - AS_PLAIN
        near = [sentence for sentence, odds in zip(self.sentences, self.odds, strict=True) if odds >= plain]
        return max(near, key=lambda sentence: (tells_what(sentence.text), len(sentence.text))).number

    @property
    def plainest(self) -> list[int]:
        """The numbers of its sentences, those that dispute most plainly first."""
        order = sorted(zip(self.odds, self.sentences, strict=True), key=lambda each: -each[0])
        return [sentence.number for _, sentence in order]

    @property
    def is_plain(self) -> bool:
        """Whether it leaves no doubt that somebody objects."""
        return max(self.odds) >= PLAINLY or any(objects(sentence.text) for sentence in self.sentences)


def disputed(reading: Reading, labelled: Sequence[Labelled]) -> list[Dispute]:
    """Where somebody criticises, accuses or objects, in the article's order; in a paragraph, until another speaks."""
    odds = _dispute_odds(reading, labelled, features_of(reading.part, labelled) if reading.english else [])
    return _by_speaker(reading, [each for each in zip(reading.part, odds, strict=True) if each[1] >= DISPUTED])


def _dispute_odds(reading: Reading, labelled: Sequence[Labelled], known: Sequence[Features]) -> list[float]:
    """How plainly each sentence disputes something, as log-odds, by what is known of it; no heading does."""
    if reading.english:
        odds = [weighed(features, DISPUTES) for features in known]
    else:
        odds = [DISPUTED + each.odds("criticism") - DISPUTED_ABROAD for each in labelled]
    return [
        NEVER if is_heading(sentence, reading.part) or asks(sentence.text) else each
        for sentence, each in zip(reading.part, odds, strict=True)
    ]


def _keeps_on(reading: Reading, sentence: Sentence, before: Sentence) -> bool:
    """Whether whoever speaks in the sentence before goes on in this one."""
    behind = sentence.number == before.number + 1 and reading.english
    return behind and (goes_on(sentence.text) or quotes_again(sentence.text, before.text))


def _by_speaker(reading: Reading, found: Sequence[tuple[Sentence, float]]) -> list[Dispute]:
    """Disputed sentences with their odds, those together that one speaker says in one paragraph, or goes on to say.

    What only announces them there is none of its own: "Teachers are angry, too", before their union speaks.
    """
    names = mentions(reading.texts) if reading.english else []
    runs: list[list[tuple[Sentence, float]]] = []
    for sentence, value in found:
        if runs and _same_voice(reading, sentence, [each for each, _ in runs[-1]], names):
            runs[-1].append((sentence, value))
        else:
            runs.append([(sentence, value)])
    beside = Counter(run[0][0].paragraph for run in runs)
    return [
        Dispute(*zip(*run, strict=True))
        for run in runs
        if beside[run[0][0].paragraph] == 1
        or not reading.english
        or any(tells_what(sentence.text) for sentence, _ in run)
    ]


def _same_voice(reading: Reading, sentence: Sentence, run: Sequence[Sentence], names: Sequence[str]) -> bool:
    """Whether a disputed sentence belongs to those before it: in a paragraph until another speaks."""
    last = run[-1]
    if last.paragraph != sentence.paragraph:
        return reading.english and last.number == sentence.number - 1 and carries_on(sentence.text)
    return _keeps_on(reading, sentence, last) or not another_speaks(sentence.text, [each.text for each in run], names)


def answering(
    reading: Reading, disputes: Sequence[Dispute], labelled: Sequence[Labelled], taken: Set[int]
) -> dict[int, list[list[int]]]:
    """For the focus of each dispute its answers, each the numbers of sentences in which one goes on to answer it.

    Args:
        reading: the part of the article.
        disputes: what is disputed there.
        labelled: the labels of its sentences.
        taken: the numbers of disputed sentences.
    """
    found: dict[int, list[list[int]]] = {dispute.focus: [] for dispute in disputes}
    names = mentions(reading.texts) if reading.english else []
    answer: list[Sentence] = []
    numbers: list[int] = []
    for sentence, odds in zip(reading.part, _answer_odds(reading, labelled), strict=True):
        before = [each for each in disputes if each.first < sentence.number <= each.last + ANSWER_WITHIN]
        if sentence.number in taken or not before:
            continue
        if answer and _goes_on_answering(reading, sentence, answer, odds, names):
            answer.append(sentence)
            numbers.append(sentence.number)
        elif odds >= DISPUTED:
            texts = [reading.paragraph(dispute.sentences[0].paragraph, sentence.number) for dispute in before]
            answer, numbers = [sentence], [sentence.number]
            found[before[answered(sentence.text, texts, reading.texts)].focus].append(numbers)
    return found


def _answer_odds(reading: Reading, labelled: Sequence[Labelled]) -> list[float]:
    """How plainly each sentence answers a criticism before it, as log-odds."""
    if reading.english:
        known = features_of(reading.part, labelled)
        behind = behind_disputes(known, _dispute_odds(reading, labelled, known), DISPUTED)
        return [weighed(features, ANSWERS) for features in behind]
    return [
        DISPUTED - 1
        if asks(sentence.text) or each.likeliest == "fact"
        else each.likely["answer"] - each.likely["support"]
        for sentence, each in zip(reading.part, labelled, strict=True)
    ]


def _goes_on_answering(
    reading: Reading, sentence: Sentence, answer: Sequence[Sentence], odds: float, names: Sequence[str]
) -> bool:
    """Whether a sentence right behind an answer goes on with it."""
    last = answer[-1]
    if sentence.number != last.number + 1 or asks(sentence.text) or is_silent(sentence.text):
        return False
    beside = sentence.paragraph == last.paragraph and odds >= DISPUTED
    return _keeps_on(reading, sentence, last) or (
        beside and not another_speaks(sentence.text, [each.text for each in answer], names)
    )
