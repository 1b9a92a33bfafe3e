"""How a field is tied to the article: markers that say what the model is shown and what code has to check.

    Verbatim   words of the article: code finds them there, or the value does not stand
    Prose      the model's own words: code compares them with the sentences cited
    Computed   filled by code from the rest of the fact: the model never sees the field
    Meanings   not a check: what each choice of a closed list means, told to the model with the question

A marker stands in the field's annotation, so one class serves the model, the checker and the reader:

    class Risk(Fact):
        place: Annotated[str, Verbatim()] = Field(description="Where, as the article names it")

`required=False` means that the fact stands without the value: what fails the check is emptied
("" or null) and the fact is kept. Without it the whole fact is rejected.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class Verbatim:
    """The value (or each value of a list) stands in the article in these words.

    With `near=True` it has to stand in the sentences cited or beside them: a date from elsewhere in the article
    is the date of something else. With `some=True` a list of which no value stands rejects the fact.
    """

    required: bool = True
    near: bool = False
    some: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """The value says in other words what the cited sentences say."""

    required: bool = True


@dataclass(frozen=True, slots=True)
class Computed:
    """The value is filled by code after the check; the model is not asked for it."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What each choice of a field means; a choice without a meaning is left out."""

    of: dict[str, str]


Grounding = Verbatim | Prose | Computed


@lru_cache(maxsize=1024)  # asked for each field of each fact: a fourth of the time that checking takes
def grounding(field: FieldInfo) -> Grounding | None:
    """The marker of a field, wherever in its annotation it stands; None for a choice or a nested fact."""
    found = (mark for mark in (*field.metadata, *_metadata(field.annotation)) if isinstance(mark, Grounding))
    return next(found, None)


def meanings(field: FieldInfo) -> dict[str, str]:
    """Choice → what it means; empty for a field without the marker."""
    return next((mark.of for mark in field.metadata if isinstance(mark, Meanings)), {})


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _metadata(inner)
