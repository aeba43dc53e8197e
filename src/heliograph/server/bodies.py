"""Bodies on their way in: bounded in bytes and in time, in one of the few forms that are taken."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from heliograph.domain.errors import InvalidArgument, PayloadTooLarge, RequestTimeout, UnsupportedMediaType

Receive = Callable[[], Awaitable[Any]]
LINGER_SECONDS = 2.0


class Disconnected(Exception):
    """The client went away while it was sending: nobody is left to be told."""


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """``bytes`` for one body, ``seconds`` for its whole arrival, ``idle_seconds`` between two pieces."""

    bytes: int = 64 * 1024 * 1024
    seconds: float = 120.0
    idle_seconds: float = 20.0


class Body:
    """The body of one request, read at most once."""

    def __init__(self, receive: Receive, headers: Mapping[str, str], limits: BodyLimits) -> None:
        self._receive = receive
        self._headers = headers
        self._limits = limits
        self._whole = False

    async def read(self) -> list[bytes]:
        """The pieces as they came. Raises PayloadTooLarge, RequestTimeout, UnsupportedMediaType, Disconnected."""
        _check_headers(self._headers, self._limits)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._pieces()
        except TimeoutError:
            raise RequestTimeout(
                message="The body of the request did not arrive in time.",
                hint="Send it faster, or with smaller pictures.",
            ) from None

    async def let_go(self) -> dict[str, str]:
        """Before an error is answered: what is still on its way is thrown away for a moment, so that the sender gets
        to read the answer, and the connection is not used again. Gives the headers that say so."""
        if self._whole or (
            self._headers.get("content-length", "0") == "0" and "transfer-encoding" not in self._headers
        ):
            return {}
        with contextlib.suppress(TimeoutError, Disconnected):
            async with asyncio.timeout(LINGER_SECONDS):
                while not self._whole:
                    await self._piece()
        return {} if self._whole else {"connection": "close"}

    async def _pieces(self) -> list[bytes]:
        pieces: list[bytes] = []
        total = 0
        while not self._whole:
            async with asyncio.timeout(self._limits.idle_seconds):
                piece = await self._piece()
            total += len(piece)
            if total > self._limits.bytes:
                raise _too_large(self._limits)
            if piece:
                pieces.append(piece)
        return pieces

    async def _piece(self) -> bytes:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        self._whole = not message.get("more_body")
        piece: bytes = message.get("body", b"")
        return piece


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
