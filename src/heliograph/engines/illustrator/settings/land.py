"""What stands between ground and sky: mountains, hills, tree lines, dunes, each paler the farther it is."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas.composite import Picture, blurred, over_at
from ..canvas.noise import Field, contour, fbm, ridges, step
from ..canvas.paint import mix, rgb
from .puffs import crown, puff
from .stage import Stage

_SPRUCE = "#2f5a45"
Line = NDArray[np.float32]
"""One row (y, pixels) per column."""


def aired(stage: Stage, colour: str, far: float) -> str:
    """The colour under the light of the hour, seen through ``far`` (0..1) of the air."""
    light = stage.light
    dim = mix(colour, light.cool, min(0.7, light.ambient * 1.25))
    if light.night:
        dim = mix(dim, "#0b1230", 0.38)
    elif light.warmth or light.ambient > 0.2:
        dim = mix(dim, light.sky[-1][1] if light.sky else light.warm, 0.08)
    return mix(dim, light.haze, min(0.96, far * (0.45 + 0.75 * light.haze_strength)))


def skyline(
    stage: Stage, name: str, base: float, tall: float, cell: float, *, gain: float = 0.5, sharp: float = 0.0
) -> Line:
    """A wandering line ``tall`` pixels high over row ``base``; ``sharp`` mixes in crests."""
    random = stage.random("skyline", name)
    line = contour(stage.width, cell, random, octaves=6, gain=gain)
    if sharp:
        line = (1 - sharp) * line + sharp * ridges(stage.width, 4, cell * 0.8, random, octaves=6, gain=0.46)[1]
    low, high = float(line.min()), float(line.max())
    return np.asarray(base - tall * (line - low) / (high - low + 1e-6), np.float32)


def below(line: Line, height: int) -> Field:
    """1 under the line, 0 above, anti-aliased: height x width."""
    rows = np.arange(height, dtype=np.float32)[:, None]
    return np.asarray(np.clip(rows - line[None] + 0.5, 0, 1), np.float32)


def mountains(stage: Stage, picture: Picture, name: str, base: float, tall: float, colour: str, far: float) -> Line:
    """A range with lit and shaded flanks, snow on high crests and mist at its foot. Returns its skyline."""
    unit = stage.unit
    line = skyline(stage, name, base, tall, stage.width / 2.6, gain=0.5, sharp=0.62)
    top, bottom = max(0, int(line.min()) - 2), min(stage.height, int(base) + 2)
    if bottom <= top:
        return line
    rows = bottom - top
    mask = below(line - top, rows)
    random = stage.random("rock", name)
    rock = ridges(stage.width, rows, 150 * unit, random, octaves=6, gain=0.55)
    side = -1.0 if stage.light.direction[0] < 0 else 1.0
    slope = cv2.Sobel(cv2.GaussianBlur(rock, (0, 0), max(0.8, 1.4 * unit)), cv2.CV_32F, 1, 0, ksize=5) / unit
    flank = np.gradient(cv2.GaussianBlur(line[None], (0, 0), 9 * unit)[0]) * side
    lit = np.clip(0.48 + 0.5 * slope * -side * 0.55 + 0.42 * np.clip(flank * 1.3, -1, 1)[None], 0, 1)
    lit = cv2.GaussianBlur(lit, (0, 0), max(0.6, 0.8 * unit))[..., None]
    dark, bright = (
        rgb(aired(stage, mix(colour, "#2a2350", 0.45), far)),
        rgb(aired(stage, mix(colour, "#fff0d8", 0.3), far)),
    )
    paint = dark + (bright - dark) * lit
    depth = np.clip((np.arange(rows, dtype=np.float32)[:, None] + top - line[None]) / max(1.0, tall), 0, 2)
    if stage.option("snow_line", 0.45) and stage.season != "desert":
        edge = float(stage.option("snow_line", 0.45)) * (1.5 if stage.season == "winter" else 1.0)
        snow = step(edge, edge * 0.55, depth + (rock - 0.6) * 0.7)[..., None]
        cold, white = rgb(aired(stage, "#8ea6d6", far)), rgb(aired(stage, "#ffffff", far * 0.8))
        white = white * (1 - 0.25 * far) + rgb(stage.light.warm) * 0.25 * far
        paint = paint * (1 - snow) + (cold + (white - cold) * step(0.25, 0.7, lit)) * snow
    mist = (step(0.25, 1.15, depth) * (0.35 + 0.45 * stage.light.haze_strength))[..., None]
    paint = paint * (1 - mist) + rgb(aired(stage, stage.light.haze, 0.8)) * mist
    picture[top:bottom] += (paint - picture[top:bottom]) * mask[..., None]
    return line


def hills(
    stage: Stage, picture: Picture, name: str, base: float, tall: float, colours: tuple[str, str], far: float
) -> Line:
    """Rolling land, lighter on its crest, with fields of slightly other greens. Returns its skyline."""
    line = skyline(stage, name, base, tall, stage.width / 1.5, gain=0.3)
    top = max(0, int(line.min()) - 2)
    rows = stage.height - top
    mask = below(line - top, rows)
    random = stage.random("hill", name)
    patch = fbm(stage.width, rows, 220 * stage.unit, random, octaves=4, stretch=2.2)
    depth = np.clip((np.arange(rows, dtype=np.float32)[:, None] + top - line[None]) / max(1.0, tall * 1.3), 0, 1)
    crest, foot = rgb(aired(stage, colours[0], far)), rgb(aired(stage, colours[1], far))
    paint = crest + (foot - crest) * np.clip(depth + (patch - 0.5) * 0.9, 0, 1)[..., None]
    edge = np.exp(-depth * 14)[..., None] * 0.22
    paint += edge * (rgb(stage.light.warm) - paint) * (0.4 if stage.light.night else 1)
    picture[top:] += (paint - picture[top:]) * mask[..., None]
    return line


def leaf_colours(stage: Stage, hue: float) -> tuple[str, str, str]:
    """Shade, middle and lit leaf colours by season; ``hue`` 0..1 picks one of a tree's possible tones."""
    palettes = {
        "spring": ["#6fae4a", "#8cc152", "#f2b6c9", "#a5cf63"],
        "summer": ["#4f8f3c", "#5f9f42", "#3f8348", "#74a844"],
        "autumn": ["#d9822b", "#c4532c", "#e3aa35", "#a8672e"],
        "winter": ["#dfe8f2", "#cfdbe9", "#e9f0f7", "#c5d3e2"],
    }
    tones = palettes.get(stage.season, palettes["summer"])
    middle = tones[int(hue * len(tones)) % len(tones)]
    return mix(middle, "#1d2f4a", 0.55), middle, mix(middle, "#fff3a8" if stage.season != "winter" else "#ffffff", 0.45)


def leafy_line(
    stage: Stage, picture: Picture, name: str, foot: Callable[[float], float], size: float, far: float, count: int
) -> None:
    """A row of round trees; ``foot(x)`` is where their trunks stand, ``size`` their height in pixels."""
    random = stage.random("leafy", name)
    stock = [_leafy_tree(stage, random, int(max(10, size * (0.8 + 0.3 * k))), far) for k in range(4)]
    for i in range(count):
        x = (i + 0.15 + 0.7 * float(random.random())) / count * stage.width
        tree = stock[int(random.integers(len(stock)))]
        if random.random() < 0.5:
            tree = tree[:, ::-1]
        over_at(picture, tree, int(x - tree.shape[1] / 2), int(foot(x) - tree.shape[0] * 0.97))


def _leafy_tree(stage: Stage, random: np.random.Generator, tall: int, far: float) -> Picture:
    wide = int(tall * (0.72 + 0.3 * float(random.random())))
    tree = np.zeros((tall, wide, 4), np.float32)
    _trunk(stage, tree, random, far)
    shade, middle, lit = (rgb(aired(stage, tone, far)) for tone in leaf_colours(stage, float(random.random())))
    high = int(tall * 0.82)
    leaves = puff(
        (wide, high),
        crown(wide, high, random),
        (shade, middle, lit),
        stage.light.direction,
        random,
        edge=(0.22, 0.03),
        grain=0.5,
    )
    tree[:high] = leaves + tree[:high] * (1 - leaves[..., 3:])
    return tree


def _trunk(stage: Stage, tree: Picture, random: np.random.Generator, far: float) -> None:
    """A tapering trunk with spreading foot and two boughs, lit from one side, with bark when it is large."""
    tall, wide = tree.shape[:2]
    part = tree[int(0.4 * tall) :, int(0.24 * wide) : int(0.76 * wide) + 1]
    y = np.linspace(0, 1, tall, dtype=np.float32)[int(0.4 * tall) :, None]
    x = np.arange(wide, dtype=np.float32)[None, int(0.24 * wide) : int(0.76 * wide) + 1] - wide / 2
    bend = wide * 0.03 * np.sin(y * 4 + float(random.random()) * 6)
    half = wide * (0.022 + 0.026 * y + 0.05 * np.clip((y - 0.93) / 0.07, 0, 1) ** 2)
    body = np.clip(half - np.abs(x - bend) + 0.5, 0, 1) * (y < 0.985)
    for side in (-1, 1):
        start = 0.74 - 0.06 * side * float(random.random())
        reach = np.clip(start - y, 0, 0.34)
        bough = (
            np.clip(half * 0.6 - np.abs(x - bend - side * reach * wide * 0.62) + 0.5, 0, 1) * (y < start) * (y > 0.42)
        )
        body = np.maximum(body, bough)
    across = np.clip((x - bend) / np.maximum(half, 1) * (-1 if stage.light.direction[0] < 0 else 1), -1, 1)
    rows, columns = part.shape[:2]
    bark = fbm(columns, rows, max(3.0, wide * 0.05), random, octaves=3, stretch=0.3)
    lit = np.clip(0.5 + 0.38 * across + 0.9 * (bark - 0.5), 0, 1)[..., None]
    dark, bright = rgb(aired(stage, "#4a3226", far)), rgb(aired(stage, "#93694a", far))
    alpha = np.asarray(body, np.float32)
    part[..., :3] = (dark + (bright - dark) * lit) * alpha[..., None]
    part[..., 3] = alpha


def conifers(
    stage: Stage,
    picture: Picture,
    name: str,
    foot: Callable[[float], float],
    size: float,
    far: float,
    count: int,
) -> None:
    """A row of spruces as layered, drooping skirts; snowy in winter."""
    random = stage.random("conifer", name)
    stock = [_conifer(stage, random, int(max(8, size * (0.62 + 0.2 * k))), far) for k in range(4)]
    for x in random.permutation(count):
        at = (float(x) + float(random.random())) / count * stage.width * 1.04 - 0.02 * stage.width
        tree = stock[int(random.integers(len(stock)))]
        if random.random() < 0.5:
            tree = tree[:, ::-1]
        over_at(picture, tree, int(at - tree.shape[1] / 2), int(foot(at) - tree.shape[0] * 0.97))


def single_tree(stage: Stage, name: str, size: float, far: float, *, leafy: bool) -> Picture:
    """One tree as premultiplied RGBA, ``size`` pixels high, its foot at the lower edge."""
    random = stage.random("single", name)
    if leafy:
        return _leafy_tree(stage, random, int(max(10, size)), far)
    return _conifer(stage, random, int(max(8, size)), far)


def _conifer(stage: Stage, random: np.random.Generator, tall: int, far: float) -> Picture:
    wide = max(5, int(tall * 0.5))
    y = np.linspace(0, 1, tall, dtype=np.float32)[:, None]
    x = (np.arange(wide, dtype=np.float32)[None] / (wide - 1) - 0.5) * 2
    tiers = 6 + int(random.integers(3))
    phase = (y**0.85) * tiers
    within = phase - np.floor(phase)
    droop = 0.10 * np.abs(x) * 2
    reach = (y**0.9) * (0.42 + 0.58 * np.clip(within - droop, 0, 1)) * 0.95 + 0.02
    jag = 0.16 * (fbm(wide, tall, max(3, tall / 22), random, octaves=3, gain=0.8) - 0.5)
    body = step(0.04, -0.04, np.abs(x) - reach * (1 + jag * 2) - jag * 0.35)
    body *= (y < 0.95) * 1.0
    trunk = (np.abs(x) < 0.07) & (y > 0.9)
    needles = fbm(wide, tall, max(3, tall / 14), random, octaves=4, gain=0.75)
    side = np.clip(
        0.5 + 0.42 * x * (1 if stage.light.direction[0] > 0 else -1) + 0.45 * (0.5 - within) + needles - 0.5, 0, 1
    )
    green = mix(_SPRUCE, "#ffffff", 0.06) if stage.season != "winter" else mix(_SPRUCE, "#dfe9f5", 0.25)
    dark, bright = (
        rgb(aired(stage, mix(green, "#0e1b30", 0.5), far)),
        rgb(aired(stage, mix(green, "#e8e59a", 0.28), far)),
    )
    paint = dark + (bright - dark) * side[..., None]
    if stage.season == "winter":
        snow = (step(0.45, 0.2, within + (needles - 0.5) * 0.8) * step(0.1, 0.5, side))[..., None]
        paint += (rgb(aired(stage, "#f4f8ff", far)) - paint) * snow
    paint = np.where(trunk[..., None], rgb(aired(stage, "#5a4030", far)), paint)
    alpha = np.maximum(body, trunk.astype(np.float32)).astype(np.float32)
    return np.dstack([paint * alpha[..., None], alpha]).astype(np.float32)


def mist(stage: Stage, picture: Picture, row: float, thick: float, strength: float) -> None:
    """A bank of mist around one row, uneven and soft."""
    top, bottom = max(0, int(row - thick * 2)), min(stage.height, int(row + thick * 2))
    if bottom <= top:
        return
    rows = np.arange(top, bottom, dtype=np.float32)[:, None]
    drift = fbm(stage.width, bottom - top, 200 * stage.unit, stage.random("mist", int(row)), octaves=3, stretch=3)
    share = np.exp(-(((rows - row) / thick) ** 2) * 2) * strength * (0.55 + 0.9 * drift)
    part = picture[top:bottom]
    part += (rgb(stage.light.haze) - part) * np.clip(share, 0, 1)[..., None].astype(np.float32)


def soften(picture: Picture, rows: slice, sigma: float) -> None:
    """Put part of the picture out of focus, in place."""
    picture[rows] = blurred(np.ascontiguousarray(picture[rows]), sigma)
