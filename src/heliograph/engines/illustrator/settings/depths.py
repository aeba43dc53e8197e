"""Places without an ordinary sky: in space, on the moon, above the clouds, in a cave."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from ..canvas.composite import over, over_at, screen, to_float, vertical
from ..canvas.noise import Field, fbm, ridges, step
from ..canvas.paint import mix, radial, rgb, shade, solid, tint
from ..canvas.paths import oval, smooth
from ..canvas.skia import SkiaSurface
from . import land
from .ground import plane
from .puffs import cumulus, puff
from .sky import clouds, paint_sky, stars
from .stage import Backdrop, Stage


def space(stage: Stage) -> Backdrop:
    """A nebula, thousands of stars and a planet or two."""
    night = replace(
        stage.light,
        night=True,
        direction=(-0.7, -0.6),
        ambient=0.12,
        exposure=1.0,
        cool="#4a5aa8",
        warm="#eef2ff",
        rim=0.5,
        shadow_strength=0.0,
        haze_strength=0.0,
    )
    stage = replace(stage, light=night)
    random = stage.random("nebula")
    picture = vertical(stage.width, stage.height, (0, rgb("#05061a")), (0.6, rgb("#0b0d2e")), (1, rgb("#070820")))
    cell = 420 * stage.unit
    for tone, low in (("#7a2f9f", 0.5), ("#1f6fb0", 0.52), ("#e0567f", 0.6), ("#35c0b0", 0.62)):
        gas = fbm(stage.width, stage.height, cell, random, octaves=6, gain=0.56)
        dust = ridges(stage.width, stage.height, cell * 0.7, random, octaves=5)
        share = step(low - 0.12, low + 0.3, gas) * (0.45 + 0.75 * dust)
        screen(picture, np.asarray(np.clip(share * 0.62, 0, 1)[..., None] * rgb(tone), np.float32))
    stars(stage, picture)
    surface = stage.surface()
    for i in range(2):
        at = (
            stage.width * float(random.uniform(0.7, 0.8) if i == 0 else random.uniform(0.06, 0.22)),
            stage.height * float(random.uniform(0.1, 0.28)),
        )
        _planet(stage, surface, at, (110 if i == 0 else 42) * stage.unit, random, ringed=i == 0)
    over(picture, to_float(surface.pixels()))
    return Backdrop(
        picture=np.clip(picture, 0, 1),
        horizon=stage.height * 0.5,
        far=stage.height * 0.6,
        near=stage.height * 0.86,
        ground="air",
        light=night,
    )


def _planet(
    stage: Stage,
    surface: SkiaSurface,
    at: tuple[float, float],
    size: float,
    random: np.random.Generator,
    *,
    ringed: bool,
) -> None:
    x, y = at
    tone = ("#d98f5a", "#6fa8d8", "#c97fb0", "#8fbf8a", "#e0c070")[int(random.integers(5))]
    surface.fill(oval(x, y, size * 1.25), radial((x, y), size * 1.25, (0.7, tone, 0.35), (1, tone, 0)))
    body = oval(x, y, size)
    surface.fill(body, solid(tone))
    surface.save()
    surface.clip(body)
    for i in range(6):
        band = y - size + size * 2 * (i + float(random.random()) * 0.5) / 6
        surface.fill(
            oval(x, band, size * 1.2, size * (0.05 + 0.1 * float(random.random())), -14),
            solid(shade(tone, 0.3) if i % 2 else tint(tone, 0.4), 0.5),
            blur=size * 0.03,
        )
    surface.fill(
        oval(x - size * 0.35, y - size * 0.35, size * 2.2),
        radial(
            (x - size * 0.4, y - size * 0.4),
            size * 1.7,
            (0, "#ffffff", 0.2),
            (0.45, "#0a0820", 0),
            (1, "#0a0820", 0.95),
        ),
    )
    surface.restore()
    if ringed:
        for share, alpha in ((1.75, 0.5), (1.6, 0.75), (1.48, 0.35)):
            ring = oval(x, y, size * share, size * share * 0.26, -14)
            surface.stroke(ring[: len(ring) - 1], solid(tint(tone, 0.55), alpha * 0.6), size * 0.05)


def moon(stage: Stage) -> Backdrop:
    """Grey ground with craters under a black sky in which a blue planet hangs."""
    night = replace(
        stage.light,
        night=True,
        direction=(-0.7, -0.6),
        ambient=0.1,
        exposure=1.0,
        cool="#5a5f80",
        warm="#ffffff",
        shadow="#1a1a2a",
        shadow_strength=0.65,
        slant=-0.9,
        length=0.3,
        softness=0.6,
        rim=0.3,
        haze_strength=0.0,
    )
    stage = replace(stage, light=night)
    picture = np.broadcast_to(rgb("#070713"), (stage.height, stage.width, 3)).copy()
    stars(stage, picture)
    horizon = stage.height * 0.55
    surface = stage.surface()
    _planet(
        stage, surface, (stage.width * 0.76, stage.height * 0.2), 95 * stage.unit, stage.random("earth"), ringed=False
    )
    over(picture, to_float(surface.pixels()))
    line = land.skyline(stage, "moon", horizon + stage.height * 0.03, stage.height * 0.06, stage.width / 2, gain=0.4)
    dust = plane(stage, horizon - stage.height * 0.06, cell=150 * stage.unit, octaves=5, name="dust")
    relief = cv2.GaussianBlur(_craters(stage, horizon) + dust * 0.5, (0, 0), 2.2 * stage.unit)
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 0, ksize=3)
    tone = np.clip(0.55 + slope * 0.5 + (dust - 0.5) * 0.5, 0.12, 1)[..., None] * rgb("#c9c6cc")
    picture += (tone - picture) * land.below(line, stage.height)[..., None]
    return Backdrop(
        picture=np.clip(picture, 0, 1),
        horizon=horizon,
        far=horizon + stage.height * 0.1,
        near=stage.height * 0.93,
        ground="sand",
        light=night,
    )


def _craters(stage: Stage, horizon: float) -> Field:
    random = stage.random("craters")
    relief = np.zeros((stage.height, stage.width), np.float32)
    for _ in range(46):
        t = float(random.random()) ** 0.7
        y = horizon + (stage.height - horizon) * t
        size = (6 + 80 * t * float(random.random())) * stage.unit
        x = float(random.random()) * stage.width
        for share, value in ((1.15, 0.8), (1.0, -1.0), (0.8, -1.4)):
            ring = np.zeros_like(relief, np.uint8)
            cv2.ellipse(ring, ((x, y), (2 * size * share, 0.7 * size * share), 0.0), 255, -1, cv2.LINE_AA)
            relief = np.where(ring > 127, np.float32(value), relief)
    return np.asarray(relief, np.float32)


def sky(stage: Stage) -> Backdrop:
    """High up: sky all over and a floor of clouds far below."""
    picture = paint_sky(replace(stage, options={**stage.options, "clouds": 0.35}), stage.height * 0.98)
    random = stage.random("floor")
    light = stage.light
    for i in range(11):
        t = i / 10
        w = int(stage.width * (0.3 + 0.35 * t))
        h = int(w * 0.36)
        far = 0.55 * (1 - t)
        low, lit = (
            rgb(mix(light.cloud_shade, light.sky[-1][1], far)),
            rgb(mix(light.cloud_lit, light.sky[-1][1], far * 0.6)),
        )
        heap = puff(
            (w, h),
            cumulus(w, h, random),
            (low, np.asarray((low + lit) / 2, np.float32), lit),
            light.direction,
            random,
            edge=(0.16, 0.3),
        )
        over_at(
            picture,
            heap,
            int(((i * 0.382) % 1.0) * stage.width - w * 0.5),
            int(stage.height * (0.74 + 0.2 * t) - h * 0.35),
            0.95,
        )
    return Backdrop(
        picture=np.clip(picture, 0, 1),
        horizon=stage.height * 0.8,
        far=stage.height * 0.82,
        near=stage.height * 0.9,
        ground="air",
        light=light,
    )


def cave(stage: Stage) -> Backdrop:
    """Dark rock around an opening, a pool of light on the floor, crystals that glow."""
    random = stage.random("cave")
    light = replace(
        stage.light,
        direction=(0.1, -1.0),
        ambient=0.3,
        exposure=0.92,
        cool="#4a4a78",
        warm="#ffe6b8",
        shadow="#1a1430",
        shadow_strength=0.55,
        slant=0.1,
        length=0.2,
        rim=0.35,
        haze_strength=0.0,
    )
    rock = ridges(stage.width, stage.height, 260 * stage.unit, random, octaves=6, gain=0.56)
    slope = cv2.Sobel(cv2.GaussianBlur(rock, (0, 0), 2 * stage.unit), cv2.CV_32F, 0, 1, ksize=5) / stage.unit
    y, x = np.mgrid[0 : stage.height, 0 : stage.width].astype(np.float32)
    far = np.hypot((x / stage.width - 0.52) * 1.15, (y / stage.height - 0.42) * 1.3) + (rock - 0.6) * 0.16
    lit = np.clip(0.32 + 0.4 * slope + 0.75 * np.exp(-far * 4), 0, 1)[..., None]
    picture = rgb("#17132a") + (rgb("#8a7890") - rgb("#17132a")) * lit
    hole = step(0.26, 0.17, np.asarray(far, np.float32))[..., None]
    outside = paint_sky(replace(stage, weather="clear"), stage.height * 0.6)
    clouds(stage, outside[: int(stage.height * 0.3)])
    picture = picture + (outside * 0.9 + 0.1 - picture) * hole
    floor = land.skyline(stage, "cave", stage.height * 0.72, stage.height * 0.05, stage.width / 2, gain=0.4)
    mask = land.below(floor, stage.height)[..., None]
    grit = plane(stage, stage.height * 0.55, cell=120 * stage.unit, name="cave")
    pool = np.exp(-(((x / stage.width - 0.52) / 0.3) ** 2) - (((y / stage.height - 0.84) / 0.12) ** 2))
    ground = (rgb("#3d3450") * (0.6 + 0.7 * grit)[..., None]) + (pool * 0.42)[..., None] * rgb(stage.light.warm)
    picture = picture + (ground - picture) * mask
    surface = stage.surface()
    _crystals(stage, surface, random)
    over(picture, to_float(surface.pixels()))
    return Backdrop(
        picture=np.clip(np.asarray(picture, np.float32), 0, 1),
        horizon=stage.height * 0.55,
        far=stage.height * 0.76,
        near=stage.height * 0.93,
        ground="earth",
        light=light,
    )


def _crystals(stage: Stage, surface: SkiaSurface, random: np.random.Generator) -> None:
    for _ in range(9):
        left = random.random() < 0.5
        x = stage.width * (float(random.uniform(0.0, 0.2)) if left else float(random.uniform(0.8, 1.0)))
        y = stage.height * float(random.uniform(0.66, 0.97))
        size = stage.height * float(random.uniform(0.05, 0.12))
        tone = ("#7fd8f0", "#b58af0", "#f08ac0", "#8af0c0")[int(random.integers(4))]
        surface.fill(
            oval(x, y - size * 0.5, size),
            radial((x, y - size * 0.5), size, (0, tone, 0.4), (1, tone, 0)),
            blend="screen",
        )
        for lean in (-0.35, 0.0, 0.4):
            tip, half = (x + lean * size, y - size * (1 - 0.5 * abs(lean))), size * 0.12
            surface.fill(
                smooth(
                    [(x + lean * size * 0.3 - half, y, 1), (tip[0], tip[1], 1), (x + lean * size * 0.3 + half, y, 1)]
                ),
                solid(tone, 0.9),
            )
            surface.fill(
                smooth([(x + lean * size * 0.3, y, 1), (tip[0], tip[1], 1), (x + lean * size * 0.3 + half, y, 1)]),
                solid(shade(tone, 0.3), 0.8),
            )
