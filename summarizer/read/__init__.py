"""Read an article from a file or from standard input, as text or as a web page."""

from summarizer.read.reader import read_article

__all__ = ["read_article"]
