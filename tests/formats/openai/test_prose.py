"""Pictures in Markdown and settings in a system text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.content import Part
from heliograph.domain.media import Encoded
from heliograph.formats.openai.prose import pictures_and_words, settings_in
from heliograph.wire import holes


def test_words_without_pictures_are_one_part() -> None:
    assert pictures_and_words("a cat\n![x](http://a.example/b.png)") == (
        Part(text="a cat\n![x](http://a.example/b.png)"),
    )
    assert pictures_and_words("  ") == ()


def test_pictures_stand_in_their_order() -> None:
    text = "one ![a](data:image/png;base64,QUJD) two ![](data:image/jpeg;base64,REVG)"
    parts = pictures_and_words(text)
    assert [part.text or (part.media and part.media.mime_type) for part in parts] == [
        "one",
        "image/png",
        "two",
        "image/jpeg",
    ]


def test_a_long_text_is_not_copied() -> None:
    body = json.dumps({"content": "Schön: ![image](data:image/png;base64," + "QUJD" * 4000 + ")\n“done”"}).encode()
    span = holes.read(body)["content"]
    words, picture, after = pictures_and_words(span)
    assert (words.text, after.text) == ("Schön:", "“done”")
    assert picture.media is not None
    source = picture.media.source
    assert isinstance(source, Encoded)
    assert isinstance(source.text, memoryview)
    assert source.text.obj is body


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert all(part.text or part.media for part in pictures_and_words(text))


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("You are a painter.", {}, "You are a painter."),
        ("aspect_ratio=16:9", {"aspect_ratio": "16:9"}, ""),
        ("Aspect_Ratio: 9:16. Be bold.", {"aspect_ratio": "9:16"}, ". Be bold."),
        ('{"imageConfig":{"aspectRatio":"4:3","imageSize":"4k"}}', {"aspect_ratio": "4:3", "image_size": "4K"}, ""),
        ("image_size=512", {"image_size": "512"}, ""),
        ("The aspect ratio matters.", {}, "The aspect ratio matters."),
    ],
)
def test_settings_in_a_system_text(text: str, found: dict[str, str], left: str) -> None:
    assert settings_in(text) == (found, left)
