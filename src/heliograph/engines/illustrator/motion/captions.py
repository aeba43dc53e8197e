"""Spoken words as captions near the lower edge, one after another, each while it would be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from .actors import laid
from .encoding import Frame

SIZE = 0.052
"""Height of the letters as a share of the frame's."""


@dataclass(frozen=True, slots=True)
class Captions:
    """``strips`` are premultiplied pictures of the lines, in the order in which they are said."""

    strips: tuple[NDArray[np.uint8], ...]

    @property
    def shown(self) -> bool:
        """Whether there are any."""
        return bool(self.strips)

    def draw(self, frame: Frame, seconds: float, whole: float) -> None:
        """Lay down the line that is being said."""
        if not self.strips:
            return
        share = min(len(self.strips) - 1, int(seconds / whole * len(self.strips)))
        strip = self.strips[share]
        height, width = frame.shape[:2]
        laid(frame, strip, (width - strip.shape[1]) // 2, round(height * 0.9) - strip.shape[0])


def captions(lines: Sequence[str], width: int, height: int) -> Captions:
    """Captions for what is said, set to fit the frame."""
    return Captions(tuple(_strip(line, width, height) for line in lines))


def _strip(line: str, width: int, height: int) -> NDArray[np.uint8]:
    with as_file(files("heliograph.engines.illustrator.fonts") / "Poppins-SemiBold.ttf") as path:
        size = max(12, round(height * SIZE))
        font = ImageFont.truetype(str(path), size)
        while font.getlength(line) > width * 0.9 and size > 10:
            size -= 2
            font = ImageFont.truetype(str(path), size)
    wide, pad = round(font.getlength(line)), size // 2
    strip = Image.new("RGBA", (wide + 2 * pad, round(size * 1.7)), (0, 0, 0, 0))
    pen = ImageDraw.Draw(strip)
    pen.rounded_rectangle((0, 0, strip.width - 1, strip.height - 1), pad, fill=(12, 14, 20, 150))
    pen.text((pad, size * 0.22), line, font=font, fill=(255, 255, 255, 255))
    pixels = np.asarray(strip, np.uint16)
    alpha = pixels[..., 3:]
    return np.concatenate([pixels[..., :3] * alpha // 255, alpha], axis=2).astype(np.uint8)
