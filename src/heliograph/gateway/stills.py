"""Pictures out of finished films, for who asks for a thumbnail. Opens no film: that is an engine's work."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Protocol

from heliograph.domain.errors import Conflict, InvalidArgument, NotFound
from heliograph.domain.films import GetStill
from heliograph.domain.media import Decoded, Media
from heliograph.domain.operation import Operation, State, StoredMedia
from heliograph.gateway.film_ports import MediaStore


class Stills(Protocol):
    """Who can open a film."""

    async def still(self, film: Path, variant: str) -> Media:
        """A picture whose source is Decoded. Raises GatewayError."""
        ...

    async def close(self) -> None: ...


async def show(operation: Operation, ask: GetStill, store: MediaStore, stills: Stills) -> StoredMedia:
    """The picture. Raises Conflict while there is no film yet, NotFound where there never will be one."""
    film = film_of(operation, ask.index)
    await store.media(film)  # its digest is right, or nobody opens it
    picture = await stills.still(store.path(film.sha256), ask.variant)
    assert isinstance(picture.source, Decoded), "stills are in memory"
    data = bytes(picture.source.data)
    digest = hashlib.sha256(data).hexdigest()
    return StoredMedia(id=film.id, mime_type=picture.mime_type, size=len(data), sha256=digest, content=picture)


def film_of(operation: Operation, index: int) -> StoredMedia:
    """One of an operation's films, counted from 0."""
    if not operation.done:
        raise Conflict(message="The film is not finished yet.", field="id", retry_after=1)
    if operation.state is not State.SUCCEEDED or not operation.media:
        raise NotFound(message=f"Operation {operation.id} has no film.", field="id")
    if index >= len(operation.media):
        most = len(operation.media) - 1
        raise InvalidArgument(message=f"index must be from 0 to {most}.", field="index", nearest=str(most))
    return operation.media[index]
