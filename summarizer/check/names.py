"""Which names in an article are the same one: abbreviations, surnames, short forms, spellings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from summarizer.check.index import ArticleIndex
from summarizer.text.names import HONORIFIC, SUFFIX, abbreviations, acronym, name_key, shortens


@dataclass(slots=True)
class Names:
    """The names of one article; `canonical` gives the longest form, `aliases` the others the article uses."""

    index: ArticleIndex
    long_forms: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.long_forms = dict(abbreviations(self.index.article.text))

    def same(self, left: str, right: str) -> bool:
        """Whether two names are the same one in this article: spelling, company suffixes, honorifics and
        articles aside, or one the abbreviation of the other.
        """
        keys = name_key(left), name_key(right)
        if keys[0] == keys[1]:
            return True
        return name_key(self.long_form(left)) == name_key(self.long_form(right))

    def long_form(self, name: str) -> str:
        """What an abbreviation stands for, where the article says so; else the name itself."""
        return self.long_forms.get(acronym(name), name)

    def same_one(self, left: str, right: str, known: Iterable[str]) -> bool:
        """`same`, or one the short form of the other ("Kirk" for "Anna Kirk", "Vale" for "Vale Energy") when no
        other known name has that short form too.
        """
        if self.same(left, right):
            return True
        short, long = sorted((name_key(left), name_key(right)), key=len)
        if not shortens(short, long) or any(map(self._is_known_abbreviation, (left, right))):
            return False
        candidates = {name_key(name) for name in known}
        return sum(shortens(short, other) for other in candidates | {long} if other != short) == 1

    def _is_known_abbreviation(self, name: str) -> bool:
        return acronym(name) in self.long_forms

    def is_person(self, name: str) -> bool:
        """Whether the article calls this one by the last of several words alone, as it does with a surname.

        Organisations are called by their first words or by an abbreviation.
        """
        first, _, last = name.rpartition(" ")
        if not first or not last[:1].isupper() or name_key(name)[-1:] == () or last.casefold() in SUFFIX:
            return False
        alone = re.findall(rf"(?<![\w-])(\S+\s+)?{re.escape(last)}(?![\w-])", self.index.article.text)
        return any(not before[:1].isupper() or before.strip(". ").casefold() in HONORIFIC for before in alone)

    def aliases(self, name: str) -> list[str]:
        """The abbreviation or long form that the article gives beside a name."""
        key = name_key(name)
        short = [abbreviation for abbreviation, long in self.long_forms.items() if name_key(long) == key]
        long = self.long_forms.get(acronym(name))
        return [each for each in [*short, *([long] if long else [])] if name_key(each) != key]
