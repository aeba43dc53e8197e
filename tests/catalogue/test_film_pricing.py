"""Films: rules, sizes and prices of the seed and of the present models. The request stands in for the domain's own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.catalogue.film_pricing import film_facts, film_quote, film_usage
from heliograph.catalogue.pricing import price
from heliograph.catalogue.rules import apply
from heliograph.catalogue.sizes import pixels
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.requests import Asked
from heliograph.domain.usage import Money
from tests.catalogue.asks import CATALOGUE

VEO_2, VEO_3, VEO_3_1, OMNI, SORA = (
    "veo-2.0-generate-001",
    "veo-3.0-generate-preview",
    "veo-3.1-generate-001",
    "gemini-omni-1.2-flash",
    "sora-2-pro",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Film(Asked):
    prompt: str = "a cat plays with a ball"
    number_of_videos: int | None = None
    duration_seconds: int | None = None
    aspect_ratio: str | None = None
    resolution: str | None = None
    size: tuple[int, int] | None = None
    person_generation: str | None = None
    fps: int | None = None
    generate_audio: bool | None = None


def applied(name: str, **values: Any) -> Film:
    return apply(CATALOGUE.resolve(name), Film(model=name, **values))


def refused(name: str, **values: Any) -> InvalidArgument:
    with pytest.raises(InvalidArgument) as caught:
        applied(name, **values)
    return caught.value


def test_veo_2_as_the_page_has_it() -> None:
    ask = applied(VEO_2)
    assert (ask.number_of_videos, ask.duration_seconds, ask.aspect_ratio, ask.resolution) == (2, 8, "16:9", "720p")
    assert (ask.generate_audio, ask.fps, ask.person_generation) == (False, 24, "ALLOW_ADULT")
    assert applied(VEO_2, duration_seconds=5, number_of_videos=1, aspect_ratio="9:16").duration_seconds == 5
    assert refused(VEO_2, duration_seconds=6).nearest == "5"
    assert refused(VEO_2, number_of_videos=3).allowed == ("1", "2")
    assert refused(VEO_2, generate_audio=True).field == "generate_audio"


def test_veo_3_is_fixed_and_may_be_asked_for_what_it_is() -> None:
    ask = applied(VEO_3, duration_seconds=8, aspect_ratio="16:9", person_generation="dont_allow", number_of_videos=1)
    assert (ask.duration_seconds, ask.resolution, ask.person_generation) == (8, "720p", "DONT_ALLOW")
    assert applied(VEO_3).number_of_videos == 1
    assert refused(VEO_3, duration_seconds=5).nearest == "8"
    assert refused(VEO_3, aspect_ratio="9:16").nearest == "16:9"


def test_present_models() -> None:
    assert applied(VEO_3_1, duration_seconds=4, resolution="4K").resolution == "4k"
    assert applied(OMNI, duration_seconds=15).duration_seconds == 15
    assert refused(OMNI, duration_seconds=16).nearest == "15"
    assert applied(SORA).aspect_ratio == "9:16"


@pytest.mark.parametrize(
    ("name", "values", "size", "dollars"),
    [
        (VEO_2, {}, (1280, 720), "5.60"),
        (VEO_2, {"number_of_videos": 1, "duration_seconds": 5, "aspect_ratio": "9:16"}, (720, 1280), "1.75"),
        (VEO_3, {}, (1280, 720), "5.40"),
        (VEO_3_1, {"resolution": "4k"}, (3840, 2160), "4.80"),
        (VEO_3_1, {"size": (1920, 1080)}, (1920, 1080), "3.20"),
        (OMNI, {"duration_seconds": 10, "resolution": "1080p"}, (1920, 1080), "1.05"),
        (SORA, {}, (720, 1280), "1.20"),
        (SORA, {"size": (1792, 1024), "duration_seconds": 12}, (1792, 1024), "6.00"),
    ],
)
def test_what_a_film_measures_and_costs(name: str, values: Any, size: tuple[int, int], dollars: str) -> None:
    model, ask = CATALOGUE.resolve(name), applied(name, **values)
    assert pixels(model, ask) == size
    assert film_quote(model, ask) == Money(Decimal(dollars))


def test_pixels_that_a_film_model_does_not_make() -> None:
    assert refused("sora-2", size=(1792, 1024)).nearest == "1280x720"
    assert applied(VEO_2, size=(854, 480)).ignored == ("size",)


@given(st.sampled_from([model for model in CATALOGUE.models() if model.makes_videos]), st.integers(0, 4))
def test_a_film_that_is_not_made_costs_nothing_and_none_costs_more_than_quoted(model: Any, made: int) -> None:
    ask = applied(model.id)
    made = min(made, ask.number_of_videos or 1)
    paid = price(model, film_usage(model, ask, made), film_facts(model, ask))
    assert paid.nanos <= film_quote(model, ask).nanos
    assert (paid.nanos == 0) == (made == 0)
