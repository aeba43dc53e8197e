"""Pixel art: few, large, square pixels from a small palette, a darker rim around things, a chequered half-tone."""

from __future__ import annotations

import cv2
import numpy as np

from .palette import nearest, pick
from .sheet import Image, Plane, Sheet, octets, real
from .texture import saturate

LONG_SIDE = 160
COLOURS = 30


def _small(image: Image, sheet: Sheet) -> tuple[Image, Plane]:
    """The picture at its few pixels, and where a rim runs (0..1)."""
    height, width = image.shape[:2]
    scale = LONG_SIDE / max(height, width)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    few = saturate(real(cv2.resize(image, size, interpolation=cv2.INTER_AREA)), 1.22)
    sharp = real(np.clip(few + 0.55 * (few - cv2.GaussianBlur(few, (0, 0), 1.2)), 0, 1))
    rim = np.zeros(few.shape[:2], np.float32)
    if sheet.ids is not None and (sheet.ids >= 0).any():
        ids = cv2.resize(sheet.ids.astype(np.float32), size, interpolation=cv2.INTER_NEAREST)
        for shift, axis in ((1, 0), (-1, 0), (1, 1), (-1, 1)):
            rim[(ids >= 0) & (np.roll(ids, shift, axis) != ids)] = 1
    return sharp, rim


def finish(image: Image, sheet: Sheet) -> Image:
    """Square pixels, each of one palette colour."""
    height, width = image.shape[:2]
    few, rim = _small(image, sheet)
    few = real(few * (1 - 0.45 * rim[..., None]))
    palette = pick(octets(few), COLOURS)
    rows, columns = np.indices(few.shape[:2])
    chequer = real((rows + columns) & 1)[..., None] * np.float32(0.035)
    drawn = palette[nearest(octets(real(few + chequer)), palette)]
    return real(cv2.resize(drawn, (width, height), interpolation=cv2.INTER_NEAREST))
