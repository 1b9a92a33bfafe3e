"""An article longer than the model's context, as overlapping runs of paragraphs. Nothing is left out."""

from collections.abc import Sequence
from itertools import groupby

from summarizer.article import Sentence
from summarizer.text.tokens import about_tokens

TOKENS_PER_SENTENCE = 6
"""Number, brackets and line break, and what rounding costs."""


def tokens_of(sentence: Sentence) -> int:
    """About how many tokens a numbered sentence is, erring upwards."""
    return about_tokens(sentence.text) + TOKENS_PER_SENTENCE


def windows(sentences: Sequence[Sentence], budget: int) -> list[tuple[Sentence, ...]]:
    """The sentences in runs of at most `budget` tokens, cut at paragraphs, the last paragraph said again.

    A paragraph longer than the budget is cut between its sentences; a sentence longer than the budget is a run
    of its own. An article that fits is one run.
    """
    runs: list[tuple[Sentence, ...]] = []
    run: list[Sentence] = []
    used = 0
    for block in _blocks(sentences, budget):
        cost = sum(map(tokens_of, block))
        if run and used + cost > budget:
            runs.append(tuple(run))
            run = _last_paragraph(run, budget - cost)
            used = sum(map(tokens_of, run))
        run += block
        used += cost
    if run:
        runs.append(tuple(run))
    return runs


def _blocks(sentences: Sequence[Sentence], budget: int) -> list[list[Sentence]]:
    """Paragraphs; the sentences of one that is too long, each for itself."""
    blocks: list[list[Sentence]] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        if sum(map(tokens_of, paragraph)) <= budget:
            blocks.append(paragraph)
        else:
            blocks += [[sentence] for sentence in paragraph]
    return blocks


def _last_paragraph(run: list[Sentence], room: int) -> list[Sentence]:
    """The overlap with the next run: the last paragraph, when it leaves room and is not the whole run."""
    last = [sentence for sentence in run if sentence.paragraph == run[-1].paragraph]
    fits = sum(map(tokens_of, last)) <= min(room, room // 2 + 1) and len(last) < len(run)
    return last if fits else []
