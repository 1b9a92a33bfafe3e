"""Merging, measured on the invented deals of `tests/deals`: what is told of them, and what is not."""

import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from typer.testing import CliRunner

from benchmarks import dossiers
from summarizer import Summarizer, corroboration, group, merge
from summarizer.article import Article
from summarizer.cli import app
from summarizer.errors import ServerUnavailable
from summarizer.merging.clusters import DECIDED, complete_link
from summarizer.merging.collecting import without_text
from summarizer.merging.judging import Verdicts as JudgedPairs
from summarizer.merging.judging import decided
from summarizer.merging.steps import merge_open
from summarizer.model.usage import Usage
from summarizer.schemas import ArticleSummary, Changes, Decision, Dossier, Event
from tests.checked import check
from tests.deal_sets import DealSet, Planted, deal_sets

SETS = {each.name: each for each in deal_sets()}
PLANTED = [(one.name, planted) for one in SETS.values() for planted in one.planted]
DEALS = [(one.name, deal) for one in SETS.values() for deal in one.deals]


def summaries(name: str, deal: str | None = None) -> list[ArticleSummary]:
    """Of one deal of a set, which mostly has the set's name."""
    return SETS[name].deal(deal or name)


def heap() -> list[ArticleSummary]:
    return [summary for one in SETS.values() for summary in one.summaries.values()]


@pytest.fixture(params=SETS.values(), ids=SETS)
def deal_set(request: pytest.FixtureRequest) -> DealSet:
    one: DealSet = request.param
    return one


@pytest.mark.parametrize(("name", "planted"), PLANTED, ids=[f"{name}-{planted.kind}" for name, planted in PLANTED])
def test_a_planted_difference_is_found_with_the_words_of_both_sides(name: str, planted: Planted) -> None:
    found = merge(summaries(name, planted.of)).discrepancies
    (one,) = [each for each in found if dossiers.matches(each, planted)]
    texts = {each.article.id: each.article.text or "" for each in summaries(name, planted.of)}
    for version in one.versions:
        assert all(texts[each.article][each.start : each.end] == each.quote for each in version.evidence)


def test_nothing_else_is_called_a_difference(deal_set: DealSet) -> None:
    assert dossiers.discrepancies(deal_set).wrong == 0


def test_without_the_texts_there_are_fewer_differences_and_no_false_one(deal_set: DealSet) -> None:
    for deal in deal_set.deals:
        found = merge([without_text(each) for each in deal_set.deal(deal)]).discrepancies
        planted = [each for each in deal_set.planted if each.of == deal]
        assert all(any(dossiers.matches(each, gold) for gold in planted) for each in found)
        assert len(found) >= len(planted) / 2


def test_copies_are_found_and_only_they(deal_set: DealSet) -> None:
    found = dossiers.copies(deal_set)
    assert (found.precision, found.recall) == (1, 1)


def test_facts_are_merged_with_their_like_and_with_nothing_else(deal_set: DealSet) -> None:
    found = dossiers.same_facts(deal_set)
    assert found.wrong == 0
    assert found.recall >= 0.85


def test_a_heap_is_parted_by_deal_and_near_misses_stay_apart() -> None:
    of = {article: deal for one in SETS.values() for article, deal in one.of.items()}
    found = dossiers.grouping(heap(), of)
    assert (found.precision, found.recall) == (1, 1)


def test_another_bank_is_another_deal_unless_the_goods_are_the_same() -> None:
    gazette, _, business = summaries("tram")
    assert business.deal
    rails = [each.model_copy(update={"name": "rails"}) for each in business.deal.items]
    other = business.model_copy(update={"deal": business.deal.model_copy(update={"items": rails})})
    assert len(group([gazette, business])) == 1
    assert len(group([gazette, other])) == 2


def test_a_generated_heap_is_parted_by_deal() -> None:
    generated, of = dossiers.heap(seed=11, deals=30, articles=4)
    found = dossiers.grouping(generated, of)
    assert found.wrong == 0
    assert found.f1 >= 0.95
    assert not [each for own in group(generated) for each in merge(own).discrepancies]


def test_a_copy_makes_no_fact_better_known() -> None:
    dossier = merge(summaries("cranes"))
    assert dossier.deal
    price = next(each for each in dossier.deal.amounts if each.value == 5e8)
    assert len({each.article for each in price.evidence}) == 3
    assert corroboration(price, dossier) == 2


def test_people_with_one_surname_stay_apart_and_an_initial_finds_its_owner() -> None:
    names = {each.name: each.aliases for each in merge(summaries("cranes")).stakeholders if each.kind == "person"}
    assert names == {"Mara Lindqvist": ["M. Lindqvist"], "Tomas Lindqvist": []}


def test_a_surname_that_two_share_is_nobody_s_and_the_dossier_says_why() -> None:
    dossier = merge(summaries("ferry"))
    assert {each.name for each in dossier.stakeholders if "Maro" in each.name} == {"Else Maro", "Jonas Maro", "Ms Maro"}
    kept = {each.reason for each in dossier.decisions if each.section == "stakeholders"}
    assert kept == {"surname, which 2 of them share"}


def test_the_overview_is_three_to_six_sentences_of_the_articles(deal_set: DealSet) -> None:
    for deal in deal_set.deals:
        own = deal_set.deal(deal)
        texts = {each.article.id: each.article.text or "" for each in own}
        overview = merge(own).overview
        assert len(overview) <= 6
        assert len(overview) >= 3 or len(own) == 1
        assert all(each.text in texts[each.evidence[0].article] for each in overview)


@settings(max_examples=12)
@given(data=some.data())
def test_neither_order_nor_number_of_steps_changes_a_dossier(data: some.DataObject) -> None:
    own = summaries(*data.draw(some.sampled_from(DEALS)))
    shuffled = data.draw(some.permutations(own))
    whole = merge(own)
    assert merge(shuffled) == whole
    cut = data.draw(some.integers(0, len(own)))
    assert merge([merge(shuffled[cut:]), merge(shuffled[:cut])]) == whole
    grown = merge([])
    for each in shuffled:
        grown = merge([grown, each])
    assert grown == whole


@settings(max_examples=5)
@given(shuffled=some.permutations(heap()))
def test_the_order_of_a_heap_does_not_count(shuffled: list[ArticleSummary]) -> None:
    ids = [[each.article.id for each in own] for own in group(shuffled)]
    assert ids == [[each.article.id for each in own] for own in group(heap())]


STEPS = [
    ("The first tranche was paid on 1 June 2025.", "The second tranche was paid on 1 July 2025."),
    ("Orla Steel shareholders vote on 3 June 2025.", "Penrick Mills shareholders vote on 5 June 2025."),
    ("The deal closes by the end of 2025.", "The deal closes on 3 November 2025."),
]


@pytest.mark.parametrize(("left", "right"), STEPS)
def test_two_steps_are_not_one_on_two_dates(left: str, right: str) -> None:
    told = []
    for line in (left, right):
        what, day = re.split(" on | by the ", line.rstrip("."))
        event = {"what": what, "date_text": day, "status": "happened", "evidence": [2]}
        text = f"Orla Steel buys Penrick Mills.\n{line}"
        told.append(check(text, published="2025-05-05", deal={"kind": "acquisition", "events": [event]}))
    assert merge(told).discrepancies == []


class Verdicts:
    """A client that answers the one question about pairs."""

    def __init__(self, same: bool | Exception) -> None:
        self.same = same
        self.questions: list[str] = []

    async def ask(self, request: Any) -> Any:
        self.questions.append(request.messages[1]["content"])
        if isinstance(self.same, Exception):
            raise self.same
        said = {
            "verdicts": [
                {"pair": 1, "reason": "one agreement", "same": self.same},
                {"pair": 9, "reason": "", "same": True},
            ]
        }
        return SimpleNamespace(value=request.answer.model_validate(said), usage=Usage(requests=1, output_tokens=9))


def asked(same: bool | Exception) -> tuple[Dossier, Verdicts]:
    """The dossier of the salt deal, where code leaves one pair of events open, and who was asked."""
    client = Verdicts(same)
    summarizer = Summarizer(model="openai/none", base_url="http://127.0.0.1:9/v1", api_key="none")
    summarizer.client = client  # type: ignore[assignment]
    return summarizer.merge(summaries("salt")), client


def events(dossier: Dossier) -> list[Event]:
    assert dossier.deal
    return [each for each in dossier.deal.events if "agree" in each.what]


def test_the_model_decides_what_code_cannot_in_one_request_and_its_word_is_kept() -> None:
    before = merge(summaries("salt"))
    assert len(events(before)) == 2
    dossier, client = asked(same=True)
    assert len(client.questions) == 1
    assert "The two firms agreed on it" in client.questions[0]
    assert len(events(dossier)) == 1
    (decision,) = [each for each in dossier.decisions if each.decided_by == "model"]
    assert (decision.same, decision.decided_by, decision.reason) == (True, "model", "one agreement")
    assert dossier.run
    assert dossier.run.requests == 1
    assert len(events(merge([dossier]))) == 1  # it need not be asked again


def test_the_model_may_say_no() -> None:
    dossier, _ = asked(same=False)
    assert len(events(dossier)) == 2
    (decision,) = [each for each in dossier.decisions if each.decided_by == "model"]
    assert not decision.same


def test_a_model_that_fails_leaves_the_pair_apart_and_the_dossier_says_so() -> None:
    dossier, _ = asked(ServerUnavailable("Nobody listens there."))
    assert len(events(dossier)) == 2
    assert any("1 pair stays apart" in each for each in dossier.warnings)


def test_nothing_is_asked_where_code_has_decided_everything() -> None:
    client = Verdicts(same=True)
    summarizer = Summarizer(model="openai/none", base_url="http://127.0.0.1:9/v1", api_key="none")
    summarizer.client = client  # type: ignore[assignment]
    assert summarizer.merge(summaries("clinic")) == merge(summaries("clinic"))
    assert client.questions == []


def test_what_a_person_decided_outlives_an_update() -> None:
    first, *rest = summaries("cranes")
    dossier = merge([first, *rest[:1]])
    linked = next(each for each in dossier.decisions if each.left == "M. Lindqvist")
    undone = linked.model_copy(update={"same": False, "decided_by": "person", "reason": "his sister"})
    kept = [each for each in dossier.decisions if each != linked]
    updated = merge([dossier.model_copy(update={"decisions": [*kept, undone]}), *rest[1:]])
    assert undone in updated.decisions
    assert {"Mara Lindqvist", "M. Lindqvist"} <= {each.name for each in updated.stakeholders}


@pytest.mark.parametrize(("name", "section"), [("salt", "deal.events"), ("licence", "controversies")])
def test_a_person_may_part_what_code_has_joined(name: str, section: str) -> None:
    whole = merge(summaries(name))
    joined = [each for each in whole.decisions if each.section == section and each.same]
    assert joined
    parted = [each.model_copy(update={"same": False, "decided_by": "person"}) for each in joined]
    after = merge([whole.model_copy(update={"decisions": parted})])
    assert whole.deal
    assert after.deal
    both = ((whole.deal.events, after.deal.events), (whole.controversies, after.controversies))
    before, now = both[section == "controversies"]
    assert len(now) > len(before)


def test_of_two_words_on_one_pair_the_one_that_keeps_it_apart_counts() -> None:
    _, pairs = merge_open(summaries("salt"))
    said = [{"pair": 1, "reason": "no", "same": False}, {"pair": 1, "reason": "yes", "same": True}]
    for order in (said, said[::-1]):
        (decision,) = decided(pairs, JudgedPairs.model_validate({"verdicts": order}))
        assert (decision.same, decision.reason) == (False, "no")


def test_a_person_may_join_what_code_keeps_apart() -> None:
    joined = Decision(
        section="stakeholders", left="Else Maro", right="Ms Maro", same=True, decided_by="person", reason=""
    )
    names = {each.name for each in merge(summaries("ferry"), [joined]).stakeholders}
    assert "Ms Maro" not in names


def test_what_a_person_joins_is_joined_though_a_third_would_part_it() -> None:
    strength = {(0, 1): 2.0, (1, 2): 1.0}
    assert complete_link(3, strength) == [[0, 1], [2]]
    assert complete_link(3, strength | {(1, 2): DECIDED}) == [[0, 1, 2]]


def run(*arguments: object, stdin: str | None = None) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of one command."""
    result = CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def lines(told: list[ArticleSummary]) -> str:
    return "".join(each.model_dump_json() + "\n" for each in told)


def dossiers_in(out: str) -> list[Dossier]:
    return [Dossier.model_validate_json(line) for line in out.splitlines()]


def test_the_command_merges_summaries_from_a_file_and_from_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "tram.jsonl"
    path.write_text(lines(summaries("tram")))
    code, out, err = run("merge", path)
    assert (code, err) == (0, "")
    assert Dossier.model_validate_json(out) == merge(summaries("tram"))
    assert run("merge", "-", stdin=path.read_text())[1] == out
    code, text, _ = run("merge", path, "--format", "text")
    assert code == 0
    assert "210 million euros" in text
    assert "180 million euros" in text


def test_group_writes_a_dossier_for_each_deal(tmp_path: Path) -> None:
    path = tmp_path / "heap.jsonl"
    path.write_text(lines([*summaries("cranes"), *summaries("cranes", "winches"), *summaries("salt")]))
    code, out, _ = run("merge", path, "--group", "-f", "jsonl")
    assert code == 0
    assert sorted(len(each.articles) for each in dossiers_in(out)) == [1, 3, 4]


def test_update_writes_the_dossier_anew_and_prints_what_changed(tmp_path: Path) -> None:
    first, second, third, _ = summaries("cranes")
    old, new = tmp_path / "dossier.json", tmp_path / "new.jsonl"
    old.write_text(merge([second]).model_dump_json())
    new.write_text(lines([first, third]))
    code, out, err = run("merge", new, "--update", old)
    assert (code, err) == (0, "")
    assert Dossier.model_validate_json(old.read_text()) == merge([first, second, third])
    changed = Changes.model_validate_json(out)
    assert changed.articles == ["cranes-courier", "cranes-mirror"]
    assert {each.kind for each in changed.contradictions} == {"amount", "date", "answer"}
    assert len(changed.answered) == 1
    old.write_text(merge([second]).model_dump_json())
    code, out, _ = run("merge", new, "--update", old, "--format", "text")
    assert code == 0
    assert out.startswith("2 new: cranes-courier, cranes-mirror\n  contradiction  amount, price: Hollin Lift")
    assert run("merge", new, "--update", old, "--format", "text")[1] == "0 new: nothing\n"


def test_exit_statuses_tell_all_some_or_nothing(tmp_path: Path) -> None:
    good, bad, absent = tmp_path / "good.jsonl", tmp_path / "bad.jsonl", tmp_path / "absent.jsonl"
    good.write_text(lines(summaries("salt")) + "{}\n")
    bad.write_text("no summary\n")
    code, out, err = run("merge", good)
    assert code == 3
    assert len(Dossier.model_validate_json(out).articles) == 3
    assert "good.jsonl, line 4" in err
    assert run("merge", bad)[:2] == (1, "")
    code, _, err = run("merge", absent)
    assert code == 1
    assert "absent.jsonl" in err
    assert run("merge", good, "--update", bad)[0] == 1
    assert run("merge", good, "--group", "--update", bad)[0] == 2


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A summarizer that knows the sets by heart."""
    known = {each.article.text: each for each in heap()}

    def summarize(article: Article, _: Any) -> ArticleSummary:
        return known[article.text]

    fake = SimpleNamespace(summarize=summarize, merge=merge, client=SimpleNamespace())
    monkeypatch.setattr(sys.modules["summarizer.cli.dossier"], "summarizer_of", lambda *_: fake)


@pytest.mark.usefixtures("model")
def test_articles_become_a_dossier_and_a_later_one_is_added(tmp_path: Path) -> None:
    files = []
    for each in summaries("cranes"):
        files.append(tmp_path / f"{each.article.id}.txt")
        files[-1].write_text(each.article.text or "")
    path = tmp_path / "dossier.json"
    code, out, _ = run("dossier", *files[:2], "-o", path, "-q")
    assert (code, out) == (0, "")
    assert len(Dossier.model_validate_json(path.read_text()).articles) == 2
    code, out, _ = run("dossier", "--update", path, files[2], "-q")
    assert code == 0
    assert {each.kind for each in Changes.model_validate_json(out).contradictions} == {"amount", "date"}
    assert Dossier.model_validate_json(path.read_text()) == merge(summaries("cranes")[:3])
    code, out, err = run("dossier", files[0], tmp_path / "absent.txt", "-q")
    assert code == 3
    assert "absent.txt" in err
    assert Dossier.model_validate_json(out).articles
    assert run("dossier", tmp_path / "absent.txt", "-q")[0] == 1


@pytest.mark.usefixtures("model")
def test_articles_of_several_deals_become_several_dossiers(tmp_path: Path) -> None:
    files = []
    for each in [*summaries("clinic"), *summaries("clinic", "hospice")]:
        files.append(tmp_path / f"{each.article.id}.txt")
        files[-1].write_text(each.article.text or "")
    code, out, _ = run("dossier", *files, "--group", "-q", "-f", "jsonl")
    assert code == 0
    assert sorted(len(each.articles) for each in dossiers_in(out)) == [2, 3]
