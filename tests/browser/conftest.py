"""A real browser, without network, that reports everything a page does that it should not."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_GET_ONE = (
    "These tests need a browser: `apt-get install chromium` (make browser does it as root), or name another "
    "Chromium in SUMMARIZER_BROWSER."
)


def browser_path() -> str:
    """Where the browser is.

    Raises:
        pytest.fail.Exception: there is none; says how to get one.
    """
    found = os.environ.get("SUMMARIZER_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail(HOW_TO_GET_ONE, pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser_in_use() -> str:
    """Read before the environment is cleaned of this machine's settings."""
    return browser_path()


@pytest.fixture(scope="session")
def browser(browser_in_use: str) -> Iterator[Browser]:
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox does not run as root
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=browser_in_use, args=["--no-sandbox"] if root else [], timeout=60_000
        )
        yield launched
        launched.close()


@dataclass
class Watched:
    """What a page did beside being shown."""

    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Opener = Callable[..., Page]


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, watched: Watched) -> Iterator[Opener]:
    """Opens HTML, or a file, and fails the test when the page asks the network, complains or opens a dialog."""
    contexts = []

    def opened(html: str | Path, width: int = 1440, height: int = 900, **options: Any) -> Page:
        file = html if isinstance(html, Path) else tmp_path / "page.html"
        if not isinstance(html, Path):
            file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: watched.complaints.append(message.text))
        page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (watched.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: watched.requests.append(request.url))
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watched.complaints == []
    assert [url for url in watched.requests if not url.startswith("file://")] == []
