"""Round heaped shapes lit from one side: cumulus clouds, tree crowns, bushes.

A cluster of spheres is a height field; its slope is what the light sees. Edges are roughened by noise.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas.composite import Picture
from ..canvas.noise import Field, fbm, step

Ball = tuple[float, float, float]
"""x, y, radius in pixels of the window."""


def puff(
    size: tuple[int, int],
    balls: Sequence[Ball],
    colours: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]],
    direction: tuple[float, float],
    random: np.random.Generator,
    *,
    edge: tuple[float, float] = (0.12, 0.06),
    grain: float = 0.0,
) -> Picture:
    """A heap of balls as premultiplied RGBA of ``size`` (width, height).

    ``colours`` run from shade over middle to lit. ``edge`` shakes the outline and blurs it (both as shares of the mean
    radius), ``grain`` speckles the inside as leaves do.
    """
    width, height = size
    rough, soft = edge
    relief = _relief(size, balls, random, rough, leafy=grain > 0)
    mean = float(np.mean([ball[2] for ball in balls]))
    alpha = step(0.0, soft * mean + 1.2, relief)
    lit = _lit(relief, mean, direction)
    if grain:
        cell = max(3.0, mean * 0.26)
        lit = lit + grain * 0.7 * (fbm(width, height, cell, random, octaves=3, gain=0.7) - 0.5)
        leaves = fbm(width, height, max(2.5, min(9.0, mean * 0.1)), random, octaves=2, gain=0.8)
        lit = lit + grain * 0.95 * (leaves - 0.5) * np.clip(mean / 30, 0.2, 1)
    return _coloured(np.clip(lit, 0, 1).astype(np.float32), alpha, colours)


def _relief(
    size: tuple[int, int], balls: Sequence[Ball], random: np.random.Generator, rough: float, *, leafy: bool
) -> Field:
    width, height = size
    mean = float(np.mean([ball[2] for ball in balls]))
    shake = mean * rough * 4
    x = np.arange(width, dtype=np.float32)[None] + shake * (fbm(width, height, mean * 0.9, random) - 0.5)
    y = np.arange(height, dtype=np.float32)[:, None] + shake * (fbm(width, height, mean * 0.9, random) - 0.5)
    if leafy:
        tip, reach = max(3.0, mean * 0.14), mean * 0.3
        x = x + reach * (fbm(width, height, tip, random, octaves=2) - 0.5)
        y = y + reach * (fbm(width, height, tip, random, octaves=2) - 0.5)
    relief = np.full((height, width), -1.0, np.float32)
    for cx, cy, radius in balls:
        reach = radius + shake
        x0, x1 = max(0, int(cx - reach)), min(width, int(cx + reach) + 1)
        y0, y1 = max(0, int(cy - reach)), min(height, int(cy + reach) + 1)
        if x1 <= x0 or y1 <= y0:
            continue
        part = (slice(y0, y1), slice(x0, x1))
        inside = radius * radius - (x[part] - cx) ** 2 - (y[part] - cy) ** 2
        np.maximum(relief[part], np.sign(inside) * np.sqrt(np.abs(inside)), out=relief[part])
    return relief


def _lit(relief: Field, mean: float, direction: tuple[float, float]) -> Field:
    height_field = cv2.GaussianBlur(np.maximum(relief, 0), (0, 0), max(0.8, mean * 0.07))
    gx = cv2.Sobel(height_field, cv2.CV_32F, 1, 0, ksize=3) / 8
    gy = cv2.Sobel(height_field, cv2.CV_32F, 0, 1, ksize=3) / 8
    facing = -(gx * direction[0] + gy * direction[1]) / np.sqrt(1 + gx * gx + gy * gy)
    # Under things it is darker than on top, whatever the bumps say.
    rows = np.linspace(0.1, -0.16, relief.shape[0], dtype=np.float32)[:, None]
    return np.asarray(0.5 + 0.55 * facing - rows * direction[1] * 0.9, np.float32)


def _coloured(
    lit: Field, alpha: Field, colours: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]
) -> Picture:
    shade, middle, bright = colours
    ramp = np.linspace(0, 1, 256, dtype=np.float32)[:, None]
    table = np.where(ramp < 0.5, shade + (middle - shade) * ramp * 2, middle + (bright - middle) * (ramp * 2 - 1))
    out = np.empty((*lit.shape, 4), np.float32)
    out[..., :3] = table[(lit * 255).astype(np.uint8)]
    out[..., :3] *= alpha[..., None]
    out[..., 3] = alpha
    return out


def cumulus(width: int, height: int, random: np.random.Generator) -> list[Ball]:
    """Balls of a fair-weather cloud with a flat base, inside a window of that size."""
    balls: list[Ball] = []
    base = height * 0.8
    for _ in range(int(random.integers(16, 26))):
        at = float(np.clip(random.normal(0.5, 0.17), 0.16, 0.84))
        top = 1 - (2 * abs(at - 0.5)) ** 1.6
        radius = height * (0.13 + 0.17 * top * float(random.random()))
        lift = float(random.random()) ** 1.4 * top * height * 0.3
        balls.append((at * width, base - radius * 0.6 - lift, radius))
    return balls


def crown(width: int, height: int, random: np.random.Generator) -> list[Ball]:
    """Balls of a leafy crown filling a window of that size."""
    balls: list[Ball] = []
    size = min(width, height)
    for _ in range(int(random.integers(15, 22))):
        angle = float(random.random()) * 6.283
        far = float(random.random()) ** 0.6
        radius = size * (0.13 + 0.1 * float(random.random()))
        x = width / 2 + np.cos(angle) * far * (width / 2 - radius) * 0.92
        y = height / 2 + np.sin(angle) * far * (height / 2 - radius) * 0.92
        balls.append((float(x), float(y), radius))
    return balls
