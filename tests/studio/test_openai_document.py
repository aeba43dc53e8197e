"""What the document on OpenAI's API says of each field is what happens to it."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from heliograph.dialects.openai import OpenAIDialect
from heliograph.dialects.protocol import Call
from heliograph.domain.films import GenerateVideos
from heliograph.domain.requests import GenerateContent, GenerateImages
from heliograph.formats.openai.shapes import SHAPES

TEXT = files("heliograph.studio").joinpath("documents", "openai.md").read_text("utf-8")
NEEDS: dict[str, dict[str, Any]] = {"output_compression": {"output_format": "webp"}, "partial_images": {"stream": True}}


def section(title: str) -> str:
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> list[tuple[str, str, str]]:
    return re.findall(r"^\| `(\w+)` \| `(.+?)` \| (.+) \|$", section(title), re.MULTILINE)


CASES = [("/v1/images/generations", *row) for row in rows("Pictures")] + [
    ("/v1/chat/completions", *row) for row in rows("Chat")
]
CASES += [("/v1/videos", *row) for row in rows("Films")]


@pytest.mark.parametrize(("path", "name", "example", "effect"), CASES, ids=[f"{c[0][4:8]}-{c[1]}" for c in CASES])
def test_a_field_does_what_the_document_says(path: str, name: str, example: str, effect: str) -> None:
    least: dict[str, Any] = (
        {"model": "m", "messages": [{"role": "user", "content": "x"}]} if "chat" in path else {"prompt": "a cat"}
    )
    body = {**least, **NEEDS.get(name, {}), name: json.loads(example)}
    endpoint = next(one for one in OpenAIDialect().endpoints if one.path == path)
    ask = endpoint.read(Call(method="POST", json=body))
    assert isinstance(ask, GenerateImages | GenerateContent | GenerateVideos)
    named = any(word == name or word.startswith((f"{name}.", f"{name}[")) for word in ask.ignored)
    assert named == effect.startswith("no effect")


def test_the_tables_are_read() -> None:
    assert len(rows("Pictures")) > 15
    assert len(rows("Chat")) > 20
    assert len(rows("Films")) > 12


def test_every_shape_is_documented() -> None:
    title = "Where the picture stands in a chat answer"
    assert re.findall(r"^\| `(\w+)` \|", section(title), re.MULTILINE) == list(SHAPES)
