"""Files as they go out: whole, by range, or not at all, as RFC 9110 has it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heliograph.dialects.protocol import Reply
from heliograph.domain.errors import NotFound
from heliograph.domain.media import Stored
from heliograph.server.files import PIECE, file_reply

DATA = bytes(range(256)) * 5000


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    path = tmp_path_factory.mktemp("films") / "film"
    path.write_bytes(DATA)
    return Stored(path, len(DATA))


def sent(film: Stored, content_type: str = "video/mp4", **asked: str) -> tuple[Reply, bytes]:
    reply = file_reply(
        Reply(content_type=content_type, file=film, etag="abc"),
        {name.replace("_", "-"): value for name, value in asked.items()},
    )

    async def collect(body: AsyncIterator[bytes | memoryview]) -> bytes:
        return b"".join([bytes(chunk) async for chunk in body])

    data = asyncio.run(collect(reply.body)) if isinstance(reply.body, AsyncIterator) else b"".join(reply.body)
    if reply.status in (200, 206):
        assert reply.headers["content-length"] == str(len(data))
    return reply, data


def test_the_whole(film: Stored) -> None:
    reply, data = sent(film)
    assert (reply.status, data == DATA) == (200, True)
    assert reply.headers["etag"] == '"abc"'
    assert reply.headers["accept-ranges"] == "bytes"
    assert len(DATA) > 2 * PIECE


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-1", slice(0, 2)),
        ("bytes=100-", slice(100, None)),
        ("bytes=0-", slice(0, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=-99999999", slice(0, None)),
        ("bytes=5-999999999", slice(5, None)),
    ],
)
def test_a_range(film: Stored, asked: str, part: slice) -> None:
    reply, data = sent(film, range=asked)
    start, stop, _ = part.indices(len(DATA))
    assert (reply.status, data == DATA[part]) == (206, True)
    assert reply.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(DATA)}"


@pytest.mark.parametrize("asked", ["bytes=1280000-", "bytes=99999999-", "bytes=-0"])
def test_a_range_behind_the_end(film: Stored, asked: str) -> None:
    reply, data = sent(film, range=asked)
    assert (reply.status, data) == (416, b"")
    assert reply.headers["content-range"] == f"bytes */{len(DATA)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=5-2", "bytes=-", "pages=1-2", "bytes=a-b", "", "bytes=²-3"])
def test_what_is_no_range_is_not_honoured(film: Stored, asked: str) -> None:
    reply, data = sent(film, range=asked)
    assert (reply.status, len(data)) == (200, len(DATA))


def test_conditions(film: Stored) -> None:
    assert sent(film, if_none_match='"abc"')[0].status == 304
    assert sent(film, if_none_match='"old", W/"abc"')[0].status == 304
    assert sent(film, if_none_match='"old"')[0].status == 200
    assert sent(film, range="bytes=0-1", if_range='"abc"')[0].status == 206
    assert sent(film, range="bytes=0-1", if_range='"old"')[0].status == 200
    assert sent(film, range="bytes=0-1", if_range="Wed, 21 Oct 2026 07:28:00 GMT")[0].status == 200


def test_a_browser_shows_films_and_pictures_only(film: Stored) -> None:
    assert sent(film)[0].headers["content-disposition"] == "inline"
    headers = sent(film, "text/html")[0].headers
    assert headers["content-disposition"] == "attachment"
    assert "sandbox" in headers["content-security-policy"]


def test_a_file_that_is_gone(film: Stored, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        file_reply(Reply(file=Stored(tmp_path / "none", 5)), {})
    with pytest.raises(NotFound):
        file_reply(Reply(file=Stored(film.path, 5)), {})


@given(start=st.integers(0, 2_000_000), length=st.integers(0, 2_000_000))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_range_is_that_part(film: Stored, start: int, length: int) -> None:
    reply, data = sent(film, range=f"bytes={start}-{start + length}")
    assert reply.status == (206 if start < len(DATA) else 416)
    assert data == DATA[start : start + length + 1]
