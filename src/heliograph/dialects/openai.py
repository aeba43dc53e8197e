"""OpenAI's dialect under ``/v1``: chat completions with pictures, images, models. It knows paths and shapes of
replies; what stands in the bodies is known to `formats.openai`.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from heliograph.dialects.protocol import Call, Chunk, Endpoint, Reply
from heliograph.domain.errors import GatewayError, InvalidArgument, NotFound, Unimplemented, WrongCapability
from heliograph.domain.media import Media
from heliograph.domain.requests import GenerateContent, GenerateImages, GetModel, ListModels
from heliograph.domain.results import Delta, Generation, ModelPage, Result
from heliograph.domain.model import Model
from heliograph.formats.openai.chat import read_chat, reads_usage, shape_asked
from heliograph.formats.openai.chat_answer import ChatStream, write_chat
from heliograph.formats.openai.errors import error_headers, write_error, write_refusal
from heliograph.formats.openai.images import asked_of, read_edit, read_edit_form, read_generation, wants_address
from heliograph.formats.openai.images_answer import Asked, image_events, refusal_of, write_images
from heliograph.formats.openai.models import write_model, write_models
from heliograph.wire import holes, sse

PATHS = {
    "video": "POST /v1/videos",
    "image": "POST /v1/images/generations or POST /v1/chat/completions",
    "text": "POST /v1/chat/completions",
}
SHAPE_HEADER = "x-heliograph-image-shape"
UrlFor = Callable[[Call, Media], str]
