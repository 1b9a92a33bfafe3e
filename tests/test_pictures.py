"""Pictures of a deal: whatever the names are, words stay in their boxes and boxes apart."""

from itertools import pairwise

import pytest
from builders import cite, dossier, no_deal, summary
from hypothesis import given
from hypothesis import strategies as some

from summarizer.render.pictures.relations import MOST, relations
from summarizer.render.pictures.shapes import Box, Picture, Words
from summarizer.render.pictures.timeline import MOST as MOST_EVENTS
from summarizer.render.pictures.timeline import timeline
from summarizer.render.pictures.words import BOLD, measure, wrapped
from summarizer_schemas import ArticleSummary, Controversy, Event, Stakeholder

NAMES = some.one_of(
    some.sampled_from(
        ["Varde", "Donaudampfschifffahrtsgesellschaft" * 3, "環境金属株式会社" * 5, "شركة النور", "W" * 90]
    ),
    some.text(min_size=1, max_size=60),
)
WIDTHS = some.sampled_from([340, 640])
STANCES = some.sampled_from(["supports", "opposes", "mixed", "neutral", "not stated"])
DATES = some.one_of(
    some.none(),
    some.dates().map(str),
    some.integers(1, 9999).map("{:04}".format),
    some.dates().map(lambda day: str(day)[:7]),
    some.sampled_from(["2026-13", "soon", "2026-02-30", "-4", ""]),
)


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x or other.x + other.width <= one.x or one.bottom <= other.y or other.bottom <= one.y
    )


def extent(words: Words) -> Box:
    """Where the words lie, as wide as the widest font makes them."""
    bold = BOLD if words.kind in ("head", "date") else 1
    return Box(words.x, words.y - words.size, measure(words.text, words.size * bold), words.size * 1.2, "words")


def inside(inner: Box, picture: Picture) -> bool:
    return inner.x >= 0 and inner.y >= 0 and inner.x + inner.width <= picture.width + 0.1


@some.composite
def disputes(draw: some.DrawFn) -> ArticleSummary:
    made = summary()
    names = draw(some.lists(NAMES, min_size=1, max_size=14))
    few = some.lists(some.sampled_from(names), max_size=4)
    made.stakeholders = [
        Stakeholder(name=each, role=draw(NAMES), kind="company", stance=draw(STANCES), evidence=cite(1))
        for each in names
    ]
    made.controversies = [
        Controversy(
            topic=draw(NAMES), claim="c", raised_by=draw(few), against=draw(few), responses=[], evidence=cite(1)
        )
        for _ in range(draw(some.integers(0, 12)))
    ]
    return made


@given(disputes(), WIDTHS)
def test_no_box_of_the_map_lies_on_another_and_words_stay_inside(made: ArticleSummary, width: int) -> None:
    """Any number of people with any names."""
    picture = relations(made, width)
    opposed = made.controversies or any(each.stance == "opposes" for each in made.stakeholders)
    assert (picture is not None) == bool(opposed)
    if picture is None:
        return
    for place, one in enumerate(picture.boxes):
        assert inside(one, picture)
        assert one.bottom <= picture.height
        assert all(apart(one, other) for other in picture.boxes[place + 1 :])
        for words in one.words:
            held = extent(words)
            assert one.x <= held.x
            assert held.x + held.width <= one.x + one.width
            assert one.y <= held.y
            assert held.bottom <= one.bottom
    for words in picture.words:
        assert inside(extent(words), picture)
        assert all(apart(extent(words), box) for box in picture.boxes)
    columns = {box.x for box in picture.boxes}
    assert all(sum(box.x == column for box in picture.boxes) <= MOST for column in columns)


@given(some.lists(some.tuples(NAMES, DATES, some.sampled_from(["happened", "planned"])), max_size=16), WIDTHS)
def test_no_label_of_the_timeline_covers_another(events: list[tuple[str, str | None, str]], width: int) -> None:
    """Nor does a line from a date to its label run through one; any dates, and what is no date is left out."""
    made = summary()
    assert made.deal is not None
    made.deal.events = [
        Event(what=what, date_text=None, date=when, status=status, evidence=cite(1))  # type: ignore[arg-type]
        for what, when, status in events
    ]
    picture = timeline(made, width)
    if picture is None:
        return
    labels = [extent(words) for words in picture.words]
    assert all(inside(each, picture) for each in labels)
    for place, one in enumerate(labels):
        assert all(apart(one, other) for other in labels[place + 1 :])
    for stroke in picture.strokes[1:]:
        x, top, bottom = (float(each) for each in stroke.path.lstrip("M").replace("V", " ").split())
        line = Box(x, top, 0.1, bottom - top, "line")
        assert all(apart(line, label) for label in labels)
    assert all(inside(each, picture) for each in picture.boxes)
    assert all(each.bottom <= picture.height for each in labels)
    assert len(picture.boxes) <= MOST_EVENTS


def test_more_than_a_picture_holds_is_said() -> None:
    made = summary()
    assert made.deal is not None
    made.deal.events = [
        Event(what=f"Step {day}", date_text=None, date=f"2026-05-{day:02}", status="happened", evidence=cite(1))
        for day in range(1, 20)
    ]
    picture = timeline(made, 640)
    assert picture is not None
    assert "and 7 more below" in [words.text for words in picture.words]
    widths = [box.width for box in picture.boxes]
    assert all(before >= after for before, after in pairwise(widths))


@pytest.mark.parametrize("draw", [relations, timeline])
def test_a_picture_says_what_it_shows(draw) -> None:  # type: ignore[no-untyped-def]
    """Whoever cannot see it hears all of it; where there is nothing to see there is none."""
    picture = draw(dossier(), 640)
    assert picture is not None
    told = {
        relations: "Per Aune, Varde Vannforening against",
        timeline: "2026-05-10: Fjordlys signs the contract (happened).",
    }
    assert told[draw] in picture.description
    assert draw(no_deal(), 640) is None


def test_somebody_with_two_names_has_one_box() -> None:
    """Whichever the controversies use."""
    made = summary()
    made.controversies[0].against = ["Fjordlys", "the company", "Fjordlys Metals plc"]
    picture = relations(made, 640)
    assert picture is not None
    names = [box.words[0].text for box in picture.boxes if box.words]
    assert names.count("Fjordlys Metals plc") == 1
    assert "the company" not in names


@given(NAMES, some.integers(20, 300), some.integers(1, 4))
def test_wrapped_words_fit_and_only_the_last_row_is_cut(text: str, width: int, rows: int) -> None:
    lines = wrapped(text, 12, width, rows)
    assert len(lines) <= rows
    assert all(measure(line, 12) <= width for line in lines)
    assert not any(line.endswith("…") and not text.count("…") for line in lines[:-1])


def test_words_of_exactly_the_width_fit() -> None:
    assert all(measure(line, 12) <= 126 for line in wrapped("環境金属株式会社" * 5, 12, 126, 2))


def test_words_break_at_spaces_and_hyphens_before_they_break_in_the_middle() -> None:
    assert wrapped("Pan Northern Tehreek-e-Varde", 12, 100, 4) == ("Pan Northern", "Tehreek-e-", "Varde")
