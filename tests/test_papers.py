"""The documents a deal is made in are found by the words for them."""

import pytest

from summarizer.text.papers import is_sealed, paper_kind, papers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Two memorandums of understanding were signed; the MoUs are secret.",
            ["memorandums of understanding"],
        ),
        ("The MoUs are secret.", ["MoUs"]),
        (
            "It made a cash offer, backed by an irrevocable undertaking and a two-year services agreement.",
            ["cash offer", "irrevocable undertaking", "two-year services agreement"],
        ),
        (
            "A Share Purchase Agreement, a shareholders’ agreement and staff-level agreement, including contracts.",
            ["Share Purchase Agreement", "shareholders’ agreement", "staff-level agreement", "contracts"],
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


@pytest.mark.parametrize(
    ("sentence", "sealed"),
    [
        ("The two signed a supply contract on Friday.", True),
        ("Under a supply contract dated 3 May, Vale delivers oil.", True),
        ("The city put its name to a supply contract.", True),
        ("Talks on a supply contract go on.", False),
        ("They hope to sign a supply contract.", False),
        ("Vale ships ore under a separate supply contract worth $5 million.", True),
        ("Vale shipped ore under an earlier supply contract.", False),
    ],
)
def test_a_document_is_made_where_a_sentence_says_that_it_was_signed(sentence: str, sealed: bool) -> None:
    assert is_sealed("supply contract", ["Nothing else is known.", sentence]) is sealed
