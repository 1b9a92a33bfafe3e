"""Documents that deals are made in, as English names them: "licence agreement", "memorandum of understanding"."""

import re
from collections.abc import Sequence

from summarizer.text.sentences import MAX_SENTENCE

KINDS = {
    "memorand": "memorandum",
    "mou": "memorandum",
    "letter of intent": "letter of intent",
    "letters of intent": "letter of intent",
    "treat": "treaty",
    "accord": "treaty",
    "agreement": "contract",
    "contract": "contract",
    "lease": "contract",
    "concession": "contract",
    "licen": "licence",
    "pact": "treaty",
}
"""How a document's name begins → what sort it is; where two fit, the first."""

_HEAD = (
    r"(?:memorand(?:um|a|ums)(?: of understanding)?|MoUs?|MOUs?|letters? of intent|heads of terms|term sheets?|"
    r"agreements?|contracts?|treaty|treaties|accord|pact|leases?|concessions?|licen[cs]es?|undertakings?)"
)
_OFFER = r"(?:cash|takeover|tender|share|all-share|all-stock|all-cash|binding|public|mandatory|voluntary) (?:offer|bid)"
_LEAD = (
    r"(?:[\w-]+-(?:year|month|level|party|term|sharing) |"
    r"(?!including|following|signing|regarding|concerning)\w+(?:al|ive|ing|ent|able|ary|tion|ship|[ae]nce) |\w+s['’] |"
    r"(?:loan|supply|purchase|licen[cs]e|lease|concession|sale|share|merger|trade|credit|services?|offtake|joint|"
    r"framework|stock|asset|power|export|import|defen[cs]e|peace|price|transfer|royalty|venture|work|grant|free) )"
)
_PAPER = re.compile(rf"(?<![\w-])(?:(?:{_LEAD}){{0,3}}{_HEAD}|{_OFFER})(?![\w-])", re.IGNORECASE)
_SEALED = (
    r"(?:signed|concluded|sealed|reached|entered into|inked|struck|awarded|initialled|dated|won|given|raised|"
    r"put (?:its|their|his|her) names? to|(?:a|an|the) \w+ (?:is|was) signed)"
)


def papers(text: str) -> list[str]:
    """The documents that a text speaks of, each head word once in its longest form, in order.

    "The agreement" after "licence agreement" is the same one, and so is "MoU" after "memorandum of understanding".
    """
    found = dict.fromkeys(" ".join(match.group().split()) for match in _PAPER.finditer(text))
    spelled_out = any(name.lower().startswith("memorand") for name in found)
    return [
        name
        for name in found
        if not any(name.lower() != other.lower() and name.lower() in other.lower() for other in found)
        and not (spelled_out and name.lower().startswith("mou"))
    ]


def is_sealed(paper: str, sentences: Sequence[str]) -> bool:
    """Whether an English sentence says that a document has been made: "they signed a lease", "the lease was signed".

    One under which something is done has been, too.
    """
    name = re.escape(paper)
    forms = re.compile(
        rf"\b{_SEALED}\b[^.;]{{0,30}}?\b{name}|\b{name}\b[^.;]{{0,20}}? {_SEALED}\b|"
        rf"\b[Uu]nder (?:a|an|the|this|that|its|their) (?:(?!earlier|previous|old|former|existing)\w+ )?{name}\b"
    )
    return any(paper in sentence and forms.search(sentence[:MAX_SENTENCE]) for sentence in sentences)


def paper_kind(name: str) -> str:
    """What sort of document a name names: a choice of `Instrument.kind`."""
    return next((kind for word, kind in KINDS.items() if word in name.lower()), "other")
