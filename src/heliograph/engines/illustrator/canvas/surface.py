"""The seam between drawing code and a vector library: about a dozen operations over plain data.

Paths and paints are tuples of ours, so rigs import no graphics library and can be tested without one.
Coordinates are floats, y points down. Colours are ``(r, g, b, a)`` in 0..1, straight alpha, sRGB.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Segment = tuple[str, *tuple[float, ...]]
"""("M", x, y), ("L", x, y), ("Q", cx, cy, x, y), ("C", ax, ay, bx, by, x, y), ("Z",)."""
Path = tuple[Segment, ...]
Colour = tuple[float, float, float, float]
Stops = tuple[tuple[float, Colour], ...]
Solid = tuple[Literal["solid"], Colour]
Linear = tuple[Literal["linear"], float, float, float, float, Stops]
"""x0, y0, x1, y1, stops."""
Radial = tuple[Literal["radial"], float, float, float, Stops]
"""centre x, centre y, radius, stops."""
Paint = Solid | Linear | Radial
Blend = Literal["over", "multiply", "screen", "add", "overlay", "erase"]
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f (the order of the HTML canvas)."""
Pixels = NDArray[np.uint8]


class Surface(Protocol):
    """A raster of ``width`` x ``height`` pixels that starts fully transparent."""

    width: int
    height: int

    def pixels(self) -> Pixels:
        """The picture so far: height x width x 4, RGBA, premultiplied."""
        ...

    def save(self) -> None: ...
    def restore(self) -> None: ...
    def concat(self, matrix: Matrix) -> None: ...
    def translate(self, x: float, y: float) -> None: ...
    def rotate(self, degrees: float) -> None: ...
    def scale(self, x: float, y: float | None = None) -> None: ...
    def clip(self, path: Path) -> None: ...
    def fill(self, path: Path, paint: Paint, blur: float = 0, blend: Blend = "over") -> None:
        """``blur`` is a standard deviation in local units."""
        ...

    def stroke(self, path: Path, paint: Paint, width: float, blur: float = 0, blend: Blend = "over") -> None:
        """Round caps and joins."""
        ...

    def layer(self, opacity: float = 1, blend: Blend = "over") -> AbstractContextManager[None]:
        """What is drawn inside is put down as one group at the end."""
        ...

    def image(self, rgba: Pixels, matrix: Matrix, opacity: float = 1, blend: Blend = "over") -> None:
        """Put premultiplied pixels down through a matrix."""
        ...
