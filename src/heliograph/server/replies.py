"""Replies on their way out: chunks as they are, streams as they come, and the headers that every answer has."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from heliograph.dialects.protocol import Chunk, Reply
from heliograph.domain.films import AnyRequest
from heliograph.domain.operation import Operation
from heliograph.domain.results import Generation, Result

Send = Callable[[Any], Awaitable[None]]
SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def notes_of(ask: AnyRequest | None, result: Result | None) -> dict[str, str]:
    """The ``x-heliograph-*`` headers: who served what, at which price, and what had no effect."""
    headers: dict[str, str] = {}
    ignored = result.ignored if isinstance(result, Generation) else getattr(ask, "ignored", ())
    if ignored:
        headers["x-heliograph-ignored"] = ", ".join(ignored)
    if isinstance(result, Generation | Operation):
        headers["x-heliograph-model"] = result.model if isinstance(result, Operation) else result.model.id
        if result.engine:
            headers["x-heliograph-engine"] = result.engine
        if result.cost is not None:
            headers["x-heliograph-cost"] = str(result.cost)
        if result.emulated:
            headers["x-heliograph-emulated"] = "true"
        if result.notes:
            headers["x-heliograph-notes"] = " ".join(result.notes)
    return {name: header_text(value) for name, value in headers.items()}


def header_text(value: str) -> str:
    """Text that may stand in a header: printable ASCII, all else percent-encoded; at most 2,000 characters."""
    return quote(value[:1000], safe=" !\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~")[:2000]


async def send_reply(send: Send, reply: Reply, extra: Mapping[str, str]) -> None:
    """Send a reply. A whole body goes out with its length; a stream piece by piece."""
    headers = {**SAFE, "content-type": reply.content_type, **reply.headers, **extra}
    if isinstance(reply.body, AsyncIterator):
        await _start(send, reply.status, headers)
        try:
            async for chunk in reply.body:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        finally:
            if isinstance(reply.body, AsyncGenerator):
                await reply.body.aclose()
    else:
        chunks = _gathered(reply.body)
        await _start(send, reply.status, {**headers, "content-length": str(sum(len(chunk) for chunk in chunks))})
        for chunk in chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _start(send: Send, status: int, headers: Mapping[str, str]) -> None:
    pairs = [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})


def _gathered(body: Iterable[Chunk]) -> list[Chunk]:
    """Small neighbours joined, so that an answer goes out in few writes; large spans stay as they are."""
    out: list[Chunk] = []
    small: list[Chunk] = []
    for chunk in body:
        if len(chunk) > 16_384:
            if small:
                out.append(b"".join(small))
                small = []
            out.append(chunk)
        else:
            small.append(chunk)
    if small:
        out.append(b"".join(small))
    return out
