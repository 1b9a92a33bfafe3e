"""The longest articles a user may bring, through the whole pipeline: requests, memory, and facts told twice.

    python -m benchmarks.long_articles

A feature of 17,000 words and a PDF of 200 pages, in which one deal is told again every few pages in other words. The
model is a function in this process that finds the planted sentences in what it is shown; everything else is as in
`Summarizer.summarize`. Each run is a process of its own, for its memory. "As the embedded model" has that model's
context and gives probabilities, so that it is led through many short questions.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

WORDS = 17_000
PAGES = 200
WORDS_A_PAGE = 330
EMBEDDED_CONTEXT = 10_240
SEED = 7

NUMBERED = re.compile(r"^(.*?) \[(\d+)\]$", re.MULTILINE)

TOLD = (
    (
        "Vale Energy buys Norrland Wind for $450 million.",
        "The firms signed the contract on 3 March 2026.",
        "Per Aune, a fisherman, warned that the cables will drive the fish away.",
        "Vale Energy answered that the cables lie under the road.",
    ),
    (
        "Vale Energy AB agreed to acquire Norrland Wind for 450 million dollars, its chief executive Ada Holm said.",
        "The contract was signed by both firms on March 3, 2026.",
        "The fisherman Per Aune warned again that the cables would drive away the fish.",
        "The cables lie under the road, Vale Energy replied.",
    ),
)
"""One deal, told in two ways: sale, event, criticism, answer."""

FILLER = (
    "The harbour at {place} was quiet that winter and the {thing} stood where they had always stood.",
    "Nobody in {place} remembered who had built the {thing} or what they had been for.",
    "In the evening the wind came over the {thing} and people in {place} closed their windows.",
    "A road leads from {place} to the {thing}, and in most years it is open until the first snow.",
)


def paragraphs(words: int) -> Iterator[str]:
    """Prose of so many words, with the deal told in every fifteenth paragraph."""
    chance = random.Random(SEED)  # filler
    count = number = 0
    while count < words:
        sentences = [
            chance.choice(FILLER).format(place=f"Holm {chance.randrange(900)}", thing=chance.choice(("sheds", "masts")))
            for _ in range(5)
        ]
        if number % 15 == 0:
            sentences = [*TOLD[number // 15 % len(TOLD)], *sentences[:1]]
        text = " ".join(sentences)
        yield text
        count += len(text.split())
        number += 1


def write(kind: str, directory: Path) -> Path:
    """The article as a file."""
    if kind == "feature":
        path = directory / "feature.txt"
        path.write_text("\n\n".join(paragraphs(WORDS)))
        return path
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_font("times", size=11)
    pdf.add_page()
    for text in paragraphs(int(PAGES * WORDS_A_PAGE * 1.25)):
        if pdf.page_no() == PAGES and pdf.will_page_break(60):
            break
        pdf.multi_cell(0, 6, text)
        pdf.ln(4)
    path = directory / "report.pdf"
    pdf.output(str(path))
    return path


def said(purpose: str, shown: str) -> dict[str, Any]:
    """What a good reader answers: the planted facts of the sentences shown, as they are told first."""
    numbers = {text.rpartition("\n")[2]: int(number) for text, number in NUMBERED.findall(shown)}
    told = [[numbers.get(sentence) for sentence in version] for version in TOLD]
    first_version = min(range(len(told)), key=lambda each: told[each][0] or sys.maxsize)
    told = [version if each == first_version else [None] * len(version) for each, version in enumerate(told)]
    first = [version[0] for version in told if version[0]]
    if purpose == "Gate":
        return {"deal": "yes" if first else "no"}
    if purpose == "Deal":
        return {
            "title": "Norrland Wind is sold",
            "evidence": first[:1],
            "kind": "acquisition",
            "status": "signed",
            "parties": [
                {"name": name, "role": role, "evidence": [version[0]]}
                for version, names in zip(told, ("Vale Energy", "Vale Energy AB"), strict=True)
                if version[0]
                for name, role in ((names, "buyer"), ("Norrland Wind", "target"))
            ],
            "items": [],
            "amounts": [
                {"text": text, "kind": "price", "what_for": "Norrland Wind", "evidence": [version[0]]}
                for version, text in zip(told, ("$450 million", "450 million dollars"), strict=True)
                if version[0]
            ],
            "instruments": [{"name": "contract", "kind": "contract", "evidence": [v[1]]} for v in told if v[1]],
            "events": [
                {"what": what, "date_text": date, "status": "happened", "evidence": [version[1]]}
                for version, what, date in zip(
                    told,
                    ("The firms signed the contract", "The contract was signed by both firms"),
                    ("3 March 2026", "March 3, 2026"),
                    strict=True,
                )
                if version[1]
            ],
            "benefits": [],
        }
    if purpose == "Stakeholders":
        return {
            "stakeholders": [
                {"name": name, "aliases": [], "kind": kind, "role": role, "stance": stance, "evidence": [number]}
                for name, kind, role, stance, number in (
                    ("Vale Energy", "company", "buyer", "supports", told[0][0]),
                    ("Vale Energy AB", "company", "buyer", "supports", told[1][0]),
                    ("Ada Holm", "person", "chief executive", "supports", told[1][0]),
                    ("Per Aune", "person", "fisherman", "opposes", told[0][2]),
                    ("Per Aune", "person", "fisherman", "opposes", told[1][2]),
                )
                if number
            ]
        }
    return {
        "controversies": [
            {
                "topic": "the cables",
                "claim": claim,
                "raised_by": ["Per Aune"],
                "against": ["Vale Energy"],
                "responses": [{"by": "Vale Energy", "says": "The cables lie under the road", "evidence": [version[3]]}],
                "evidence": [version[2]],
            }
            for version, claim in zip(
                told,
                ("The cables will drive the fish away", "The cables would drive away the fish"),
                strict=True,
            )
            if version[2] and version[3]
        ]
    }


KNOWN = {
    "kind": "acquisition",
    "status": "signed",
    "buyer": "Vale Energy",
    "bought": "Norrland Wind",
    "total_price": "$450 million",
    "claim": "The cables will drive the fish away",
    "raised_by": ["Per Aune"],
    "by": "Vale Energy",
}
"""What a small model fills into a form."""

NAMES = ("Vale Energy", "Norrland Wind", "Ada Holm", "Per Aune")


def filled(schema: dict[str, Any], name: str = "") -> Any:
    """The least that fits a schema, and what is known."""
    if "const" in schema:
        return schema["const"]
    if "anyOf" in schema:
        chosen = next((each for each in schema["anyOf"] if name in KNOWN and each.get("type") != "null"), None)
        return filled(chosen, name) if chosen else None
    if "enum" in schema:
        return KNOWN[name] if KNOWN.get(name) in schema["enum"] else schema["enum"][0]
    if schema.get("type") == "object":
        return {key: filled(value, key) for key, value in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        items = [filled(each) for each in schema.get("prefixItems", ())]
        return items or (KNOWN[name] if isinstance(KNOWN.get(name), list) else [])
    if schema.get("type") == "integer":
        return schema.get("minimum", 1)
    return KNOWN[name] if isinstance(KNOWN.get(name), str) else ""


def completion(body: dict[str, Any]) -> dict[str, Any]:
    """An answer as a server gives it."""
    shown = body["messages"][-1]["content"]
    article, _, question = shown.rpartition("</article>")
    choice: dict[str, Any] = {"finish_reason": "stop", "message": {"content": "Yes"}}
    if body.get("logprobs"):
        asked = question.rpartition("\n")[2]
        known = any(name in asked for name in NAMES) and ("Name:" in question or "warned" in asked)
        yes = known or ("deal between" in question and "buys" in article)
        odds = {"Yes": -0.1, "No": -3.0} if yes else {"Yes": -6.0, "No": -0.1}
        top = [{"token": token, "logprob": value, "bytes": None} for token, value in odds.items()]
        choice["logprobs"] = {"content": [{**top[0], "top_logprobs": top}]}
    else:
        wanted = body["response_format"]["json_schema"]
        sections = ("Gate", "Deal", "Stakeholders", "Controversies")
        guided = wanted["name"] not in sections or body["model"] == "local"
        content = filled(wanted["schema"]) if guided else said(wanted["name"], article)
        choice["message"]["content"] = json.dumps(content)
    usage = {"prompt_tokens": len(shown) // 4, "completion_tokens": 100}
    return {"choices": [choice], "usage": usage}


def told_twice(summary: Any) -> list[str]:
    """Facts that stand more than once, however they are worded: by value, by day, by who says it."""
    deal = summary.deal
    keys = [
        *(("party", each.name.removesuffix(" AB")) for each in deal.parties),
        *(("sum", each.value, each.currency) for each in deal.amounts),
        *(("event", each.date) for each in deal.events),
        *(("paper", each.name) for each in deal.instruments),
        *(("stakeholder", each.name.removesuffix(" AB")) for each in summary.stakeholders),
        *(("controversy", *sorted(each.raised_by)) for each in summary.controversies),
    ]
    return [" ".join(map(str, key)) for key, count in Counter(keys).items() if count > 1]


def run(kind: str, model: str) -> dict[str, Any]:
    """One article summarised; what it took."""
    from summarizer import Summarizer
    from summarizer.model.client import Client
    from summarizer.model.connection import Connection, Reply
    from summarizer.read import read_article

    async def post(_: Any, body: dict[str, Any], seconds: float) -> Reply:
        return Reply(completion(body), {})

    Connection.post = post  # type: ignore[method-assign]  # in place of the network
    with TemporaryDirectory() as directory:
        path = write(kind, Path(directory))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = time.process_time()
        article = read_article(path)
        read = time.process_time() - started
        summarizer = Summarizer("local" if model == "embedded" else "m", base_url="http://127.0.0.1:9/v1")
        if model == "embedded":
            summarizer.client = Client(replace(summarizer.endpoint, context_tokens=EMBEDDED_CONTEXT))
        summary = summarizer.summarize(article)
    return {
        "words": len(article.text.split()),
        "sentences": len(article.sentences),
        "requests": summary.run.requests,
        "read": read,
        "seconds": time.process_time() - started,
        "before": before,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "parties": len(summary.deal.parties),
        "twice": told_twice(summary),
        "warnings": summary.warnings,
    }


def main() -> None:
    """Each article with each way of asking."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(run(*options.child)))
        return
    for kind in ("feature", "pdf"):
        for model in ("hosted", "embedded"):
            command = [sys.executable, "-m", "benchmarks.long_articles", "--child", kind, model]
            got = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            print(
                f"{kind:<8} {model:<9} {got['words']:>7,} words  {got['sentences']:>6,} sentences  "
                f"{got['requests']:>6,} requests  reading {got['read']:.1f} s  all {got['seconds']:.1f} s of CPU  "
                f"{got['mb']:.0f} MB (before {got['before']:.0f})  told twice: {', '.join(got['twice']) or 'nothing'}"
            )


if __name__ == "__main__":
    main()
