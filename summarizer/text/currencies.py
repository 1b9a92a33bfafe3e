"""The words money is written in: currencies with their codes of ISO 4217, scales, numerals, countries."""

import re
from collections.abc import Collection


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


def _table(rows: str) -> dict[str, str]:
    """{word: key} of "key word word; key word"; an underscore in a word stands for a blank."""
    split = [row.split() for row in rows.split(";")]
    return {word.replace("_", " "): key for key, *words in split for word in words}


def _numbered(rows: str) -> dict[str, int]:
    return {word: int(key) for word, key in _table(rows).items()}


# Codes accepted beside any number. The others are words or names too ("COP 27", "TOP 100", "AMD 7000"), so
# like the words of WEAK they need a scale or a grouped number ("PEN 1,500").
COMMON_CODES = _words("USD EUR GBP JPY CNY INR PKR AUD CAD NZD HKD SGD CHF SEK NOK DKK KRW BRL ZAR RUB AED DEM FRF ITL")
CODES = COMMON_CODES | _words(
    "AFN ALL AMD AOA ARS ATS AZN BAM BDT BEF BGN BHD BIF BND BOB BWP BYN CDF CLP COP CRC CUP CZK DJF DOP DZD "
    "EGP ESP ETB FIM GEL GHS GMD GNF GRD GTQ GYD HNL HTG HUF IDR IEP ILS IQD IRR ISK JMD JOD KES KGS KHR KWD "
    "KZT LAK LBP LKR LRD LSL LUF LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MWK MXN MYR MZN NAD NGN NIO NLG NPR "
    "OMR PAB PEN PGK PHP PLN PTE PYG QAR RON RSD RWF SAR SCR SDG SLE SOS SYP THB TJS TMT TND TOP TRY TTD TWD "
    "TZS UAH UGX UYU UZS VES VND XAF XOF YER ZMW"
)
SHARED = "franc franchi franco krone kroner crown kr peso dinar dirham riyal rial shilling"
# Whose money such a name may be.
SHARED_BY = {
    "kron": ("NOK", "SEK", "DKK"),
    "crown": ("NOK", "SEK", "DKK", "CZK"),
    "franc": ("CHF", "XOF", "XAF", "CDF"),
    "peso": ("MXN", "ARS", "COP", "CLP", "PHP"),
    "dinar": ("KWD", "BHD", "IQD", "JOD", "LYD", "TND", "DZD", "RSD"),
    "dirham": ("AED", "MAD"),
    "rial": ("OMR", "IRR", "YER"),
    "riyal": ("SAR", "QAR"),
    "shilling": ("KES", "UGX", "TZS"),
}
# Words behind a number, in the singular, and the currency they mean when no country is named.
UNITS: dict[str, str | None] = dict.fromkeys(_words(SHARED)) | _table(
    "USD dollar dlr buck dólar dolar dólare dolare dollari cent ¢ ドル 米ドル 美元 달러; EUR euro "
    "eurocent ユーロ 欧元 유로; GBP pound stg sterling quid libra livre pence penny ポンド 英镑; JPY "
    "yen 円 日元 엔; CNY yuan renminbi rmb 元 人民币 人民元 위안; INR rupee paise; CHF franken; DEM "
    "mark d-mark deutschmark dm; ITL lira lire; SEK krona kronor; KRW won 원 ウォン; BRL real reai; "
    "ZAR rand; HKD 香港ドル 港元; AUD 豪ドル 澳元; RUB rouble ruble; ATS schilling; NLG guilder; ESP "
    "peseta; PTE escudo; PLN zloty zł złoty złote złotych złotego; ILS shekel; THB baht; MYR ringgit; IDR "
    "rupiah; NGN naira; CZK "
    "koruna kč koruny korun; HUF forint forintu forintów; BDT taka; EUR евро євро avro يورو; USD доллар доллара "
    "долларов доллары "
    "долл долл. دولار دولارات डॉलर; RUB рубль рубля рублей рубли руб руб.; UAH гривна гривны гривен гривень грн; "
    "KZT тенге; TRY tl; INR रुपये रुपए रुपया; CNY юань юаней юаня; JPY иен йен; VND đồng; CHF fr.; SAR "
    "ريال_سعودي; AED درهم_إماراتي; EGP جنيه_مصري; QAR ريال_قطري; KWD دينار_كويتي"
)
NEVER_SHARED = _words("JPY CNY EUR KRW CHF BRL ZAR")
HUNDREDTHS = _words("cent ¢ eurocent pence penny paise p")
WEAK = _words("fr. won mark real crown buck kr kr. R RM Rp Rp.")
# Whose dollars, pounds, francs: before the word, or behind it in the languages that put it there.
COUNTRIES = _table(
    "USD us u.s. american américains estadounidenses; CAD canadian canadiens canadienses kanadische "
    "kanadischen; AUD australian australiens; HKD hong_kong h.k. hk; NZD new_zealand n.z.; SGD singapore; "
    "TWD taiwan taiwanese; JMD jamaican; GBP british uk u.k.; EGP egyptian; IEP irish; LBP lebanese; "
    "CHF swiss schweizer suisses suizos svizzeri; FRF french français; BEF belgian belges; LUF luxembourg; "
    "SEK swedish; DKK danish; NOK norwegian; ISK icelandic; CZK czech; INR indian; PKR pakistani pakistan; "
    "LKR sri_lankan sri_lanka; NPR nepalese; MXN mexican; PHP philippine; ARS argentine; CLP chilean; "
    "COP colombian; KWD kuwaiti; BHD bahraini; JOD jordanian; SAR saudi; QAR qatari; OMR omani; IRR iranian; "
    "AED uae emirati; MAD moroccan; KES kenyan; UGX ugandan; TZS tanzanian; TRY turkish; ITL italian; "
    "DEM german west_german; FIM finnish; EUR euro; KRW korean south_korean; JPY japanese; CNY chinese; "
    "BRL brazilian; ZAR south_african; RUB russian"
)
# What stands before a number, in the writer's capitals; codes of three letters are looked up in CODES.
# "#" is where ISO 646-GB has its pound sign.
SIGNS: dict[str, str | None] = {"kr": None, "kr.": None} | _table(
    "USD $ US$ U.S.$ us$ usd; GBP £ GB£ GB# gbp; EUR € eur; JPY ¥ ￥; CNY CN¥ RMB; INR ₹ Rs Rs. RS; KRW ₩; "
    "RUB ₽; TRY ₺; ILS ₪; NGN ₦; PHP ₱; THB ฿; VND ₫; UAH ₴; IEP IR£; AUD A$ AU$; CAD C$ CA$ CAN$ CDN$; "
    "HKD HK$; NZD NZ$; SGD S$ SG$; TWD NT$; BRL R$; MXN MX$; JMD J$; DEM DM; CHF SFr Sfr; FRF FFr Ffr; "
    "SEK SKr; DKK DKr; NOK NKr; ZAR R; MYR RM; IDR Rp Rp."
)
# Powers of ten. In the languages of the second table "1,5" is one and a half and "1.500" is 1500.
ENGLISH_SCALES = _numbered(
    "2 hundred; 3 k thousand; 6 mn m mm mln million millions; 9 b bn bln billion billions; "
    "12 tn tr trn trln trillion trillions; 5 lakh lakhs lac; 7 crore crores cr"
)
EUROPEAN_SCALES = _numbered(
    "3 mil mila mille tausend; 6 mio millionen millones millón millon milhões milhão milioni milione miljoen "
    "miljoner millioner; 9 mrd mld md mds mia milliárd miliarde milliarde milliarden milliard milliards "
    "miliardi miliardo "
    "miljard miljarder milliarder bilhões bilhão; 12 billionen billones trilhões; "
    "3 тыс тысяч тысячи тысяча tys tysięcy ribu हजार ألف; 6 млн миллион миллиона миллионов мільйон мільйонів milyon "
    "millió milioane juta milion miliony milionów milionů triệu مليون ملايين; 9 млрд миллиард миллиарда "
    "миллиардов мільярд мільярдів "
    "milyar miliar miliard miliardy miliardów tỷ مليار مليارات; 12 трлн триллион триллиона триллионов trilyon triliun "
    "bilion bilionů"
)
INDIAN_SCALES = _numbered("5 लाख; 7 करोड़ करोड़")
SCALES = ENGLISH_SCALES | INDIAN_SCALES | EUROPEAN_SCALES
CJK_SCALES = _numbered("2 百; 3 千; 4 万 萬 만; 8 億 亿 억; 12 兆 조")
# Currencies of places that group thousands with a dot: "1.500 €" is 1500 there, "$1.500" is 1.5.
DOT_GROUPS = _words("EUR DEM ITL ESP PTE BEF BRL DKK IDR VND TRY ARS COP CLP")
NUMERALS = _numbered(
    "1 one ein eine einer un une una uno um uma; 2 two zwei deux dos dois duas due dwa dwie два две två; "
    "3 three drei trois tres três tre trzy три; 4 four vier quatre cuatro cztery четыре fyra; "
    "5 five fünf cinq cinco cinque pięć пять fem; 6 six sechs; 7 seven sieben; "
    "8 eight acht; 9 nine neun; 10 ten zehn dix diez dez dieci; 11 eleven; 12 twelve zwölf; 13 thirteen; "
    "14 fourteen; 15 fifteen; 16 sixteen; 17 seventeen; 18 eighteen; 19 nineteen; 20 twenty; 30 thirty; "
    "40 forty; 50 fifty; 60 sixty; 70 seventy; 80 eighty; 90 ninety; 100 hundred"
)

_PLAIN = re.compile(r"[\x00-\x7f\xa0«»\u2000-\u206f]*")
_LETTERS = re.compile("[A-Za-z]+")
_CAPITALISED = CODES | {key.rstrip(".") for key in SIGNS if key.rstrip(".").isalpha()}
_SINGULAR = {part for unit in UNITS for part in _LETTERS.findall(unit)} | {"p"}
_LOWER = _SINGULAR | {f"{word}s" for word in _SINGULAR}


def may_name_currency(text: str) -> bool:
    """Whether a text has any word or sign of a currency; quickly, for most sentences have none.

    True for any text with letters beyond ASCII, where that is not so quickly told.
    """
    if "$" in text or "#" in text or not _PLAIN.fullmatch(text):
        return True
    return not (_CAPITALISED.isdisjoint(_LETTERS.findall(text)) and _LOWER.isdisjoint(_LETTERS.findall(text.lower())))


def shared_currency(text: str, codes: Collection[str | None]) -> str | None:
    """The one of some currencies that words such as "kroner", which several countries use, may mean; None if unsure."""
    said = text.casefold()
    meant = {code for word, family in SHARED_BY.items() if word in said for code in family if code in codes}
    return meant.pop() if len(meant) == 1 else None
