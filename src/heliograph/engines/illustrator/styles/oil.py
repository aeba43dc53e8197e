"""Oil: opaque strokes of a bristle brush, coarse to fine, following the forms, standing up from the canvas.

Strokes are drawn as bare numbers first (which stroke owns this pixel); colour, bristles and relief are worked out for
all pixels at once afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .sheet import Image, Labels, Plane, Sheet, real, unit
from .texture import blur, clouds, luma, relief, smoothstep, tooth, wobble

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Brush:
    """One round over the canvas: sizes at 1024 pixels; strokes only where the picture's detail exceeds ``need``."""

    width: float
    length: float
    need: float


@dataclass(frozen=True, slots=True)
class Strokes:
    """All strokes in the order they are laid: spines (strokes x 5 points x 2) and widths, in pixels."""

    spines: NDArray[np.float32]
    widths: NDArray[np.float32]

    def at(self, point: int, shape: tuple[int, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Row and column of one point of every spine, held inside the picture."""
        spot = self.spines[:, point]
        return np.clip(spot[:, 1], 0, shape[0] - 1).astype(np.intp), np.clip(spot[:, 0], 0, shape[1] - 1).astype(
            np.intp
        )


ROUNDS = (Brush(44, 150, -1), Brush(24, 96, -1), Brush(13, 60, 0.030), Brush(7.5, 34, 0.055), Brush(4.5, 18, 0.10))


def _field(image: Image, sheet: Sheet, k: float) -> tuple[Plane, Plane]:
    """The direction strokes follow: along the forms; where there is none, a slow swirl."""
    grey = blur(luma(image), 2.5 * k)
    dx, dy = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    xx, xy, yy = (blur(plane, 9 * k) for plane in (dx * dx, dx * dy, dy * dy))
    swirl = clouds(image.shape, 380 * k, 2, sheet.rng("swirl")) * np.float32(1.6)
    faint = np.float32(2e-4)
    along_x = (yy - xx) + faint * np.cos(2 * swirl)
    along_y = -2 * xy + faint * np.sin(2 * swirl)
    angle = 0.5 * np.arctan2(along_y, along_x)
    return real(np.cos(angle)), real(np.sin(angle))


def _seeds(detail: Plane, brush: Brush, k: float, stream: np.random.Generator) -> Points:
    """Starting points on a shaken grid, where this brush still has something to say."""
    height, width = detail.shape
    pitch = max(2.0, brush.width * k * (0.62 if brush.need < 0 else 0.8))
    ys, xs = np.meshgrid(np.arange(0, height, pitch), np.arange(0, width, pitch), indexing="ij")
    at = np.stack([xs.ravel(), ys.ravel()], 1) + stream.uniform(-0.5, 0.5, (xs.size, 2)) * pitch
    at = np.clip(at, 0, [width - 1, height - 1]).astype(np.float32)
    need = detail[at[:, 1].astype(int), at[:, 0].astype(int)]
    at = at[need * stream.uniform(0.7, 1.3, len(at)) > brush.need]
    return real(at[stream.permutation(len(at))])


def _walk(at: Points, field: tuple[Plane, Plane], length: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each stroke's spine: strokes x 5 points, walked both ways along the field."""
    height, width = field[0].shape
    ways = []
    for sign in (-1.0, 1.0):
        here, last = at.copy(), np.zeros_like(at)
        for step in range(2):
            row, column = np.clip(here[:, 1], 0, height - 1).astype(int), np.clip(here[:, 0], 0, width - 1).astype(int)
            move = np.stack([field[0][row, column], field[1][row, column]], 1) * np.float32(sign)
            if step:
                move *= np.sign((move * last).sum(1, keepdims=True) + 1e-9)
            here = here + move * (length[:, None] * 0.25)
            last = move
            ways.append(here)
    return np.stack([ways[1], ways[0], at, ways[2], ways[3]], 1).astype(np.float32)


def _strokes(image: Image, sheet: Sheet, k: float) -> Strokes:
    grey, things = luma(image), _things(image, sheet)
    field = _field(image, sheet, k)
    inner = real(cv2.distanceTransform(things.astype(np.uint8), cv2.DIST_L2, 3))
    spines, widths = [], []
    for number, brush in enumerate(ROUNDS):
        stream = sheet.rng("brush", number)
        reach = brush.width * k
        detail = blur(np.abs(grey - blur(grey, reach * 0.7)), reach * 0.35) * (1 + things)
        at = _seeds(detail, brush, k, stream)
        row, column = at[:, 1].astype(int), at[:, 0].astype(int)
        # A broad brush keeps off the edges of things, or it would paint their shape away.
        at = at[~things[row, column] | (inner[row, column] > 0.4 * reach) | (reach < 9 * k)]
        length = (brush.length * k * stream.uniform(0.7, 1.25, len(at))).astype(np.float32)
        spines.append(_walk(at, field, length))
        widths.append(np.full(len(at), reach, np.float32))
    return Strokes(np.concatenate(spines), np.concatenate(widths))


def _things(image: Image, sheet: Sheet) -> NDArray[np.bool_]:
    if sheet.ids is None:
        return np.zeros(image.shape[:2], np.bool_)
    return np.asarray(sheet.ids >= 0, np.bool_)


def _owners(image: Image, strokes: Strokes, sheet: Sheet, k: float) -> Labels:
    """The number of the last stroke over each pixel, counted from 1; things are painted over the ground."""
    things = _things(image, sheet)
    row, column = strokes.at(2, things.shape)
    inside = things[row, column]
    ground, front = np.zeros(things.shape, np.int32), np.zeros(things.shape, np.int32)
    thick = np.maximum(1, np.round(strokes.widths)).astype(int).tolist()
    lines = np.round(strokes.spines * 8).astype(np.int32)
    for number, line in enumerate(lines):
        page = front if inside[number] else ground
        cv2.polylines(page, [line.reshape(-1, 1, 2)], False, (number + 1,), thick[number], cv2.LINE_8, 3)
    if not inside.any():
        return ground
    loose = wobble(things.astype(np.float32), 2.6 * k, 14 * k, sheet.rng("edge")) > 0.5
    return np.asarray(np.where(loose & (front > 0), front, ground), np.int32)


def _colours(image: Image, strokes: Strokes, sheet: Sheet) -> Image:
    """What the brush picked up: the picture's colour under the stroke, never mixed quite the same. Row 0 is bare."""
    stream = sheet.rng("paint")
    rows = np.zeros((len(strokes.widths) + 1, 3), np.float32)
    for reach in np.unique(strokes.widths):
        of_size = strokes.widths == reach
        soft = blur(image, float(reach) * 0.22)
        total = np.zeros((int(of_size.sum()), 3), np.float32)
        for point, share in ((1, 0.2), (2, 0.6), (3, 0.2)):
            row, column = strokes.at(point, image.shape)
            total += np.float32(share) * soft[row[of_size], column[of_size]]
        rows[1:][of_size] = total
    light = stream.normal(0, 0.032, (len(rows), 1)) + stream.normal(0, 0.016, rows.shape)
    return real(np.clip(rows + light, 0, 1))


def _bristles(owner: Labels, strokes: Strokes, sheet: Sheet) -> tuple[Plane, Plane]:
    """For every pixel the bristle's mark and the height of paint, from its place within its own stroke."""
    middle, chord = strokes.spines[:, 2], strokes.spines[:, 4] - strokes.spines[:, 0]
    long = np.maximum(np.hypot(chord[:, 0], chord[:, 1]), 1)[:, None]
    turn = chord / long
    table = np.concatenate([middle, turn / long, turn / strokes.widths[:, None]], 1)
    own = np.concatenate([np.zeros((1, 6), np.float32), real(table)])[owner]
    height, width = owner.shape
    x = np.arange(width, dtype=np.float32)[None, :] - own[..., 0]
    y = np.arange(height, dtype=np.float32)[:, None] - own[..., 1]
    along = x * own[..., 2] + y * own[..., 3]
    across = y * own[..., 4] - x * own[..., 5]
    hairs = sheet.rng("comb").normal(size=(64, 256)).astype(np.float32)
    comb = cv2.GaussianBlur(hairs, (0, 0), sigmaX=1.1, sigmaY=0.01)
    comb = comb + 0.8 * cv2.GaussianBlur(comb, (0, 0), sigmaX=5, sigmaY=0.01)
    mark = comb[owner & 63, np.clip((across + 0.75) * 170, 0, 255).astype(np.int32)]
    ridge = smoothstep(0.2, 0.55, np.abs(across)) * 0.5 + smoothstep(0.2, 0.6, along) * 0.4
    return real(mark), real(ridge + 0.55 * mark)


def finish(image: Image, sheet: Sheet) -> Image:
    """An oil painting on canvas."""
    k = unit(image)
    strokes = _strokes(image, sheet, k)
    owner = _owners(image, strokes, sheet, k)
    mark, height = _bristles(owner, strokes, sheet)
    paint = _colours(image, strokes, sheet)[owner] * (1 + 0.045 * mark)[..., None]
    paint = cv2.GaussianBlur(paint, (0, 0), max(0.6, 0.7 * k))
    slope = relief(blur(height, max(0.5, 0.9 * k)), -0.11)
    weave = relief(tooth(image.shape, 1.6 * k, 11), -0.05)
    lit = paint * (1 + 0.17 * slope + 0.035 * weave)[..., None] + np.clip(slope - 0.25, 0, 0.4)[..., None] * 0.16
    return real(np.clip(lit, 0, 1))
