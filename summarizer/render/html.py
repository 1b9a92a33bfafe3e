"""A page as one HTML file: no network, nothing from outside, no script but ours.

Whatever an article, a model or a file of summaries says is escaped by the templates, and the file's own
Content-Security-Policy lets a browser run and load nothing else, should an escape ever be missing.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from summarizer.render.clean import harmless
from summarizer.render.figures import figures
from summarizer.render.linked import LinkedPage
from summarizer.render.page import Page, quoted
from summarizer.render.pictures.relations import relations
from summarizer.render.pictures.timeline import timeline
from summarizer.render.view import View

if TYPE_CHECKING:
    from jinja2 import Environment

_LINK = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
"""What becomes a link: nothing but the two schemes, no character that an address must not hold, none unseen."""


def html(pages: Sequence[Page], view: View) -> str:
    """The pages in one document, one under the other."""
    linked = [LinkedPage(page) for page in pages]
    return "".join(filled("report", title=_title(pages), reports=linked, index=view.index))


def filled(name: str, /, **values: Any) -> Iterator[str]:
    """A document from the templates `name`.html, .css and .js, piece by piece.

    Style and script stand inside it and are allowed by their hashes.
    """
    style = _asset("base.css") + _asset(f"{name}.css")
    script = _asset(f"{name}.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    # ours, and free of "</": markup that needs no escape
    inside = {"style": Markup(style), "script": Markup(script), "policy": policy}  # noqa: S704
    return _environment().get_template(f"{name}.html").generate(**inside, **values)


def _title(pages: Sequence[Page]) -> str:
    return pages[0].title.text if len(pages) == 1 else f"{len(pages)} summaries"


def link(url: str | None) -> str | None:
    """The address, where it is one that may be followed."""
    return url if url and _LINK.fullmatch(url) and harmless(url) == url else None


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("summarizer.render", "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"link": link, "numbers": _numbers, "quoted": quoted, "figures": lambda run: figures([run])}
    environment.filters["pairs"] = lambda names: [(name, name) for name in names]
    environment.globals |= {"relations": relations, "timeline": timeline}
    return environment


def _shown(value: object) -> object:
    """Words of others without what cannot be seen; numbers and our own markup as they are."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _numbers(values: Iterable[int]) -> str:
    return " ".join(map(str, values))


@cache
def _asset(name: str) -> str:
    return files("summarizer.render").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"
