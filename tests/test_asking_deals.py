"""What a small model is asked about the deal, and what code makes of its answers."""

import asyncio

import pytest
from fake_model import ARTICLE, SECTIONS, questions, small_model

from summarizer.article import Article
from summarizer.ask.asking import ask_article
from summarizer.ask.forms import form_of
from summarizer.ask.particulars import MAX_DATES


def test_a_model_that_judges_fills_in_a_form_of_who_does_what() -> None:
    model = small_model()
    signed = Article.from_text(
        f"{ARTICLE.text} A letter of intent is signed. Vale hopes that jobs are kept and will support a school."
    )
    deal = tuple(section for section in SECTIONS if section.name == "deal")
    answers = asyncio.run(ask_article(signed, deal, model))
    (asked,) = questions(model, "who does what")
    assert '{"buyer":"...","bought":"...","owner_before":null,"total_price":null}' in asked
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert (told["kind"], told["status"]) == ("acquisition", "agreed")
    assert told["parties"] == [
        {"name": "Vale", "role": "buyer", "evidence": [1]},
        {"name": "Norrland", "role": "target", "evidence": [1]},
    ], "what is bought is not its own seller"
    assert told["amounts"] == [{"text": "$5 million", "kind": "price", "what_for": "", "evidence": []}]
    assert told["instruments"] == [{"name": "letter of intent", "kind": "letter of intent", "evidence": []}]
    assert [benefit["text"] for benefit in told["benefits"]] == ["Jobs are kept."]


@pytest.mark.parametrize(
    ("what_for", "kept"), [("Vale pays for Norrland", "Vale pays for Norrland"), ("the sum is", "")]
)
def test_what_a_sum_is_for_is_kept_where_its_sentence_says_so(what_for: str, kept: str) -> None:
    article = Article.from_text("Vale buys Norrland. Vale pays $5 million for Norrland.")
    model = small_model(amounts=[{"amounts": [{"text": "$5 million", "what_for": what_for, "kind": "loan"}]}])
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    assert [fact.model_dump()["amounts"][0]["what_for"] for fact in answers.facts["deal"]] == [kept]


def test_a_company_that_is_bought_is_a_party_and_what_changes_hands() -> None:
    answers = asyncio.run(ask_article(ARTICLE, SECTIONS, small_model()))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [party["name"] for party in told["parties"]] == ["Vale", "Norrland"]
    assert [item["name"] for item in told["items"]] == ["Norrland"]


def test_a_blank_in_which_the_model_writes_null_is_empty() -> None:
    model = small_model(
        **{"who does what": [{"buyer": "Vale", "bought": "Norrland", "owner_before": "null", "total_price": "None"}]}
    )
    (fact,) = asyncio.run(ask_article(ARTICLE, SECTIONS, model)).facts["deal"]
    assert [party["role"] for party in fact.model_dump()["parties"]] == ["buyer", "target"]


def test_of_a_headline_copied_for_a_name_the_name_is_kept() -> None:
    filled = {"buyer": "Vale sweetens bid", "bought": "Norrland", "owner_before": None, "total_price": None}
    article = Article.from_text("Vale sweetens bid for Norrland\n\nIn a call Vale raised its offer for Norrland.")
    answers = asyncio.run(ask_article(article, SECTIONS, small_model(**{"who does what": [filled]})))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [party["name"] for party in told["parties"]] == ["Vale", "Norrland"]


def test_what_is_bought_is_an_item_when_it_has_no_name() -> None:
    filled = {"buyer": "Vale", "bought": "two copper mines", "owner_before": None, "total_price": None}
    model = small_model(**{"who does what": [filled]})
    article = Article.from_text("It is done. Vale buys two copper mines for $5 million.")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert told["items"] == [{"name": "two copper mines", "evidence": [2]}]
    assert [party["role"] for party in told["parties"]] == ["buyer"]
    assert told["amounts"][0]["kind"] == "price", "whatever the model calls it"


def test_each_date_of_the_article_is_asked_about() -> None:
    told = [
        {"date_text": "8 September [1]", "what": "Vale signed", "status": "happened"},
        {"date_text": "July [2]", "what": "Something else altogether", "status": "planned"},
    ]
    model = small_model(events=[{"events": told}])
    article = Article.from_text("Vale signed on 8 September. Ore is due in July. Vale pays $5 million.")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (deal,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [(event["date_text"], event["what"], event["evidence"]) for event in deal["events"]] == [
        ("8 September", "Vale signed", [1]),
        ("July", "Ore is due in July.", [2]),
    ], "the sentence itself where the model says something else"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The purchase will create 200 new jobs and boost trade.", ["It creates 200 jobs"]),
        ("Norrland makes paper.", []),
        ("The union warned that the purchase would create 200 jobs abroad.", []),
    ],
)
def test_a_benefit_is_told_only_where_a_sentence_promises_one(sentence: str, told: list[str]) -> None:
    said = ["It creates 200 jobs", "The purchase creates 200 jobs", "Vale has better customers"]
    model = small_model(benefits=[{"benefits": said}])
    article = Article.from_text(f"Vale buys Norrland for $5 million. {sentence}")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    assert [each["text"] for fact in answers.facts["deal"] for each in fact.model_dump()["benefits"]] == told


def test_what_is_delivered_is_asked_for_apart() -> None:
    filled = {"supplier": ["Vale", "Orme"], "customer": ["Norrland"], "total_price": None}
    model = small_model(
        **{"kind of deal": [{"kind": "supply", "status": "signed"}], "who does what": [filled]},
        goods=[{"things": ["ore", "copper", "the trader Norrland"]}, {"things": []}],
    )
    article = Article.from_text(
        "Vale sells ore and copper to the trader Norrland. The town is small. “It rains,” said Ann Kirk. So be it. Oh. "
        "Orme sells tin."
    )
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [item["name"] for item in told["items"]] == ["ore", "copper"]
    assert [party["role"] for party in told["parties"]] == ["supplier", "customer"]
    shown = [request.messages[-1]["content"] for request in model.asked if request.purpose == "goods"]
    assert not any("rains" in text or "ore and copper" in text for text in shown[1:]), (
        "each sentence alone, no quotation"
    )
    assert "goods" in [name.partition("-")[0] for name in model.read], "the examples are read ahead"


def test_what_comes_with_a_company_that_is_bought_is_listed_behind_it() -> None:
    model = small_model(
        **{"who does what": [{"buyer": "Vale", "bought": "Norrland", "owner_before": None, "total_price": None}]},
        goods=[{"things": ["Norrland"]}, {"things": ["three mills", "Bramble brand"]}, {"things": ["rain"]}],
    )
    article = Article.from_text("Vale buys Norrland. It gets three mills and the Bramble brand. The rain has ended.")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [item["name"] for item in told["items"]] == ["Norrland", "three mills", "Bramble brand"]


def test_a_deal_whose_makers_nobody_finds_rests_on_what_it_hands_over() -> None:
    model = small_model(
        **{"kind of deal": [{"kind": "supply", "status": "signed"}],
           "who does what": [{"supplier": [], "customer": [], "total_price": None}]},
        goods=[{"things": ["copper ore"]}],
    )  # fmt: skip
    article = Article.from_text("It was a long night. The mill will get copper ore for ten years.")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert told["evidence"] == [2]


def test_an_article_whose_opening_names_no_goods_is_asked_as_a_whole() -> None:
    model = small_model(
        **{"kind of deal": [{"kind": "supply", "status": "signed"}],
           "who does what": [{"supplier": ["Vale"], "customer": ["Norrland"], "total_price": None}]},
        goods=[{"things": []}],
        items=[{"items": ["Vale's copper ore", "a new pier"]}],
    )  # fmt: skip
    article = Article.from_text(
        "Vale has a deal with Norrland. The town builds a new pier. The contract is for copper ore."
    )
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [item["name"] for item in told["items"]] == ["copper ore"]


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Vale buys Norrland. Norrland has sales of $5 million.", "$5 million", "other"),
        ("Vale buys Norrland for $5 million.", None, "price"),
        ("Vale kauft Norrland. Norrland setzt 5 Millionen Euro um.", None, "other"),
        ("Vale kauft Norrland für 5 Millionen Euro.", "5 Millionen Euro", "price"),
    ],
)
def test_the_price_is_what_the_sentences_say_is_paid_or_the_form_where_code_cannot_read_them(
    text: str, form: str | None, kind: str
) -> None:
    filled = {"buyer": "Vale", "bought": "Norrland", "owner_before": None, "total_price": form}
    amount = {"text": form or "$5 million", "what_for": "", "kind": "price"}
    model = small_model(**{"who does what": [filled]}, amounts=[{"amounts": [amount]}])
    article = Article.from_text(text, language="de" if "kauft" in text else "en")
    if form is None and "kauft" in text:
        amount["text"] = "5 Millionen Euro"
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    assert [fact.model_dump()["amounts"][0]["kind"] for fact in answers.facts["deal"]] == [kind]


def test_dates_that_the_model_is_not_asked_about_are_events_in_the_sentences_words() -> None:
    days = [f"On {day} May 2026 it rained." for day in range(1, MAX_DATES + 1)]
    text = "Vale buys Norrland. " + " ".join(days) + " Norrland will close in June 2028. It opened in July 1999."
    said = [
        {"date_text": f"{day} May 2026 [{day + 1}]", "what": "it rained", "status": "happened"}
        for day in range(1, MAX_DATES + 1)
    ]
    model = small_model(events=[{"events": said}])
    answers = asyncio.run(ask_article(Article.from_text(text), SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [(each["date_text"], each["what"], each["status"]) for each in told["events"][MAX_DATES:]] == [
        ("June 2028", "Norrland will close in June 2028.", "planned"),
        ("July 1999", "It opened in July 1999.", "happened"),
    ]


def test_a_right_is_named_as_code_reads_it_whatever_stands_before_it_in_the_list() -> None:
    model = small_model(
        **{"kind of deal": [{"kind": "licence", "status": "signed"}],
           "who does what": [{"supplier": ["Norrland"], "customer": ["Vale"], "total_price": None}]},
        goods=[{"things": ["pumps", "sole right to mine ore for two years"]}],
    )  # fmt: skip
    text = "Norrland sells Vale pumps and the sole right to mine ore for two years."
    answers = asyncio.run(ask_article(Article.from_text(text), SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [item["name"] for item in told["items"]] == ["pumps", "sole right to mine ore"]


def test_a_loan_need_not_hand_over_goods() -> None:
    model = small_model(
        **{"kind of deal": [{"kind": "loan", "status": "signed"}],
           "who does what": [{"lender": ["Orme Bank"], "borrower": ["Vale"]}]},
        goods=[{"things": []}],
    )  # fmt: skip
    answers = asyncio.run(ask_article(Article.from_text("Orme Bank lends Vale $5 million."), SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert told["items"] == []
    assert "items" not in [request.purpose for request in model.asked], "nor is the article asked about as a whole"


def test_a_nation_beside_a_party_is_none() -> None:
    filled = {"supplier": ["Vale"], "customer": ["Orme Cells", "South Korean"], "total_price": None}
    model = small_model(
        **{"kind of deal": [{"kind": "supply", "status": "signed"}], "who does what": [filled]},
        goods=[{"things": ["ore"]}],
    )
    article = Article.from_text("Vale will supply the South Korean maker Orme Cells with ore.")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [party["name"] for party in told["parties"]] == ["Vale", "Orme Cells"]


def test_who_sells_is_put_right_by_the_sentences() -> None:
    filled = {"buyer": "Norrland", "bought": "the harbour crane unit", "owner_before": "Vale", "total_price": None}
    model = small_model(**{"who does what": [filled]})
    article = Article.from_text("Vale said it would buy the harbour crane unit from Norrland.")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [(party["name"], party["role"]) for party in told["parties"]] == [("Vale", "buyer"), ("Norrland", "seller")]


def test_a_subsidiary_may_have_a_name_like_its_sellers() -> None:
    filled = {"buyer": "Vale", "bought": "Orme Pumps Inc", "owner_before": None, "total_price": None}
    model = small_model(**{"who does what": [filled]})
    article = Article.from_text("Orme Inc agreed to sell its Orme Pumps Inc subsidiary to Vale.")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    (told,) = (fact.model_dump() for fact in answers.facts["deal"])
    assert [party["name"] for party in told["parties"] if party["role"] == "seller"] == ["Orme Inc"]


def test_the_sale_of_a_subsidiary_is_no_supply_of_goods() -> None:
    model = small_model(**{"kind of deal": [{"kind": "supply", "status": "agreed"}]})
    article = Article.from_text("Norrland agreed to sell its crane subsidiary to Vale.")
    answers = asyncio.run(ask_article(article, SECTIONS, model))
    assert [fact.model_dump()["kind"] for fact in answers.facts["deal"]] == ["acquisition"]


@pytest.mark.parametrize(
    ("kind", "blanks"),
    [("supply", "supplier, customer, total_price"), ("loan", "lender, borrower"), ("treaty", "partners")],
)
def test_each_kind_of_deal_has_its_form(kind: str, blanks: str) -> None:
    question = form_of(kind).question
    assert all(f"\n{blank}: " in question for blank in blanks.split(", "))
