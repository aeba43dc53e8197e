"""WebP: finding the XMP chunk in a RIFF file (RFC 9649, section 2)."""

from __future__ import annotations

import struct


def packet(data: bytes) -> bytes | None:
    """The XMP packet, or None."""
    at = 12
    while at + 8 <= len(data):
        kind = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        if kind == b"XMP ":
            return data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)
    return None
