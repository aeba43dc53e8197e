"""One job for a drawing worker and what comes of it: plain values that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One picture to make, or with ``draw`` False one text to write about pictures given. ``references`` are encoded
    pictures, earlier ones first. ``scale`` below 1 draws a preview and enlarges it to the full size."""

    prompt: str
    width: int
    height: int
    seed: int
    people: str = "adult"
    negative: str = ""
    references: tuple[bytes, ...] = ()
    mask: bytes | None = None
    mode: str = "generate"
    factor: int = 2
    draw: bool = True
    transparent: bool = False
    scale: float = 1.0
    mime_type: str = "image/png"
    quality: int | None = None
    metadata: str = "full"
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """``data`` is the encoded file (empty for a text alone). ``invalid`` is set, and nothing else, when a picture
    that was given cannot be opened."""

    data: bytes = b""
    mime_type: str = ""
    width: int = 0
    height: int = 0
    seed: int = 0
    text: str = ""
    drawn: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    only_people: bool = False
    invalid: str = ""
