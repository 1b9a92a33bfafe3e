"""Who is with whom and who opposes what: critics on the left, their points, whom they are against on the right.

Lines run only between the columns, so they cross no words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summarizer.render.pictures.shapes import Box, Picture, Stroke, Words
from summarizer.render.pictures.words import BOLD, wrapped
from summarizer_schemas import ArticleSummary, Controversy, Dossier, Stakeholder

MOST = 8
"""Boxes in a column; a picture of more is no longer looked at, and the lists below name everyone."""

FEW = 6
"""Boxes that the last column may have even if the others have fewer: those for the deal say little by their number."""

DEAL = "the deal"
HEADINGS = ("Critics", "What is contested", "Criticised, or for it")
OTHERS = "Also involved"
GAP, PADDING = 9, 7


@dataclass(slots=True)
class _Node:
    """Somebody or something in a column, before it has a place."""

    name: str
    note: str
    kind: str
    links: list["_Node"] = field(default_factory=list)
    """Where its lines go, in the next column."""


def relations(told: ArticleSummary | Dossier, width: int) -> Picture | None:
    """The picture at a width; None where nothing is contested, since a list says the rest better."""
    critics, points, targets, others = _columns(told)
    if not points:
        return None
    size = 11 if width < 480 else 13
    gutter = width // 12
    column = (width - 2 * gutter) / 3
    linked = {id(node) for point in points for node in point.links}
    longest = max(FEW, len(critics), len(points), sum(id(node) in linked for node in targets))
    shown = [nodes[: min(MOST, longest)] for nodes in (critics, points, targets)]
    heads = [
        [
            Words(place * (column + gutter), size + row * size * 1.25, line, "head", size)
            for row, line in enumerate(rows)
        ]
        for place, heading in enumerate(HEADINGS)
        for rows in [wrapped(heading, size * BOLD, column, 2)]
    ]
    top = size * (1.25 * max(map(len, heads)) + 0.8)
    boxes: dict[int, Box] = {}
    notes = [words for head in heads for words in head]
    bottom = top
    for place, nodes in enumerate(shown):
        x, y = place * (column + gutter), top
        for node in nodes:
            boxes[id(node)] = _box(node, x, y, column, size)
            y = boxes[id(node)].bottom + GAP
        if more := len((critics, points, targets)[place]) - len(nodes):
            notes.append(Words(x, y + size, f"and {more} more", "note", size))
            y += size + GAP
        bottom = max(bottom, y)
    strokes = [each for nodes in shown[:2] for node in nodes for each in _strokes(node, boxes)]
    if others:
        rows = wrapped(f"{OTHERS}: {', '.join(others)}", size, width - 4, 3)
        for line in rows:
            bottom += size * 1.35
            notes.append(Words(0, bottom, line, "note", size))
        bottom += GAP
    return Picture(
        width=width,
        height=round(bottom),
        title="Who is with whom, and who opposes what",
        description=_description(told),
        kind="relations",
        strokes=tuple(strokes),
        boxes=tuple(boxes.values()),
        words=tuple(notes),
    )


class _Cast:
    """Stakeholders and parties by any of their names."""

    def __init__(self, told: ArticleSummary | Dossier) -> None:
        self._known = {
            name.casefold(): each for each in reversed(told.stakeholders) for name in (*each.aliases, each.name)
        }
        self._roles = {party.name.casefold(): party.role for party in (told.deal.parties if told.deal else ())}
        self._nodes: dict[tuple[str, str], _Node] = {}

    def node(self, name: str, side: str) -> _Node:
        """The box of somebody in a column, one for all of the names."""
        known = self._known.get(name.casefold())
        name = known.name if known else name
        role = self._roles.get(name.casefold(), "")
        note = role if role not in ("", "other") else _about(known)
        node = _Node(name, note, known.stance.replace(" ", "-") if known else "not-stated")
        return self._nodes.setdefault((side, name.casefold()), node)

    def on(self, side: str) -> list[_Node]:
        """Everybody in a column."""
        return [node for (where, _), node in self._nodes.items() if where == side]

    def seen(self, stakeholder: Stakeholder) -> bool:
        """Whether a stakeholder stands in a column."""
        return any(name == stakeholder.name.casefold() for _, name in self._nodes)


def _about(stakeholder: Stakeholder | None) -> str:
    return "" if stakeholder is None else stakeholder.role or ("" if stakeholder.kind == "other" else stakeholder.kind)


def _columns(told: ArticleSummary | Dossier) -> tuple[list[_Node], list[_Node], list[_Node], list[str]]:
    """Critics, points, those for the deal or criticised, each in an order in which few lines cross; the rest."""
    cast = _Cast(told)
    deal = _Node(DEAL, f"{told.deal.kind}, {told.deal.status}" if told.deal else "", "deal")
    points = [_point(each, cast, deal) for each in told.controversies]
    silent = [each for each in told.stakeholders if each.stance == "opposes" and not cast.seen(each)]
    if silent:
        points.append(_Node("opposes the deal", "no point of their own", "point", [deal]))
        for each in silent:
            cast.node(each.name, "critic").links.append(points[-1])
    for each in told.stakeholders:
        if each.stance == "supports":
            cast.node(each.name, "target")
    others = [each.name for each in told.stakeholders if not cast.seen(each)]
    order = {id(point): place for place, point in enumerate(points)}
    critics = sorted(cast.on("critic"), key=lambda node: _mean(order[id(point)] for point in node.links))
    aimed = {id(node): [order[id(point)] for point in points if node in point.links] for node in cast.on("target")}
    targets = sorted(cast.on("target"), key=lambda node: _mean(aimed[id(node)]))
    return critics, points, [deal, *targets], others


def _point(controversy: Controversy, cast: _Cast, deal: _Node) -> _Node:
    answered = ", ".join(dict.fromkeys(response.by for response in controversy.responses))
    note = f"answered by {answered}" if answered else "no answer"
    targets = [cast.node(name, "target") for name in controversy.against] or [deal]
    point = _Node(controversy.topic or controversy.claim, note, "answered" if answered else "point", targets)
    for name in controversy.raised_by:
        cast.node(name, "critic").links.append(point)
    return point


def _mean(places: Iterable[int]) -> float:
    known = list(places)
    return sum(known) / len(known) if known else float("inf")


def _box(node: _Node, x: float, y: float, width: float, size: float) -> Box:
    room = width - 2 * PADDING
    rows = [(line, "name", size) for line in wrapped(node.name, size, room, 3)]
    rows += [(line, "note", size - 1) for line in wrapped(node.note, size - 1, room, 3)]
    words = []
    baseline = y + PADDING
    for line, kind, each in rows:
        baseline += each * 1.25
        words.append(Words(x + PADDING, baseline - 0.25 * each, line, kind, each))
    return Box(x, y, width, baseline + PADDING - y, node.kind, tuple(words))


def _strokes(node: _Node, boxes: dict[int, Box]) -> Iterable[Stroke]:
    """Curves to what the node is linked with, from points apart on its edge, with a head at the end."""
    start = boxes[id(node)]
    ends = sorted((boxes[id(each)] for each in _once(node.links) if id(each) in boxes), key=lambda box: box.y)
    for place, end in enumerate(ends, 1):
        x, y = start.x + start.width, start.y + start.height * place / (len(ends) + 1)
        to_x, to_y = end.x - 1, end.y + end.height / 2
        bend = (to_x - x) / 2
        curve = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} {to_x - 4:.1f} {to_y:.1f}"
        head = f"M{to_x - 6:.1f} {to_y - 3.5:.1f}L{to_x:.1f} {to_y:.1f}L{to_x - 6:.1f} {to_y + 3.5:.1f}Z"
        yield Stroke(curve, "link")
        yield Stroke(head, "head")


def _once(nodes: Sequence[_Node]) -> list[_Node]:
    return list({id(node): node for node in nodes}.values())


def _description(told: ArticleSummary | Dossier) -> str:
    sentences = []
    for stance, verb in (("supports", "For the deal"), ("opposes", "Against the deal")):
        names = [each.name for each in told.stakeholders if each.stance == stance]
        sentences += [f"{verb}: {', '.join(names)}."] if names else []
    for each in told.controversies:
        critics = ", ".join(each.raised_by) or "Somebody"
        against = f" against {', '.join(each.against)}" if each.against else ""
        answered = ", ".join(dict.fromkeys(response.by for response in each.responses))
        answer = f"answered by {answered}" if answered else "no answer"
        sentences.append(f"{critics}{against}: {each.topic or each.claim} ({answer}).")
    return " ".join(sentences)
