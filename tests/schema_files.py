"""Write schemas/json/ anew: `python -m tests.schema_files`."""

import json
from pathlib import Path

from summarizer.schemas import json_schemas

FOLDER = Path(__file__).parent.parent / "schemas" / "json"
TOP_LEVEL = ("ArticleSummary", "Dossier")
"""Each file is whole: the classes inside stand in its `$defs`."""


def contents() -> dict[Path, str]:
    """File → what has to be in it."""
    schemas = json_schemas()
    return {
        FOLDER / f"{name}.json": json.dumps(schemas[name], indent=2, ensure_ascii=False) + "\n" for name in TOP_LEVEL
    }


if __name__ == "__main__":
    for path, text in contents().items():
        path.write_text(text, encoding="utf-8")
