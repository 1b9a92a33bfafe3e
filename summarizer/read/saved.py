"""Keep what was fetched, so that a summary can be checked when the page is gone or changed."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from summarizer.errors import OutputError
from summarizer.read.fetch import Fetched

INDEX = "pages.jsonl"
"""A line for each page: link, where it was found, file, when, content type, charset."""

SUFFIXES = {"application/pdf": ".pdf", "text/plain": ".txt", "message/rfc822": ".eml"}


def save_page(fetched: Fetched, link: str, directory: Path) -> Path:
    """Write the bytes as they came, under a name made of their SHA-256, and a line into the index.

    The same content is one file, however often it is fetched; a page that changed is another.

    Raises:
        OutputError: the directory cannot be written.
    """
    xml = "xml" in fetched.content_type and "html" not in fetched.content_type
    suffix = ".xml" if xml else SUFFIXES.get(fetched.content_type, ".html")
    path = directory / (sha256(fetched.data).hexdigest()[:32] + suffix)
    line = {
        "link": link,
        "url": fetched.url,
        "file": path.name,
        "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
        "content_type": fetched.content_type,
        "charset": fetched.charset,
    }
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            unfinished = path.with_suffix(path.suffix + ".part")
            unfinished.write_bytes(fetched.data)
            unfinished.replace(path)
        with (directory / INDEX).open("a", encoding="utf-8") as index:
            index.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise OutputError(
            f"The page cannot be kept in {directory} ({error.strerror}).", hint="Name another."
        ) from error
    return path
