"""Makes an asked colour lead: where a thing's largest areas are not its base colour, they take the asked one as well.

It looks at a tiny drawing of the thing in signal colours and knows no single thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from heliograph.engines.illustrator.canvas.paint import luminance, shade, solid, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.skia import open_surface
from heliograph.engines.illustrator.canvas.surface import Path
from heliograph.engines.illustrator.rigs.palette import resolve
from heliograph.engines.illustrator.rigs.ruler import Box

ENOUGH = 0.66
"""The share of a thing that is to be of the asked colour."""
_DETAIL = 0.035
_SIDE = 96


class Surveyor(Pen):
    """Puts plain areas down, without shading or outlines, so that they can be counted."""

    def part(
        self,
        path: Path,
        colour: str,
        *,
        shade: float = 0,
        highlight: float = 0,
        pattern: Callable[[], None] | None = None,
        line_width: float | None = None,
        outline: bool = False,
    ) -> None:
        """A plain area, what lies inside clipped to it."""
        if not path:
            return
        self.surface.fill(path, solid(colour))
        if pattern is not None:
            self.surface.save()
            self.surface.clip(path)
            pattern()
            self.surface.restore()

    def fill(self, path: Path, colour: str, alpha: float = 1, blur: float = 0, ink: str | None = None) -> None:
        """A plain area, unless what is below shows through."""
        if alpha > 0.5:
            self.surface.fill(path, solid(colour))

    def glow(self, path: Path, colour: str, alpha: float = 1, blur: float = 20) -> None:
        """Light covers nothing."""


def leading(
    draw: Callable[[Pen, Mapping[str, str]], None], box: Box, words: Iterable[str], roles: Mapping[str, str]
) -> dict[str, str]:
    """Colour expressions that give way, each with the ``#rrggbb`` it takes, so that ``roles["base"]`` leads.

    ``draw(pen, colours)`` draws the thing with an expression's colour taken from ``colours`` where it is there;
    ``words`` are all its expressions. Small details, and what is of the base colour already, stay as they are.
    """
    signals = {word: f"#{40 + 5 * (number % 40):02x}{10 + number // 40:02x}b7" for number, word in enumerate(words)}
    areas = _areas(draw, box, signals)
    whole = sum(areas.values())
    have = sum(area for word, area in areas.items() if _of_base(word))
    taken: dict[str, str] = {}
    for word in sorted(areas, key=lambda word: (-areas[word], word)):
        if have >= ENOUGH * whole or areas[word] < _DETAIL * whole:
            break
        if not _of_base(word):
            taken[word] = _in_tone(roles["base"], resolve(word, roles))
            have += areas[word]
    return taken


def _areas(draw: Callable[[Pen, Mapping[str, str]], None], box: Box, signals: Mapping[str, str]) -> dict[str, int]:
    """Visible pixels of each expression."""
    left, top, right, bottom = box
    scale = _SIDE / max(1.0, right - left, bottom - top)
    surface = open_surface(_SIDE + 2, _SIDE + 2)
    pen = Surveyor(surface=surface, mode="flat", unit=scale)
    pen.translate(1 - left * scale, 1 - top * scale)
    pen.scale(scale)
    draw(pen, signals)
    pixels = surface.pixels().astype(np.int64)
    codes = (pixels[..., 0] << 16) + (pixels[..., 1] << 8) + pixels[..., 2]
    found, counts = np.unique(codes[pixels[..., 3] == 255], return_counts=True)
    by_code = dict(zip(found.tolist(), counts.tolist(), strict=True))
    return {word: by_code.get(int(signal[1:], 16), 0) for word, signal in signals.items()}


def _of_base(word: str) -> bool:
    """The base colour itself, or a light or dark tone of it in which it is still seen."""
    name, _, amount = word.replace("-", "+").partition("+")
    return name == "base" and float(amount or 0) <= 36


def _in_tone(colour: str, former: str) -> str:
    """The asked colour, a little lighter or darker as the area was before: the drawing keeps its form."""
    difference = 0.3 * (luminance(former) - luminance(colour))
    return tint(colour, min(difference, 0.14)) if difference > 0 else shade(colour, min(-difference, 0.14))
