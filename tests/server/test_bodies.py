"""Bodies are bounded in bytes, in time and in form."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from heliograph.domain.errors import (
    GatewayError,
    InvalidArgument,
    PayloadTooLarge,
    RequestTimeout,
    UnsupportedMediaType,
)
from heliograph.server.bodies import Body, BodyLimits, Disconnected

LIMITS = BodyLimits(bytes=10, seconds=0.2, idle_seconds=0.1)


def sender(*pieces: bytes, pause: float = 0, gone: bool = False) -> Callable[[], Awaitable[Any]]:
    """A receive that sends these pieces, then hangs or goes away."""
    left = list(pieces)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        if left:
            piece = left.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(left) or gone}
        if gone:
            return {"type": "http.disconnect"}
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    return receive


def read(receive: Callable[[], Awaitable[Any]], **headers: str) -> list[bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return asyncio.run(Body(receive, named, LIMITS).read())


def test_the_pieces_come_as_they_were_sent() -> None:
    assert read(sender(b"abc", b"", b"de")) == [b"abc", b"de"]


@pytest.mark.parametrize(
    ("receive", "headers", "error"),
    [
        (sender(b"12345678901"), {}, PayloadTooLarge),
        (sender(b"123456", b"78901"), {}, PayloadTooLarge),
        (sender(b""), {"content_length": "11"}, PayloadTooLarge),
        (sender(b""), {"content_length": "-1"}, InvalidArgument),
        (sender(b""), {"content_encoding": "gzip"}, UnsupportedMediaType),
        (sender(b"a", b"b", b"c", b"d", b"e", pause=0.08), {}, RequestTimeout),
        (sender(b"a", b"b", pause=0.15), {}, RequestTimeout),
    ],
)
def test_what_goes_beyond_the_limits_is_refused(
    receive: Callable[[], Awaitable[Any]], headers: dict[str, str], error: type[GatewayError]
) -> None:
    with pytest.raises(error) as caught:
        read(receive, **headers)
    assert type(caught.value) is error


def test_a_sender_that_goes_away_is_nobodys_error() -> None:
    with pytest.raises(Disconnected):
        read(sender(b"a", gone=True))


def test_after_an_error_the_rest_is_thrown_away_and_the_connection_kept() -> None:
    body = Body(sender(b"123456", b"78901", b"rest"), {"transfer-encoding": "chunked"}, LIMITS)

    async def go() -> dict[str, str]:
        with pytest.raises(PayloadTooLarge):
            await body.read()
        return await body.let_go()

    assert asyncio.run(go()) == {}


def test_a_sender_without_end_loses_its_connection() -> None:
    body = Body(sender(b"1", gone=True), {"content-length": "9"}, LIMITS)
    assert asyncio.run(body.let_go()) == {"connection": "close"}
