"""Runs one competitor inside its own environment: articles come on standard input, sections go to standard output.

    python -m benchmarks.quality.worker MODULE BASE_URL MODEL      (the key is in the variable QUALITY_API_KEY)

Started by `running.py`. A line of JSON each: an article in, `{"sections": …}` or `{"error": …}` out. Before the first,
`{"ready": true}` says that the library is loaded, so that loading it counts for no article.
"""

import json
import os
import sys
import traceback
from importlib import import_module

from benchmarks.quality.systems import Server

KEY_VARIABLE = "QUALITY_API_KEY"


def main() -> None:
    """Answer each article until there are no more."""
    module, base_url, model = sys.argv[1:]
    # Libraries print; what they print must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    server = Server(base_url, os.environ[KEY_VARIABLE], model)
    extract = import_module(f"benchmarks.quality.systems.{module}").connect(server)
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in sys.stdin:
        try:
            answer = {"sections": extract(json.loads(line))}
        except Exception as error:  # whatever a library raises is its result for this article
            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}"[:500]}
        print(json.dumps(answer, ensure_ascii=False), file=answers, flush=True)


if __name__ == "__main__":
    main()
