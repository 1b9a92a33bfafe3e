"""The stakeholders of all articles: each once, under its fullest name, with everything that is said of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.merging.disputes import joined
from summarizer.merging.entities import Entity
from summarizer.text.fold import fold
from summarizer_schemas import Stakeholder


def merged(entity: Entity) -> Stakeholder:
    """One entry of all that the articles have for an entity; it has at least one."""
    entries = entity.stakeholders
    written = [name.text for mention in entity.mentions for name in mention.names]
    others = {fold(name): name for name in reversed(written) if fold(name) != fold(entity.name)}
    return entries[0].model_copy(
        update={
            "name": entity.name,
            "aliases": sorted(others.values(), key=lambda name: (-len(name), name)),
            "kind": _kind(entity),
            "role": commonest((each.role for each in entries if each.role), ""),
            "stance": _stance(entries),
            "evidence": joined(each.evidence for each in entries),
        }
    )


def commonest(values: Iterable[str], default: str) -> str:
    """The value that most have; of several such the longest, then the first in the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda each: (-counts[each], -len(each), each), default=default)


def _kind(entity: Entity) -> str:
    """A person where an office before the name shows one; else what most articles say, "other" being no word."""
    if any(mention.person for mention in entity.mentions):
        return "person"
    kinds = [each.kind for each in entity.stakeholders]
    return commonest((kind for kind in kinds if kind != "other"), "other")


def _stance(entries: Sequence[Stakeholder]) -> str:
    """What more articles show than show the contrary, else mixed; neutral and not stated are no views."""
    views = Counter(each.stance for each in entries if each.stance not in ("neutral", "not stated"))
    if not views:
        return "neutral" if any(each.stance == "neutral" for each in entries) else "not stated"
    (first, times), *rest = views.most_common()
    return first if not rest or times > rest[0][1] else "mixed"
