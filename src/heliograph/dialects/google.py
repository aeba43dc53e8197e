"""What Google's two dialects share: the verbs on a model, its streams and its errors. It knows neither's paths."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from heliograph.dialects.protocol import Call, Chunk, Endpoint, Reply
from heliograph.domain.errors import GatewayError, InvalidArgument, WrongCapability
from heliograph.domain.requests import GetModel, ListModels, Request
from heliograph.domain.results import Delta, Generation, Result, TokenCount
from heliograph.formats.gemini import answers, content, errors, interactions_answer, predict
from heliograph.wire import holes, sse
from heliograph.wire.fields import Fields

VERSIONS = ("v1", "v1beta", "v1alpha", "v1beta1")
"""google-genai 3.x asks for v1, earlier ones for v1beta, Vertex mode for v1beta1: all are answered alike."""
MAX_PAGE = 1000
OTHER_ENDPOINTS = {"video": "predictLongRunning", "image": "generateContent", "text": "generateContent"}


def read_predict(call: Call) -> Request:
    return predict.read_request(call.json, call.path["model"])


def read_content(call: Call) -> Request:
    return content.read_request(call.json, call.path["model"])


def read_streamed(call: Call) -> Request:
    _alt(call)
    return content.read_request(call.json, call.path["model"], stream=True)


def read_count(call: Call) -> Request:
    return content.read_count(call.json, call.path["model"])


def read_list(call: Call) -> Request:
    """`pageSize` and `pageToken` in either spelling; other keys of the query have no meaning here."""
    query = Fields({key: value for key, value in call.query.items() if value})
    size = query.integer("pageSize", minimum=1)
    return ListModels(page_size=None if size is None else min(size, MAX_PAGE), page_token=query.text("pageToken"))


def read_get(call: Call) -> Request:
    return GetModel(model=call.path["model"])


def answer(write: Callable[[Any], dict[str, Any]], kind: type[Result]) -> Callable[[Call, Result], Reply]:
    """A writer of one kind of result as a whole JSON answer."""

    def written(call: Call, result: Result) -> Reply:
        assert isinstance(result, kind), f"{kind.__name__} expected"
        return Reply(body=holes.write(write(result)))

    return written


async def stream(call: Call, deltas: AsyncIterator[Delta]) -> AsyncGenerator[Chunk, None]:
    """Events with `alt=sse`, else a JSON array that is written as it grows. Closed early, it closes what it is made
    of, so that a caller who went away is settled at once."""
    frames = _events if _alt(call) == "sse" else _array
    async with (
        aclosing(answers.write_stream(deltas, call.path["model"])) as chunks,
        aclosing(frames(chunks)) as pieces,
    ):
        async for piece in pieces:
            yield piece


def stream_type(call: Call) -> str:
    return sse.MEDIA_TYPE if _alt(call) == "sse" else "application/json"


def _alt(call: Call) -> str:
    value = call.query.get("alt") or call.query.get("$alt") or "json"
    if value.lower() not in ("json", "sse"):
        raise InvalidArgument(message="alt can be json or sse here.", field="alt", allowed=("json", "sse"))
    return value.lower()


async def _events(chunks: AsyncIterator[dict[str, Any]]) -> AsyncGenerator[Chunk, None]:
    async for chunk in chunks:
        for piece in sse.event(chunk):
            yield piece


async def _array(chunks: AsyncIterator[dict[str, Any]]) -> AsyncGenerator[Chunk, None]:
    """What breaks is left to be raised behind an opened array, so that `refuse_in_stream` can close it."""
    opened = False
    try:
        async for chunk in chunks:
            yield b"," if opened else b"["
            opened = True
            for piece in holes.write(chunk):
                yield piece
    except Exception:
        if not opened:
            yield b"[{}"
        raise
    yield b"]" if opened else b"[]"


class Google:
    """What Gemini and Vertex share: how an error is told."""

    def refuse(self, call: Call, error: GatewayError) -> Reply:
        """google.rpc.Status with the error's HTTP code."""
        body = errors.write_error(self._directed(call, error), docs_of(call, error))
        return Reply(status=error.http_status, headers=errors.error_headers(error), body=holes.write(body))

    def refuse_in_stream(self, call: Call, error: GatewayError) -> bytes:
        """The same as one event, or as the last element of the array. Interactions, whose paths name neither a model
        nor an operation, have events of their own."""
        if not {"model", "id"} & set(call.path):
            return interactions_answer.write_error(error.status, error.sentence())
        body = errors.write_error(self._directed(call, error), docs_of(call, error))
        if (call.query.get("alt") or call.query.get("$alt") or "").lower() == "sse":
            return b"".join(sse.event(body))
        return b"".join((b",", *holes.write(body), b"]"))

    def _directed(self, call: Call, error: GatewayError) -> GatewayError:
        """A model asked at the wrong door is shown the right one."""
        if not isinstance(error, WrongCapability) or error.wanted not in OTHER_ENDPOINTS:
            return error
        path = self.model_path(call, error.model or call.path.get("model", "MODEL"))
        return replace(error, hint=f"Use POST {call.base}{path}:{OTHER_ENDPOINTS[error.wanted]}.")

    def model_path(self, call: Call, model: str) -> str:
        """Where a model stands in this dialect."""
        raise NotImplementedError


def docs_of(call: Call, error: GatewayError) -> str:
    """The page of our own docs that explains an error."""
    return f"{call.base}/docs/errors#{error.docs or error.status.lower()}"


def model_endpoints(root: str) -> list[Endpoint]:
    """The verbs on a model, ``root`` being what stands before `/models`."""
    model = f"{root}/models/{{model}}"
    write = answer(answers.write_result, Generation)
    return [
        Endpoint(
            method="POST",
            path=f"{model}:predict",
            verb="predict",
            read=read_predict,
            write=answer(predict.write_result, Generation),
        ),
        Endpoint(
            method="POST", path=f"{model}:generateContent", verb="generate_content", read=read_content, write=write
        ),
        Endpoint(
            method="POST",
            path=f"{model}:streamGenerateContent",
            verb="stream_generate_content",
            read=read_streamed,
            write=write,
            stream=stream,
            stream_type=stream_type,
        ),
        Endpoint(
            method="POST",
            path=f"{model}:countTokens",
            verb="count_tokens",
            read=read_count,
            write=answer(content.write_count, TokenCount),
        ),
    ]
