"""Folded text and its way back to the offsets of the original."""

from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.text.fold import fold, fold_with_map

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(" \t\n\u00ad\u200bﬁ½¨éİß’“—\u3000aA[]^-\\")))


@given(TEXTS)
@example(" \r\u00adA  ﬁne—½ b ")
def test_each_folded_character_comes_from_where_the_map_says(text: str) -> None:
    """Character by character, white space in runs: what the fast way has to agree with."""
    expected, origin = "", []
    for offset, character in enumerate(text):
        for part in fold_with_map(f"a{character}").text[1:]:
            if part != " " or (expected and expected[-1] != " "):
                expected += part
                origin.append(offset)
    folded = fold_with_map(text)
    assert (folded.text, list(folded.origin)) == (expected, origin)
    assert fold(text) == " ".join(expected.split())
