"""Relative dates in other languages, put into the English words that `dates` reads: "gestern" is "yesterday".

A language has few such phrases, so they are listed. Words that mean two things are taken only where their neighbours
decide: "morgen" is tomorrow, "am Morgen" is not.
"""

import re

from summarizer.text.numerals import kanji_number

ENGLISH = {
    "yesterday": r"gestern|hier(?= (?:matin|soir|après-midi)|\W*$)|ayer|ieri|ontem|gisteren|вчера|вчора|wczoraj"
    r"|i ?går|dün|أمس",
    "today": r"heute|aujourd['’]hui|ce (?:matin|soir)|hoy|esta (?:mañana|tarde|noche)|oggi|stamattina|hoje|vandaag"
    r"|сегодня|сьогодні|dziś|dzisiaj|i ?dag|bugün|اليوم",
    "tomorrow": r"(?<!am )(?<!jeden )(?<!heute )(?<!gestern )(?<!diesen )morgen|demain|(?<!la )(?<!esta )mañana"
    r"|domani|amanhã|завтра|jutro|i ?morgon|yarın|غد[اًا]*",
    "last year": r"(?:letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?) jahre?s?|vorjahr"
    r"|l['’](?:an(?:née)?) (?:dernière?|passée?)|(?:el )?año pasado|l['’]anno scorso|(?:lo )?scorso anno"
    r"|ano passado|(?:vorig|afgelopen) jaar|förra året|прошл(?:ом|ого|ый) год[ау]?"
    r"|минул(?:ого|ому) ро(?:ку|ці)|zeszłym roku|ubiegłym roku|geçen yıl",
    "this year": r"diese[nrsm] jahre?s?|cette année|este año|quest['’]anno|este ano|dit jaar|i år"
    r"|(?:этом|этого|текущем|нынешнем) год[ау]|цього року|tym roku|bu yıl",
    "next year": r"(?:nächste[nrsm]?|kommende[nrsm]?) jahre?s?|l['’]an(?:née)? prochaine?|próximo año"
    r"|año (?:que viene|próximo)|prossimo anno|anno prossimo|próximo ano|ano que vem"
    r"|(?:volgend|komend) jaar|nästa år|(?:следующ|будущ)(?:ем|его) год[ау]|наступного року|przyszłym roku"
    r"|gelecek yıl",
    "last month": r"(?:letzte[nrsm]|vergangene[nrsm]|vorige[nrsm]) monats?|vormonat|mois (?:dernier|passé)"
    r"|mes pasado|mese scorso|scorso mese|mês passado|(?:vorige|afgelopen) maand|прошл(?:ом|ого) месяц[ае]",
    "this month": r"diese[nrsm] monats?|ce mois(?:-ci)?|este mes|questo mese|este mês|deze maand|этом месяце",
    "next month": r"(?:nächste[nrsm]|kommende[nrsm]) monats?|mois prochain|próximo mes|mes que viene|mese prossimo"
    r"|prossimo mese|próximo mês|mês que vem|(?:volgende|komende) maand|следующ(?:ем|его) месяц[ае]",
    "monday": r"montags?|lundi|lunes|lunedì|segunda-feira|maandag|понедельник[а]?|poniedział(?:ek|ku)|الاثنين",
    "tuesday": r"dienstags?|mardi|martes|martedì|terça-feira|dinsdag|вторник[а]?|wtor(?:ek|ku)|الثلاثاء",
    "wednesday": r"mittwochs?|mercredi|miércoles|mercoledì|quarta-feira|woensdag|сред[ау]|środ[aęy]|الأربعاء",
    "thursday": r"donnerstags?|jeudi|jueves|giovedì|quinta-feira|donderdag|четверга?|czwart(?:ek|ku)|الخميس",
    "friday": r"freitags?|vendredi|viernes|venerdì|sexta-feira|vrijdag|пятниц[ау]|piąt(?:ek|ku)|الجمعة",
    "saturday": r"samstags?|sonnabends?|samedi|sábado|sabato|zaterdag|суббот[ау]|sobot[aęy]|السبت",
    "sunday": r"sonntags?|dimanche|domingo|domenica|zondag|воскресень[ея]|niedziel[aęi]|الأحد",
}
"""English words and what stands for them in languages with blanks between words, as patterns."""

WITHOUT_BLANKS = {
    "yesterday": r"昨日|昨天|어제",
    "today": r"今日|本日|今天|오늘",
    "tomorrow": r"明日|明天|내일",
    "last month": r"先月|上个?月|上個月|지난달",
    "this month": r"今月|本月|이번 달",
    "next month": r"来月|下个?月|下個月|다음 달",
    "monday": r"月曜日?|(?:周|週|星期|礼拜)一|월요일",
    "tuesday": r"火曜日?|(?:周|週|星期|礼拜)二|화요일",
    "wednesday": r"水曜日?|(?:周|週|星期|礼拜)三|수요일",
    "thursday": r"木曜日?|(?:周|週|星期|礼拜)四|목요일",
    "friday": r"金曜日?|(?:周|週|星期|礼拜)五|금요일",
    "saturday": r"土曜日?|(?:周|週|星期|礼拜)六|토요일",
    "sunday": r"日曜日?|(?:周|週|星期|礼拜)[日天]|일요일",
}
"""The same for Chinese, Japanese and Korean. Years are in `CJK_YEARS`."""

CJK_YEARS = {
    "去年": -1,
    "昨年": -1,
    "上年": -1,
    "작년": -1,
    "지난해": -1,
    "今年": 0,
    "올해": 0,
    "来年": 1,
    "明年": 1,
    "내년": 1,
}
"""Years from the year of publication; a month may follow at once ("去年3月")."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""Japanese eras; their year 1 is the one after."""

_PHRASES = [
    (re.compile(rf"(?<![^\W\d_])(?:{forms})(?![^\W\d_])", re.IGNORECASE), english) for english, forms in ENGLISH.items()
]
_PHRASES += [(re.compile(forms), english) for english, forms in WITHOUT_BLANKS.items()]
_CJK_YEAR = re.compile("|".join(CJK_YEARS))
_ERA = re.compile(rf"({'|'.join(ERAS)}) ?(\d{{1,2}}|元|[一二三四五六七八九十]{{1,3}}) ?年")


def _year_of(era: str) -> int:
    return 1 if era == "元" else int(era) if era.isdecimal() else kanji_number(era) or 0


def in_english(phrase: str, year: int | None) -> str:
    """The phrase with its relative dates in English and years of eras in ours.

    Args:
        phrase: the words of an article in any language.
        year: of publication; without it years such as 去年 stay as they are.
    """
    phrase = _ERA.sub(lambda era: f"{ERAS[era[1]] + _year_of(era[2])}年", phrase)
    if year:
        phrase = _CJK_YEAR.sub(lambda found: f"{year + CJK_YEARS[found[0]]}年", phrase)
    for pattern, english in _PHRASES:
        phrase = pattern.sub(english, phrase)
    return phrase
