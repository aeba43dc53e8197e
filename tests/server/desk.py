"""A film desk for tests of the wire: rows in memory, films on the disk, every look at an operation moves it on."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from heliograph.domain.errors import InvalidArgument, NotFound
from heliograph.domain.films import (
    AppendUpload,
    CancelOperation,
    DeleteFile,
    DeleteOperation,
    DownloadFile,
    FilePage,
    FilmRequest,
    FilmResult,
    GenerateVideos,
    GetFile,
    GetOperation,
    GetStill,
    ListFiles,
    ListOperations,
    OperationPage,
    StartUpload,
    Upload,
)
from heliograph.domain.media import Decoded, Media, Stored
from heliograph.domain.operation import FINAL, Failure, Operation, State, StoredMedia
from heliograph.domain.requests import Work
from heliograph.domain.usage import Money
from heliograph.gateway.ports import Exchange
from heliograph.gateway.stills import film_of

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 9000


@dataclass
class Desk:
    """``folder`` holds the bytes. Words in a prompt decide the end: FAIL, FILTER, SLOW."""

    folder: Path
    film: bytes = FILM
    operations: dict[str, Operation] = field(default_factory=dict)
    files: dict[tuple[str, str], StoredMedia] = field(default_factory=dict)
    uploads: dict[str, tuple[str, StartUpload, bytearray]] = field(default_factory=dict)
    asked: list[FilmRequest] = field(default_factory=list)
    number: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def own(self, ask: Work, tenant: str) -> Work:
        return ask

    async def close(self) -> None:
        """Nothing is held open here."""

    async def answer(self, exchange: Exchange, ask: FilmRequest, verb: str) -> FilmResult:
        self.asked.append(ask)
        match ask:
            case GenerateVideos():
                return self._open(exchange, ask)
            case GetOperation():
                return self._shown(self._moved(self._found(exchange, ask.id)), inline=ask.inline)
            case CancelOperation():
                found = self._found(exchange, ask.id)
                return self._kept(found if found.done else replace(found, state=State.CANCELLED))
            case DeleteOperation():
                found = self._found(exchange, ask.id)
                del self.operations[ask.id]
                return found
            case ListOperations():
                return self._page(exchange, ask)
            case GetStill():
                film = film_of(self._found(exchange, ask.id), ask.index)
                picture = Media("image/webp", Decoded(ask.variant.encode()))
                return replace(film, mime_type="image/webp", content=picture)
            case _:
                return self._about_files(exchange, ask)

    def _about_files(self, exchange: Exchange, ask: FilmRequest) -> FilmResult:
        tenant = exchange.caller.tenant
        match ask:
            case GetFile():
                return self._file(tenant, ask.id)
            case DownloadFile():
                return self._with_content(self._file(tenant, ask.id))
            case DeleteFile():
                gone = self._file(tenant, ask.id)
                del self.files[tenant, ask.id]
                return gone
            case ListFiles():
                return FilePage(files=tuple(file for (owner, _), file in self.files.items() if owner == tenant))
            case StartUpload():
                token = f"secret{next(self.number)}"
                self.uploads[token] = (tenant, ask, bytearray())
                return Upload(token=token)
            case AppendUpload():
                return self._append(ask)
        raise AssertionError(ask)

    def _open(self, exchange: Exchange, ask: GenerateVideos) -> Operation:
        parent = self.operations.get(ask.parent)
        model = ask.model or (parent.model if parent else "")
        width, height = ask.size or (1280, 720)
        return self._kept(
            Operation(
                id=f"op{next(self.number)}",
                tenant=exchange.caller.tenant,
                key_id=exchange.caller.key_id,
                kind="video",
                model=model,
                state=State.ACCEPTED,
                created=NOW,
                updated=NOW,
                expires=NOW + timedelta(days=2),
                prompt=ask.prompt,
                parent=ask.parent,
                engine="desk",
                emulated=True,
                facts={
                    "seconds": str(ask.duration_seconds or 8),
                    "size": f"{width}x{height}",
                    "films": str(ask.number_of_videos or 1),
                    **{key: value for key, value in ask.extras.items() if isinstance(value, str)},
                },
            )
        )

    def _moved(self, operation: Operation) -> Operation:
        if operation.state in FINAL:
            return operation
        if operation.state is State.ACCEPTED or "SLOW" in operation.prompt:
            return self._kept(replace(operation, state=State.RUNNING, progress=0.5))
        if "FAIL" in operation.prompt:
            failure = Failure(code=3, status="INVALID_ARGUMENT", message="The engine gave up.")
            return self._kept(replace(operation, state=State.FAILED, failure=failure))
        done = replace(operation, state=State.SUCCEEDED, progress=1.0, finished=NOW, cost=Money.of_nanos(5))
        if "FILTER" in operation.prompt:
            return self._kept(replace(done, filtered=("A person is on it.",)))
        films = [self._keep(operation.tenant, self.film, "video/mp4") for _ in range(int(operation.facts["films"]))]
        return self._kept(replace(done, media=tuple(films)))

    def _shown(self, operation: Operation, *, inline: bool) -> Operation:
        films = operation.media
        return replace(operation, media=tuple(map(self._with_content, films))) if inline else operation

    def _with_content(self, file: StoredMedia) -> StoredMedia:
        return replace(file, content=Media(file.mime_type, Stored(self.folder / file.sha256, file.size)))

    def _keep(self, tenant: str, data: bytes, mime_type: str, name: str = "") -> StoredMedia:
        digest = hashlib.sha256(data).hexdigest()
        (self.folder / digest).write_bytes(data)
        file = StoredMedia(
            id=f"file{next(self.number)}", mime_type=mime_type, size=len(data), sha256=digest, name=name, created=NOW
        )
        self.files[tenant, file.id] = file
        return file

    def _append(self, ask: AppendUpload) -> Upload:
        if ask.token not in self.uploads:
            raise NotFound(message="There is no such upload.")
        tenant, start, data = self.uploads[ask.token]
        if ask.offset is not None and ask.offset != len(data):
            raise InvalidArgument(message=f"{len(data)} bytes are here.", field="x-goog-upload-offset")
        data += b"".join(ask.data)
        file = self._keep(tenant, bytes(data), start.mime_type, start.name) if ask.finish else None
        return Upload(token=ask.token, received=len(data), file=file)

    def _page(self, exchange: Exchange, ask: ListOperations) -> OperationPage:
        rows = [one for one in self.operations.values() if one.tenant == exchange.caller.tenant]
        rows = rows if ask.ascending else rows[::-1]
        ids = [one.id for one in rows]
        start = ids.index(ask.after) + 1 if ask.after in ids else 0
        return OperationPage(operations=tuple(rows[start : start + ask.limit]), more=len(rows) > start + ask.limit)

    def _kept(self, operation: Operation) -> Operation:
        self.operations[operation.id] = operation
        return operation

    def _found(self, exchange: Exchange, id: str) -> Operation:
        found = self.operations.get(id)
        if found is None or found.tenant != exchange.caller.tenant:
            raise NotFound(message="There is no such operation.")
        return found

    def _file(self, tenant: str, id: str) -> StoredMedia:
        if (tenant, id) not in self.files:
            raise NotFound(message="There is no such file.")
        return self.files[tenant, id]
