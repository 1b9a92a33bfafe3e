"""What is asked of the model and what comes back: plain data, and how an answer that was cut is read."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypedDict, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from summarizer.model.usage import Usage

AnswerT = TypeVar("AnswerT", bound=BaseModel)

CLIP = 4000
"""Characters of a wrong answer that are shown to the model again: enough to see what it did."""

SHOWN_ERRORS = 8
"""Errors listed in a correction; one slip repeated in every item of a list would fill the prompt."""

LEAST_LOGARITHM = -50.0
"""Servers write minus infinity in different ways (-100, -9999.0); below this, all are the same."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?P<closing>"?)|[][{},]', re.DOTALL)
"""Strings, also one that is cut, and the marks that open, close and separate."""


class Message(TypedDict):
    """One message of the conversation, as OpenAI's API has it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Request(Generic[AnswerT]):
    """One question.

    Attributes:
        purpose: what it is for, "stakeholders": in progress, errors and usage.
        messages: sent as they are.
        answer: the class of the answer; its `model_json_schema()` goes to the server as the strict schema.
        max_tokens: bound of the answer.
    """

    purpose: str
    messages: tuple[Message, ...]
    answer: type[AnswerT]
    max_tokens: int


@dataclass(frozen=True)
class Answer(Generic[AnswerT]):
    """The answer to one question.

    Attributes:
        value: the answer.
        usage: all its requests, retries and corrections included.
        complete: False when it was cut at `max_tokens`; `value` then holds the complete items only.
    """

    value: AnswerT
    usage: Usage
    complete: bool = True


@dataclass(frozen=True)
class Judgement:
    """How likely each word is as the answer to a one-word question.

    Attributes:
        choices: log-probability (natural) of each offered word, renormalised so that they add up to one.
        usage: its requests.
    """

    choices: dict[str, float]
    usage: Usage


def first_word(choice: Mapping[str, Any], words: Sequence[str]) -> dict[str, float]:
    """Share the probability of an answer's first token out among the words it may be the beginning of.

    Args:
        choice: a choice of a completion, as parsed JSON.
        words: the words offered. One that no token begins gets what the least likely token has, since it
            has at most that.

    Returns:
        log-probabilities that add up to one; empty where the server gives none, or no token begins any word.
    """
    match choice:
        case {"logprobs": {"content": [{"top_logprobs": [_, *_] as likely}, *_]}}:
            pass
        case _:
            return {}
    logarithms = [max(float(each["logprob"] or 0.0), LEAST_LOGARITHM) for each in likely]
    weights = dict.fromkeys(words, 0.0)
    for each, logarithm in zip(likely, logarithms, strict=True):
        start = each["token"].strip(" \t\n\"'*.,:").casefold()
        begun = [word for word in words if start and word.casefold().startswith(start)]
        if len(begun) == 1:
            weights[begun[0]] += math.exp(logarithm)
    if not any(weights.values()):
        return {}
    floor = math.exp(min(logarithms))
    total = sum(max(weight, floor) for weight in weights.values())
    return {word: math.log(max(weight, floor) / total) for word, weight in weights.items()}


def json_part(text: str) -> str:
    """The JSON object of an answer, without the thoughts, the code fence or the sentence around it."""
    text = _after_thoughts(text)
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text[max(start, 0) :]


def _after_thoughts(text: str) -> str:
    """An answer without the thoughts some models write before it; some servers leave out the opening mark."""
    if text.lstrip().startswith("{"):
        return text
    _, closed, rest = text.rpartition("</think>")
    return rest if closed or "<think>" not in rest else ""


def what_is_wrong(problem: ValidationError) -> list[str]:
    """Each error with its place, a line each; without pydantic's link, which changes with its version."""
    lines = []
    for error in problem.errors(include_url=False, include_context=False)[:SHOWN_ERRORS]:
        place = ".".join(str(step) for step in error["loc"])
        lines.append(f"{place}: {error['msg']}" if place else error["msg"])
    return lines


def correction(text: str, wrong: Sequence[str]) -> tuple[Message, Message]:
    """The messages that show a model its answer and what is wrong with it."""
    listed = "\n".join(f"- {each}" for each in wrong)
    return (
        {"role": "assistant", "content": text[:CLIP]},
        {"role": "user", "content": f"Your answer does not fit:\n{listed}\nAnswer again, in JSON that fits."},
    )


def complete_part(answer: type[AnswerT], text: str) -> AnswerT | None:
    """What is complete in an answer that was cut; None when nothing of it fits the class.

    The item that was being written in the outermost open list is dropped whole, even if lists inside it have
    complete items: half an item would pass for a whole one wherever its class has defaults. Outside of
    lists, what is missing is filled with an empty list or null where the schema allows that.
    """
    schema = answer.model_json_schema()
    try:
        value = from_json(_closed_after_last_item(_after_thoughts(text)))
        return answer.model_validate(_filled(value, schema, schema.get("$defs", {})), strict=False)
    except ValueError:  # pydantic's ValidationError is one, too
        return None


def _closed_after_last_item(text: str) -> str:
    """A cut JSON text, ended behind the last complete item of its outermost open list, or of the whole."""
    start = text.find("{")
    closers: list[str] = []
    ends: list[int] = []  # of each open container: where its last complete item ends
    for token in _TOKEN.finditer(text, start) if start >= 0 else ():
        mark = token.group()[0]
        if mark in "[{":
            closers.append("]" if mark == "[" else "}")
            ends.append(token.end())
            continue
        if mark in "]}":
            closers.pop()
            ends.pop()
        if not closers:
            return text[start : token.end()]
        if mark == ",":
            ends[-1] = token.start()
        elif mark in "]}" or (token["closing"] and closers[-1] == "]"):  # in an object a string may be a name
            ends[-1] = token.end()
    if not closers:
        return ""
    depth = closers.index("]") if "]" in closers else 0
    return text[start : ends[depth]] + "".join(reversed(closers[: depth + 1]))


def _filled(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    """The value with everything its schema requires; lists are left alone, since their items are whole.

    Raises:
        ValueError: what is missing cannot be empty.
    """
    if not isinstance(value, dict):
        return value
    schema = _plain(schema, definitions)
    properties = schema.get("properties", {})
    missing = [name for name in schema.get("required", ()) if name not in value]
    present = {name: _filled(each, properties.get(name, {}), definitions) for name, each in value.items()}
    return present | {name: _empty(properties.get(name, {}), definitions) for name in missing}


def _plain(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema without reference, and without the alternative of being null."""
    for alternative in schema.get("anyOf", ()):
        if alternative.get("type") != "null":
            return _plain(alternative, definitions)
    name = schema.get("$ref", "").rpartition("/")[2]
    return definitions.get(name, schema)  # type: ignore[no-any-return]  # parsed JSON


def _empty(schema: dict[str, Any], definitions: dict[str, Any]) -> list[Any] | None:
    if {"type": "null"} in schema.get("anyOf", ()):
        return None
    if _plain(schema, definitions).get("type") == "array":
        return []
    raise ValueError("cannot be empty")
