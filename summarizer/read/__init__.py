"""Read articles: from files and links, as text, web pages, PDFs, Word documents and mails, and from feeds."""

from summarizer.read.entries import read_any, read_entries, read_entry
from summarizer.read.feed import Entry
from summarizer.read.fetch import FetchOptions, is_link
from summarizer.read.reader import read_article

__all__ = ["Entry", "FetchOptions", "is_link", "read_any", "read_article", "read_entries", "read_entry"]
