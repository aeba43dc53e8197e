"""Media: a mime type and bytes that nobody opens unless somebody needs the pixels.

It holds values only; `wire.armour` turns one form into another.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Encoded:
    """Base64 text as it came (either alphabet, no JSON escapes, padding perhaps missing), not decoded."""

    text: bytes | memoryview


@dataclass(frozen=True, slots=True)
class Decoded:
    """Raw bytes in memory."""

    data: bytes | memoryview


@dataclass(frozen=True, slots=True)
class Stored:
    """Raw bytes in a file of ours."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Remote:
    """An address somewhere. Never fetched unless an administrator allows it."""

    uri: str


Source = Encoded | Decoded | Stored | Remote


@dataclass(frozen=True, slots=True)
class Media:
    """``mime_type`` as declared (``image/png``; empty when not said), ``name`` a file name if the sender gave one."""

    mime_type: str
    source: Source
    name: str | None = None
