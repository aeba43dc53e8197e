"""OpenAI's dialect under ``/v1``: chat completions with pictures, images, models. It knows paths and shapes of
replies; what stands in the bodies is known to `formats.openai`.
"""

from __future__ import annotations

from collections.abc import Callable

from heliograph.dialects.protocol import Call
from heliograph.domain.media import Media

PATHS = {
    "video": "POST /v1/videos",
    "image": "POST /v1/images/generations or POST /v1/chat/completions",
    "text": "POST /v1/chat/completions",
}
SHAPE_HEADER = "x-heliograph-image-shape"
UrlFor = Callable[[Call, Media], str]
