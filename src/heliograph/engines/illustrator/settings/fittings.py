"""What is built into rooms: shelves and bookcases, boards, kitchen fronts, stage curtains, arches, hanging lamps.

Every function draws into a box (x, y, width, height) in pixels on a surface.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..canvas.paint import linear, mix, radial, shade, solid, tint
from ..canvas.paths import line, oval, polygon, rect, smooth
from ..canvas.skia import SkiaSurface
from .furniture import Spot, lamp, picture_frame, plant
from .stage import Stage

Furnish = Callable[[Stage, SkiaSurface, Spot, np.random.Generator], None]


def shelf(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator, rows: int = 1) -> None:
    """Boards with books and small things."""
    x, y, w, h = spot
    unit = stage.unit
    tall = h / rows
    for row in range(rows):
        board = y + tall * (row + 1)
        surface.fill(rect(x, board, w, 11 * unit, 2 * unit), solid("#8a5a36"))
        surface.fill(rect(x, board + 11 * unit, w, 9 * unit), solid("#2c2030", 0.28), blur=5 * unit)
        at = x + 8 * unit
        while at < x + w - 22 * unit:
            kind = float(random.random())
            if kind < 0.82:
                wide = (12 + 17 * float(random.random())) * unit
                high = tall * (0.52 + 0.33 * float(random.random()))
                tone = _BOOKS[int(random.integers(len(_BOOKS)))]
                surface.fill(rect(at, board - high, wide, high, 2 * unit), solid(tone))
                surface.fill(rect(at, board - high, wide * 0.3, high, 2 * unit), solid("#ffffff", 0.12))
                surface.fill(rect(at, board - high * 0.82, wide, 4 * unit), solid(tint(tone, 0.55), 0.7))
                at += wide + 1.2 * unit
            elif kind < 0.9:
                size = tall * 0.22
                surface.fill(
                    smooth(
                        [
                            (at, board),
                            (at + size * 0.1, board - size),
                            (at + size * 0.9, board - size),
                            (at + size, board),
                        ]
                    ),
                    solid("#c97b4e"),
                )
                for k in range(5):
                    lean = (k - 2) * size * 0.35
                    surface.fill(
                        smooth(
                            [
                                (at + size / 2, board - size),
                                (at + size / 2 + lean * 0.7, board - size * 2),
                                (at + size / 2 + lean * 1.5, board - size * 2.4, 1),
                                (at + size / 2 + lean, board - size * 1.6),
                            ]
                        ),
                        solid("#5c9a5a"),
                    )
                at += size * 1.8
            else:
                at += 26 * unit


def bookcase(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """A tall case full of books."""
    x, y, w, h = spot
    unit = stage.unit
    surface.fill(rect(x - 4 * unit, y, w + 14 * unit, h), solid("#2c2030", 0.4), blur=10 * unit)
    surface.fill(rect(x, y, w, h), solid("#6d4429"))
    surface.fill(rect(x + 10 * unit, y + 10 * unit, w - 20 * unit, h - 10 * unit), solid("#3d2618"))
    shelf(
        stage,
        surface,
        (x + 10 * unit, y + 10 * unit, w - 20 * unit, h - 30 * unit),
        random,
        rows=max(2, round(h / (120 * unit))),
    )


def board(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """A school blackboard with chalk sums and shapes."""
    x, y, w, h = spot
    unit = stage.unit
    surface.fill(rect(x - 4 * unit, y, w + 8 * unit, h + 10 * unit), solid("#2c2030", 0.35), blur=9 * unit)
    surface.fill(rect(x, y, w, h, 4 * unit), solid("#a5713f"))
    surface.fill(
        rect(x + 12 * unit, y + 12 * unit, w - 24 * unit, h - 24 * unit),
        linear((x, y), (x + w, y + h), (0, "#3b5f50", 1), (1, "#2c4a40", 1)),
    )
    chalk = solid("#f3f3ea", 0.75)
    for i in range(4):
        top = y + h * (0.22 + 0.16 * i)
        reach = w * (0.2 + 0.2 * float(random.random()))
        wave = [(x + 0.1 * w + reach * k / 12, top + 5 * unit * float(random.random())) for k in range(13)]
        surface.stroke(smooth(wave, False), chalk, 2.4 * unit)
    surface.stroke(oval(x + 0.76 * w, y + 0.4 * h, 0.09 * w), chalk, 2.6 * unit)
    surface.stroke(
        polygon([(x + 0.62 * w, y + 0.8 * h), (x + 0.72 * w, y + 0.58 * h), (x + 0.82 * w, y + 0.8 * h)]),
        chalk,
        2.6 * unit,
    )
    surface.fill(rect(x + 0.1 * w, y + h - 4 * unit, 0.8 * w, 9 * unit, 2 * unit), solid("#8a5a36"))


def cabinets(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """A kitchen front: tiles, a counter with jars, cupboards below."""
    x, y, w, h = spot
    unit = stage.unit
    colour = ["#8fb3a5", "#c9d4c5", "#7f9db8", "#e3d2ae"][int(random.integers(4))]
    counter = y + h * 0.46
    size = 42 * unit
    for row in range(int(h * 0.46 / size) + 1):
        for column in range(int(w / size) + 1):
            tone = mix("#f4f1ea", "#d7e3e6", float(random.random()))
            surface.fill(
                rect(x + column * size, counter - (row + 1) * size, size - 2 * unit, size - 2 * unit, 3 * unit),
                solid(tone, 0.9),
            )
    doors = max(3, round(w / (190 * unit)))
    surface.fill(rect(x, counter, w, h * 0.54), solid(shade(colour, 0.25)))
    for i in range(doors):
        dx = x + w * i / doors
        surface.fill(
            rect(dx + 6 * unit, counter + 30 * unit, w / doors - 12 * unit, h * 0.54 - 40 * unit, 5 * unit),
            solid(colour),
        )
        surface.stroke(
            rect(dx + 22 * unit, counter + 48 * unit, w / doors - 44 * unit, h * 0.54 - 76 * unit, 4 * unit),
            solid(shade(colour, 0.3), 0.8),
            2.5 * unit,
        )
        surface.fill(
            oval(dx + w / doors * (0.86 if i % 2 == 0 else 0.14), counter + h * 0.2, 5.5 * unit), solid("#d9b45a")
        )
    surface.fill(rect(x - 4 * unit, counter - 8 * unit, w + 8 * unit, 26 * unit, 3 * unit), solid("#c99b6a"))
    surface.fill(rect(x, counter + 18 * unit, w, 14 * unit), solid("#2c2030", 0.3), blur=6 * unit)
    at = x + 30 * unit
    while at < x + w - 70 * unit:
        if random.random() < 0.6:
            _jar(surface, at, counter - 8 * unit, unit, random)
        at += (50 + 90 * float(random.random())) * unit


def _jar(surface: SkiaSurface, x: float, y: float, unit: float, random: np.random.Generator) -> None:
    high, wide = (46 + 40 * float(random.random())) * unit, (30 + 16 * float(random.random())) * unit
    tone = ["#d98a5c", "#e8d9b5", "#7fa58a", "#c9604e", "#6f8fb0"][int(random.integers(5))]
    surface.fill(
        rect(x, y - high, wide, high, 7 * unit),
        linear((x, y), (x + wide, y), (0, tint(tone, 0.3), 1), (1, shade(tone, 0.3), 1)),
    )
    surface.fill(rect(x + 3 * unit, y - high - 8 * unit, wide - 6 * unit, 12 * unit, 3 * unit), solid("#8a5a36"))


def stage_curtains(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """Heavy red curtains left and right, a swag above."""
    x, y, w, h = spot
    unit = stage.unit
    for side in (0, 1):
        left = x if side == 0 else x + w * 0.8
        for i in range(9):
            fx = left + w * 0.2 * i / 9
            tone = mix("#7d1620", "#c9303a", 0.5 + 0.5 * float(np.sin(i * 2.1)))
            surface.fill(
                rect(fx, y, w * 0.2 / 9 + 1, h),
                linear(
                    (fx, y), (fx + w * 0.023, y), (0, shade(tone, 0.4), 1), (0.5, tone, 1), (1, shade(tone, 0.4), 1)
                ),
            )
    for i in range(5):
        cx = x + w * (i + 0.5) / 5
        swag = smooth(
            [
                (cx - w * 0.11, y - 5, 1),
                (cx + w * 0.11, y - 5, 1),
                (cx + w * 0.07, y + h * 0.14),
                (cx, y + h * 0.19),
                (cx - w * 0.07, y + h * 0.14),
            ]
        )
        surface.fill(
            swag, linear((cx, y), (cx, y + h * 0.19), (0, "#8a1a26", 1), (0.7, "#d23b45", 1), (1, "#7d1620", 1))
        )
        surface.stroke(
            smooth([(cx - w * 0.09, y + h * 0.08), (cx, y + h * 0.185), (cx + w * 0.09, y + h * 0.08)], False),
            solid("#e3b552"),
            4 * unit,
        )


def arches(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """A row of pointed windows with light, and banners between them."""
    x, y, w, h = spot
    count = 4
    for i in range(count):
        cx = x + w * (i + 0.5) / count
        half = w / count * 0.2
        arch = smooth(
            [
                (cx - half, y + h * 0.86, 1),
                (cx - half, y + h * 0.3, 1),
                (cx - half * 0.7, y + h * 0.14),
                (cx, y + h * 0.04, 1),
                (cx + half * 0.7, y + h * 0.14),
                (cx + half, y + h * 0.3, 1),
                (cx + half, y + h * 0.86, 1),
            ]
        )
        surface.stroke(arch, solid("#5d5560"), 16 * stage.unit)
        sky = stage.light.sky
        top, low = (sky[0][1], sky[-1][1]) if sky else ("#9fc6e8", "#f0f4ff")
        surface.fill(arch, linear((cx, y), (cx, y + h), (0, top, 1), (1, low, 1)))
        surface.stroke(line([(cx, y + h * 0.06), (cx, y + h * 0.86)]), solid("#5d5560"), 5 * stage.unit)
        surface.stroke(line([(cx - half, y + h * 0.5), (cx + half, y + h * 0.5)]), solid("#5d5560"), 5 * stage.unit)
        if i < count - 1:
            bx, tone = x + w * (i + 1) / count, ["#9c2b35", "#2f4f8f", "#8a6a1f"][i % 3]
            banner = polygon(
                [
                    (bx - half * 0.5, y + h * 0.12),
                    (bx + half * 0.5, y + h * 0.12),
                    (bx + half * 0.5, y + h * 0.6),
                    (bx, y + h * 0.7),
                    (bx - half * 0.5, y + h * 0.6),
                ]
            )
            surface.fill(
                banner,
                linear(
                    (bx - half, y), (bx + half, y), (0, shade(tone, 0.3), 1), (0.4, tone, 1), (1, shade(tone, 0.4), 1)
                ),
            )
            surface.stroke(
                line([(bx - half * 0.65, y + h * 0.12), (bx + half * 0.65, y + h * 0.12)]),
                solid("#c9a24a"),
                6 * stage.unit,
            )


def pendants(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """Lamps that hang from the ceiling and warm the wall."""
    x, y, w, h = spot
    for i in range(3):
        cx, drop = x + w * (i + 0.5) / 3, h * (0.24 + 0.08 * (i % 2))
        surface.stroke(line([(cx, 0), (cx, y + drop)]), solid("#3a2f2a"), 3 * stage.unit)
        surface.fill(
            oval(cx, y + drop + 20 * stage.unit, w * 0.2),
            radial((cx, y + drop + 20 * stage.unit), w * 0.2, (0, "#ffdf9a", 0.75), (1, "#ffdf9a", 0)),
            blend="screen",
        )
        shape = smooth(
            [
                (cx - 8 * stage.unit, y + drop - 26 * stage.unit, 1),
                (cx + 8 * stage.unit, y + drop - 26 * stage.unit, 1),
                (cx + 40 * stage.unit, y + drop + 12 * stage.unit, 1),
                (cx - 40 * stage.unit, y + drop + 12 * stage.unit, 1),
            ]
        )
        surface.fill(shape, solid("#35504a"))
        surface.fill(oval(cx, y + drop + 13 * stage.unit, 30 * stage.unit, 8 * stage.unit), solid("#fff0c4"))


_BOOKS = ("#b5493f", "#2f6f8f", "#d9a441", "#5d7d4a", "#7c4f83", "#e0d3b4", "#37486b", "#c9743d", "#8a2f45", "#3f8a82")

DRESSING: dict[str, Furnish] = {
    "picture": picture_frame,
    "shelf": shelf,
    "bookcase": bookcase,
    "lamp": lamp,
    "plant": plant,
    "board": board,
    "cabinets": cabinets,
    "stage": stage_curtains,
    "arches": arches,
    "pendants": pendants,
}
