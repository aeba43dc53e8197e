"""generateContent's requests: bodies that real clients sent (wire.md 5.2), and what must be refused."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.domain.content import Content, Modality, Part
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Remote
from heliograph.domain.requests import GenerateContent, Output
from heliograph.domain.results import TokenCount
from heliograph.domain.usage import Meter, Usage
from heliograph.formats.gemini.content import read_count, read_request, write_count, write_request
from heliograph.wire import armour
from tests.formats.gemini.samples import MODEL, PICTURE, PNG, received

TEXT = [{"role": "user", "parts": [{"text": "a mermaid"}]}]


def test_the_seeds_stream() -> None:
    body = {
        "contents": [{"parts": [{"text": "generate image: a mermaid"}], "role": "user"}],
        "generationConfig": {"responseModalities": ["IMAGE", "TEXT"]},
    }
    ask = read_request(received(body), MODEL.id, stream=True)
    assert ask.prompt == "generate image: a mermaid"
    assert ask.response_modalities == frozenset({Modality.TEXT, Modality.IMAGE})
    assert (ask.number_of_images, ask.stream, ask.ignored) == (1, True, ())
    assert (ask.aspect_ratio, ask.image_size, ask.seed) == (None, None, None)


EVERYTHING: dict[str, Any] = {
    "contents": [
        {
            "role": "user",
            "parts": [{"text": "draw"}, {"fileData": {"file_uri": "https://h/f", "mime_type": "a/b"}}],
        },
        {
            "role": "model",
            "parts": [{"inlineData": {"data": base64.urlsafe_b64encode(PNG).decode(), "mime_type": "image/PNG"}}],
        },
        {"role": "model", "parts": [{"text": ""}]},
        {"parts": [{"text": "hm", "thought": True}, {"text": "bluer", "thoughtSignature": "AA=="}]},
    ],
    "systemInstruction": {"parts": [{"text": "Be kind."}], "role": "user"},
    "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}],
    "labels": {"a": "b"},
    "generation_config": {
        "response_modalities": ["text", "Image"],
        "imageConfig": {
            "aspect_ratio": "16:9",
            "imageSize": "2K",
            "personGeneration": "allow_adult",
            "imageOutputOptions": {"mimeType": "image/JPEG", "compressionQuality": 80},
        },
        "temperature": 0.5,
        "topP": 0.9,
        "topK": 3.0,
        "candidateCount": "2",
        "maxOutputTokens": 99,
        "seed": 3,
    },
}


def test_everything_that_clients_send() -> None:
    ask = read_request(received(EVERYTHING), MODEL.id)
    assert [turn.role for turn in ask.contents] == ["user", "model", "user"]
    assert ask.contents[0].media[0].source == Remote("https://h/f")
    picture = ask.contents[1].media[0]
    assert (picture.mime_type, armour.raw(picture)) == ("image/png", PNG)
    assert ask.contents[2].parts == (Part(text="hm", thought=True), Part(text="bluer"))
    assert ask.system == Content("system", (Part(text="Be kind."),))
    assert (ask.aspect_ratio, ask.image_size, ask.person_generation) == ("16:9", "2K", "ALLOW_ADULT")
    assert ask.output == Output(mime_type="image/jpeg", compression=80)
    assert (ask.number_of_images, ask.seed) == (2, 3)
    assert ask.ignored == (
        "contents[3].parts[1].thoughtSignature",
        "safetySettings",
        "labels",
        "generation_config.temperature",
        "generation_config.topP",
        "generation_config.topK",
        "generation_config.maxOutputTokens",
    )
    assert ask.spelling["aspect_ratio"] == "generation_config.imageConfig.aspect_ratio"
    assert ask.spelling["number_of_images"] == "generation_config.candidateCount"
    assert ask.spelling["output.compression"] == "generation_config.imageConfig.imageOutputOptions.compressionQuality"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "contents"),
        ({"contents": []}, "contents"),
        ({"contents": [{"parts": [{"text": ""}]}]}, "contents"),
        ({"contents": "draw"}, "contents"),
        ({"contents": [{"role": "assistant", "parts": [{"text": "x"}]}]}, "contents[0].role"),
        ({"contents": [{"parts": [{}]}]}, "contents[0].parts[0]"),
        ({"contents": [{"parts": [{"functionCall": {"name": "f"}}]}]}, "contents[0].parts[0].functionCall"),
        ({"contents": [{"parts": [{"text": "x", "inlineData": {"data": "QUJD"}}]}]}, "contents[0].parts[0]"),
        (
            {"contents": [{"parts": [{"inline_data": {"mimeType": "image/png"}}]}]},
            "contents[0].parts[0].inline_data.data",
        ),
        ({"contents": [{"parts": [{"inlineData": {"data": "https://x/y"}}]}]}, "contents[0].parts[0].inlineData.data"),
        ({"contents": TEXT, "generationConfig": {"candidateCount": 0}}, "generationConfig.candidateCount"),
        ({"contents": TEXT, "generationConfig": {"candidateCount": True}}, "generationConfig.candidateCount"),
        ({"contents": TEXT, "generationConfig": {"seed": 1.0}}, "generationConfig.seed"),
        (
            {"contents": TEXT, "generationConfig": {"responseModalities": ["AUDIO"]}},
            "generationConfig.responseModalities[0]",
        ),
        (
            {"contents": TEXT, "generationConfig": {"responseMimeType": "application/json"}},
            "generationConfig.responseMimeType",
        ),
        ({"contents": TEXT, "generationConfig": {"response_schema": {}}}, "generationConfig.response_schema"),
        ({"contents": TEXT, "cachedContent": "cachedContents/x"}, "cachedContent"),
        ({"contents": TEXT, "model": "models/another"}, "model"),
    ],
)
def test_what_is_refused_names_its_field(body: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        read_request(received(body), MODEL.id)
    assert refused.value.field == field


def test_what_vertex_sends_besides() -> None:
    body = {"contents": TEXT[0], "systemInstruction": "Be kind.", "model": f"models/{MODEL.id}"}
    ask = read_request(received(body), MODEL.id)
    assert ask.prompt == "a mermaid"
    assert ask.system is not None
    assert ask.system.text == "Be kind."
    assert ask.ignored == ()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
parts = st.one_of(
    st.builds(Part, text=texts, thought=st.booleans()), st.just(Part(media=PICTURE)).map(lambda part: part)
)
turns = st.builds(Content, st.sampled_from(["user", "model"]), st.lists(parts, min_size=1, max_size=3).map(tuple))
asks = st.builds(
    GenerateContent,
    model=st.just(MODEL.id),
    contents=st.lists(turns, min_size=1, max_size=3).map(tuple),
    system=st.none() | texts.map(lambda text: Content("system", (Part(text=text),))),
    response_modalities=st.sampled_from(
        [None, frozenset({Modality.IMAGE}), frozenset({Modality.TEXT, Modality.IMAGE})]
    ),
    number_of_images=st.integers(1, 4),
    aspect_ratio=st.sampled_from([None, "16:9"]),
    image_size=st.sampled_from([None, "2K"]),
    person_generation=st.sampled_from([None, "DONT_ALLOW"]),
    seed=st.none() | st.integers(0, 2**32 - 1),
    output=st.builds(
        Output, mime_type=st.sampled_from([None, "image/jpeg"]), compression=st.none() | st.integers(0, 100)
    ),
)


def comparable(ask: GenerateContent) -> list[Any]:
    """A request with its media as bytes and without the words for it."""
    seen: list[Any] = [
        [
            (turn.role, [(p.text, p.thought, p.media and armour.raw(p.media)) for p in turn.parts])
            for turn in ask.contents
        ]
    ]
    return [
        *seen,
        ask.system,
        ask.response_modalities,
        ask.number_of_images,
        ask.aspect_ratio,
        ask.image_size,
        ask.person_generation,
        ask.seed,
        ask.output,
        ask.ignored,
    ]


@settings(max_examples=60, deadline=None)
@given(asks)
def test_what_is_written_is_read_again(ask: GenerateContent) -> None:
    assert comparable(read_request(received(write_request(ask)), MODEL.id)) == comparable(ask)


def test_counting_tokens() -> None:
    plain = read_count(received({"contents": TEXT}), MODEL.id)
    whole = {
        "generateContentRequest": {"model": f"models/{MODEL.id}", "contents": TEXT, "generationConfig": {"seed": 1}}
    }
    asked = read_count(received(whole), MODEL.id)
    assert plain.contents == asked.contents
    assert asked.ignored == ("generateContentRequest.generationConfig",)
    count = TokenCount(model=MODEL, usage=Usage({Meter.INPUT_TEXT_TOKEN: 3, Meter.INPUT_IMAGE_TOKEN: 9}))
    assert write_count(count)["totalTokens"] == 12
    assert write_count(TokenCount(model=MODEL, usage=Usage()))["totalTokens"] == 0
