"""Files by content: whole or not there, checked when read, swept when nobody needs them."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heliograph.domain.errors import InsufficientStorage, Internal
from heliograph.domain.media import Stored
from heliograph.domain.operation import StoredMedia
from heliograph.gateway.film_ports import KeptFile
from heliograph.store.media import MediaFolder, pieces_of


def keep(folder: MediaFolder, *pieces: bytes) -> KeptFile:
    return asyncio.run(folder.keep(pieces_of(pieces)))


def kept(folder: MediaFolder, *pieces: bytes) -> StoredMedia:
    file = keep(folder, *pieces)
    return StoredMedia(id="abc", mime_type="video/mp4", size=file.size, sha256=file.sha256)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(pieces=st.lists(st.binary(max_size=2000), max_size=6))
def test_what_is_kept_is_found_by_its_digest(tmp_path: Path, pieces: list[bytes]) -> None:
    folder = MediaFolder(tmp_path)
    file = keep(folder, *pieces)
    whole = b"".join(pieces)
    assert file.sha256 == hashlib.sha256(whole).hexdigest()
    assert file.size == len(whole)
    assert folder.path(file.sha256).read_bytes() == whole
    assert list(tmp_path.glob(".draft-*")) == []


def test_the_same_bytes_twice_are_one_file(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path)
    assert keep(folder, b"film") == keep(folder, b"fi", b"lm")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_only_its_owner_may_read_a_file(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path / "media")
    path = folder.path(keep(folder, b"film").sha256)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_sender_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half a fi"
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        asyncio.run(MediaFolder(tmp_path).keep(broken()))
    assert list(tmp_path.rglob("*")) == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    async def full() -> AsyncIterator[bytes]:
        yield b"x"
        raise OSError(errno.EIO, "an error of the sender's, not of our disk")

    with pytest.raises(OSError, match="sender"):
        asyncio.run(MediaFolder(tmp_path).keep(full()))
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal = pytest.importorskip("signal")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        with pytest.raises(InsufficientStorage):
            keep(MediaFolder(tmp_path), b"x" * 4096)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_media_lead_to_the_bytes(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path)
    media = asyncio.run(folder.media(kept(folder, b"film")))
    assert media.mime_type == "video/mp4"
    assert isinstance(media.source, Stored)
    assert media.source.path.read_bytes() == b"film"


@pytest.mark.parametrize(("damage", "says"), [(b"fil!", "digest"), (b"fi", "2 bytes"), (None, "gone")])
def test_a_damaged_file_is_never_given_out(tmp_path: Path, damage: bytes | None, says: str) -> None:
    folder = MediaFolder(tmp_path)
    file = kept(folder, b"film")
    asyncio.run(folder.media(file))
    path = folder.path(file.sha256)
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
        os.utime(path, (time.time() + 5, time.time() + 5))
    with pytest.raises(Internal, match=says):
        asyncio.run(folder.media(file))


def test_the_sweep_takes_old_drafts_and_files_that_nobody_needs(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path)
    needed, orphan = keep(folder, b"needed"), keep(folder, b"orphan")
    (tmp_path / ".draft-1").write_bytes(b"half")
    wanted = {needed.sha256}.__contains__
    assert folder.sweep(wanted) == [], "too young"
    assert sorted(folder.sweep(wanted, grace=0.0)) == sorted([".draft-1", orphan.sha256])
    assert folder.path(needed.sha256).exists()
    assert not folder.path(orphan.sha256).exists()
