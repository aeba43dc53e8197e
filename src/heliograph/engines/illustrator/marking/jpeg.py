"""JPEG: application and comment segments in and out (ITU-T T.81, annex B; XMP specification part 3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
COMMENT_HEAD = b"heliograph "
_ROOM = 65_000


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def with_segments(data: bytes, packet: bytes, record: bytes) -> bytes:
    """The same file with an XMP segment and, when there is one, the record in as many comments as it needs."""
    pieces = [record[at : at + _ROOM] for at in range(0, len(record), _ROOM)]
    comments = [
        _segment(0xFE, COMMENT_HEAD + f"{number}/{len(pieces)}\n".encode() + piece)
        for number, piece in enumerate(pieces, 1)
    ]
    after = 2
    while data[after : after + 1] == b"\xff" and data[after + 1] in (0xE0, 0xE1):
        after += 2 + struct.unpack_from(">H", data, after + 2)[0]
    return b"".join([data[:after], _segment(0xE1, XMP_HEAD + packet), *comments, data[after:]])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length


def record(data: bytes) -> bytes | None:
    """The record put together from the comments, or None if one is missing."""
    pieces: dict[int, bytes] = {}
    total = 0
    for marker, body in _segments(data):
        head, newline, piece = body.partition(b"\n")
        number, _, count = head[len(COMMENT_HEAD) :].partition(b"/")
        if marker == 0xFE and newline and head.startswith(COMMENT_HEAD) and number.isdigit() and count.isdigit():
            pieces[int(number)] = piece
            total = int(count)
    return (
        b"".join(pieces[n] for n in range(1, total + 1)) if total and set(pieces) >= set(range(1, total + 1)) else None
    )


def packet(data: bytes) -> bytes | None:
    """The XMP packet, or None."""
    return next(
        (body[len(XMP_HEAD) :] for marker, body in _segments(data) if marker == 0xE1 and body.startswith(XMP_HEAD)),
        None,
    )
