"""What all trees share: the random plan they grow by, leaf colours of the seasons, and a trunk."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from heliograph.engines.illustrator.canvas.paint import shade
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.shapes import smooth

Point = tuple[float, float]
Plan = np.ndarray[tuple[int], np.dtype[np.float64]]
"""64 numbers 0..1, drawn once for each tree."""
LEAVES: Mapping[str, tuple[str, ...]] = {
    "spring": ("#8fc25a", "#a5cf6a"), "summer": ("#5f9f45", "#6fae4c"), "autumn": ("#e08a34", "#d9652f", "#e9b040"),
    "winter": ("#dfe8ee",),
}  # fmt: skip
BARK = "#7d5638"


def grow_trunk(pen: Pen, plan: Plan, colour: str, top: float, wide: float) -> None:
    """A trunk from the ground to height ``top`` (negative), ``wide`` units broad, its bark drawn in."""
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
