"""Rare sights in the sky: a large moon, the milky way, shooting stars, fireworks, lightning."""

from __future__ import annotations

import cv2
import numpy as np

from ..canvas.composite import Picture, blurred, screen
from ..canvas.noise import fbm, step
from ..canvas.paint import rgb
from .stage import Stage


def sights(stage: Stage, sky: Picture) -> None:
    """Add to the sky what the scene asks for, in place."""
    if stage.option("milky_way", False):
        _milky_way(stage, sky)
    if stage.option("shooting_stars", False):
        _shooting_stars(stage, sky)
    if stage.option("fireworks", False):
        _fireworks(stage, sky)
    if stage.option("lightning", False) or stage.weather == "storm":
        _lightning(stage, sky)


def _milky_way(stage: Stage, sky: Picture) -> None:
    rows, width = sky.shape[:2]
    y, x = np.mgrid[0:rows, 0:width].astype(np.float32)
    across = (x / width - 0.62) * 0.8 + (y / rows - 0.5) * 0.55
    clouds = fbm(width, rows, 240 * stage.unit, stage.random("milk"), octaves=6, gain=0.6)
    band = np.exp(-((across / 0.16) ** 2)) * step(0.3, 0.75, clouds)
    dust = fbm(width, rows, 90 * stage.unit, stage.random("dust"), octaves=5)
    band = band * (1 - 0.7 * np.exp(-((across / 0.04) ** 2)) * step(0.45, 0.6, dust))
    screen(sky, np.asarray(np.clip(band * 0.55, 0, 1)[..., None] * rgb("#cdbdf2"), np.float32))


def _shooting_stars(stage: Stage, sky: Picture) -> None:
    rows, width = sky.shape[:2]
    random = stage.random("meteors")
    mask = np.zeros((rows, width), np.float32)
    for _ in range(4):
        x, y = float(random.uniform(0.2, 0.95)) * width, float(random.uniform(0.05, 0.5)) * rows
        reach = float(random.uniform(0.1, 0.2)) * width
        for k in range(24):
            t0, t1 = k / 24, (k + 1) / 24
            a = (round(x - reach * t0), round(y + reach * 0.45 * t0))
            b = (round(x - reach * t1), round(y + reach * 0.45 * t1))
            cv2.line(mask, a, b, t1**2, max(1, round(2.6 * t1 * stage.unit)), cv2.LINE_AA)
    light = np.clip(mask + 2 * blurred(mask, 3 * stage.unit), 0, 1)
    screen(sky, np.asarray(light[..., None] * rgb("#f4f7ff"), np.float32))


def _fireworks(stage: Stage, sky: Picture) -> None:
    rows, width = sky.shape[:2]
    random = stage.random("fireworks")
    tones = ("#ff5f6f", "#ffd35a", "#6fd8ff", "#b58aff", "#7dff9a", "#ff9a4f")
    for i in range(6):
        x, y = (0.1 + 0.8 * (i + float(random.random())) / 6) * width, float(random.uniform(0.12, 0.6)) * rows
        size = float(random.uniform(0.08, 0.17)) * width
        mask = np.zeros((rows, width), np.float32)
        for k in range(44):
            angle = k * 0.1428 * np.pi + float(random.random()) * 0.2
            reach = size * float(random.uniform(0.75, 1.0))
            for part in range(10):
                t0, t1 = 0.15 + 0.085 * part, 0.15 + 0.085 * (part + 1)
                a, b = (
                    (round(x + np.cos(angle) * reach * t), round(y + np.sin(angle) * reach * t + size * 0.22 * t * t))
                    for t in (t0, t1)
                )
                cv2.line(mask, a, b, 0.25 + 0.75 * t1, max(1, round(1.8 * stage.unit)), cv2.LINE_AA)
        light = np.clip(mask + 2.4 * blurred(mask, 5 * stage.unit), 0, 1)
        screen(sky, np.asarray(light[..., None] * rgb(tones[i % len(tones)]), np.float32))


def _lightning(stage: Stage, sky: Picture) -> None:
    rows, width = sky.shape[:2]
    random = stage.random("lightning")
    mask = np.zeros((rows, width), np.float32)
    _bolt(mask, (float(random.uniform(0.2, 0.8)) * width, 0.0), rows * 0.97, 5 * stage.unit, random, 2)
    light = np.clip(mask + 3 * blurred(mask, 6 * stage.unit) + 6 * blurred(mask, 40 * stage.unit), 0, 1)
    screen(sky, np.asarray(light[..., None] * rgb("#dfe6ff"), np.float32))


def _bolt(
    mask: np.ndarray, start: tuple[float, float], bottom: float, wide: float, random: np.random.Generator, forks: int
) -> None:
    x, y = start
    while y < bottom:
        nx, ny = x + float(random.normal(0, 26)) * wide / 5, y + float(random.uniform(14, 40)) * wide / 5
        cv2.line(mask, (round(x), round(y)), (round(nx), round(ny)), 1.0, max(1, round(wide)), cv2.LINE_AA)
        if forks and random.random() < 0.07:
            _bolt(mask, (nx, ny), min(bottom, ny + (bottom - ny) * 0.5), wide * 0.5, random, forks - 1)
        x, y = nx, ny
