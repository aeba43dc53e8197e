"""Flat colour: a few clean areas without shading, as in a screen print or an icon."""

from __future__ import annotations

import cv2
import numpy as np

from .palette import nearest, pick
from .sheet import Image, Sheet, octets, real, unit
from .texture import saturate


def areas(image: Image, colours: int) -> tuple[Image, Image]:
    """The picture in so many colours with smooth borders, and the palette (colours x 3)."""
    k = unit(image)
    soft = cv2.bilateralFilter(cv2.medianBlur(octets(image), 5), 9, 42, 7 * k)
    calm = np.asarray(cv2.medianBlur(soft, 2 * max(1, round(2 * k)) + 1), np.uint8)
    chosen = pick(calm, colours)
    return real(chosen[nearest(calm, chosen)]), chosen


def finish(image: Image, sheet: Sheet) -> Image:
    """Flat areas; edges smoothed by a pixel. What a flat pen drew is flat already and keeps its crisp shapes."""
    if sheet.ids is not None:
        return saturate(image, 1.08)
    poster, _ = areas(image, 28)
    mixed = cv2.GaussianBlur(poster, (0, 0), 0.8) * 0.75 + image * np.float32(0.25)
    return saturate(real(mixed), 1.08)
