"""What becomes of the parts of a deal: its status, steps, benefits and documents."""

from typing import Any

from summarizer import merge
from summarizer.schemas import ArticleSummary, Deal
from tests.heaps import told


def merged(*articles: ArticleSummary) -> Deal:
    deal = merge(articles).deal
    assert deal
    return deal


def listed(name: str, section: str, *facts: tuple[str, dict[str, Any]]) -> ArticleSummary:
    """An article of a line for each fact of one section of the deal."""
    rows = [{**fields, "evidence": [at]} for at, (_, fields) in enumerate(facts, start=2)]
    return told(name, *(line for line, _ in facts), **{section: rows})


def test_the_newest_article_tells_how_far_the_deal_has_come() -> None:
    talks = [told(name, "They talk.", status="negotiating") for name in ("a", "b")]
    signed = told("c", "Orrin Foods signed the contract.", status="signed", published="2025-09-29")
    assert merged(*talks, signed).status == "signed"


def test_a_step_has_happened_when_an_article_says_so() -> None:
    day = "8 October 2025"
    plan = told("a", f"The contract will be signed on {day}.", events=[("The contract is signed", day)], planned=True)
    done = told("b", f"The contract was signed on {day}.", events=[("The contract was signed", day)])
    (event,) = merged(plan, done).events
    assert event.status == "happened"


def test_benefits_in_like_words_are_one_and_others_are_two() -> None:
    def benefit(name: str, text: str) -> ArticleSummary:
        return listed(name, "benefits", (text, {"text": text}))

    jobs = benefit("a", "The sale secures 310 jobs in Hallow.")
    assert len(merged(jobs, benefit("b", "310 jobs in Hallow are secured by the sale.")).benefits) == 1
    assert len(merged(jobs, benefit("b", "Milk becomes cheaper for schools.")).benefits) == 2


def test_the_only_contract_of_each_article_is_one_and_of_two_none_is_guessed() -> None:
    def papers(name: str, *names: str) -> ArticleSummary:
        return listed(
            name, "instruments", *((f"They have a {each}.", {"name": each, "kind": "contract"}) for each in names)
        )

    supply = papers("a", "supply contract")
    assert len(merged(supply, papers("b", "ten-year contract")).instruments) == 1
    assert len(merged(supply, papers("b", "ten-year contract", "haulage contract")).instruments) == 3
