"""Names in running text: runs of capitalised words, as far as spelling alone can tell.

Good for scripts with capital letters and languages that keep them for names; elsewhere it finds little, and nothing
rests on it alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.text.described import is_body_noun

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я][\w'’&]*(?:[-.][\w'’&]+)*\.?"
_LINK = r"(?:of the|of|for|de la|de|du|des|del|da|di|van der|van|von|al|bin|el|&|the)"
_RUN = re.compile(rf"(?<![\w'’-]){_WORD}(?:[  ](?:{_LINK}[  ])?{_WORD})*")
_OPENING = re.compile(r"^[\W_]*$|[.!?:;]\s+[\W_]*$|[\"“«‘(]\s*$")
_POSSESSIVE = re.compile(r"['’]s\b ?(?!$)")
_TAIL = re.compile(r"(?:['’]s?|[.,;:])+$")
_INITIALS = re.compile(r"\b\w\.\w\.$")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")

_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_OPENERS = frozenset(
    "in on at by for from with under over after before during since as while when if although but and or so yet then "
    "also both however meanwhile according this that these those it he she they his her its their we i there here "
    "a an the all some many most one two three four five my your later earlier now former new".split()
)
_TITLES = frozenset("mr mrs ms miss dr prof professor sir dame lord lady coun cllr sen rep gov rev the".split())
_OFFICES = frozenset(
    "ceo cfo coo cto president vice-president chair chairman chairwoman chairperson director founder co-founder "
    "officer analyst executive economist spokesman spokeswoman spokesperson lawyer attorney minister chancellor "
    "secretary governor mayor senator congressman congresswoman representative ambassador commissioner councillor "
    "councilor elder activist campaigner researcher scientist adviser advisor columnist journalist historian "
    "entrepreneur "
    "attorney-general colonel admiral emperor pope archbishop editor treasurer".split()
)
"""English words for an office that stand before a name."""
_OFFICES_OR_NAMES = frozenset(
    "general king queen prince princess marshal major captain bishop head partner chief leader premier judge "
    "justice manager deputy speaker investor farmer engineer".split()
)
"""The same, where another word stands before them: companies, too, begin with these."""
_BODIES = frozenset(
    "inc corp corporation co company ltd limited plc group holdings holding fund bank agency department ministry "
    "council commission court party union foundation capital partners office".split()
)
"""English words that close the name of a body, which has no office before it."""

MAX_MENTIONS = 30
"""A question that lists more names than this is longer than what it helps to find."""


def mentions(sentences: Sequence[str]) -> list[str]:
    """The names in some sentences, each once in its longest form, in the order of their first mention.

    A capitalised word that opens a sentence is a name only if it is capitalised elsewhere or opens another, too, is an
    abbreviation, or goes on with another capitalised word. A surname beside the full name is left out, and so is
    an abbreviation that the text gives in brackets behind the long form.

    Args:
        sentences: the sentences' texts.
    """
    text = " ".join(sentences)
    common = _OPENERS.union(re.findall(r"(?<![\w'’-])[a-zà-ÿ]+", text))
    found: dict[str, None] = {}
    opening: Counter[str] = Counter()
    for sentence in sentences:
        if _headline(sentence):
            continue
        for run in _RUN.finditer(sentence):
            opens = bool(_OPENING.search(sentence[: run.start()]))
            for part in _POSSESSIVE.split(run.group()):
                name = _bare(part, common if opens else frozenset())
                lone = " " not in name and not _abbreviation(name)
                if name and lone and opens:
                    opening[name] += 1
                elif name:
                    found.setdefault(name)
                opens = False
    for whole_name in _with_and(text):
        left, right = whole_name.split(" and ")
        if text.count(left) == text.count(right) == text.count(whole_name):
            found = {name: None for name in found if name not in (left, right)} | {whole_name: None}
    inner = {word for name in found for word in name.split()}
    names = dict.fromkeys([*found, *(name for name, times in opening.items() if name in inner or times > 1)])
    whole = (name for name in names if not (_abbreviation(name) and f"({name})" in text))
    return _longest(sorted(whole, key=text.find))[:MAX_MENTIONS]


_DATELINE = r"[^.!?–—-]{0,60}[–—-] "
"""What stands between the place of a dateline and its report: "ROTTERDAM, 2 May (Wire) - "."""


_NATION = re.compile(
    r"(?:(?:North|South|East|West)(?:ern)? |New |Saudi |Sri |Central |Latin )?"
    r"(?:\w+(?:ian|ish|ese|ean|ans)|(?:French|Dutch|Czech|Swiss|Greek|German|Iraqi|Emirati|Thai)s?)"
)
"""What a nation's people or things are called."""


def only_describes(name: str, sentences: Sequence[str]) -> bool:
    """Whether a name stands for a nation or a dateline wherever it occurs: "Danish dairy", "ROTTERDAM, 2 May - ".

    Args:
        name: a name in the article; English.
        sentences: the article's sentences, blanks folded.
    """
    who = re.escape(name)
    nation = _NATION.fullmatch(name)
    uses = [
        (found.start(), sentence[found.end() :])
        for sentence in sentences
        for found in re.finditer(rf"(?<!\w){who}(?!\w)", sentence)
    ]
    return bool(uses) and all(
        (start == 0 and name.isupper() and re.match(_DATELINE, rest)) or (nation and re.match(r" [a-z]|[.,]? ?$", rest))
        for start, rest in uses
    )


def split_office(name: str) -> tuple[str, str]:
    """The office before a name, and the name: ("Vale CEO", "Anna Kirk"); ("", name) where there is none.

    The name keeps at least two words.
    """
    words = name.split()
    plain = [word.strip(",.").lower() for word in words]
    offices = [at for at, word in enumerate(plain[:-2]) if word in _OFFICES or (at and word in _OFFICES_OR_NAMES)]
    last = offices[-1] if offices and plain[-1] not in _BODIES else -1
    return " ".join(words[: last + 1]), " ".join(words[last + 1 :])


def is_persons_office(words: str) -> bool:
    """Whether some words name an office that only a person holds: "Vale chief executive", not "a partner"."""
    return any(word.strip(",.").lower() in _OFFICES for word in words.split())


def is_opener(word: str) -> bool:
    """Whether a word is capitalised only because a sentence opens with it, as far as spelling alone can tell."""
    return word.lower() in _OPENERS


def is_nobody(word: str) -> bool:
    """Whether a word that a name is expected of is none: "They", "Monday"."""
    return is_opener(word) or word.lower() in _CALENDAR


def is_office(word: str) -> bool:
    """Whether a word is an office, such as "chairman"."""
    return word.strip(",.").lower() in _OFFICES | _OFFICES_OR_NAMES


def is_name(words: str) -> bool:
    """Whether some words are a name, not a description such as "critics" or "the ministry"."""
    capitals = [word[:1].isupper() for word in words.split()]
    return sum(capitals) * 2 > len(capitals)


def is_whole_name(words: str) -> bool:
    """Whether some words are a name to the last: "Vale Energy", not "Vale Energy's turbine unit"."""
    last = words.split()[-1:] or [""]
    return is_name(words) and (last[0][:1].isupper() or last[0].strip(".").lower() in _BODIES)


_KIND_OF_HEAD: dict[str, str] = {
    **dict.fromkeys("inc corp corporation co company ltd limited plc llc ag sa gmbh bank holdings".split(), "company"),
    **dict.fromkeys(
        "union federation confederation association chamber charity foundation league institute university".split(),
        "other",
    ),
    **dict.fromkeys(
        "ministry department agency commission authority regulator tribunal court office".split(), "government agency"
    ),
    **dict.fromkeys("army navy".split(), "military"),
    "party": "political party",
}
"""Last words of names, in English, that settle what has the name."""


def kind_of_name(name: str) -> str | None:
    """What sort of stakeholder a name's last word, or the one before "of", makes it; None where neither does."""
    words = re.sub(r"\(.*?\)", "", name).lower().split()
    heads = [words[at - 1] for at, word in enumerate(words) if word == "of" and at] or words[-1:]
    return _KIND_OF_HEAD.get(heads[0].strip(".,")) if len(words) > 1 else None


_COMPOUND = re.compile(r"[A-Z]\w+-(?:\w+ed|led|run|hit|born|bound|strapped)")
"""What describes the one whose name follows: "London-based", "Cash-strapped"."""

_AND = re.compile(rf"(?P<one>\b[a-z][\w-]+ )(?P<name>{_WORD}(?: {_WORD}){{0,5}} and {_WORD}(?: {_WORD}){{0,5}})")


def _with_and(text: str) -> list[str]:
    """What is one name though it has an "and", by the word before it: "the union Craft and Print Ireland"."""
    found = (match for match in _AND.finditer(text) if match["name"].count(" and ") == 1)
    return list(dict.fromkeys(_TAIL.sub("", match["name"]) for match in found if is_body_noun(match["one"].strip())))


def _bare(run: str, common: frozenset[str]) -> str:
    """A run without titles, full stop and the ordinary words that a sentence opens with; nothing for a date."""
    words = run.split()
    if words and words[0].lower() in common:
        words.pop(0)
    while words and (words[0].strip(".").lower() in _TITLES or _COMPOUND.fullmatch(words[0])):
        words.pop(0)
    name = split_office(" ".join(words))[1]
    name = name if _INITIALS.search(name) else _TAIL.sub("", name)
    plain = [word.strip(".").lower() for word in name.split()]
    return "" if len(name) < 2 or all(word in _CALENDAR or word.isdigit() for word in plain) else name


def _headline(sentence: str) -> bool:
    """Whether this is a line without full stop in capitals, or nearly every long word has one: they tell nothing."""
    if sentence.rstrip("\"'”’)").endswith((".", "!", "?", "。")):
        return False
    if sentence.isupper() and " " in sentence:
        return True
    long_words = _LONG_WORD.findall(sentence)
    return len(long_words) > 3 and sum(word[0].isupper() for word in long_words) > 0.7 * len(long_words)


def _abbreviation(name: str) -> bool:
    return sum(map(str.isupper, name)) >= 2


def _longest(names: Iterable[str]) -> list[str]:
    """Without surnames and the like: names that close another one, unless behind an "of"."""
    listed = list(names)
    return [name for name in listed if not any(_closes(name, other) for other in listed)]


def _closes(name: str, other: str) -> bool:
    return other.endswith(f" {name}") and not other.endswith(f" of {name}")
