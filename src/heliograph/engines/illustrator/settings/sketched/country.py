"""Open country as plain shapes: mountains, hills, trees, water, grass and flowers from the rows of the table."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...canvas.paint import mix
from ...canvas.paths import Point, oval, polygon, rect, smooth
from ..land import leaf_colours, skyline
from ..outdoors import water_rows
from ..stage import Backdrop
from .easel import Easel, heavens

_GROUND = {
    "grass": ("#8fc95a", "#6fae47"),
    "shore": ("#8fc95a", "#6fae47"),
    "sand": ("#f2d79e", "#e3bf7c"),
    "beach": ("#f7e0ae", "#e8c78a"),
    "snow": ("#f3f7fc", "#d8e4f2"),
    "ice": ("#cfe8f4", "#9fcbe3"),
    "sea": ("#3f9fcf", "#1f78ab"),
    "lake": ("#5fb0d6", "#2f86b5"),
    "savanna": ("#e8cd84", "#c9a656"),
    "earth": ("#d9b988", "#b08f5f"),
}


def country(art: Easel) -> Backdrop:
    """An outdoor setting."""
    stage = art.stage
    horizon = art.h * float(stage.option("horizon", 0.5))
    heavens(art, horizon + 4)
    for number, layer in enumerate(stage.option("layers", [])):
        row = horizon + art.h * float(layer.get("rise", 0.0))
        if layer["kind"] in _LAYERS:
            _LAYERS[layer["kind"]](art, {"number": number, **layer}, row)
    kind = str(stage.option("ground", "grass"))
    _ground(art, kind, horizon)
    far, near = stage.option("stand", [0.16, 0.9])
    depth = art.h - horizon
    return Backdrop(
        picture=np.zeros((1, 1, 3), np.float32),
        horizon=horizon,
        far=horizon + depth * far,
        near=horizon + depth * near,
        ground="grass",
        light=stage.light,
        water=water_rows(kind, horizon, art.h),
    )


def _curve(line: np.ndarray, art: Easel, steps: int = 14) -> list[Point]:
    return [
        (art.w * i / steps, float(line[min(art.stage.width - 1, int(art.w * i / steps))])) for i in range(steps + 1)
    ]


def _land(points: list[Point], art: Easel) -> list[Point]:
    pad = 20 * art.u
    first, last = points[0][1], points[-1][1]
    return [(-pad, first, 1), *points, (art.w + pad, last, 1), (art.w + pad, art.h + pad, 1), (-pad, art.h + pad, 1)]


def _mountains(art: Easel, layer: dict[str, Any], row: float) -> None:
    random = art.random(f"m{layer['number']}")
    far, tall = float(layer.get("far", 0.5)), art.h * float(layer["tall"])
    count = 3 if tall > 0.2 * art.h else 5
    for i in sorted(range(count), key=lambda k: (k * 7) % count):
        x = art.w * (i + 0.1 + 0.8 * float(random.random())) / count
        high, half = tall * (0.65 + 0.35 * float(random.random())), tall * (0.75 + 0.3 * float(random.random()))
        peak = (x, row - high)
        art.shape(polygon([(x - half, row + 4), peak, (x + half, row + 4)]), str(layer.get("colour", "#7f86a6")), far)
        cap = [
            peak,
            (x + half * 0.3, row - high * 0.7),
            (x + half * 0.12, row - high * 0.62),
            (x, row - high * 0.72),
            (x - half * 0.14, row - high * 0.6),
            (x - half * 0.3, row - high * 0.7),
        ]
        art.shape(polygon(cap), "#ffffff", far * 0.5)


def _hills(art: Easel, layer: dict[str, Any], row: float) -> None:
    line = skyline(art.stage, f"h{layer['number']}", row + 2, art.h * float(layer["tall"]), art.w / 1.5, gain=0.3)
    tones = layer.get("colours") or {"autumn": ["#d8b35a"], "winter": ["#eef4fb"]}.get(art.stage.season, ["#a9d36f"])
    art.shape(smooth(_land(_curve(line, art), art)), tones[0], float(layer.get("far", 0.4)))


def _leafy(art: Easel, layer: dict[str, Any], row: float) -> None:
    random = art.random(f"l{layer['number']}")
    size, far = art.h * float(layer["tall"]), float(layer.get("far", 0.4))
    count = max(2, round(0.7 * float(layer.get("dense", 1.0)) * art.w / size))
    for i in range(count):
        x = art.w * (i + 0.2 + 0.6 * float(random.random())) / count
        high = size * (0.8 + 0.3 * float(random.random()))
        art.shape(rect(x - high * 0.05, row - high * 0.4, high * 0.1, high * 0.44), "#8a5f3f", far)
        tone = leaf_colours(art.stage, float(random.random()))[1]
        crown: list[Point] = []
        for k in range(9):
            angle, reach = k * 0.698, high * (0.33 + 0.05 * (k % 2))
            crown.append((x + float(np.cos(angle)) * reach, row - high * 0.66 + float(np.sin(angle)) * reach * 0.9))
        art.shape(smooth(crown), tone, far)


def _conifers(art: Easel, layer: dict[str, Any], row: float) -> None:
    random = art.random(f"c{layer['number']}")
    size, far = art.h * float(layer["tall"]), float(layer.get("far", 0.4))
    count = max(2, round(0.6 * float(layer.get("dense", 1.0)) * art.w / (size * 0.5)))
    for i in range(count):
        x = art.w * (i + 0.2 + 0.6 * float(random.random())) / count
        high = size * (0.7 + 0.4 * float(random.random()))
        tone = mix("#3f7d58", "#e6eef6", 0.55) if art.stage.season == "winter" else "#3f7d58"
        points: list[Point] = [(x, row - high, 1)]
        for side in (1, -1):
            steps = [(0.16, 0.62), (0.09, 0.64), (0.22, 0.32), (0.13, 0.34), (0.28, 0.02)]
            row_points = [(x + side * a * high, row - b * high, 1) for a, b in steps]
            points += row_points if side == 1 else row_points[::-1]
        art.shape(polygon(points), tone, far)


def _ground(art: Easel, kind: str, horizon: float) -> None:
    depth = art.h - horizon
    top = (
        _GROUND["snow"][0]
        if art.stage.season == "winter" and kind == "grass"
        else _GROUND.get(kind, _GROUND["grass"])[0]
    )
    if kind in ("beach", "shore"):
        art.shape(rect(-20, horizon, art.w + 40, art.h - horizon + 40), _GROUND["lake"][0])
        _waves(art, horizon, horizon + depth * 0.36)
        line = skyline(
            art.stage, "bank", horizon + depth * (0.5 if kind == "beach" else 0.62), depth * 0.14, art.w / 1.4, gain=0.3
        )
        art.shape(smooth(_land(_curve(line, art), art)), top)
        _details(art, "sand" if kind == "beach" else "grass", float(line.max()))
    elif kind in ("sea", "lake", "ice"):
        art.shape(rect(-20, horizon, art.w + 40, art.h - horizon + 40), top)
        if kind == "ice":
            _details(art, "ice", horizon)
        else:
            _waves(art, horizon, art.h)
    else:
        line = skyline(art.stage, "ground", horizon + depth * 0.05, depth * 0.07, art.w / 1.6, gain=0.3)
        art.shape(smooth(_land(_curve(line, art), art)), top)
        if any(layer["kind"] == "path" for layer in art.stage.option("near", [])):
            _path(art, float(line.mean()))
        _details(art, "snow" if art.stage.season == "winter" else kind, float(line.max()))


def _path(art: Easel, top: float) -> None:
    side = 1 if art.random("path").random() < 0.5 else -1
    w, h = art.w, art.h
    depth = h - top
    mid = w * (0.5 + 0.1 * side)
    left: list[Point] = [
        (mid - 0.012 * w, top + 2, 1),
        (mid - 0.07 * w * side - 0.03 * w, top + depth * 0.3),
        (w * 0.4, top + depth * 0.62),
        (w * 0.2, h + 20, 1),
    ]
    right: list[Point] = [
        (w * 0.7, h + 20, 1),
        (w * 0.6, top + depth * 0.62),
        (mid - 0.07 * w * side + 0.03 * w, top + depth * 0.3),
        (mid + 0.012 * w, top + 2, 1),
    ]
    art.shape(smooth([*left, *right]), "#e3c998")


def _waves(art: Easel, top: float, bottom: float) -> None:
    random = art.random("waves")
    for i in range(14):
        t = (i + 0.5) / 14
        y = top + (bottom - top) * (0.06 + 0.92 * t**1.3)
        x, reach = float(random.random()) * art.w, (26 + 60 * t) * art.u
        bow = reach * 0.16
        points: list[Point] = [
            (x - reach, y),
            (x - reach / 2, y - bow),
            (x, y),
            (x + reach / 2, y - bow),
            (x + reach, y),
        ]
        art.stroke(points, "#eaf7ff", 2.2 + 1.6 * t)


def _details(art: Easel, kind: str, top: float) -> None:
    random = art.random("details")
    depth = art.h - top
    for i in range(26):
        t = 0.08 + 0.9 * (i + float(random.random())) / 26
        x, y, size = float(random.random()) * art.w, top + depth * t, (6 + 16 * t) * art.u
        if kind in ("grass", "shore", "savanna") and i % 3:
            for lean in (-0.6, 0.0, 0.6):
                art.stroke(
                    [(x, y), (x + lean * size * 0.6, y - size * 0.7), (x + lean * size, y - size * 1.2)], "#4f8f35", 2.0
                )
        elif kind == "grass" and art.stage.season != "winter":
            _flower(art, x, y, size * 0.6, ("#ffffff", "#ffe35a", "#ff8fb1", "#c9a2ff")[int(random.integers(4))])
        elif kind == "snow" and i % 2:
            art.stroke([(x - size * 2, y), (x, y - size * 0.5), (x + size * 2, y)], "#b9cfe8", 2.4)
        elif kind == "sand":
            art.pen.fill(oval(x, y, size * 0.22, size * 0.14), art.colour("#c99f62"), ink="#111111")
        elif kind == "ice" and i % 2:
            art.stroke(
                [(x - size * 2, y), (x - size * 0.4, y + size * 0.3), (x + size, y - size * 0.2)], "#ffffff", 2.2
            )


def _flower(art: Easel, x: float, y: float, size: float, tone: str) -> None:
    art.stroke([(x, y + size * 2.2), (x, y)], "#4f8f35", 2.0)
    for k in range(5):
        angle = k * 1.2566 - 1.57
        petal = oval(x + float(np.cos(angle)) * size * 0.8, y + float(np.sin(angle)) * size * 0.8, size * 0.62)
        art.pen.part(petal, art.colour(tone), shade=0, highlight=0, line_width=1.4 * art.u)
    art.pen.part(oval(x, y, size * 0.5), art.colour("#f2b632"), shade=0, highlight=0, line_width=1.4 * art.u)


_LAYERS = {
    "mountains": _mountains,
    "mesas": _mountains,
    "volcano": _mountains,
    "hills": _hills,
    "leafy": _leafy,
    "conifers": _conifers,
}
