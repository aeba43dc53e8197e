"""Under water, streets, space, the moon, the open sky and caves as simple shapes."""

from __future__ import annotations

import numpy as np

from ...canvas.paint import shade
from ...canvas.paths import Point, oval, polygon, rect, ribbon, smooth, star
from ..land import skyline
from ..stage import Backdrop, Ground
from .easel import Easel, cloud, heavens

_NONE = np.zeros((1, 1, 3), np.float32)


def _made(art: Easel, horizon: float, far: float, near: float, ground: Ground) -> Backdrop:
    return Backdrop(picture=_NONE, horizon=horizon, far=far, near=near, ground=ground, light=art.stage.light)


def _floor(art: Easel, name: str, base: float, tall: float, tone: str) -> None:
    line = skyline(art.stage, name, base, tall, art.w / 1.6, gain=0.3)
    points: list[Point] = [
        (art.w * i / 12, float(line[min(art.stage.width - 1, int(art.w * i / 12))])) for i in range(13)
    ]
    art.shape(
        smooth(
            [
                (-20, points[0][1], 1),
                *points,
                (art.w + 20, points[-1][1], 1),
                (art.w + 20, art.h + 20, 1),
                (-20, art.h + 20, 1),
            ]
        ),
        tone,
    )


def underwater(art: Easel) -> Backdrop:
    """Waves above, sand below, weeds, corals, rocks, bubbles, a starfish and a shell."""
    art.wash("#8fe0ee", "#2f8fc4")
    for row in range(2):
        y, step = (34 + 34 * row) * art.u, art.w / 9
        points: list[Point] = []
        for i in range(20):
            points.append((i * step / 2 - 10 + row * step / 4, y + (12 if i % 2 else -12) * art.u))
        art.stroke(points, "#e6fbff", 4)
    _floor(art, "bed", art.h * 0.84, art.h * 0.04, "#f2deaa")
    random = art.random("reef")
    for i in range(8):
        left = i % 2 == 0
        x = art.w * (0.02 + 0.24 * float(random.random()) if left else 0.74 + 0.24 * float(random.random()))
        y, size = art.h * (0.84 + 0.1 * float(random.random())), art.h * (0.1 + 0.08 * float(random.random()))
        (_weed, _coral, _rock)[i % 3](art, x, y, size, i)
    for _ in range(14):
        x, y, size = (
            float(random.random()) * art.w,
            float(random.uniform(0.12, 0.75)) * art.h,
            float(random.uniform(5, 15)) * art.u,
        )
        art.pen.part(oval(x, y, size), "#d9f5fb", shade=0, highlight=0, line_width=1.8 * art.u)
    art.shape(star(art.w * 0.56, art.h * 0.95, 30 * art.u, 14 * art.u, degrees=-80), "#f2a24e")
    shell: list[Point] = [
        (art.w * 0.4, art.h * 0.965, 1),
        (art.w * 0.37, art.h * 0.93),
        (art.w * 0.4, art.h * 0.905),
        (art.w * 0.43, art.h * 0.93),
    ]
    art.shape(smooth(shell), "#f6c9c4")
    return _made(art, art.h * 0.7, art.h * 0.84, art.h * 0.93, "seabed")


def _weed(art: Easel, x: float, y: float, size: float, number: int) -> None:
    for k, tone in ((-1, "#3f9f6a"), (1, "#4fb07a"), (0, "#2f8a5f")):
        tall = size * (1.5 if k == 0 else 1.1)
        sway = size * 0.16
        points = [
            (x + k * size * 0.2, y),
            (x + k * size * 0.24 + sway, y - tall * 0.33),
            (x + k * size * 0.2 - sway, y - tall * 0.66),
            (x + k * size * 0.3, y - tall),
        ]
        art.shape(ribbon(points, [size * 0.1, size * 0.15, size * 0.12, 2]), tone)


def _coral(art: Easel, x: float, y: float, size: float, number: int) -> None:
    tone = ("#f28a9a", "#f7b05f", "#c48ad8")[number % 3]
    k = size * 0.5
    outline = [
        (-0.16, 0.0),
        (-0.2, -0.7),
        (-0.7, -0.9),
        (-0.78, -1.5),
        (-0.5, -1.55),
        (-0.44, -1.15),
        (-0.2, -1.1),
        (-0.16, -1.9),
        (0.12, -1.95),
        (0.16, -1.3),
        (0.44, -1.2),
        (0.5, -1.7),
        (0.78, -1.7),
        (0.74, -1.0),
        (0.24, -0.7),
        (0.18, 0.0),
    ]
    art.shape(smooth([(x + a * k, y + b * k) for a, b in outline]), tone)


def _rock(art: Easel, x: float, y: float, size: float, number: int) -> None:
    points: list[Point] = [
        (x - size * 0.7, y),
        (x - size * 0.5, y - size * 0.45),
        (x, y - size * 0.62),
        (x + size * 0.5, y - size * 0.4),
        (x + size * 0.7, y),
    ]
    art.shape(smooth(points), "#8f97a8")


def city(art: Easel) -> Backdrop:
    """A row of houses, pavement and road."""
    base = art.h * 0.62
    heavens(art, base)
    random = art.random("houses")
    tones = ("#e89a7a", "#f0cf8a", "#a9c4d6", "#d98f7a", "#c4d3a5", "#e6b8b0", "#b9a5cf")
    tall = not art.stage.option("road", True)
    lit = art.stage.light.night or art.stage.time in ("dusk", "sunset")
    x = -0.04 * art.w
    while x < art.w:
        wide, high = (
            art.w * float(random.uniform(0.16, 0.22)),
            art.h * float(random.uniform(0.24, 0.36) + (0.12 if tall else 0)),
        )
        tone = tones[int(random.integers(len(tones)))]
        if random.random() < 0.6 and not tall:
            art.shape(
                polygon(
                    [
                        (x - 8 * art.u, base - high),
                        (x + wide / 2, base - high - wide * 0.42),
                        (x + wide + 8 * art.u, base - high),
                    ]
                ),
                "#b5604a",
            )
        art.shape(rect(x, base - high, wide, high), tone)
        rows, columns = max(2, round(high / (100 * art.u))), 2 if wide < 200 * art.u else 3
        for row in range(rows):
            for column in range(columns):
                ww, wh = wide / columns * 0.46, high / rows * 0.5
                wx, wy = x + wide * (column + 0.5) / columns - ww / 2, base - high + high * (row + 0.22) / rows
                if row == rows - 1 and column == 0:
                    art.shape(rect(wx, wy, ww, base - wy), shade(tone, 0.4))
                else:
                    art.pen.part(
                        rect(wx, wy, ww, wh),
                        "#ffe08a" if lit else art.colour("#cfe9f5"),
                        shade=0,
                        highlight=0,
                        line_width=1.8 * art.u,
                    )
        x += wide
    art.shape(rect(-20, base, art.w + 40, art.h * 0.1), "#d8d0c4")
    art.shape(rect(-20, base + art.h * 0.1, art.w + 40, art.h), "#8a8d98" if not tall else "#cfc6b8")
    if not tall:
        for i in range(6):
            art.shape(rect(art.w * (i + 0.2) / 6, art.h * 0.87, art.w * 0.09, 14 * art.u), "#f6efda")
    return _made(art, art.h * 0.5, base + art.h * 0.08, art.h * 0.92, "street")


def space(art: Easel) -> Backdrop:
    """Stars, a ringed planet, a comet."""
    art.wash("#141338", "#2a2260")
    _stars(art, art.h)
    _planet(art, art.w * 0.8, art.h * 0.17, 80 * art.u, "#f0a860", True)
    _planet(art, art.w * 0.14, art.h * 0.3, 40 * art.u, "#7fb8e8", False)
    return _made(art, art.h * 0.5, art.h * 0.6, art.h * 0.86, "air")


def moon(art: Easel) -> Backdrop:
    """Craters under a starry sky."""
    art.wash("#10122e", "#1f2350")
    _stars(art, art.h * 0.55)
    _planet(art, art.w * 0.78, art.h * 0.2, 85 * art.u, "#6fa8e0", False)
    _floor(art, "moon", art.h * 0.62, art.h * 0.05, "#cfcdd6")
    random = art.random("craters")
    for i in range(11):
        t = (i + 0.5) / 11
        size = (14 + 46 * t) * art.u
        art.shape(oval(float(random.random()) * art.w, art.h * (0.66 + 0.32 * t), size, size * 0.36), "#a9a7b5")
    return _made(art, art.h * 0.55, art.h * 0.68, art.h * 0.92, "sand")


def _stars(art: Easel, bottom: float) -> None:
    random = art.random("stars")
    for _ in range(40):
        reach = float(random.uniform(4, 13)) * art.u
        spot = star(float(random.random()) * art.w, float(random.random()) * bottom, reach, reach * 0.4)
        art.pen.part(spot, "#fff3b8", shade=0, highlight=0, line_width=1.4 * art.u)


def _planet(art: Easel, x: float, y: float, size: float, tone: str, ringed: bool) -> None:
    art.pen.part(oval(x, y, size), tone, shade=0, highlight=0)
    art.stroke(
        [(x - size * 0.85, y - size * 0.3), (x, y - size * 0.12), (x + size * 0.85, y - size * 0.34)],
        shade(tone, 0.25),
        3,
    )
    art.stroke(
        [(x - size * 0.9, y + size * 0.2), (x, y + size * 0.42), (x + size * 0.9, y + size * 0.16)],
        shade(tone, 0.25),
        3,
    )
    if ringed:
        ring: list[Point] = [
            (x - size * 0.98, y - size * 0.02),
            (x - size * 1.7, y + size * 0.3),
            (x, y + size * 0.42),
            (x + size * 1.7, y - size * 0.16),
            (x + size * 0.98, y - size * 0.22),
        ]
        art.stroke(ring, "#f6dcb0", 7)


def sky(art: Easel) -> Backdrop:
    """Clouds all over."""
    heavens(art, art.h)
    random = art.random("below")
    for i in range(6):
        art.pen.part(
            cloud(art.w * (i + 0.3) / 5, art.h * float(random.uniform(0.92, 1.02)), art.w * 0.4),
            "#ffffff",
            shade=0,
            highlight=0,
        )
    return _made(art, art.h * 0.8, art.h * 0.82, art.h * 0.9, "air")


def cave(art: Easel) -> Backdrop:
    """A rocky arch, hanging stones, crystals."""
    art.shape(rect(-20, -20, art.w + 40, art.h + 40), "#6d6285")
    arch: list[Point] = [
        (art.w * 0.1, art.h * 0.74, 1),
        (art.w * 0.14, art.h * 0.34),
        (art.w * 0.34, art.h * 0.14),
        (art.w * 0.62, art.h * 0.12),
        (art.w * 0.84, art.h * 0.3),
        (art.w * 0.9, art.h * 0.74, 1),
    ]
    art.shape(smooth(arch), "#3f3858")
    for i in range(7):
        x, reach = art.w * (i + 0.5) / 7, art.h * (0.1 + 0.07 * ((i * 5) % 3))
        art.shape(polygon([(x - 30 * art.u, -10), (x + 30 * art.u, -10), (x, reach)]), "#857a9f")
    _floor(art, "cave", art.h * 0.74, art.h * 0.04, "#8f84a5")
    for i, tone in enumerate(("#8fe0f0", "#c49af2", "#f29ac9", "#9af2c9")):
        x = art.w * (0.05 + 0.06 * i if i < 2 else 0.8 + 0.07 * (i - 2))
        y, size = art.h * (0.82 + 0.03 * (i % 2)), art.h * 0.1
        art.shape(
            polygon(
                [
                    (x - size * 0.2, y),
                    (x - size * 0.26, y - size * 0.6),
                    (x, y - size),
                    (x + size * 0.26, y - size * 0.6),
                    (x + size * 0.2, y),
                ]
            ),
            tone,
        )
    return _made(art, art.h * 0.55, art.h * 0.78, art.h * 0.93, "earth")
