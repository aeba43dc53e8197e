"""The parts that hats are made of: dome, brim, band. Measures as in ``hats``."""

from __future__ import annotations

from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.shapes import oval, smooth

GOLD = "#f2c63e"


def dome(pen: Pen, colour: str, high: float, low: float, wide: float = 190) -> None:
    """The round top of a hat between two heights."""
    points = [
        (-wide, low),
        (-wide * 0.92, (high + low) / 2 - 30),
        (-wide * 0.5, high + 16),
        (0, high),
        (wide * 0.5, high + 16),
        (wide * 0.92, (high + low) / 2 - 30),
        (wide, low),
        (0, low + 26),
    ]
    pen.part(smooth(points), colour, shade=0.35)


def brim(pen: Pen, colour: str, y: float, wide: float, deep: float = 34) -> None:
    """A flat brim."""
    pen.part(oval(0, y, wide, deep), colour, shade=0.3)


def band(pen: Pen, colour: str, y: float, wide: float, high: float = 36) -> None:
    """A band round the head."""
    points = [
        (-wide, y - high / 2),
        (0, y - high / 2 + 22),
        (wide, y - high / 2),
        (wide + 3, y + high / 2),
        (0, y + high / 2 + 24),
        (-wide - 3, y + high / 2),
    ]
    pen.part(smooth(points), colour, shade=0.25)
