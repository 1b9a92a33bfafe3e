"""From a mail (`.eml`) to the article in it: its HTML part if it has one, else its text."""

import re
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from summarizer.errors import ArticleNotText

HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3}", re.ASCII)
"""Three headers in a row, with their continuation lines."""

NEEDED = re.compile(rb"^(?:From|Subject|Received|Message-ID|MIME-Version|Return-Path):", re.MULTILINE | re.IGNORECASE)


def looks_like_mail(data: bytes) -> bool:
    """Whether the content begins with the headers of a mail."""
    head = data[:8_192]
    return HEADER.match(head) is not None and len(NEEDED.findall(head)) >= 2


def read_mail(data: bytes) -> tuple[bytes, str | None, dict[str, str]]:
    """The body of a mail with its charset, and the fields of `Article` that its headers state.

    Raises:
        ArticleNotText: it has no text, only attachments.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = message.get_body(preferencelist=("html", "plain")) if isinstance(message, EmailMessage) else None
        body = part.get_payload(decode=True) if part else None
        facts = _facts(message)
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError) as error:  # bugs of `email`
        raise ArticleNotText("This mail is damaged.", hint="Copy its text into a file.") from error
    if part is None or not isinstance(body, bytes) or not body.strip():
        raise ArticleNotText("This mail has no text.", hint="Save its attachment and give that.")
    return body, part.get_content_charset(), facts


def _facts(message: EmailMessage) -> dict[str, str]:
    name, _ = parseaddr(str(message.get("From", "")))
    facts = {"title": " ".join(str(message.get("Subject", "")).split())[:400], "source": name[:200]}
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        facts["published"] = parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    return {field: value for field, value in facts.items() if value}
