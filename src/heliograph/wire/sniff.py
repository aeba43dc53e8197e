"""What a picture is by its first bytes: type, pixels, frames. Never raises, never decodes, believes no file name."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset((0x01, *range(0xD0, 0xD9)))


@dataclass(frozen=True, slots=True)
class Picture:
    """``width`` and ``height`` in pixels as the header says; ``frames`` as far as the given bytes tell (1 at least)."""

    mime_type: str
    width: int
    height: int
    frames: int = 1


def sniff(head: bytes) -> Picture | None:
    """The picture that begins with these bytes; None when it is none of PNG, JPEG, WebP, GIF, when its size has not
    come yet, or when it has no pixels. 64 KiB are enough but for JPEGs with large metadata before their frame."""
    found = _read(head)
    return found if found is not None and found.width > 0 and found.height > 0 else None


def mime_type(head: bytes) -> str | None:
    """The type alone, told by the signature (12 bytes are enough)."""
    if head.startswith(_PNG):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _read(head: bytes) -> Picture | None:
    match mime_type(head):
        case "image/png":
            return _png(head)
        case "image/jpeg":
            return _jpeg(head)
        case "image/gif":
            return _gif(head)
        case "image/webp":
            return _webp(head)
        case _:
            return None


def _png(head: bytes) -> Picture | None:
    """PNG 3, 11.2.1: IHDR comes first; an animation says its frames in acTL before the first IDAT."""
    if len(head) < 24 or head[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", head, 16)
    frames = 1
    for kind, at, length in _png_chunks(head):
        if kind == b"acTL" and length >= 8 and at + 4 <= len(head):
            (frames,) = struct.unpack_from(">I", head, at)
        if kind in (b"acTL", b"IDAT"):
            break
    return Picture("image/png", width, height, max(1, frames))


def _png_chunks(head: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = len(_PNG)
    while at + 8 <= len(head):
        length, kind = struct.unpack_from(">I4s", head, at)
        yield kind, at + 8, length
        at += 12 + length


def _jpeg(head: bytes) -> Picture | None:
    """ITU T.81, B.2.2: the frame header says lines and samples; segments before it are stepped over."""
    at = 2
    while at + 4 <= len(head):
        if head[at] != 0xFF:
            return None
        marker = head[at + 1]
        if marker == 0xFF or marker in _JPEG_BARE:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", head, at + 2)
        if marker in _JPEG_FRAMES:
            if at + 9 > len(head):
                return None
            height, width = struct.unpack_from(">HH", head, at + 5)
            return Picture("image/jpeg", width, height)
        if marker in (0xD9, 0xDA) or length < 2:
            return None
        at += 2 + length
    return None


def _gif(head: bytes) -> Picture | None:
    """GIF89a, 18: the screen's size; frames are counted by walking the blocks that have come."""
    if len(head) < 13:
        return None
    width, height = struct.unpack_from("<HH", head, 6)
    return Picture("image/gif", width, height, max(1, _gif_frames(head)))


def _gif_frames(head: bytes) -> int:
    at, frames = 13 + _gif_table(head[10]), 0
    while at + 1 < len(head):
        if head[at] == 0x21:  # an extension: label, then sub-blocks
            at = _after_blocks(head, at + 2)
        elif head[at] == 0x2C and at + 10 <= len(head):  # an image: descriptor, table, code size, sub-blocks
            frames += 1
            at = _after_blocks(head, at + 11 + _gif_table(head[at + 9]))
        else:
            break
    return frames


def _gif_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(head: bytes, at: int) -> int:
    while at < len(head) and head[at]:
        at += 1 + head[at]
    return at + 1


def _webp(head: bytes) -> Picture | None:
    """RFC 9649: simple lossy (VP8), simple lossless (VP8L) or extended (VP8X)."""
    kind = head[12:16]
    if kind == b"VP8 " and len(head) >= 30 and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", head, 26)
        return Picture("image/webp", width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and len(head) >= 25 and head[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", head, 21)
        return Picture("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X" and len(head) >= 30:
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        return Picture("image/webp", width, height, max(1, _webp_frames(head)) if head[20] & 2 else 1)
    return None


def _webp_frames(head: bytes) -> int:
    at, frames = 12, 0
    while at + 8 <= len(head):
        frames += head[at : at + 4] == b"ANMF"
        (length,) = struct.unpack_from("<I", head, at + 4)
        at += 8 + length + (length & 1)
    return frames
