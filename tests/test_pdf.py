"""PDFs: the text in reading order, its pages, and PDFs without text."""

import io
import random
import time

import pytest
from fpdf import FPDF, XPos, YPos

from summarizer.article import Article
from summarizer.check.index import ArticleIndex
from summarizer.errors import ArticleNotText, ArticleTooLarge
from summarizer.read import read_article
from summarizer.read.pdf import MAX_PAGES

PARAGRAPHS = (
    "Norrland Timber has agreed to sell its sawmill in Lowmoor to Castellan Holdings for 41 million euros, the two "
    "companies announced on Tuesday after eleven months of talks that had broken down twice.",
    "The union of sawyers, which represents 320 of the workers, said that nobody had asked it and that the new "
    "use of the site, which Castellan calls indispensable, would end the night shift and cost ninety jobs.",
    "Castellan answered that every contract would be kept until 2031 and that the redevelopment was a condition of the "
    "banks. The sale needs the consent of the competition authority, expected in the autumn.",
)


class Newspaper(FPDF):
    """A PDF with a running head and numbered pages."""

    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 6, f"The Lowmoor Gazette - page {self.page_no()}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(6)

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font("helvetica", size=8)
        self.cell(0, 6, str(self.page_no()), align="C")


def paragraphs_of(page: int) -> list[str]:
    """The three paragraphs with words of the page's own in them, so that no two pages have a line in common."""
    words = random.Random(page)  # noqa: S311  # filler
    return [
        f"On page {page}: "
        + " ".join(
            "".join(words.choices("aeiorstln", k=6)) + " " + word if number % 6 == 5 else word
            for number, word in enumerate(text.split())
        )
        for text in PARAGRAPHS
    ]


def newspaper(pages: int = 3, *, columns: int = 1) -> bytes:
    """Every page has a running head, three paragraphs and a number."""
    pdf = Newspaper()
    pdf.set_title("Sawmill sold")
    pdf.set_author("Ada Quill")
    for page in range(1, pages + 1):
        pdf.add_page()
        pdf.set_font("times", size=11)
        with pdf.text_columns(ncols=columns, text_align="J", gutter=10) as text:
            text.write("\n\n".join(paragraphs_of(page)))
    return bytes(pdf.output())


def read(data: bytes) -> Article:
    return read_article(io.BytesIO(data))


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_is_read_in_reading_order_without_its_running_heads(columns: int) -> None:
    """Lines become paragraphs again, column by column; page numbers and the running head are not in the text."""
    article = read(newspaper(columns=columns))
    assert article.text.split("\n\n") == [text for page in (1, 2, 3) for text in paragraphs_of(page)]
    assert (article.title, article.author) == ("Sawmill sold", "Ada Quill")


def test_evidence_of_a_pdf_names_its_page() -> None:
    """The page of the first character of the quote, from 1; an article without pages has none."""
    article = read(newspaper())
    index = ArticleIndex(article)
    for page in (1, 2, 3):
        span = index.find(f"On page {page}:")[0]
        assert index.evidence(span).page == page
    assert [index.evidence(span).page for span in index.find("competition authority")] == [1, 2, 3]
    assert ArticleIndex(Article.from_text(PARAGRAPHS[0])).evidence(span).page is None


def test_words_cut_at_the_end_of_a_line_are_joined() -> None:
    """A hyphen goes where the word goes on in lower case; one that belongs to a name stays."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("times", size=11)
    for line in (
        "The buyer of the plant promised to keep every one of its employ-",
        "ees until the end of 2031, and the seller, Norrland, called the Berg-",
        "Meyer report on the plant mistaken in all of its eleven points.",
    ):
        pdf.cell(0, 5, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    text = read(bytes(pdf.output())).text
    assert "employees until" in text
    assert "Berg-Meyer report" in text


def test_a_sentence_goes_on_over_the_page() -> None:
    """The end of a page ends no sentence, and what stands between the halves is dropped."""
    pdf = Newspaper()
    pdf.set_font("times", size=11)
    pdf.add_page()
    pdf.write(5, PARAGRAPHS[0] + "\nThe price, which both sides had kept secret until the day of the vote,")
    pdf.add_page()
    pdf.set_font("times", size=11)
    pdf.write(5, "is to be paid in two parts.\n" + PARAGRAPHS[1])
    article = read(bytes(pdf.output()))
    sentence = next(each for each in article.sentences if "secret" in each.text)
    assert sentence.text.endswith("of the vote, is to be paid in two parts.")
    assert article.page_at(sentence.start) == 1
    assert article.page_at(sentence.end) == 2


def test_a_scan_an_encrypted_and_a_damaged_pdf_say_what_they_are() -> None:
    """Each error says what to try."""
    scan = FPDF()
    for _ in range(3):
        scan.add_page()
        scan.rect(10, 10, 100, 100)
    with pytest.raises(ArticleNotText, match=r"pictures of pages.*text recognition"):
        read(bytes(scan.output()))
    locked = FPDF()
    locked.add_page()
    locked.set_encryption(owner_password="owner", user_password="reader")
    with pytest.raises(ArticleNotText, match="encrypted"):
        read(bytes(locked.output()))
    with pytest.raises(ArticleNotText, match="damaged"):
        read(b"%PDF-1.7\n%\xe2\xe3")


def test_two_hundred_pages_are_read_in_seconds() -> None:
    """A long report takes 2 seconds here; the limit of pages is an error that says so."""
    data = newspaper(200)
    started = time.process_time()
    article = read(data)
    assert len(article.page_starts) == 200
    assert time.process_time() - started < 15
    many = FPDF()
    for _ in range(MAX_PAGES + 1):
        many.add_page()
    with pytest.raises(ArticleTooLarge, match="501 pages"):
        read(bytes(many.output()))
