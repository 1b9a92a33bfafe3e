"""Pages that show no article: what they are, told before a model is asked about a menu."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from summarizer.errors import PageWithoutArticle
from summarizer.read.furniture import WALL
from summarizer.read.main_text import MainText
from summarizer.read.metadata import PageFacts

FEW_WORDS = 130
"""A wall shows 20 to 100 words of the story; an article has 150 and more."""

VERY_FEW_WORDS = 80
"""With more, "subscribe to read" is taken for a box's, unless the page says that it is not free."""

HARDLY_ANY = 25
"""Words. With fewer there is no article, whatever the page says."""

MANY_TEASERS = 6
"""Headlines with links from which a page without an article is a list."""

HALF = 0.5
"""Share of paragraphs that follow the linked headline of another story; in an article there are none."""

ERROR_TITLE = re.compile(
    r"\b(?:40[0134]|410|429|50[0234])\b.{0,30}(?:error|not found|forbidden|denied"
    r"|unavailable|gateway)|^\W*(?:error\W*)?"
    r"(?:40[0134]|410|429|50[0234])\W*$"
    r"|page (?:not found|unavailable|doesn['’]t exist)|not found$|^access denied|^forbidden$|^just a moment"
    r"|^attention required|are you a (?:robot|human)|(?:verify|verifying"
    r"|checking) (?:you are|you're|that you|your browser)"
    r"|service unavailable|bad gateway|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)"
    r"|página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden|страница не найдена"
    r"|页面不存在|找不到(?:页面|網頁)|ページが見つかりません",
    re.IGNORECASE,
)
NEEDS_SCRIPTS = re.compile(
    r"(?:enable|activate|requires?|turn on|without) (?:java ?script)"
    r"|java ?script (?:is (?:disabled|required)|aktivieren)"
    r"|activer javascript|activar javascript|abilita(?:re)? javascript|включите javascript|javascript を有効",
    re.IGNORECASE,
)
APP_ROOTS = ("root", "app", "__next", "__nuxt", "svelte", "main-app")


@dataclass(frozen=True)
class Look:
    """What was to be seen of a page before its furniture was taken out."""

    words: int
    heading: str
    walled: bool
    needs_scripts: bool
    teasers: int


def look_at(tree: HtmlElement) -> Look:
    """What tells a wall, an error page, a list and a page of scripts. Changes nothing."""
    body = tree.find("body")
    shown = "" if body is None else _shown(body)
    headings = [*tree.iter("title", "h1")][:3]
    notes = " ".join(each.text_content() for each in tree.iter("noscript"))
    roots = any(tree.get_element_by_id(name, None) is not None for name in APP_ROOTS)
    words = count_words(shown)
    return Look(
        words=words,
        heading="\n".join(" ".join(each.text_content().split())[:200] for each in headings),
        walled=bool(WALL.search(shown[:1_000_000])),
        needs_scripts=bool(NEEDS_SCRIPTS.search(notes + shown[:2_000])) or (roots and words < HARDLY_ANY),
        teasers=sum(1 for each in tree.iter("h2", "h3", "h4") if _links_story(each)),
    )


def judge(look: Look, facts: PageFacts, text: MainText) -> tuple[str, ...]:
    """Warnings about a page whose article was read.

    Raises:
        PageWithoutArticle: there is none to be read.
    """
    words = count_words("\n".join(text.paragraphs))
    if words < FEW_WORDS and any(ERROR_TITLE.search(line) for line in look.heading.splitlines()):
        raise PageWithoutArticle(
            "This page reports an error instead of an article.", hint="Open the link in a browser and save the article."
        )
    if words < (VERY_FEW_WORDS if facts.is_free else FEW_WORDS) and (look.walled or not facts.is_free):
        raise PageWithoutArticle(
            "This page shows only the beginning of its article and asks to subscribe.",
            hint="Log in, save the whole page and give the file.",
        )
    if look.needs_scripts and words < HARDLY_ANY:
        raise PageWithoutArticle(
            "This page is built by scripts and no article was found in its source.",
            hint="Open it in a browser and copy the text into a file.",
        )
    if look.teasers >= MANY_TEASERS and not facts.is_article and text.teasers > (0 if facts.is_list else HALF):
        raise PageWithoutArticle(
            "This page lists stories and no article was found in it.", hint="Give the link of one of them."
        )
    if not words:
        raise PageWithoutArticle(
            "No article was found in this page.",
            hint="Pages built by scripts are empty when their source is saved: copy the text into a file.",
        )
    if not facts.is_free and look.walled:
        return ("The page asks to subscribe: its article may not be complete.",)
    return ()


def count_words(text: str) -> int:
    """Words; in scripts without blanks, two characters count as one."""
    return len(text.split()) + sum("\u3000" < letter < "\ufaff" for letter in text) // 2


def _links_story(heading: HtmlElement) -> bool:
    """Whether a heading is the link to a story, by its length and by what is in it or around it."""
    parent = heading.getparent()
    linked = heading.find(".//a") is not None or (parent is not None and parent.tag == "a")
    return linked and len(heading.text_content().split()) >= 4


def _shown(body: HtmlElement) -> str:
    return " ".join(body.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"))
