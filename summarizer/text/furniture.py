"""Lines that stand in a text without being part of the article: calls to subscribe or comment, links to other stories,
bylines, and credits, which say where the text comes from.

A line is told by its form, never by whose it is. Forms are whole lines: a sentence that merely begins like one stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_LINE = 200
"""Characters of a line of furniture; paragraphs of articles are longer than most."""

MAX_CREDIT = 80
"""Characters of what a credit names."""

EDGE = 6
"""Credits, bylines and dates stand among this many paragraphs from either end; elsewhere "Source: …" is that of a
table or a quotation."""

_NAMED = rf"(?P<who>[^\W_][^\n]{{1,{MAX_CREDIT}}}?)"

CREDITS = tuple(
    re.compile(rf"[\W_]*{form}[\W_]*$", re.IGNORECASE)
    for form in (
        r"(?:sources?|references?|credits?|courtesy|via|quellen?|mit material von|fuentes?|fontes?|fonti|bron(?:nen)?"
        rf"|источник(?:и)?|джерело|źródło|källa|kilde|lähde|kaynak|sursa|zdroj|πηγή|来源|來源|稿源|出典|情報源|출처|المصدر|स्रोत)\s*[:：]\s*{_NAMED}",
        rf"(?:this (?:story|article|report) (?:is |was )?)?based on (?:an? "
        rf"|the )?{_NAMED} (?:reports?|story|article|copy)",
        rf"(?:with|including) (?:additional )?(?:inputs?|reporting|material) (?:from|by) {_NAMED}",
        r"(?:this|the) (?:story|article|report) (?:was |has been )?(?:first |originally )*(?:published|appeared) "
        rf"(?:first |originally )*(?:by|in|on|at) {_NAMED}",
        rf"(?:originally|first) published (?:by|in|on|at) {_NAMED}",
        rf"(?:mit (?:material|informationen) von|avec|con (?:información"
        rf"|informazioni) (?:de|di)|com (?:informações|agência)"
        rf" (?:da|do|de)|met (?:informatie|medewerking) van|по материалам) {_NAMED}",
    )
)
"""Forms of "this text comes from …"; `who` is the name."""

POINTER = re.compile(r"[\W_]*(?:references?|credits?|via)\b", re.IGNORECASE)
"""Credits that may point to literature, a picture or whoever passed it on: another credit says more."""

_NOUNS = r"(?:comments?|replies|kommentare?|commentaires?|comentarios?|commenti|comentários|reacties|комментари\w*)"
_READ = (
    r"(?:(?:also|now) read|read (?:also|more|next|on|the full (?:story|article))"
    r"|see also|must[- ]read|more (?:on|from) this(?: story)?|(?-i:WATCH|READ|MORE|VIDEO|PHOTOS|LISTEN|GALLERY)"
    r"|related(?: (?:stor(?:y|ies)|articles?|news|coverage|links?|posts?"
    r"|topics?))?|recommended(?: (?:for you|stories))?"
    r"|don['’]t miss|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|most (?:read|popular|viewed)|trending(?: now)?"
    r"|(?:mehr|weitere artikel|lesen sie (?:auch|mehr|dazu)|auch interessant|mehr zum thema|siehe auch)"
    r"|(?:(?:à )?lire (?:aussi|également)|sur le même (?:sujet|thème)|voir aussi|à voir aussi|pour aller plus loin)"
    r"|(?:lea? (?:también|además|más)|lee también|te puede interesar"
    r"|más información|ver también|noticias relacionadas)"
    r"|(?:leggi anche|potrebbe interessarti|ti potrebbe interessare|per approfondire|vedi anche)"
    r"|(?:leia (?:também|mais)|veja (?:também|mais)|saiba mais)|(?:lees (?:ook|meer|verder)|bekijk ook)"
    r"|(?:читайте также|смотрите также|по теме|читайте також|czytaj (?:też|także|więcej|również)|zobacz (?:też|także)"
    r"|läs (?:också|även|mer)|læs også|les også|lue myös|ilgili haber(?:ler)?|citește și|čtěte také|baca juga|xem thêm"
    r"|διαβάστε (?:επίσης|ακόμη)|اقرأ أيضا?ً?|यह भी पढ़ें)"
    r"|(?:相关阅读|相关新闻|延伸阅读|推荐阅读|関連記事|あわせて読みたい|관련기사))"
)
OPENS_TEASER = re.compile(rf"[\W_]*{_READ}\s*(?:[:：>»→|–—-]|$)", re.IGNORECASE)
"""How a link to another story begins; what follows it is that story's headline."""

ANYWHERE = tuple(
    re.compile(rf"[\W_]*(?:{form})[\W_]*$", re.IGNORECASE)
    for form in (
        rf"(?:no|\d{{1,5}}|add|leave|post|write|view|show|see|all)(?: \d{{1,5}})?(?: a| your| all)? {_NOUNS}",
        rf"{_NOUNS}(?: \(?\d{{1,5}}\)?)?|post a comment|join the (?:conversation|discussion)|leave a reply",
        r"(?:please )?(?:sign up|subscribe|register|log ?in)(?: now| here| today)?"
        r"(?:(?: for| to)(?: our| the| your)?[^.!?]{0,80}(?:newsletters?|briefing"
        r"|alerts?|inbox|channel|email|updates))?",
        r"(?:get|receive)[^.!?]{0,60}(?:in|to|delivered to) your inbox|(?:newsletter"
        r"|advertisement|werbung|anzeige|publicité"
        r"|publicidad|pubblicità|publicidade|advertentie|реклама|广告|広告|광고)|advertisement[\W_]*scroll to continue",
        r"(?:story|article|text) continues (?:below|after)[^.!?]{0,40}|continue reading below"
        r"|scroll (?:down )?(?:for|to) more|nach der (?:anzeige|werbung) weiterlesen"
        r"|(?:la )?suite après (?:la |cette )?publicité|sigue leyendo"
        r"|continua (?:a leggere|depois da publicidade|após a publicidade)|o (?:texto|artigo) continua após[^.!?]{0,40}"
        r"|(?:video player is )?loading(?: comments?| video)?",
        r"subscribe (?:now|today|here)?[^.!?]{0,40}(?:to continue reading"
        r"|for full access|for more)|(?:continue|keep) reading",
        r"(?:share|tweet|teilen|partager|compartir|condividi|compartilhar|delen|поделиться|分享|シェア)"
        r"(?: (?:this|on|via|sur|auf|en|su|no|em)\b[^.!?]{0,60})?",
        r"follow (?:us|me) on [^.!?]{1,60}"
        r"|(?:follow|like|join|find) [^.!?]{1,60} on (?:twitter|facebook|instagram|linkedin"
        r"|telegram|whatsapp|youtube|google news|x)\b[^.!?]{0,60}|(?:whatsapp|facebook|telegram|copy link"
        r"|print|e-?mail)(?: this(?: article)?)?",
        r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}))[^\n]{0,190}"
        r"|(?:[^\n]{0,150}(?=all rights)|)(?:all rights reserved|alle rechte vorbehalten|tous droits réservés"
        r"|(?:todos los derechos|todos os direitos) reservados|tutti i diritti riservati|riproduzione riservata"
        r"|alle rechten voorbehouden|wszystkie prawa zastrzeżone|все права защищены|版权所有|無断転載)[^\n]{0,150}",
        r"(?:back to top|skip to (?:main )?content|loading(?: \.\.\.)?|tap to unmute|click here[^.!?]{0,60})",
        r"(?:jetzt|hier)[^.!?]{0,40}newsletter[^.!?]{0,40}|(?:inscrivez"
        r"|abonnez)-vous[^.!?]{0,80}|suscr[íi]bete[^.!?]{0,80}"
        r"|iscriviti[^.!?]{0,80}newsletter[^.!?]{0,20}|assine[^.!?]{0,60}newsletter[^.!?]{0,20}|abonneer[^.!?]{0,80}",
    )
)
AT_EDGE = tuple(
    re.compile(rf"[\W_]*(?:{form})[\W_]*$", re.IGNORECASE)
    for form in (
        r"(?:by|von|par|por|di|door) (?-i:[A-ZÀ-Þ][\w.'’-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w.'’-]*){1,3})"
        r"(?:,? [^.!?]{0,60})?",
        r"(?:reporting|edited|editing|writing|compiled|additional reporting) by [^.!?:]{2,120}",
        r"(?:(?:first |last )?(?:updated|published|posted)|veröffentlicht|aktualisiert|publié|mis à jour|publicado"
        r"|actualizado|pubblicato|aggiornato|atualizado)(?: (?:on|at|am|le|el|il|em))?:? [^.!?]{0,40}\d[^.!?]{0,40}"
        r"|(?:\d{1,2}|one|two|three|five) min(?:ute)?s? read",
        r"(?:tags?|topics?|filed under|categor(?:y|ies)|schlagw(?:ort|örter)"
        r"|mots[ -]clés|etiquetas|temas)\s*[:：].{1,120}",
        r"(?:image|photo|picture|photograph|foto|bild|photographie|imagen|фото|图|写真)(?: credit)?s?(?:\s*[:：/]"
        r"|(?-i: by [A-Z])).{1,120}",
        r"[^\n]{0,120} in the comments(?: section)?(?: below)?|(?:write|e-?mail|contact|reach) [^!?]{0,80}\S@\S+",
    )
)


@dataclass(frozen=True)
class Furniture:
    """What of a text's paragraphs is not the article."""

    paragraphs: frozenset[int]
    """Their indices."""
    credit: str | None
    """Whom the text names as its source."""


def find_furniture(paragraphs: Sequence[str]) -> Furniture:
    """Which paragraphs are furniture; none of them when all look like it.

    Args:
        paragraphs: their texts, in order.
    """
    found: set[int] = set()
    credits_: list[tuple[bool, str]] = []
    for index, paragraph in enumerate(paragraphs):
        line = " ".join(paragraph.split()) if len(paragraph) <= 2 * MAX_LINE else ""
        if not line or len(line) > MAX_LINE:
            continue
        at_edge = index < EDGE or index >= len(paragraphs) - EDGE
        named = credit_of(line) if at_edge and index else None
        if named:
            credits_.append((POINTER.match(line) is not None, named))
        if named or is_furniture(line) or (at_edge and index and _is_any(AT_EDGE, line)):
            found.add(index)
    if len(found) == len(paragraphs):
        return Furniture(frozenset(), None)
    _, credit = min(credits_, key=lambda each: each[0], default=(False, None))
    return Furniture(frozenset(found), credit)


def credit_of(line: str) -> str | None:
    """Whom a credit line names; None for any other line."""
    for form in CREDITS:
        if (match := form.match(line)) and not re.search(r"[.!?]\s", match["who"]):
            return match["who"].strip(" .()[]")
    return None


def is_furniture(line: str) -> bool:
    """Whether a line is furniture wherever it stands."""
    return _is_any(ANYWHERE, line) or bool(OPENS_TEASER.match(line))


def _is_any(forms: Sequence[re.Pattern[str]], line: str) -> bool:
    return any(form.match(line) for form in forms)
