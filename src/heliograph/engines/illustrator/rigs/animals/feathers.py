"""Feathered wings, open and raised. The shoulder is (0, 0); the wing spreads to the right and up."""

from __future__ import annotations

from heliograph.engines.illustrator.canvas.paint import shade
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.shapes import ribbon, smooth


def feathered_wing(pen: Pen, colour: str, size: float) -> None:
    """One wing, about 420 x 360 units at size 1, long feathers first."""
    pen.save()
    pen.scale(size, size)
    for number in range(7):
        tip = (160 + 44 * number, -330 + 50 * number)
        root = (30 + 22 * number, -110 + 14 * number)
        middle = ((root[0] + tip[0]) / 2 + 20, (root[1] + tip[1]) / 2 - 6)
        pen.part(ribbon([root, middle, tip], [54, 66, 26]), shade(colour, 0.03 * number), shade=0.25)
    for number in range(5):
        tip, root = (130 + 34 * number, -190 + 44 * number), (20 + 18 * number, -60 + 14 * number)
        pen.part(
            ribbon([root, ((root[0] + tip[0]) / 2 + 10, (root[1] + tip[1]) / 2), tip], [48, 54, 24]), colour, shade=0.2
        )
    points = [(-20, 10), (-14, -90), (40, -180), (120, -250), (110, -150), (120, -50), (80, 30), (20, 44)]
    pen.part(smooth(points), colour, shade=0.25)
    pen.restore()
