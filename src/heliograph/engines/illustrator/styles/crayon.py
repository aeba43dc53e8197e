"""Wax crayon: pigment sits on the tips of the paper, in hatches that follow a child's arm, over a black drawing.

A box holds few colours: every colour of a picture becomes the nearest crayon, a little brighter than it was.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from .contour import ink
from .palette import large_areas, nearest, pick
from .sheet import Image, Labels, Plane, Sheet, octets, real, unit
from .texture import clouds, luma, mesh, saturate, smoothstep, tooth, wobble

PAPER = np.array([0.992, 0.984, 0.962], np.float32)
INK = np.array([0.11, 0.09, 0.12], np.float32)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = json.loads((files(__package__) / "crayons.json").read_text("utf-8"))
    return names


def crayon(name: str) -> int:
    """The row of a crayon in the box. Raises KeyError for a colour the box does not have."""
    return {known: row for row, known in enumerate(_names())}[name]


@lru_cache(maxsize=1)
def box() -> Image:
    """The crayons, one RGB row each."""
    names = _names()
    rows = [[int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)] for value in names.values()]
    return np.array(rows, np.float32)


@lru_cache(maxsize=1)
def _nearest_crayon() -> NDArray[np.uint8]:
    """For a 32-step colour cube the nearest crayon of each colour: 32768 rows of the box."""
    steps = (np.arange(32, dtype=np.float32) + 0.5) / 32
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(1, -1, 3)
    lab = cv2.cvtColor(cube, cv2.COLOR_RGB2LAB)[0]
    crayons = cv2.cvtColor(box()[None], cv2.COLOR_RGB2LAB)[0]
    difference = (lab[:, None] - crayons[None]) * np.array([0.62, 1.15, 1.15], np.float32)
    distance = (difference**2).sum(-1)
    grey = np.hypot(crayons[:, 1], crayons[:, 2]) < 9
    strength = np.hypot(lab[:, 1], lab[:, 2])
    tinted = (strength > 14) | ((strength > 6) & (lab[:, 0] > 74))
    distance[np.ix_(tinted, grey)] += 700  # nobody takes a grey crayon for a pale blue
    return np.asarray(distance.argmin(1), np.uint8)


def choose(image: Image) -> Labels:
    """Which crayon colours each pixel: one for each of the picture's plain colours, brighter than they are."""
    eight = octets(image)
    colours = pick(eight, 36)
    bright = saturate(real(1 - (1 - colours) ** 1.22)[None], 1.4)[0]
    cells = np.minimum((bright * 32).astype(np.int32), 31) @ np.array([1024, 32, 1])
    return np.asarray(_nearest_crayon()[cells][nearest(eight, colours)], np.int32)


def _hatch(shape: tuple[int, ...], region: Labels, pitch: float, turn: float, sheet: Sheet) -> Plane:
    """Parallel strokes -1..1 whose direction changes from region to region."""
    stream = sheet.rng("hatch", int(turn * 100))
    angles = (stream.uniform(0.45, 1.1, 64) + turn).astype(np.float32)
    cosine, sine = np.cos(angles)[region % 64], np.sin(angles)[region % 64]
    x, y = mesh(shape)
    drift = clouds(shape, 3.2 * pitch, 3, stream) * np.float32(pitch * 0.8)
    along = y * cosine - x * sine
    across = x * cosine + y * sine + drift
    wave = across * np.float32(2 * np.pi / pitch) + 1.4 * np.sin(along / np.float32(pitch * 8))
    return real(np.sin(wave))


def lay(image: Image, sheet: Sheet, crayon: Labels) -> Image:
    """Wax of the chosen crayons on paper, no drawing yet. White areas stay paper."""
    k = unit(image)
    grain = tooth(image.shape, 1.5 * k, 7)
    region = crayon if sheet.ids is None else crayon + 7 * sheet.ids
    first = _hatch(image.shape, region, 11 * k, 0.0, sheet)
    second = _hatch(image.shape, region, 16 * k, 1.05, sheet)
    press = clouds(image.shape, 120 * k, 3, sheet.rng("press"))
    wax = smoothstep(-1.2, 0.8, first * 0.62 + second * 0.3 + press * 0.75 - grain * 0.62 + 0.52)
    bare = luma(image) > 0.93
    bare &= (image.max(-1) - image.min(-1)) < 0.08
    wax = wax * (1 - cv2.blur(bare.astype(np.float32), (5, 5))) * np.float32(0.94)
    colour = box()[crayon] * (1 + 0.06 * first + 0.035 * grain)[..., None]
    return real(PAPER * (1 - wax[..., None]) + np.clip(colour, 0, 1) * wax[..., None] * (0.3 + 0.7 * PAPER))


def trace(image: Image, paper: Plane, seed: int) -> Image:
    """The black drawing on top, its wax broken by the paper's tips like everything else."""
    k = unit(image)
    grain = tooth(image.shape, 1.5 * k, seed % 5)
    black = smoothstep(0.8, 0.4, paper) * np.clip(1.02 - 0.22 * smoothstep(0.9, 1.8, -grain), 0, 1)
    return real(image * (1 - black[..., None]) + INK * black[..., None])


def _calm(image: Image, sheet: Sheet) -> Image:
    """A child draws no blades of grass: a painted ground in a few plain areas, things and plain grounds kept."""
    if sheet.lines is not None:
        return image
    height, width = image.shape[:2]
    areas, colours = large_areas(image, 14)
    calm = colours[cv2.resize(areas, (width, height), interpolation=cv2.INTER_NEAREST)]
    return real(calm) if sheet.ids is None else real(np.where((sheet.ids >= 0)[..., None], image, calm))


def finish(image: Image, sheet: Sheet) -> Image:
    """A picture coloured in by a child: the drawing's lines kept, colours a little over the edge."""
    k = unit(image)
    shaken = wobble(_calm(image, sheet), 7 * k, 18 * k, sheet.rng("hand"))
    drawing = ink(image, sheet, weight=4.0)
    wax = lay(shaken, sheet, choose(shaken))
    return real(np.clip(trace(wax, drawing, sheet.seed), 0, 1))
