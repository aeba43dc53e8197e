"""Manes and tails of hair for animals seen from the side, looking to the left."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.hoofed_species import Hoofed
from heliograph.engines.illustrator.rigs.shapes import oval, ribbon, smooth

Point = tuple[float, float]


def mane(pen: Pen, species: Hoofed, nape: Point, withers: Point, t: float) -> None:
    """Hair along the top of the neck from the nape to the withers."""
    if species.mane_style == "flow":
        _locks(pen, species, nape, withers, t)
    elif species.mane_style == "stiff":
        _brush(pen, species, nape, withers)
    elif species.mane_style == "beard":
        x, y = nape
        points = [
            (x - 20, y + 70),
            (x + 60, y + 40),
            (withers[0] - 30, withers[1] + 90),
            (x + 40, withers[1] + 190, 1),
            (x + 6, y + 150),
        ]
        pen.part(smooth(points), species.mane, shade=0.3)


def _locks(pen: Pen, species: Hoofed, nape: Point, withers: Point, t: float) -> None:
    wave = 10 * math.sin(2 * math.pi * t)
    for number in range(5):
        share = (4 - number) / 4.4
        x, y = nape[0] + 40 + (withers[0] - nape[0] - 40) * share, nape[1] - 16 + (withers[1] - nape[1] + 16) * share
        length = 170 - 12 * abs(number - 2)
        points = [(x - 34, y - 22), (x + 36, y - 12), (x + 74 + wave, y + length * 0.5), (x + 50 + wave, y + length, 1),
                  (x + 22, y + length * 0.66), (x - 8, y + length * 0.4)]  # fmt: skip
        colour = species.mane_second if species.mane_second and number % 2 else species.mane
        pen.part(smooth(points), colour, shade=0.3)
    x, y = nape
    forelock = [
        (x + 44, y - 60),
        (x - 20, y - 78),
        (x - 76, y - 52),
        (x - 96, y + 26, 1),
        (x - 40, y - 8),
        (x + 20, y - 14),
    ]
    pen.part(smooth(forelock), species.mane, shade=0.3)


def _brush(pen: Pen, species: Hoofed, nape: Point, withers: Point) -> None:
    points: list[tuple[float, ...]] = [(nape[0] + 10, nape[1] - 30)]
    tufts = 9
    dx, dy = withers[0] - nape[0] - 30, withers[1] - nape[1]
    length = math.hypot(dx, dy)
    out = (-dy / length * -46, dx / length * -46)
    for number in range(tufts):
        for share, reach in ((number / tufts, 0.55), ((number + 0.5) / tufts, 1.0)):
            x, y = nape[0] + 36 + dx * share, nape[1] - 16 + dy * share
            points.append((x - out[0] * reach, y - out[1] * reach * 0.4 - 22 * reach))
    points.append((withers[0] + 10, withers[1] + 4))
    for share in (0.75, 0.5, 0.25):
        points.append((nape[0] + 40 + dx * share, nape[1] + 6 + dy * share))
    pen.part(smooth(points), species.mane, shade=0.25)


def flowing_tail(pen: Pen, species: Hoofed, root: Point, t: float, running: bool) -> None:
    """The tail, hanging, or streaming behind a running animal."""
    x, y = root
    sway = 18 * math.sin(2 * math.pi * t)
    if species.tail == "flow":
        if running:
            points = [(x - 30, y - 20), (x + 90, y - 80), (x + 230, y - 70 + sway), (x + 320, y + 10 + sway, 1),
                (x + 190, y + 20),
                      (x + 60, y + 30)]  # fmt: skip
        else:
            points = [(x - 30, y - 26), (x + 50, y - 30), (x + 106, y + 80), (x + 100 + sway, y + 230),
                (x + 40 + sway, y + 330, 1),
                      (x + 44, y + 200), (x + 14, y + 90)]  # fmt: skip
        pen.part(smooth(points), species.mane, shade=0.32)
        if species.mane_second:
            inner = [
                (x + 30, y + 10),
                (x + 84, y + 100),
                (x + 76 + sway, y + 220),
                (x + 52 + sway, y + 290, 1),
                (x + 62, y + 180),
            ]
            if not running:
                pen.part(smooth(inner), species.mane_second, shade=0.2, line_width=pen.line_width * 0.6)
    elif species.tail == "tuft":
        long = min(230.0, species.leg * 0.8)
        pen.part(ribbon([(x - 20, y), (x + 46, y + 40), (x + 56 + sway, y + long)], [34, 26, 20]), species.base)
        x, y = x + 56 + sway, y + long
        pen.part(
            smooth([(x - 24, y - 14), (x + 24, y - 14), (x + 34, y + 44), (x - 4, y + 92, 1), (x - 36, y + 40)]),
            species.mane,
        )
    elif species.tail == "puff":
        pen.part(oval(x + 40, y + 40, 54, 50), species.base, shade=0.3)
    else:
        points = [(x - 30, y - 10), (x + 40, y - 20), (x + 70 + sway * 0.3, y + 50, 1), (x + 10, y + 50)]
        pen.part(smooth(points), shade(species.base, 0.05), shade=0.3)
