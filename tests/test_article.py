"""`Article.from_text`: what happens to the text, and where its sentences are."""

import textwrap
import time

import pytest
import sentencex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.article import MAX_CHARACTERS, Article
from summarizer.errors import ArticleEmpty, ArticleTooLarge
from summarizer.text.furniture import find_furniture
from summarizer.text.paragraphs import paragraph_spans
from summarizer.text.sentences import MAX_SENTENCE

HOSTILE = st.lists(
    st.one_of(
        st.characters(),
        st.sampled_from("aB1 .!?\n\n\t\"'“”‘’()[]«»。！「」।؟…—-\u00a0\u2028\x85\x00\ufeff\u00ad\u200d\u202e\u0301"),
        st.sampled_from(["\ud83d", "\ude00", "👩‍👩‍👧", "A. ", "U.S. ", "- ", "1. ", "עברית", "Ã©", "â€™", "    "]),
    ),
    max_size=150,
).map("".join)
"""Every character Python has, surrogates included, and many of those that mean something to us."""

PARAGRAPHS = [
    "Northwind Mining Inc. said on Monday that it would sell its cobalt unit to Lakeside for $40 million. "
    "The U.S. Department of Energy (D.O.E.), and two unions, were told on Friday.",
    "“It is a good deal. We are glad that it is done,” said Mr. J. P. Doe, who has led Northwind since 2019. "
    "Lakeside Metals Co. Ltd, its only bidder, expects the sale to close at 3 p.m. Monday in Vol. 7 of it.",
    "Critics doubt it. They ask why no other bidder was heard, and whether the price was fair! Who knows?",
]


def check(article: Article) -> None:
    """Every sentence is exact, in order, alone, and together they hold every letter and digit but furniture's."""
    covered = [False] * len(article.text)
    spans = paragraph_spans(article.text)
    for index in find_furniture([article.text[start:end] for start, end in spans]).paragraphs:
        start, end = spans[index]
        covered[start:end] = [True] * (end - start)
        assert not any(start <= sentence.start < end for sentence in article.sentences)
    position = paragraph = 0
    for number, sentence in enumerate(article.sentences, start=1):
        assert sentence.number == number
        assert sentence.text == article.text[sentence.start : sentence.end] == sentence.text.strip()
        assert position <= sentence.start < sentence.end
        assert paragraph <= sentence.paragraph <= paragraph + 1
        assert any(map(str.isalnum, sentence.text))
        assert len(sentence.text) <= MAX_SENTENCE
        position, paragraph = sentence.end, sentence.paragraph
        covered[sentence.start : sentence.end] = [True] * (sentence.end - sentence.start)
    assert not [
        character for character, inside in zip(article.text, covered, strict=True) if character.isalnum() and not inside
    ]


def sentences(text: str, language: str = "en") -> list[str]:
    article = Article.from_text(text, language=language)
    check(article)
    return [" ".join(sentence.text.split()) for sentence in article.sentences]


@settings(max_examples=400)
@given(HOSTILE)
@example("©0\r0")  # the first line is a copyright notice, which is furniture
def test_sentences_of_hostile_text_are_exact_ordered_and_complete(text: str) -> None:
    """Each letter is in exactly one sentence, and each sentence is a slice of the text."""
    try:
        article = Article.from_text(text)
    except ArticleEmpty:
        return
    check(article)
    assert article.text.encode().decode() == article.text


@settings(max_examples=100)
@given(HOSTILE | st.text("Âã\x08\xa0\x80\x85\ré\ufeff\n‚a\ud800"))  # the second: mojibake made by mending
def test_a_published_text_is_published_unchanged(text: str) -> None:
    """Reading the text of an article again gives the same text, id and sentences, and no warning."""
    try:
        article = Article.from_text(text)
    except ArticleEmpty:
        return
    again = Article.from_text(article.text)
    assert (again.text, again.id, again.sentences) == (article.text, article.id, article.sentences)
    assert again.warnings == ()


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("\ufeffA deal\ufeff.", "A deal."),
        ("One.\r\nTwo.\rThree.\u2028Four.\fFive.", "One.\nTwo.\nThree.\nFour.\nFive."),
        ("A\x00 deal\x07 of\tnote.", "A deal of\tnote."),
        ("Half \ud83d of it.", "Half \ufffd of it."),
        ("Both halves: \ud83d\ude00.", "Both halves: 😀."),
        ("The firmâ€™s shares.\nThe unions’ view.", "The firm’s shares.\nThe unions’ view."),
        ("The ﬁrm’s “shares”…\u00a0Ｎｏｗ, co\u00adop.", "The ﬁrm’s “shares”…\u00a0Ｎｏｗ, co\u00adop."),
        ("Déjà vu à l’Élysée: «É».", "Déjà vu à l’Élysée: «É»."),
    ],
)
def test_only_damage_is_mended(text: str, published: str) -> None:
    """Control characters, foreign line breaks and mojibake go; whatever is only unusual stays."""
    assert Article.from_text(text).text == published


@pytest.mark.parametrize(
    ("text", "warning"), [("a\x00b", "1 control"), ("a\ud83d", "1 lone surrogate"), ("itâ€™s", "mojibake")]
)
def test_mended_damage_is_reported(text: str, warning: str) -> None:
    """What was removed, replaced or repaired is said in a warning."""
    (said,) = Article.from_text(text).warnings
    assert warning in said


def test_the_default_id_is_that_of_the_text() -> None:
    """The same text has the same id, another text another, and a given id is kept."""
    assert Article.from_text("A deal.").id == Article.from_text("\ufeffA deal.").id == "1ec87ac487605f33"
    assert Article.from_text("Two deals.").id != "1ec87ac487605f33"
    assert Article.from_text("A deal.", id="mine").id == "mine"


@pytest.mark.parametrize("text", ["", " \n\t\u00a0", "\ufeff", "\x00"])
def test_no_text_is_an_error(text: str) -> None:
    """An empty article says so, and which one it is."""
    with pytest.raises(ArticleEmpty, match=r"^a1: .* empty"):
        Article.from_text(text, id="a1")


def test_too_much_text_is_an_error() -> None:
    """The error says how long the text is and what the limit is."""
    with pytest.raises(ArticleTooLarge, match=r"2,000,001 .* 2,000,000"):
        Article.from_text("a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize("width", [50, 65, 80, 95])
@pytest.mark.parametrize("style", ["blank lines", "indented"])
def test_hard_wrapped_text_has_the_sentences_of_the_unwrapped(width: int, style: str) -> None:
    """Where the lines were broken to fit a page makes no difference to sentences or paragraphs."""
    indent, gap = ("", "\n\n") if style == "blank lines" else ("    ", "\n")
    wrapped = gap.join(
        textwrap.fill(paragraph, width, initial_indent=indent, break_on_hyphens=False) for paragraph in PARAGRAPHS
    )
    plain = Article.from_text("\n".join(PARAGRAPHS))
    article = Article.from_text(wrapped)
    check(article)
    assert [(" ".join(s.text.split()), s.paragraph) for s in article.sentences] == [
        (s.text, s.paragraph) for s in plain.sentences
    ]
    assert len(plain.sentences) == 7


def test_a_short_last_line_ends_a_paragraph_of_hard_wrapped_text() -> None:
    """Without blank lines or indentation, a line that stops well short of the margin is the last one."""
    long = "The price of the unit is forty million dollars, which Lakeside pays on the first day of June in cash or "
    long += "in shares of its own, as the board decides."
    article = Article.from_text("\n".join([*textwrap.wrap(long, 60), "It is done.", *textwrap.wrap(long, 60), "So."]))
    assert [sentence.paragraph for sentence in article.sentences] == [1, 2, 3, 4]


@pytest.mark.parametrize("separator", ["\n", "\n\n", " \n \t\n"])
def test_a_line_of_unwrapped_text_is_a_paragraph(separator: str) -> None:
    """A headline without a full stop, a date line and list items stand alone."""
    lines = ["Northwind sells its cobalt unit", "5 March 2024", "- Price: $40m", PARAGRAPHS[2]]
    article = Article.from_text(separator.join(lines))
    assert [s.text for s in article.sentences[:3]] == lines[:3]
    assert [s.paragraph for s in article.sentences] == [1, 2, 3, 4, 4, 4]


@pytest.mark.parametrize("width", range(50, 100, 3))
def test_list_items_in_hard_wrapped_text_stand_alone(width: int) -> None:
    """An item may go on in indented lines; a dash or a letter that begins a line by chance opens none."""
    intro = (
        "The board of Northwind Mining told its shareholders what the buyer has to do under a) and b) of "
        "the contract before the sale of the unit – the largest in ten years – may be closed this year:"
    )
    items = [
        "- pay the price of forty million dollars into the account of a notary whom both of them trust",
        "- keep the works council informed",
    ]
    wrapped = "\n".join(
        textwrap.fill(line, width, subsequent_indent=indent)
        for line, indent in zip([intro, *items], ["", "  ", "  "], strict=True)
    )
    assert sentences(wrapped) == [intro, *items]


@pytest.mark.parametrize(
    "text",
    [
        "The deal (N.I.), and its price, were agreed with U.S. Strategic Partners of Vol. 3 fame.",
        "Harbour Inc. said that Foo & Co. Ltd owns Bay S.p.A. of Turin.",
        "It closes at 3 p.m. Monday and opens at 9 a.m. GMT.",
        "She wrote to Dr. No and Messrs. Lee and Doe, approx. 5 times.",
        "It pays Rs. 500 cr. for the unit on Mon. or on Tue.",
        "“We sign. We are glad. We go,” she said.",
        "Is it a deal? he asked.",
        "Relations of Canada–U.S. firms cooled.",
        "It sells the .NET product.",
        "1. First of all, it pays.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    """Abbreviations, initials, times, quotations and enumerations are no ends of sentences."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["It works in the U.S.", "The firm grew."],
        ["It closes at 3 p.m.", "The rest waits."],
        ["Sales fell.", "iPhone makers gained."],
        ["(It is long. And late.)", "The firm said so."],
        ["It follows plan A\u00a0.", "It has no other plan."],
        ["“It is done.”", "“Good.”", "He left…"],
        ["It was sold.", "$5 million was paid.", "12 people left."],
    ],
)
def test_two_sentences_are_two(parts: list[str]) -> None:
    """Ends that look like abbreviations, brackets, quotations, names in lower case and figures."""
    assert sentences(" ".join(parts)) == [part.replace("\u00a0", " ") for part in parts]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("fr", ["Le groupe a été vendu à M. Dupont.", "Il part avec Mme. Petit."]),
        ("de", ["Die Firma zahlt ca. 5 Mio. Euro, z. B. am 5. Mai.", "Dr. Meier sagte das."]),
        ("zh", ["公司宣布出售工厂。", "价格为五亿元！"]),
        ("ja", ["「はい。売ります。」と言った。", "次は秋だ。"]),
        ("hi", ["कंपनी बिक गई।", "सौदा हुआ।"]),
        ("ar", ["باعت الشركة المصنع.", "هل تم ذلك؟"]),
    ],
)
def test_sentences_of_other_languages(language: str, parts: list[str]) -> None:
    """The language decides which abbreviations and which marks count."""
    assert sentences("".join(parts) if language in ("zh", "ja") else " ".join(parts), language) == parts


def test_what_has_no_letter_is_no_sentence() -> None:
    """A row of stars between paragraphs is dropped; a mark alone belongs to the sentence before it."""
    assert sentences("One deal.\n\n* * *\n\n😀\n\nTwo deals. ...") == ["One deal.", "Two deals. ..."]


def test_what_is_too_long_for_a_sentence_is_cut_between_words() -> None:
    """Words without a full stop, a table, a word of thousands of letters: pieces of bounded length."""
    words = sentences("some words without an end " * 200)
    assert " ".join(words) == " ".join(["some words without an end"] * 200)
    assert all(piece.split()[0] in "some words without an end".split() for piece in words)
    cells = sentences("Price, $40m | Buyer, Lakeside | " * 100)
    assert all(piece.endswith("|") for piece in cells)
    accents = sentences("e\u0301" * 2_001)
    assert "".join(accents) == "e\u0301" * 2_001
    assert not any(piece.startswith("\u0301") for piece in accents)


def test_a_panic_of_the_segmenter_leaves_the_paragraph_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Rust panic, which `except Exception` does not catch, loses no text and stops no batch."""
    panic = type("PanicException", (BaseException,), {})

    def fail(language: str, text: str) -> None:
        raise panic

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", fail)
    assert sentences("One deal. Two deals.") == ["One deal. Two deals."]


@pytest.mark.parametrize(
    "junk", ["“", "?! ", "... ", "1. ", "a\n", "- a\n\n", "(a. ", "é”", "「a", " \n", "\u0301", "A. ", "Ã©"]
)
def test_time_grows_with_length_only(junk: str) -> None:
    """A hundred thousand characters of anything take less than two seconds of work (they take 0.01 to 0.4)."""
    start = time.process_time()
    check(Article.from_text(junk * (100_000 // len(junk)) + "a"))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PARAGRAPHS[0], "en"),
        (
            "Das Werk ist für fünf Milliarden Euro an eine Firma aus Bremen verkauft, sagte der Vorstand.",
            "de",
        ),
        ("L'entreprise a vendu son usine de Lyon à une société du Nord et le syndicat est contre.", "fr"),
        ("La empresa vendió su fábrica de Burgos a una compañía por cinco mil millones de euros.", "es"),
        ("L'azienda ha venduto lo stabilimento di Torino a una società per il doppio della somma.", "it"),
        ("A empresa vendeu a sua fábrica em Braga e os trabalhadores não foram informados do preço.", "pt"),
        (
            "Het bedrijf verkoopt zijn fabriek in Breda aan een onderneming uit Gent en de bond is tegen.",
            "nl",
        ),
        ("公司周一宣布以五亿元出售工厂。", "zh"),
        ("会社は月曜日に工場を売却すると発表した。", "ja"),
        ("회사는 월요일에 공장을 매각한다고 발표했다.", "ko"),
        ("Компания объявила о продаже новых заводов.", "ru"),
        ("Компанія оголосила про її продаж.", "uk"),
        ("أعلنت الشركة بيع المصنع.", "ar"),
        ("कंपनी ने कारखाना बेच दिया।", "hi"),
        ("Η εταιρεία πούλησε το εργοστάσιο.", "el"),
        (
            "Selskabet sælger sin fabrik i Aarhus, og de ansatte har ikke fået besked om, hvad der sker.",
            None,
        ),
        ("La companyia ven la fàbrica de Girona a una empresa del nord per cinc milions i no diu res.", None),
        ("Acme buys Beta", None),
        ("12,5 %", None),
    ],
)
def test_the_language_is_told_or_left_open(text: str, language: str | None) -> None:
    """By script or by small words, None where that is unclear; a language that is given wins."""
    assert Article.from_text(text).language == language
    assert Article.from_text(text, language="xx").language == "xx"
