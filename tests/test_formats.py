"""Feeds, mails and Word documents; lines of plain texts that are no part of the article."""

import io
import zipfile

import pytest

from summarizer.article import Article
from summarizer.errors import ArticleNotText, ArticleTooLarge
from summarizer.read import FetchOptions, read_article, read_entries, read_entry
from tests.fuzzing import MAIL, RSS, docx
from tests.web_server import WebServer, page, reply

BODY = (
    "Tarn Aggregates sold its slate quarry to the Halden family on Monday for $3 million, both sides said. "
    "The parish council called the price a gift."
)
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Q</title>
<entry><id>tag:q,2026:1</id><title type="html">Quarry &lt;b&gt;sold&lt;/b&gt;</title><link rel="self" href="/self"/>
<link rel="alternate" href="/story"/><published>2026-03-02T08:00:00Z</published><updated>2026-04-01T00:00:00Z</updated>
<content type="html">{("&lt;p&gt;" + BODY + "&lt;/p&gt;") * 9}</content></entry></feed>"""


def test_a_feed_gives_its_entries_as_they_are_asked_for() -> None:
    """Id, link, title and day of each, in its order."""
    entries = read_entries(io.BytesIO(RSS))
    first = next(entries)
    assert (first.id, first.url, first.title, first.published, first.html) == (
        *("https://quarry.example/0", "https://quarry.example/0", "Story 0", "2026-03-02"),
        None,
    )
    assert [entry.id for entry in entries] == [f"https://quarry.example/{number}" for number in range(1, 5)]


def test_a_feed_that_carries_the_article_needs_no_link() -> None:
    """Its content is read as a page is; what the feed says fills what the content does not."""
    (entry,) = read_entries(io.BytesIO(ATOM.encode()))
    assert (entry.title, entry.published) == ("Quarry sold", "2026-03-02")
    article = read_entry(entry)
    assert BODY in article.text
    assert (article.id, article.title, article.published) == ("tag:q,2026:1", "Quarry sold", "2026-03-02")


def test_a_feed_behind_a_link_leads_to_its_articles() -> None:
    """Relative links are those of the feed."""
    here = FetchOptions(allow_private=True)
    html = f"<html><head><title>Sold</title></head><body><article><p>{BODY}</p></article></body></html>"
    with WebServer({"/feed": reply(body=ATOM.replace(BODY, "").encode()), "/story": page(html)}) as server:
        (entry,) = read_entries(server.url("/feed"), here)
        assert entry.url == server.url("/story")
        assert read_entry(entry, here).text.startswith("Tarn Aggregates")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>', "entities"),
        (b"<rss><channel></channel></rss>", "no entries"),
        (b"<rss><channel><item>", "damaged"),
        (b"no feed at all", "no RSS or Atom feed"),
    ],
)
def test_what_is_no_good_feed_is_an_error(data: bytes, message: str) -> None:
    """Entities, which grow without bounds, are refused before they do."""
    with pytest.raises(ArticleNotText, match=message):
        list(read_entries(io.BytesIO(data)))


def test_a_feed_is_not_an_article() -> None:
    with pytest.raises(ArticleNotText, match=r"feed.*summarizer batch"):
        read_article(io.BytesIO(RSS))


def test_a_mail_is_an_article() -> None:
    """Subject, sender and date are its title, source and day."""
    article = read_article(io.BytesIO(MAIL))
    assert article.text.strip() == "Tarn sold its quarry for $3 million."
    assert (article.title, article.source, article.published) == ("Quarry sold", "Agency", "2026-03-02")


def test_a_word_document_is_an_article() -> None:
    """Paragraph by paragraph; other archives, bombs and damaged ones are errors."""
    data = docx()
    assert read_article(io.BytesIO(data)).text.split("\n\n")[:2] == [f"Line {n} of the contract." for n in (0, 1)]
    other, bomb = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("photo.txt", "no document")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_001)
    for packed, error in (
        (other.getvalue(), ArticleNotText),
        (bomb.getvalue(), ArticleTooLarge),
        (data[:99], ArticleNotText),
    ):
        with pytest.raises(error):
            read_article(io.BytesIO(packed))


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Source: Harbour Wire", "Harbour Wire"),
        ("Based on a County Wire report", "County Wire"),
        ("(With inputs from Northern Agency)", "Northern Agency"),
        ("This story was first published by The Larder.", "The Larder"),
        ("Quelle: Ulmrieder Bote", "Ulmrieder Bote"),
        ("Fuente: Agencia del Sur", "Agencia del Sur"),
        ("来源：海川通讯", "海川通讯"),
        ("Źródło: Agencja Północna", "Agencja Północna"),
        ("No comments:", None),
        ("Czytaj też: Most zamknięty do jesieni", None),
        ("Like us on Facebook", None),
        ("Story continues below advertisement", None),
        ("The-Harbour-Wire ™ & © 2026 Harbour Wire, Inc. All rights reserved.", None),
        ("Tous droits réservés. Toute copie sera pendue au mât.", None),
        ("First published: Nov 21, 2025 11:00 IST", None),
        ("Photo by Ada Quill", None),
        ("Post a Comment", None),
        ("3 comments", None),
        ("Subscribe to our newsletter", None),
        ("Read also: Bridge closed until the summer", None),
        ("Lesen Sie auch: Brücke gesperrt", None),
        ("Reporting by Ada Quill; Editing by Tom Vane", None),
    ],
)
def test_lines_that_are_no_part_of_an_article_have_no_number(line: str, credit: str | None) -> None:
    """They stay in the text, whose offsets count; a credit is kept as such."""
    article = Article.from_text(f"Quarry sold\n\n{BODY}\n\n{line}")
    assert article.text.endswith(line)
    assert [sentence.paragraph for sentence in article.sentences] == [1, 2, 2]
    assert article.credit == credit


def test_a_source_says_more_than_a_reference() -> None:
    """Whichever comes first: a reference may be literature, or the page of a picture."""
    lines = ["Reference: Handbook of Slate", "Source: Harbour Wire"]
    for order in (lines, lines[::-1]):
        article = Article.from_text("\n\n".join(["Quarry sold", BODY, *order]))
        assert article.credit == "Harbour Wire"
    assert Article.from_text(f"Quarry sold\n\n{BODY}\n\n{lines[0]}").credit == "Handbook of Slate"


@pytest.mark.parametrize(
    "line",
    [
        "Source: the ministry said nothing. It was asked twice.",
        "Subscribers of the network will pay 3 dollars more.",
        "Comments by the minister angered the union.",
        "Read the contract before you sign it, she said.",
        "By Monday the price had doubled.",
        "Posted to the island in 1931 as a clerk, she never left it, and her letters tell why she thought so.",
        "Copyright law was the reason, he said.",
        "Trending upwards, the shares closed at 41 dollars.",
    ],
)
def test_sentences_that_begin_like_furniture_are_sentences(line: str) -> None:
    article = Article.from_text(f"Quarry sold\n\n{BODY}\n\n{line}")
    assert article.sentences[-1].end == len(article.text)
    assert article.credit is None


def test_a_text_of_nothing_but_such_lines_is_read_as_it_is() -> None:
    assert len(Article.from_text("No comments:\nPost a Comment").sentences) == 2
