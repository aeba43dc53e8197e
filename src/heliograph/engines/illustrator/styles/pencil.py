"""Graphite: layers of hatching, each tone one more direction, pressed into the paper's tooth over a light drawing."""

from __future__ import annotations

import numpy as np

from .contour import ink
from .sheet import Image, Plane, Sheet, real, unit
from .texture import blur, clouds, luma, mesh, relief, smoothstep, tooth, wobble

PAPER = np.array([0.972, 0.966, 0.95], np.float32)
LEAD = np.array([0.17, 0.17, 0.19], np.float32)
LAYERS = ((0.80, 0.62, 7.5), (0.60, 0.95, 6.4), (0.42, 2.2, 5.6), (0.26, 0.3, 5.0), (0.14, 1.7, 4.4))
"""Laid where the picture is darker than the first number; direction in radians; distance of strokes in pixels."""


def _hatch(shape: tuple[int, ...], angle: float, pitch: float, stream: np.random.Generator, k: float) -> Plane:
    """Pencil strokes 0..1 side by side, of uneven pressure, bending a little, lifted now and then."""
    x, y = mesh(shape)
    bend = clouds(shape, 220 * k, 2, stream) * np.float32(9 * k)
    across = x * np.float32(np.sin(angle)) - y * np.float32(np.cos(angle)) + bend
    row = across / np.float32(pitch)
    stroke = 0.5 + 0.5 * np.cos(row * np.float32(2 * np.pi))
    pressure = 0.78 + 0.4 * clouds(shape, 60 * k, 3, stream)
    return real(np.clip(stroke * pressure, 0, 1))


def graphite(light: Plane, drawing: Plane, sheet: Sheet, k: float) -> Plane:
    """How much lead lies on every point, 0..1."""
    grain = tooth(light.shape, 1.25 * k, 5)
    bare = real(np.ones_like(light))
    for number, (level, angle, pitch) in enumerate(LAYERS):
        stream = sheet.rng("hatch", number)
        edge = 0.05 * clouds(light.shape, 26 * k, 2, stream)
        need = smoothstep(level + 0.07, level - 0.12, light + edge)
        strokes = _hatch(light.shape, angle, pitch * k, stream, k)
        bare *= 1 - need * (0.03 + 0.34 * strokes)
    smudge = 0.13 * smoothstep(0.8, 0.1, blur(light, 3 * k))
    line = smoothstep(0.85, 0.25, drawing) * (0.80 + 0.16 * clouds(light.shape, 40 * k, 2, sheet.rng("press")))
    lead = 1 - bare * (1 - smudge) * (1 - 0.86 * line)
    return real(np.clip(lead * (1 + 0.2 * grain * (1 - lead)), 0, 1))


def exposed(light: Plane) -> Plane:
    """A draughtsman's light: whatever is shown, the brightest stays paper and most of the sheet is light."""
    dark, middle, bright = (float(value) for value in np.quantile(light[::8, ::8], (0.02, 0.5, 0.98)))
    spread = np.clip((light - dark) / max(bright - dark, 0.2), 0, 1)
    centre = min(0.9, max(0.1, (middle - dark) / max(bright - dark, 0.2)))
    return real(spread ** np.float32(min(1.0, np.log(0.66) / np.log(centre))))


def finish(image: Image, sheet: Sheet) -> Image:
    """A pencil drawing; the margin fades out into bare paper."""
    k = unit(image)
    light = luma(image)
    light = exposed(light)
    drawing = wobble(ink(image, sheet, detail=1.25, weight=1.6), 1.6 * k, 40 * k, sheet.rng("hand"))
    x, y = mesh(image.shape)
    height, width = image.shape[:2]
    rim = np.minimum(np.minimum(x, width - x), np.minimum(y, height - y)) / np.float32(60 * k)
    fade = smoothstep(0.1, 1.0, real(rim + 0.5 * clouds(image.shape, 50 * k, 3, sheet.rng("margin"))))
    lead = (graphite(light, drawing, sheet, k) * fade)[..., None]
    page = PAPER * (1 + 0.02 * relief(tooth(image.shape, 1.25 * k, 5), 0.1))[..., None]
    return real(np.clip(page * (1 - lead) + LEAD * lead, 0, 1))
