"""Rooms, table tops and plain grounds as simple shapes."""

from __future__ import annotations

import numpy as np

from ...canvas.paint import mix, named, shade, tint
from ...canvas.paths import Point, line, oval, polygon, rect, smooth
from ..stage import TABLE_RISE, Backdrop, Ground
from .easel import Easel, cloud

_NONE = np.zeros((1, 1, 3), np.float32)


def _made(art: Easel, horizon: float, far: float, near: float, ground: Ground) -> Backdrop:
    return Backdrop(
        picture=_NONE, horizon=horizon, far=far, near=near, ground=ground, light=art.stage.light, indoor=True
    )


def room(art: Easel) -> Backdrop:
    """Wall, window, floor boards, rug, picture, plant."""
    base = art.h * float(art.stage.option("base", 0.63))
    random = art.random("room")
    wall = str(art.stage.option("wall", "")) or ("#f2ddb0", "#d5e3cf", "#f0d3c4", "#d3e0ea")[int(random.integers(4))]
    art.shape(rect(-20, -20, art.w + 40, base + 20), wall)
    floor = str(art.stage.option("floor_colour", "#c08a52"))
    art.shape(rect(-20, base, art.w + 40, art.h - base + 40), floor)
    for i in range(-6, 7):
        x = art.w / 2 + i * art.w * 0.14
        art.stroke([(x, base), (art.w / 2 + i * art.w * 0.3, art.h + 10)], shade(floor, 0.25), 1.8)
    art.shape(rect(-20, base - 24 * art.u, art.w + 40, 24 * art.u), "#fbf6ea")
    left = random.random() < 0.5
    if art.stage.option("window", True):
        _window(art, (art.w * (0.1 if left else 0.58), base * 0.14, art.w * 0.32, base * 0.56))
    x = art.w * (0.66 if left else 0.14)
    art.shape(rect(x, base * 0.22, art.w * 0.2, base * 0.26), "#a5713f")
    art.shape(
        rect(x + 14 * art.u, base * 0.22 + 14 * art.u, art.w * 0.2 - 28 * art.u, base * 0.26 - 28 * art.u), "#cfe6f2"
    )
    hill: list[Point] = [
        (x + 14 * art.u, base * 0.42, 1),
        (x + art.w * 0.08, base * 0.34),
        (x + art.w * 0.2 - 14 * art.u, base * 0.41, 1),
    ]
    art.stroke(hill, "#6fae47", 3)
    if art.stage.option("rug", False):
        for share, tone in ((1.0, "#c9404a"), (0.8, "#f6e3c4"), (0.62, "#3f7fa0")):
            art.shape(oval(art.w / 2, art.h * 0.86, art.w * 0.42 * share, art.h * 0.1 * share), tone)
    if "plant" in art.stage.option("dressing", []):
        _plant(art, art.w * (0.92 if left else 0.08), base + art.h * 0.05)
    return _made(art, art.h * 0.36, base + (art.h - base) * 0.22, art.h * 0.92, "floor")


def _window(art: Easel, spot: tuple[float, float, float, float]) -> None:
    x, y, w, h = spot
    sky = art.stage.light.sky
    art.shape(rect(x - 12 * art.u, y - 12 * art.u, w + 24 * art.u, h + 24 * art.u), "#fbf6ea")
    art.pen.part(rect(x, y, w, h), sky[-2][1], shade=0, highlight=0)
    art.pen.save()
    art.pen.clip(rect(x, y, w, h))
    art.pen.part(cloud(x + w * 0.6, y + h * 0.34, w * 0.4), "#ffffff", shade=0, highlight=0)
    land: list[Point] = [
        (x - 9, y + h * 0.74),
        (x + w * 0.3, y + h * 0.62),
        (x + w * 0.7, y + h * 0.76),
        (x + w + 9, y + h * 0.66),
    ]
    art.shape(smooth([*land, (x + w + 9, y + h + 9, 1), (x - 9, y + h + 9, 1)]), "#8fc95a")
    art.pen.restore()
    art.shape(rect(x + w / 2 - 5 * art.u, y, 10 * art.u, h), "#fbf6ea")
    art.shape(rect(x, y + h / 2 - 5 * art.u, w, 10 * art.u), "#fbf6ea")
    art.shape(rect(x - 26 * art.u, y + h + 10 * art.u, w + 52 * art.u, 16 * art.u), "#fbf6ea")
    for side in (0, 1):
        outer, inner = (x - 0.16 * w, x + 0.1 * w) if side == 0 else (x + 1.16 * w, x + 0.9 * w)
        cloth: list[Point] = [
            (outer, y - 26 * art.u, 1),
            (inner, y - 26 * art.u, 1),
            (inner, y + h * 0.5),
            ((outer + inner) / 2, y + h * 1.1, 1),
            (outer, y + h * 1.1, 1),
        ]
        art.shape(smooth(cloth), "#e5837a")


def _plant(art: Easel, x: float, y: float) -> None:
    size = 120 * art.u
    for lean in (-0.9, -0.45, 0.0, 0.45, 0.9):
        tip = (x + lean * size, y - size * (1.9 - 0.5 * abs(lean)))
        leaf: list[Point] = [
            (x, y - size * 0.5, 1),
            (x + lean * size * 0.5 - size * 0.12, y - size * 1.2),
            (*tip, 1),
            (x + lean * size * 0.6 + size * 0.12, y - size),
        ]
        art.shape(smooth(leaf), "#5fa357")
    art.shape(
        polygon(
            [
                (x - size * 0.36, y - size * 0.55),
                (x + size * 0.36, y - size * 0.55),
                (x + size * 0.26, y),
                (x - size * 0.26, y),
            ]
        ),
        "#d98a5c",
    )


def table(art: Easel) -> Backdrop:
    """A table top before a quiet wall."""
    edge = art.h * 0.56
    art.shape(rect(-20, -20, art.w + 40, edge + 40), "#f3dfc2")
    for i in range(7):
        x = art.w * (i + 0.5) / 7
        art.mark(rect(x - 24 * art.u, -20, 48 * art.u, edge + 20), "#eed3ae", 0.7)
    art.shape(rect(-20, edge, art.w + 40, art.h - edge + 40), str(art.stage.option("wood", "#c08a52")))
    for t in (0.16, 0.38, 0.66):
        y = edge + (art.h - edge) * t
        art.pen.line(line([(-10, y), (art.w + 10, y)]), art.colour("#9a693a"), 2 * art.u)
    depth = art.h - edge
    return _made(art, edge - art.h * TABLE_RISE, edge + depth * 0.25, edge + depth * 0.82, "table")


def studio(art: Easel) -> Backdrop:
    """A plain ground of one colour."""
    wanted = str(art.stage.option("background", ""))
    tone = ("#dcebf2", "#f6e7cf", "#e3ecd5", "#f3dcd9", "#e6dff0")[int(art.random("studio").integers(5))]
    if wanted in ("white", "transparent"):
        tone = "#ffffff"
    elif wanted:
        try:
            tone = named(wanted)
        except (KeyError, ValueError):
            tone = mix(tone, "#ffffff", 0.3)
    if not art.inked:
        art.wash(tint(tone, 0.0), tone)
    return _made(art, art.h * 0.4, art.h * 0.7, art.h * 0.86, "floor")
