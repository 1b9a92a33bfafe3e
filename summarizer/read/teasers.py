"""Other stories among the lines of a page: told by their linked headlines, and by the menus that stand before them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from summarizer.read.blocks import HEADINGS, MOSTLY_LINKS, Line, letters

PARTLY_LINKS = 0.5
"""Share of links from which a heading is another story's; beside the link it may have a kicker of its own."""

TEASER_LINES = 2
"""Lines that a teaser has below its headline, at most."""

MANY_LINKS = 10
"""Lines of links in a row after which the article is over; boxes inside of an article have up to six."""

REST = 0.2
"""Share of the article's letters that lines behind so many links may have; with more they are its second half."""


def share_of_teasers(lines: Sequence[Line], taken: Sequence[Line]) -> float:
    """Share of the lines taken that follow the linked headline of another story; in an article there are none."""
    followed = {id(line) for before, line in pairwise(lines) if before.links > MOSTLY_LINKS and len(before.text) > 20}
    prose = [line for line in taken if line.links <= MOSTLY_LINKS]
    return sum(id(line) in followed for line in prose) / max(1, len(prose))


def without_teasers(lines: Sequence[Line], taken: Sequence[Line]) -> list[Line]:
    """The lines taken without those of other stories.

    Args:
        lines: of the page, in its order.
        taken: those of them that are thought to be the article's.
    """
    others = {id(lines[index]) for teasers in _lists_of_teasers(lines) for index in teasers}
    return _without_rest(lines, [line for line in taken if id(line) not in others])


def _lists_of_teasers(lines: Sequence[Line]) -> Iterator[range]:
    """Two and more linked headlines with a line or two below each, and the heading above them."""
    heads = [index for index, line in enumerate(lines) if _heads_story(line)]
    start = 0
    while start < len(heads):
        end = start
        while end + 1 < len(heads) and heads[end + 1] - heads[end] <= TEASER_LINES + 1:
            end += 1
        if end > start:
            first, below = heads[start], heads[start + 1] - heads[start] - 1
            above = first > 0 and lines[first - 1].tag in HEADINGS
            yield range(first - above, heads[end] + 1 + _below(lines, first - above, heads[end], below))
        start = end + 1


def _below(lines: Sequence[Line], first: int, last: int, most: int) -> int:
    """How many lines below the last headline are its own; one beside those before the list is the article's."""
    article = lines[first - 1].place if first else -1
    own = list(takewhile(lambda line: line.place != article, lines[last + 1 : last + 1 + most]))
    return len(own)


def _heads_story(line: Line) -> bool:
    partly = line.links >= PARTLY_LINKS and len(line.text) > 20
    return line.tag in HEADINGS and (partly or line.links > MOSTLY_LINKS)


def _without_rest(lines: Sequence[Line], taken: Sequence[Line]) -> list[Line]:
    """What stands before a long row of links, if hardly anything stands behind it, and that in other containers."""
    kept = {id(line) for line in taken}
    parts: list[list[Line]] = [[]]
    links = 0
    for line in lines:
        if id(line) in kept:
            if links >= MANY_LINKS:
                parts.append([])
            parts[-1].append(line)
            links = 0
        else:
            links += line.links > MOSTLY_LINKS
    sizes = [letters(" ".join(line.text for line in part)) for part in parts]
    main = sizes.index(max(sizes))
    places = {line.place for line in parts[main]}
    return [
        line
        for index, part in enumerate(parts)
        for line in part
        if index <= main or sizes[index] > REST * sizes[main] or line.place in places
    ]
