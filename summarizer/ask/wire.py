"""What the model is asked to fill in, derived from the public classes.

A wire class is its public class with evidence as sentence numbers, computed fields left out, every field
required, nothing else allowed and every list bounded. Its `model_json_schema()` is the strict schema that goes
to the server; it carries no descriptions, since the question in the prompt has them (a grammar-constrained
server shows the model only the prompt). Both are built once per process.
"""

import copy
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from summarizer_schemas import Computed, Evidence, Fact, grounding

MAX_CITATIONS = 3
"""A small model that is unsure cites a whole range; three sentences are enough for any one fact."""

MAX_NAMES = 4
"""Names in `raised_by` and `against`; the most in our articles is three."""

LIST_BOUNDS = (8, 16, 32)
"""Lengths a list of facts may have. Few, because a server compiles and caches each schema it is sent."""


class WireAnswer(BaseModel):
    """Base of the derived classes: strict towards the server, patient with what it answers."""

    model_config = ConfigDict(extra="ignore")
    wire_schema: ClassVar[dict[str, Any] | None] = None

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The strict JSON Schema, built at the first call; callers get a copy of their own at the top."""
        if cls.__dict__.get("wire_schema") is None:
            cls.wire_schema = _strict(super().model_json_schema())
        return dict(cls.wire_schema or {})


@cache
def list_bound(sentences: int) -> int:
    """How many facts a list may hold in an article of that many sentences: about one for every two."""
    return next((bound for bound in LIST_BOUNDS if bound * 2 >= sentences), LIST_BOUNDS[-1])


@cache
def wire_class(
    fact: type[BaseModel], bound: int, *, only: tuple[str, ...] | None = None, cited: bool = True
) -> type[WireAnswer]:
    """The wire class of a public class, its lists bounded.

    Args:
        fact: a class whose fields are markers, choices, facts and lists of them.
        bound: the longest a list of facts may be.
        only: the fields that are asked for, in this order; by default all.
        cited: whether sentence numbers are asked for as evidence.
    """
    fields: dict[str, Any] = {
        name: (_wire_type(field.annotation, bound), ...) for name, field in asked_fields(fact, only)
    }
    if cited and issubclass(fact, Fact):
        fields["evidence"] = Annotated[list[int], _bounded(MAX_CITATIONS)], ...
    derived: type[WireAnswer] = create_model(fact.__name__, __base__=WireAnswer, **fields)
    return derived


@cache
def wire_list(name: str, fact: type[Fact], bound: int) -> type[WireAnswer]:
    """An answer that is one list of facts, `{name: [...]}`: a JSON Schema's root has to be an object."""
    fields: dict[str, Any] = {name: (Annotated[_list_of(wire_class(fact, bound)), _bounded(bound)], ...)}
    derived: type[WireAnswer] = create_model(name.title().replace("_", ""), __base__=WireAnswer, **fields)
    return derived


def wire_named(name: str, entry: type[WireAnswer], key: str, values: Sequence[str]) -> type[WireAnswer]:
    """An answer that is one list with an entry for each of some values, in their order.

    A small model that goes through a list by itself falls into repeating an entry; here the grammar leads it on.

    Args:
        name: key of the list.
        entry: wire class of the entries.
        key: field of the entry that holds the value.
        values: what the entries are about, such as names.
    """
    fields: dict[str, Any] = {name: (tuple_of(named_entries(entry, key, values)), ...)}
    derived: type[WireAnswer] = create_model(name.title(), __base__=WireAnswer, **fields)
    return derived


def named_entries(entry: type[WireAnswer], key: str, values: Sequence[str]) -> tuple[type[WireAnswer], ...]:
    """The wire class once for each value, with that value in one of its fields."""
    fields: list[dict[str, Any]] = [{key: (_one_of(value), ...)} for value in values]
    return tuple(create_model(entry.__name__, __base__=entry, **each) for each in fields)


def _one_of(value: str) -> Any:
    """`Literal[value]` of a value that is known at run time."""
    return Literal[value]


def tuple_of(items: tuple[Any, ...]) -> Any:
    """`tuple[items]` of classes made at run time."""
    return tuple.__class_getitem__(items)


def asked_fields(fact: type[BaseModel], only: tuple[str, ...] | None = None) -> list[tuple[str, FieldInfo]]:
    """The fields that the model is asked for, but for the evidence; some of them in the order given."""
    asked = {
        name: field
        for name, field in fact.model_fields.items()
        if not isinstance(grounding(field), Computed) and name != "evidence"
    }
    return list(asked.items()) if only is None else [(name, asked[name]) for name in only]


def fact_type(annotation: Any) -> type[Fact] | None:
    """The class of a fact or of a list of facts; None for anything else."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Fact) else None
    return next(filter(None, map(fact_type, get_args(annotation))), None)


def _wire_type(annotation: Any, bound: int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation is not Evidence:
        return wire_class(annotation, bound)
    if get_origin(annotation) is list:
        (inner,) = get_args(annotation)
        return Annotated[_list_of(_wire_type(inner, bound)), _bounded(bound if fact_type(inner) else MAX_NAMES)]
    return annotation


def _list_of(item: Any) -> Any:
    """`list[item]` of a class made at run time, which a type checker cannot follow."""
    return list[item]


def _bounded(longest: int) -> Any:
    """The bound stands in the schema alone: an answer that has more is not worth another request."""
    return Field(json_schema_extra={"maxItems": longest})


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    """Closed objects, inlined definitions, no titles and no descriptions."""
    definitions = schema.pop("$defs", {})

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(each) for each in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return walk(copy.deepcopy(definitions[node["$ref"].rsplit("/", 1)[1]]))
        walked = {
            key: {name: walk(each) for name, each in value.items()} if key == "properties" else walk(value)
            for key, value in node.items()
            if key not in ("title", "description", "default")
        }
        if walked.get("type") == "object":
            walked["additionalProperties"] = False
        return walked

    strict: dict[str, Any] = walk(schema)
    return strict
