"""Chat completion requests that may make pictures. Fields without effect here are named, never dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from heliograph.domain.content import Content, Modality, Part
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.requests import GenerateContent
from heliograph.formats.openai.prose import settings_in
from heliograph.formats.openai.shapes import DEFAULT, SHAPES
from heliograph.formats.openai.sizes import read_size
from heliograph.formats.openai.turns import read_messages
from heliograph.wire.fields import Fields

SHAPE_HEADER = "x-heliograph-image-shape"
_MODALITIES = {"text": Modality.TEXT, "image": Modality.IMAGE}


def read_chat(body: Fields) -> GenerateContent:
    """The request. ``n`` is 1 when absent, as OpenAI promises. Raises InvalidArgument."""
    body.require("model")
    body.require("messages")
    spoken = read_messages(body.objects("messages"), body.spelled("messages"))
    written, system = settings_in(spoken.system)
    outer = _outer(body)
    _shape(outer)
    chosen, spelling = _picture_settings(outer, written)
    stream = bool(body.boolean("stream"))
    if stream:
        wants_usage(body)
    return GenerateContent(
        model=body.text("model") or "",
        contents=spoken.turns,
        system=Content("system", (Part(text=system),)) if system else None,
        response_modalities=_modalities(body),
        number_of_images=body.integer("n", minimum=1) or 1,
        seed=body.integer("seed", minimum=0),
        stream=stream,
        spelling={"contents": "messages", "number_of_images": "n", "response_modalities": "modalities", **spelling},
        **chosen,
        ignored=tuple(body.left()),
    )


def wants_usage(body: Fields) -> bool:
    """Whether a stream ends with a chunk of token counts."""
    options = body.object("stream_options")
    return options is not None and bool(options.boolean("include_usage"))


def read_shape(body: Fields, header: str | None = None) -> str:
    """The shape in which the picture shall come: from the header `x-heliograph-image-shape`, or else from
    ``image_shape`` in the body. Raises InvalidArgument for a shape that does not exist."""
    if header:
        return Fields({SHAPE_HEADER: header}).choice(SHAPE_HEADER, allowed=SHAPES) or DEFAULT
    return _shape(_outer(body))


def _shape(outer: Sequence[Fields]) -> str:
    chosen = [place.choice("image_shape", allowed=SHAPES) for place in outer]
    return next((shape for shape in chosen if shape), DEFAULT)


def _outer(body: Fields) -> list[Fields]:
    """The body, and `extra_body` for those who send literally what an SDK would have unfolded."""
    extra = body.object("extra_body")
    return [body] if extra is None else [body, extra]


def _modalities(body: Fields) -> frozenset[Modality] | None:
    where = body.spelled("modalities")
    asked = [word.lower() for word in body.texts("modalities")]
    for word in asked:
        if word not in _MODALITIES:
            raise InvalidArgument(
                message=f"{where} cannot hold {word[:40]!r}: this endpoint makes text and pictures.",
                field=where,
                allowed=tuple(_MODALITIES),
            )
    return frozenset(_MODALITIES[word] for word in asked) or None


def _picture_settings(outer: Sequence[Fields], written: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Ratio, image size and pixels, and where each was said. The body's own fields come before those written into
    the system text."""
    configs = [config for place in outer if (config := place.object("image_config")) is not None]
    said: dict[str, tuple[str, Any]] = {}
    for place in [*outer, *configs]:
        for name, where, value in _said_in(place):
            if said.setdefault(name, (where, value))[1] != value:
                raise InvalidArgument(message=f"{said[name][0]} and {where} differ.", field=where)
    said = {name: ("messages", value) for name, value in written.items()} | said
    return {name: value for name, (_, value) in said.items()}, {name: where for name, (where, _) in said.items()}


def _said_in(place: Fields) -> Iterator[tuple[str, str, Any]]:
    if ratio := place.text("aspect_ratio"):
        yield "aspect_ratio", place.spelled("aspect_ratio"), ratio
    if size := place.text("image_size"):
        yield "image_size", place.spelled("image_size"), size.upper()
    for name, value in read_size(place).items():
        yield name, place.spelled("size"), value
