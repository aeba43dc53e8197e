"""Uploads piece by piece: whatever the cuts, the file is what was sent, and what does not fit is refused."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.errors import GatewayError, InvalidArgument, NotFound, PayloadTooLarge, ResourceExhausted
from heliograph.domain.films import AppendUpload, FilePage, ListFiles, StartUpload, Upload
from heliograph.domain.media import Media
from heliograph.domain.operation import StoredMedia
from heliograph.gateway.film_ports import KeptFile
from heliograph.gateway.uploading import Uploading, UploadLimits

START = StartUpload(mime_type="image/png", name="a cat")


class Shelf:
    """Files in a folder by their digest, and rows in a dictionary."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[tuple[str, str], StoredMedia] = {}

    async def keep(self, pieces: AsyncIterator[bytes]) -> KeptFile:
        data = b"".join([piece async for piece in pieces])
        kept = KeptFile(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        self.path(kept.sha256).write_bytes(data)
        return kept

    async def media(self, kept: StoredMedia) -> Media:
        raise AssertionError

    def path(self, sha256: str) -> Path:
        return self.folder / sha256

    async def read(self, tenant: str, id: str) -> StoredMedia | None:
        return self.rows.get((tenant, id))

    async def page(self, tenant: str, ask: ListFiles) -> FilePage:
        raise AssertionError

    async def delete(self, tenant: str, id: str) -> bool:
        raise AssertionError

    async def add(self, tenant: str, file: StoredMedia) -> None:
        self.rows[tenant, file.id] = replace(file, created=datetime.now(UTC))


def room(folder: Path, limits: UploadLimits | None = None) -> tuple[Uploading, Shelf]:
    shelf = Shelf(folder)
    ids = iter(f"file{n}" for n in range(1000))
    return Uploading(shelf, shelf, lambda: next(ids), limits), shelf


def append(uploads: Uploading, *asks: AppendUpload) -> Upload:
    async def all_of() -> Upload:
        for ask in asks:
            last = await uploads.append(ask)
        return last

    return asyncio.run(all_of())


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=6).filter(lambda pieces: any(pieces)))
def test_the_file_is_what_was_sent(pieces: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        uploads, shelf = room(Path(folder))
        token = uploads.start("t", replace(START, size=len(b"".join(pieces)))).token
        asks, offset = [], 0
        for piece in pieces:
            asks.append(AppendUpload(token=token, offset=offset, data=(piece,) if piece else ()))
            offset += len(piece)
        done = append(uploads, *asks, AppendUpload(token=token, finish=True))
        assert done.received == offset
        assert done.file is not None
        assert (done.file.id, done.file.name, done.file.mime_type) == ("file0", "a cat", "image/png")
        assert shelf.path(done.file.sha256).read_bytes() == b"".join(pieces)
        assert done.file == shelf.rows["t", "file0"]


def test_a_repeated_end_gives_the_same_file(tmp_path: Path) -> None:
    uploads, shelf = room(tmp_path)
    token = uploads.start("t", START).token
    last = AppendUpload(token=token, offset=0, data=(b"ab",), finish=True)
    assert append(uploads, last).file == append(uploads, last).file
    assert len(shelf.rows) == 1


def test_how_far_it_is(tmp_path: Path) -> None:
    uploads, _ = room(tmp_path)
    token = uploads.start("t", START).token
    seen = append(uploads, AppendUpload(token=token, offset=0, data=(b"ab", b"c")), AppendUpload(token=token))
    assert (seen.received, seen.file) == (3, None)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (AppendUpload(token="", offset=1, data=(b"ab",)), InvalidArgument),
        (AppendUpload(token="", offset=0, data=(b"x" * 11,)), InvalidArgument),
        (AppendUpload(token="", offset=0, data=(b"x" * 9,), finish=True), InvalidArgument),
        (AppendUpload(token="", finish=True), InvalidArgument),
        (AppendUpload(token="", offset=0, data=(b"x" * 21,)), PayloadTooLarge),
    ],
)
def test_what_does_not_fit(tmp_path: Path, ask: AppendUpload, error: type[GatewayError]) -> None:
    uploads, shelf = room(tmp_path, UploadLimits(bytes=20))
    token = uploads.start("t", replace(START, size=10)).token
    with pytest.raises(error):
        append(uploads, replace(ask, token=token))
    assert append(uploads, AppendUpload(token=token)).received == 0, "it can go on from where it was"
    assert not shelf.rows


def test_limits_and_strangers(tmp_path: Path) -> None:
    uploads, _ = room(tmp_path, UploadLimits(bytes=20, open=2))
    with pytest.raises(PayloadTooLarge):
        uploads.start("t", replace(START, size=21))
    first = uploads.start("t", START).token
    assert uploads.start("t", START).token != first
    with pytest.raises(ResourceExhausted):
        uploads.start("t", START)
    uploads.start("u", START)
    append(uploads, AppendUpload(token=first, offset=0, data=(b"a",), finish=True))
    uploads.start("t", START)
    with pytest.raises(NotFound):
        append(uploads, AppendUpload(token="guess"))


def test_an_empty_file_is_none(tmp_path: Path) -> None:
    uploads, _ = room(tmp_path)
    token = uploads.start("t", START).token
    with pytest.raises(InvalidArgument):
        append(uploads, AppendUpload(token=token, finish=True))


def test_who_does_not_come_back_is_forgotten(tmp_path: Path) -> None:
    uploads, _ = room(tmp_path, UploadLimits(open=1, idle_seconds=-1))
    token = uploads.start("t", START).token
    uploads.start("t", START)
    with pytest.raises(NotFound):
        append(uploads, AppendUpload(token=token))
