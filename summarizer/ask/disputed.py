"""Which sentences of an article dispute something, and which of those behind them answer, by their labels and words.

Every sentence is labelled by itself; what one says in a paragraph, and goes on to say, is one dispute.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from summarizer.article import Sentence
from summarizer.ask.labelling import Labelled
from summarizer.ask.reading import Reading
from summarizer.text.affiliations import another_speaks, goes_on, quotes_again
from summarizer.text.mentions import mentions
from summarizer.text.replies import answered
from summarizer.text.speech import (
    announces,
    answers,
    asks,
    carries_on,
    is_silent,
    objects,
    praises,
    quotes,
    speaks,
    tells_what,
    tells_words,
)

DISPUTED = -1.5
"""Log-odds of a criticism from which a sentence counts as one if it tells words or stands beside one. Of 49 criticisms
in 15 articles that takes 48, and 26 other sentences."""

PLAINLY = 1.0
"""The same for a sentence in which nobody is said to say anything."""

GOES_ON = -4.5
"""The same for a sentence in which whoever disputed in the one before goes on."""

AS_PLAIN = 2.5
"""Log-odds by which a sentence may be behind the plainest one of its paragraph and still be taken for what is said
there. The plainest often only announces: "The deal has drawn criticism"."""

ANSWER_WITHIN = 8
"""Sentences behind a criticism in which its answer is looked for."""

NEXT_VOICE = 2
"""Sentences behind a criticism within which the next one to speak is likely to answer it."""

NEXT_ANSWERS = -2.3
"""`RATHER_ANSWERS` for the next one to speak; the model takes many an answer for praise. Of 25 answers in 26 articles
20 are found so, and 5 other sentences."""

RATHER_ANSWERS = 0.0
"""How much likelier an answer is than support, as log-probabilities, for a sentence further behind a criticism in which
somebody speaks to answer it."""


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
    """Where somebody criticises, accuses or objects, in the article's order: in a paragraph, until another one speaks.

    Beside a plain criticism a sentence counts as one though it tells nobody's words.
    """
    odds = [each.odds("criticism") for each in labelled]
    sentences = list(zip(reading.part, odds, strict=True))
    plain = {sentence.paragraph for sentence, value in sentences if _disputes(reading, sentence, value)}
    found: list[tuple[Sentence, float]] = []
    kept_on = set()
    answer = None
    for sentence, value in sentences:
        if reading.english and _rests_on(answer, sentence):
            answer = sentence
            continue
        behind = bool(found) and found[-1][0].number == sentence.number - 1
        if _disputes(reading, sentence, value, beside=sentence.paragraph in plain):
            found.append((sentence, value))
        elif behind and value >= GOES_ON and _keeps_on(reading, sentence, found[-1][0]):
            found.append((sentence, value))
            kept_on.add(sentence.number)
        else:
            answer = sentence if answers(sentence.text) else None
    return _by_speaker(reading, found, kept_on)


def _rests_on(answer: Sentence | None, sentence: Sentence) -> bool:
    """Whether a sentence goes on with the answer before it: "“Nobody will lose,” she said"."""
    behind = answer is not None and answer.number == sentence.number - 1 and answer.paragraph == sentence.paragraph
    return behind and carries_on(sentence.text)


def _keeps_on(reading: Reading, sentence: Sentence, before: Sentence) -> bool:
    """Whether whoever speaks in the sentence before goes on in this one."""
    text = sentence.text
    told = reading.english and not _heads(reading, sentence)
    told = told and (goes_on(text) or quotes_again(text, before.text))
    return told and not (asks(text) or answers(text) or praises(text))


def _by_speaker(reading: Reading, found: Sequence[tuple[Sentence, float]], kept_on: Set[int]) -> list[Dispute]:
    """Disputed sentences with their odds, those together that one speaker says in one paragraph, or goes on to say.

    Those with a number in `kept_on` belong to the one before.

    What only announces them there is none of its own: "Teachers are angry, too", before their union speaks.
    """
    names = mentions(reading.texts) if reading.english else []
    runs: list[list[tuple[Sentence, float]]] = []
    for sentence, value in found:
        last = runs[-1][-1][0] if runs else None
        together = last is not None and last.paragraph == sentence.paragraph
        behind = last is not None and last.number == sentence.number - 1 and reading.english
        on = sentence.number in kept_on or (behind and carries_on(sentence.text))
        if on or (together and not another_speaks(sentence.text, [each.text for each, _ in runs[-1]], names)):
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


def _disputes(reading: Reading, sentence: Sentence, odds: float, *, beside: bool = False) -> bool:
    """Whether a sentence with these odds disputes something; an answer, praise, a question or a heading does not.

    Args:
        reading: the part of the article.
        sentence: one of its sentences.
        odds: those of a criticism.
        beside: whether a plain criticism stands in the same paragraph.
    """
    text = sentence.text
    if _heads(reading, sentence) or asks(text) or (is_silent(text) and not objects(text)):
        return False
    if not reading.english:
        return odds >= DISPUTED
    if announces(text):
        return False
    told = beside or tells_words(text)
    return odds >= (DISPUTED if told else PLAINLY) and (objects(text) or not (answers(text) or praises(text)))


def _heads(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a heading: a paragraph of its own without a full stop."""
    paragraph = [each for each in reading.part if each.paragraph == sentence.paragraph]
    return len(paragraph) == 1 and not sentence.text.rstrip("\"'”’) ").endswith((".", "!", "?", "。"))


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
    answer: list[int] = []
    heard = 0  # the number of the last sentence in which somebody spoke
    for at, (sentence, each) in enumerate(zip(reading.part, labelled, strict=True)):
        number = sentence.number
        before = [each for each in disputes if each.first < number <= each.last + ANSWER_WITHIN]
        if number in taken:
            heard = number
        elif before:
            last = max(dispute.last for dispute in before)
            follows = reading.english and heard <= last and number <= last + NEXT_VOICE
            on = bool(answer) and answer[-1] == number - 1 and _keeps_on(reading, sentence, reading.part[at - 1])
            if on and not is_silent(sentence.text):
                answer.append(number)
            elif _answers(reading, sentence, each, follows=follows):
                texts = [reading.paragraph(dispute.sentences[0].paragraph, number) for dispute in before]
                answer = [number]
                found[before[answered(sentence.text, texts, reading.texts)].focus].append(answer)
            heard = number if _speaks(reading, sentence) else heard
    return found


def _speaks(reading: Reading, sentence: Sentence) -> bool:
    return speaks(sentence.text) or quotes(sentence.text) or not reading.english


def _answers(reading: Reading, sentence: Sentence, labelled: Labelled, *, follows: bool) -> bool:
    """Whether somebody answers a criticism in a sentence behind one, by its words or by its label.

    Args:
        reading: the part of the article.
        sentence: one behind a criticism.
        labelled: its labels.
        follows: whether it is the next one in which somebody speaks; elsewhere plain news answers nothing.
    """
    text = sentence.text
    if asks(text) or is_silent(text) or (reading.english and (praises(text) or goes_on(text))):
        return False
    if reading.english and objects(text) and not answers(text):
        return False
    rather = labelled.likely["answer"] - labelled.likely["support"]
    likely = rather >= NEXT_ANSWERS if follows else rather >= RATHER_ANSWERS and labelled.likeliest != "fact"
    return answers(text) or (likely and _speaks(reading, sentence))
