"""Values that the tests of this folder share: a model, pictures, an answer."""

from __future__ import annotations

import base64
import json
from typing import Any

from heliograph.domain.content import Part
from heliograph.domain.media import Decoded, Media
from heliograph.domain.model import Capability, Model
from heliograph.domain.results import Candidate, Generation
from heliograph.domain.usage import Meter, Usage
from heliograph.wire import holes

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
B64 = base64.b64encode(PNG).decode()
PICTURE = Media("image/png", Decoded(PNG))
MODEL = Model(
    id="gemini-2.5-flash-image-preview",
    family="gemini",
    title="Nano Banana",
    owner="google",
    description="Text and pictures.",
    capabilities=frozenset({Capability.TEXT_TO_IMAGE, Capability.TEXT_OUTPUT}),
    limits={"input_tokens": 32768, "output_tokens": 8192},
)
USAGE = Usage({Meter.INPUT_TEXT_TOKEN: 12, Meter.OUTPUT_IMAGE_TOKEN: 1290, Meter.OUTPUT_TEXT_TOKEN: 7})


def generation(*candidates: Candidate, usage: Usage = USAGE) -> Generation:
    """An answer; a poem and a picture unless told otherwise."""
    made = candidates or (Candidate(parts=(Part(text="A poem."), Part(media=PICTURE))),)
    return Generation(model=MODEL, engine="illustrator", candidates=made, usage=usage, request_id="abc")


def received(value: Any) -> Any:
    """A value as it comes off the wire, by this house's own reader."""
    return holes.read(b"".join(holes.write(value)))


def sent(value: Any) -> Any:
    """A value as another's JSON parser sees it."""
    return json.loads(b"".join(holes.write(value)))
