"""Addresses of our own files inside an ask: the file itself takes their place, for its own tenant only."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

from heliograph.domain.content import Content
from heliograph.domain.errors import NotFound
from heliograph.domain.films import GenerateVideos
from heliograph.domain.media import Media, Remote
from heliograph.domain.requests import GenerateContent, GenerateImages
from heliograph.gateway.film_ports import Files, MediaStore

Ask = TypeVar("Ask", GenerateImages, GenerateContent, GenerateVideos)
Swap = Callable[[Media], Awaitable[Media]]

OURS = re.compile(r"(?:https?://[^/\s]+(?:/[\w-]+)?/v\d\w*/)?files/([a-z0-9]{8,64})(?::download)?(?:\?.*)?", re.DOTALL)
"""``files/ID``, or the address under which we gave the file out. The host is not looked at: nothing is fetched."""


async def with_own_files(ask: Ask, tenant: str, files: Files, store: MediaStore) -> Ask:
    """The ask with every address of ours replaced. Raises NotFound for a file that this tenant does not have."""

    async def swap(media: Media) -> Media:
        found = OURS.fullmatch(media.source.uri) if isinstance(media.source, Remote) else None
        if found is None:
            return media
        file = await files.read(tenant, found[1])
        if file is None:
            raise NotFound(message=f"There is no file named files/{found[1]}.", hint="Files belong to one tenant.")
        return await store.media(file)

    if isinstance(ask, GenerateContent):
        return replace(ask, contents=tuple([await _turn(turn, swap) for turn in ask.contents]))
    references = tuple([replace(one, media=await swap(one.media)) for one in ask.references])
    if isinstance(ask, GenerateImages):
        return replace(ask, references=references)
    frames = {name: getattr(ask, name) for name in ("image", "last_frame", "video")}
    swapped: dict[str, Any] = {name: await swap(media) for name, media in frames.items() if media is not None}
    return replace(ask, references=references, **swapped)


async def _turn(turn: Content, swap: Swap) -> Content:
    parts = [replace(part, media=await swap(part.media)) if part.media else part for part in turn.parts]
    return replace(turn, parts=tuple(parts))
