"""Rows of files: what a caller may download, and what operations came with. The bytes are media.py's."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import sqlalchemy as sa

from heliograph.domain.films import FilePage, ListFiles
from heliograph.domain.media import Media
from heliograph.domain.operation import Operation, StoredMedia
from heliograph.gateway.ports import Clock
from heliograph.store import asks
from heliograph.store.database import Database
from heliograph.store.media import MediaFolder
from heliograph.store.moments import from_micros, to_micros
from heliograph.store.schema import media

PAGE = 100
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_id(length: int = 26) -> str:
    """Small letters and digits only, because SDKs cut ids out of addresses by that; 134 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


class FileRows:
    """A Files port for the core."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def read(self, tenant: str, id: str) -> StoredMedia | None:
        """None alike for an unknown id and for another tenant's."""
        return await self._database.looked(partial(_read, tenant, id))

    async def page(self, tenant: str, ask: ListFiles) -> FilePage:
        """Newest first. An unknown token starts at the beginning."""
        return await self._database.looked(partial(_page, tenant, ask))

    async def delete(self, tenant: str, id: str) -> bool:
        """The row goes at once, the bytes with the next sweep when no other row needs them."""
        mine = media.delete().where(media.c.tenant == tenant, media.c.id == id, media.c.role != "input")
        return await self._database.written(lambda connection: bool(connection.execute(mine).rowcount))

    async def add(self, tenant: str, file: StoredMedia) -> None:
        """An upload. Its bytes are on the disk already."""
        row = _row(tenant, "", "upload", 0, file, to_micros(file.created or self._clock.now()))
        await self._database.written(lambda connection: connection.execute(media.insert(), row) and None)

    def wanted(self, sha256: str) -> bool:
        """Whether any row needs this file. Blocks."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(media.c.id).where(media.c.sha256 == sha256).limit(1)).first()
        return row is not None


def damaged(connection: sa.Connection, folder: MediaFolder) -> Iterator[tuple[StoredMedia, str]]:
    """Every file that some row needs and that is not what was written, with what ails it. Reads every byte."""
    for row in connection.execute(sa.select(media).order_by(media.c.created_at)).all():
        if ails := folder.damage(row.sha256, row.size, again=True):
            yield file_of(row), ails


def file_of(row: Any) -> StoredMedia:
    return StoredMedia(
        id=row.id,
        mime_type=row.mime_type,
        size=row.size,
        sha256=row.sha256,
        name=row.name,
        created=from_micros(row.created_at),
        expires=from_micros(row.expires_at) if row.expires_at is not None else None,
    )


def film_rows(operation: Operation, films: Iterable[StoredMedia], moment: int) -> list[dict[str, Any]]:
    """The rows of the films that an operation made."""
    return [_row(operation.tenant, operation.id, "film", position, film, moment) for position, film in enumerate(films)]


def input_rows(operation: Operation, given: Iterable[Media]) -> list[dict[str, Any]]:
    """Rows that keep the sweep from what an operation came with."""
    moment = to_micros(operation.created)
    kept = [(asks.digest(one), one) for one in given]
    files = [
        StoredMedia(id=new_id(), mime_type=one.mime_type, size=asks.length(one), sha256=sha256, name=one.name or "")
        for sha256, one in kept
    ]
    return [
        _row(operation.tenant, operation.id, "input", position, file, moment) for position, file in enumerate(files)
    ]


def _row(tenant: str, operation: str, role: str, position: int, file: StoredMedia, moment: int) -> dict[str, Any]:
    return {
        "id": file.id,
        "tenant": tenant,
        "operation": operation,
        "role": role,
        "position": position,
        "sha256": file.sha256,
        "size": file.size,
        "mime_type": file.mime_type[:200],
        "name": file.name[:500],
        "created_at": moment,
        "expires_at": to_micros(file.expires) if file.expires else None,
    }


def _mine(tenant: str) -> sa.Select[Any]:
    return sa.select(media).where(media.c.tenant == tenant, media.c.role != "input")


def _read(tenant: str, id: str, connection: sa.Connection) -> StoredMedia | None:
    row = connection.execute(_mine(tenant).where(media.c.id == id)).one_or_none()
    return file_of(row) if row is not None else None


def _page(tenant: str, ask: ListFiles, connection: sa.Connection) -> FilePage:
    query = _mine(tenant).order_by(media.c.created_at.desc(), media.c.id.desc())
    last = connection.execute(_mine(tenant).where(media.c.id == (ask.page_token or ""))).one_or_none()
    if last is not None:
        query = query.where(
            sa.tuple_(media.c.created_at, media.c.id) < sa.tuple_(sa.literal(last.created_at), sa.literal(last.id))
        )
    size = min(ask.page_size or PAGE, PAGE)
    rows = connection.execute(query.limit(size + 1)).all()
    files = tuple(file_of(row) for row in rows[:size])
    return FilePage(files=files, next_page_token=files[-1].id if len(rows) > size else None)
