from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.catalogue.rules import apply
from heliograph.catalogue.sizes import distance, fits, nearest_ratio, pixels, ratio_of, read_pixels, snapped
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.model import Model
from tests.catalogue.asks import CATALOGUE, content, images

IMAGEN = "imagen-4.0-generate-001"
NANO = "gemini-2.5-flash-image-preview"
PRO = "gemini-3-pro-image"
GPT_1 = "gpt-image-1"
GPT_2 = "gpt-image-2"


def measured(name: str, picture: tuple[int, int] | None = None, **values: Any) -> tuple[int, int]:
    model = CATALOGUE.resolve(name)
    return pixels(model, apply(model, images(name, **values)), picture)


@pytest.mark.parametrize(
    ("name", "values", "size"),
    [
        (IMAGEN, {}, (1024, 1024)),
        (IMAGEN, {"aspect_ratio": "16:9"}, (1408, 768)),
        (IMAGEN, {"aspect_ratio": "3:4", "image_size": "2K"}, (1792, 2560)),
        (NANO, {}, (1024, 1024)),
        (NANO, {"aspect_ratio": "21:9"}, (1536, 672)),
        (PRO, {"aspect_ratio": "16:9", "image_size": "2K"}, (2752, 1536)),
        (PRO, {"aspect_ratio": "16:9", "image_size": "4k"}, (5504, 3072)),
        ("gemini-3.1-flash-image", {"aspect_ratio": "16:9", "image_size": "512"}, (688, 384)),
        ("gemini-nano-banana-2.1", {"aspect_ratio": "1:8"}, (384, 3072)),
        (GPT_1, {"aspect_ratio": "2:3"}, (1024, 1536)),
        (GPT_1, {"size": (1536, 1024)}, (1536, 1024)),
        (GPT_2, {"size": (3840, 2160)}, (3840, 2160)),
        ("dall-e-2", {"size": (512, 512)}, (512, 512)),
    ],
)
def test_ratio_and_size_class_become_pixels(name: str, values: dict[str, Any], size: tuple[int, int]) -> None:
    assert measured(name, **values) == size


def test_without_a_ratio_gemini_takes_the_height_of_the_page_and_the_shape_of_the_picture() -> None:
    assert measured(NANO) == (1024, 1024)
    assert measured(NANO, picture=(3000, 2000)) == (1536, 1024)
    assert measured(NANO, picture=(900, 1600)) == (576, 1024)
    assert measured(NANO, picture=(10_000, 100))[0] < 2400


def test_without_a_ratio_the_nearest_to_the_picture_is_taken() -> None:
    assert measured(PRO, picture=(1590, 1000)) == (1264, 848)
    assert measured(GPT_1, picture=(500, 900)) == (1024, 1536)
    assert measured(IMAGEN, picture=(1600, 900)) == (1024, 1024), "Imagen's own default is a square"


def test_a_ratio_asked_for_beats_the_picture() -> None:
    assert measured(PRO, picture=(1600, 900), aspect_ratio="1:1") == (1024, 1024)


def test_a_conversation_is_measured_alike() -> None:
    model = CATALOGUE.resolve(NANO)
    ask = apply(model, content(NANO, pictures=1))
    assert pixels(model, ask, (3000, 2000)) == (1536, 1024)


def test_pixels_that_a_ratio_model_has_are_taken_as_they_are() -> None:
    ask = apply(CATALOGUE.resolve(IMAGEN), images(IMAGEN, size=(1408, 768)))
    assert (ask.size, ask.aspect_ratio, ask.image_size, ask.ignored) == ((1408, 768), "16:9", "1K", ())


def test_pixels_that_a_ratio_model_comes_near_are_said_to_be_ignored() -> None:
    ask = apply(CATALOGUE.resolve(IMAGEN), images(IMAGEN, size=(1536, 1024), spelling={"size": "size"}))
    assert (ask.size, ask.aspect_ratio, ask.ignored) == ((1280, 896), "4:3", ("size",))
    assert measured(PRO, size=(1536, 1024)) == (1264, 848)


@pytest.mark.parametrize(
    ("name", "size", "nearest"),
    [
        (IMAGEN, (3000, 1000), "1408x768"),
        (GPT_1, (512, 512), "1024x1024"),
        (GPT_1, (1792, 1024), "1536x1024"),
        (GPT_2, (1000, 1000), "1008x1008"),
        (GPT_2, (0, 0), "1024x1024"),
        ("dall-e-3", (1536, 1024), "1792x1024"),
    ],
)
def test_pixels_far_from_anything_are_refused_with_the_nearest(name: str, size: tuple[int, int], nearest: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        measured(name, size=size)
    assert caught.value.nearest == nearest
    assert caught.value.field == "size"
    assert caught.value.allowed


def test_pixels_and_ratio_must_agree() -> None:
    assert measured(GPT_1, size=(1536, 1024), aspect_ratio="3:2") == (1536, 1024)
    with pytest.raises(InvalidArgument, match="contradict"):
        measured(GPT_1, size=(1536, 1024), aspect_ratio="1:1")


@given(st.tuples(st.integers(1, 20_000), st.integers(1, 20_000)))
def test_the_nearest_size_of_a_free_grid_is_always_on_it(size: tuple[int, int]) -> None:
    model = CATALOGUE.resolve(GPT_2)
    assert fits(model, snapped(model, size))
    if fits(model, size):
        assert snapped(model, size) == size


@given(
    st.sampled_from([model for model in CATALOGUE.models() if model.makes_images]),
    st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
)
def test_any_pixels_are_made_refused_or_named_as_ignored(model: Model, size: tuple[int, int]) -> None:
    nearest = refusal(model, size)
    if nearest is None:
        ask = apply(model, images(model.id, size=size))
        assert ask.size is not None
        assert ask.size == size or (ask.ignored == ("size",) and distance(ask.size, size) < 0.15)
    else:
        assert pixels(model, apply(model, images(model.id, size=nearest))) == nearest


def refusal(model: Model, size: tuple[int, int]) -> tuple[int, int] | None:
    """The nearest size that a refusal names; None when there is no refusal."""
    try:
        apply(model, images(model.id, size=size))
    except InvalidArgument as error:
        return read_pixels(error.nearest or "")
    return None


@given(st.tuples(st.integers(1, 9000), st.integers(1, 9000)))
def test_the_nearest_ratio_of_a_picture_turned_is_the_ratio_turned(picture: tuple[int, int]) -> None:
    ratios = ("1:1", "3:4", "4:3", "9:16", "16:9")
    one, other = nearest_ratio(ratios, picture), nearest_ratio(ratios, picture[::-1])
    assert ratio_of(one) * ratio_of(other) == pytest.approx(1, rel=0.4)


@pytest.mark.parametrize("text", ["", ":", "16:", "0:1", "1:0", "a:b", "1.5:1", "-1:2", "²:1"])
def test_what_is_no_ratio_is_none(text: str) -> None:
    assert ratio_of(text) == 0
