"""Numbers in running text: in figures, in words, in Chinese, Japanese and Korean units.

Every pattern is bounded or free of nested repeats, so the time grows with the length of the text and nothing else.
"""

import re
from collections.abc import Iterable

from summarizer.text.currencies import CJK_SCALES, NUMERALS

_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_LONGEST = 24  # characters of a number; a longer run of digits is an identifier


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; a blank in one is any white space or a hyphen."""
    return "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(words, key=len, reverse=True))


_LARGE = r"[\s-](?:hundred|thousand|(?:m|b|tr)illion|crore|lakh)"
_HALF = rf"(?:half|quarter)(?=(?:[\s-]of)?(?:[\s-]an?)?{_LARGE})(?:[\s-]of)?(?:[\s-]an?)?"
FIGURES = re.compile(
    r"(?P<digits>\d(?:(?P<cjk>[\d,.]*[百千]?[万萬만億亿억兆조]{1,2}(?: ?\d[\d,.]*[百千]?[万萬만億亿억兆조]{1,2})*+)"
    r"|\d{0,2}(?:[ \u00a0\u202f]\d{3})++(?!\d)(?:[.,]\d+)?|\d*+(?:[.,'’]\d+)*+))"
    r"(?P<part>[½¼¾]|[ -]\d/[2-8](?!\d))?"
)
_HALVES = {"halbe": "0.5", "demi": "0.5", "medio": "0.5", "meio": "0.5", "mezzo": "0.5"} | dict.fromkeys(
    ("anderthalb", "eineinhalb"), "1.5"
)
_HALVED = rf"(?:eine?[\s-]|une?[\s-])?(?:{'|'.join(_HALVES)})(?=[\s-]mi)"  # of a million, a milliard
SPOKEN = re.compile(  # begins at the character before the word: such places are quickly found
    rf"\W(?:(?P<words>{_HALVED}|(?:an?[\s-]|one[\s-])?{_HALF}|an?(?={_LARGE})(?:[\s-]hundred(?!\w))?"
    rf"|(?:{any_of(NUMERALS)})(?!\w)(?:[\s-](?:and[\s-])?(?:{any_of(NUMERALS)})(?!\w)){{0,5}}"
    r"(?:[\s-]and[\s-]an?[\s-](?:half|quarter))?)"
    r"|(?:several|few|(?:ten|dozen|hundred|thousand|million|billion|trillion)s(?=\s+of))(?!\w))"
)
_DIGITS = {
    figure: at
    for at, row in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for figure in row
}
_TENS = {"十": 1, "百": 2, "千": 3}
_SEVERAL = "数數几幾余餘多"
_KANJI = "".join([*_DIGITS, *_TENS, _SEVERAL])
KANJI = re.compile(rf"(?<![\d余餘多])(?=[{_KANJI}]{{0,12}}[十百千万萬億亿兆])[{_KANJI}][{_KANJI}万萬億亿兆]{{0,30}}")
"""A number in Chinese characters from ten on; 一 alone is part of many words."""

_SPACE = re.compile(r"[\s-]")
_CJK_PART = re.compile(r"(\d[\d,.]*)(\D+)")


def mantissa(match: re.Match[str], point: str, groups: str) -> str | None:
    """The number in figures without its scale; None for "several", "" for what is no number."""
    if match.re is KANJI:
        number = kanji_number(match[0])
        return None if number is None else f"{number}.0"
    if match.re is SPOKEN:
        return _spoken(match["words"]) if match["words"] else None
    if match["cjk"]:
        total = 0.0
        for figures, scales in _CJK_PART.findall(match["digits"].replace(" ", "")):
            numeral = _numeral(figures, ",")
            if not numeral:
                return ""
            total += float(f"{numeral}e{sum(CJK_SCALES[scale] for scale in scales)}")
        return f"{total:.2f}"
    figures, part = _numeral(point + match["digits"], groups), match["part"]
    if not figures or not part:
        return figures
    return f"{float(figures) + (_PARTS.get(part) or int(part[1]) / int(part[3])):.6f}"


def kanji_number(text: str) -> int | None:
    """三百億 → 30000000000, 二〇二六 → 2026; None for "several" (数億)."""
    if any(letter in _SEVERAL for letter in text):
        return None
    total = below = digits = 0
    for letter in text:
        if letter in _DIGITS:
            digits = digits * 10 + _DIGITS[letter]
        elif letter in _TENS:
            below += (digits or 1) * 10 ** _TENS[letter]
            digits = 0
        else:
            total += (below + digits or 1) * 10 ** CJK_SCALES[letter]
            below = digits = 0
    return total + below + digits


def _numeral(figures: str, groups: str) -> str:
    """The figures with a point as their decimal sign, "" for a date, a version or an identifier.

    Args:
        figures: digits with what parts them: "1,234.5", "1.234,5", "1'234", "1 234".
        groups: the signs that part thousands where one alone stands before three digits.
    """
    if len(figures) > _LONGEST:
        return ""
    if figures.isdecimal():
        return f"{figures}.0"
    figures = re.sub(r"[\s'’]", "", figures)
    whole, decimal, signs = figures, "", [sign for sign in figures if sign in ",."]
    if len(set(signs)) == 2 or (len(signs) == 1 and not _parts_thousands(figures, signs[0], groups)):
        whole, decimal = figures.rsplit(signs.pop(), 1)
    first, *others = re.split("[,.]", whole)
    if len(set(signs)) > 1 or (others and (len(others[-1]) != 3 or not 0 < len(first) < 4)):
        return ""
    return f"{first or 0}{''.join(others)}.{decimal or 0}"


def _parts_thousands(figures: str, sign: str, groups: str) -> bool:
    head, tail = figures.split(sign)
    return sign in groups and len(tail) == 3 and 0 < len(head) < 4 and head != "0"


def _spoken(words: str) -> str:
    """'two hundred and fifty' -> '250.0', 'half a' -> '0.5', 'two and a half' -> '2.5'."""
    if words.endswith(tuple(_HALVES)):
        return _HALVES[_SPACE.split(words)[-1]]
    total = 0
    for word in _SPACE.split(words):
        total = (total or 1) * 100 if word == "hundred" else total + NUMERALS.get(word, 0)
    part = 0.5 if "half" in words else 0.25 if "quarter" in words else 0.0
    if part and " and " not in _SPACE.sub(" ", words):
        return str(part)
    return str((total or 1) + part)
