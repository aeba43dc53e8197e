"""Low poly: a mesh of triangles, small where the picture has edges, each in one colour like a folded sheet."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .sheet import Image, Plane, Sheet, octets, real, unit
from .texture import blur, saturate

POINTS = 2300


def _interest(image: Image, sheet: Sheet, k: float) -> Plane:
    """Where corners of triangles are wanted: at edges, more so at those of things."""
    strength = _edge(blur(image, 2.0 * k))
    if sheet.ids is None:
        return real(strength * strength + 0.3)
    ground = _edge(blur(image, 7 * k)) * 1.6
    wanted = np.where(sheet.ids >= 0, 2.6 * strength, ground)
    return real(wanted * wanted + 0.3)


def _edge(image: Image) -> Plane:
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    strength = np.hypot(cv2.Sobel(lab, cv2.CV_32F, 1, 0), cv2.Sobel(lab, cv2.CV_32F, 0, 1)).max(-1)
    return real(np.clip(strength, 0, 50) * np.float32(0.12))


def _corners(wanted: Plane, stream: np.random.Generator, spacing: float) -> NDArray[np.float32]:
    """Points drawn by interest, never closer than ``spacing``, and the frame's own."""
    height, width = wanted.shape
    tries = POINTS * 5
    total = np.cumsum(wanted.ravel(), dtype=np.float64)
    spots = np.searchsorted(total, stream.random(tries) * total[-1])
    found = np.stack([spots % width, spots // width], 1)
    cells = (found // spacing).astype(np.int64)
    _, first = np.unique(cells[:, 1] * 100_000 + cells[:, 0], return_index=True)
    found = found[np.sort(first)][:POINTS]
    side = np.linspace(0, 1, 11)
    frame = [(s * (width - 1), e * (height - 1)) for s in side for e in (0, 1)]
    frame += [(e * (width - 1), s * (height - 1)) for s in side for e in (0, 1)]
    return np.asarray(np.concatenate([found, np.array(frame)]), np.float32)


def _triangles(points: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    mesh = cv2.Subdiv2D((0, 0, width, height))
    mesh.insert([(float(x), float(y)) for x, y in points])
    found = np.asarray(mesh.getTriangleList(), np.float32).reshape(-1, 3, 2)
    inside = (found >= 0).all((1, 2)) & (found[..., 0] < width).all(1) & (found[..., 1] < height).all(1)
    return np.asarray(found[inside], np.float32)


def _turns(triangles: NDArray[np.float32]) -> NDArray[np.float32]:
    """Twice each triangle's area, signed."""
    first, second = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    return real(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0])


def finish(image: Image, sheet: Sheet) -> Image:
    """Triangles, each in the colour of its middle, lit by its own tilt."""
    height, width = image.shape[:2]
    k = unit(image)
    points = _corners(_interest(image, sheet, k), sheet.rng("corners"), 8 * k)
    triangles = _triangles(points, width, height)
    middle = np.clip(triangles.mean(1).round().astype(int), 0, [width - 1, height - 1])
    soft = saturate(blur(image, 2.2 * k), 1.25)
    wide = saturate(blur(image, 7 * k), 1.25)
    large = (np.abs(_turns(triangles)) > 1500 * k * k)[:, None]
    tilt = sheet.rng("tilt").normal(0, 0.02, (len(triangles), 1)).astype(np.float32)
    own = np.where(large, wide[middle[:, 1], middle[:, 0]], soft[middle[:, 1], middle[:, 0]])
    colours = own * (1 + tilt)
    page = octets(soft)
    fixed = np.round(triangles * 16).astype(np.int32)
    for corners, colour in zip(fixed, octets(real(colours)).tolist(), strict=True):
        cv2.fillConvexPoly(page, corners, colour, cv2.LINE_AA, 4)
    return real(page) / np.float32(255)
