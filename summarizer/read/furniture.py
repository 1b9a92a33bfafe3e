"""What stands around an article in its page and is taken out before anything is read: hidden nodes, teasers,
captions, comments, forms, boxes that ask for something.

A container is known by the words of its `class`, `id` and `role`, in whole words, so that "share" does not hit
"shareholders". One that holds much of the page's prose stays, whatever it is called: themes give odd names.
"""

import re

from lxml import etree
from lxml.html import HtmlElement

DROPPED_TAGS = ("script", "style", "template", "input", "head", "link", "meta", "amp-analytics")
"""Never part of a text."""

FURNITURE_TAGS = frozenset(
    "noscript iframe object embed svg canvas video audio button select textarea label dialog nav menu figcaption "
    "picture amp-ad amp-consent amp-sidebar amp-social-share".split()
)
"""No part of a text either, but for pages in which one of them was not closed. `noscript` asks to switch scripts on, or
repeats a picture."""

SUSPECT_TAGS = ("aside", "footer", "form")
"""Mostly no article; some servers wrap the whole page into one form."""

MAX_PROSE_SHARE = 0.4
"""A container with more of the page's prose than this is no furniture."""

HEART = ".//h1|.//*[@itemprop='articleBody']|descendant-or-self::main"
"""What only an article's container holds."""

PROSE = re.compile(r"\S.{38,}\S|[\u3040-\u9fff\uac00-\ud7a3\u0e00-\u0e7f\u1000-\u109f].{13,}", re.DOTALL)
"""A run of text long enough to be prose, outside of a link; scripts without blanks say more in fewer characters."""

HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{4,}px"
    r"|clip\s*:\s*rect\(\s*[01]|(?<![-\w])(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
HIDDEN_CLASSES = frozenset(
    "hidden hide d-none sr-only visually-hidden visuallyhidden screen-reader-text screenreader u-hidden is-hidden "
    "display-none invisible offscreen".split()
)
HIDING_RULE = re.compile(r"(?:^|(?<=\}))\s*([.#])([\w-]{1,60})\s*\{([^{}]{0,400})\}")
"""A rule of a style sheet in the page for one class or id, alone: what it hides is always hidden."""

TEXT_OF_PICTURE = re.compile(r"(?:^|_)(?:credits?|copyright)(?=_|$)")
"""Names of what stands below a picture; elsewhere a credit says where the article comes from."""

MAX_TEXT_OF_PICTURE = 300
"""Characters."""

WORDS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")

FURNITURE = re.compile(
    r"(?:^|_)(?:"
    r"(?:related|recommend(?:ed|ations?)?|recirc(?:ulation)?|promo(?:s|tion"
    r"|ted)?|teasers?|trending|popular|sponsored)"
    r"|(?:newsletters?|subscri(?:be|ption)(?:_(?:box|form|banner|cta|prompt))?"
    r"|sign_?up|cta|donat(?:e|ion)|membership)"
    r"|(?:cookies?|consent|gdpr|cmp|onetrust|didomi|privacy)|(?:comments?|disqus|respond|replies|discussion)"
    r"|(?:share|sharing|sharebar|social|follow_us|addthis|sharedaddy)"
    r"|(?:breadcrumbs?|pagination|pager|menu|navbar|nav)"
    r"|(?:captions?|cutline|photo_credit|image_credit|credits_image|legend|legende|bildunterschrift|bu)"
    r"|(?:advert(?:s|isement|ising|orial)?|ads?|adsbygoogle|dfp|gpt|taboola|outbrain|sponsor)"
    r"|(?:sidebar|tags?|tag_list|taglist|topics_list|author_(?:bio|box|card|info)|about_(?:the_)?author|bio)"
    r"|(?:read_(?:more|next|also|on)|see_also|also_read|more_(?:on|from|stories|news)|most_(?:read|viewed|popular)"
    r"|you_may|up_next|next_(?:article|story)|lire_aussi|a_lire|lesen_sie|lees_ook|leia_(?:mais|tambem)"
    r"|le[ae]_tambien|leggi_anche|te_puede_interesar|mehr_zum_thema)"
    r"|(?:paywall|regwall|piano|poool|modal|popup|overlay|toast|skip_link|print_only|noprint|copyright|disclaimer)"
    r"|(?:ticker|live_bar|breaking_bar|stock_(?:quote|widget)|toolbar|correction_form|feedback|survey|poll)"
    r"|(?:video_(?:js|player|container)|videoplayer|jwplayer|jw|vjs|podcast_(?:player|promo)|audio_player)"
    r"|(?:sharethis|sharebuttons?|share_?bar|socialshare|socialmedia|ad(?:slot|box|unit|container|wrapper|vert))"
    r")(?=_|$)"
)

WALL = re.compile(
    r"subscribe (?:now )?to (?:continue|read|keep|unlock)|(?:to continue|to keep) reading|already a subscriber"
    r"|(?:subscribers?|members?)[- ](?:only|exclusive)|log ?in to (?:read|continue)|register to (?:read|continue)"
    r"|this (?:article|content"
    r"|story) is (?:only )?(?:available )?(?:reserved )?(?:for|to) (?:our )?(?:subscribers|members)"
    r"|you have (?:reached|read) (?:your|all)|free articles? (?:left|remaining)"
    r"|weiterlesen mit|nur für abonnent|jetzt abonnieren|artikel freischalten|exklusiv für abonnent"
    r"|réservé (?:à nos |aux )abonnés"
    r"|il vous reste [\d,. ]{1,6}\s?% de cet article|abonnez-vous pour (?:lire|continuer)"
    r"|(?:sólo|solo|exclusivo|contenido) para (?:suscriptores|abonados)|suscríbete para (?:leer|seguir)"
    r"|riservato agli abbonati|abbonati per (?:leggere|continuare)"
    r"|conteúdo exclusivo para assinantes|assine para (?:ler|continuar)"
    r"|alleen voor abonnees|verder lezen\?|word abonnee|только для подписчиков|оформите подписку"
    r"|会员专享|订阅后(?:阅读|继续)|有料会員(?:限定|記事)|会員限定",
    re.IGNORECASE,
)
"""How a page asks to subscribe."""

ARTICLE_NAME = re.compile(r"text|content|body|article|story|post|entry", re.IGNORECASE)
"""Names by which extractors find an article."""

BLOCKS = frozenset(
    "p li h1 h2 h3 h4 h5 h6 blockquote pre td th dd dt div section article main body ul ol dl table tr tbody thead "
    "figure header footer aside address details summary center hr fieldset".split()
)
"""Tags that begin and end a line."""


INLINE = frozenset("a abbr b cite em font i mark q small span strong sub sup time u".split())
"""Tags that stand inside of a sentence."""


def remove_furniture(tree: HtmlElement) -> None:
    """Take out of the tree, in place, what is hidden and what is known to be no article."""
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    hiding = _hiding_rules(tree)
    etree.strip_elements(tree, *DROPPED_TAGS, with_tail=False)
    prose = max(1, _prose(tree))
    for element in list(tree.iter(etree.Element)):
        if element.getparent() is None or element.tag in ("html", "body"):
            continue
        if _is_hidden(element, hiding):
            _drop(element)
        elif element.tag in FURNITURE_TAGS:
            _drop_unless(_prose(element) > MAX_PROSE_SHARE * prose, element)
        elif _is_suspect(element):
            _drop_unless(_holds_article(element, prose), element)


def _drop_unless(article: bool, element: HtmlElement) -> None:
    """Take an element out; one that holds the article loses its names instead, since extractors go by names, too."""
    if not article:
        _drop(element)
        return
    if element.tag in FURNITURE_TAGS or element.tag in SUSPECT_TAGS:
        element.tag = "div"
    for kind in ("class", "id", "role"):
        if element.get(kind) and not ARTICLE_NAME.search(element.get(kind, "")):
            del element.attrib[kind]


def _hiding_rules(tree: HtmlElement) -> frozenset[str]:
    """`.class` and `#id` that a style sheet in the page hides."""
    sheets = "\n".join(style.text or "" for style in tree.iter("style"))[:500_000]
    return frozenset(kind + name for kind, name, rule in HIDING_RULE.findall(sheets) if HIDDEN_STYLE.search(rule))


def _is_hidden(element: HtmlElement, hiding: frozenset[str]) -> bool:
    if element.get("hidden") is not None:
        return True
    if HIDDEN_STYLE.search(element.get("style", "")[:2_000]):
        return True
    classes = element.get("class", "")[:2_000].split()
    if not HIDDEN_CLASSES.isdisjoint(name.lower() for name in classes):
        return True
    return bool(hiding) and (f"#{element.get('id')}" in hiding or any(f".{name}" in hiding for name in classes))


def _is_suspect(element: HtmlElement) -> bool:
    if element.get("aria-hidden", "").lower() == "true":  # also of a whole page below an open box
        return True
    if element.tag in INLINE and _is_in_sentence(element):
        return False
    if element.tag in SUSPECT_TAGS or element.get("role") in ("navigation", "complementary", "contentinfo", "dialog"):
        return True
    if element.tag == "figure" and element.find(".//table") is None and element.find(".//blockquote") is None:
        return True
    named = f"{element.get('class', '')[:500]} {element.get('id', '')[:200]} {element.get('data-component', '')[:100]}"
    names = ["_".join(WORDS.findall(name)).lower() for name in named.split()]
    if any(map(TEXT_OF_PICTURE.search, names)) and _stands_below_picture(element):
        return True
    return any(map(FURNITURE.search, names))


def _stands_below_picture(element: HtmlElement) -> bool:
    picture = element.xpath("preceding-sibling::*[1][self::img or .//img]")
    return bool(picture) and len(element.text_content()) <= MAX_TEXT_OF_PICTURE


def _is_in_sentence(element: HtmlElement) -> bool:
    """Whether a sentence goes on through an element: a linked name with a pop-up is part of it, whatever its class."""
    before, parent = element.getprevious(), element.getparent()
    lead = before.tail if before is not None else parent.text if parent is not None else None
    last, following = (lead or "").rstrip()[-1:], (element.tail or "").lstrip()[:1]
    if last.isalnum() or last in tuple(",;("):
        return True
    return following.islower() or following in tuple(",;.)’'")


def _holds_article(element: HtmlElement, prose: int) -> bool:
    """Whether the article is in there, in spite of the name: the headline, its body, much of the page's prose."""
    return bool(element.xpath(HEART)) or _prose(element) > MAX_PROSE_SHARE * prose


def _prose(element: HtmlElement) -> int:
    """Characters in runs of text that read like prose."""
    return sum(len(run) for run in element.xpath(".//text()[not(ancestor::a)]") if PROSE.search(run))


def _drop(element: HtmlElement) -> None:
    """Take an element out and leave what stands behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + " " + element.tail
        else:
            before.tail = (before.tail or "") + " " + element.tail
    parent.remove(element)
