"""Who makes the deal: the names on a filled form and the others of the article, weighed.

On a form with two sides a small model leaves out the third, and fills in who only stands near. The weights were fitted
to annotated articles by `python -m benchmarks.quality fit`. English only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.ask.weighing import Features, weighed
from summarizer.ask.weights import MAKERS
from summarizer.text.makers import known_of_maker, made_between
from summarizer.text.mentions import mentions, only_describes
from summarizer.text.trades import alike

MAKES = 0.0
"""Log-odds from which one makes the deal."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Who may make the deal, and what is known of that."""

    name: str
    features: Features


def makers(on_form: Sequence[str], sentences: Sequence[str]) -> list[Maker]:
    """Everybody who may make the deal: those on the form first, then the article's other names in its order.

    Args:
        on_form: the names on the filled form.
        sentences: the article's sentences, blanks folded.
    """
    names = [name for name in mentions(sentences) if not only_describes(name, sentences)]
    two = made_between(sentences) or ()
    return [
        Maker(
            name,
            known_of_maker(name, names, sentences)
            | {
                "on the form": float(any(alike(name, other) for other in on_form)),
                "as on the form": float(name in on_form),
                "names on the form": float(len(on_form)),
                "of the two": float(any(alike(name, other) for other in two)),
            },
        )
        for name in dict.fromkeys([*on_form, *names])
    ]


def parties_of(parties: Sequence[dict[str, Any]], role: str, sentences: Sequence[str]) -> list[dict[str, Any]]:
    """The parties of a form that make the deal, and the others of the article that do.

    Args:
        parties: as the form names them.
        role: that of one who is not on the form.
        sentences: the article's sentences, blanks folded.
    """
    said = {party["name"]: party for party in parties}
    kept: list[dict[str, Any]] = []
    for maker in makers(list(said), sentences):
        makes = weighed(maker.features, MAKERS) >= MAKES
        if makes and not any(alike(maker.name, party["name"]) for party in kept):
            kept.append(said.get(maker.name) or {"name": maker.name, "role": role, "evidence": []})
    return kept or list(parties)
