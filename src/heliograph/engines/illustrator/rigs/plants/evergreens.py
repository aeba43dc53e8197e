"""Pines, the christmas tree, palms and bamboo."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.plants.growth import BARK, LEAVES, Plan, Point, grow_trunk
from heliograph.engines.illustrator.rigs.shapes import oval, ribbon, smooth


def pine(pen: Pen, leaf: str, season: str, plan: Plan, t: float, trim: bool = False) -> None:
    """A conifer in tiers; under snow in winter, ``trim`` hangs baubles."""
    colour = {"winter": "#4f7f68"}.get(season, "#3f7a52") if leaf in sum(LEAVES.values(), ()) else leaf
    grow_trunk(pen, plan, BARK, -190, 60)
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


def christmas(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    """A trimmed pine with a shining star."""
    pine(pen, leaf, "summer", plan, t, trim=True)
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


def palm(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    """A leaning palm with coconuts."""
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


def bamboo(pen: Pen, leaf: str, season: str, plan: Plan, t: float) -> None:
    """Four stalks of bamboo."""
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
