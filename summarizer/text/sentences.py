"""Where the sentences of a paragraph are: sentencex finds them, this module mends what it gets wrong.

A citation of a sentence is only as good as the sentence: cut in two, it loses its subject. So when in doubt
two sentences stay together, up to `MAX_SENTENCE`.
"""

import re
import unicodedata
from collections.abc import Iterator

MAX_SENTENCE = 1_000
"""Characters. Twice the longest sentences of newspapers; what is longer is a table, a speech in one pair of
quotation marks or scraped junk, and is cut at the last good place before."""

MAX_BLOCK = 5_000
"""Characters given to sentencex at once. It takes quadratic time over unmatched quotation marks: 50 s for
500,000 of them in one block."""

WINDOW = 24
"""Characters looked at on either side of a proposed end."""

_BEFORE_WORD = r"(?:^|[\s(\[“\"‘'«])"
ABBREVIATION = re.compile(
    _BEFORE_WORD + r"(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Mme|Mlle|Cia|vs|approx|ca|cf|e\.g|i\.e|Vol|Tel|Nos|Est|Op\. cit)\.$",
    re.IGNORECASE,
)
"""Abbreviations that something always follows, beyond those sentencex knows in every language."""

FRENCH_TITLE = re.compile(_BEFORE_WORD + r"MM?\.$")

CLOCK = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
AFTER_CLOCK = re.compile(
    r"\(|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:[A-Z]{1,3}T|UTC|Eastern|Pacific|Central)\b"
)
"""What goes on after "3 p.m." although it begins with a capital: a day or a time zone."""

UNSURE_END = re.compile(r"(?:^|[\s(])\w{1,4}\.$|[?!]$")
"""A likely abbreviation ("Mon.", "cr.") or question ("?" he asked): no end before a lower-case word."""

INITIAL = re.compile(r"(?:^|\W)\w\.$")
ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})[.)]")
CLOSING_QUOTE = "」』”"

ASIDE = re.compile(r"\s*\([^()]*[.!?…][\"”’»]?\)\s+(?=[“\"‘«]?\w)")
"""A whole sentence in brackets, which sentencex takes for the beginning of the next."""

CUTS_OF_LONG_SENTENCES = (
    re.compile(r".*(?:[.!?…;|][\"”’»)]*\s|[。！？；।])", re.DOTALL),  # sentences of a speech, cells of a table
    re.compile(r".*(?:[,:–—]\s|[，、：])", re.DOTALL),  # clauses
    re.compile(r".*\s", re.DOTALL),  # words
)

ZERO_WIDTH_JOINER = "\u200d"


def sentence_spans(text: str, start: int, end: int, language: str | None) -> list[tuple[int, int]]:
    """`[start, end)` of each sentence of the paragraph `text[start:end]`, in code points of `text`, in order.

    No sentence begins or ends in white space or lacks a letter or digit; every letter and digit of the
    paragraph is in exactly one. `language` is an ISO 639 or BCP 47 code; unknown ones are read as English.
    """
    # A space for each white-space character keeps offsets. sentencex takes beginnings of lines for list items, and
    # panics where white space of several bytes, such as the no-break space, stands between an initial and its dot.
    paragraph = re.sub(r"\s", " ", text[start:end])
    code = re.split("[-_]", (language or "en").lower())[0]
    spans = []
    for block_start, block_end in _pieces(paragraph, 0, len(paragraph), MAX_BLOCK):
        for first, last in _sentences(paragraph[block_start:block_end], code):
            for piece in _pieces(paragraph, block_start + first, block_start + last, MAX_SENTENCE):
                spans.append(_strip(paragraph, *piece))
    return [(start + first, start + last) for first, last in spans if _says_something(paragraph[first:last])]


def _sentences(block: str, language: str) -> list[tuple[int, int]]:
    """Sentences of a block, without a gap between them."""
    ends = [end for end in _proposed_ends(block, language) if not _goes_on(block, end, language)]
    spans: list[tuple[int, int]] = []
    begin = last = 0
    for end in [*ends, len(block)]:
        says_something = _says_something(block[last:end])
        last = end
        if not says_something:  # a closing mark, a row of dots
            if spans:
                begin = end
                spans[-1] = (spans[-1][0], end)
            continue
        piece = block[begin:end]
        if end < len(block) and ENUMERATOR.fullmatch(piece.strip()):
            continue
        if aside := ASIDE.match(piece):
            spans.append((begin, begin + aside.end()))
            begin += aside.end()
        spans.append((begin, end))
        begin = end
    if begin < len(block):  # a number that numbers nothing
        spans.append((begin, len(block)))
    return spans


def _proposed_ends(block: str, language: str) -> list[int]:
    """Ends of sentences before the end of the block, as sentencex sees them."""
    import sentencex

    try:
        boundaries = sentencex.get_sentence_boundaries(language, block)
    except BaseException as error:
        # A panic in Rust is no `Exception` and would end a whole batch; a block left whole is cut by length.
        if type(error).__name__ != "PanicException":
            raise
        return []
    return [boundary["end_index"] for boundary in boundaries if 0 < boundary["end_index"] < len(block)]


def _goes_on(block: str, end: int, language: str) -> bool:
    """Whether a proposed end is inside a sentence."""
    before = block[max(0, end - WINDOW) : end].rstrip()
    after = block[end : end + WINDOW].lstrip()
    if not (block[end - 1].isspace() or block[end].isspace()):
        return _goes_on_without_space(before, after)
    if CLOCK.search(before) and AFTER_CLOCK.match(after):
        return True
    if ABBREVIATION.search(before) or (language == "fr" and FRENCH_TITLE.search(before)):
        return True
    next_word = re.match(r"[^\W\d_]+", after)
    return next_word is not None and next_word[0].islower() and UNSURE_END.search(before) is not None


def _goes_on_without_space(before: str, after: str) -> bool:
    """Initials ("U.S." behind a dash), a name that begins with a full stop (" .NET"), 「…」と言った."""
    if before.endswith(" .") or (INITIAL.search(before) and after[1:2] == "."):
        return True
    return before[-1:] in CLOSING_QUOTE and after[:1].isalpha() and not after[:1].isupper()


def _pieces(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """`text[start:end]` in pieces of at most `limit` characters, without a gap between them."""
    while end - start > limit:
        cut = start + _last_good_cut(text, start, limit)
        yield start, cut
        start = cut
    yield start, end


def _last_good_cut(text: str, start: int, limit: int) -> int:
    window = text[start : start + limit]
    for pattern in CUTS_OF_LONG_SENTENCES:
        found = pattern.match(window)
        if found and found.end() > limit // 2:
            return found.end()
    cut = limit
    while cut > limit // 2 and _is_inside_character(text, start + cut):
        cut -= 1
    return cut


def _is_inside_character(text: str, position: int) -> bool:
    """Whether a cut there would part a letter from its accent or an emoji from its other half."""
    joined = ZERO_WIDTH_JOINER in text[position - 1 : position + 1]
    return joined or unicodedata.category(text[position]).startswith("M")


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    stripped = text[start:end].lstrip()
    start = end - len(stripped)
    return start, start + len(stripped.rstrip())


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))
