"""Files on their way out: whole or one range of them, from the disk in pieces, never held whole in memory.

Ranges and their conditions are RFC 9110's (13 and 14); of several ranges in one request none is honoured, so that no
header can make work."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from heliograph.dialects.protocol import Chunk, Reply
from heliograph.domain.errors import NotFound

PIECE = 512 * 1024
SHOWN = frozenset({"video/mp4", "image/png", "image/jpeg", "image/webp", "image/gif", "audio/mp4", "audio/wav"})
"""Types that a browser may show; every other is handed over as a file, in a sandbox."""
_RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


def file_reply(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """The reply that sends ``reply.file``, given the request's headers (names in lower case): 200, 206, 304 or 416.
    Raises NotFound when the file is gone."""
    file = reply.file
    assert file is not None  # the caller looked
    _require(file.path, file.size)
    headers = {"accept-ranges": "bytes", **_manners(reply.content_type), **reply.headers}
    tag = f'"{reply.etag}"' if reply.etag else ""
    if tag:
        headers["etag"] = tag
    if tag and tag in _tags(asked.get("if-none-match", "")):
        return Reply(status=304, headers=headers, content_type=reply.content_type)
    if_range = asked.get("if-range")
    wanted = asked.get("range", "") if if_range is None or (tag and if_range.strip() == tag) else ""
    start, end, part = _span(wanted, file.size)
    if part and start >= end:
        headers |= {"content-range": f"bytes */{file.size}"}
        return Reply(status=416, headers=headers, content_type=reply.content_type)
    if part:
        headers["content-range"] = f"bytes {start}-{end - 1}/{file.size}"
    headers["content-length"] = str(end - start)
    body = pieces(file.path, start, end)
    return Reply(status=206 if part else reply.status, headers=headers, content_type=reply.content_type, body=body)


async def pieces(path: Path, start: int, end: int) -> AsyncIterator[Chunk]:
    """The bytes from ``start`` up to ``end``, read beside the event loop."""
    file = await asyncio.to_thread(path.open, "rb")
    try:
        file.seek(start)
        left = end - start
        while left:
            piece = await asyncio.to_thread(file.read, min(PIECE, left))
            if not piece:
                raise OSError("the file became shorter while it was sent")
            left -= len(piece)
            yield piece
    finally:
        file.close()


def _span(asked: str, size: int) -> tuple[int, int, bool]:
    """Where to begin, where to stop, and whether a range was asked for; it may hold no byte of the file. What is not
    one plain range counts as none."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return 0, size, False
    if not found[1]:
        return max(0, size - int(found[2])), size, True
    start, end = int(found[1]), min(int(found[2]) + 1, size) if found[2] else size
    if found[2] and int(found[2]) < start:
        return 0, size, False
    return start, end, True


def _require(path: Path, size: int) -> None:
    try:
        found = path.stat().st_size
    except OSError:
        found = -1
    if found != size:
        raise NotFound(message="The bytes of this file are no longer here.", docs="files")


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _manners(content_type: str) -> dict[str, str]:
    if content_type.partition(";")[0] in SHOWN:
        return {"content-disposition": "inline"}
    return {"content-disposition": "attachment", "content-security-policy": "sandbox; default-src 'none'"}
