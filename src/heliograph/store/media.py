"""Files by content: written whole or not at all, named by their digest, checked when read. Knows no table.

Bytes go to a draft beside their place, to the disk, to their name, and the folder to the disk; only then may a row
speak of them. A file without a row is an orphan: harmless, and swept when it is a day old."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from heliograph.domain.errors import GatewayError, InsufficientStorage, Internal, Unavailable
from heliograph.domain.media import Media, Stored
from heliograph.domain.operation import StoredMedia
from heliograph.gateway.film_ports import KeptFile
from heliograph.store.failpoints import reach

GRACE_SECONDS = 24 * 3600
CHECKED_SECONDS = 300.0
"""A digest that was right so short a while ago is not counted again, unless the file has changed."""
PIECE = 1024 * 1024
Given = TypeVar("Given")
T = TypeVar("T")
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class MediaFolder:
    """A MediaStore for the core, in one folder that nobody else writes to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._checked: dict[str, tuple[float, int]] = {}

    def path(self, sha256: str) -> Path:
        """Where the file with this digest lies or would lie."""
        return self._folder / sha256[:2] / sha256

    async def keep(self, pieces: AsyncIterator[bytes]) -> KeptFile:
        """Durable when this returns. Raises InsufficientStorage when the disk is full, Unavailable when it refuses."""
        draft = _Draft(self._folder)
        try:
            async for piece in pieces:
                await asyncio.to_thread(disk_told, draft.write, piece)
            return await asyncio.to_thread(disk_told, self._place, draft)
        finally:
            draft.drop()

    async def media(self, kept: StoredMedia) -> Media:
        """Raises Internal when the file is gone, or is not what was written."""
        path = self.path(kept.sha256)
        damage = await asyncio.to_thread(self.damage, kept.sha256, kept.size)
        if damage:
            raise Internal(
                message=f"The file {kept.id} {damage}.",
                hint="'heliograph verify' lists every damaged file; restore it from a backup.",
            )
        return Media(kept.mime_type, Stored(path, kept.size), kept.name or None)

    def damage(self, sha256: str, size: int, *, again: bool = False) -> str:
        """What is wrong with a file, in words; empty when nothing is. ``again`` counts the digest in any case."""
        path = self.path(sha256)
        try:
            found = path.stat()
            if found.st_size != size:
                return f"has {found.st_size} bytes instead of {size}"
            checked, changed = self._checked.get(sha256, (0.0, 0))
            if not again and changed == found.st_mtime_ns and time.monotonic() - checked < CHECKED_SECONDS:
                return ""
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    return "is damaged: its digest is not that of the bytes that were written"
        except FileNotFoundError:
            return "is gone from the disk"
        except OSError as error:
            return f"cannot be read: {error.strerror}"
        self._checked[sha256] = (time.monotonic(), found.st_mtime_ns)
        return ""

    def sweep(self, wanted: Callable[[str], bool], grace: float = GRACE_SECONDS) -> list[str]:
        """Takes away drafts, and files that ``wanted`` knows no row of, once they are older than ``grace`` seconds.
        Returns the names of what it took."""
        before = time.time() - grace
        taken = [path for path in self._old(before) if path.name.startswith(".") or not wanted(path.name)]
        for path in taken:
            path.unlink(missing_ok=True)
        return [path.name for path in taken]

    def _old(self, before: float) -> Iterator[Path]:
        for path in [*self._folder.glob(".draft-*"), *self._folder.glob("??/*")]:
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime <= before:
                    yield path

    def _place(self, draft: _Draft) -> KeptFile:
        kept = draft.finish()
        path = self.path(kept.sha256)
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _sync(self._folder)
        reach("media.rename")
        draft.path.replace(path)
        reach("media.renamed")
        _sync(path.parent)
        self._checked[kept.sha256] = (time.monotonic(), path.stat().st_mtime_ns)
        return kept


class _Draft:
    """Bytes on their way to the disk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f".draft-{secrets.token_hex(8)}"
        self._file: BinaryIO | None = None
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, piece: bytes) -> None:
        if self._file is None:
            self._file = os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._file.write(piece)
        self._hash.update(piece)
        self._size += len(piece)
        reach("media.write")

    def finish(self) -> KeptFile:
        self.write(b"")
        assert self._file is not None
        self._file.flush()
        reach("media.fsync")
        os.fsync(self._file.fileno())
        self._file.close()
        return KeptFile(sha256=self._hash.hexdigest(), size=self._size)

    def drop(self) -> None:
        """No effect once it is in its place."""
        if self._file is not None:
            with contextlib.suppress(OSError):  # what could not be written need not be closed well
                self._file.close()
            self.path.unlink(missing_ok=True)


async def pieces_of(chunks: Iterable[bytes | memoryview]) -> AsyncIterator[bytes]:
    """Bytes at hand as a series for ``keep``."""
    for chunk in chunks:
        yield bytes(chunk)


def disk_told(work: Callable[[Given], T], given: Given) -> T:
    """What the work gives, with the errors of a disk in the house's words."""
    try:
        return work(given)
    except OSError as error:
        raise _failure(error) from error


def _failure(error: OSError) -> GatewayError:
    if error.errno in FULL:
        return InsufficientStorage(message="There is no room left on the disk of the data folder.")
    return Unavailable(message=f"The data folder cannot be written: {error.strerror}.", retry_after=5.0)


def _sync(folder: Path) -> None:
    """A rename is durable once its folder is. Windows offers no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
