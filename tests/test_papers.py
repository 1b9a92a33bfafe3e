"""The documents a deal is made in are found by the words for them."""

import pytest

from summarizer.text.papers import paper_kind, papers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Two memorandums of understanding were signed; the MoUs are secret.",
            ["memorandums of understanding", "MoUs"],
        ),
        ("It signed a 30-year concession agreement. The agreement is secret.", ["30-year concession agreement"]),
        ("The exclusive licence follows a letter of intent.", ["exclusive licence", "letter of intent"]),
        ("They agreed to sell it under contract law reform.", ["contract"]),
        ("The contractor released a licensee.", []),
        ("", []),
    ],
)
def test_documents_are_found_in_the_articles_words(text: str, names: list[str]) -> None:
    assert papers(text) == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("MoUs", "memorandum"),
        ("letter of intent", "letter of intent"),
        ("licence agreement", "contract"),
        ("exclusive licence", "licence"),
        ("peace treaty", "treaty"),
        ("deed", "other"),
    ],
)
def test_a_documents_kind_is_told_from_its_name(name: str, kind: str) -> None:
    assert paper_kind(name) == kind
