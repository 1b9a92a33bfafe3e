"""Documents that deals are made in, as English names them: "licence agreement", "memorandum of understanding"."""

import re

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
}
"""How a document's name begins → what sort it is; where two fit, the first."""

_HEAD = (
    r"(?:memorand(?:um|a|ums) of understanding|MoUs?|MOUs?|letters? of intent|agreements?|contracts?|treaty|treaties|"
    r"accord|leases?|concessions?|licen[cs]es?)"
)
_LEAD = (
    r"(?:\d+-year |\w+(?:al|ive|ing|ent) |"
    r"(?:loan|supply|purchase|licen[cs]e|lease|concession|sale|share|merger|trade|credit) )"
)
_PAPER = re.compile(rf"(?<![\w-])(?:{_LEAD}){{0,2}}{_HEAD}(?![\w-])")


def papers(text: str) -> list[str]:
    """The documents that a text speaks of, each head word once in its longest form, in order.

    "The agreement" after "licence agreement" is the same one.
    """
    found = dict.fromkeys(" ".join(match.group().split()) for match in _PAPER.finditer(text))
    return [name for name in found if not any(name != other and name.lower() in other.lower() for other in found)]


def paper_kind(name: str) -> str:
    """What sort of document a name names: a choice of `Instrument.kind`."""
    return next((kind for word, kind in KINDS.items() if word in name.lower()), "other")
