"""What a setting is given and what it gives back: sizes, light and randomness in, a backdrop out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from ..canvas.composite import Picture
from ..canvas.noise import rng
from ..canvas.skia import SkiaSurface, open_surface
from ..light import Light

Ground = Literal["grass", "sand", "snow", "ice", "water", "floor", "table", "street", "earth", "void", "seabed", "air"]


TABLE_RISE = 0.3
"""How far a table's edge lies below the eye line, as a share of the height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The frame a setting paints in. ``options`` are the setting's own values from the table."""

    width: int
    height: int
    seed: int
    light: Light
    time: str = "day"
    weather: str = "clear"
    season: str = "summer"
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unit(self) -> float:
        """One thousandth of the frame's mean side, in pixels: sizes are given in it."""
        return float(np.sqrt(self.width * self.height)) / 1000

    def random(self, *names: str | int) -> np.random.Generator:
        """A stream for one purpose in this setting."""
        return rng(self.seed, "setting", *names)

    def option(self, name: str, default: Any) -> Any:
        """A value from the setting's row, or the default."""
        return self.options.get(name, default)

    def surface(self) -> SkiaSurface:
        """An empty surface as large as the frame."""
        return open_surface(self.width, self.height)


@dataclass(slots=True, kw_only=True)
class Backdrop:
    """A painted setting and what composition must know of it. Rows (y) are in pixels, from the top.

    Things stand between ``far`` and ``near``; ``horizon`` is the eye line. ``reflect`` (0..1) is how much the
    ground mirrors; ``water`` the rows between which things float.
    """

    picture: Picture
    horizon: float
    far: float
    near: float
    ground: Ground
    light: Light
    reflect: float = 0.0
    depth_haze: float = 0.0
    indoor: bool = False
    water: tuple[float, float] | None = None
