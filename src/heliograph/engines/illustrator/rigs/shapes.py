"""The canvas's path makers, taking points as any sequence of numbers, which is how drawings write them down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from heliograph.engines.illustrator.canvas import paths
from heliograph.engines.illustrator.canvas.paths import oval, rect, star
from heliograph.engines.illustrator.canvas.surface import Path

__all__ = ["line", "oval", "polygon", "rect", "ribbon", "smooth", "star"]

Points = Sequence[Sequence[float]]
"""(x, y), or (x, y, 1) for a sharp corner."""


def smooth(points: Points, closed: bool = True) -> Path:
    """A smooth curve through the points."""
    return paths.smooth(cast("Sequence[paths.Point]", points), closed)


def polygon(points: Points) -> Path:
    """Straight sides, closed."""
    return paths.polygon(cast("Sequence[paths.Point]", points))


def line(points: Points) -> Path:
    """Straight strokes, open."""
    return paths.line(cast("Sequence[paths.Point]", points))


def ribbon(points: Points, widths: Sequence[float]) -> Path:
    """A stroke of varied width as a filled shape, with rounded-off ends."""
    return paths.ribbon(cast("Sequence[paths.Point]", points), widths)
