"""What an instance says about itself: every page asks for nothing beside itself, and every link inside it leads on."""

from __future__ import annotations

import re

import pytest

from heliograph.studio.documents import document, names


def text(name: str) -> str:
    found = document(f"/docs/{name}")
    assert found is not None
    assert not hasattr(found.body, "__aiter__")
    return "".join(piece if isinstance(piece, str) else bytes(piece).decode() for piece in found.body)


@pytest.mark.parametrize("name", names())
def test_a_page_makes_no_request_of_its_own(name: str) -> None:
    assert '<link rel="icon" href="data:,">' in text(name), "without it browsers ask for /favicon.ico"
    assert not re.search(r'(src|href)="(https?:)?//[^"]*\.(js|css|png|ico|woff2?)"', text(name))


@pytest.mark.parametrize("name", names())
def test_links_between_pages_lead_somewhere(name: str) -> None:
    for page, anchor in re.findall(r'href="/docs/([a-z_]+)(?:#([a-z_]+))?"', text(name)):
        assert page in names()
        assert not anchor or f'id="{anchor}"' in text(page)
