"""Open country put together from the rows of the settings table: sky, distance, ground and what grows there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..canvas.composite import Picture, over_at
from ..canvas.paint import rgb
from . import ground, land, water
from .floors import lay_floor
from .land import Line
from .landmarks import LANDMARKS
from .sky import paint_sky
from .stage import Backdrop, Stage

Layer = Callable[[Stage, Picture, dict[str, Any], float], None]


def outdoors(stage: Stage) -> Backdrop:
    """Paint an outdoor setting: ``options`` give horizon, far layers, ground, dressing (see settings.toml)."""
    horizon = stage.height * float(stage.option("horizon", 0.5))
    picture = paint_sky(stage, horizon)
    if stage.option("ground", "grass") in _FAR_GROUND:
        # Between the trees of a wood one sees land, not sky.
        picture[int(horizon) :] = rgb(land.aired(stage, _far_ground(stage), 0.55))
    for number, layer in enumerate(stage.option("layers", [])):
        _LAYERS[layer["kind"]](stage, picture, {"number": number, **layer}, horizon)
    kind = str(stage.option("ground", "grass"))
    line = _ground(stage, picture, kind, horizon)
    for number, layer in enumerate(stage.option("near", [])):
        _LAYERS[layer["kind"]](stage, picture, {"number": 50 + number, **layer}, float(line.mean()))
    far, near = stage.option("stand", [0.16, 0.9])
    depth = stage.height - horizon
    return Backdrop(
        picture=np.clip(picture, 0, 1),
        horizon=horizon,
        far=horizon + depth * float(far),
        near=horizon + depth * float(near),
        ground="snow" if kind == "grass" and stage.season == "winter" else _NAMES.get(kind, "grass"),
        light=stage.light,
        reflect={"ice": 0.45, "lake": 0.4, "sea": 0.3}.get(kind, 0.0),
        depth_haze=stage.light.haze_strength,
        water=water_rows(kind, horizon, stage.height),
    )


_FAR_GROUND = {"grass": "#8fbf62", "sand": "#e8c68c", "savanna": "#d8bd72", "earth": "#b9996a", "snow": "#e8eef6"}


def _far_ground(stage: Stage) -> str:
    """The colour of the land far away."""
    kind = str(stage.option("ground", "grass"))
    if kind == "grass":
        return {"autumn": "#c9ad5c", "winter": "#e8eef6"}.get(stage.season, _FAR_GROUND[kind])
    tones = stage.option("colours", [])
    return str(tones[0]) if tones else _FAR_GROUND[kind]


def water_rows(kind: str, horizon: float, height: float) -> tuple[float, float] | None:
    """Between which rows a ground of that kind is water."""
    share = {"lake": 1.0, "sea": 1.0, "shore": 0.46, "beach": 0.27, "pier": 0.48}.get(kind)
    return None if share is None else (horizon, horizon + (height - horizon) * share)


_NAMES: dict[str, Any] = {
    "grass": "grass",
    "sand": "sand",
    "snow": "snow",
    "ice": "ice",
    "lake": "water",
    "sea": "water",
    "beach": "sand",
    "shore": "grass",
    "earth": "earth",
    "savanna": "earth",
    "field": "earth",
    "forest": "earth",
    "pier": "floor",
}


def _ground_line(stage: Stage, horizon: float) -> tuple[float, float]:
    """Base row and height of the line where the ground begins."""
    depth = stage.height - horizon
    return horizon + depth * 0.05, depth * float(stage.option("swell", 0.07))


def _ground(stage: Stage, picture: Picture, kind: str, horizon: float) -> Line:
    depth = stage.height - horizon
    line = land.skyline(stage, "ground", *_ground_line(stage, horizon), stage.width / 1.6, gain=0.3)
    if kind in ("lake", "sea"):
        water.lake(stage, picture, horizon, calm=0.55 if kind == "sea" else 1.0, tint=stage.option("tint", "#2a6c98"))
    elif kind == "ice":
        ground.ice(stage, picture, horizon)
    elif kind == "beach":
        return _beach(stage, picture, horizon, depth)
    elif kind == "shore":
        return _shore(stage, picture, horizon, depth)
    elif kind == "pier":
        return _pier(stage, picture, horizon, depth)
    elif kind == "grass":
        ground.grass(stage, picture, line, horizon, flowers=stage.option("flowers", 1.0))
    elif stage.season == "winter" or kind == "snow":
        ground.snow(stage, picture, line, horizon)
    elif kind == "sand":
        ground.sand(stage, picture, line, horizon, tuple(stage.option("colours", ["#f3dcae", "#d9b277"])))
    else:
        tones = stage.option("colours", ["#c9a86a", "#8f6f45"])
        ground.earth(stage, picture, line, horizon, (tones[0], tones[1]))
    return line


def _beach(stage: Stage, picture: Picture, horizon: float, depth: float) -> Line:
    shore = horizon + depth * 0.4
    sea_tint = stage.option("tint", "#1f95b5")
    water.lake(stage, picture, horizon, calm=0.6, tint=sea_tint)
    beach = picture.copy()
    flat = np.full(stage.width, shore - depth * 0.12, np.float32)
    ground.sand(stage, beach, flat, horizon)
    probe = np.zeros_like(picture)
    line = water.beach_edge(stage, probe, shore)
    mask = land.below(line, stage.height)[..., None]
    picture += (beach - picture) * mask
    water.beach_edge(stage, picture, shore)
    return line


def _shore(stage: Stage, picture: Picture, horizon: float, depth: float) -> Line:
    """A lake that ends at a grassy bank."""
    water.lake(stage, picture, horizon, tint=stage.option("tint", "#2a6c98"))
    bank = land.skyline(stage, "bank", horizon + depth * 0.62, depth * 0.16, stage.width / 1.3, gain=0.35)
    ground.grass(stage, picture, bank, horizon, lush=0.8, flowers=stage.option("flowers", 1.0))
    return bank


def _pier(stage: Stage, picture: Picture, horizon: float, depth: float) -> Line:
    """Water that ends at the planks of a quay."""
    water.lake(stage, picture, horizon, calm=0.8, tint=stage.option("tint", "#2a6c98"))
    edge = horizon + depth * 0.5
    lay_floor(stage, picture, edge, horizon - depth * 0.3, "boards", "#9a7a58")
    picture[int(edge) :] *= rgb(land.aired(stage, "#ffffff", 0.0))
    return np.full(stage.width, edge, np.float32)


def _row(stage: Stage, layer: dict[str, Any], horizon: float) -> float:
    return horizon + stage.height * float(layer.get("rise", 0.0))


def _mountains(stage: Stage, picture: Picture, layer: dict[str, Any], horizon: float) -> None:
    land.mountains(
        stage,
        picture,
        f"m{layer['number']}",
        _row(stage, layer, horizon) + 2,
        stage.height * layer["tall"],
        layer.get("colour", "#7f7f96"),
        layer.get("far", 0.6),
    )


def _hills(stage: Stage, picture: Picture, layer: dict[str, Any], horizon: float) -> None:
    tones = layer.get("colours") or {
        "spring": ["#a9d06d", "#6fae52"],
        "autumn": ["#d8b35a", "#a5803d"],
        "winter": ["#f2f6fb", "#cbd8e8"],
    }.get(stage.season, ["#96c35f", "#5f9950"])
    land.hills(
        stage,
        picture,
        f"h{layer['number']}",
        _row(stage, layer, horizon) + 2,
        stage.height * layer["tall"],
        (tones[0], tones[1]),
        layer.get("far", 0.5),
    )


def _feet(stage: Stage, layer: dict[str, Any], horizon: float) -> Callable[[float], float]:
    base = _row(stage, layer, horizon)
    line = land.skyline(stage, f"feet{layer['number']}", base, stage.height * 0.02, stage.width / 2, gain=0.4)
    return lambda x: float(line[min(stage.width - 1, max(0, int(x)))])


def _leafy(stage: Stage, picture: Picture, layer: dict[str, Any], horizon: float) -> None:
    size = stage.height * layer["tall"]
    count = max(2, round(layer.get("dense", 1.0) * stage.width / (size * 0.5)))
    land.leafy_line(
        stage, picture, f"l{layer['number']}", _feet(stage, layer, horizon), size, layer.get("far", 0.4), count
    )


def _conifers(stage: Stage, picture: Picture, layer: dict[str, Any], horizon: float) -> None:
    size = stage.height * layer["tall"]
    count = max(2, round(layer.get("dense", 1.0) * stage.width / (size * 0.26)))
    feet, far = _feet(stage, layer, horizon), layer.get("far", 0.4)
    land.conifers(stage, picture, f"c{layer['number']}", feet, size, far, count)


def _mist(stage: Stage, picture: Picture, layer: dict[str, Any], horizon: float) -> None:
    land.mist(stage, picture, _row(stage, layer, horizon), stage.height * layer["tall"], layer.get("strength", 0.5))


def _path(stage: Stage, picture: Picture, layer: dict[str, Any], horizon: float) -> None:
    base = _ground_line(stage, stage.height * float(stage.option("horizon", 0.5)))
    line = land.skyline(stage, "ground", *base, stage.width / 1.6, gain=0.3)
    ground.path(
        stage,
        picture,
        line,
        horizon - stage.height * 0.03,
        layer.get("colour", "#d8bd8c"),
        wide=layer.get("wide", 0.5),
        bend=layer.get("bend", 0.12),
    )


def _frame(stage: Stage, picture: Picture, layer: dict[str, Any], horizon: float) -> None:
    """Tall trees at both sides of the frame, nearer than everything behind: they lead the eye in."""
    random = stage.random("frame")
    size = stage.height * layer["tall"]
    for at in (-0.03 + 0.1 * float(random.random()), 0.95 + 0.1 * float(random.random())):
        foot = _row(stage, layer, horizon) + stage.height * 0.06 * float(random.random())
        tree = land.single_tree(
            stage,
            f"frame{at}",
            size * float(random.uniform(0.8, 1.0)),
            layer.get("far", 0.04),
            leafy=layer.get("tree", "conifer") == "leafy",
        )
        over_at(picture, tree, int(at * stage.width - tree.shape[1] / 2), int(foot - tree.shape[0] * 0.97))


def _landmark(name: str) -> Layer:
    def paint(stage: Stage, picture: Picture, layer: dict[str, Any], horizon: float) -> None:
        LANDMARKS[name](stage, picture, layer, _row(stage, layer, horizon))

    return paint


_LAYERS: dict[str, Layer] = {
    **{name: _landmark(name) for name in LANDMARKS},
    "mountains": _mountains,
    "hills": _hills,
    "leafy": _leafy,
    "conifers": _conifers,
    "mist": _mist,
    "path": _path,
    "frame": _frame,
}
