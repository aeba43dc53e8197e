"""Requests for pictures, new and edited. What is not honoured here is refused with a reason or named as ignored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Media
from heliograph.domain.requests import GenerateImages, Output, Reference
from heliograph.formats.openai.sizes import read_size
from heliograph.wire import addresses
from heliograph.wire.fields import Fields
from heliograph.wire.span import Span

MAX_IMAGES = 16
"""Pictures to edit in one request, as OpenAI's own endpoint has it."""
DEFAULT_MODEL = "gpt-image-2"
_QUALITIES = ("auto", "low", "medium", "high", "standard", "hd", "xhigh", "max")
_FORMATS = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg", "webp": "image/webp"}
_SPELLING = {
    "number_of_images": "n",
    "size": "size",
    "aspect_ratio": "size",
    "image_size": "size",
    "references.raw": "image",
    "references.mask": "mask",
    "output.mime_type": "output_format",
    "output.compression": "output_compression",
    "output.background": "background",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the fields: a file of a multipart form under its field's name."""

    name: str
    media: Media


def read_images(body: Fields, files: Iterable[Picture] = (), *, edit: bool = False) -> GenerateImages:
    """A request of `images/generations`, or with ``edit`` of `images/edits`. ``n`` is 1 when absent, as OpenAI
    promises. Raises InvalidArgument."""
    references = [*_uploaded(files), *_in_body(body)]
    _check_references(references, edit=edit)
    prompt = _prompt(body)
    settings, spelling = _settings(body)
    output, without_effect = _output(body)
    partial = body.integer("partial_images", minimum=0, maximum=3) or 0
    stream = bool(body.boolean("stream"))
    if partial and not stream:
        without_effect.append(body.spelled("partial_images"))
    return GenerateImages(
        model=body.text("model") or DEFAULT_MODEL,
        prompt=prompt,
        mode="edit" if references else "generate",
        references=tuple(references),
        output=output,
        stream=stream,
        partial_images=partial,
        spelling=_SPELLING | spelling,
        **settings,
        ignored=(*without_effect, *_noted(body), *body.left()),
    )


def wants_address(body: Fields) -> bool:
    """Whether the caller asks for an address instead of bytes. Raises InvalidArgument for a third wish."""
    return body.choice("response_format", allowed=("b64_json", "url")) == "url"


def form_fields(form: Mapping[str, str]) -> Fields:
    """A multipart form's text as fields: a form cannot say true, so its word for it is taken."""
    words = {"true": True, "false": False}
    return Fields({key: words.get(value.lower(), value) if key == "stream" else value for key, value in form.items()})


def _prompt(body: Fields) -> str:
    body.require("prompt")
    prompt = (body.text("prompt") or "").strip()
    if not prompt:
        raise InvalidArgument(message="The prompt is empty.", field=body.spelled("prompt"))
    return prompt


def _settings(body: Fields) -> tuple[dict[str, Any], dict[str, str]]:
    said = read_size(body)
    spelling = {}
    for name in ("aspect_ratio", "image_size", "negative_prompt", "person_generation"):
        value = body.text(name)
        if value is not None:
            said[name], spelling[name] = value, body.spelled(name)
    said["number_of_images"] = body.integer("n", minimum=1) or 1
    said["seed"] = body.integer("seed", minimum=0)
    quality = body.choice("quality", allowed=_QUALITIES)
    said["quality"] = None if quality == "auto" else quality
    said["style"] = body.choice("style", allowed=("vivid", "natural"))
    return said, spelling


def _output(body: Fields) -> tuple[Output, list[str]]:
    """How to write the picture, and the names of what has no effect on that."""
    word = body.choice("output_format", allowed=tuple(_FORMATS))
    kind = None if word is None else _FORMATS[word]
    compression = body.integer("output_compression", minimum=0, maximum=100)
    background = body.choice("background", allowed=("auto", "opaque", "transparent"))
    if background == "transparent" and kind == "image/jpeg":
        raise InvalidArgument(
            message="A JPEG cannot have a transparent background.",
            field=body.spelled("output_format"),
            allowed=("png", "webp"),
            nearest="webp",
        )
    lossless = kind in (None, "image/png") and compression is not None
    output = Output(
        mime_type=kind,
        compression=None if lossless else compression,
        background=None if background == "auto" else background,
    )
    return output, [body.spelled("output_compression")] if lossless else []


def _noted(body: Fields) -> Iterator[str]:
    """Fields whose values are checked although nothing here depends on them."""
    for name, allowed in (("moderation", ("auto", "low")), ("input_fidelity", ("low", "high"))):
        if body.choice(name, allowed=allowed) is not None:
            yield body.spelled(name)


def _check_references(references: list[Reference], *, edit: bool) -> None:
    raw = [one for one in references if one.kind == "raw"]
    masks = len(references) - len(raw)
    if (edit or masks) and not raw:
        raise InvalidArgument(
            message="There is no picture to edit.", field="image", hint="Send it as image, or several as image[]."
        )
    if len(raw) > MAX_IMAGES:
        raise InvalidArgument(message=f"{len(raw)} pictures are too many: at most {MAX_IMAGES}.", field="image[]")
    if masks > 1:
        raise InvalidArgument(message="There can be one mask only.", field="mask")


def _uploaded(files: Iterable[Picture]) -> Iterator[Reference]:
    for file in files:
        kind = _kind(file.name)
        yield _reference(file.media, kind, file.name)


def _kind(name: str) -> Literal["raw", "mask"]:
    bare = name.lower().partition("[")[0]
    if bare in ("image", "images"):
        return "raw"
    if bare == "mask":
        return "mask"
    raise InvalidArgument(
        message=f"A file cannot be called {name[:40]!r} here.", field=name, allowed=("image", "image[]", "mask")
    )


def _in_body(body: Fields) -> Iterator[Reference]:
    """Pictures among the fields: base64, data URLs or addresses, bare or as ``{"image_url": ...}``."""
    for name in ("image", "image[]", "images", "mask"):
        where, value = body.spelled(name), body.take(name)
        many = isinstance(value, list)
        for at, item in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
            place = f"{where}[{at}]" if many else where
            yield _reference(_media(item, place), _kind(name), place)


def _media(item: Any, where: str) -> Media:
    if isinstance(item, str | Span):
        return addresses.media(item, "", where)
    inner = Fields(item, where)
    if inner.has("file_id"):
        raise InvalidArgument(
            message=f"{inner.spelled('file_id')}: files are not kept here.",
            field=inner.spelled("file_id"),
            hint="Send the picture itself as a data URL in image_url.",
        )
    inner.require("image_url", "url")
    nested = inner.take("image_url", "url")
    return _media(nested, inner.spelled("image_url", "url"))


def _reference(media: Media, kind: Literal["raw", "mask"], where: str) -> Reference:
    if media.mime_type and not media.mime_type.startswith("image/"):
        raise InvalidArgument(
            message=f"{where} must be a picture, not {media.mime_type[:60]}.",
            field=where,
            allowed=("image/png", "image/jpeg", "image/webp", "image/gif"),
        )
    return Reference(media=media, kind=kind)
