"""Uploads in pieces: each piece is on the disk before its sender is told so; the whole becomes a file of its tenant.

What is known of an open upload lives in this process: after a restart its address is unknown, and the sender begins
again. Pieces that nobody comes back for have no row and are swept as orphans."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from heliograph.domain.errors import GatewayError, InvalidArgument, NotFound, PayloadTooLarge, ResourceExhausted
from heliograph.domain.films import AppendUpload, StartUpload, Upload
from heliograph.domain.operation import StoredMedia
from heliograph.gateway.film_ports import Files, KeptFile, MediaStore

PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """``bytes`` of one file, ``open`` uploads of one tenant at a time, ``idle_seconds`` until one is forgotten."""

    bytes: int = 512 * 1024 * 1024
    open: int = 32
    idle_seconds: float = 6 * 3600.0


@dataclass(slots=True)
class Open:
    """An upload that was begun, and the file once it is whole."""

    tenant: str
    start: StartUpload
    touched: float
    pieces: list[KeptFile] = field(default_factory=list)
    file: StoredMedia | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def received(self) -> int:
        return sum(piece.size for piece in self.pieces)


class Uploading:
    """Takes pieces in order. Raises GatewayError."""

    def __init__(
        self, files: Files, store: MediaStore, new_id: Callable[[], str], limits: UploadLimits | None = None
    ) -> None:
        self._files = files
        self._store = store
        self._new_id = new_id
        self._limits = limits or UploadLimits()
        self._open: dict[str, Open] = {}

    def start(self, tenant: str, ask: StartUpload) -> Upload:
        """The secret under which the pieces may come."""
        if ask.size is not None and ask.size > self._limits.bytes:
            raise self._too_large()
        now = time.monotonic()
        for token in [token for token, one in self._open.items() if now - one.touched > self._limits.idle_seconds]:
            del self._open[token]
        if sum(one.tenant == tenant and one.file is None for one in self._open.values()) >= self._limits.open:
            raise ResourceExhausted(
                message=f"{self._limits.open} uploads are open already.", hint="Finish some of them first."
            )
        token = secrets.token_urlsafe(32)
        self._open[token] = Open(tenant, ask, now)
        return Upload(token=token)

    async def append(self, ask: AppendUpload) -> Upload:
        """One more piece, the end, or how far it is. A repeated end gives the same file."""
        found = self._open.get(ask.token)
        if found is None:
            raise NotFound(message="There is no such upload.", hint="Uploads end with the process; begin again.")
        async with found.turn:
            found.touched = time.monotonic()
            if found.file is None and (ask.data or ask.finish):
                await self._take(found, ask)
        return Upload(token=ask.token, received=found.received, file=found.file)

    async def _take(self, found: Open, ask: AppendUpload) -> None:
        size = found.received + sum(map(len, ask.data))
        if error := self._wrong(found, ask, size):
            raise error
        if ask.data:
            found.pieces.append(await self._store.keep(_coming(ask.data)))
        if ask.finish:
            found.file = await self._finish(found)

    def _wrong(self, found: Open, ask: AppendUpload, size: int) -> GatewayError | None:
        """What is wrong with a piece after which ``size`` bytes would be there."""
        if ask.offset is not None and ask.offset != found.received:
            return InvalidArgument(
                message=f"This piece begins at {ask.offset}, but {found.received} bytes are here.",
                field="x-goog-upload-offset",
                nearest=str(found.received),
            )
        if size > self._limits.bytes:
            return self._too_large()
        told = found.start.size
        if told is not None and (size > told or (ask.finish and size != told)):
            return InvalidArgument(message=f"{told} bytes were announced; this piece makes it {size}.", field="size")
        if ask.finish and not size:
            return InvalidArgument(message="The file is empty.", field="size")
        return None

    async def _finish(self, found: Open) -> StoredMedia:
        kept = found.pieces[0]
        if len(found.pieces) > 1:
            kept = await self._store.keep(_joined([self._store.path(piece.sha256) for piece in found.pieces]))
        file = StoredMedia(
            id=self._new_id(),
            mime_type=found.start.mime_type,
            size=kept.size,
            sha256=kept.sha256,
            name=found.start.name,
        )
        await self._files.add(found.tenant, file)
        return await self._files.read(found.tenant, file.id) or file

    def _too_large(self) -> PayloadTooLarge:
        return PayloadTooLarge(message=f"A file may have at most {self._limits.bytes // 1_048_576} MiB.", field="size")


async def _coming(data: Sequence[bytes]) -> AsyncIterator[bytes]:
    for chunk in data:
        yield chunk


async def _joined(paths: Sequence[Path]) -> AsyncIterator[bytes]:
    for path in paths:
        file = await asyncio.to_thread(path.open, "rb")
        try:
            while piece := await asyncio.to_thread(file.read, PIECE):
                yield piece
        finally:
            file.close()
