"""The Gemini dialect from path to reply: every version and verb, streams both ways, errors in its own words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from heliograph.dialects.gemini import Gemini
from heliograph.dialects.google import VERSIONS
from heliograph.dialects.protocol import Call, Chunk, Endpoint, Reply
from heliograph.dialects.vertex import Vertex
from heliograph.domain.errors import InvalidArgument, NotFound, Unavailable, WrongCapability
from heliograph.domain.model import Capability, Model
from heliograph.domain.requests import CountTokens, GenerateContent, GenerateImages, GetModel, ListModels
from heliograph.domain.results import Delta, Generation, ModelPage, Refusal, TokenCount
from heliograph.domain.usage import Meter, Usage
from heliograph.server.paths import Paths
from heliograph.wire import holes
from tests.formats.gemini.samples import B64, MODEL, generation

DIALECT = Gemini()
PATHS = Paths([Vertex(), DIALECT])
BASE = "http://127.0.0.1:8080"
ASK = {"contents": [{"parts": [{"text": "a mermaid"}]}]}


@dataclass(frozen=True)
class Met:
    endpoint: Endpoint
    call: Call


def meet(method: str, path: str, body: Any = None, **query: str) -> Met:
    match = PATHS.find(method, path)
    assert match is not None
    assert match.endpoint is not None
    assert match.dialect is DIALECT
    json_body = None if body is None else holes.read(json.dumps(body).encode())
    return Met(match.endpoint, Call(method=method, path=match.path, query=query, json=json_body, base=BASE))


def body_of(reply: Reply) -> Any:
    assert not isinstance(reply.body, AsyncIterator)
    return json.loads(b"".join(reply.body))


async def of(deltas: Sequence[Delta | Exception]) -> AsyncIterator[Delta]:
    for delta in deltas:
        if isinstance(delta, Exception):
            raise delta
        yield delta


def stream(met: Met, deltas: Sequence[Delta | Exception]) -> bytes:
    """The bytes of a stream, ended by the dialect's own words when it breaks: as the server does it."""

    async def collect() -> bytes:
        out: list[Chunk] = []
        assert met.endpoint.stream is not None
        try:
            async for chunk in met.endpoint.stream(met.call, of(deltas)):
                out.append(chunk)
        except Unavailable as error:
            out.append(DIALECT.refuse_in_stream(met.call, error))
        return b"".join(out)

    return asyncio.run(collect())


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_answers_every_verb(version: str) -> None:
    model = f"/gemini/{version}/models/imagen-4.0-fast-generate-001"
    asks = {
        f"{model}:predict": ({"instances": [{"prompt": "a logo"}]}, GenerateImages),
        f"{model}:generateContent": (ASK, GenerateContent),
        f"{model}:streamGenerateContent": (ASK, GenerateContent),
        f"{model}:countTokens": (ASK, CountTokens),
    }
    for path, (body, kind) in asks.items():
        met = meet("POST", path, body)
        ask = met.endpoint.read(met.call)
        assert isinstance(ask, kind)
        assert getattr(ask, "model", "") == "imagen-4.0-fast-generate-001"
        assert getattr(ask, "stream", False) is ("stream" in path)
    for path, kind in ((f"/gemini/{version}/models", ListModels), (model, GetModel)):
        met = meet("GET", path)
        assert isinstance(met.endpoint.read(met.call), kind)


def test_the_seeds_logo_comes_back() -> None:
    body = {"instances": [{"prompt": "a logo"}], "parameters": {"sampleCount": 1, "aspectRatio": "1:1"}}
    met = meet("POST", "/gemini/v1beta/models/imagen-4.0-fast-generate-001:predict", body)
    reply = met.endpoint.write(met.call, generation())
    assert (reply.status, reply.content_type) == (200, "application/json")
    assert body_of(reply) == {"predictions": [{"mimeType": "image/png", "bytesBase64Encoded": B64}]}


def deltas() -> list[Delta]:
    made = generation()
    return [*(Delta(part=part) for part in made.candidates[0].parts), Delta(final=made)]


@pytest.mark.parametrize("key", ["alt", "$alt"])
def test_a_stream_of_events(key: str) -> None:
    met = meet("POST", f"/gemini/v1beta/models/{MODEL.id}:streamGenerateContent", ASK, **{key: "sse"})
    assert met.endpoint.stream_type is not None
    assert met.endpoint.stream_type(met.call) == "text/event-stream"
    out = stream(met, deltas())
    frames = out.decode().removesuffix("\n\n").split("\n\n")
    assert len(frames) == 3
    assert all(frame.startswith('data: {"') for frame in frames)
    assert b"[DONE]" not in out
    broken = stream(met, [deltas()[0], Unavailable(message="Away.")]).decode()
    last = json.loads(broken.removesuffix("\n\n").split("\n\n")[-1].removeprefix("data: "))
    assert last["error"]["status"] == "UNAVAILABLE"


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_a_stream_as_an_array_is_json_even_when_it_breaks(cut: int) -> None:
    met = meet("POST", f"/gemini/v1beta/models/{MODEL.id}:streamGenerateContent", ASK)
    assert met.endpoint.stream_type is not None
    assert met.endpoint.stream_type(met.call) == "application/json"
    assert len(json.loads(stream(met, deltas()))) == 3
    broken = json.loads(stream(met, [*deltas()[:cut], Unavailable(message="Away.")]))
    assert broken[-1]["error"]["code"] == 503
    assert len(broken) == max(cut, 1) + 1
    assert json.loads(stream(met, [])) == []


def test_an_unknown_alt_is_refused_before_the_stream() -> None:
    met = meet("POST", f"/gemini/v1beta/models/{MODEL.id}:streamGenerateContent", ASK, alt="xml")
    with pytest.raises(InvalidArgument):
        met.endpoint.read(met.call)


def test_lists_and_counts() -> None:
    met = meet("GET", "/gemini/v1/models", pageSize="50", pageToken="a")
    assert met.endpoint.read(met.call) == ListModels(page_size=50, page_token="a")
    films = Model(
        id="veo", family="veo", title="Veo", owner="google", capabilities=frozenset({Capability.TEXT_TO_VIDEO})
    )
    rows = body_of(met.endpoint.write(met.call, ModelPage(models=(MODEL, films))))["models"]
    assert "generateContent" in rows[0]["supportedGenerationMethods"]
    assert "generateContent" not in rows[1]["supportedGenerationMethods"]
    for size in ("0", "-1", "x", "1.5"):
        met = meet("GET", "/gemini/v1/models", page_size=size)
        with pytest.raises(InvalidArgument):
            met.endpoint.read(met.call)
    one = meet("GET", f"/gemini/v1/models/{MODEL.id}")
    assert body_of(one.endpoint.write(one.call, MODEL))["name"] == f"models/{MODEL.id}"
    count = meet("POST", f"/gemini/v1/models/{MODEL.id}:countTokens", ASK)
    counted = TokenCount(model=MODEL, usage=Usage({Meter.INPUT_TEXT_TOKEN: 12}))
    assert body_of(count.endpoint.write(count.call, counted))["totalTokens"] == 12


def test_errors_are_told_in_googles_shape() -> None:
    reply = DIALECT.refuse(Call(method="GET", base=BASE), NotFound(message="No such path.", docs="paths"))
    error = body_of(reply)["error"]
    assert (reply.status, error["code"], error["status"]) == (404, 404, "NOT_FOUND")
    assert error["details"][-1]["links"][0]["url"] == f"{BASE}/docs/errors#paths"


def test_a_film_asked_here_is_shown_its_door() -> None:
    met = meet("POST", "/gemini/v1beta/models/veo-2.0-generate-001:predict", {"instances": [{"prompt": "x"}]})
    wrong = WrongCapability(message="Veo makes films.", model="veo-2.0-generate-001", wanted="video")
    message = body_of(DIALECT.refuse(met.call, wrong))["error"]["message"]
    assert f"{BASE}/gemini/v1beta/models/veo-2.0-generate-001:predictLongRunning" in message


def test_a_refusal_by_policy_is_an_answer() -> None:
    met = meet("POST", f"/gemini/v1beta/models/{MODEL.id}:generateContent", ASK)
    refused = Generation(model=MODEL, engine="", refusal=Refusal(code="PROHIBITED_CONTENT", reason="No."))
    reply = met.endpoint.write(met.call, refused)
    assert reply.status == 200
    assert body_of(reply)["promptFeedback"]["blockReason"] == "PROHIBITED_CONTENT"
