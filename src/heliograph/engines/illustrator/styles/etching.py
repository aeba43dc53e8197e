"""Pen and ink: black lines only. Tone comes from lines that swell and cross, bent along the forms they cover."""

from __future__ import annotations

import cv2
import numpy as np

from .contour import ink
from .pencil import exposed
from .sheet import Image, Plane, Sheet, real, unit
from .texture import blur, clouds, luma, mesh, smoothstep, wobble

PAPER = np.array([0.984, 0.972, 0.938], np.float32)
INK = np.array([0.075, 0.07, 0.085], np.float32)
ROUNDS = ((0.35, 0.86), (2.05, 0.52), (1.25, 0.26))
"""Direction in radians, the lightness below which a round of hatching begins."""


def _lines(light: Plane, angle: float, start: float, sheet: Sheet, k: float) -> Plane:
    """Hatching 0..1 (1 ink): spaced evenly, thicker where it is darker, following the slope of the light."""
    x, y = mesh(light.shape)
    stream = sheet.rng("lines", int(angle * 100))
    slope = blur(light, 26 * k) * np.float32(46 * k)
    drift = clouds(light.shape, 240 * k, 2, stream) * np.float32(10 * k)
    across = x * np.float32(np.sin(angle)) - y * np.float32(np.cos(angle)) + slope + drift
    pitch = np.float32(6.6 * k)
    row = across / pitch
    away = np.abs(row - np.round(row)) * 2
    shake = 0.1 * clouds(light.shape, 9 * k, 2, stream)
    width = np.clip((start - light) / start, 0, 1) * np.float32(0.74) + shake * (light < start)
    return real(np.clip((width - away) * pitch * 0.5 + 0.5, 0, 1) * (width > 0.06))


def finish(image: Image, sheet: Sheet) -> Image:
    """A pen drawing on cream paper."""
    k = unit(image)
    light = exposed(luma(image))
    light = real(cv2.GaussianBlur(light, (0, 0), 1.6 * k))
    black = np.zeros_like(light)
    for angle, start in ROUNDS:
        black = np.maximum(black, _lines(light, angle, start, sheet, k))
    drawing = wobble(ink(image, sheet, detail=1.2, weight=2.4), 1.2 * k, 50 * k, sheet.rng("hand"))
    black = np.maximum(black, smoothstep(0.7, 0.3, drawing))
    black = np.maximum(black, smoothstep(0.07, 0.03, light))[..., None]
    return real(np.clip(PAPER * (1 - black) + INK * black, 0, 1))
