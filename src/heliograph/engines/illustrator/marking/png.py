"""PNG: a fast encoder for 8-bit RGB and RGBA, and text chunks in and out (ISO/IEC 15948, clauses 11 and 12)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = "XML:com.adobe.xmp"
LONGEST_TEXT = 4 << 20


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _deflate(rows: NDArray[np.uint8]) -> bytes:
    """Runs first, which is quick; where the picture turns out to be simple, properly, which is then quick too."""
    fast = zlib.compressobj(1, zlib.DEFLATED, 15, 9, zlib.Z_RLE)
    squeezed = fast.compress(rows.data) + fast.flush()
    return zlib.compress(rows.data, 6) if len(squeezed) * 12 < rows.nbytes else squeezed


def encode(pixels: NDArray[np.uint8], texts: Mapping[str, str]) -> bytes:
    """height x width x 3 or 4 as PNG, every row stored as its difference from the row above."""
    height, width, channels = pixels.shape
    flat = np.ascontiguousarray(pixels).reshape(height, -1)
    rows = np.empty((height, 1 + width * channels), np.uint8)
    rows[:, 0] = 2
    rows[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=rows[1:, 1:])
    header = struct.pack(">IIBBBBB", width, height, 8, {3: 2, 4: 6}[channels], 0, 0, 0)
    words = [
        _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8"))
        for keyword, text in texts.items()
    ]
    return b"".join([SIGNATURE, _chunk(b"IHDR", header), *words, _chunk(b"IDAT", _deflate(rows)), _chunk(b"IEND", b"")])


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    view, at = memoryview(data), len(SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield bytes(view[at + 4 : at + 8]), view[at + 8 : at + 8 + length]
        at += 12 + length


def _inflate(body: bytes) -> bytes:
    opened = zlib.decompressobj()
    return opened.decompress(body, LONGEST_TEXT)


def _international(body: bytes) -> tuple[str, str]:
    keyword, rest = body.split(b"\0", 1)
    squeezed, rest = rest[0], rest[2:]
    text = rest.split(b"\0", 2)[2]
    return keyword.decode("latin-1"), (_inflate(text) if squeezed else text).decode("utf-8")


def texts(data: bytes) -> dict[str, str]:
    """All text chunks by keyword, of this program and of others; damaged ones are passed over."""
    found: dict[str, str] = {}
    for kind, view in _chunks(data):
        if kind not in (b"tEXt", b"zTXt", b"iTXt") or len(view) > LONGEST_TEXT:
            continue
        try:
            if kind == b"iTXt":
                keyword, text = _international(bytes(view))
            else:
                name, body = bytes(view).split(b"\0", 1)
                keyword = name.decode("latin-1")
                text = (_inflate(body[1:]) if kind == b"zTXt" else body).decode("latin-1")
        except (ValueError, IndexError, zlib.error):
            continue
        found.setdefault(keyword, text)
    return found
