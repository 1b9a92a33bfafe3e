"""What people and programs get to read."""

import io
import json
import re
from itertools import pairwise

import pytest
from builders import HOSTILE, MARKDOWN_HOSTILE, SENTENCES, TEXT, cite, dossier, hostile, no_deal, run, summary
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel, Field
from rich.cells import cell_len
from rich.text import Text

from summarizer.render import View, render
from summarizer.render.clean import clean, encodable
from summarizer.render.markdown import escape
from summarizer.render.sources import Source, clipped, sources_of
from summarizer.render.text import usage_line
from summarizer_schemas import ArticleSummary, Evidence, Fact, Statement


def flat(text: str) -> str:
    """The text without line breaks and indents."""
    return " ".join(text.split())


def strings(value: object) -> list[str]:
    """Every string that a fact says, at any depth, without its evidence."""
    if isinstance(value, BaseModel):
        fields = (getattr(value, name) for name in type(value).model_fields if name != "evidence")
        return [each for field in fields for each in strings(field)]
    if isinstance(value, list):
        return [each for item in value for each in strings(item)]
    return [value] if isinstance(value, str) and value else []


def facts(made: ArticleSummary) -> list[Fact]:
    """Every fact that has a line of its own and a text to find it by."""
    deal = made.deal
    assert deal is not None
    lists = (deal.parties, deal.items, deal.amounts, deal.instruments, deal.events, deal.benefits)
    answers = [answer for each in made.controversies for answer in each.responses]
    return [*[each for every in lists for each in every], *made.stakeholders, *made.controversies, *answers]


def headings(text: str) -> list[str]:
    """Lines of the text that head a section: unindented, with an empty line before them."""
    lines = text.splitlines()
    return [line for before, line in pairwise(lines) if not before and line[:1].isalpha()]


# --- text


@pytest.mark.parametrize("width", [80, 120])
def test_every_word_of_every_fact_is_on_the_page(width: int) -> None:
    """Nothing that the summary says is left out or cut."""
    made = summary()
    page = flat(render(made, "text", View(width=width)))
    for said in strings([made.overview, made.deal, made.stakeholders, made.controversies, made.warnings]):
        assert flat(said) in page or said.capitalize() in page
    assert "NOK 450,000,000" in page


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_each_line_has_the_numbers_of_its_sentences(form: str) -> None:
    """Behind each fact, before the next one, stand the sentences of its evidence."""
    made = summary()
    lines = render(made, form, View(width=120)).splitlines()  # type: ignore[arg-type]  # one of the two above
    for fact in facts(made):
        said = max((text for text in strings(fact) if text not in ("", "other")), key=_place(fact))
        numbers = sorted({each.sentence for each in fact.evidence})
        marks = f"[{', '.join(map(str, numbers))}]" if form == "text" else " ".join(f"[^{n}]" for n in numbers)
        assert any(said in line and line.rstrip(" |").endswith(marks) for line in lines), (said, marks)


def _place(fact: Fact):  # type: ignore[no-untyped-def]  # a key for max, private to the test above
    first = next(name for name in ("name", "claim", "says", "what", "text") if name in type(fact).model_fields)
    return lambda text: text == getattr(fact, first)


@pytest.mark.parametrize("width", [24, 31, 40, 80, 120])
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("words", ["", HOSTILE, "unbreakable" * 20, "混合金属株式会社" * 20, "👩‍🔬" * 30])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool, words: str) -> None:
    """Long words, wide letters and emoji wrap inside the width."""
    page = render(hostile(words) if words else summary(), "text", View(width=width, colour=colour, verbose=True))
    assert max(cell_len(Text.from_ansi(line).plain) for line in page.splitlines()) <= width


def test_wrapped_lines_hang_under_their_first_word() -> None:
    """The second row of a line starts where its text starts, not under the label or bullet."""
    lines = render(summary(), "text", View(width=50)).splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("  • the rights"))
    assert re.match(r" {4}\S", lines[at + 1])
    at = next(place for place, line in enumerate(lines) if "Fjordlys: The report" in line)
    assert lines[at].index("Fjordlys") == len(lines[at + 1]) - len(lines[at + 1].lstrip())


def test_labels_leave_half_of_a_narrow_terminal_to_the_words() -> None:
    """A column of single letters would not be text."""
    page = render(summary(), "text", View(width=24))
    assert "\n  letter of intent\n            letter of\n            intent [5]\n" in page


def test_colour_only_adds_colour() -> None:
    """Without colour there is no escape sequence, and with it the words are the same."""
    plain, colour = (render(summary(), "text", View(colour=each)) for each in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[" in colour
    assert Text.from_ansi(colour).plain.rstrip() == plain.rstrip()


@pytest.mark.parametrize("colour", [False, True])
def test_control_characters_of_an_article_do_not_reach_the_terminal(colour: bool) -> None:
    """Escape sequences lose their escape, direction overrides go, markup stays as it was written."""
    page = render(hostile(HOSTILE), "text", View(width=120, colour=colour, verbose=True))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", page)  # what rich writes for colour; the article's has no escape left
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000]", plain)
    assert "[31mred[0m 2Jdrow [red]bold[/red] :smile: ab line two three" in plain


def test_a_summary_without_a_deal_says_so_and_has_no_headings() -> None:
    """Empty sections leave nothing behind."""
    page = render(no_deal())
    assert "No deal is reported in this article." in page
    assert headings(page) == []


def test_an_empty_list_leaves_no_heading() -> None:
    """Only sections that hold something are named."""
    made = summary()
    assert made.deal is not None
    made.deal.items, made.controversies = [], []
    assert headings(render(made)) == [
        *("Overview", "Parties", "Amounts", "Instruments", "Timeline", "Benefits", "Stakeholders", "Sources")
    ]


def test_stakeholders_stand_under_their_stance() -> None:
    """Supporters come first, those without a view last."""
    page = flat(render(summary(), "text", View(width=120)))
    order = [
        "Supports",
        "Ingrid Solberg",
        "Opposes",
        "Varde Vannforening",
        "Mixed",
        "Smelteverk 12",
        "Not stated",
    ]
    places = [page.index(each, page.index("Stakeholders")) for each in order]
    assert places == sorted(places)


def test_the_timeline_is_in_the_order_of_dates() -> None:
    """What has no date comes last."""
    page = render(summary())
    places = [page.index(each) for each in ("  2026-03 ", "  2026-05-10 ", "  undated ")]
    assert places == sorted(places)


def test_a_controversy_without_an_answer_says_so() -> None:
    """The reader need not guess whether an answer was lost."""
    page = flat(render(summary()))
    assert page.count("no answer in the article") == 1
    assert "claim The cooling water will warm the lake and kill the char. [6] raised by" in page


def test_a_deal_without_a_title_takes_that_of_the_article() -> None:
    """The first line is never empty."""
    made = summary()
    assert made.deal is not None
    made.deal.title = ""
    assert render(made).splitlines()[1] == "Varde smelter sold"


def test_rejected_facts_are_counted_and_listed_when_asked_for() -> None:
    """By default one line tells how many there are; verbose tells what and why."""
    assert "1 fact turned away: the article does not bear it out (--verbose lists it)" in flat(render(summary()))
    assert "$9 billion" not in render(summary())
    listed = flat(render(summary(), "text", View(verbose=True)))
    assert "deal.amounts text: $9 billion; kind: price; evidence: 1, 4 · the article does not have these" in listed


def test_sections_of_a_subclass_are_shown() -> None:
    """Whoever adds a class of facts sees them on the page, with their evidence."""

    class Risk(Fact):
        place: str = Field(description="Where")
        years: int | None = Field(default=None, description="How long")

    class Wider(ArticleSummary):
        risk_places: list[Risk] = Field(default_factory=list, description="List the risks.")

    base = {name: getattr(summary(), name) for name in ArticleSummary.model_fields}
    made = Wider(**base, risk_places=[Risk(place="Varde harbour", years=3, evidence=cite(2))])
    assert "Risk places\n  • Varde harbour · years: 3 [2]\n" in render(made)
    assert "## Risk places\n\n- Varde harbour · years: 3 [^2]\n" in render(made, "markdown")
    assert json.loads(render(made, "json"))["risk_places"][0]["place"] == "Varde harbour"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "shift_jis", "no-such-encoding"])
def test_a_terminal_with_few_letters_gets_letters_it_has(encoding: str) -> None:
    """Box lines and typographic quotes become ASCII where the encoding lacks them."""
    page = render(summary(), "text", View(encoding=encoding))
    page.encode("ascii" if encoding == "no-such-encoding" else encoding)
    if encoding == "ascii":
        assert page.startswith("=" * 80 + "\n")
        assert '"on Sunday"' in page


def test_several_summaries_follow_one_another() -> None:
    """Each keeps its head and foot."""
    page = render([summary(), no_deal()])
    assert page.index("Fjordlys Metals buys") < page.index("$0.0031") < page.index("Rain on Friday")
    assert page.endswith("cost unknown\n")
    assert render([]) == ""


# --- sources


def test_each_cited_sentence_is_quoted_once() -> None:
    """Literals share the sentence they come from; what the overview holds is only pointed at."""
    page = flat(render(summary()))
    below = page[page.index("Sources") :]
    for number in range(1, 14):
        whole = flat(SENTENCES[number - 1]) in page
        assert whole or number in (9, 11)  # one is clipped, one has no spaces to wrap at
        assert below.count(f"[{number}]") == (0 if number in (1, 4, 6) else 1)
    assert "[1, 4, 6] stand in the overview, word for word" in below
    assert page.count(flat(SENTENCES[0])) == 1


def test_a_literal_is_shown_with_its_sentence() -> None:
    """The words around a name come from the article, and stop where its sentence stops."""
    (source,) = sources_of(cite(10, "Kari Nes"), TEXT)
    assert source == Source(10, "Kari Nes", "Mayor ", " declined to comment.", TEXT.index("Mayor Kari"))


def test_without_the_text_the_longest_quote_is_shown() -> None:
    """A summary that was saved without its article still shows what it has."""
    (source,) = sources_of(cite(3, "310") + cite(3, "Ingrid Solberg"), None)
    assert source.quote == "Ingrid Solberg"


def test_offsets_that_do_not_fit_the_text_are_not_trusted() -> None:
    """The quote counts, not what happens to stand at its offsets in another text."""
    wrong = Evidence(article="a", sentence=1, start=0, end=4, quote="Aune")
    (source,) = sources_of([wrong], TEXT)
    assert source.quote == "Aune"
    (source,) = sources_of([*cite(1, "Varde"), wrong], TEXT)
    assert source.quote == "Varde"


def test_a_long_sentence_is_clipped_around_the_words_cited() -> None:
    """The words cited stay, and an ellipsis stands for what does not; verbose quotes all of it."""
    source = Source(1, "the price", "word " * 100, " word" * 100)
    assert re.fullmatch(r"…(word )+the price( word)+…", clipped(source, 100))
    assert len(clipped(source, 100)) <= 102
    assert clipped(Source(1, "word " * 100), 100).endswith("word…")
    assert flat(SENTENCES[8]) not in flat(render(summary()))
    assert flat(SENTENCES[8]) in flat(render(summary(), "text", View(verbose=True)))


def test_sources_can_be_left_out() -> None:
    """The numbers stay on the lines."""
    page = render(summary(), "text", View(sources=False))
    assert "Sources" not in page
    assert "Ostra Holding AS [1]" in page
    page = render(summary(), "markdown", View(sources=False))
    assert "[^" not in page
    assert "| seller | **Ostra Holding AS** | \\[1\\] |" in page


# --- Markdown


def tokens(markdown: str) -> list[Token]:
    """Every token of the document, those inside paragraphs and cells too."""
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [each for token in parsed for each in (token, *(token.children or ()))]


@pytest.mark.parametrize(
    "words",
    [
        *(
            MARKDOWN_HOSTILE,
            HOSTILE,
            "- item",
            "12. item",
            "1) item",
            "+ item",
            "> quote",
            "# head #",
            "---",
            "===",
        ),
        *(
            "**a** __b__ ***",
            "a | b || c",
            "<b>x</b> &lt; &#60;",
            "[x]: http://evil.example",
            "```",
            "~~~",
            "\\",
            "`",
        ),
        *(
            "HTTPS://evil.example",
            "`https://a.example`",
            "<!-- c",
            "<script",
            "x@y",
            "$a$",
            "![x][y]",
            "[ ] task",
            "1986\\. A",
        ),
    ],
)
def test_hostile_words_read_as_they_are_in_markdown(words: str) -> None:
    """A renderer shows the very words: no heading, list, link, image, emphasis or HTML comes of them."""
    for before in ("", "- ", "# "):
        parsed = tokens(f"{before}{escape(words)}\n")
        shown = "".join(each.content for each in parsed if each.type in ("text", "text_special", "code_inline"))
        assert shown == clean(words)
        kinds = {each.type for each in parsed}
        assert kinds <= {
            *("inline", "text", "text_special", "code_inline", "paragraph_open", "paragraph_close"),
            *("heading_open", "heading_close", "bullet_list_open", "bullet_list_close"),
            *("list_item_open", "list_item_close"),
        }
        assert len([each for each in parsed if each.type == "list_item_open"]) == (before == "- ")


def test_what_hosts_link_by_themselves_goes_out_as_code() -> None:
    """Addresses of hostile text cannot be clicked, and mentions call nobody."""
    for token in tokens(render(hostile(MARKDOWN_HOSTILE), "markdown", View(verbose=True))):
        assert token.type not in ("link_open", "image", "html_inline", "html_block", "s_open")
        assert token.type != "text" or not re.search(r"://|www\.|@", token.content)


def test_hostile_words_do_not_break_a_table() -> None:
    """Every row has as many cells as the head."""
    page = render(hostile(MARKDOWN_HOSTILE), "markdown")
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
        assert sum(each.type == "td_open" for each in tokens(table)) > 0


def test_every_fact_is_in_the_markdown() -> None:
    """Nothing that the summary says is left out."""
    made = summary()
    page = render(made, "markdown")
    for said in strings([made.overview, made.deal, made.stakeholders, made.controversies, made.warnings]):
        assert said in page or said.capitalize() in page


@pytest.mark.parametrize("made", [[summary()], [summary(), summary(), no_deal()]])
def test_every_footnote_has_one_definition(made: list[ArticleSummary]) -> None:
    """References and definitions match, also where several summaries share a file."""
    page = render(made, "markdown")
    defined = re.findall(r"^\[\^([\d-]+)\]:", page, re.MULTILINE)
    assert len(defined) == len(set(defined)) == 13 * sum(each.deal is not None for each in made)
    assert set(defined) == set(re.findall(r"\[\^([\d-]+)\](?!:)", page))


def test_summaries_written_one_by_one_keep_their_footnotes_apart() -> None:
    """A number in the view does what a list does."""
    assert "[^2-1]: Sentence 1: “Fjordlys" in render(summary(), "markdown", View(number=2))
    assert "[^1]: Sentence 1: “Fjordlys" in render(summary(), "markdown")


def test_only_a_plain_link_to_the_article_is_a_link() -> None:
    """The article's own address is shown as it is; one that is more than an address is not linked."""
    made = summary()
    assert "<https://harbourpost.example/varde?id=1&page=2>" in render(made, "markdown")
    for url in ("javascript:alert(1)", "https://x.example/> <img src=x>", "https://x.example/\u202egpj"):
        made.article.url = url
        assert not [each for each in tokens(render(made, "markdown")) if each.type in ("link_open", "html_inline")]


# --- JSON


def test_json_is_one_object_that_reads_back() -> None:
    """Indented, with letters of every script as they are."""
    written = render(summary(), "json")
    assert ArticleSummary.model_validate_json(written) == summary()
    assert written.startswith('{\n  "schema_version"')
    assert "環境金属株式会社" in written


def test_several_go_out_one_a_line() -> None:
    """JSON of several is JSONL, since two objects in a row are not one JSON document."""
    for form in ("json", "jsonl"):
        lines = render([summary(), no_deal()], form).splitlines()
        assert [json.loads(line)["article"]["id"] for line in lines] == ["varde-1", "weather-1"]
    assert render(summary(), "jsonl").count("\n") == 1


def test_the_text_of_the_article_can_be_left_out() -> None:
    """The summary itself keeps it."""
    made = summary()
    assert json.loads(render(made, "json", View(article_text=False)))["article"]["text"] is None
    assert made.article.text == TEXT


# --- figures, view, characters


def test_usage_is_one_line_and_adds_up() -> None:
    """One unknown price makes the sum unknown, never smaller."""
    assert usage_line(run()) == "3 requests · 6,420 tokens in (4,100 cached) · 812 out · 4.2 s · $0.0031"
    assert usage_line([run(), run()]).startswith("6 requests · 12,840 tokens in (8,200 cached) · 1,624 out · 8.4 s")
    assert usage_line([run(), run(cost_usd=None)]).endswith("cost unknown")
    assert usage_line(run(requests=1, cached_tokens=0, cost_usd=0.0)) == (
        "1 request · 6,420 tokens in · 812 out · 4.2 s · $0.00"
    )
    assert usage_line(run(cost_usd=0.00001)).endswith("<$0.0001")
    assert usage_line(run(cost_usd=1234.5)).endswith("$1,234.50")
    assert usage_line(run(), View(encoding="ascii")).isascii()


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "cp1252"

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_colour_unless_no_color_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Width and encoding are the terminal's, and wide terminals get lines that can be read."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    assert View.of(Terminal(), verbose=True) == View(width=120, colour=True, encoding="cp1252", verbose=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not View.of(Terminal()).colour


def test_a_file_gets_plain_text_of_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the terminal is from which the program was started."""
    for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    assert View.of(io.StringIO()) == View()


@pytest.mark.parametrize(
    ("dirty", "washed"),
    [
        ("a\tb\r\nc  d", "a b c d"),
        ("\x1b]8;;http://x\x07link\x1b]8;;\x07", "]8;;http://xlink]8;;"),
        ("\ue000\udc80", "\ufffd\ufffd"),
        ("\U000e0041hidden\u2066", "hidden"),
        ("👩‍🔬 می‌خواهم \u200fab", "👩‍🔬 می‌خواهم \u200fab"),
    ],
)
def test_what_cannot_be_seen_is_removed(dirty: str, washed: str) -> None:
    """Controls, overrides and tags go; joiners that scripts and emoji need stay."""
    assert clean(dirty) == washed


def test_letters_that_an_encoding_lacks_are_replaced_one_by_one() -> None:
    """Punctuation has a plain form, accents go, and other letters are told by their numbers: none is lost."""
    assert encodable("“é” … 日 👩", "ascii") == '"e" ... \\u65e5 \\U0001f469'
    assert encodable("“é”", "cp1252") == "“é”"


@pytest.mark.parametrize("made", [summary(), dossier()], ids=["summary", "dossier"])
@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md"), ("html", "html"), ("json", "json")])
def test_the_page_looks_as_the_golden_one(made, form, ending, approved) -> None:  # type: ignore[no-untyped-def]
    """`make golden` approves another look; read the difference. Of HTML, what lies between style and script."""
    page = render(made, form)
    if form == "html":
        page = page[page.index("<body>") : page.index("<script>")]
    approved(page, f"{type(made).__name__.lower().replace('article', '')}.{ending}")


def test_a_statement_is_not_mistaken_for_a_name() -> None:
    """Benefits are prose: bullets without weight."""
    made = summary()
    assert made.deal is not None
    made.deal.benefits = [Statement(text="Jobs stay.", evidence=cite(3))]
    assert "## Benefits\n\n- Jobs stay. [^3]\n" in render(made, "markdown")


def test_markdown_tables_leave_out_columns_in_which_nothing_is_said() -> None:
    """Articles without outlet and date have neither column; the matrix names sentences as the footnotes do."""
    made = dossier()
    for article in made.articles:
        article.source = article.published = None
    page = render(made, "markdown")
    assert "| Key | Article | Note |" in page
    assert "| party | Ostra Holding AS | A1 | B2 |  | 2 |" in page
    assert "| seller | **Ostra Holding AS** | [^A1] [^B2] |" in page


@pytest.mark.parametrize("language", ["en", None])
def test_a_source_is_the_whole_sentence_that_was_numbered(language: str | None) -> None:
    """Not cut at "Mr." or "U.S.", nor where a line was broken to fit a page."""
    first = (
        "According to Mr. Dahl of the U.S. Harbour Office, the quay was sold on\nMonday to a firm that few had heard of"
    )
    text = f"{first}.\n" + "Nobody in the village was asked about it, the council said at its\n" * 5 + "last meeting."
    start = text.index("Monday")
    cited = Evidence(article="a", sentence=1, start=start, end=start + 6, quote="Monday")
    (source,) = sources_of([cited], text, language)
    assert source.quote == f"{first}."
    assert source.start == 0
