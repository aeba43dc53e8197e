"""Trees: broad crowns, pines, palms, birches, willows, fruit trees; green, blooming, golden, bare or under snow."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from heliograph.engines.illustrator.canvas.noise import rng
from heliograph.engines.illustrator.canvas.paint import mix, shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.figure import Figure, figure_of
from heliograph.engines.illustrator.rigs.palette import asked
from heliograph.engines.illustrator.rigs.plants import evergreens
from heliograph.engines.illustrator.rigs.plants.growth import BARK, LEAVES, Plan, Point, grow_trunk
from heliograph.engines.illustrator.rigs.shapes import oval, ribbon, smooth
from heliograph.engines.illustrator.scene import Node


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
    """Leaf masses from back to front, the lower ones darker; one contour runs round them all, light falls in dabs."""
    low = max(y for _, y, _ in blobs)
    high = min(y for _, y, _ in blobs)
    sways = [6 * math.sin(2 * math.pi * (t + number * 0.13)) * (-y / 1000) for number, (_, y, _) in enumerate(blobs)]
    masses = [_mass(x + sways[number], y, size, plan, number) for number, (x, y, size) in enumerate(blobs)]
    if pen.mode != "line":
        for mass in masses:
            pen.line(mass, mix(leaf, "#3a2a20", 0.66), pen.line_width * 2)
    for number, (x, y, size) in enumerate(blobs):
        share = (y - high) / max(1.0, low - high)
        colour = shade(leaf, 0.26 * (share - 0.3)) if share > 0.3 else tint(leaf, 0.2 * (0.3 - share))
        pen.part(masses[number], colour, shade=0.42, highlight=0.3, outline=pen.mode == "line")
        _dabs(pen, colour, plan, number, (x + sways[number], y, size))


def _dabs(pen: Pen, colour: str, plan: Plan, key: int, place: tuple[float, float, float]) -> None:
    """Leaves that catch the light or lie in shade, within one mass."""
    x, y, size = place
    for mark in range(3 if pen.mode == "line" else 9):
        angle = math.tau * float(plan[(key * 7 + mark) % 64])
        reach = size * 0.78 * math.sqrt(float(plan[(key * 5 + mark * 3 + 11) % 64]))
        cx, cy = x + reach * math.cos(angle), y + reach * 0.82 * math.sin(angle)
        if pen.mode == "line":
            pen.line(
                smooth([(cx - 20, cy), (cx - 6, cy + 12), (cx + 8, cy + 10), (cx + 18, cy - 2)], False),
                None,
                pen.line_width * 0.6,
            )
            continue
        lit = math.cos(angle) * pen.light[0] + math.sin(angle) * pen.light[1] > 0.1
        turn = 60 * (float(plan[(key + mark * 9) % 64]) - 0.5)
        pen.fill(oval(cx, cy, 17, 9, turn), tint(colour, 0.3) if lit else shade(colour, 0.2), 0.75)


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
    grow_trunk(pen, plan, BARK, -360, 104)
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
    grow_trunk(pen, plan, "#efece6", -640, 60)
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
    grow_trunk(pen, plan, BARK, -560, 96)
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


KINDS: Mapping[str, tuple[Callable[[Pen, str, str, Plan, float], None], float]] = {
    "oak": (_oak, 7.0), "birch": (_birch, 8.0), "willow": (_willow, 8.0), "pine": (evergreens.pine, 9.0),
    "christmas tree": (evergreens.christmas, 2.6), "palm": (evergreens.palm, 7.0), "bush": (_bush, 1.2),
    "apple tree": (_fruit, 5.0),
    "apple": (_fruit, 5.0), "orange": (_orange, 4.5), "cherry": (_blossom, 5.5), "blossom": (_blossom, 5.5),
    "cherry blossom": (_blossom, 5.5), "maple": (_oak, 8.0), "bamboo": (evergreens.bamboo, 6.0),
}  # fmt: skip
NOUNS = frozenset({"tree", "pine", "christmas tree", "palm", "bush", "bamboo"})
