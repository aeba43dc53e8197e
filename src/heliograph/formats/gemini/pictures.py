"""Pictures inside a predict instance: the one to work on, its mask, and references of every kind."""

from __future__ import annotations

from typing import Any, Literal

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Media, Remote
from heliograph.domain.requests import GenerateImages, Reference
from heliograph.wire.fields import Fields

Kind = Literal["raw", "mask", "subject", "style", "control", "product", "person"]
KINDS: dict[str, Kind] = {
    "RAW": "raw",
    "MASK": "mask",
    "CONTROL": "control",
    "STYLE": "style",
    "SUBJECT": "subject",
    "CONTENT": "raw",
}
_PREFIX = "REFERENCE_TYPE_"
_ALLOWED = (*(_PREFIX + word for word in KINDS), *KINDS)


_BYTES = ("bytesBase64Encoded", "data", "imageBytes", "videoBytes", "encodedVideo")
_ADDRESSES = ("gcsUri", "fileUri", "uri")


def read_picture(fields: Fields) -> Media:
    """`{bytesBase64Encoded | gcsUri, mimeType}`, for pictures and films alike; also as `inlineData` or `fileData`, and
    in the names that the SDKs have for the same. Raises InvalidArgument when neither is there."""
    inner = fields.object("inlineData") or fields.object("fileData") or fields
    mime_type = (inner.text("mimeType", "encoding") or "").lower()
    if inner.has(*_ADDRESSES):
        return Media(mime_type, Remote(inner.text(*_ADDRESSES) or ""))
    inner.require(*_BYTES)
    media = inner.media(*_BYTES, mime_type=mime_type)
    if media is None or isinstance(media.source, Remote):
        where = inner.spelled(*_BYTES)
        raise InvalidArgument(message=f"{where} must be base64, not an address.", field=where)
    return media


def write_picture(media: Media) -> dict[str, Any]:
    """The same, to be spliced by `holes.write`."""
    if isinstance(media.source, Remote):
        return {"mimeType": media.mime_type, "gcsUri": media.source.uri}
    return {"mimeType": media.mime_type, "bytesBase64Encoded": media}


def read_references(instance: Fields) -> tuple[Reference, ...]:
    """All pictures of an instance in the order: image, mask, referenceImages, personImage, productImages."""
    found: list[Reference] = []
    if (image := instance.object("image")) is not None:
        found.append(Reference(media=read_picture(image)))
    if (mask := instance.object("mask")) is not None:
        found.append(Reference(media=read_picture(mask.object("image") or mask), kind="mask"))
    found += [one for row in instance.objects("referenceImages") if (one := _read_reference(row)) is not None]
    if (person := instance.object("personImage")) is not None:
        found.append(_read_wrapped(person, "person"))
    found += [_read_wrapped(row, "product") for row in instance.objects("productImages")]
    return tuple(found)


def _read_reference(row: Fields) -> Reference | None:
    """None for a mask that is to be found by the model itself: it has a mode but no picture, and stays ignored."""
    word = (row.choice("referenceType", allowed=_ALLOWED) or "RAW").removeprefix(_PREFIX)
    number = row.integer("referenceId", minimum=0)
    image = row.object("referenceImage")
    if image is None:
        if word in ("MASK", "CONTROL"):
            return None
        row.require("referenceImage")
    assert image is not None  # required above
    options = {} if number is None else {"id": number}
    return Reference(media=read_picture(image), kind=KINDS[word], options=options)


def _read_wrapped(row: Fields, kind: Kind) -> Reference:
    row.require("image")
    image = row.object("image")
    assert image is not None  # required above
    return Reference(media=read_picture(image), kind=kind)


def write_references(ask: GenerateImages) -> dict[str, Any]:
    """The pictures of a request where predict wants them."""
    if ask.mode in ("upscale", "segment"):
        return {"image": write_picture(ask.references[0].media)} if ask.references else {}
    people = [one for one in ask.references if one.kind == "person"]
    products = [one for one in ask.references if one.kind == "product"]
    others = [one for one in ask.references if one.kind not in ("person", "product")]
    out: dict[str, Any] = {}
    if others:
        out["referenceImages"] = [_write_reference(one, at) for at, one in enumerate(others, 1)]
    if people:
        out["personImage"] = {"image": write_picture(people[0].media)}
    if products:
        out["productImages"] = [{"image": write_picture(one.media)} for one in products]
    return out


def _write_reference(one: Reference, at: int) -> dict[str, Any]:
    return {
        "referenceImage": write_picture(one.media),
        "referenceId": one.options.get("id", at),
        "referenceType": _PREFIX + one.kind.upper(),
    }
