"""The one light of a scene: where it comes from, what it does to things, shadows and the distance.

Sky, ground, figures and the final grade all ask here, so that a picture has a single time of day.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from .canvas.noise import rng
from .canvas.paint import mix
from .scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """Colours are ``#rrggbb``. ``direction`` points toward the light in the picture (y down), of length about 1.

    ``ambient`` (0..1) is how strongly everything is pulled to the ``cool`` colour of the air, ``exposure`` how
    bright things are left. Cast shadows are sheared by ``slant`` and ``length`` of the thing's height long.
    """

    direction: tuple[float, float] = (-0.55, -0.8)
    warm: str = "#fff7e0"
    cool: str = "#8fa6d8"
    ambient: float = 0.08
    exposure: float = 1.0
    shadow: str = "#4d4a78"
    shadow_strength: float = 0.42
    slant: float = -0.55
    length: float = 0.28
    softness: float = 1.0
    haze: str = "#d8e8f2"
    haze_strength: float = 0.5
    rim: float = 0.0
    sky: tuple[tuple[float, str], ...] = ()
    sun: tuple[float, float] = (0.24, 0.2)
    """Where sun or moon stands, as shares of width and of the sky's height."""
    sun_colour: str = "#fff6d0"
    cloud_lit: str = "#ffffff"
    cloud_shade: str = "#b3c3dc"
    night: bool = False
    warmth: float = 0.0
    bloom: float = 0.16


TIMES = ("dawn", "day", "golden", "sunset", "dusk", "night")
_WORDS = {
    "": "day",
    "morning": "day",
    "noon": "day",
    "midday": "day",
    "afternoon": "day",
    "daytime": "day",
    "sunrise": "dawn",
    "golden hour": "golden",
    "evening": "sunset",
    "twilight": "dusk",
    "midnight": "night",
}


def light_of(scene: Scene) -> Light:
    """The light of the scene's time and weather, from the left or the right by seed. An unknown time counts as day."""
    base = _table()[time_of(scene)]
    if rng(scene.seed, "light").random() < 0.5:
        base = replace(
            base,
            direction=(-base.direction[0], base.direction[1]),
            sun=(1 - base.sun[0], base.sun[1]),
            slant=-base.slant,
        )
    return _weathered(base, scene.weather)


def time_of(scene: Scene) -> str:
    """The scene's time as one of TIMES."""
    time = _WORDS.get(scene.time, scene.time)
    return time if time in TIMES else "day"


def indoors(light: Light, *, lamp: bool) -> Light:
    """The same hour as seen in a room: softer, warmer; by night a lamp gives the light."""
    if light.night or lamp:
        return replace(light, warm="#ffdca0", cool="#5a4a6a", ambient=0.16, exposure=0.94, shadow="#3a2540",
                       shadow_strength=0.5, length=0.2, softness=2.0, haze="#6b5560", haze_strength=0.0, rim=0.1,
                       warmth=0.03)  # fmt: skip
    return replace(light, ambient=light.ambient * 0.5, exposure=max(light.exposure, 0.96), length=0.16, softness=2.2,
                   haze_strength=0.0, shadow_strength=light.shadow_strength * 0.85)  # fmt: skip


def _weathered(light: Light, weather: str) -> Light:
    grey = {"cloudy": 0.35, "overcast": 0.5, "rain": 0.55, "storm": 0.7, "fog": 0.45, "mist": 0.4, "snow": 0.55}.get(
        weather, 0.0
    )
    if not grey:
        return light
    tone = "#39415a" if light.night or weather == "storm" else "#a9b4c2"
    if weather == "snow" and not light.night:
        tone = "#cdd8e6"
    sky = tuple((at, mix(colour, tone, grey)) for at, colour in light.sky)
    return replace(
        light,
        sky=sky,
        shadow_strength=light.shadow_strength * (1 - 0.8 * grey),
        softness=light.softness + 2 * grey,
        haze=mix(light.haze, tone, grey),
        haze_strength=min(1.0, light.haze_strength + (0.5 if weather in ("fog", "mist") else 0.15)),
        cloud_lit=mix(light.cloud_lit, tone, grey * 0.7),
        cloud_shade=mix(light.cloud_shade, tone, grey),
        ambient=min(0.5, light.ambient + 0.12 * grey),
        exposure=light.exposure * (1 - 0.12 * grey),
        rim=light.rim * (1 - grey),
        cool=mix(light.cool, tone, 0.4),
        warm=mix(light.warm, "#ffffff", grey),
    )


@cache
def _table() -> dict[str, Light]:
    rows: dict[str, dict[str, Any]] = tomllib.loads((files(__package__) / "light.toml").read_text(encoding="utf-8"))
    return {name: _light(row) for name, row in rows.items()}


def _light(row: dict[str, Any]) -> Light:
    values = dict(row)
    values["sky"] = tuple((float(at), str(colour)) for at, colour in row["sky"])
    for name in ("direction", "sun"):
        if name in values:
            values[name] = (float(values[name][0]), float(values[name][1]))
    return Light(**values)
