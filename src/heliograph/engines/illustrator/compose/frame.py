"""The frame and the spots in it: plain values shared by everything that places groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..canvas.noise import rng
from ..canvas.paths import Box
from ..rigs.figure import Figure
from ..scene import Scene
from .part import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where things may stand: rows in pixels. ``margin`` is kept free at the frame's edge.

    ``water`` gives the rows between which things float; ``flat`` means no perspective: a plain ground, a page.
    """

    width: int
    height: int
    horizon: float
    far: float
    near: float
    margin: float = 0.05
    sky: float = 0.06
    flat: bool = False
    water: tuple[float, float] | None = None
    air: bool = False
    """There is nothing to stand on at all."""

    @property
    def left(self) -> float:
        """The first free column."""
        return self.width * self.margin

    @property
    def right(self) -> float:
        """The last free column."""
        return self.width * (1 - self.margin)

    @property
    def top(self) -> float:
        """The first free row."""
        return self.height * self.sky

    def perspective(self, y: float) -> float:
        """Scale at row ``y`` against the front row, softened: a crowd should stay readable."""
        if self.flat:
            return 1.0
        share = max(0.05, (y - self.horizon) / max(1.0, self.near - self.horizon))
        return float(min(1.2, share**0.35))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A figure in the frame: its local origin is at pixel (x, y), ``scale`` pixels per local unit."""

    index: int
    figure: Figure
    x: float
    y: float
    scale: float
    mirrored: bool
    order: tuple[float, float]
    ground: float
    """The row its group stands on, for shadows; below the frame for things in the air."""
    shadow: bool
    far: float
    """0 at the front, 1 at the horizon: for haze."""
    tilt: float = 0.0
    """Degrees around the middle of its bounds."""
    clip_below: float | None = None
    afloat: bool = False
    layer: Literal["all", "body", "front"] = "all"
    """Which of the figure's drawings this is: ``front`` alone comes after a thing held in the hand."""

    @property
    def box(self) -> Box:
        """Its bounds in pixels (those of the tilted box when it is tilted)."""
        left, top, right, bottom = self.figure.bounds
        if self.mirrored:
            left, right = -right, -left
        s = self.scale
        x0, y0, x1, y1 = self.x + left * s, self.y + top * s, self.x + right * s, self.y + bottom * s
        if self.tilt:
            grow = abs(self.tilt) / 57.3
            dx, dy = (y1 - y0) * grow / 2, (x1 - x0) * grow / 2
            return x0 - dx, y0 - dy, x1 + dx, y1 + dy
        return x0, y0, x1, y1

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of its bounds in pixels."""
        x0, y0, x1, y1 = self.box
        return (x0 + x1) / 2, (y0 + y1) / 2


@dataclass(slots=True)
class Spot:
    """Where a group goes: its origin at (x, y), ``scale`` pixels per layout unit."""

    group: Group
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    airborne: bool = False
    mirrored: bool = False
    tilt: float = 0.0
    afloat: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """Left and right edge in pixels."""
        left, _, right, _ = self.group.box
        return self.x + left * self.scale, self.x + right * self.scale

    @property
    def head(self) -> float:
        """Upper edge in pixels."""
        return self.y + self.group.box[1] * self.scale


def wide(group: Group) -> float:
    """Width in layout units."""
    return group.box[2] - group.box[0]


def tall(group: Group) -> float:
    """Height in layout units."""
    return group.box[3] - group.box[1]


_SHOTS = {"close-up": 0.82, "closeup": 0.82, "portrait": 0.8, "medium": 0.6, "full": 0.64, "wide": 0.36, "long": 0.3}


def share_of_height(scene: Scene, count: int) -> float:
    """How much of the frame's height the tallest main figure should take."""
    shot = _SHOTS.get(scene.camera.shot, 0.6)
    if scene.camera.shot == "medium" and (scene.kind in ("object", "portrait") or scene.style in ("lineart", "crayon")):
        shot = 0.72
    shot *= float(rng(scene.seed, "shot").uniform(0.86, 1.02))
    return shot if count < 4 else shot * 0.9
