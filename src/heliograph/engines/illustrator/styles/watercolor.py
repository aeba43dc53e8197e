"""Watercolor: transparent pigment in water on white, rough paper.

Worked in density (minus the logarithm of light), as real glazes add up: washes laid one over the other, each with
pigment gathered at its rim, settled in the paper's hollows and pushed about by drops.
"""

from __future__ import annotations

import cv2
import numpy as np

from .sheet import Image, Plane, Sheet, octets, real, unit
from .texture import blur, clouds, luma, mesh, relief, smoothstep, tooth, wobble

PAPER = np.array([0.992, 0.985, 0.962], np.float32)
LEVELS = (0.10, 0.22, 0.38, 0.60, 0.90, 1.30)


def _calm(image: Image) -> Image:
    """Small detail dissolved, borders kept, colours a little purer and much lighter: water dilutes everything."""
    small = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    eight = cv2.medianBlur(octets(real(small)), 7 if max(small.shape) > 400 else 3)
    for _ in range(2):
        eight = cv2.bilateralFilter(eight, 9, 48, 6)
    calm = eight.astype(np.float32) / 255
    grey = calm.mean(-1, keepdims=True)
    calm = np.clip(grey + (calm - grey) * 1.42, 0, 1)
    lightest = float(np.quantile(grey[::4, ::4], 0.97))
    calm = np.clip(calm * np.clip(0.96 / max(lightest, 0.05), 1.0, 1.25), 0, 1)
    return real(1 - (1 - calm) ** 1.2 * 0.92)


def _details(image: Image, k: float) -> Plane:
    """What the fine brush adds at the end, as density: marks darker than what is around them."""
    light = luma(image)
    around = blur(light, 7 * k)
    mark = smoothstep(0.045, 0.26, around - cv2.GaussianBlur(light, (0, 0), 0.8 * k))
    return real(mark * np.clip(-np.log(np.clip(light, 0.06, 1)), 0, 2.2))


def _washes(density: Plane, sheet: Sheet, k: float) -> tuple[Plane, Plane]:
    """Density laid down in glazes, and the pigment that gathered at their rims."""
    drift = 0.16 * clouds(density.shape, 70 * k, 4, sheet.rng("drift"))
    soft = smoothstep(-0.1, 0.5, clouds(density.shape, 200 * k, 2, sheet.rng("wet")))
    laid, rim = np.zeros_like(density), np.zeros_like(density)
    below = 0.0
    wanted = density * (1 + drift)
    for level in LEVELS:
        step = level - below
        middle = below + step * 0.5
        crisp = smoothstep(middle - 0.06 * step - 0.008, middle + 0.06 * step + 0.008, wanted)
        wet = np.clip((wanted - below) / step, 0, 1)
        glaze = crisp + (wet - crisp) * (0.45 + 0.55 * soft)
        laid += glaze * np.float32(step)
        rim += np.clip(crisp - blur(crisp, 3.2 * k), 0, 1) * np.float32(min(0.22, step * 0.7))
        below = level
    return laid + np.clip(density - LEVELS[-1], 0, None), rim


def _backruns(density: Plane, sheet: Sheet, k: float) -> Plane:
    """Drops that fell into a drying wash: a pale flower with a dark, frilled edge."""
    stream = sheet.rng("drops")
    x, y = mesh(density.shape)
    frill = clouds(density.shape, 46 * k, 4, stream)
    change = np.ones_like(density)
    height, width = density.shape
    for _ in range(5):
        at_x, at_y = stream.random() * width, stream.random() * height
        radius = (34 + 70 * stream.random()) * k
        x0, x1 = int(max(0, at_x - 2 * radius)), int(min(width, at_x + 2 * radius))
        y0, y1 = int(max(0, at_y - 2 * radius)), int(min(height, at_y + 2 * radius))
        part = (slice(y0, y1), slice(x0, x1))
        away = np.hypot(x[:, x0:x1] - at_x, y[y0:y1] - at_y) / np.float32(radius) + 0.34 * frill[part]
        change[part] *= 1 - 0.2 * smoothstep(1.0, 0.45, away) + 0.15 * np.exp(-(((away - 1) / 0.05) ** 2))
    return change


def _margin(shape: tuple[int, ...], sheet: Sheet, k: float) -> tuple[Plane, Plane]:
    """How far the brush went (1 inside, 0 bare paper) and the darker line where it stopped."""
    x, y = mesh(shape)
    height, width = shape[:2]
    inside = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y)) / np.float32(k * 1024)
    ragged = inside + 0.017 * clouds(shape, 150 * k, 4, sheet.rng("margin"))
    ragged += 0.004 * clouds(shape, 12 * k, 2, sheet.rng("bristle"))
    return smoothstep(0.026, 0.034, ragged), real(np.exp(-(((ragged - 0.036) / 0.005) ** 2)))


def finish(image: Image, sheet: Sheet) -> Image:
    """A watercolor with a bare margin."""
    height, width = image.shape[:2]
    k = unit(image)
    calm = cv2.resize(_calm(image), (width, height), interpolation=cv2.INTER_CUBIC)
    calm = wobble(real(np.clip(calm, 0.02, 1)), 5 * k, 60 * k, sheet.rng("hand"))
    grey = np.clip(luma(calm), 0.04, 0.995)
    density = -np.log(grey)
    tint = calm / grey[..., None]
    laid, rim = _washes(density, sheet, k)
    grain = tooth(image.shape, 2.0 * k, 3)
    flow = clouds(image.shape, 190 * k, 4, sheet.rng("flow"), 0.6)
    laid = laid * (1 + 0.34 * flow + 0.055 * grain * smoothstep(0.02, 0.5, laid)) * _backruns(density, sheet, k)
    reach, stop = _margin(image.shape, sheet, k)
    fine = wobble(_details(image, k), 2.2 * k, 30 * k, sheet.rng("fine")) * (1 + 0.12 * grain) * np.float32(0.72)
    laid = (
        np.maximum(laid, 0.45 * laid + fine) + rim * (0.35 + density) + 0.1 * stop * smoothstep(0.0, 0.4, density)
    ) * reach
    hue = 1 + (tint - 1) * (reach * smoothstep(0.0, 0.05, laid))[..., None]
    washed = np.exp(-laid)[..., None] * np.clip(hue, 0, 2.2)
    light = 1 + 0.022 * relief(grain, 0.11)
    return real(np.clip(np.minimum(washed, 1) * PAPER * light[..., None], 0, 1))
