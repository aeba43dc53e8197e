"""Changes to the picture as a whole: style, hour, weather, place, camera, shape."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..prompt.draft import Draft
from ..prompt.lexicon import lexicon
from ..scene import Camera, Scene

_TONELESS = frozenset({"monochrome"})
_COLOURLESS = frozenset({"lineart", "pencil", "ink"})
_SHOTS = ("close-up", "medium", "wide")
_RATIO = re.compile(r"\b(\d{1,2})\s*[:x/]\s*(\d{1,2})\b")
_SHAPES = {
    "square": (1, 1),
    "portrait orientation": (3, 4),
    "portrait format": (3, 4),
    "vertical": (3, 4),
    "landscape orientation": (4, 3),
    "landscape format": (4, 3),
    "horizontal": (4, 3),
    "widescreen": (16, 9),
    "panorama": (16, 9),
    "panoramic": (16, 9),
}
_GRAIN = 16


def restyled(scene: Scene, draft: Draft, text: str) -> Scene:
    """Another style or other options. Filling line art with colour makes it a crayon drawing unless told otherwise."""
    names = [name for name in draft.whole.get("style", ()) if name not in ("flat", "illustration")]
    names = names or draft.whole.get("style", [])
    options = draft.whole.get("option", [])
    style = names[0] if names else scene.style
    if not names and scene.style in _COLOURLESS and re.search(r"\bcolou?r", text):
        style = "crayon" if scene.style == "lineart" else "illustration"
    kept = [name for name in scene.style_options if style == scene.style or name not in _TONELESS]
    kind = scene.kind if style == scene.style or scene.kind != "logo" or style == "logo" else "logo"
    return replace(scene, style=style, style_options=tuple(dict.fromkeys((*kept, *options))), kind=kind)


def relit(scene: Scene, draft: Draft) -> Scene:
    """Another hour, weather, season or sky."""
    words = lexicon().tables
    sky = tuple(dict.fromkeys((*scene.sky, *draft.whole.get("sky", ()))))
    times = draft.whole.get("time", [])
    implied = [hour for name in draft.whole.get("sky", ()) for hour in words["implied_time"].get(name, ())]
    time = next(iter((*[name for name in times if name != "day"], *times, *implied)), scene.time)
    if time not in ("night", "dusk"):
        sky = tuple(name for name in sky if name not in words["implied_time"] or name in draft.whole.get("sky", ()))
    weather = next(iter(draft.whole.get("weather", ())), scene.weather)
    season = next(iter(draft.whole.get("season", ())), "winter" if weather == "snow" else scene.season)
    return replace(scene, time=time, weather=weather, season=season, sky=sky)


def moved(scene: Scene, draft: Draft) -> Scene:
    """Another setting, or a plain background."""
    if draft.places:
        weights: dict[str, int] = {}
        for place in draft.places:
            weights[place.name] = weights.get(place.name, 0) + place.weight
        finer = lexicon().tables["finer"]
        names = [name for name in weights if not finer.get(name, frozenset()) & weights.keys()] or list(weights)
        return replace(scene, setting=max(names, key=lambda name: weights[name]), background="")
    if draft.background:
        return replace(scene, setting="studio", background=draft.background)
    return scene


def framed(scene: Scene, whole: Mapping[str, Sequence[str]]) -> Scene:
    """Another shot, angle or camera move that was named."""
    camera = scene.camera
    return replace(
        scene,
        camera=Camera(
            shot=next(iter(whole.get("shot", ())), camera.shot),
            angle=next(iter(whole.get("angle", ())), camera.angle),
            move=next(iter(whole.get("move", ())), camera.move),
        ),
    )


def zoomed(scene: Scene, step: int) -> Scene:
    """One step farther away (1) or closer (-1)."""
    at = _SHOTS.index(scene.camera.shot) if scene.camera.shot in _SHOTS else 1
    shot = _SHOTS[min(max(at + step, 0), len(_SHOTS) - 1)]
    return replace(scene, camera=replace(scene.camera, shot=shot))


def reshaped(scene: Scene, text: str) -> Scene:
    """Another ratio of the sides with about as many pixels: "make it 16:9", "square"."""
    ratio = _ratio(text.lower())
    if ratio is None:
        return scene
    area = scene.width * scene.height
    width = math.sqrt(area * ratio)
    return replace(scene, width=_rounded(width), height=_rounded(width / ratio))


def _ratio(text: str) -> float | None:
    found = _RATIO.search(text)
    if found and 0 < int(found[1]) <= 32 and 0 < int(found[2]) <= 32:
        ratio = int(found[1]) / int(found[2])
        return ratio if 1 / 4 <= ratio <= 4 else None
    for words, (across, up) in _SHAPES.items():
        if re.search(rf"\b{words}\b", text):
            return across / up
    return None


def _rounded(side: float) -> int:
    return max(_GRAIN, round(side / _GRAIN) * _GRAIN)
