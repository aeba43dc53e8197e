"""A surface that draws nothing and remembers how far the marks reach: bounds come from the drawing itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from heliograph.engines.illustrator.canvas.paths import bounds, transform
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.surface import Blend, Matrix, Paint, Path, Pixels

Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)
PHASES = (0.0, 0.25, 0.75)


def measure(*draws: Callable[[Pen, float], None] | None) -> Box:
    """The box (left, top, right, bottom) that the drawings stay inside over their whole loop.

    Raises ``ValueError`` when nothing at all is drawn.
    """
    ruler = Ruler()
    for draw in draws:
        for phase in PHASES if draw is not None else ():
            draw(Pen(surface=ruler, mode="flat"), phase)  # type: ignore[misc]  # filtered: None draws in no phase
    if ruler.box is None:
        raise ValueError("the drawing is empty")
    return ruler.box


class Ruler:
    """Implements ``Surface``: records the union of all marks, each cut by the clip it is drawn in."""

    def __init__(self) -> None:
        self.width = self.height = 1
        self.box: Box | None = None
        self._matrix: Matrix = (1, 0, 0, 1, 0, 0)
        self._clip = EVERYWHERE
        self._stack: list[tuple[Matrix, Box]] = []

    def pixels(self) -> Pixels:
        """One empty pixel: there is no picture here."""
        return np.zeros((1, 1, 4), np.uint8)

    def save(self) -> None:
        self._stack.append((self._matrix, self._clip))

    def restore(self) -> None:
        self._matrix, self._clip = self._stack.pop()

    def concat(self, matrix: Matrix) -> None:
        a, b, c, d, e, f = self._matrix
        p, q, r, s, u, v = matrix
        self._matrix = (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s,
                        a * u + c * v + e, b * u + d * v + f)  # fmt: skip

    def translate(self, x: float, y: float) -> None:
        self.concat((1, 0, 0, 1, x, y))

    def rotate(self, degrees: float) -> None:
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        self.concat((cos, sin, -sin, cos, 0, 0))

    def scale(self, x: float, y: float | None = None) -> None:
        self.concat((x, 0, 0, x if y is None else y, 0, 0))

    def clip(self, path: Path) -> None:
        self._clip = _cut(self._clip, self._placed(path))

    def fill(self, path: Path, paint: Paint, blur: float = 0, blend: Blend = "over") -> None:
        self._mark(path, blur * 2.5)

    def stroke(self, path: Path, paint: Paint, width: float, blur: float = 0, blend: Blend = "over") -> None:
        self._mark(path, width * 0.8 + blur * 2.5)

    @contextmanager
    def layer(self, opacity: float = 1, blend: Blend = "over") -> Iterator[None]:
        yield

    def image(self, rgba: Pixels, matrix: Matrix, opacity: float = 1, blend: Blend = "over") -> None:
        height, width = rgba.shape[:2]
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (0, width) for y in (0, height)]
        self._mark(tuple(("L", x, y) for x, y in corners), 0)

    def _placed(self, path: Path) -> Box:
        """The box of a path under the matrix; only a turned path has to be moved point by point."""
        a, b, c, d, e, f = self._matrix
        if abs(b) > 1e-9 or abs(c) > 1e-9:
            return bounds(transform(path, self._matrix))
        left, top, right, bottom = bounds(path)
        xs, ys = (a * left + e, a * right + e), (d * top + f, d * bottom + f)
        return min(xs), min(ys), max(xs), max(ys)

    def _mark(self, path: Path, margin: float) -> None:
        a, b, c, d, _, _ = self._matrix
        reach = margin * math.sqrt(abs(a * d - b * c))
        left, top, right, bottom = self._placed(path)
        left, top, right, bottom = _cut(self._clip, (left - reach, top - reach, right + reach, bottom + reach))
        if left >= right or top >= bottom:
            return
        old = self.box or (left, top, right, bottom)
        self.box = (min(old[0], left), min(old[1], top), max(old[2], right), max(old[3], bottom))


def _cut(box: Box, other: Box) -> Box:
    return max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3])
