"""What a medium may know of the picture besides its colours: regions, an ink drawing, a seed.

It must not know the scene graph, so that pictures from outside can be finished with the same media.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..canvas.noise import rng

Image = NDArray[np.float32]
"""Height x width x 3, sRGB in 0..1."""
Plane = NDArray[np.float32]
"""Height x width, one value a pixel."""
Labels = NDArray[np.int32]
"""Height x width, one region number a pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The support and the drawing under the paint."""

    seed: int = 0
    ids: Labels | None = None
    """Which node a pixel belongs to; any other number is ground. None when nobody knows."""
    lines: Plane | None = None
    """The same drawing in ink: 0 ink, 1 bare paper. None when there is none; media then look for contours."""
    options: tuple[str, ...] = ()

    def rng(self, *names: str | int) -> np.random.Generator:
        """A random stream of its own for each purpose, so that one medium's grain never shifts another's."""
        return rng(self.seed, "style", *names)


def unit(image: Image) -> float:
    """Pixels that a thousandth of the longer side takes: every length of a medium is given in it."""
    height, width = image.shape[:2]
    return float(max(height, width)) / 1024


def real(values: Any) -> NDArray[np.float32]:
    """Values as float32 (numpy's and OpenCV's stubs lose the type on the way)."""
    return np.asarray(values, dtype=np.float32)


def floats(pixels: NDArray[np.uint8]) -> Image:
    """0..255 as 0..1."""
    return np.asarray(pixels, dtype=np.float32) * np.float32(1 / 255)


def octets(image: Image) -> NDArray[np.uint8]:
    """0..1 as 0..255, rounded and kept in range."""
    return np.asarray(np.clip(image * 255 + 0.5, 0, 255), dtype=np.uint8)
