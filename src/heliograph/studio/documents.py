"""The documents that this instance serves about itself: Markdown files of the package, as pages and as they are.

No key, no script, no foreign request. Knows nothing but its own folder.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from heliograph.dialects.protocol import Reply

CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
_NAME = re.compile(r"/docs(?:/([a-z0-9-]{1,40})(\.md)?)?/?")


def document(path: str) -> Reply | None:
    """``/docs`` is the index, ``/docs/NAME`` a page, ``/docs/NAME.md`` its source; None when there is no such."""
    found = _NAME.fullmatch(path)
    if found is None:
        return None
    name, source = found[1] or "index", bool(found[2])
    if name not in names():
        return None
    if source:
        return Reply(content_type="text/markdown; charset=utf-8", body=[_file(f"{name}.md").encode()])
    return Reply(
        content_type="text/html; charset=utf-8", headers={"content-security-policy": CSP}, body=[_page(name).encode()]
    )


@lru_cache
def names() -> tuple[str, ...]:
    """The documents there are, the index first."""
    found = sorted(
        entry.name[:-3] for entry in files(__package__).joinpath("documents").iterdir() if _is_page(entry.name)
    )
    return ("index", *(name for name in found if name != "index"))


def _is_page(name: str) -> bool:
    return name.endswith(".md")


@lru_cache
def _file(name: str) -> str:
    return files(__package__).joinpath("documents", name).read_text("utf-8")


@lru_cache
def _page(name: str) -> str:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(_file(f"{name}.md"))
    _anchor(tokens)
    body = reader.renderer.render(tokens, reader.options, {})
    links = " ".join(f'<a href="/docs/{n}">{html.escape(n)}</a>' for n in names())
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="icon" href="data:,"><title>Heliograph: {html.escape(name)}</title>'
        f"<style>{_file('style.css')}</style>"
        f'<main><nav><a href="/">Heliograph</a> {links}</nav>{body}</main></html>'
    )


def _anchor(tokens: list[Token]) -> None:
    """Every heading gets an id from its first word of code or its text, so that errors can link to it."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", re.sub(r"[^a-z0-9]+", "_", inline.content.lower()).strip("_"))
