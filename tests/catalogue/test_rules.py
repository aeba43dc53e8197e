from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.catalogue.parameters import known_parameters
from heliograph.catalogue.rules import apply
from heliograph.domain.content import Content, Part
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.requests import GenerateContent, Output, Reference
from tests.catalogue.asks import CATALOGUE, PICTURE, content, images, references

IMAGEN = "imagen-4.0-generate-001"
ULTRA = "imagen-4.0-ultra-generate-001"
NANO = "gemini-2.5-flash-image-preview"
GPT = "gpt-image-1"


def applied(name: str, **values: Any) -> Any:
    return apply(CATALOGUE.resolve(name), images(name, **values))


def refused(name: str, **values: Any) -> InvalidArgument:
    with pytest.raises(InvalidArgument) as caught:
        applied(name, **values)
    return caught.value


@pytest.mark.parametrize(
    "name",
    [IMAGEN, "imagen-4.0-fast-generate-001", "imagen-4.0-fast-generate-preview-06-06", "imagen-3.0-generate-002"],
)
def test_imagen_makes_one_to_four_pictures_and_four_when_nobody_says(name: str) -> None:
    assert applied(name).number_of_images == 4
    assert [applied(name, number_of_images=n).number_of_images for n in (1, 2, 3, 4)] == [1, 2, 3, 4]
    for wrong in (-1, 0, 5, 10**18):
        assert refused(name, number_of_images=wrong).allowed == ("1", "2", "3", "4")
    assert refused(name, number_of_images=9).nearest == "4"
    assert refused(name, number_of_images=0).nearest == "1"


def test_ultra_makes_exactly_one() -> None:
    assert applied(ULTRA).number_of_images == 1
    assert applied(ULTRA, number_of_images=1).number_of_images == 1
    error = refused(ULTRA, number_of_images=2, spelling={"number_of_images": "sampleCount"})
    assert error.field == "sampleCount"
    assert error.nearest == "1"
    assert "sampleCount cannot be 2" in error.sentence()


def test_imagen_has_five_ratios_and_squares_by_default() -> None:
    assert applied(IMAGEN).aspect_ratio == "1:1"
    for ratio in ("1:1", "3:4", "4:3", "9:16", "16:9"):
        assert applied(IMAGEN, aspect_ratio=ratio).aspect_ratio == ratio
    error = refused(IMAGEN, aspect_ratio="2:3", spelling={"aspect_ratio": "aspectRatio"})
    assert error.field == "aspectRatio"
    assert error.allowed == ("1:1", "3:4", "4:3", "9:16", "16:9")
    assert error.nearest == "3:4"


@pytest.mark.parametrize("spelling", ["DONT_ALLOW", "dont_allow", "Dont_Allow"])
def test_person_generation_in_either_case(spelling: str) -> None:
    assert applied(IMAGEN, person_generation=spelling).person_generation == "DONT_ALLOW"
    assert applied(IMAGEN).person_generation == "ALLOW_ADULT"
    assert applied(NANO, person_generation=spelling).person_generation == "ALLOW_NONE"
    assert refused(IMAGEN, person_generation="ALLOW_ALL").allowed == ("DONT_ALLOW", "ALLOW_ADULT")


def test_size_classes_in_either_case_where_the_model_has_them() -> None:
    assert applied(IMAGEN, image_size="2k").image_size == "2K"
    assert refused("imagen-4.0-fast-generate-001", image_size="2K").allowed == ("1K",)
    assert applied("gemini-3-pro-image", image_size="4k").image_size == "4K"


def test_auto_means_that_the_model_decides() -> None:
    assert applied(GPT, quality="auto").quality == "medium"
    assert applied(IMAGEN, aspect_ratio="AUTO").aspect_ratio == "1:1"
    assert applied(GPT, output=Output(background="auto")).output.background is None


def test_what_would_not_change_the_picture_is_named_and_dropped() -> None:
    ask = applied(IMAGEN, quality="hd", style="vivid", ignored=("user",))
    assert ask.ignored == ("user", "quality", "style")
    assert ask.quality is None
    assert ask.style is None


def test_what_would_change_the_picture_is_refused() -> None:
    assert refused(NANO, edit_mode="EDIT_MODE_STYLE", spelling={"edit_mode": "editMode"}).field == "editMode"
    assert refused(GPT, upscale_factor=2).field == "upscale_factor"


def test_wishes_that_every_engine_can_honour_are_kept() -> None:
    ask = applied(GPT, negative_prompt="no text", seed=7)
    assert (ask.negative_prompt, ask.seed, ask.ignored) == ("no text", 7, ())
    assert refused(IMAGEN, seed=-1).nearest == "0"
    assert refused(IMAGEN, seed=2**32).allowed == ("0 to 4294967295",)


def test_transparency_needs_a_format_that_has_it() -> None:
    assert applied(GPT, output=Output(background="Transparent")).output.background == "transparent"
    error = refused(GPT, output=Output(background="transparent", mime_type="image/jpeg"))
    assert error.allowed == ("image/png", "image/webp")
    assert refused(IMAGEN, output=Output(background="transparent")).allowed == ("opaque",)


def test_compression_without_a_lossy_format_is_named_among_the_ignored() -> None:
    assert applied(GPT, output=Output(compression=50, mime_type="image/jpeg")).output.compression == 50
    ask = applied(GPT, output=Output(compression=50), spelling={"output.compression": "output_compression"})
    assert ask.output.compression is None
    assert ask.ignored == ("output_compression",)
    assert refused(GPT, output=Output(compression=101, mime_type="image/jpeg")).nearest == "100"


def test_a_slip_of_a_reader_does_not_reach_an_engine() -> None:
    for value in (True, 1.5, "2", [1]):
        assert "must be an integer" in refused(IMAGEN, number_of_images=value).message
    assert "must be a text" in refused(IMAGEN, aspect_ratio=3).message


def test_a_long_value_is_not_repeated_at_length() -> None:
    assert len(refused(IMAGEN, aspect_ratio="9" * 100_000).sentence()) < 400


def test_too_many_pictures_are_refused() -> None:
    assert applied(NANO, references=references(3)).references
    assert "at most 3 pictures" in refused(NANO, references=references(4)).message
    mask = Reference(media=PICTURE, kind="mask")
    assert applied(NANO, references=(*references(3), mask)).references


def test_pictures_of_earlier_turns_do_not_count() -> None:
    turns = [Content("user", (Part(media=PICTURE),)), Content("model", (Part(media=PICTURE),))] * 3
    ask = GenerateContent(model=NANO, contents=(*turns, Content("user", (Part(text="bluer"),))))
    assert apply(CATALOGUE.resolve(NANO), ask).contents == ask.contents
    with pytest.raises(InvalidArgument):
        apply(CATALOGUE.resolve(NANO), content(NANO, pictures=4))


def test_enlarging_takes_two_three_or_four_times() -> None:
    name = "imagen-4.0-upscale-preview"
    ask = applied(name, mode="upscale", references=references(1))
    assert (ask.upscale_factor, ask.number_of_images) == (2, 1)
    error = refused(name, mode="upscale", references=references(1), upscale_factor=8)
    assert (error.allowed, error.nearest) == (("2", "3", "4"), "4")
    assert refused(name, mode="upscale", references=references(2)).field == "image"


def test_openai_counts_characters_of_the_prompt() -> None:
    assert applied(GPT, prompt="x" * 32_000).prompt
    assert refused(GPT, prompt="x" * 32_001).field == "prompt"


def test_a_conversation_gets_the_same_rules() -> None:
    ask = apply(CATALOGUE.resolve(NANO), content(NANO, aspect_ratio="16:9"))
    assert (ask.number_of_images, ask.aspect_ratio, ask.image_size) == (1, "16:9", "1K")


@given(st.sampled_from([model for model in CATALOGUE.models() if model.makes_images]), st.data())
def test_applying_the_rules_twice_changes_nothing_more(model: Any, data: st.DataObject) -> None:
    names = ("number_of_images", "aspect_ratio", "image_size", "quality", "person_generation")
    chosen = {}
    for name in names:
        rule = model.parameters.get(name)
        if rule is not None and rule.one_of and data.draw(st.booleans()):
            chosen[name] = data.draw(st.sampled_from(rule.one_of))
    once = apply(model, images(model.id, **chosen))
    assert apply(model, once) == once
    for name, value in chosen.items():
        assert getattr(once, name) == value


def offered(name: str, **values: Any) -> InvalidArgument | None:
    """The error, or None when the values are taken."""
    try:
        applied(name, **values)
    except InvalidArgument as error:
        return error
    return None


@given(st.sampled_from(["number_of_images", "seed"]), st.integers())
def test_an_integer_is_taken_or_refused_with_a_choice_that_is_taken(name: str, value: int) -> None:
    error = offered(IMAGEN, **{name: value})
    good = value if error is None else int(error.nearest or "")
    assert getattr(applied(IMAGEN, **{name: good}), name) == good


@given(st.sampled_from(["aspect_ratio", "image_size", "person_generation"]), st.text(max_size=30))
def test_a_word_is_taken_or_refused_with_a_choice_that_is_taken(name: str, value: str) -> None:
    error = offered(IMAGEN, **{name: value})
    if error is not None:
        assert error.nearest in error.allowed
        assert getattr(applied(IMAGEN, **{name: error.nearest}), name) == error.nearest


def test_every_parameter_has_words_for_errors() -> None:
    assert all(facts.says for facts in known_parameters().values())
