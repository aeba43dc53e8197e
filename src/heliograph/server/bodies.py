"""Bodies on their way in: bounded in bytes and in time, in one of the few forms that are taken."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from heliograph.domain.errors import InvalidArgument, PayloadTooLarge, RequestTimeout, UnsupportedMediaType

Receive = Callable[[], Awaitable[Any]]


class Disconnected(Exception):
    """The client went away while it was sending: nobody is left to be told."""


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """``bytes`` for one body, ``seconds`` for its whole arrival, ``idle_seconds`` between two pieces."""

    bytes: int = 64 * 1024 * 1024
    seconds: float = 120.0
    idle_seconds: float = 20.0


async def read_body(receive: Receive, headers: Mapping[str, str], limits: BodyLimits) -> list[bytes]:
    """The pieces of the body as they came. Raises PayloadTooLarge, RequestTimeout, UnsupportedMediaType,
    Disconnected."""
    _check_headers(headers, limits)
    pieces: list[bytes] = []
    total = 0
    try:
        async with asyncio.timeout(limits.seconds):
            while True:
                async with asyncio.timeout(limits.idle_seconds):
                    message = await receive()
                if message["type"] == "http.disconnect":
                    raise Disconnected
                piece = message.get("body", b"")
                total += len(piece)
                if total > limits.bytes:
                    raise _too_large(limits)
                if piece:
                    pieces.append(piece)
                if not message.get("more_body"):
                    return pieces
    except TimeoutError:
        raise RequestTimeout(
            message="The body of the request did not arrive in time.", hint="Send it faster, or in smaller pictures."
        ) from None


def _check_headers(headers: Mapping[str, str], limits: BodyLimits) -> None:
    if headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
        raise UnsupportedMediaType(
            message="Compressed request bodies are not taken.",
            field="content-encoding",
            allowed=("identity",),
            hint="Pictures in base64 hardly shrink: send the body as it is.",
        )
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        raise InvalidArgument(message="The content-length header is no number.", field="content-length")
    if int(length) > limits.bytes:
        raise _too_large(limits)


def _too_large(limits: BodyLimits) -> PayloadTooLarge:
    return PayloadTooLarge(
        message=f"The body of the request is larger than {limits.bytes // 1_048_576} MiB.",
        hint="Send fewer or smaller pictures.",
    )
