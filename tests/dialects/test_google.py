"""Bodies recorded from the real clients on 2026-11-22 (`recorded_google.json`; pictures put in again here), and bodies
that nobody sends: whatever comes, it is read or refused, never a fault."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.dialects.gemini import Gemini
from heliograph.dialects.protocol import Call, Reply
from heliograph.dialects.vertex import Vertex
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Media
from heliograph.domain.requests import CountTokens, GenerateContent, GenerateImages, Request
from heliograph.server.paths import Paths
from heliograph.wire import armour, holes

PATHS = Paths([Vertex(), Gemini()])
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 30
RECORDED = json.loads(Path(__file__).with_name("recorded_google.json").read_text("utf-8"))
POSTS = [endpoint for endpoint in Gemini().endpoints if endpoint.method == "POST"][:4]


def read(path: str, query: str, body: str) -> Any:
    match = PATHS.find("POST", path)
    assert match is not None
    assert match.endpoint is not None
    parameters = dict([query.split("=")]) if query else {}
    return match.endpoint.read(Call(method="POST", path=match.path, query=parameters, json=holes.read(body.encode())))


def pictures(ask: Request | Reply) -> list[Media]:
    if isinstance(ask, GenerateImages):
        return [one.media for one in ask.references]
    assert isinstance(ask, GenerateContent | CountTokens)
    return [media for turn in ask.contents for media in turn.media]


@pytest.mark.parametrize("row", RECORDED, ids=[f"{row['client']} {row['path'].rpartition(':')[2]}" for row in RECORDED])
@pytest.mark.parametrize("alphabet", [base64.b64encode, base64.urlsafe_b64encode])
def test_what_clients_send(row: dict[str, Any], alphabet: Any) -> None:
    ask = read(row["path"], row["query"], json.dumps(row["body"]).replace("(picture)", alphabet(PNG).decode()))
    found = pictures(ask)
    assert all(armour.raw(media) == PNG and media.mime_type == "image/png" for media in found)
    facts = {"pictures": len(found), "turns": len(getattr(ask, "contents", ()))}
    for name, value in row["means"].items():
        got = facts[name] if name in facts else getattr(ask, name)
        assert got == (tuple(value) if isinstance(value, list) else value), name


WORDS = [
    *("contents", "parts", "role", "text", "inlineData", "inline_data", "data", "mimeType", "fileData", "fileUri"),
    *("generationConfig", "imageConfig", "responseModalities", "aspectRatio", "candidateCount", "seed", "thought"),
    *("systemInstruction", "imageOutputOptions", "compressionQuality", "instances", "parameters", "prompt", "image"),
    *("bytesBase64Encoded", "gcsUri", "referenceImages", "referenceType", "referenceImage", "mask", "productImages"),
    *("upscaleConfig", "upscaleFactor", "mode", "sampleCount", "numberOfImages", "model", "generateContentRequest"),
]
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(
        ["", "x", "user", "IMAGE", "upscale", "FOREGROUND", "data:image/png;base64,QUJD", "http://h/x", "x2", "4"]
    )
    | st.just("A" * 5000),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=12,
)
likely = st.fixed_dictionaries(
    {},
    optional={
        "contents": values | st.lists(st.fixed_dictionaries({"parts": st.lists(values, max_size=2)}), max_size=2),
        "instances": values | st.lists(st.dictionaries(st.sampled_from(WORDS), values, max_size=3), max_size=1),
        "parameters": values,
        "generationConfig": values,
        "systemInstruction": values,
    },
)


@settings(max_examples=300, deadline=None)
@given(values | likely, st.sampled_from(POSTS))
def test_whatever_comes_is_read_or_refused(value: Any, endpoint: Any) -> None:
    call = Call(method="POST", path={"model": "m"}, json=holes.read(json.dumps(value).encode()))
    try:
        ask = endpoint.read(call)
    except InvalidArgument:
        return
    assert ask.model == "m"
