"""A new section: one class for what it holds, one line that asks for it.

    python examples/environmental_risks.py examples/articles/tidewell-harbour-post.txt

The question, the strict schema, the check against the article and the evidence all follow from the class.
"""

import sys
from pathlib import Path
from typing import Annotated

from pydantic import Field

from summarizer import Summarizer
from summarizer.schemas import ArticleSummary, Fact, Prose, Verbatim


class EnvironmentalRisk(Fact):
    """A harm to nature that the deal may bring."""

    harm: Annotated[str, Prose()] = Field(description="What may be harmed and how, in the article's words")
    said_by: Annotated[str, Verbatim()] = Field(description="Who says so, as the article names them")


class SummaryWithRisks(ArticleSummary):
    """The usual summary and one section more."""

    environmental_risks: list[EnvironmentalRisk] = Field(
        [], description="List harms to nature that the deal may bring."
    )


if __name__ == "__main__":
    summary = Summarizer(schema=SummaryWithRisks).summarize(Path(sys.argv[1]))
    for risk in summary.environmental_risks:
        print(f"{risk.said_by}: {risk.harm} [{risk.evidence[0].sentence}]")
