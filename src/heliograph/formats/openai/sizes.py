"""What may stand in ``size``: pixels as OpenAI spells them, or a ratio or an image size as Google does."""

from __future__ import annotations

import re
from typing import Any

from heliograph.domain.errors import InvalidArgument
from heliograph.wire.fields import Fields

_PIXELS = re.compile(r"([1-9]\d{0,4})\s*[x×*]\s*([1-9]\d{0,4})", re.IGNORECASE)
_RATIO = re.compile(r"\d{1,2}:\d{1,2}")
_GOOGLE = re.compile(r"512|\d{1,2}(\.\d)?K", re.IGNORECASE)


def read_size(fields: Fields) -> dict[str, Any]:
    """Members of a domain request: none for ``auto``, ``size`` for ``1536x1024``, ``aspect_ratio`` for ``16:9``,
    ``image_size`` for ``2K``. Raises InvalidArgument for anything else."""
    text = fields.text("size")
    if text is None or text.strip().lower() in ("auto", ""):
        return {}
    text = text.strip()
    if pixels := _PIXELS.fullmatch(text):
        return {"size": (int(pixels[1]), int(pixels[2]))}
    if _RATIO.fullmatch(text):
        return {"aspect_ratio": text}
    if _GOOGLE.fullmatch(text):
        return {"image_size": text.upper()}
    where = fields.spelled("size")
    raise InvalidArgument(
        message=f"{where} cannot be {text[:40]!r}.",
        field=where,
        allowed=("auto", "1024x1024", "1536x1024", "1024x1536", "WIDTHxHEIGHT", "16:9", "2K"),
        hint="Give pixels as WIDTHxHEIGHT, an aspect ratio, or an image size.",
    )
