"""Comic print: brush ink, flat colours, and screens of dots where a tone is wanted."""

from __future__ import annotations

import numpy as np

from .contour import ink
from .flat import areas
from .sheet import Image, Plane, Sheet, real, unit
from .texture import blur, luma, mesh, saturate, smoothstep

PAPER = np.array([0.995, 0.975, 0.925], np.float32)


def dots(shape: tuple[int, ...], amount: Plane, pitch: float, angle: float) -> Plane:
    """A screen: round dots on a turned grid, their size the amount (0..1) of ink."""
    x, y = mesh(shape)
    cosine, sine = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    u, v = (x * cosine + y * sine) / np.float32(pitch), (y * cosine - x * sine) / np.float32(pitch)
    away = np.hypot(u - np.round(u), v - np.round(v))
    radius = np.sqrt(np.clip(amount, 0, 1)) * np.float32(0.68)
    return real(np.clip((radius - away) * np.float32(pitch) + 0.5, 0, 1))


def finish(image: Image, sheet: Sheet) -> Image:
    """Ink lines swelling in the dark, four or five tones, dots in the half shade."""
    k = unit(image)
    plain = image if sheet.lines is not None else blur(areas(image, 20)[0], 0.9)
    colours = saturate(real(np.clip(plain * 1.05 + 0.015, 0, 1)), 1.38)
    light = blur(luma(image), 2.5 * k)
    shade = smoothstep(0.58, 0.24, light) * 0.42
    screen = dots(image.shape, shade, 8.5 * k, 0.5)[..., None]
    printed = colours * (1 - 0.42 * screen)
    glow = dots(image.shape, smoothstep(0.8, 1.0, light) * 0.3, 8.5 * k, 0.5)[..., None]
    printed = printed + (1 - printed) * 0.5 * glow
    black = 1 - ink(image, sheet, detail=1.1, weight=3.6)
    deep = smoothstep(0.16, 0.09, light)
    dark = np.maximum(smoothstep(0.15, 0.6, black), deep)[..., None]
    return real(np.clip(printed * PAPER * (1 - dark) + np.array([0.07, 0.06, 0.09], np.float32) * dark, 0, 1))
