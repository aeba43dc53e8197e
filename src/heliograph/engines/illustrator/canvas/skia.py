"""The drawing surface over skia-canvas-pyr, the only module that imports it.

The library silently replaces a bad colour, path or filter by a default, so every value is checked here first.
It always rasterises on the CPU: the GPU path probes drivers and gives other bytes on other machines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from skia_canvas_pyr import Canvas, ImageData, Path2D

from .surface import Blend, Colour, Matrix, Paint, Path, Pixels

_BLENDS: dict[Blend, str] = {
    "over": "source-over",
    "multiply": "multiply",
    "screen": "screen",
    "add": "lighter",
    "overlay": "overlay",
    "erase": "destination-out",
}
_ARITY = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
_MAX_SIDE = 16384


class DrawingError(ValueError):
    """A path, paint, matrix or size that no surface can draw."""


def open_surface(width: int, height: int) -> SkiaSurface:
    """A fresh transparent surface. Raises DrawingError for a size outside 1..16384."""
    return SkiaSurface(width, height)


class SkiaSurface:
    """A ``Surface``; see that protocol for the meaning of each operation."""

    def __init__(self, width: int, height: int) -> None:
        if not (0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE):
            raise DrawingError(f"a surface of {width} x {height} pixels")
        self.width, self.height = width, height
        self._canvas = Canvas(width, height, {"gpu": False})
        self._context: Any = _context(self._canvas)
        self._matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._saved: list[Matrix] = []

    @property
    def matrix(self) -> Matrix:
        """The current matrix from local units to pixels."""
        return self._matrix

    def pixels(self) -> Pixels:
        """Height x width x 4, RGBA, premultiplied (the library hands out straight alpha)."""
        raw = np.frombuffer(self._canvas.toBufferSync("raw"), np.uint8).reshape(self.height, self.width, 4)
        return np.asarray(cv2.cvtColor(raw, cv2.COLOR_RGBA2mRGBA), np.uint8)

    def save(self) -> None:
        """Remember matrix and clip."""
        self._context.save()
        self._saved.append(self._matrix)

    def restore(self) -> None:
        """Back to the last save. Raises DrawingError when there is none."""
        if not self._saved:
            raise DrawingError("restore without a save")
        self._context.restore()
        self._matrix = self._saved.pop()

    def concat(self, matrix: Matrix) -> None:
        """Multiply the current matrix from the right."""
        _finite(*matrix)
        self._context.transform(*matrix)
        self._matrix = multiply(self._matrix, matrix)

    def translate(self, x: float, y: float) -> None:
        """Move the origin."""
        self.concat((1.0, 0.0, 0.0, 1.0, x, y))

    def rotate(self, degrees: float) -> None:
        """Turn clockwise (y points down)."""
        turn = math.radians(degrees)
        self.concat((math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0.0, 0.0))

    def scale(self, x: float, y: float | None = None) -> None:
        """Scale both axes, or each by its own factor."""
        self.concat((x, 0.0, 0.0, x if y is None else y, 0.0, 0.0))

    def clip(self, path: Path) -> None:
        """Keep later drawing inside the path until the next restore."""
        self._context.clip(_outline(path))

    def fill(self, path: Path, paint: Paint, blur: float = 0, blend: Blend = "over") -> None:
        """Fill by the non-zero winding rule."""
        if not path:
            return
        self._context.fillStyle = self._style(paint)
        with self._mood(blur, blend):
            self._context.fill(_filled(path))

    def stroke(self, path: Path, paint: Paint, width: float, blur: float = 0, blend: Blend = "over") -> None:
        """Stroke with round caps and joins; ``width`` in local units."""
        if not path:
            return
        _finite(width)
        if width <= 0:
            return
        self._context.strokeStyle = self._style(paint)
        self._context.lineWidth = width
        with self._mood(blur, blend):
            self._context.stroke(_outline(path))

    @contextmanager
    def layer(self, opacity: float = 1, blend: Blend = "over") -> Iterator[None]:
        """Draw inside on a sheet of its own; at the end it is laid down once, under the clip of the outside."""
        _finite(opacity)
        canvas, context = self._canvas, self._context
        self._canvas = Canvas(self.width, self.height, {"gpu": False})
        self._context = _context(self._canvas)
        self._context.setTransform(*self._matrix)
        try:
            yield
        finally:
            sheet, self._canvas, self._context = self._canvas, canvas, context
            self._put(sheet, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), opacity, blend, absolute=True)

    def image(self, rgba: Pixels, matrix: Matrix, opacity: float = 1, blend: Blend = "over") -> None:
        """Put premultiplied pixels down; ``matrix`` takes their pixel grid to local units."""
        _finite(*matrix, opacity)
        straight = cv2.cvtColor(np.ascontiguousarray(rgba), cv2.COLOR_mRGBA2RGBA)
        data = ImageData(straight.tobytes(), rgba.shape[1], rgba.shape[0])
        self._put(data, matrix, opacity, blend, absolute=False)

    def _put(
        self, picture: Canvas | ImageData, matrix: Matrix, opacity: float, blend: Blend, *, absolute: bool
    ) -> None:
        context = self._context
        context.save()
        if absolute:
            context.setTransform(*matrix)
        else:
            context.transform(*matrix)
        context.globalAlpha = min(1.0, max(0.0, opacity))
        context.globalCompositeOperation = _BLENDS[blend]
        context.drawImage(picture, 0, 0)
        context.restore()

    def _style(self, paint: Paint) -> Any:
        if paint[0] == "solid":
            return _css(paint[1])
        stops = paint[-1]
        if paint[0] == "linear":
            _finite(*paint[1:5])
            gradient = self._context.createLinearGradient(*paint[1:5])
        elif paint[0] == "radial":
            _, x, y, radius, _ = paint
            _finite(x, y, radius)
            gradient = self._context.createRadialGradient(x, y, 0, x, y, max(radius, 1e-6))
        else:
            raise DrawingError(f"unknown paint {paint[0]!r}")
        for offset, colour in stops:
            gradient.addColorStop(min(1.0, max(0.0, offset)), _css(colour))
        return gradient

    @contextmanager
    def _mood(self, blur: float, blend: Blend) -> Iterator[None]:
        context = self._context
        _finite(blur)
        # Below a quarter of a pixel a blur cannot be seen, and the filter costs a full layer.
        pixels = blur * math.sqrt(abs(determinant(self._matrix)))  # the filter knows no matrix
        if pixels > 0.25:
            context.filter = f"blur({pixels:.3f}px)"
        if blend != "over":
            context.globalCompositeOperation = _BLENDS[blend]
        yield
        if pixels > 0.25:
            context.filter = "none"
        if blend != "over":
            context.globalCompositeOperation = "source-over"


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies ``n`` first, then ``m``."""
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * o + e, b * k + d * o + f)


def determinant(m: Matrix) -> float:
    """How much the matrix enlarges areas (negative: it mirrors)."""
    return m[0] * m[3] - m[1] * m[2]


def _context(canvas: Canvas) -> Any:
    context: Any = canvas.getContext("2d")
    context.lineCap = context.lineJoin = "round"
    context.imageSmoothingQuality = "high"
    return context


def _finite(*values: float) -> None:
    if not all(map(math.isfinite, values)):
        raise DrawingError(f"not a finite number among {values}")


@lru_cache(maxsize=512)
def _outline(path: Path) -> Path2D:
    return Path2D(_svg(path))


@lru_cache(maxsize=512)
def _filled(path: Path) -> Path2D:
    """The outline with an empty contour at its end.

    The library forgets the matrix when it asks whether an opaque convex fill covers the whole surface, and then
    throws away all that was drawn before. A second contour makes the path no longer convex in its eyes.
    """
    start = f" M{path[0][1]:.3f} {path[0][2]:.3f}Z" if path[0][0] == "M" and len(path[0]) == 3 else ""
    return Path2D(_svg(path) + start)


def _svg(path: Path) -> str:
    if path and path[0][0] != "M":
        raise DrawingError(f"a path must start with M, not {path[0]!r}")
    parts: list[str] = []
    for command, *values in path:
        if len(values) != _ARITY.get(command, -1) or not all(map(math.isfinite, values)):
            raise DrawingError(f"bad path segment {(command, *values)!r}")
        parts.append(command + " ".join([f"{value:.3f}" for value in values]))
    return " ".join(parts)


def _css(colour: Colour) -> str:
    if len(colour) != 4 or not all(0 <= part <= 1 for part in colour):
        raise DrawingError(f"not a colour: {colour!r}")
    red, green, blue, alpha = colour
    return f"rgba({round(red * 255)},{round(green * 255)},{round(blue * 255)},{alpha:.4f})"
