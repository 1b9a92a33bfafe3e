"""Links and feeds as inputs of a batch: each entry of a feed is an article, and one that fails stops nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.batch import Inputs
from summarizer.errors import AddressRefused, ArticleError
from summarizer.read import FetchOptions
from tests.batches import NO_DEAL, ids, run
from tests.faulty_server import FaultyServer
from tests.web_server import Answer, WebServer, page

STORY = "<p>" + "Vale Energy buys Norrland Wind for five million dollars, the two firms said on Monday. " * 20 + "</p>"
FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Whole</title><guid>tag:news.example,2026:one</guid><link>https://news.example/one</link>
<content:encoded><![CDATA[{story}]]></content:encoded></item>
<item><title>Linked</title><guid>tag:news.example,2026:two</guid><link>{link}</link></item></channel></rss>"""
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
        assert (whole.id, linked.id) == ("tag:news.example,2026:one", "tag:news.example,2026:two")
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


def test_a_feed_every_night_gives_what_is_new(server: WebServer, tmp_path: Path) -> None:
    """What is done is neither fetched nor asked about again, though its page has changed; what failed is tried."""

    def night(*numbers: int) -> tuple[int, list[str]]:
        items = "".join(
            f"<item><guid>{number}</guid><link>{server.url(f'/s{number}')}</link></item>" for number in numbers
        )
        server.answers["/rss"] = page(f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>')
        server.requests.clear()
        output = tmp_path / "summaries.jsonl"
        status, _, _ = run(model, server.url("/rss"), "-o", output, "--allow-private")
        return status, sorted(path for path, _ in server.requests)

    def story(number: int, more: str = "") -> Answer:
        return page(f"<html><body><article><h1>Sold {number}</h1>{STORY}<p>It is farm {number}{more}.</p></article>")

    server.answers |= {"/s1": story(1), "/s3": story(3)}
    with FaultyServer(otherwise=NO_DEAL) as model:
        assert night(1, 2) == (3, ["/rss", "/s1", "/s2"])
        server.answers |= {"/s1": story(1, " of nine"), "/s2": story(2)}
        assert night(1, 2, 3) == (0, ["/rss", "/s2", "/s3"])
        assert night(3, 2, 1) == (0, ["/rss"])
        assert len(model.requests) == 3
    assert sorted(ids(tmp_path / "summaries.jsonl")) == [server.url(f"/s{number}") for number in (1, 2, 3)]
