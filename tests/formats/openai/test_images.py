"""Requests of the image endpoints: honoured, refused with a reason, or named."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Decoded, Media
from heliograph.domain.requests import GenerateImages
from heliograph.formats.openai.images import DEFAULT_MODEL, Picture, form_fields, read_images, wants_address
from heliograph.wire import armour, holes
from heliograph.wire.fields import Fields

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
B64 = base64.b64encode(PNG).decode()
URL = f"data:image/png;base64,{B64}"


def fields(**body: Any) -> Fields:
    return Fields(holes.read(json.dumps({"model": "m", "prompt": "a cat", **body}).encode()))


def asked(**body: Any) -> GenerateImages:
    return read_images(fields(**body))


def picture(name: str, mime_type: str = "image/png") -> Picture:
    return Picture(name, Media(mime_type, Decoded(PNG), "a.png"))


def test_openais_own_default_is_one() -> None:
    ask = asked()
    assert (ask.mode, ask.number_of_images, ask.prompt) == ("generate", 1, "a cat")
    assert (ask.size, ask.quality, ask.style, ask.output.mime_type, ask.output.background) == (None,) * 5
    assert read_images(Fields({"prompt": "x"})).model == DEFAULT_MODEL


def test_everything_at_once() -> None:
    ask = asked(
        n=2,
        size="1536x1024",
        quality="high",
        style="vivid",
        background="transparent",
        moderation="low",
        output_format="webp",
        output_compression=80,
        user="ann",
        stream=True,
        partial_images=2,
        seed=7,
    )
    assert (ask.number_of_images, ask.size, ask.quality, ask.style) == (2, (1536, 1024), "high", "vivid")
    assert (ask.output.mime_type, ask.output.compression, ask.output.background) == ("image/webp", 80, "transparent")
    assert (ask.stream, ask.partial_images, ask.seed) == (True, 2, 7)
    assert ask.ignored == ("moderation", "user")
    assert ask.spelling["number_of_images"] == "n"


@pytest.mark.parametrize(
    ("size", "read"),
    [
        ("auto", {"size": None, "aspect_ratio": None, "image_size": None}),
        ("1024X1024", {"size": (1024, 1024)}),
        ("16:9", {"aspect_ratio": "16:9", "size": None}),
        ("2k", {"image_size": "2K", "size": None}),
    ],
)
def test_sizes(size: str, read: dict[str, Any]) -> None:
    ask = asked(size=size)
    assert {name: getattr(ask, name) for name in read} == read


def test_fields_without_effect_are_named() -> None:
    ask = asked(
        output_format="png", output_compression=50, partial_images=1, input_fidelity="high", response_format="b64_json"
    )
    assert ask.ignored == ("output_compression", "partial_images", "input_fidelity", "response_format")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"prompt": None}, "prompt"),
        ({"prompt": "  "}, "prompt"),
        ({"prompt": 3}, "prompt"),
        ({"n": 0}, "n"),
        ({"n": True}, "n"),
        ({"size": "0x100"}, "size"),
        ({"size": "huge"}, "size"),
        ({"quality": "hihg"}, "quality"),
        ({"background": "green"}, "background"),
        ({"background": "transparent", "output_format": "jpeg"}, "output_format"),
        ({"output_format": "gif"}, "output_format"),
        ({"output_compression": 101}, "output_compression"),
        ({"partial_images": 4, "stream": True}, "partial_images"),
        ({"style": "cubist"}, "style"),
        ({"moderation": "none"}, "moderation"),
        ({"mask": URL}, "image"),
        ({"image": {"file_id": "file-1"}}, "image.file_id"),
        ({"image": "data:text/plain;base64,AAAA"}, "image"),
        ({"images": [{"image_url": 3}]}, "images[0].image_url"),
        ({"images": [{}]}, "images[0].image_url"),
    ],
)
def test_wrong_values_are_refused_by_their_name(body: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        asked(**body)
    assert caught.value.field == field


def test_the_nearest_choice_is_named() -> None:
    with pytest.raises(InvalidArgument) as caught:
        asked(quality="hihg")
    assert caught.value.nearest == "high"
    assert "medium" in caught.value.allowed


def test_a_form_edits_many_pictures_with_a_mask() -> None:
    form = form_fields({"prompt": "blue", "model": "m", "n": "2", "stream": "True", "size": "1024x1024"})
    ask = read_images(form, [picture("image[]"), picture("image[]"), picture("mask")], edit=True)
    assert (ask.mode, ask.number_of_images, ask.stream, ask.size) == ("edit", 2, True, (1024, 1024))
    assert [one.kind for one in ask.references] == ["raw", "raw", "mask"]
    assert ask.ignored == ()


@pytest.mark.parametrize(
    "body",
    [
        {"image": URL},
        {"image": B64},
        {"image": [URL]},
        {"images": [{"image_url": URL}]},
        {"images": [{"type": "image_url", "image_url": {"url": URL}}]},
    ],
)
def test_json_edits_too(body: dict[str, Any]) -> None:
    ask = read_images(fields(**body), edit=True)
    assert ask.mode == "edit"
    (one,) = ask.references
    assert armour.raw(one.media) == PNG
    assert ask.ignored == ()


def test_edits_need_a_picture_and_not_too_many() -> None:
    with pytest.raises(InvalidArgument, match="no picture"):
        read_images(fields(), edit=True)
    with pytest.raises(InvalidArgument, match="17 pictures"):
        read_images(fields(), [picture("image[]")] * 17, edit=True)
    with pytest.raises(InvalidArgument, match="one mask"):
        read_images(fields(), [picture("image"), picture("mask"), picture("mask")], edit=True)
    with pytest.raises(InvalidArgument) as caught:
        read_images(fields(), [picture("photo")], edit=True)
    assert caught.value.allowed == ("image", "image[]", "mask")
    with pytest.raises(InvalidArgument, match="must be a picture"):
        read_images(fields(), [picture("image", "text/plain")], edit=True)


def test_addresses_are_a_wish() -> None:
    assert wants_address(fields(response_format="url"))
    assert not wants_address(fields())
    with pytest.raises(InvalidArgument):
        wants_address(fields(response_format="json"))
