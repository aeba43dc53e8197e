"""One light per scene."""

from __future__ import annotations

import pytest

from heliograph.engines.illustrator.canvas.paint import hex_colour, luminance
from heliograph.engines.illustrator.light import TIMES, indoors, light_of, time_of
from heliograph.engines.illustrator.scene import Scene


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("weather", ["clear", "rain", "storm", "fog", "snow"])
def test_every_hour_and_weather_has_a_light(time: str, weather: str) -> None:
    light = light_of(Scene(prompt="", time=time, weather=weather))
    offsets = [at for at, _ in light.sky]
    assert offsets == sorted(offsets)
    assert (offsets[0], offsets[-1]) == (0, 1)
    for colour in (light.warm, light.cool, light.shadow, light.haze, light.sun_colour, *(c for _, c in light.sky)):
        hex_colour(colour)


def test_night_is_darker_than_day_and_rain_softer_than_sun() -> None:
    day, night = (light_of(Scene(prompt="", time=time)) for time in ("day", "night"))
    assert luminance(night.sky[0][1]) < luminance(day.sky[0][1])
    assert night.exposure < day.exposure
    rain = light_of(Scene(prompt="", weather="rain"))
    assert rain.shadow_strength < day.shadow_strength
    assert rain.softness > day.softness


def test_words_for_hours() -> None:
    assert time_of(Scene(prompt="", time="golden hour")) == "golden"
    assert time_of(Scene(prompt="", time="midnight")) == "night"
    assert time_of(Scene(prompt="", time="never heard")) == "day"
    assert light_of(Scene(prompt="", time="never heard")) == light_of(Scene(prompt="", time="day"))


def test_a_lamp_warms_a_room() -> None:
    night = light_of(Scene(prompt="", time="night"))
    assert indoors(night, lamp=True).warm != night.warm
    assert indoors(night, lamp=False).haze_strength == 0
