"""Files as bodies: every kind of range that clients send, against plain slicing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.dialects.protocol import Reply
from heliograph.domain.media import Stored
from heliograph.server.files import from_disk

DATA = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "film"
    path.write_bytes(DATA)
    return path


def asked(path: Path, **headers: str) -> tuple[Reply, bytes]:
    reply = Reply(content_type="video/mp4", file=Stored(path, len(DATA)), etag="abc")
    sent = from_disk(reply, {name.replace("_", "-"): value for name, value in headers.items()})

    async def read() -> bytes:
        if not isinstance(sent.body, AsyncIterator):
            return b"".join(sent.body)
        return b"".join([bytes(piece) async for piece in sent.body])

    return sent, asyncio.run(read())


def test_the_whole_file_says_its_length_and_its_tag(file: Path) -> None:
    reply, body = asked(file)
    assert (reply.status, body) == (200, DATA)
    assert reply.headers["content-length"] == str(len(DATA))
    assert reply.headers["etag"] == '"abc"'
    assert reply.headers["accept-ranges"] == "bytes"


@given(start=st.integers(0, len(DATA) - 1), length=st.integers(1, 2 * len(DATA)))
def test_a_range_is_a_slice(file: Path, start: int, length: int) -> None:
    reply, body = asked(file, range=f"bytes={start}-{start + length - 1}")
    assert reply.status == 206
    assert body == DATA[start : start + length]
    assert reply.headers["content-range"] == f"bytes {start}-{start + len(body) - 1}/{len(DATA)}"
    assert reply.headers["content-length"] == str(len(body))


@pytest.mark.parametrize(
    ("wanted", "part"), [("bytes=-10", DATA[-10:]), ("bytes=100-", DATA[100:]), ("bytes=-99999", DATA)]
)
def test_open_ranges(file: Path, wanted: str, part: bytes) -> None:
    reply, body = asked(file, range=wanted)
    assert (reply.status, body) == (206, part)


@pytest.mark.parametrize("wanted", [f"bytes={len(DATA)}-", "bytes=-0", "bytes=9-3"])
def test_a_range_that_holds_nothing_is_416(file: Path, wanted: str) -> None:
    reply, body = asked(file, range=wanted)
    assert (reply.status, body) == (416, b"")
    assert reply.headers["content-range"] == f"bytes */{len(DATA)}"


@pytest.mark.parametrize("wanted", ["bytes=1-2,4-5", "lines=1-2", "bytes=a-b", "bytes=" + "9" * 50 + "-"])
def test_other_ranges_get_the_whole_file(file: Path, wanted: str) -> None:
    assert asked(file, range=wanted)[0].status == 200


def test_what_the_caller_has_is_not_sent_again_and_a_changed_file_is_sent_whole(file: Path) -> None:
    assert asked(file, if_none_match='"abc"')[0].status == 304
    assert asked(file, range="bytes=0-1", if_range='"other"')[0].status == 200
    assert asked(file, range="bytes=0-1", if_range='"abc"')[0].status == 206
