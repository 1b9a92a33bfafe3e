"""The schemas under the name users import them by: `from summarizer.schemas import Deal`."""

from typing import Any

from pydantic import BaseModel

import summarizer_schemas
from summarizer_schemas import *  # noqa: F403  the whole public vocabulary, listed in its __all__
from summarizer_schemas import __all__ as __all__


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every public class, by its name; `schemas/json/` holds them as files."""
    classes = {name: getattr(summarizer_schemas, name) for name in sorted(__all__)}
    return {
        name: each.model_json_schema(mode="serialization")
        for name, each in classes.items()
        if isinstance(each, type) and issubclass(each, BaseModel)
    }
