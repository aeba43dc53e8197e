"""Coats of animals seen from the side: zebra stripes, patches, giraffe fields, wool."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.hoofed_species import Hoofed
from heliograph.engines.illustrator.rigs.ruler import Box
from heliograph.engines.illustrator.rigs.shapes import line, oval, polygon, smooth

Point = tuple[float, float]
PATCHES = (
    (0.2, 0.3, 0.13, 0.22),
    (0.5, 0.12, 0.16, 0.24),
    (0.84, 0.42, 0.14, 0.3),
    (0.52, 0.86, 0.1, 0.16),
    (0.02, 0.7, 0.08, 0.2),
)
FIELDS = ((0.1, 0.2), (0.3, 0.12), (0.52, 0.16), (0.74, 0.14), (0.93, 0.2), (0.02, 0.5), (0.2, 0.46), (0.42, 0.44),
    (0.64, 0.46),
          (0.86, 0.48), (0.12, 0.76), (0.34, 0.74), (0.56, 0.76), (0.78, 0.78), (0.97, 0.78))  # fmt: skip


def coat_marks(pen: Pen, species: Hoofed, box: Box, nape: Point) -> None:
    """Markings of trunk and neck, clipped to the animal by the caller. ``box`` is the trunk."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    pen.fill(oval((left + right) / 2, bottom + 6, wide * 0.4, high * 0.24), species.belly, 0.9, 16)
    if species.marks == "zebra":
        _zebra(pen, species, box, nape)
    elif species.marks == "patches":
        for number, (x, y, rx, ry) in enumerate(PATCHES):
            _patch(pen, species, left + x * wide, top + y * high, rx * wide, ry * high, number)
    elif species.marks == "giraffe":
        _giraffe(pen, species, box, nape)
    elif species.marks == "fawn":
        for x, y in FIELDS[:10]:
            pen.fill(
                oval(left + (0.3 + 0.62 * x) * wide, top + (0.1 + 0.5 * y) * high, 13, 11),
                tint(species.base, 0.75),
                0.95,
                1,
            )


def _patch(pen: Pen, species: Hoofed, x: float, y: float, rx: float, ry: float, number: int) -> None:
    points = []
    for step in range(8):
        angle = 2 * math.pi * step / 8
        reach = 0.86 + 0.22 * math.sin(step * 2.3 + number * 1.7)
        points.append((x + rx * reach * math.cos(angle), y + ry * reach * math.sin(angle)))
    path = smooth(points)
    pen.fill(path, species.dark, 1, 2)
    if pen.mode == "line":
        pen.line(path, None, pen.line_width * 0.7)


def _zebra(pen: Pen, species: Hoofed, box: Box, nape: Point) -> None:
    left, top, right, bottom = box
    for number in range(9):
        x = left + 50 + (right - left - 60) * number / 8
        low = top + (bottom - top) * (0.92 if 1 < number < 7 else 0.8)
        lean = (number - 4) * 9
        pen.fill(smooth([(x - 16, top - 40, 1), (x + 18, top - 40, 1), (x + 10 + lean, (top + low) / 2),
            (x + lean * 1.6, low, 1),
                         (x - 14 + lean, (top + low) / 2)]), species.dark, 1, 0, "#111111")  # fmt: skip
    for number in range(5):
        share = (number + 0.6) / 5.4
        x, y = nape[0] + (left + 50 - nape[0]) * share, nape[1] + (top + 30 - nape[1]) * share
        pen.fill(smooth([(x + 120, y - 60, 1), (x + 130, y - 30, 1), (x, y + 26), (x - 120, y + 50, 1),
            (x - 10, y - 4)]), species.dark, 1, 0,
                 "#111111")  # fmt: skip


def _giraffe(pen: Pen, species: Hoofed, box: Box, nape: Point) -> None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    spots = [(left + x * wide, top + y * high, 40.0) for x, y in FIELDS]
    for number in range(7):
        share = (number + 0.5) / 7
        x, y = nape[0] + (left + 60 - nape[0]) * share, nape[1] + (top - nape[1]) * share
        spots += [(x - 12, y + 30, 24 + 12 * share), (x + 44, y + 2, 26 + 12 * share)]
    for number, (x, y, size) in enumerate(spots):
        corners = [
            (x + size * math.cos(k * math.tau / 6 + number), y + 0.86 * size * math.sin(k * math.tau / 6 + number))
            for k in range(6)
        ]
        pen.fill(polygon(corners), species.dark, 1, 1)
        if pen.mode == "line":
            pen.line(line([*corners, corners[0]]), None, pen.line_width * 0.6)


def fleece(pen: Pen, species: Hoofed, box: Box, nape: Point) -> None:
    """A cloud of wool over the trunk, and up the neck when there is one."""
    left, top, right, bottom = box
    _cloud(
        pen,
        ((left + right) / 2, (top + bottom) / 2 + 6),
        ((right - left) / 2 + 34, (bottom - top) / 2 + 26),
        26,
        species.base,
    )
    for x, y in ((0.3, 0.35), (0.62, 0.3), (0.46, 0.62), (0.78, 0.6), (0.16, 0.66)):
        cx, cy = left + x * (right - left), top + y * (bottom - top)
        pen.line(smooth([(cx - 26, cy), (cx - 10, cy + 18), (cx + 14, cy + 14),
            (cx + 22, cy - 4)], False), shade(species.base, 0.22),
                 pen.line_width * 0.8)  # fmt: skip
    if species.neck > 180:
        middle = ((nape[0] + left + 50) / 2 + 8, (nape[1] + top) / 2 + 54)
        _cloud(pen, middle, (74, abs(nape[1] - top) / 2 + 44), 18, species.base)


def _cloud(pen: Pen, centre: Point, radius: Point, tufts: int, colour: str) -> None:
    points: list[tuple[float, ...]] = []
    for number in range(tufts):
        for offset, reach, sharp in ((0.0, 0.95, True), (0.3, 1.05, False), (0.7, 1.05, False)):
            angle = math.tau * (number + offset) / tufts
            x, y = centre[0] + radius[0] * reach * math.cos(angle), centre[1] + radius[1] * reach * math.sin(angle)
            points.append((x, y, 1.0) if sharp else (x, y))
    pen.part(smooth(points), colour, shade=0.3)


def udder(pen: Pen, at: Point) -> None:
    """A cow's udder."""
    x, y = at
    pen.part(
        smooth([(x - 60, y - 20), (x + 60, y - 20), (x + 52, y + 34), (x, y + 48), (x - 52, y + 34)]),
        "#f3b6b4",
        shade=0.25,
    )
    for dx in (-26, 20):
        pen.part(oval(x + dx, y + 48, 10, 18), "#f3b6b4", shade=0.2, line_width=pen.line_width * 0.7)
