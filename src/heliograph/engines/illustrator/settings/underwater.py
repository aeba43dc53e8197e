"""Under water: light from the surface, a sandy bed with caustics, rocks, weeds, corals and bubbles."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from ..canvas.composite import Picture, blurred, over, screen, to_float, vertical
from ..canvas.noise import step
from ..canvas.paint import mix, radial, rgb, shade, solid, tint
from ..canvas.paths import oval, ribbon, smooth
from ..canvas.skia import SkiaSurface
from . import land
from .ground import plane
from .stage import Backdrop, Stage


def underwater(stage: Stage) -> Backdrop:
    """Light from the surface in slanting rays, a sandy bed with caustics, weeds, corals, rocks, bubbles."""
    light = replace(
        stage.light,
        direction=(-0.3, -0.95),
        cool="#2f8fc0",
        ambient=0.3 if not stage.light.night else 0.5,
        exposure=0.96,
        shadow="#0f4a78",
        shadow_strength=0.3,
        slant=-0.1,
        length=0.12,
        softness=2.5,
        haze="#2f97c4",
        haze_strength=0.9,
        rim=0.15,
    )
    deep = (
        ("#8fe3ee", "#37a9d6", "#14649f", "#0b4377")
        if not stage.light.night
        else ("#2f6f9f", "#1a4c7f", "#0c2d5a", "#081d40")
    )
    picture = vertical(stage.width, stage.height, *((i / 3, rgb(tone)) for i, tone in enumerate(deep)))
    bed = stage.height * 0.76
    _far_rocks(stage, picture, bed)
    _seabed(stage, picture, bed, light.haze)
    surface = stage.surface()
    random = stage.random("reef")
    depths = np.sort(random.random(12))
    for i, deep_in in enumerate(depths):
        at = float(random.random())
        x = stage.width * (at * 0.34 if i % 2 else 1 - at * 0.34)
        y = bed + (stage.height - bed) * (0.12 + 0.8 * float(deep_in))
        kind = i % 3
        size = stage.height * (0.07 + 0.12 * float(random.random())) * (0.6 + 0.8 * (y - bed) / (stage.height - bed))
        (_weed, _coral, _stone)[kind](stage, surface, x, y, size, random)
    over(picture, to_float(surface.pixels()))
    _rays(stage, picture)
    _bubbles(stage, picture)
    return Backdrop(
        picture=np.clip(picture, 0, 1),
        horizon=bed - stage.height * 0.1,
        far=bed + (stage.height - bed) * 0.2,
        near=stage.height * 0.93,
        ground="seabed",
        light=light,
        depth_haze=0.5,
    )


def _far_rocks(stage: Stage, picture: Picture, bed: float) -> None:
    for i, share in enumerate((0.75, 0.5)):
        line = land.skyline(
            stage, f"reef{i}", bed + stage.height * 0.03, stage.height * (0.2 - 0.05 * i), stage.width / 3, gain=0.4
        )
        mask = land.below(line, stage.height)[..., None]
        tone = rgb(mix("#12507f", "#3aa3cc", share))
        picture += (tone - picture) * mask * 0.75


def _seabed(stage: Stage, picture: Picture, bed: float, haze: str) -> None:
    line = land.skyline(stage, "bed", bed + stage.height * 0.03, stage.height * 0.05, stage.width / 1.5, gain=0.3)
    mask = land.below(line, stage.height)[..., None]
    net = 1 - np.abs(2 * plane(stage, bed - stage.height * 0.16, cell=70 * stage.unit, octaves=3, name="caustic") - 1)
    caustic = step(0.8, 0.97, np.asarray(net, np.float32))
    depth = np.clip((np.arange(stage.height, dtype=np.float32)[:, None] - bed) / (stage.height - bed), 0, 1)
    tone = rgb("#e9d9a8") * 0.55 + rgb(haze) * 0.45
    near = rgb("#e6d3a0") * 0.85 + rgb(haze) * 0.15
    paint = tone + (near - tone) * depth[..., None]
    grit = plane(stage, bed - stage.height * 0.16, cell=40 * stage.unit, octaves=4, name="grit")
    paint = paint * (0.86 + 0.26 * grit + 0.2 * caustic * depth)[..., None]
    picture += (paint - picture) * mask


def _weed(stage: Stage, surface: SkiaSurface, x: float, y: float, size: float, random: np.random.Generator) -> None:
    tone = ("#2f8f5f", "#4fa84a", "#1f7a6a", "#8f9f3a")[int(random.integers(4))]
    for i in range(5):
        lean = (i - 2) * size * 0.16
        tall = size * (1.3 + 0.9 * float(random.random()))
        sway = size * 0.14 * (1 if i % 2 else -1)
        points = [
            (x + lean * 0.4, y),
            (x + lean + sway, y - tall * 0.33),
            (x + lean - sway, y - tall * 0.66),
            (x + lean * 1.3 + sway, y - tall),
        ]
        blade = ribbon(points, [size * 0.1, size * 0.13, size * 0.09, 1])
        surface.fill(blade, solid(mix(tone, "#0f4a70", 0.25 * (i % 3))))
        surface.stroke(smooth(points, False), solid(tint(tone, 0.4), 0.5), 1.6 * stage.unit)


def _coral(stage: Stage, surface: SkiaSurface, x: float, y: float, size: float, random: np.random.Generator) -> None:
    tone = ("#f0748a", "#f7a64f", "#b978d8", "#f4d35e")[int(random.integers(4))]

    def branch(bx: float, by: float, angle: float, length: float, wide: float, depth: int) -> None:
        tip = (bx + np.cos(angle) * length, by + np.sin(angle) * length)
        surface.stroke(
            smooth([(bx, by), (float(tip[0]), float(tip[1]))], False), solid(shade(tone, 0.12 * depth)), wide
        )
        if depth:
            for turn in (-0.5, 0.08, 0.55):
                branch(
                    float(tip[0]),
                    float(tip[1]),
                    angle + turn + 0.2 * (float(random.random()) - 0.5),
                    length * 0.7,
                    wide * 0.72,
                    depth - 1,
                )

    branch(x, y, -1.57, size * 0.42, size * 0.13, 3)


def _stone(stage: Stage, surface: SkiaSurface, x: float, y: float, size: float, random: np.random.Generator) -> None:
    wide = size * 0.8
    tone = mix("#5b6f86", "#8a7f8f", float(random.random()))
    rock = smooth(
        [
            (x - wide, y),
            (x - wide * 0.8, y - size * 0.5),
            (x - wide * 0.1, y - size * 0.75),
            (x + wide * 0.6, y - size * 0.5),
            (x + wide, y),
        ]
    )
    surface.fill(oval(x, y, wide * 1.1, size * 0.12), solid("#0f4a78", 0.4), blur=6 * stage.unit)
    surface.fill(
        rock, radial((x - wide * 0.3, y - size * 0.6), size * 1.3, (0, tint(tone, 0.35), 1), (1, shade(tone, 0.45), 1))
    )


def _rays(stage: Stage, picture: Picture) -> None:
    """Sheets of light that fan out from above."""
    random = stage.random("rays")
    mask = np.zeros((stage.height // 2, stage.width // 2), np.float32)
    for _ in range(9):
        top = float(random.uniform(-0.1, 1.0)) * mask.shape[1]
        lean = (top / mask.shape[1] - 0.35) * 0.5 * mask.shape[1]
        wide = mask.shape[1] * float(random.uniform(0.02, 0.07))
        reach = mask.shape[0] * float(random.uniform(0.6, 1.0))
        corners = np.array(
            [[top, -5], [top + wide, -5], [top + wide * 2.2 + lean, reach], [top + lean - wide * 0.6, reach]], np.int32
        )
        sheet = np.zeros(mask.shape, np.uint8)
        cv2.fillConvexPoly(sheet, corners, 255, cv2.LINE_AA)
        mask += sheet.astype(np.float32) / 255 * float(random.uniform(0.3, 0.9))
    mask *= np.linspace(1, 0, mask.shape[0], dtype=np.float32)[:, None] ** 1.4
    soft = cv2.resize(blurred(mask, 7 * stage.unit), (stage.width, stage.height))
    screen(picture, np.asarray(np.clip(soft * 0.24, 0, 0.6)[..., None] * rgb("#dffaff"), np.float32))


def _bubbles(stage: Stage, picture: Picture) -> None:
    surface = stage.surface()
    random = stage.random("bubbles")
    for _ in range(34):
        x, y = float(random.random()) * stage.width, float(random.random()) ** 0.8 * stage.height * 0.9
        size = (3 + 13 * float(random.random()) ** 2) * stage.unit
        surface.fill(
            oval(x, y, size), radial((x, y), size, (0, "#ffffff", 0.02), (0.75, "#e9fbff", 0.12), (1, "#ffffff", 0.5))
        )
        surface.fill(oval(x - size * 0.35, y - size * 0.4, size * 0.22, size * 0.16, -35), solid("#ffffff", 0.8))
    over(picture, to_float(surface.pixels()))
