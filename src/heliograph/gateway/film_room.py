"""Who answers for films, operations and files: accepts, shows, cancels, deletes. A poll reads a row and no more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from heliograph.domain.errors import NotFound, Unimplemented
from heliograph.domain.films import (
    AppendUpload,
    CancelOperation,
    DeleteFile,
    DeleteOperation,
    DownloadFile,
    FilmRequest,
    FilmResult,
    GenerateVideos,
    GetFile,
    GetOperation,
    GetStill,
    ListFiles,
    ListOperations,
    StartUpload,
)
from heliograph.domain.operation import Operation, State, StoredMedia
from heliograph.domain.requests import GenerateContent, GenerateImages
from heliograph.domain.results import Refusal
from heliograph.gateway.accepting import Accepting, Shelves
from heliograph.gateway.endings import Endings
from heliograph.gateway.film_books import failure
from heliograph.gateway.film_ports import Durable, Job, Outcome
from heliograph.gateway.operations import Lives
from heliograph.gateway.own_files import with_own_files
from heliograph.gateway.ports import Exchange
from heliograph.gateway.stills import Stills, show
from heliograph.gateway.uploading import Uploading

log = logging.getLogger(__name__)


class FilmRoom:
    """The desk of films. Every id is looked up together with its tenant."""

    def __init__(
        self,
        accepting: Accepting,
        shelves: Shelves,
        lives: Lives,
        endings: Endings,
        durable: Durable,
        stills: Stills | None = None,
    ) -> None:
        self._accepting = accepting
        self._shelves = shelves
        self._lives = lives
        self._endings = endings
        self._durable = durable
        self._stills = stills
        self._uploading = Uploading(shelves.files, shelves.store, shelves.new_id)
        self._background: set[asyncio.Task[None]] = set()

    async def answer(self, exchange: Exchange, ask: FilmRequest, verb: str) -> FilmResult:
        """Raises GatewayError; NotFound alike for what is unknown and what is another tenant's."""
        tenant = exchange.caller.tenant
        match ask:
            case GenerateVideos():
                return await self._accept(exchange, ask, verb)
            case GetOperation(id=id, inline=inline):
                operation = await self._operation(tenant, id)
                return await self._with_content(operation) if inline else operation
            case CancelOperation(id=id):
                return await self._cancel(tenant, id)
            case DeleteOperation(id=id):
                return await self._delete(tenant, id)
            case ListOperations():
                return await self._shelves.rows.page(tenant, ask)
            case ListFiles():
                return await self._shelves.files.page(tenant, ask)
            case GetFile(id=id) | DownloadFile(id=id) | DeleteFile(id=id):
                return await self._file(tenant, ask, id)
            case GetStill():
                return await self._still(await self._operation(tenant, ask.id), ask)
            case StartUpload():
                return self._uploading.start(tenant, ask)
            case AppendUpload():
                return await self._uploading.append(ask)

    async def own(self, ask: GenerateImages | GenerateContent, tenant: str) -> GenerateImages | GenerateContent:
        """The ask with our own files in the place of their addresses."""
        files, store = self._shelves.files, self._shelves.store
        if isinstance(ask, GenerateImages):
            return await with_own_files(ask, tenant, files, store)
        return await with_own_files(ask, tenant, files, store)

    async def close(self) -> None:
        """Nothing is cancelled: what runs is taken up by the next process."""
        await self._durable.close()
        await self._lives.stop()
        for engine in self._endings.engines.values():
            await engine.close()
        if self._stills is not None:
            await self._stills.close()

    async def _accept(self, exchange: Exchange, ask: GenerateVideos, verb: str) -> Operation:
        job, refusal = await self._accepting.accept(exchange, ask, verb)
        if refusal is not None:
            return await self._refuse(job, refusal)
        self._in_background(self._durable.start(job.operation.id), job.operation.id)
        return job.operation

    async def _refuse(self, job: Job, refusal: Refusal) -> Operation:
        said = refusal.sentence()
        outcome = Outcome(state=State.FAILED, failure=failure("INVALID_ARGUMENT", said), filtered=(said,))
        await self._endings.end(job, outcome)
        return await self._operation(job.operation.tenant, job.operation.id)

    async def _operation(self, tenant: str, id: str) -> Operation:
        found = await self._shelves.rows.read(tenant, id)
        if found is None:
            raise NotFound(message=f"There is no operation named {id[:80]}.")
        return found

    async def _with_content(self, operation: Operation) -> Operation:
        films = [replace(film, content=await self._shelves.store.media(film)) for film in operation.media]
        return replace(operation, media=tuple(films))

    async def _still(self, operation: Operation, ask: GetStill) -> StoredMedia:
        if self._stills is None:
            raise Unimplemented(message=f"Films have no {ask.variant} here.", field="variant", allowed=("video",))
        return await show(operation, ask, self._shelves.store, self._stills)

    async def _cancel(self, tenant: str, id: str) -> Operation:
        operation = await self._operation(tenant, id)
        if operation.done:
            return operation
        await self._lives.cancel(id)
        self._in_background(self._durable.cancel(id), id)
        return await self._operation(tenant, id)

    async def _delete(self, tenant: str, id: str) -> Operation:
        operation = await self._cancel(tenant, id)
        await self._shelves.rows.delete(tenant, id)
        return operation

    async def _file(self, tenant: str, ask: GetFile | DownloadFile | DeleteFile, id: str) -> StoredMedia:
        file = await self._shelves.files.read(tenant, id)
        if file is None:
            raise NotFound(message=f"There is no file named {id[:80]}.")
        if isinstance(ask, DeleteFile):
            await self._shelves.files.delete(tenant, id)
        return replace(file, content=await self._shelves.store.media(file)) if isinstance(ask, DownloadFile) else file

    def _in_background(self, work: Coroutine[Any, Any, None], id: str) -> None:
        """Not waited for. Should it fail, the sweep does it again."""
        task = asyncio.ensure_future(_logged(work, id))
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _logged(work: Coroutine[Any, Any, None], id: str) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 -- told to the log; our rows and the sweep are what counts
        log.warning("the durable engine does not take %s now: %s", id, type(error).__name__)
