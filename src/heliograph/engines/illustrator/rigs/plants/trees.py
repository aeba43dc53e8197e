"""Trees: broad crowns, pines, palms, birches, willows, fruit trees; green, blooming, golden, bare or under snow."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from heliograph.engines.illustrator.canvas.noise import rng
from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.figure import Figure, figure_of
from heliograph.engines.illustrator.rigs.palette import asked
from heliograph.engines.illustrator.rigs.shapes import oval, ribbon, smooth
from heliograph.engines.illustrator.scene import Node

Point = tuple[float, float]
LEAVES: Mapping[str, tuple[str, ...]] = {
    "spring": ("#8fc25a", "#a5cf6a"), "summer": ("#5f9f45", "#6fae4c"), "autumn": ("#e08a34", "#d9652f", "#e9b040"),
    "winter": ("#dfe8ee",),
}  # fmt: skip
BARK = "#7d5638"


def tree_figure(node: Node, seed: int) -> Figure:
    """The figure of a tree: ``kind`` or the noun choose it, ``season`` and ``state`` its leaves."""
    chance = rng(seed, node.id, "tree")
    words = node.attributes
    kind = node.noun if node.noun in KINDS else words.get("kind", "")
    if node.noun == "tree" and kind not in KINDS:
        kind = "oak"
    season = words.get("season", "summer")
    if words.get("state") in ("bare", "dead"):
        season = "bare"
    palette = LEAVES.get(season, LEAVES["summer"])
    leaf = asked(words) or palette[int(chance.integers(len(palette)))]
    draw, height = KINDS[kind]
    shape = np.random.default_rng(int(chance.integers(1 << 31)))
    plan = shape.random(64)

    def paint(pen: Pen, t: float) -> None:
        draw(pen, leaf, season, plan, t)

    anchors: dict[str, Point] = {"top": (0, -980), "branch": (-180, -560), "front": (-260, 0), "hand": (-180, -560)}
    return figure_of(paint, height_m=height * (0.9 + 0.2 * float(plan[0])), anchors=anchors)


Plan = np.ndarray[tuple[int], np.dtype[np.float64]]


def _trunk(pen: Pen, plan: Plan, colour: str, top: float, wide: float) -> None:
    lean = (float(plan[1]) - 0.5) * 50
    flare = [
        (-wide * 0.95, 0, 1),
        (-wide * 0.55, -60),
        (-wide * 0.42, top * 0.5),
        (-wide * 0.5 + lean, top),
        (wide * 0.5 + lean, top),
        (wide * 0.46, top * 0.5),
        (wide * 0.6, -66),
        (wide * 1.05, 0, 1),
        (0, -14),
    ]

    def bark() -> None:
        for number in range(4):
            x = (number - 1.5) * wide * 0.24
            y = top * (0.2 + 0.5 * float(plan[2 + number]))
            pen.line(
                smooth([(x, y + 60), (x + 6, y), (x - 3, y - 60)], False), shade(colour, 0.3), pen.line_width * 0.8
            )

    pen.part(smooth(flare), colour, pattern=bark, shade=0.42)


def _branches(pen: Pen, plan: Plan, colour: str, start: float, deep: int) -> None:
    def grow(x: float, y: float, angle: float, length: float, wide: float, left: int, key: int) -> None:
        turn = (float(plan[key % 64]) - 0.5) * 0.3
        end = (x + length * math.sin(angle + turn), y - length * math.cos(angle + turn))
        middle = ((x + end[0]) / 2 + length * 0.06 * math.cos(angle), (y + end[1]) / 2)
        pen.part(
            ribbon([(x, y), middle, end], [wide, wide * 0.8, wide * 0.5]),
            colour,
            shade=0.3,
            line_width=pen.line_width * 0.8,
        )
        if left:
            for side in (-1, 1):
                grow(
                    *end,
                    angle + side * (0.36 + 0.24 * float(plan[(key * 3 + side) % 64])),
                    length * 0.72,
                    wide * 0.56,
                    left - 1,
                    key * 2 + side + 5,
                )

    for number, angle in enumerate((-0.5, 0.05, 0.52)):
        grow(0, start, angle, 230 - 30 * abs(number - 1), 64, deep, 7 + number * 9)


def _crown(pen: Pen, leaf: str, plan: Plan, t: float, blobs: list[tuple[float, float, float]]) -> None:
    """Leaf masses from back to front; the lower and farther ones are darker."""
    low = max(y for _, y, _ in blobs)
    high = min(y for _, y, _ in blobs)
    for number, (x, y, size) in enumerate(blobs):
        sway = 6 * math.sin(2 * math.pi * (t + number * 0.13)) * (-y / 1000)
        share = (y - high) / max(1.0, low - high)
        colour = shade(leaf, 0.22 * share) if share > 0.4 else tint(leaf, 0.16 * (0.4 - share))
        pen.part(_mass(x + sway, y, size, plan, number), colour, shade=0.36, highlight=0.3)
        for mark in range(3):
            angle = math.tau * float(plan[(number * 7 + mark) % 64])
            cx, cy = x + sway + size * 0.5 * math.cos(angle), y + size * 0.42 * math.sin(angle)
            pen.line(
                smooth([(cx - 20, cy), (cx - 6, cy + 12), (cx + 8, cy + 10), (cx + 18, cy - 2)], False),
                shade(colour, 0.22),
                pen.line_width * 0.8,
            )


def _mass(x: float, y: float, size: float, plan: Plan, key: int) -> tuple[tuple[str, *tuple[float, ...]], ...]:
    points: list[tuple[float, ...]] = []
    tufts = max(7, int(size / 18))
    for number in range(tufts):
        wobble = 0.94 + 0.14 * float(plan[(key * 11 + number) % 64])
        for offset, reach, sharp in ((0.0, 0.92, True), (0.5, 1.04, False)):
            angle = math.tau * (number + offset) / tufts
            px, py = x + size * reach * wobble * math.cos(angle), y + size * 0.86 * reach * wobble * math.sin(angle)
            points.append((px, py, 1.0) if sharp else (px, py))
    return smooth(points)


def _oak(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    _trunk(pen, plan, BARK, -360, 104)
    _branches(pen, plan, BARK, -330, 2 if season in ("bare", "winter") else 0)
    if season == "bare":
        return
    if season == "winter":
        _snow_caps(pen, plan)
        return
    jitter = [(float(plan[20 + n]) - 0.5) * 70 for n in range(16)]
    places = [
        (-230, -500, 150),
        (230, -510, 152),
        (0, -470, 150),
        (-300, -640, 150),
        (300, -650, 150),
        (-130, -620, 170),
        (140, -630, 168),
        (-170, -790, 160),
        (170, -800, 158),
        (0, -720, 176),
        (0, -880, 140),
    ]
    blobs = [
        (x + jitter[n], y + jitter[n + 3] * 0.5, size + jitter[n + 5] * 0.2) for n, (x, y, size) in enumerate(places)
    ]
    _crown(pen, leaf, plan, t, blobs)


def _snow_caps(pen: Pen, plan: Plan) -> None:
    for number in range(9):
        x, y = (
            -300 + number * 74 + 40 * float(plan[number]),
            -560 - 260 * math.sin(math.pi * (number + 0.5) / 9) * (0.7 + 0.3 * float(plan[number + 9])),
        )
        pen.part(
            smooth([(x - 60, y + 8), (x - 40, y - 22), (x, y - 34), (x + 44, y - 20), (x + 60, y + 10), (x, y + 16)]),
            "#f7fafd",
            shade=0.2,
            line_width=pen.line_width * 0.7,
        )


def _blossom(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    _oak(pen, "#f4a9c4" if leaf in LEAVES["summer"] + LEAVES["spring"] else leaf, "spring", plan, t)
    for number in range(36):
        angle, reach = math.tau * float(plan[number]), math.sqrt(float(plan[(number * 5 + 3) % 64]))
        x, y = 360 * reach * math.cos(angle), -680 + 250 * reach * math.sin(angle)
        pen.fill(oval(x, y, 15, 14), "#fff2f6", 0.95)


def _fruit(pen: Pen, leaf: str, season: str, plan: Plan, t: float, colour: str = "#d9303a") -> None:
    _oak(pen, leaf, season, plan, t)
    if season in ("bare", "winter"):
        return
    for number in range(13):
        angle, reach = math.tau * (number * 0.382 + 0.1 * float(plan[number])), math.sqrt((number + 0.5) / 13) * 0.95
        pen.part(
            oval(340 * reach * math.cos(angle), -660 + 230 * reach * math.sin(angle), 30, 31),
            colour,
            shade=0.35,
            line_width=pen.line_width * 0.7,
        )


def _birch(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    _trunk(pen, plan, "#efece6", -640, 60)
    for number in range(8):
        y = -60 - 66 * number
        side = -1 if number % 2 else 1
        pen.fill(smooth([(side * 26, y), (side * 4, y - 4), (side * 26, y - 16)]), "#3f3a40", ink="#111111")
    if season in ("bare", "winter"):
        _branches(pen, plan, "#d9d5cf", -560, 2)
        return
    places = [
        (-130, -480, 100),
        (140, -500, 104),
        (0, -540, 120),
        (-150, -640, 110),
        (150, -660, 110),
        (0, -700, 130),
        (-80, -810, 100),
        (90, -820, 100),
        (0, -910, 84),
    ]
    _crown(pen, tint(leaf, 0.12), plan, t, [(float(x), float(y), float(s)) for x, y, s in places])


def _willow(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    _trunk(pen, plan, BARK, -560, 96)
    _crown(pen, leaf, plan, t, [(-180.0, -720.0, 160.0), (180.0, -730.0, 160.0), (0.0, -800.0, 180.0)])
    for number in range(15):
        x = -340 + number * 48.6
        high = -720 - 130 * math.sin(math.pi * (number + 0.5) / 15)
        low = -120 - 160 * float(plan[number])
        sway = 20 * math.sin(2 * math.pi * (t + number * 0.09))
        points = [(x, high), (x * 1.12, (high + low) / 2), (x * 1.16 + sway, low)]
        pen.part(
            ribbon(points, [44, 54, 12]),
            shade(leaf, 0.14 * float(plan[number + 15])),
            shade=0.25,
            line_width=pen.line_width * 0.8,
        )


def _pine(pen: Pen, leaf: str, season: str, plan: Plan, t: float, trim: bool = False) -> None:
    colour = {"winter": "#4f7f68"}.get(season, "#3f7a52") if leaf in sum(LEAVES.values(), ()) else leaf
    _trunk(pen, plan, BARK, -190, 60)
    rows = 6
    for number in range(rows):
        base = -120 - number * 128
        wide = 330 * (1 - number / (rows + 0.4)) + 30
        top = base - 250
        sway = 5 * math.sin(2 * math.pi * t) * number / rows
        points: list[tuple[float, ...]] = [(sway, top, 1), (wide * 0.42 + sway, base - 96), (wide, base + 6, 1)]
        teeth = 7
        for tooth in range(teeth):
            x = wide - (tooth + 0.5) * 2 * wide / teeth
            points += [(x, base - 26 + 10 * float(plan[(number * 7 + tooth) % 64]))]
            if tooth < teeth - 1:
                points += [(x - wide / teeth, base + 12, 1)]
        points += [(-wide, base + 6, 1), (-wide * 0.42 + sway, base - 96)]
        pen.part(smooth(points), tint(colour, 0.03 * number), shade=0.4)
        if season == "winter":
            cap = [
                (sway, top, 1),
                (wide * 0.36, base - 110),
                (wide * 0.5, base - 66),
                (wide * 0.16, base - 110),
                (0, base - 80),
                (-wide * 0.2, base - 112),
                (-wide * 0.5, base - 62),
                (-wide * 0.36, base - 112),
            ]
            pen.part(smooth(cap), "#f7fafd", shade=0.2, line_width=pen.line_width * 0.7)
        if trim:
            _baubles(pen, base, wide, number)


def _baubles(pen: Pen, base: float, wide: float, row: int) -> None:
    pen.line(smooth([(-wide * 0.8, base - 20), (0, base - 56), (wide * 0.62, base - 76)], False), "#f2c95c", 14)
    for place, colour in ((-0.5, "#d9303a"), (0.05, "#f2c63e"), (0.55, "#3f86d8")):
        x = wide * (place + (0.14 if row % 2 else -0.06))
        pen.part(oval(x, base - 34, 27, 28), colour, shade=0.35, highlight=0.5, line_width=pen.line_width * 0.7)


def _christmas(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    _pine(pen, leaf, "summer", plan, t, trim=True)
    points = [
        (
            66 * (1 if n % 2 == 0 else 0.44) * math.sin(math.pi * n / 5),
            -1010 - 66 * (1 if n % 2 == 0 else 0.44) * math.cos(math.pi * n / 5),
            1,
        )
        for n in range(10)
    ]
    pen.glow(oval(0, -1010, 110, 110), "#fff0a8", 0.4 + 0.2 * math.sin(2 * math.pi * t), 30)
    pen.part(smooth(points), "#f7d14a", shade=0.2)


def _palm(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    lean = 130 * (1 if plan[1] > 0.5 else -1)
    colour = leaf if leaf not in sum(LEAVES.values(), ()) else "#57a24c"
    trunk = [(0, 0), (lean * 0.1, -250), (lean * 0.4, -500), (lean, -740)]
    path = ribbon(trunk, [104, 76, 66, 58])

    def rings() -> None:
        for number in range(12):
            y = -40 - number * 60
            x = lean * (number / 12) ** 2
            pen.line(
                smooth([(x - 60, y + 8), (x, y - 10), (x + 60, y + 8)], False),
                shade("#a97f52", 0.3),
                pen.line_width * 0.9,
            )

    pen.part(path, "#a97f52", pattern=rings, shade=0.4)
    sway = 4 * math.sin(2 * math.pi * t)
    for number, angle in enumerate((-8, 188, 24, 156, -42, 222, 60, 120, 90)):
        _frond(
            pen,
            (lean, -740),
            angle + sway,
            400 - 12 * (number % 3),
            shade(colour, 0.2 if number < 4 else 0.03 * (number % 2)),
        )
    for x, y in ((-34, -716), (26, -708), (-2, -690)):
        pen.part(oval(lean + x, y, 36, 37), "#7a4f30", shade=0.35)


def _frond(pen: Pen, at: Point, degrees: float, length: float, colour: str) -> None:
    angle = math.radians(degrees)
    up = max(-0.4, math.sin(angle))
    tip = (at[0] + length * math.cos(angle), at[1] - length * up * 0.62 + length * 0.34 * abs(math.cos(angle)))
    middle = (at[0] + length * 0.56 * math.cos(angle), at[1] - length * up * 0.66 - 20)
    upper: list[tuple[float, ...]] = []
    lower: list[tuple[float, ...]] = []
    for number in range(1, 9):
        s = number / 9
        x = (1 - s) ** 2 * at[0] + 2 * s * (1 - s) * middle[0] + s * s * tip[0]
        y = (1 - s) ** 2 * at[1] + 2 * s * (1 - s) * middle[1] + s * s * tip[1]
        wide = 62 * math.sin(math.pi * min(1.0, s * 0.86 + 0.12))
        upper.append((x, y - wide * 0.5))
        lower += [(x, y + wide), (x + 12 * math.cos(angle), y + wide * 0.35, 1)]
    pen.part(smooth([(*at, 1), *upper, (*tip, 1), *reversed(lower)]), colour, shade=0.32)
    pen.line(smooth([at, middle, tip], False), shade(colour, 0.3), pen.line_width * 0.8)


def _bush(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    blobs = [
        (-220.0, -150.0, 150.0),
        (220.0, -150.0, 150.0),
        (0.0, -130.0, 150.0),
        (-110.0, -260.0, 160.0),
        (120.0, -270.0, 156.0),
        (0.0, -330.0, 130.0),
    ]
    _crown(pen, leaf, plan, t, blobs)
    if season == "spring":
        for number in range(14):
            pen.part(
                oval(-280 + 560 * float(plan[number]), -80 - 300 * float(plan[number + 20]), 22, 21),
                "#f7a8c0",
                shade=0.2,
                line_width=pen.line_width * 0.6,
            )


def _orange(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    _fruit(pen, leaf, season, plan, t, "#f5922f")


def _bamboo(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    colour = "#7fae4a" if leaf in LEAVES["summer"] else leaf
    for stalk, x in enumerate((-190.0, -60.0, 80.0, 200.0)):
        lean = (float(plan[stalk]) - 0.5) * 90 + 8 * math.sin(2 * math.pi * t)
        high = 820 + 170 * float(plan[stalk + 5])
        for number in range(7):
            low, top = -high * number / 7, -high * (number + 1) / 7
            points = [(x + lean * number / 7, low), (x + lean * (number + 1) / 7, top + 6)]
            pen.part(ribbon(points, [52 - 3 * number, 48 - 3 * number]), tint(colour, 0.04 * (stalk % 3)), shade=0.35)
        for number in range(4):
            y = -high * (0.45 + 0.14 * number)
            side = 1 if (number + stalk) % 2 else -1
            root = (x + lean * (0.45 + 0.14 * number), y)
            for turn in (-24, 12):
                tip = (root[0] + side * 130, root[1] + turn * 2)
                pen.part(
                    ribbon([root, ((root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2 - 16), tip], [8, 38, 3]),
                    shade(colour, 0.1),
                    shade=0.2,
                    line_width=pen.line_width * 0.7,
                )


KINDS: Mapping[str, tuple[Callable[[Pen, str, str, Plan, float], None], float]] = {
    "oak": (_oak, 7.0), "birch": (_birch, 8.0), "willow": (_willow, 8.0), "pine": (_pine, 9.0),
    "christmas tree": (_christmas, 2.6), "palm": (_palm, 7.0), "bush": (_bush, 1.2), "apple tree": (_fruit, 5.0),
    "apple": (_fruit, 5.0), "orange": (_orange, 4.5), "cherry": (_blossom, 5.5), "blossom": (_blossom, 5.5),
    "cherry blossom": (_blossom, 5.5), "maple": (_oak, 8.0), "bamboo": (_bamboo, 6.0),
}  # fmt: skip
NOUNS = frozenset({"tree", "pine", "christmas tree", "palm", "bush", "bamboo"})
