"""Links and feeds as inputs of a batch: each entry of a feed is an article, and one that fails stops nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.batch import Inputs
from summarizer.errors import AddressRefused, ArticleError
from summarizer.read import FetchOptions
from tests.web_server import WebServer, page

STORY = "<p>" + "Vale Energy buys Norrland Wind for five million dollars, the two firms said on Monday. " * 20 + "</p>"
FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Whole</title><guid>one</guid><link>https://news.example/one</link>
<content:encoded><![CDATA[{story}]]></content:encoded></item>
<item><title>Linked</title><guid>two</guid><link>{link}</link></item></channel></rss>"""
HERE = FetchOptions(allow_private=True)


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer({"/story": page(f"<html><body><article><h1>Sold</h1>{STORY}</article></body></html>")}) as running:
        yield running


def test_the_entries_of_a_feed_are_articles_of_their_own(server: WebServer, tmp_path: Path) -> None:
    feed = tmp_path / "news.rss"
    feed.write_text(FEED.format(story=STORY, link=server.url("/story")), encoding="utf-8")
    for source in (str(feed), str(tmp_path)):
        whole, linked = Inputs([source], fetch=HERE)
        assert (whole.id, linked.id) == ("one", "two")
        assert "Vale Energy buys" in whole.read().text
        assert "Vale Energy buys" in linked.read().text
        assert Inputs([source]).count() is None, "how many entries it has is known when it is read"


def test_a_link_may_stand_anywhere_a_path_may(server: WebServer, tmp_path: Path) -> None:
    link = server.url("/story")
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": "a", "url": link}) + "\n", encoding="utf-8")
    for source in (link, str(rows)):
        (entry,) = Inputs([source], fetch=HERE)
        assert "Vale Energy buys" in entry.read().text


def test_a_link_into_a_private_network_fails_and_the_rest_is_read(server: WebServer, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Vale buys Norrland.", encoding="utf-8")
    refused, read = Inputs([server.url("/story"), str(story)])
    with pytest.raises(AddressRefused, match="allow-private"):
        refused.read()
    assert read.read().text == "Vale buys Norrland."


def test_a_row_with_nothing_to_read_is_named(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "title": "b"}\n', encoding="utf-8")
    (entry,) = Inputs([str(rows)])
    with pytest.raises(ArticleError, match=r"rows.jsonl:1.*text, html, path or url"):
        entry.read()
