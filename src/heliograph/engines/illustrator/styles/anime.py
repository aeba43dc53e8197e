"""Cel animation: two tones per colour, thin clean ink, a bright sky glow and soft light over everything."""

from __future__ import annotations

import cv2
import numpy as np

from .contour import ink
from .grade import bloom
from .sheet import Image, Plane, Sheet, octets, real, unit
from .texture import blur, luma, saturate, smoothstep


def _figure_lines(image: Image, sheet: Sheet) -> Plane:
    """Ink on things only: the ground of a film is painted."""
    lines = ink(image, sheet, detail=1.0, weight=1.7)
    if sheet.ids is None or not (sheet.ids >= 0).any():
        return lines if sheet.ids is None else np.ones_like(lines)
    return np.where(sheet.ids >= 0, lines, np.float32(1))


def finish(image: Image, sheet: Sheet) -> Image:
    """Cel shading on things, a painted glow on the ground."""
    k = unit(image)
    calm = octets(image)
    for _ in range(2):
        calm = np.asarray(cv2.bilateralFilter(calm, 7, 46, 5), np.uint8)
    plain = real(calm) / np.float32(255)
    light = luma(plain)
    around = blur(light, 34 * k)
    step = (smoothstep(-0.012, 0.012, light - around * 0.94) - 0.5)[..., None] * np.float32(0.085)
    cel = saturate(real(np.clip(plain * 1.04 + 0.02 + step, 0, 1)), 1.26)
    if sheet.ids is not None and (sheet.ids >= 0).any():
        things = blur((sheet.ids >= 0).astype(np.float32), 0.8)[..., None]
        cel = real(cel * things + saturate(bloom(image, 0.7), 1.22) * (1 - things))
    black = (1 - _figure_lines(image, sheet))[..., None] * np.float32(0.78)
    line = np.clip(cel * 0.28, 0, 1)
    return real(np.clip(bloom(real(cel * (1 - black) + line * black), 0.35), 0, 1))
