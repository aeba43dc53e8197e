"""What a rig offers for one node: how large it is, where others attach to it, and how to draw it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.ruler import Box, measure

Facing = Literal["left", "right", "front"]
Point = tuple[float, float]
Draw = Callable[[Pen, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawable thing in its own units: y points down, the ground is y = 0, x = 0 is the middle of the stance.

    ``bounds`` is (left, top, right, bottom); ``height_m`` the real height of these bounds in metres.
    ``draw(pen, t)`` paints it at phase ``t`` (0..1) of a seamless loop, 0 for a still.
    ``draw_front`` paints what lies in front of a thing attached to ``hand`` (fingers round a book); call it last.
    """

    bounds: Box
    height_m: float
    draw: Draw
    anchors: Mapping[str, Point] = field(default_factory=dict)
    grounded: bool = True
    facing: Facing = "front"
    draw_front: Draw | None = None

    @property
    def width(self) -> float:
        """Width of the bounds in local units."""
        return self.bounds[2] - self.bounds[0]

    @property
    def height(self) -> float:
        """Height of the bounds in local units."""
        return self.bounds[3] - self.bounds[1]

    def at(self, anchor: str) -> Point:
        """The anchor of that name; where the rig has none, a sensible spot of the bounds."""
        if anchor in self.anchors:
            return self.anchors[anchor]
        left, top, right, bottom = self.bounds
        middle, half = (left + right) / 2, (top + bottom) / 2
        spots = {"top": (middle, top), "head": (middle, top), "back": (middle, top), "seat": (middle, top),
                 "front": (left, bottom), "hand": (left, half), "other_hand": (right, half), "lap": (middle, half),
                 "mouth": (middle, half), "inside": (middle, half)}  # fmt: skip
        return spots.get(anchor, (middle, half))

    def grown(self, factor: float) -> Figure:
        """The same drawing of a thing that is ``factor`` times as tall."""
        return replace(self, height_m=self.height_m * factor)


def figure_of(
    draw: Draw,
    *,
    height_m: float = 0,
    unit_m: float = 0,
    anchors: Mapping[str, Point] | None = None,
    grounded: bool = True,
    facing: Facing = "front",
    draw_front: Draw | None = None,
) -> Figure:
    """A figure whose bounds are measured from what it draws over its loop.

    Give either the height of the whole thing (``height_m``) or of one local unit (``unit_m``), in metres.
    """
    box = measure(draw, draw_front)
    height = height_m or unit_m * (box[3] - box[1])
    return Figure(bounds=box, height_m=height, draw=draw, anchors=dict(anchors or {}), grounded=grounded,
                  facing=facing, draw_front=draw_front)  # fmt: skip
