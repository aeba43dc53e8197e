"""Files that arrive in pieces, over several requests and perhaps several processes. Whole ones go to media.py."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path

from heliograph.domain.errors import InvalidArgument
from heliograph.gateway.film_ports import UploadDraft
from heliograph.store.data_folder import write_private
from heliograph.store.files import ALPHABET
from heliograph.store.media import disk_told

PIECE = 1024 * 1024
KEPT_SECONDS = 24 * 3600


class UploadDrafts:
    """An Uploads port for the core, in a folder of its own: one file for the bytes, one for what was said of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def begin(self, token: str, draft: UploadDraft) -> None:
        said = {name: value for name, value in asdict(draft).items() if name != "received"}
        await asyncio.to_thread(write_private, self._said(token), json.dumps(said).encode())

    async def read(self, token: str) -> UploadDraft | None:
        """None for a token that nobody was given, or whose time is over."""
        return await asyncio.to_thread(self._read, token) if set(token) <= set(ALPHABET) and token else None

    async def append(self, token: str, offset: int, data: tuple[bytes, ...]) -> int:
        """The bytes there are now. Raises InvalidArgument unless ``offset`` is where the file ends."""
        return await asyncio.to_thread(disk_told, self._append, (token, offset, data))

    async def pieces(self, token: str) -> AsyncIterator[bytes]:
        """What has arrived, from the beginning."""
        if self._bytes(token).exists():
            with self._bytes(token).open("rb") as file:
                while piece := await asyncio.to_thread(file.read, PIECE):
                    yield piece

    async def drop(self, token: str) -> None:
        for path in (self._bytes(token), self._said(token)):
            path.unlink(missing_ok=True)

    def sweep(self, grace: float = KEPT_SECONDS) -> None:
        """Takes away what nobody has touched for so many seconds."""
        for path in self._folder.iterdir():
            if path.stat().st_mtime < time.time() - grace:
                path.unlink(missing_ok=True)

    def _read(self, token: str) -> UploadDraft | None:
        try:
            said = json.loads(self._said(token).read_bytes())
        except FileNotFoundError:
            return None
        return UploadDraft(**said, received=self._size(token))

    def _append(self, given: tuple[str, int, tuple[bytes, ...]]) -> int:
        token, offset, data = given
        with os.fdopen(os.open(self._bytes(token), os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            end = file.seek(0, os.SEEK_END)
            if offset != end:
                raise InvalidArgument(message=f"The upload goes on at byte {end}, not {offset}.", allowed=(str(end),))
            file.writelines(data)
        return self._size(token)

    def _size(self, token: str) -> int:
        path = self._bytes(token)
        return path.stat().st_size if path.exists() else 0

    def _bytes(self, token: str) -> Path:
        return self._folder / f"{token}.part"

    def _said(self, token: str) -> Path:
        return self._folder / f"{token}.json"
