"""The one way rigs draw, so that the same drawing serves painted pictures, flat art and ink lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .paint import luminance, mix, radial, shade, solid
from .paths import bounds, oval
from .surface import Matrix, Path, Surface

Mode = Literal["soft", "flat", "line"]
INK = "#111111"
PAPER = "#ffffff"
_SMALLEST_SHADED = 14.0  # pixels: below it, shading cannot be seen and only costs time


@dataclass(slots=True, kw_only=True)
class Pen:
    """Draws parts, marks and lines on a surface.

    ``light`` points from the thing toward the light (y down). ``unit`` is the size of one local unit in pixels at
    the time the pen is made; it follows ``scale``. ``warmth`` is the colour of the lit side, ``shadow`` what the
    shaded side leans to, ``rim`` the strength of a bright edge on the lit side (0..1).
    """

    surface: Surface
    mode: Mode = "soft"
    ink: str = "#4a2b20"
    line_width: float = 6
    light: tuple[float, float] = (-0.5, -0.8)
    warmth: str = "#fff7e0"
    shadow: str = "#4a1a48"
    rim: float = 0.0
    unit: float = 1.0
    _units: list[tuple[float, tuple[float, float]]] | None = None

    def part(
        self,
        path: Path,
        colour: str,
        *,
        shade: float = 0.35,
        highlight: float = 0.25,
        pattern: Callable[[], None] | None = None,
        line_width: float | None = None,
        outline: bool = True,
    ) -> None:
        """A body part: fill, pattern clipped inside, shade and highlight, an outline in a darker own colour.

        In line mode a white shape with a black outline, the pattern's inked marks clipped inside.
        """
        if not path:
            return
        width = self.line_width if line_width is None else line_width
        surface = self.surface
        surface.fill(path, solid(PAPER if self.mode == "line" else colour))
        if self.mode == "soft" and self._big(path):
            surface.save()
            surface.clip(path)
            if pattern:
                pattern()
            self._model(path, colour, shade, highlight)
            surface.restore()
        elif pattern or self.mode == "flat":
            surface.save()
            surface.clip(path)
            if pattern:
                pattern()
            if self.mode == "flat" and shade > 0 and self._big(path):
                self._flat_shade(path, colour, shade)
            surface.restore()
        if outline:
            self._outline(path, colour, width)

    def fill(self, path: Path, colour: str, alpha: float = 1, blur: float = 0, ink: str | None = None) -> None:
        """A mark without an outline; in line mode it is drawn only when ``ink`` names its colour there."""
        if self.mode != "line":
            self.surface.fill(path, solid(colour, alpha), blur=0 if self.mode == "flat" and blur < 3 else blur)
        elif ink is not None:
            self.surface.fill(path, solid(ink))

    def line(self, path: Path, colour: str | None = None, width: float | None = None, alpha: float = 1) -> None:
        """An open stroke; ``colour`` defaults to the pen's ink and is black in line mode."""
        wide = self.line_width if width is None else width
        if self.mode == "line":
            self.surface.stroke(path, solid(INK), wide * 1.3)
        else:
            self.surface.stroke(path, solid(colour or self.ink, alpha), wide)

    def glow(self, path: Path, colour: str, alpha: float = 1, blur: float = 20) -> None:
        """Light that adds to what is below (lamps, fire, magic); nothing in line mode."""
        if self.mode != "line":
            self.surface.fill(path, solid(colour, alpha), blur=blur, blend="screen")

    def darken(self, path: Path, alpha: float = 0.3, blur: float = 10, colour: str = "#43305e") -> None:
        """A soft shadow multiplied on what is below; nothing in line mode."""
        if self.mode != "line":
            self.surface.fill(path, solid(colour, alpha), blur=blur, blend="multiply")

    def save(self) -> None:
        """Remember place, clip and unit."""
        self.surface.save()
        self._units = [*(self._units or []), (self.unit, self.light)]

    def restore(self) -> None:
        """Back to the last save."""
        self.surface.restore()
        if self._units:
            self.unit, self.light = self._units.pop()

    def translate(self, x: float, y: float) -> None:
        """Move the origin."""
        self.surface.translate(x, y)

    def rotate(self, degrees: float) -> None:
        """Turn clockwise."""
        self.surface.rotate(degrees)

    def scale(self, x: float, y: float | None = None) -> None:
        """Scale; a mirrored drawing keeps its light, since the pen mirrors it back."""
        tall = x if y is None else y
        self.surface.scale(x, tall)
        self.unit *= abs(x * tall) ** 0.5
        self.light = (self.light[0] * (-1 if x < 0 else 1), self.light[1] * (-1 if tall < 0 else 1))

    def concat(self, matrix: Matrix) -> None:
        """Multiply the current matrix from the right."""
        self.surface.concat(matrix)
        self.unit *= abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5

    def clip(self, path: Path) -> None:
        """Keep later drawing inside the path until restore."""
        self.surface.clip(path)

    def _big(self, path: Path) -> bool:
        x0, y0, x1, y1 = bounds(path)
        return min(x1 - x0, y1 - y0) * self.unit >= _SMALLEST_SHADED

    def _model(self, path: Path, colour: str, strength: float, highlight: float) -> None:
        """Roundness: a soft dark band along the edge that is turned from the light, and a warm bloom toward it."""
        x0, y0, x1, y1 = bounds(path)
        w, h = x1 - x0, y1 - y0
        reach = 0.35 * max(w, h) + 0.65 * min(w, h)
        lx, ly = self.light
        if strength > 0:
            self.surface.save()
            self.surface.translate(lx * reach * 0.08, ly * reach * 0.08)
            dark = solid(mix(colour, self.shadow, 0.6), min(1.0, strength * 1.35))
            self.surface.stroke(path, dark, reach * 0.30, blur=reach * 0.09)
            self.surface.restore()
        if highlight > 0:
            gx, gy = (x0 + x1) / 2 + lx * w * 0.25, (y0 + y1) / 2 + ly * h * 0.3
            bloom = radial((gx, gy), reach * 0.52, (0, self.warmth, min(1.0, highlight * 1.5)), (1, self.warmth, 0))
            self.surface.fill(oval(gx, gy, reach * 0.52), bloom)
        if self.rim > 0:
            self.surface.save()
            self.surface.translate(-lx * self.line_width * 0.9, -ly * self.line_width * 0.9)
            edge = solid(self.warmth, self.rim)
            self.surface.stroke(path, edge, self.line_width * 1.4, blur=self.line_width * 0.5, blend="screen")
            self.surface.restore()

    def _flat_shade(self, path: Path, colour: str, strength: float) -> None:
        """Two tones: the part's own shape, stepped toward the light, leaves a crescent of shade."""
        x0, y0, x1, y1 = bounds(path)
        step = 0.16 * min(x1 - x0, y1 - y0)
        lx, ly = self.light
        dark = solid(shade(colour, 0.42), min(1.0, strength * 0.9))
        with self.surface.layer():
            self.surface.fill(path, dark)
            self.surface.translate(lx * step, ly * step)
            self.surface.fill(path, solid(INK), blend="erase")
            self.surface.translate(-lx * step, -ly * step)

    def _outline(self, path: Path, colour: str, width: float) -> None:
        if self.mode == "line":
            self.surface.stroke(path, solid(INK), width * 1.5)
        elif self.mode == "soft" and width > 0:
            depth = 0.72 if luminance(colour) > 0.25 else 0.5
            self.surface.stroke(path, solid(mix(colour, self.ink, depth)), width)
