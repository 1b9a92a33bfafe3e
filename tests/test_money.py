"""Money in running text: what counts, where it stands, how much it is and in which currency."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.currencies import CODES, SIGNS, UNITS, may_name_currency
from summarizer.text.money import find_money, parse_money

PIECES = "$ US$ A$ £ € ¥ Rs. R$ EUR PEN 1 12.5 1,200 1.200,5 9/4 ½ five half a hundred and million bn mln crore"
PIECES += " 三百 数 十 億 円 dlrs Canadian pounds p cents euros d'euros of to - – between \n İ . , / 700p several"
PIECES += " millions won"
BROKEN_MONEY = st.lists(st.sampled_from([*PIECES.split(" "), " ", "\n"])).map("".join)


def read(text: str) -> list[tuple[str, float | None, str | None]]:
    """The amounts of a text, after a check that each span is exact and none overlaps the next."""
    found = find_money(text)
    assert all(text[money.start : money.end] == money.text for money in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    return [(money.text, money.value, money.currency) for money in found]


@pytest.mark.parametrize(
    ("amount", "value", "currency"),
    [
        ("USD 6 trillion", 6e12, "USD"),
        ("US$ 40 billion", 40e9, "USD"),
        ("U.S. $40 billion", 40e9, "USD"),
        ("$1.2-billion", 1.2e9, "USD"),
        ("$0.5bn", 0.5e9, "USD"),
        ("$.5 million", 0.5e6, "USD"),
        ("$1,234,567.89", 1_234_567.89, "USD"),
        ("$70", 70, "USD"),
        ("$5 mil", 5e6, "USD"),
        ("A$5m", 5e6, "AUD"),
        ("C$5m", 5e6, "CAD"),
        ("HK$5m", 5e6, "HKD"),
        ("NZ$5m", 5e6, "NZD"),
        ("S$5m", 5e6, "SGD"),
        ("R$ 1.500", 1500, "BRL"),
        ("£3.5bn", 3.5e9, "GBP"),
        ("£2½m", 2.5e6, "GBP"),
        ("700p", 7, "GBP"),
        ("25 cents", 0.25, "USD"),
        ("30 Canadian cents", 0.3, "CAD"),
        ("CHF 1'200'000", 1.2e6, "CHF"),
        ("EUR 1.234.567,89", 1_234_567.89, "EUR"),
        ("PEN 1,500", 1500, "PEN"),
        ("500 million CAD", 5e8, "CAD"),
        ("$5 million Canadian dollars", 5e6, "CAD"),
    ],
)
def test_signs_and_codes_name_the_currency(amount: str, value: float, currency: str) -> None:
    assert read(f"The buyer paid {amount} for it.") == [(amount, value, currency)]


@pytest.mark.parametrize(
    ("amount", "value", "currency"),
    [
        ("12.2 mln dlrs", 12.2e6, "USD"),
        ("12.2\nmln dlrs", 12.2e6, "USD"),
        ("12.2 mln\n    dlrs", 12.2e6, "USD"),
        ("26.25 dlr", 26.25, "USD"),
        ("26-1/4 dlrs", 26.25, "USD"),
        ("15 mln Canadian dlrs", 15e6, "CAD"),
        ("15 mln Hong Kong dlrs", 15e6, "HKD"),
        ("one billion stg", 1e9, "GBP"),
        ("8 bln Belgian francs", 8e9, "BEF"),
        ("8 mln French francs", 8e6, "FRF"),
        ("8 mln Swiss francs", 8e6, "CHF"),
        ("8 mln francs", 8e6, None),
        ("300 mln marks", 3e8, "DEM"),
        ("500 bln lire", 5e11, "ITL"),
        ("200 mln Swedish kronor", 2e8, "SEK"),
        ("3 trillion won", 3e12, "KRW"),
        ("5 billion yen", 5e9, "JPY"),
    ],
)
def test_agency_style_is_read_with_its_short_words(amount: str, value: float, currency: str | None) -> None:
    assert read(f"The price was {amount} in cash.") == [(amount, value, currency)]


@pytest.mark.parametrize(
    ("amount", "value", "currency"),
    [
        ("Rs 500 crore", 5e9, "INR"),
        ("Rs. 2 lakh crore", 2e12, "INR"),
        ("₹2,000 cr", 2e10, "INR"),
        ("Rs 12,34,567", 1_234_567, "INR"),
        ("300 Pakistani rupees", 300, "PKR"),
        ("PKR 500 million", 5e8, "PKR"),
        ("1,5 Mrd. €", 1.5e9, "EUR"),
        ("500 Mio. Euro", 5e8, "EUR"),
        ("1,375 Milliarden Euro", 1.375e9, "EUR"),
        ("1.500 €", 1500, "EUR"),
        ("2,3 milliards d'euros", 2.3e9, "EUR"),
        ("5 millions de dollars canadiens", 5e6, "CAD"),
        ("1 200 000 euros", 1.2e6, "EUR"),
        ("1.500 millones de euros", 1.5e9, "EUR"),
        ("2 mil millones de dólares", 2e9, "USD"),
        ("5億ドル", 5e8, "USD"),
        ("100万円", 1e6, "JPY"),
        ("1兆2000億円", 1.2e12, "JPY"),
        ("5亿美元", 5e8, "USD"),
    ],
)
def test_other_languages_are_read_by_their_own_number_style(amount: str, value: float, currency: str) -> None:
    assert read(f"…: {amount} – …") == [(amount, value, currency)]


@pytest.mark.parametrize(
    ("amount", "value", "currency"),
    [
        ("half a billion dollars", 0.5e9, "USD"),
        ("two and a half million pounds", 2.5e6, "GBP"),
        ("two hundred and fifty million dollars", 250e6, "USD"),
        ("a million euros", 1e6, "EUR"),
        ("a quarter of a billion dollars", 0.25e9, "USD"),
        ("billions of dollars", None, "USD"),
        ("several hundred million dollars", None, "USD"),
    ],
)
def test_spelled_amounts_are_read_and_vague_ones_have_no_value(amount: str, value: float | None, currency: str) -> None:
    assert read(f"It cost {amount}, she said.") == [(amount, value, currency)]


@pytest.mark.parametrize(
    "text",
    [
        "33 mln ordinary shares",
        "a stake of 4.9 pct",
        "in 2025",
        "six trillion tonnes",
        "500 MW",
        "$500km",
        "50 million customers",
        "two million pounds of copper",
        "a 200-pound man",
        "10 euro zone countries",
        "passed the 10 million mark",
        "the COP 27 summit",
        "an A380 dollars cannot buy",
        "1080p video",
        "at 5p.m.",
        "3 million real estate agents",
        "won 12.\n\nDollars were short",
        "USD 1.2.2025",
        "1/2 mln dlrs",
        "account $1234567890123456789012345",
    ],
)
def test_other_numbers_are_not_money(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$500-600 million", [500e6, 600e6]),
        ("$500 million to $600 million", [500e6, 600e6]),
        ("between $500 and $600 million", [500e6, 600e6]),
        ("between 5 and 6 mln dlrs", [5e6, 6e6]),
        ("2–3 million euros", [2e6, 3e6]),
        ("20 to 30 cents", [0.2, 0.3]),
        ("from $5 million to 6 million", [5e6, 6e6]),
        ("$500,000 to $1 million", [500_000, 1e6]),
        ("rose in 2024 to 5 mln dlrs", [5e6]),
        ("Phase 2 – $5 million", [5e6]),
        ("fees of $5 and $6 million", [5, 6e6]),
        ("paid $5 million to 6 million people", [5e6]),
        ("2024 and 5 mln dlrs", [5e6]),
    ],
)
def test_the_bounds_of_a_range_share_scale_and_currency_and_nothing_else_does(text: str, values: list[float]) -> None:
    found = read(text)
    assert [value for _, value, _ in found] == values
    assert len({currency for _, _, currency in found}) == 1


def test_several_amounts_come_in_order_without_the_words_around_them() -> None:
    text = "It bid $70 per share, or US$78 million ($57 million), 5€ 10€; gave us $3."
    assert [amount for amount, _, _ in read(text)] == [
        "$70",
        "US$78 million",
        "$57 million",
        "5€",
        "10€",
        "$3",
    ]


def test_a_unit_that_repeats_or_contradicts_the_sign_does_not_change_the_amount() -> None:
    assert read("£5.50p") == [("£5.50", 5.5, "GBP")]
    assert read("US$78 million francs") == [("US$78 million", 78e6, "USD")]
    assert read("USD$ 23 billion dollars") == [("USD$ 23 billion dollars", 23e9, "USD")]


def test_letters_that_change_length_in_lower_case_do_not_move_the_spans() -> None:
    assert read("İİİ İstanbul'da 5 mln dlrs") == [("5 mln dlrs", 5e6, "USD")]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("around USD 500 million in Pakistan", ("USD 500 million", 5e8, "USD")),
        ("approximately 12 mln dlrs", ("12 mln dlrs", 12e6, "USD")),
        ("3 shares and 500 million", ("500 million", 5e8, None)),
        ("500 million, or $2 billion", ("$2 billion", 2e9, "USD")),
    ],
)
def test_a_phrase_gives_its_first_amount_or_its_scaled_number(
    phrase: str, expected: tuple[str, float, str | None]
) -> None:
    money = parse_money(phrase)
    assert money
    assert (money.text, money.value, money.currency) == expected


@pytest.mark.parametrize("phrase", ["", "undisclosed", "25", "in 2025"])
def test_a_phrase_without_an_amount_gives_none(phrase: str) -> None:
    assert parse_money(phrase) is None


@given(st.text() | BROKEN_MONEY)
def test_any_text_is_read_without_an_error_and_with_exact_spans(text: str) -> None:
    for _, value, currency in read(text):
        assert value is None or 0 <= value < float("inf")
        assert currency is None or (len(currency) == 3 and currency.isupper())
    parse_money(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1,",
        "$",
        " ",
        "one and ",
        "5億",
        "三",
        "億百",
        "eine halbe ",
        "1\n \n",
        "$1 to ",
        "Rs. ",
        "the 1 million mark ",
    ],
)
def test_hostile_text_takes_time_that_grows_with_its_length_only(piece: str) -> None:
    started = time.process_time()
    find_money(piece * (50_000 // len(piece)))
    assert time.process_time() - started < 5, "a linear search takes a tenth of a second"


@pytest.mark.parametrize(
    ("phrase", "value", "currency"),
    [
        ("1,5 Mrd. €", 1.5e9, "EUR"),
        ("1.500 Mio. Euro", 1.5e9, "EUR"),
        ("250 Mio. Fr.", 2.5e8, "CHF"),
        ("40 Mio. CHF", 4e7, "CHF"),
        ("2,5 milliards d’euros", 2.5e9, "EUR"),
        ("1.500 M€", 1.5e9, "EUR"),
        ("3 mil millones de euros", 3e9, "EUR"),
        ("3.000 millones de dólares", 3e9, "USD"),
        ("1,2 miliardi di dollari", 1.2e9, "USD"),
        ("R$ 2,5 bilhões", 2.5e9, "BRL"),
        ("€ 1,8 miljard", 1.8e9, "EUR"),
        ("15 млрд рублей", 1.5e10, "RUB"),
        ("2,3 трлн руб.", 2.3e12, "RUB"),
        ("10 тыс. рублей", 1e4, "RUB"),
        ("1,5 миллиарда долларов", 1.5e9, "USD"),
        ("3,2 млн гривень", 3.2e6, "UAH"),
        ("4 mld. Kč", 4e9, "CZK"),
        ("5 milyar dolar", 5e9, "USD"),
        ("Rp 5 triliun", 5e12, "IDR"),
        ("Rs 500 crore", 5e9, "INR"),
        ("500 करोड़ रुपये", 5e9, "INR"),
        ("5 مليار دولار", 5e9, "USD"),
        ("5億ドル", 5e8, "USD"),
        ("12億5000万円", 1.25e9, "JPY"),
        ("35.8亿欧元", 3.58e9, "EUR"),
        ("2조 3000억 원", 2.3e12, "KRW"),
        ("三百億円", 3e10, "JPY"),
        ("五億ドル", 5e8, "USD"),
        ("十二亿五千万元", 1.25e9, "CNY"),
        ("两亿元", 2e8, "CNY"),
        ("数億円", None, "JPY"),
        ("六千余万元", None, "CNY"),
        ("1,5 mld złotych", 1.5e9, "PLN"),
        ("trzy miliony złotych", 3e6, "PLN"),
        ("пять миллиардов рублей", 5e9, "RUB"),
        ("1.2 مليار ريال سعودي", 1.2e9, "SAR"),
        ("30 milliárd forint", 3e10, "HUF"),
        ("5 milioane de euro", 5e6, "EUR"),
        ("eine halbe Milliarde Euro", 5e8, "EUR"),
        ("anderthalb Millionen Euro", 1.5e6, "EUR"),
        ("mezzo miliardo di euro", 5e8, "EUR"),
    ],
)
def test_money_is_read_as_each_language_writes_it(phrase: str, value: float | None, currency: str) -> None:
    """Scales, currencies, decimal signs and their order, with the whole of it as the text."""
    for text in (phrase, f"({phrase})", f"… {phrase}, …"):
        (money,) = find_money(text)
        assert (money.value, money.currency) == (value, currency)
        assert money.text.rstrip(".") == phrase.rstrip(".")


def test_no_currency_is_overlooked_in_a_sentence_that_has_no_other() -> None:
    """Sentences without any word of a currency are skipped; each word of the tables counts as one."""
    for unit in [*UNITS, *SIGNS, *CODES]:
        assert may_name_currency(f"They paid 5 million {unit} in cash.")
        assert may_name_currency(f"They paid {unit}5 million in cash.")
    assert not may_name_currency("In 5 years, 2 million people – or more – worked there.")
