"""The Vertex dialect: the paths that google-genai asks for in Vertex mode (wire.md 6)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from heliograph.dialects.gemini import Gemini
from heliograph.dialects.protocol import Call, Reply
from heliograph.dialects.vertex import Vertex
from heliograph.domain.errors import WrongCapability
from heliograph.domain.requests import GenerateContent, GenerateImages, ListModels
from heliograph.domain.results import ModelPage
from heliograph.server.paths import Match, Paths
from heliograph.wire import holes
from tests.formats.gemini.samples import B64, MODEL, generation

DIALECT = Vertex()
PATHS = Paths([DIALECT, Gemini()])
ROOTS = ("/gemini/v1beta1/publishers/google", "/gemini/v1beta1/projects/p-1/locations/us-central1/publishers/google")


def find(method: str, path: str) -> Match:
    match = PATHS.find(method, path)
    assert match is not None
    assert match.dialect is DIALECT
    return match


def body_of(reply: Reply) -> Any:
    assert not isinstance(reply.body, AsyncIterator)
    return json.loads(b"".join(reply.body))


@pytest.mark.parametrize("root", ROOTS)
def test_imagen_as_current_google_genai_asks(root: str) -> None:
    match = find("POST", f"{root}/models/imagen-4.0-generate-001:predict")
    assert match.endpoint is not None
    body = b'{"instances":[{"prompt":"a logo"}],"parameters":{"sampleCount":1}}'
    call = Call(method="POST", path=match.path, json=holes.read(body))
    ask = match.endpoint.read(call)
    assert isinstance(ask, GenerateImages)
    assert (ask.model, ask.number_of_images) == ("imagen-4.0-generate-001", 1)
    reply = match.endpoint.write(call, generation())
    assert body_of(reply)["predictions"] == [{"mimeType": "image/png", "bytesBase64Encoded": B64}]


@pytest.mark.parametrize("root", ROOTS)
def test_content_and_lists(root: str) -> None:
    match = find("POST", f"{root}/models/{MODEL.id}:streamGenerateContent")
    assert match.endpoint is not None
    body = b'{"contents":[{"parts":[{"text":"x"}]}]}'
    ask = match.endpoint.read(Call(method="POST", path=match.path, query={"alt": "sse"}, json=holes.read(body)))
    assert isinstance(ask, GenerateContent)
    assert ask.stream
    match = find("GET", f"{root}/models")
    assert match.endpoint is not None
    call = Call(method="GET", path=match.path)
    assert match.endpoint.read(call) == ListModels()
    rows = body_of(match.endpoint.write(call, ModelPage(models=(MODEL,))))["publisherModels"]
    assert rows[0]["name"] == f"publishers/google/models/{MODEL.id}"
    one = find("GET", f"{root}/models/{MODEL.id}")
    assert one.endpoint is not None
    assert body_of(one.endpoint.write(call, MODEL))["name"] == rows[0]["name"]


def test_unknown_paths_are_refused_in_its_words() -> None:
    assert find("GET", "/gemini/v1/projects/p/locations/l/endpoints").endpoint is None
    wrong = WrongCapability(message="Veo makes films.", model="veo-2.0-generate-001", wanted="video")
    call = Call(method="POST", path={"project": "p-1", "location": "l"}, base="http://h")
    message = body_of(DIALECT.refuse(call, wrong))["error"]["message"]
    path = "/gemini/v1beta1/projects/p-1/locations/l/publishers/google/models/veo-2.0-generate-001:predictLongRunning"
    assert f"http://h{path}" in message
