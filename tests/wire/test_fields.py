"""Fields: every spelling, every wrong type, and nothing dropped silently."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Encoded, Remote
from heliograph.wire.fields import Fields, fold
from heliograph.wire.holes import read

words = st.lists(st.sampled_from(["aspect", "ratio", "image", "mime", "type"]), min_size=1, max_size=4, unique=True)


@given(words)
def test_camel_case_and_snake_case_are_one(parts: list[str]) -> None:
    camel = parts[0] + "".join(part.capitalize() for part in parts[1:])
    assert fold(camel) == fold("_".join(parts)) == fold("_".join(parts).upper())


@pytest.mark.parametrize("spelling", ["aspectRatio", "aspect_ratio", "ASPECT_RATIO", "Aspect_ratio"])
def test_errors_speak_the_callers_spelling(spelling: str) -> None:
    outer = Fields({"generation_config": {"imageConfig": {spelling: 3}}})
    inner = outer.object("generationConfig")
    assert inner is not None
    config = inner.object("imageConfig")
    assert config is not None
    with pytest.raises(InvalidArgument) as wrong:
        config.text("aspectRatio")
    assert wrong.value.field == f"generation_config.imageConfig.{spelling}"
    assert "must be a text; got 3" in wrong.value.message


def test_two_spellings_of_one_key_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="given twice"):
        Fields({"mimeType": "a", "mime_type": "a"})


def test_two_names_for_one_thing() -> None:
    assert Fields({"sampleCount": 2, "numberOfImages": 2}).integer("sampleCount", "numberOfImages") == 2
    assert Fields({"number_of_images": 2}).integer("sampleCount", "numberOfImages") == 2
    with pytest.raises(InvalidArgument) as wrong:
        Fields({"sampleCount": 2, "numberOfImages": 3}, "parameters").integer("sampleCount", "numberOfImages")
    assert wrong.value.field == "parameters.numberOfImages"


@pytest.mark.parametrize("value", [1.5, 1.0, True, False, "x", "1.0", "", " 1", "١", "9" * 30, [], {}, "0x1", "1_0"])
def test_what_is_no_whole_number(value: Any) -> None:
    with pytest.raises(InvalidArgument):
        Fields({"n": value}).integer("n")


def test_whole_numbers_and_their_bounds() -> None:
    assert Fields({"n": "4"}).integer("n", minimum=1) == 4
    assert Fields({"n": None}).integer("n", minimum=1) is None
    for value in (0, -1, "-1", "0"):
        with pytest.raises(InvalidArgument) as wrong:
            Fields({"n": value}).integer("n", minimum=1)
        assert wrong.value.nearest == "1"
    with pytest.raises(InvalidArgument, match="from 0 to 100; got 101"):
        Fields({"n": 101}).integer("n", minimum=0, maximum=100)


def test_choices_fold_case_and_name_the_nearest() -> None:
    allowed = ("DONT_ALLOW", "ALLOW_ADULT", "ALLOW_ALL")
    assert Fields({"p": "dont_allow"}).choice("p", allowed=allowed) == "DONT_ALLOW"
    with pytest.raises(InvalidArgument) as wrong:
        Fields({"p": "allow_adults"}).choice("p", allowed=allowed)
    assert (wrong.value.nearest, wrong.value.allowed) == ("ALLOW_ADULT", allowed)


def test_wrong_types_are_told() -> None:
    fields = Fields({"a": 1, "b": "true", "c": {}, "d": "x", "e": [1], "f": True})
    for read_it in (fields.boolean, fields.array):
        with pytest.raises(InvalidArgument):
            read_it("b")
    for name, read_one in (("a", fields.object), ("e", fields.texts), ("e", fields.objects), ("f", fields.number)):
        with pytest.raises(InvalidArgument):
            read_one(name)
    with pytest.raises(InvalidArgument, match="missing"):
        fields.require("prompt")
    with pytest.raises(InvalidArgument, match="must be a JSON object; got an array"):
        Fields([])


def test_what_nobody_took_is_left() -> None:
    fields = Fields({"a": 1, "temperature": 0.5, "config": {"x": 1, "y": 2}, "parts": [{"u": 1}, {"v": 2}], "n": None})
    assert fields.integer("a") == 1
    config = fields.object("config")
    assert config is not None
    assert config.integer("x") == 1
    first, _ = fields.objects("parts")
    first.integer("u")
    assert fields.left() == ["temperature", "config.y", "parts[1].v"]


def test_media_are_told_apart_without_being_opened() -> None:
    long = "QUJD" * 2000
    body = json.dumps({"a": long, "b": f"data:image/JPEG;base64,{long}", "c": "https://example.com/a.png"}).encode()
    fields = Fields(read(body))
    plain, url, remote = (fields.media(name, mime_type="image/png") for name in "abc")
    assert plain is not None
    assert url is not None
    assert remote is not None
    assert (plain.mime_type, url.mime_type) == ("image/png", "image/jpeg")
    for media in (plain, url):
        assert isinstance(media.source, Encoded)
        assert isinstance(media.source.text, memoryview)
        assert media.source.text.obj is body
        assert bytes(media.source.text) == long.encode()
    assert remote.source == Remote("https://example.com/a.png")


@pytest.mark.parametrize("value", ["data:image/png,abc", "data:image/png;base64", "", 5, "https://" + "x" * 5000])
def test_media_that_cannot_be(value: Any) -> None:
    with pytest.raises(InvalidArgument):
        Fields({"image": value}).media("image")


def test_escaped_data_urls() -> None:
    for body in (
        b'{"i":"data:image\\/png;base64,' + b"A\\/\\u003d" * 1200 + b'"}',
        b'{"i":"data:image\\/png;base64,A/="}',
    ):
        media = Fields(read(body)).media("i")
        assert media is not None
        assert media.mime_type == "image/png"
        assert isinstance(media.source, Encoded)
        assert bytes(media.source.text).startswith(b"A/=")
