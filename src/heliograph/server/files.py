"""A file as the body of a reply: from the disk in pieces, whole or the one range that was asked for (RFC 9110, 14)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from pathlib import Path

from heliograph.dialects.protocol import Reply

PIECE = 256 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def from_disk(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """The reply with the bytes of its file as a stream: 200, 206 for one range, 304 for what the caller has already,
    416 for a range that begins past the end. ``asked`` are the request's headers, in lower case. Several ranges at once
    are answered with the whole file."""
    assert reply.file is not None
    size, etag = reply.file.size, f'"{reply.etag}"'
    headers = {**reply.headers, "accept-ranges": "bytes", **({"etag": etag} if reply.etag else {})}
    if reply.etag and etag in asked.get("if-none-match", ""):
        return replace(reply, file=None, status=304, headers=headers, body=())
    same = asked.get("if-range") in (None, etag)
    found = RANGE.fullmatch(asked.get("range", "").replace(" ", "")) if same else None
    start, end = _span(found[1], found[2], size) if found else (0, size)
    if start >= end and found:
        return replace(reply, file=None, status=416, headers={**headers, "content-range": f"bytes */{size}"}, body=())
    headers["content-length"] = str(end - start)
    if found:
        headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
    body = _pieces(reply.file.path, start, end)
    return replace(reply, file=None, status=206 if found else reply.status, headers=headers, body=body)


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    """Start and end (exclusive); an empty span for what cannot be had."""
    if not first:
        return (max(0, size - int(last)), size) if last else (0, size)
    return int(first), min(size, int(last) + 1) if last else size


async def _pieces(path: Path, start: int, end: int) -> AsyncGenerator[bytes, None]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (piece := await asyncio.to_thread(file.read, min(PIECE, end - start))):
            start += len(piece)
            yield piece
