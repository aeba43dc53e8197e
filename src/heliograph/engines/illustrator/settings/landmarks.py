"""Single things that make a place: palms, mesas, a volcano, a waterfall, harbour houses, the stands of a stadium."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np

from ..canvas.composite import Picture, blurred, over, screen, to_float
from ..canvas.noise import contour, fbm, ridges, step
from ..canvas.paint import linear, mix, rgb, shade, solid, tint
from ..canvas.paths import Point, oval, polygon, rect, ribbon, smooth
from ..canvas.skia import SkiaSurface
from . import land
from .land import aired
from .stage import Stage

Landmark = Callable[[Stage, Picture, Mapping[str, Any], float], None]


def palms(stage: Stage, picture: Picture, layer: Mapping[str, Any], row: float) -> None:
    """Palms at the frame's sides, or a row of them when ``dense`` is given."""
    random = stage.random("palms", int(layer["number"]))
    surface = stage.surface()
    tall, far = stage.height * float(layer["tall"]), float(layer.get("far", 0.05))
    count = max(2, round(float(layer.get("dense", 0)) * 8))
    for i in range(count):
        at = (0.04 + 0.1 * float(random.random())) if count == 2 and i == 0 else 0.9 + 0.08 * float(random.random())
        if count > 2:
            at = (i + float(random.random())) / count
        size = tall * float(random.uniform(0.75, 1.0))
        foot = row + stage.height * 0.05 * float(random.random())
        lean = size * (0.16 if at < 0.5 else -0.16) * float(random.uniform(0.5, 1.2))
        _palm(stage, surface, (at * stage.width, foot), size, lean, far, random)
    over(picture, to_float(surface.pixels()))


def _palm(
    stage: Stage,
    surface: SkiaSurface,
    foot: tuple[float, float],
    size: float,
    lean: float,
    far: float,
    random: np.random.Generator,
) -> None:
    x, y = foot
    top = (x + lean, y - size * 0.78)
    trunk = [(x, y), (x + lean * 0.25, y - size * 0.3), (x + lean * 0.6, y - size * 0.56), top]
    bark = aired(stage, "#9a7550", far)
    surface.fill(ribbon(trunk, [size * 0.075, size * 0.05, size * 0.042]), solid(bark))
    for k in range(9):
        t = (k + 1) / 10
        bx, by = x + lean * t * t, y - size * 0.76 * t
        surface.stroke(
            smooth([(bx - size * 0.025, by), (bx, by + size * 0.008), (bx + size * 0.025, by)], False),
            solid(shade(bark, 0.4), 0.6),
            size * 0.006,
        )
    for k in range(11):
        angle = -2.9 + k * 0.52 + float(random.uniform(-0.12, 0.12))
        reach = size * float(random.uniform(0.3, 0.38))
        tip = (top[0] + np.cos(angle) * reach, top[1] + np.sin(angle) * reach * 0.55 + reach * 0.34)
        mid = (top[0] + np.cos(angle) * reach * 0.55, top[1] + np.sin(angle) * reach * 0.55 - reach * 0.16)
        tone = aired(stage, mix("#2f6f3a", "#8fbf4f", float(random.random()) * 0.8), far)
        frond: list[Point] = [
            (*top, 1),
            (float(mid[0]), float(mid[1] - reach * 0.1)),
            (float(tip[0]), float(tip[1]), 1),
            (float(mid[0]), float(mid[1] + reach * 0.13)),
        ]
        surface.fill(smooth(frond), solid(tone))
        surface.stroke(
            smooth([top, (float(mid[0]), float(mid[1])), (float(tip[0]), float(tip[1]))], False),
            solid(tint(tone, 0.4), 0.6),
            size * 0.006,
        )
    for k in range(3):
        surface.fill(
            oval(top[0] + (k - 1) * size * 0.035, top[1] + size * 0.03, size * 0.03),
            solid(aired(stage, "#7a5232", far)),
        )


def mesas(stage: Stage, picture: Picture, layer: Mapping[str, Any], row: float) -> None:
    """Table mountains of banded red rock."""
    random = stage.random("mesas", int(layer["number"]))
    far, tall = float(layer.get("far", 0.4)), stage.height * float(layer["tall"])
    x = np.arange(stage.width, dtype=np.float32)
    height = np.zeros(stage.width, np.float32)
    for _ in range(5):
        centre, half = float(random.uniform(0, 1)) * stage.width, float(random.uniform(0.06, 0.16)) * stage.width
        top = float(random.uniform(0.5, 1.0)) * tall
        slope = np.clip((half - np.abs(x - centre)) / (half * 0.28), 0, 1)
        height = np.maximum(
            height, top * (0.25 * np.clip(slope * 2, 0, 1) + 0.75 * step(0.45, 0.75, np.asarray(slope, np.float32)))
        )
    rough = 8 * stage.unit * (contour(stage.width, 24 * stage.unit, random, octaves=3) - 0.5)
    line = np.asarray(row - height - rough * (height > 2), np.float32)
    mask = land.below(line, stage.height)
    mask[int(row) + 2 :] = 0
    y = np.arange(stage.height, dtype=np.float32)[:, None]
    wobble = 14 * stage.unit * fbm(stage.width, stage.height, 90 * stage.unit, random, octaves=3)
    bands = 0.5 + 0.5 * np.sin((y + wobble) / (9 * stage.unit))
    rock = ridges(stage.width, stage.height, 60 * stage.unit, random, octaves=4)
    dark, bright = rgb(aired(stage, "#8f4a33", far)), rgb(aired(stage, "#dd945f", far))
    paint = dark + (bright - dark) * np.clip(0.35 * bands + 0.55 * rock, 0, 1)[..., None]
    picture += (paint - picture) * mask[..., None]


def volcano(stage: Stage, picture: Picture, layer: Mapping[str, Any], row: float) -> None:
    """A dark cone with glowing streams and a column of smoke."""
    random = stage.random("volcano")
    tall, mid = stage.height * float(layer["tall"]), stage.width * float(random.uniform(0.4, 0.6))
    half, crater = tall * 1.15, tall * 0.16
    surface = stage.surface()
    cone: list[Point] = [
        (mid - half, row + 3, 1),
        (mid - half * 0.42, row - tall * 0.5),
        (mid - crater, row - tall, 1),
        (mid, row - tall * 0.95),
        (mid + crater, row - tall, 1),
        (mid + half * 0.42, row - tall * 0.5),
        (mid + half, row + 3, 1),
    ]
    tone = aired(stage, "#5a4a52", 0.25)
    surface.fill(
        smooth(cone), linear((mid - half, row), (mid + half, row), (0, tint(tone, 0.2), 1), (1, shade(tone, 0.4), 1))
    )
    for k in range(3):
        x = mid + (k - 1) * crater * 0.6
        stream = [
            (x, row - tall * 0.96),
            (x + (k - 1) * tall * 0.12, row - tall * 0.7),
            (x + (k - 1) * tall * 0.2 + tall * 0.04, row - tall * 0.45),
        ]
        surface.fill(ribbon(stream, [tall * 0.05, tall * 0.04, tall * 0.012]), solid("#ff7a2f"))
        surface.fill(ribbon(stream, [tall * 0.02, tall * 0.016, 1]), solid("#ffe08a"))
    surface.fill(oval(mid, row - tall * 0.97, crater, crater * 0.2), solid("#ffb347"))
    over(picture, to_float(surface.pixels()))
    y, x_ = np.mgrid[0 : stage.height, 0 : stage.width].astype(np.float32)
    rise = np.clip((row - tall - y) / (row - tall + 1), 0, 1)
    billow = fbm(stage.width, stage.height, 120 * stage.unit, random, octaves=6, gain=0.6)
    spread = np.abs(x_ - mid - rise * stage.width * 0.08) / (crater + rise * stage.width * 0.26)
    smoke = step(1.0, 0.55, np.asarray(spread + (billow - 0.5) * 1.6, np.float32)) * (rise > 0) * (0.9 - 0.35 * rise)
    dust = rgb(aired(stage, "#6a6168", 0.2)) * (0.65 + 0.7 * billow)[..., None]
    picture += (dust - picture) * smoke[..., None]
    glow = np.exp(-np.hypot(x_ - mid, y - row + tall) / (crater * 1.6))
    screen(picture, np.asarray(glow[..., None] * rgb("#ff8a3a") * 0.7, np.float32))


def waterfall(stage: Stage, picture: Picture, layer: Mapping[str, Any], row: float) -> None:
    """A wall of rock over which water falls into mist."""
    random = stage.random("fall")
    tall = stage.height * float(layer["tall"])
    line = land.skyline(stage, "fall", row - tall * 0.8, tall * 0.3, stage.width / 4, gain=0.5)
    mask = land.below(line, stage.height)
    mask[int(row) + 2 :] = 0
    rock = ridges(stage.width, stage.height, 90 * stage.unit, random, octaves=6, gain=0.6)
    dark, bright = rgb(aired(stage, "#4d5560", 0.15)), rgb(aired(stage, "#9aa39a", 0.15))
    paint = dark + (bright - dark) * np.clip(rock * 1.3 - 0.3, 0, 1)[..., None]
    moss = step(0.55, 0.75, fbm(stage.width, stage.height, 120 * stage.unit, random))[..., None] * 0.6
    paint += (rgb(aired(stage, "#5f8a45", 0.1)) - paint) * moss
    picture += (paint - picture) * mask[..., None]
    x = np.arange(stage.width, dtype=np.float32)[None]
    y = np.arange(stage.height, dtype=np.float32)[:, None]
    mid, half = stage.width * 0.5, stage.width * 0.11
    fall = np.clip((y - (row - tall * 0.92)) / (tall * 0.92), 0, 1)
    strands = fbm(stage.width, 8, 7 * stage.unit, random, octaves=4, gain=0.8)[2][None]
    flow = fbm(stage.width, stage.height, 60 * stage.unit, random, octaves=4, stretch=0.12)
    edge = np.abs(x - mid) / (half * (0.85 + 0.3 * fall)) + (flow - 0.5) * 0.3
    water = step(1.0, 0.82, np.asarray(edge, np.float32)) * (y > row - tall * 0.92) * (y < row + 2)
    tone = rgb(aired(stage, "#e9f6fb", 0.05)) * (0.74 + 0.5 * (strands * 0.6 + flow * 0.6 - 0.3))[..., None]
    picture += (np.clip(tone, 0, 1) - picture) * (water * 0.95)[..., None]
    spray = np.exp(-(((x - mid) / (half * 1.9)) ** 2) - (((y - row) / (tall * 0.12)) ** 2))
    screen(picture, np.asarray(blurred(np.asarray(spray, np.float32), 4 * stage.unit)[..., None] * 0.75, np.float32))


def houses(stage: Stage, picture: Picture, layer: Mapping[str, Any], row: float) -> None:
    """A row of small gabled houses, seen over the water or on a hill."""
    random = stage.random("houses", int(layer["number"]))
    far, tall = float(layer.get("far", 0.3)), stage.height * float(layer["tall"])
    surface = stage.surface()
    lit = stage.light.night or stage.time in ("dusk", "sunset")
    x = stage.width * float(layer.get("from", 0.0))
    while x < stage.width * float(layer.get("to", 1.0)):
        wide, high = tall * float(random.uniform(0.6, 0.9)), tall * float(random.uniform(0.6, 1.0))
        tone = aired(stage, ("#e8d8b8", "#d98f6f", "#9fb8c8", "#e3b96f", "#c9d0a8")[int(random.integers(5))], far)
        roof = aired(stage, ("#a5503a", "#7a5a5a", "#55667f")[int(random.integers(3))], far)
        if stage.season == "winter":
            roof = aired(stage, "#eef3fa", far)
        surface.fill(
            rect(x, row - high, wide, high + 3),
            linear((x, row), (x + wide, row), (0, tint(tone, 0.15), 1), (1, shade(tone, 0.18), 1)),
        )
        surface.fill(
            polygon(
                [(x - wide * 0.08, row - high), (x + wide / 2, row - high - wide * 0.48), (x + wide * 1.08, row - high)]
            ),
            solid(roof),
        )
        for column in range(2):
            for level in range(max(1, round(high / (wide * 0.55)))):
                glass = "#ffd98a" if lit and random.random() < 0.7 else aired(stage, "#5f7f95", far)
                surface.fill(
                    rect(
                        x + wide * (0.18 + 0.42 * column),
                        row - high + wide * (0.16 + 0.46 * level),
                        wide * 0.2,
                        wide * 0.24,
                    ),
                    solid(glass),
                )
        x += wide * float(random.uniform(1.02, 1.3))
    over(picture, to_float(surface.pixels()))


def stands(stage: Stage, picture: Picture, layer: Mapping[str, Any], row: float) -> None:
    """Tiers of coloured spectators under floodlights."""
    random = stage.random("stands")
    tall = stage.height * float(layer["tall"])
    surface = stage.surface()
    surface.fill(rect(0, row - tall, stage.width, tall + 2), solid(aired(stage, "#5f6680", 0.2)))
    for at in (0.12, 0.5, 0.88):
        surface.fill(
            rect(stage.width * at - 4 * stage.unit, row - tall * 1.5, 8 * stage.unit, tall * 0.5),
            solid(aired(stage, "#454a5c", 0.2)),
        )
        surface.fill(
            rect(stage.width * at - 50 * stage.unit, row - tall * 1.6, 100 * stage.unit, 30 * stage.unit),
            solid("#fff8dc"),
        )
    over(picture, to_float(surface.pixels()))
    top = int(row - tall)
    part = (np.clip(picture[top : int(row)], 0, 1) * 255).astype(np.uint8)
    tones = ("#d9503f", "#3f78c9", "#f0c94f", "#f4f0e6", "#4f9d5a", "#8a5ab0", "#2f3550")
    for level in range(9):
        y = (level + 0.6) / 9 * tall
        for x in np.arange(0, stage.width, 13 * stage.unit):
            colour = rgb(aired(stage, tones[int(random.integers(len(tones)))], 0.12)) * 255
            spot = (int((x + 5 * float(random.random()) * stage.unit) * 16), int(y * 16))
            cv2.circle(part, spot, int(6.2 * stage.unit * 16), colour.tolist(), -1, cv2.LINE_AA, 4)
    picture[top : int(row)] = part.astype(np.float32) / 255


LANDMARKS: Mapping[str, Landmark] = {
    "palms": palms,
    "mesas": mesas,
    "volcano": volcano,
    "waterfall": waterfall,
    "houses": houses,
    "stands": stands,
}
