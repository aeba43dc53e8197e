"""Every setting paints in every mode, repeats, and says where things may stand."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from heliograph.engines.illustrator.canvas.pen import Mode
from heliograph.engines.illustrator.scene import Scene
from heliograph.engines.illustrator.settings.registry import backdrop, named, settings

SIZE = (112, 96)
NAMES = sorted(settings())


def scene(name: str, **values: object) -> Scene:
    return Scene(prompt="", width=SIZE[0], height=SIZE[1], seed=4, setting=name, **values)  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mode", get_args(Mode))
def test_it_paints(name: str, mode: Mode) -> None:
    made = backdrop(scene(name), mode)
    assert made.picture.shape == (SIZE[1], SIZE[0], 3)
    assert np.isfinite(made.picture).all()
    assert made.picture.min() >= 0
    assert made.picture.max() <= 1
    assert made.horizon < made.near <= SIZE[1]
    assert made.far < made.near


@pytest.mark.parametrize("name", NAMES)
def test_it_repeats_and_changes_with_the_seed(name: str) -> None:
    first = backdrop(scene(name)).picture
    assert (first == backdrop(scene(name)).picture).all()
    other = backdrop(Scene(prompt="", width=SIZE[0], height=SIZE[1], seed=5, setting=name)).picture
    assert (first != other).any()


@pytest.mark.parametrize("time", ["dawn", "golden", "sunset", "dusk", "night"])
def test_hours_change_the_picture(time: str) -> None:
    day, other = backdrop(scene("meadow")).picture, backdrop(scene("meadow", time=time)).picture
    assert np.abs(day - other).mean() > 0.02
    if time == "night":
        assert other.mean() < 0.6 * day.mean()


@pytest.mark.parametrize("season", ["spring", "autumn", "winter"])
def test_seasons_change_the_ground(season: str) -> None:
    summer, other = (backdrop(scene("forest", season=which)).picture for which in ("summer", season))
    assert np.abs(summer - other).mean() > 0.02


@pytest.mark.parametrize("weather", ["cloudy", "rain", "storm", "snow", "fog"])
def test_weather_greys_the_sky(weather: str) -> None:
    clear, other = backdrop(scene("meadow")).picture[:20], backdrop(scene("meadow", weather=weather)).picture[:20]

    def colourful(sky: np.ndarray) -> float:
        return float((sky.max(axis=2) - sky.min(axis=2)).mean())

    assert colourful(other) < colourful(clear)


def test_sights_of_the_sky_are_seen() -> None:
    plain = backdrop(scene("ice", time="night")).picture
    for sight in ("aurora", "full_moon", "milky_way", "shooting_stars", "fireworks", "lightning"):
        assert (backdrop(scene("ice", time="night", sky=(sight,))).picture != plain).any(), sight


def test_a_plain_ground_is_plain() -> None:
    for mode in get_args(Mode):
        assert (backdrop(scene("studio", background="white"), mode).picture > 0.995).all()
    red = backdrop(scene("studio", background="red")).picture
    assert red[..., 0].mean() > 2 * red[..., 1].mean()


def test_names_and_other_words() -> None:
    assert named("Sandy Beach") == "beach"
    assert named("living_room") == "living_room"
    assert named("a quiet pine forest") == "pinewood"
    assert named("nowhere at all") is None
    for name in NAMES:
        assert named(name) == name


def test_the_water_lies_below_the_horizon() -> None:
    made = backdrop(scene("lake"))
    assert made.water is not None
    assert made.horizon <= made.water[0] < made.water[1] <= SIZE[1]


@pytest.mark.parametrize("size", [(64, 64), (64, 200), (220, 64)])
def test_odd_frames(size: tuple[int, int]) -> None:
    for name in ("meadow", "lake", "living_room", "street", "underwater"):
        picture = backdrop(Scene(prompt="", width=size[0], height=size[1], setting=name)).picture
        assert picture.shape == (size[1], size[0], 3)
