"""Files that callers send in pieces: a token that is the secret, bytes in order, and a file in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from heliograph.domain.errors import InvalidArgument, NotFound, PayloadTooLarge
from heliograph.domain.films import AppendUpload, StartUpload, Upload
from heliograph.domain.operation import StoredMedia
from heliograph.gateway.film_ports import Files, MediaStore, UploadDraft, Uploads

TOKEN = 48
"""Letters in a token: 248 bits."""
LARGEST = 512 * 1024 * 1024


class Uploading:
    """``largest`` is in bytes and for one file."""

    def __init__(
        self, drafts: Uploads, files: Files, store: MediaStore, new_id: Callable[..., str], largest: int = LARGEST
    ) -> None:
        self._drafts = drafts
        self._files = files
        self._store = store
        self._new_id = new_id
        self._largest = largest

    async def start(self, tenant: str, ask: StartUpload) -> Upload:
        """Raises PayloadTooLarge for a size beyond what is taken."""
        self._check(ask.size or 0)
        token = self._new_id(TOKEN)
        draft = UploadDraft(tenant=tenant, mime_type=ask.mime_type, name=ask.name, size=ask.size)
        await self._drafts.begin(token, draft)
        return Upload(token=token)

    async def append(self, ask: AppendUpload) -> Upload:
        """Raises NotFound for a token that nobody was given, InvalidArgument for bytes out of order."""
        draft = await self._drafts.read(ask.token)
        if draft is None:
            raise NotFound(message="There is no such upload, or its time is over.", hint="Begin it anew.")
        received = draft.received
        if ask.data:
            self._check(received + sum(map(len, ask.data)))
            offset = received if ask.offset is None else ask.offset
            received = await self._drafts.append(ask.token, offset, ask.data)
        if not ask.finish:
            return Upload(token=ask.token, received=received)
        return await self._finish(ask.token, replace(draft, received=received))

    async def _finish(self, token: str, draft: UploadDraft) -> Upload:
        if draft.size not in (None, draft.received):
            raise InvalidArgument(
                message=f"{draft.size} bytes were announced and {draft.received} have come.",
                hint="Send the rest, then finish.",
            )
        kept = await self._store.keep(self._drafts.pieces(token))
        file = StoredMedia(
            id=self._new_id(), mime_type=draft.mime_type, size=kept.size, sha256=kept.sha256, name=draft.name
        )
        await self._files.add(draft.tenant, file)
        await self._drafts.drop(token)
        return Upload(token=token, received=draft.received, file=await self._files.read(draft.tenant, file.id))

    def _check(self, size: int) -> None:
        if size > self._largest:
            raise PayloadTooLarge(message=f"A file may have at most {self._largest // 1024**2} MiB.")
