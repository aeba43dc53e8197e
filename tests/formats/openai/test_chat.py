"""Chat requests: what is said in which place, and what every known client sends."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from heliograph.domain.content import Modality
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Remote
from heliograph.domain.requests import GenerateContent
from heliograph.formats.openai.chat import read_chat, read_shape, wants_usage
from heliograph.wire import armour, holes
from heliograph.wire.fields import Fields

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
B64 = base64.b64encode(PNG).decode()
URL = f"data:image/png;base64,{B64}"


def asked(**body: Any) -> GenerateContent:
    whole = {"model": "m", "messages": [{"role": "user", "content": "a cat"}], **body}
    return read_chat(Fields(holes.read(json.dumps(whole).encode())))


def said(*messages: dict[str, Any], **body: Any) -> GenerateContent:
    return asked(messages=list(messages), **body)


def test_the_guides_curl_body() -> None:
    ask = said(
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "describe the image, then fill color as children's crayon style"},
                {"type": "image_url", "image_url": {"url": URL.replace("png", "jpeg")}},
            ],
        },
        modalities=["text", "image"],
        temperature=0.7,
    )
    (turn,) = ask.contents
    assert turn.role == "user"
    assert ask.prompt.startswith("describe the image")
    assert [media.mime_type for media in turn.media] == ["image/jpeg"]
    assert armour.raw(turn.media[0]) == PNG
    assert ask.response_modalities == frozenset({Modality.TEXT, Modality.IMAGE})
    assert ask.number_of_images == 1
    assert ask.ignored == ("temperature",)
    assert ask.output.background is None


def test_absent_modalities_are_the_models_own_and_text_alone_is_respected() -> None:
    assert asked().response_modalities is None
    assert asked(modalities=["text"]).response_modalities == frozenset({Modality.TEXT})
    with pytest.raises(InvalidArgument) as caught:
        asked(modalities=["text", "audio"])
    assert caught.value.field == "modalities"
    assert caught.value.allowed == ("text", "image")


@pytest.mark.parametrize(
    "body",
    [
        {"image_config": {"aspect_ratio": "16:9", "image_size": "2k"}},
        {"extra_body": {"image_config": {"aspectRatio": "16:9", "imageSize": "2K"}}},
        {"aspect_ratio": "16:9", "image_size": "2K"},
        {"aspectRatio": "16:9", "image_config": {"image_size": "2K", "aspect_ratio": "16:9"}},
        {
            "messages": [
                {"role": "system", "content": "aspect_ratio=16:9 image_size=2K"},
                {"role": "user", "content": "x"},
            ]
        },
        {
            "messages": [
                {"role": "system", "content": '{"image_config": {"aspect_ratio": "16:9", "image_size": "2K"}}'},
                {"role": "user", "content": "x"},
            ]
        },
    ],
)
def test_ratio_and_size_wherever_they_are_said(body: dict[str, Any]) -> None:
    ask = asked(**body)
    assert (ask.aspect_ratio, ask.image_size) == ("16:9", "2K")
    assert ask.system is None
    assert ask.ignored == ()


def test_the_body_comes_before_the_system_text_and_errors_speak_the_callers_words() -> None:
    ask = said(
        {"role": "developer", "content": "Paint softly. aspect_ratio=16:9"},
        {"role": "user", "content": "x"},
        image_config={"aspect_ratio": "1:1"},
    )
    assert ask.aspect_ratio == "1:1"
    assert ask.system is not None
    assert ask.system.text == "Paint softly."
    assert ask.spelling["aspect_ratio"] == "image_config.aspect_ratio"
    assert ask.spelling["number_of_images"] == "n"
    with pytest.raises(InvalidArgument, match="differ"):
        asked(aspect_ratio="1:1", image_config={"aspect_ratio": "3:4"})


def test_pixels_are_understood_too() -> None:
    ask = asked(size="1536x1024")
    assert ask.size == (1536, 1024)
    assert ask.spelling["size"] == "size"


EARLIER: dict[str, dict[str, Any]] = {
    "default": {
        "content": "Here it is.",
        "multi_mod_content": [
            {"text": None, "inline_data": {"mime_type": "image/png", "data": B64}},
            {"text": "Here it is.", "inlineData": {}},
        ],
        "refusal": None,
        "annotations": [],
    },
    "reference": {
        "content": "Here it is.",
        "multi_mod_content": [
            {"text": "", "inlineData": {"data": B64, "mimeType": "png"}},
            {"text": "Here it is.", "inlineData": {}},
        ],
    },
    "images": {
        "content": "Here it is.",
        "images": [{"type": "image_url", "image_url": {"url": URL}, "index": 0}],
    },
    "parts": {
        "content": [
            {"type": "image_url", "image_url": {"url": URL}},
            {"type": "text", "text": "Here it is."},
        ]
    },
    "markdown": {"content": f"Here it is.\n\n![image]({URL})"},
}


@pytest.mark.parametrize("shape", EARLIER)
def test_our_own_earlier_picture_comes_back_in_any_shape(shape: str) -> None:
    ask = said(
        {"role": "user", "content": "a cat"},
        {"role": "assistant", **EARLIER[shape]},
        {"role": "user", "content": "now at night"},
    )
    assert [turn.role for turn in ask.contents] == ["user", "model", "user"]
    answer = ask.contents[1]
    assert answer.text == "Here it is."
    (media,) = answer.media
    assert media.mime_type == "image/png"
    assert armour.raw(media) == PNG
    assert ask.prompt == "now at night"
    assert ask.ignored == ()


def test_an_address_is_kept_as_an_address() -> None:
    ask = said({"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://a.example/b.png"}}]})
    assert ask.contents[0].media[0].source == Remote("https://a.example/b.png")


def test_what_has_no_effect_is_named_in_full() -> None:
    ask = asked(
        messages=[
            {
                "role": "user",
                "name": "ann",
                "content": [
                    {"type": "text", "text": "x"},
                    {"type": "image_url", "image_url": {"url": URL, "detail": "high"}},
                ],
            }
        ],
        top_p=1,
        user="u",
        stream_options={"include_usage": True},
    )
    assert ask.ignored == (
        "messages[0].name",
        "messages[0].content[1].image_url.detail",
        "top_p",
        "user",
        "stream_options",
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"model": None}, "model"),
        ({"messages": None}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "user", "content": "  "}]}, "messages"),
        ({"messages": [{"role": "assistant", "content": "hello"}]}, "messages"),
        ({"messages": [{"role": "tool", "content": "x"}]}, "messages[0].role"),
        ({"messages": [{"content": "x"}]}, "messages[0].role"),
        ({"messages": [{"role": "user", "content": 4}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": [{"type": "input_audio"}]}]}, "messages[0].content[0].type"),
        (
            {"messages": [{"role": "user", "content": [{"image_url": {"url": "data:text/html;base64,AAAA"}}]}]},
            "messages[0].content[0].image_url.url",
        ),
        ({"messages": [{"role": "user", "content": [{"image_url": {}}]}]}, "messages[0].content[0].image_url.url"),
        (
            {
                "messages": [
                    {"role": "system", "content": [{"image_url": {"url": URL}}]},
                    {"role": "user", "content": "x"},
                ]
            },
            "messages[0].content",
        ),
        ({"n": 0}, "n"),
        ({"n": -1}, "n"),
        ({"n": 1.0}, "n"),
        ({"n": True}, "n"),
        ({"n": "two"}, "n"),
        ({"seed": 1.5}, "seed"),
        ({"stream": "yes"}, "stream"),
        ({"modalities": "image"}, "modalities"),
        ({"size": "big"}, "size"),
        ({"image_shape": "round"}, "image_shape"),
        ({"image_config": "16:9"}, "image_config"),
    ],
)
def test_wrong_values_are_refused_by_their_name(body: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        asked(**body)
    assert caught.value.field == field


def test_a_number_in_a_string_is_a_number() -> None:
    assert asked(n="3").number_of_images == 3


def test_the_shape_is_chosen_by_header_or_body() -> None:
    assert read_shape(Fields({})) == "multi_mod_content"
    assert read_shape(Fields({"image_shape": "Markdown"})) == "markdown"
    assert read_shape(Fields({"extra_body": {"image_shape": "images"}})) == "images"
    assert read_shape(Fields({"image_shape": "images"}), "parts") == "parts"
    with pytest.raises(InvalidArgument) as caught:
        read_shape(Fields({}), "part")
    assert caught.value.nearest == "parts"
    assert asked(image_shape="images", extra_body={"image_shape": "images"}).ignored == ()


def test_usage_in_a_stream() -> None:
    assert wants_usage(Fields({"stream_options": {"include_usage": True}}))
    assert not wants_usage(Fields({}))
    assert asked(stream=True, stream_options={"include_usage": True}).ignored == ()
