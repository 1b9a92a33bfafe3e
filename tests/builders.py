"""Summaries made by hand over an article of our own, for the tests of what comes after the check."""

from typing import TypeVar

from summarizer_schemas import (
    Amount,
    ArticleInfo,
    ArticleSummary,
    Controversy,
    Copies,
    Deal,
    Decision,
    Discrepancy,
    Dossier,
    Event,
    Evidence,
    Fact,
    Instrument,
    Item,
    OverviewStatement,
    Party,
    Rejected,
    Response,
    Run,
    Stakeholder,
    Statement,
    Version,
    evidence_in,
)

SENTENCES = (
    "Fjordlys Metals plc signed a contract on Sunday to buy the Varde smelter from Ostra Holding AS for "
    "450 million kroner.",
    "The deal also covers the rights to 1.2 terawatt hours of hydropower a year until 2040, a rail "
    "siding, and the long-term lease of the quay at Varde harbour.",
    "Chief executive Ingrid Solberg said the purchase would secure 310 jobs and halve the smelter's emissions by 2030.",
    "The buyer, which calls itself Fjordlys, will borrow 1.5 billion kroner from Bank of the North to "
    "rebuild the furnaces.",
    "A letter of intent was signed in March.",
    "The lake association Varde Vannforening says the cooling water will warm the lake and kill the char.",
    "Its chairman, Per Aune, accused the company of hiding a report on the fishery.",
    "Fjordlys said the report was a draft and would be published in the autumn.",
    "Trade union Smelteverk 12 welcomed the sale but wants the night shift kept, and its secretary, who "
    "has worked at the furnaces since he was nineteen and who led the strike that closed them for "
    "eleven weeks in the winter of the year in which the old owner first tried to sell, told the "
    "members that a promise is worth what is written down.",
    "Mayor Kari Nes declined to comment.",
    "日本のリサイクル会社「環境金属株式会社」は、年間三万トンの再生アルミニウムを引き取ると発表した。",
    "أعلنت شركة النور للمعادن دعمها للصفقة.",
    "“A good day for the valley 👩‍🔬🎉,” wrote the minister.",
)
TEXT = "\n".join(("Varde smelter sold", " ".join(SENTENCES[:5]), " ".join(SENTENCES[5:10]), *SENTENCES[10:]))
ARTICLE = "varde-1"


def cite(sentence: int, words: str | None = None) -> list[Evidence]:
    """Evidence in a sentence of the article, by its number: some words of it, or all of it."""
    whole = SENTENCES[sentence - 1]
    quote = words or whole
    start = TEXT.index(whole) + whole.index(quote)
    return [Evidence(article=ARTICLE, sentence=sentence, start=start, end=start + len(quote), quote=quote)]


def assert_offsets(summary: ArticleSummary) -> None:
    """Every quote is exactly the characters of the article that its offsets name."""
    text = summary.article.text
    assert text is not None
    for each in evidence_in(summary):
        assert text[each.start : each.end] == each.quote


def run(**changes: object) -> Run:
    """A run of three requests at a known price."""
    figures = {
        "requests": 3,
        "input_tokens": 6420,
        "cached_tokens": 4100,
        "output_tokens": 812,
        "seconds": 4.21,
    }
    return Run.model_validate(
        {"version": "0.1.0", "model": "openai/gpt-5-mini", "cost_usd": 0.0031} | figures | changes
    )


def deal() -> Deal:
    """A deal with an entry in every list."""
    return Deal(
        title="Fjordlys Metals buys the Varde smelter from Ostra Holding",
        kind="acquisition",
        status="signed",
        parties=[
            Party(name="Fjordlys Metals plc", role="buyer", evidence=cite(1, "Fjordlys Metals plc") + cite(4)),
            Party(name="Ostra Holding AS", role="seller", evidence=cite(1, "Ostra Holding AS")),
            Party(name="Bank of the North", role="lender", evidence=cite(4, "Bank of the North")),
            Party(name="環境金属株式会社", role="customer", evidence=cite(11, "環境金属株式会社")),
        ],
        items=[
            Item(name="the Varde smelter", evidence=cite(1, "the Varde smelter")),
            Item(
                name="the rights to 1.2 terawatt hours of hydropower a year until 2040",
                evidence=cite(2, "the rights to 1.2 terawatt hours of hydropower a year until 2040"),
            ),
            Item(name="a rail siding", evidence=cite(2, "a rail siding")),
        ],
        amounts=[
            Amount(
                text="450 million kroner",
                kind="price",
                what_for="the Varde smelter",
                value=450e6,
                currency="NOK",
                evidence=cite(1, "450 million kroner"),
            ),
            Amount(
                text="1.5 billion kroner",
                kind="loan",
                what_for="to rebuild the furnaces",
                evidence=cite(4, "1.5 billion kroner"),
            ),
        ],
        instruments=[
            Instrument(name="a contract", kind="contract", evidence=cite(1, "a contract")),
            Instrument(name="letter of intent", kind="letter of intent", evidence=cite(5, "letter of intent")),
        ],
        events=[
            Event(
                what="Fjordlys signs the contract",
                date_text="on Sunday",
                date="2026-05-10",
                status="happened",
                evidence=cite(1, "on Sunday"),
            ),
            Event(what="The report is published", date_text="in the autumn", status="planned", evidence=cite(8)),
            Event(
                what="A letter of intent is signed",
                date_text="in March",
                date="2026-03",
                status="happened",
                evidence=cite(5),
            ),
        ],
        benefits=[
            Statement(
                text="The purchase would secure 310 jobs and halve the smelter's emissions by 2030.",
                evidence=cite(3),
            )
        ],
        evidence=cite(1) + cite(2),
    )


def stakeholders() -> list[Stakeholder]:
    """Stakeholders of every stance."""
    return [
        Stakeholder(
            name="Varde Vannforening",
            kind="other",
            role="lake association",
            stance="opposes",
            evidence=cite(6, "Varde Vannforening"),
        ),
        Stakeholder(
            name="Fjordlys Metals plc",
            aliases=["Fjordlys", "the company"],
            kind="company",
            role="buyer",
            stance="supports",
            evidence=cite(1, "Fjordlys Metals plc") + cite(4, "Fjordlys"),
        ),
        Stakeholder(
            name="Ingrid Solberg",
            kind="person",
            role="chief executive",
            stance="supports",
            evidence=cite(3, "Ingrid Solberg"),
        ),
        Stakeholder(
            name="Smelteverk 12",
            kind="other",
            role="trade union, wants the night shift kept",
            stance="mixed",
            evidence=cite(9, "Smelteverk 12"),
        ),
        Stakeholder(name="Kari Nes", kind="person", role="mayor", stance="not stated", evidence=cite(10, "Kari Nes")),
        Stakeholder(
            name="شركة النور للمعادن",
            kind="company",
            role="",
            stance="supports",
            evidence=cite(12, "شركة النور للمعادن"),
        ),
        Stakeholder(
            name="the minister",
            kind="government",
            role="",
            stance="neutral",
            evidence=cite(13, "the minister"),
        ),
    ]


def controversies() -> list[Controversy]:
    """One that is answered and one that is not."""
    return [
        Controversy(
            topic="Hidden report",
            claim="The company hides a report on the fishery.",
            raised_by=["Per Aune", "Varde Vannforening"],
            against=["Fjordlys Metals plc"],
            responses=[
                Response(
                    by="Fjordlys",
                    says="The report was a draft and would be published in the autumn.",
                    evidence=cite(8),
                )
            ],
            evidence=cite(7),
        ),
        Controversy(
            topic="Warm lake",
            claim="The cooling water will warm the lake and kill the char.",
            raised_by=["Varde Vannforening"],
            against=[],
            responses=[],
            evidence=cite(6),
        ),
    ]


def summary() -> ArticleSummary:
    """A summary with something in every section."""
    made = ArticleSummary(
        article=ArticleInfo(
            id=ARTICLE,
            title="Varde smelter sold",
            source="The Harbour Post",
            published="2026-05-11",
            language="en",
            url="https://harbourpost.example/varde?id=1&page=2",
            characters=len(TEXT),
            sentences=len(SENTENCES),
            text=TEXT,
        ),
        overview=[OverviewStatement(text=SENTENCES[number - 1], evidence=cite(number)) for number in (1, 4, 6)],
        deal=deal(),
        stakeholders=stakeholders(),
        controversies=controversies(),
        rejected=[
            Rejected(
                section="deal.amounts",
                fact={"text": "$9 billion", "kind": "price", "what_for": None, "evidence": [1, 4]},
                reason="the article does not have these words",
            )
        ],
        warnings=["Sentence 9 is long; it was cut for the model."],
        run=run(),
    )
    assert_offsets(made)
    return made


OTHER_SENTENCES = (
    "Fjordlys Metals plc will pay 430 million kroner for the Varde smelter, two people close to the talks said.",
    "The contract with Ostra Holding AS was signed on 9 May.",
    "Varde Vannforening fears for the char in the lake; nobody at Fjordlys returned a call.",
)
OTHER_TEXT = "\n".join(OTHER_SENTENCES)


def cite_other(sentence: int, words: str | None = None) -> list[Evidence]:
    """The same in the article of another outlet."""
    whole = OTHER_SENTENCES[sentence - 1]
    quote = words or whole
    start = OTHER_TEXT.index(whole) + whole.index(quote)
    return [Evidence(article="varde-2", sentence=sentence, start=start, end=start + len(quote), quote=quote)]


def dossier() -> Dossier:
    """Three articles on the deal of `summary`, of which one carries the text of another."""
    first = summary()
    copy = first.article.model_copy(
        update={"id": "varde-3", "source": "Valley Radio", "published": "2026-05-12", "credit": "The Harbour Post"}
    )
    other = ArticleInfo(
        id="varde-2",
        title="Smelter goes for less, say sources",
        source="Coast Business",
        published="2026-05-11",
        language="en",
        url="https://coastbusiness.example/smelter",
        characters=len(OTHER_TEXT),
        sentences=len(OTHER_SENTENCES),
        text=OTHER_TEXT,
    )
    whole = deal()
    _add(whole.parties[0], cite_other(1, "Fjordlys Metals plc"))
    _add(whole.parties[1], cite_other(2, "Ostra Holding AS"))
    whole.amounts.append(
        Amount(
            text="430 million kroner",
            kind="price",
            what_for="the Varde smelter",
            value=430_000_000,
            currency="NOK",
            evidence=cite_other(1, "430 million kroner"),
        )
    )
    contested = controversies()
    _add(contested[1], cite_other(3))
    involved = stakeholders()
    _add(involved[0], cite_other(3, "Varde Vannforening"))
    return Dossier(
        articles=[first.article, other, copy],
        overview=[*first.overview, OverviewStatement(text=OTHER_SENTENCES[0], evidence=cite_other(1))],
        deal=whole,
        stakeholders=involved,
        controversies=contested,
        discrepancies=[
            Discrepancy(
                kind="amount",
                about="price of the Varde smelter",
                versions=[
                    Version(value="450 million kroner", evidence=cite(1, "450 million kroner")),
                    Version(value="430 million kroner", evidence=cite_other(1, "430 million kroner")),
                ],
            ),
            Discrepancy(
                kind="answer",
                about="the warm lake",
                versions=[
                    Version(value="no answer", evidence=cite(6)),
                    Version(value="did not return a call", evidence=cite_other(3)),
                ],
            ),
        ],
        copies=[Copies(articles=["varde-1", "varde-3"], reason="every sentence is the same")],
        decisions=[
            Decision(
                section="stakeholders",
                left="Varde Vannforening",
                right="the lake association",
                same=True,
                decided_by="code",
                reason="one names the other in apposition",
            )
        ],
        warnings=["Valley Radio gives no author."],
        summaries=[
            first.model_copy(update={"article": first.article.model_copy(update={"text": None})}),
        ],
        run=run(requests=9),
    )


def dossier_of(articles: int) -> Dossier:
    """A dossier of many articles of 8,000 characters, every one of them citing all that the first does."""
    made = dossier()
    first, text = made.articles[0], made.articles[0].text or ""
    padding = "\n" + "The talks went on, and the valley waited for the outcome. " * 110
    names = [f"a{number}" for number in range(articles)]
    made.articles = [first.model_copy(update={"id": name, "text": text + padding}) for name in names]
    made.copies, made.overview, made.discrepancies = [], [], []
    assert made.deal is not None
    deal = made.deal
    lists = (deal.parties, deal.amounts, deal.items, deal.instruments, deal.events, deal.benefits)
    told: list[Fact] = [deal, *made.stakeholders, *made.controversies, *(each for every in lists for each in every)]
    for fact in (*told, *(response for each in made.controversies for response in each.responses)):
        own = [each for each in fact.evidence if each.article == ARTICLE]
        fact.evidence = [each.model_copy(update={"article": name}) for name in names for each in own]
    return made


def _add(fact: Fact, evidence: list[Evidence]) -> None:
    fact.evidence = [*fact.evidence, *evidence]


def no_deal() -> ArticleSummary:
    """The summary of an article that reports no deal."""
    article = ArticleInfo(id="weather-1", title="Rain on Friday", characters=15, sentences=1, text="Rain on Friday.")
    return ArticleSummary(article=article, run=run(requests=1, cost_usd=None))


HOSTILE = "\x1b[31mred\x1b[0m \x9b2J\u202edrow\u202c [red]bold[/red] :smile: a\u200bb\nline two\u2028three\x00\x07"
"""Escape sequences, a C1 control, a direction override, markup of rich, line ends, a bell."""

MARKDOWN_HOSTILE = (
    "# head | cell [link](http://evil.example/x) ![i](y) <img src=x onerror=alert(1)> `code` *em* _em_ "
    "~~gone~~ www.evil.example me@evil.example [^1] &copy; \\ <!-- c --> https://evil.example/a`b|c_d_"
)
"""Whatever Markdown gives a meaning to."""


ToldT = TypeVar("ToldT", ArticleSummary, Dossier)


def hostile(words: str, made: ToldT | None = None) -> ToldT:
    """A summary, or what is given, in which every field of text holds the words; the articles' texts stay."""
    told = made or summary()

    def spoil(value: object) -> object:
        if isinstance(value, dict):
            keep = {"kind", "status", "role", "stance", "schema_version", "decided_by"}
            return {
                name: each
                if (name == "text" and "characters" in value)
                or (name == "section" and "decided_by" in value)
                or (name in keep and each in _CHOICES)
                else spoil(each)
                for name, each in value.items()
            }
        if isinstance(value, list):
            return [spoil(each) for each in value]
        return f"{words} {value}" if isinstance(value, str) else value

    return type(told).model_validate(spoil(told.model_dump()))


_CHOICES = {
    *("buyer", "seller", "lender", "customer", "price", "loan", "contract", "letter of intent", "happened"),
    *("planned", "acquisition", "signed", "opposes", "supports", "mixed", "not stated", "neutral"),
    *("person", "company", "other", "government", "amount", "answer", "code", "1.0"),
}
