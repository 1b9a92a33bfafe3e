"""Articles with their evidence marked: every word once, every cited sentence with a place to jump to."""

from builders import cite
from hypothesis import given
from hypothesis import strategies as some

from summarizer.render.highlight import Passage, passages
from summarizer_schemas import Evidence

WORDS = "The buyer paid. Nobody knew.\n\nThe council, it says, met again"


def evidence(text: str, start: int, end: int, sentence: int) -> Evidence:
    return Evidence(article="a", sentence=sentence, start=start, end=end, quote=text[start:end])


@some.composite
def articles(draw: some.DrawFn) -> tuple[str, list[Evidence]]:
    text = draw(some.text(some.sampled_from("ab .\n"), min_size=1, max_size=60))
    spans = draw(some.lists(some.tuples(some.integers(0, len(text) - 1), some.integers(1, 20), some.integers(1, 5))))
    return text, [evidence(text, start, min(len(text), start + length), name) for start, length, name in spans]


def marked(passage: Passage, number: int) -> str:
    """The words under a span."""
    return "".join(each.text for paragraph in passage.paragraphs for each in paragraph if number in each.spans)


def begun(found: list[Passage]) -> list[int]:
    return [
        sentence
        for passage in found
        for paragraph in passage.paragraphs
        for each in paragraph
        for sentence in each.begins
    ]


@given(articles())
def test_marking_changes_no_word_and_marks_exactly_the_evidence(made: tuple[str, list[Evidence]]) -> None:
    """Overlapping, nested, across paragraphs: but for the white space between paragraphs all is there."""
    text, cited = made
    numbers = {each: place for place, each in enumerate(dict.fromkeys(cited), 1)}
    (passage,) = passages(text, cited, numbers.__getitem__)
    shown = "".join(each.text for paragraph in passage.paragraphs for each in paragraph)
    assert "".join(shown.split()) == "".join(text.split())
    for each, number in numbers.items():
        assert "".join(marked(passage, number).split()) == "".join(each.quote.split())


@given(articles(), some.dictionaries(some.integers(1, 5), some.integers(0, 60)), some.booleans())
def test_every_cited_sentence_begins_exactly_once(
    made: tuple[str, list[Evidence]], starts: dict[int, int], with_text: bool
) -> None:
    """Since links lead there, also where nothing but white space is cited, or the text is not known."""
    text, cited = made
    known = {sentence: min(start, len(text) - 1) for sentence, start in starts.items()}
    found = passages(text if with_text else None, cited, hash, known)
    assert sorted(begun(found)) == sorted({each.sentence for each in cited})


def test_a_sentence_begins_with_its_first_word_not_with_what_is_cited() -> None:
    place = WORDS.index("council")
    (passage,) = passages(WORDS, [evidence(WORDS, place, place + 7, 3)], hash, {3: WORDS.index("The council")})
    assert [[each.text for each in paragraph] for paragraph in passage.paragraphs] == [
        ["The buyer paid. Nobody knew."],
        ["The ", "council", ", it says, met again"],
    ]
    assert [each.begins for each in passage.paragraphs[1]] == [(3,), (), ()]


def test_lines_that_were_broken_to_fit_a_page_are_one_paragraph() -> None:
    """As they are for whoever numbered the sentences."""
    line = "The harbour company said on Friday that it had sold the old\n"
    text = line * 6 + "smelter."
    (passage,) = passages(text, [], hash)
    assert len(passage.paragraphs) == 1


def test_evidence_that_does_not_fit_the_text_follows_it() -> None:
    """A saved file may have been changed; nothing of it is dropped, and nothing is marked that is not said."""
    wrong = Evidence(article="a", sentence=2, start=4, end=9, quote="other")
    whole, apart = passages(WORDS, [wrong], hash)
    assert (whole.whole, apart.whole) == (True, False)
    assert [each.text for each in apart.paragraphs[0]] == ["other"]
    assert not any(each.spans for paragraph in whole.paragraphs for each in paragraph)


def test_without_the_text_quotes_that_overlap_are_joined() -> None:
    (passage,) = passages(None, [*cite(1), *cite(1, "Varde smelter")], hash)
    assert not passage.whole
    assert "".join(each.text for each in passage.paragraphs[0]) == cite(1)[0].quote
