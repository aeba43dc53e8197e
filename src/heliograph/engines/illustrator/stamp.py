"""A finished picture as a file that says what it is: PNG, JPEG or WebP with the label inside, and the way back.

Every file names the offline illustrator as its maker and carries the IPTC source type of drawings made by rule.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .marking import jpeg, packet, png, webp

Form = Literal["png", "jpeg", "webp"]
Mode = Literal["full", "label-only", "none"]
Source = Literal["algorithmicMedia", "compositeSynthetic"]
KEYWORD = "heliograph"
ENGINE = "heliograph illustrator"
_USER_COMMENT, _EXIF_ROOM = 0x9286, 0x8769


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a file may tell about its picture. ``made_at`` is ISO 8601; ``scene`` the scene graph as JSON values."""

    prompt: str = ""
    negative: str = ""
    seed: int = 0
    model: str = ""
    made_at: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    scene: Mapping[str, Any] | None = None
    source: Source = "algorithmicMedia"
    """``compositeSynthetic`` when the picture rests on one that came from outside."""

    def record(self) -> str:
        """The whole label as compact JSON."""
        values: dict[str, Any] = {
            "engine": ENGINE,
            "prompt": self.prompt,
            "negative": self.negative,
            "seed": self.seed,
            "model": self.model,
            "made_at": self.made_at,
            "parameters": dict(self.parameters),
            "source": self.source,
        }
        if self.scene is not None:
            values["scene"] = self.scene
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    def line(self, width: int, height: int) -> str:
        """The label in the text form that picture viewers and remix tools read from ``parameters``."""
        negative = [f"Negative prompt: {self.negative}"] if self.negative else []
        facts = f"Seed: {self.seed}, Size: {width}x{height}, Model: {self.model}, Version: {ENGINE}"
        return "\n".join([self.prompt, *negative, facts])


def encode(
    pixels: NDArray[np.uint8], form: Form = "png", *, label: Label | None = None, mode: Mode = "full", quality: int = 92
) -> bytes:
    """height x width x 3 (4 with alpha; JPEG has none) as a file. ``quality`` 1..100 is for JPEG and WebP.

    ``full`` writes everything, ``label-only`` just that a program drew it, ``none`` nothing at all.
    """
    told = label or Label()
    if mode == "none":
        return _ENCODERS[form](pixels, quality, b"", "", "")
    if mode == "label-only":
        return _ENCODERS[form](pixels, quality, packet.xmp(told.source, ENGINE), "", "")
    height, width = pixels.shape[:2]
    record = told.record()
    inside = record if form == "webp" else ""
    return _ENCODERS[form](pixels, quality, packet.xmp(told.source, ENGINE, inside), told.line(width, height), record)


def _png(pixels: NDArray[np.uint8], quality: int, xmp: bytes, line: str, record: str) -> bytes:
    del quality
    texts = {png.XMP_KEYWORD: xmp.decode(), "parameters": line, KEYWORD: record}
    return png.encode(pixels, {keyword: text for keyword, text in texts.items() if text})


def _exif(line: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(_EXIF_ROOM)[_USER_COMMENT] = b"UNICODE\0" + line.encode("utf-16-be")
    return exif.tobytes()


def _jpeg(pixels: NDArray[np.uint8], quality: int, xmp: bytes, line: str, record: str) -> bytes:
    held = io.BytesIO()
    opaque = Image.fromarray(np.ascontiguousarray(pixels[..., :3]))
    extra = {"exif": _exif(line)} if 0 < len(line) < 20_000 else {}
    opaque.save(held, "JPEG", quality=quality, subsampling=0 if quality >= 85 else 2, **extra)
    return jpeg.with_segments(held.getvalue(), xmp, record.encode()) if xmp else held.getvalue()


def _webp(pixels: NDArray[np.uint8], quality: int, xmp: bytes, line: str, record: str) -> bytes:
    del record
    held = io.BytesIO()
    extra = {"xmp": xmp} if xmp else {}
    if line:
        extra["exif"] = _exif(line)
    Image.fromarray(np.ascontiguousarray(pixels)).save(held, "WEBP", quality=quality, method=2, **extra)
    return held.getvalue()


_ENCODERS = {"png": _png, "jpeg": _jpeg, "webp": _webp}


def read(data: bytes) -> dict[str, Any] | None:
    """The record in a file of ours, or None. Never raises: what clients send may be damaged."""
    text: str | bytes | None = None
    if data.startswith(png.SIGNATURE):
        text = png.texts(data).get(KEYWORD)
    elif data.startswith(b"\xff\xd8"):
        text = jpeg.record(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        text = packet.record_in(webp.packet(data) or b"")
    if not text:
        return None
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None
