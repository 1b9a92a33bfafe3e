"""What a summary is: the classes that the model fills in, that the checker checks and that users read.

Imports pydantic and nothing else; `summarizer.schemas` offers the same names.
"""

from summarizer_schemas.controversies import Controversy, Response
from summarizer_schemas.deal import Amount, Deal, Event, Instrument, Item, Party
from summarizer_schemas.dossier import (
    Change,
    Changes,
    Copies,
    Credit,
    Decision,
    Discrepancy,
    Dossier,
    Version,
    corroboration,
    independent,
    own_sections,
)
from summarizer_schemas.evidence import Evidence, Fact, OverviewStatement, OwnFact, Statement, evidence_in, own_words
from summarizer_schemas.grounding import Computed, Grounding, Meanings, Prose, Verbatim, grounding, meanings
from summarizer_schemas.stakeholders import Stakeholder
from summarizer_schemas.summary import SCHEMA_VERSION, ArticleInfo, ArticleSummary, Rejected, Run

__all__ = [
    "SCHEMA_VERSION",
    "Amount",
    "ArticleInfo",
    "ArticleSummary",
    "Change",
    "Changes",
    "Computed",
    "Controversy",
    "Copies",
    "Credit",
    "Deal",
    "Decision",
    "Discrepancy",
    "Dossier",
    "Event",
    "Evidence",
    "Fact",
    "Grounding",
    "Instrument",
    "Item",
    "Meanings",
    "OverviewStatement",
    "OwnFact",
    "Party",
    "Prose",
    "Rejected",
    "Response",
    "Run",
    "Stakeholder",
    "Statement",
    "Verbatim",
    "Version",
    "corroboration",
    "evidence_in",
    "grounding",
    "independent",
    "meanings",
    "own_sections",
    "own_words",
]
