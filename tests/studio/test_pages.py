"""The page: one file that runs nothing but its own script, asks nobody else, and writes untrusted text as text."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest

from heliograph.studio.pages import page


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text inside each style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"style": [], "script": []}
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open = tag

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open in self.inside:
            self.inside[self.open].append(data)


@pytest.fixture
def text() -> str:
    reply = page()
    assert not hasattr(reply.body, "__aiter__")
    return b"".join(reply.body).decode()


@pytest.fixture
def elements(text: str) -> Elements:
    found = Elements()
    found.feed(text)
    return found


def policy() -> dict[str, str]:
    directives = page().headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (directive.partition(" ") for directive in directives)}


def test_only_what_stands_in_the_page_runs(elements: Elements) -> None:
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        assert len(elements.inside[tag]) == 1
        digest = b64encode(hashlib.sha256(elements.inside[tag][0].encode()).digest()).decode()
        assert policy()[directive] == f"'sha256-{digest}'"
    assert policy()["default-src"] == "'none'"
    assert policy()["frame-ancestors"] == "'none'"
    assert "unsafe" not in page().headers["content-security-policy"]


def test_nothing_the_policy_would_stop(elements: Elements) -> None:
    for tag, attributes in elements.tags:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag


def test_no_foreign_request(elements: Elements, text: str) -> None:
    for tag, attributes in elements.tags:
        for name in ("src", "href", "action", "srcset"):
            address = attributes.get(name) or ""
            assert not re.match(r"(?!data:)[a-z]+:|//", address), (tag, address)
    addresses = re.findall(r"https?://[^\s'\"<>]+", text)
    assert set(addresses) <= {"http://www.w3.org/2000/svg"}
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)


def test_untrusted_text_is_text(elements: Elements) -> None:
    (script,) = elements.inside["script"]
    for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".srcdoc"):
        assert sink not in script


def test_the_key_stays_in_the_tab(elements: Elements) -> None:
    (script,) = elements.inside["script"]
    assert "history.replaceState" in script
    assert not re.search(r"localStorage\.setItem\([^)]*key\b", script)
    assert "?key=" not in script


def test_every_field_has_a_label_and_every_button_a_kind(elements: Elements) -> None:
    labelled = {attributes.get("for") for tag, attributes in elements.tags if tag == "label"}
    for tag, attributes in elements.tags:
        if tag in ("textarea", "input"):
            assert attributes.get("id") in labelled or "aria-labelledby" in attributes
        if tag == "button":
            assert attributes.get("type") in ("button", "submit")


def test_what_the_script_looks_for_is_there(elements: Elements) -> None:
    ids = [attributes["id"] for _, attributes in elements.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    (script,) = elements.inside["script"]
    assert set(re.findall(r"\$\(\"(\w+)\"\)", script)) <= set(ids)


def test_light_dark_and_quiet(text: str) -> None:
    assert "prefers-color-scheme: dark" in text
    assert "prefers-reduced-motion: reduce" in text
    assert 'name="viewport"' in text
