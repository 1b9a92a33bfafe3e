"""Reports as a reader has them: in a browser, from a file, without network."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders import dossier, dossier_of, hostile, no_deal, summary
from hostility import ATTACKS
from playwright.sync_api import Page, expect

from summarizer.folder import ReportFolder
from summarizer.render import View, render
from summarizer_schemas import ArticleSummary, Dossier

pytestmark = pytest.mark.browser

LIT = "() => [...document.querySelectorAll('.reading mark.on')].map(each => each.textContent)"


def fact(page: Page, words: str):  # type: ignore[no-untyped-def]  # playwright's locator
    return page.locator(".card:not(.overview) .fact", has_text=words).first


def test_a_click_on_a_fact_lights_exactly_its_evidence(open_page) -> None:  # type: ignore[no-untyped-def]
    """The words cited are lit, also where they lie inside a sentence that other facts cite."""
    page = open_page(render(summary(), "html"))
    fact(page, "450 million kroner").click()
    assert page.evaluate(LIT) == ["450 million kroner"]
    fact(page, "Fjordlys Metals plc").click()
    assert page.evaluate(LIT)[0] == "Fjordlys Metals plc"
    assert "450 million kroner" not in page.evaluate(LIT)
    lit = page.locator(".reading mark.on").first
    expect(lit).to_be_in_viewport()


def test_a_click_on_evidence_shows_every_fact_that_rests_on_it(open_page) -> None:  # type: ignore[no-untyped-def]
    """The bar names them, they are lit on the left, and its links lead there."""
    page = open_page(render(summary(), "html"))
    page.locator(".reading mark", has_text="450 million kroner").click()
    expect(page.locator("#bar")).to_be_visible()
    named = page.locator("#bar-list a").all_inner_texts()
    assert "Amounts: 450 million kroner" in named
    assert any(each.startswith("Overview: Fjordlys Metals plc signed") for each in named)
    expect(fact(page, "450 million kroner")).to_have_class(re.compile(r"\bon\b"))
    page.locator("#bar-list a", has_text="Amounts").click()
    expect(page.locator(".amounts .fact").first).to_be_focused()


def test_all_evidence_is_reached_by_keyboard_and_escape_leads_back(open_page) -> None:  # type: ignore[no-untyped-def]
    """Links do it, so Tab and Enter are enough; the place one came from has the focus again."""
    page = open_page(render(summary(), "html"))
    mark = page.locator(".parties .mark").nth(1)
    mark.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("The buyer")
    expect(page.locator("#bar-text")).to_have_text("Evidence 2 of 2")
    expect(page.locator("#told")).to_have_text("Evidence 2 of 2")
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    expect(page.locator("#bar")).to_be_hidden()
    number = page.locator(".number").first
    number.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bar-text")).to_be_focused()


def test_a_step_back_in_the_browser_leads_back_to_the_fact(open_page) -> None:  # type: ignore[no-untyped-def]
    """One step, however much was looked at meanwhile; one forward shows it again, as does opening the address."""
    page = open_page(render(summary(), "html"), 390, 800)
    amount = fact(page, "450 million kroner")
    amount.locator(".mark").click()
    page.locator(".reading mark", has_text="Ingrid Solberg").first.click()
    page.locator(".reading mark", has_text="450 million kroner").click()
    lit = page.evaluate(LIT)
    page.go_back()
    expect(page.locator("#bar")).to_be_hidden()
    expect(page.locator("mark.on")).to_have_count(0)
    page.go_forward()
    expect(page.locator("#bar")).to_be_visible()
    assert page.evaluate(LIT) == lit
    page.reload()
    expect(page.locator("#bar")).to_be_visible()
    opened = page.context.new_page()  # not this one: a browser that reloads brings back how far one had scrolled
    opened.goto(f"{page.url.split('#')[0]}#{amount.get_attribute('id')}")
    assert opened.evaluate(LIT) == ["450 million kroner"]
    expect(fact(opened, "450 million kroner")).to_be_in_viewport()


def test_closing_leads_back_and_leaves_no_step_behind(open_page, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Escape does what a step back does; the next one leaves the page."""
    page = open_page(render(summary(), "html"))
    first = page.url
    (tmp_path / "other.html").write_text(render(no_deal(), "html"), encoding="utf-8")
    page.goto((tmp_path / "other.html").as_uri())
    page.goto(first)
    fact(page, "450 million kroner").locator(".mark").click()
    page.keyboard.press("Escape")
    expect(fact(page, "450 million kroner").locator(".mark")).to_be_focused()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Rain on Friday")


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_bar_covers_neither_the_evidence_nor_the_words_clicked(open_page, width: int) -> None:  # type: ignore[no-untyped-def]
    """Long lists of facts, too."""
    page = open_page(render(dossier(), "html"), width, 800, reduced_motion="reduce")
    apart = """() => {
      const bar = document.getElementById("bar").getBoundingClientRect();
      const lit = document.querySelector(".reading mark.on").getBoundingClientRect();
      const apart = lit.bottom <= bar.top || lit.right <= bar.left || lit.left >= bar.right;
      return bar.height > 0 && apart && lit.top >= 0;
    }"""
    fact(page, "450 million kroner").locator(".mark").click()
    assert page.evaluate(apart)
    page.locator(".reading mark.on").first.click()
    assert page.locator("#bar-list a").count() > 2
    assert page.evaluate(apart)


def test_the_heading_of_an_article_is_not_under_the_list_of_articles(open_page) -> None:  # type: ignore[no-untyped-def]
    """Which stays in sight while one reads."""
    for width in (390, 1440):
        page = open_page(render(dossier_of(20), "html"), width, 800)
        page.locator(".jump a").nth(7).click()
        nav = page.locator(".jump").bounding_box()
        heading = page.locator("#article-H-heading").bounding_box()
        assert nav is not None
        assert heading is not None
        assert nav["height"] < 110
        assert nav["y"] + nav["height"] <= heading["y"] < 400


@pytest.mark.parametrize("width", [360, 820, 1440])
@pytest.mark.parametrize("words", ["W" * 300, "環境金属株式会社" * 40, "شركة النور " * 30], ids=["long", "wide", "rtl"])
def test_long_words_break_and_never_widen_the_page(open_page, tmp_path: Path, words: str, width: int) -> None:  # type: ignore[no-untyped-def]
    """In any field, in the index either."""
    reports = ReportFolder(tmp_path / "reports")
    file = reports.write(hostile(words, dossier()))
    reports.close()
    for each in (file, tmp_path / "reports" / "index.html"):
        page = open_page(each, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_matrix_of_twenty_articles_scrolls_in_its_own_frame(open_page) -> None:  # type: ignore[no-untyped-def]
    """On a phone: marks stay in one piece, and what is told stays in sight beside them."""
    page = open_page(render(dossier_of(20), "html"), 375, 800)
    frame = page.locator(".scroll")
    frame.evaluate("each => each.scrollLeft = 400")
    assert frame.evaluate("each => each.scrollWidth > each.clientWidth && each.scrollLeft === 400")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    row = page.locator(".matrix tbody tr").nth(1)
    head = row.locator("th").bounding_box()
    assert head is not None
    assert 0 <= head["x"] < 40
    assert row.locator(".mark").first.evaluate("each => each.getClientRects().length === 1 && each.offsetHeight < 32")


def test_without_script_links_lead_both_ways(open_page) -> None:  # type: ignore[no-untyped-def]
    """Marks go to the sentence, its number goes to a fact; nothing is hidden."""
    page = open_page(render(dossier(), "html"), java_script_enabled=False)
    broken = [
        href
        for href in re.findall(r'href="#([^"]+)"', page.content())
        if not re.search(rf'id="{re.escape(href)}"', page.content())
    ]
    assert broken == []
    page.locator(".parties .mark").first.click()
    assert page.url.endswith("#sA1")
    expect(page.locator("#sA1")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("made", [summary(), dossier(), no_deal()], ids=["summary", "dossier", "no-deal"])
def test_axe_finds_nothing_to_complain_of(open_page, made: ArticleSummary | Dossier, width: int, scheme: str) -> None:  # type: ignore[no-untyped-def]
    """Names, roles, contrast, order of headings: with the bar open, too; and nothing is wider than the screen."""
    page = open_page(render(made, "html"), width, color_scheme=scheme)
    if page.locator(".reading mark").count():
        page.locator(".reading mark").first.click()
    found = Axe().run(page)
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("made", [summary(), dossier()], ids=["summary", "dossier"])
def test_nothing_hostile_runs_whatever_field_it_is_in(open_page, made: ArticleSummary | Dossier, attack: str) -> None:  # type: ignore[no-untyped-def]
    """Every field holds the attack, the text too: no script, no dialog, no request, no link but http(s)."""
    planted = hostile(attack, made)
    for article in [planted.article] if isinstance(planted, ArticleSummary) else planted.articles:
        article.text = f"{attack}\n{article.text}\n{attack}"
        article.url = attack
    page = open_page(render(planted, "html"))
    page.locator(".facts .fact[data-e]").first.click()
    page.locator(".reading mark").first.click()
    page.locator("summary").first.click()
    page.mouse.move(300, 300)
    assert page.evaluate("window.pwned") is None
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, embed, link, base, form, audio, video, math").count() == 0
    ours = page.evaluate("[...document.querySelectorAll('a')].map(each => each.getAttribute('href'))")
    assert all(re.match(r"#|https?://", href) for href in ours)
    assert not page.evaluate(
        "[...document.querySelectorAll('*')].some("
        "each => [...each.attributes].some(one => /^(on|style|srcdoc)/.test(one.name)))"
    )


def test_the_policy_alone_would_stop_a_script(open_page, watched) -> None:  # type: ignore[no-untyped-def]
    """Were an escape missing, the file's own Content-Security-Policy would not run it."""
    attack = "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>"
    page = open_page(render(summary(), "html").replace("<main>", f"<main>{attack}"))
    assert page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in each for each in watched.complaints)
    watched.complaints.clear()


def test_print_has_the_evidence_as_footnotes(open_page) -> None:  # type: ignore[no-untyped-def]
    """On paper the sentences follow the facts; what only a screen needs is gone."""
    page = open_page(render(summary(), "html"))
    page.emulate_media(media="print")
    expect(page.locator(".sources")).to_be_visible()
    expect(page.locator(".sources")).to_contain_text("Mayor Kari Nes declined to comment.")
    expect(page.locator(".reading")).to_be_hidden()
    assert page.locator(".mark").first.evaluate("each => getComputedStyle(each, '::before').content") == '"["'


@pytest.mark.parametrize("width", [390, 1440])
def test_no_words_of_a_picture_overlap_or_leave_their_box(open_page, width: int) -> None:  # type: ignore[no-untyped-def]
    """Measured by the browser that draws them."""
    page = open_page(render(dossier(), "html"), width)
    boxes = page.evaluate(
        """[...document.querySelectorAll('svg')].filter(each => each.clientWidth).map(svg => {
             const edge = svg.getBoundingClientRect();
             return [edge.left, edge.right, [...svg.querySelectorAll('text')].map(each => {
               const box = each.getBoundingClientRect();
               const less = box.height * 0.2;
               return [box.left, box.top + less, box.right, box.bottom - less, each.textContent];
             })];
           })"""
    )
    spilled = """[...document.querySelectorAll('svg.relations rect')].filter(each => each.checkVisibility()).flatMap(
      rect => {
        const edge = rect.getBoundingClientRect(), out = [];
        let words = rect.nextElementSibling;
        for (; words && words.matches('text'); words = words.nextElementSibling) {
          const box = words.getBoundingClientRect();
          const mine = box.top >= edge.top - 1 && box.bottom <= edge.bottom + 2;
          if (mine && (box.left < edge.left + 3 || box.right > edge.right - 3)) out.push(words.textContent);
        }
        return out;
      })"""
    assert page.evaluate(spilled) == []
    assert len(boxes) == 2
    for left, right, words in boxes:
        for place, one in enumerate(words):
            assert left - 1 <= one[0], one
            assert one[2] <= right + 1, one
            for other in words[place + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (one, other)


def test_a_dossier_of_twenty_articles_opens_within_a_second_and_two_megabytes(open_page) -> None:  # type: ignore[no-untyped-def]
    """Twenty articles of 8,000 characters, every one citing all that the first does."""
    page_of_twenty = render(dossier_of(20), "html")
    assert len(page_of_twenty.encode()) < 2_000_000
    page = open_page(page_of_twenty)
    times = []
    for _ in range(3):  # the best of three: the machine has other work, too
        page.reload()
        expect(page.locator("h1")).to_be_visible()
        times.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
    assert min(times) < 1000, times


def test_a_report_without_the_text_shows_the_words_it_rests_on(open_page) -> None:  # type: ignore[no-untyped-def]
    """They are lit as in the text."""
    page = open_page(render(summary(), "html", View(article_text=False)))
    expect(page.locator(".reading")).to_contain_text("The text was left out")
    fact(page, "450 million kroner").click()
    assert page.evaluate(LIT) == ["450 million kroner"]


# --- the index


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty reports, some contested, one of them without a deal."""
    reports = ReportFolder(tmp_path / "reports")
    for number in range(39):
        made = summary()
        assert made.deal is not None
        made.article.id = f"varde-{number}"
        made.deal.title = f"Deal number {number}"
        made.deal.kind = "loan" if number % 3 == 0 else "acquisition"
        made.deal.status = "completed" if number % 2 else "signed"
        if number % 4:
            made.controversies = []
        reports.write(made)
    reports.write(no_deal())
    reports.close()
    return tmp_path / "reports"


def test_the_index_sorts_searches_and_filters(open_page, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """From the file system, without a server; the count says how many are left."""
    page = open_page(folder / "index.html")
    shown = page.locator("#rows tr:visible")
    expect(page.locator("#count")).to_have_text("40 reports")
    page.locator("#kind").select_option("loan")
    expect(page.locator("#count")).to_have_text("13 of 40 reports")
    page.locator("#contested").select_option("yes")
    expect(shown).to_have_count(4)
    page.locator("#status").select_option("signed")
    expect(shown).to_have_count(4)
    for name in ("kind", "contested", "status"):
        page.locator(f"#{name}").select_option("")
    page.get_by_label("Search").fill("number 17 OSTRA")
    expect(shown).to_have_count(1)
    page.get_by_label("Search").fill("")
    page.get_by_role("button", name="Report").click()
    page.get_by_role("button", name="Report").click()
    assert shown.first.inner_text().startswith("Rain on Friday")
    assert shown.nth(1).inner_text().startswith("Deal number 38")
    expect(page.get_by_role("columnheader", name="Report")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("link", name="Deal number 38").click()
    expect(page.locator("h1")).to_have_text("Deal number 38")
    page.get_by_role("link", name="All reports").click()
    expect(page.locator("h1")).to_have_text("Reports")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_of_in_the_index(open_page, folder: Path, width: int, scheme: str) -> None:  # type: ignore[no-untyped-def]
    """And it fits a phone."""
    page = open_page(folder / "index.html", width, color_scheme=scheme)
    found = Axe().run(page)
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_hostile_runs_in_the_index(open_page, tmp_path: Path, attack: str) -> None:  # type: ignore[no-untyped-def]
    """Nor does a hostile id leave the folder."""
    reports = ReportFolder(tmp_path / "in" / "reports")
    file = reports.write(hostile(attack, summary()))
    reports.close()
    assert [each.name for each in (tmp_path / "in").iterdir()] == ["reports"]
    assert sorted(each.name for each in (tmp_path / "in" / "reports").iterdir()) == sorted(["index.html", file.name])
    page = open_page(tmp_path / "in" / "reports" / "index.html")
    page.get_by_label("Search").fill("smelter")
    assert page.evaluate("window.pwned") is None
    page.get_by_role("link").first.click()
    assert page.evaluate("window.pwned") is None
