"""Filling a hole from its surroundings: pieces of the picture are laid over its rim, strong edges first, and inward.

The search runs on a small copy; it yields for every pixel where to copy from, so the full picture keeps its grain
(after Criminisi, Perez and Toyama, "Region filling and object removal by exemplar-based inpainting", 2004).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...styles.sheet import Image, Plane, octets, real
from ...styles.texture import blur, luma

Mask = NDArray[np.uint8]
Offsets = NDArray[np.int32]
_HALF = 4
_MOST_STEPS = 420
_WORST = 0.0045  # mean squared difference above which a piece would rather disturb than help


def filled(image: Image, mask: Mask) -> Image:
    """The picture with what the mask covers (above 127) replaced by more of what surrounds it."""
    hole = (mask > 127).astype(np.uint8)
    if not hole.any() or hole.mean() > 0.9:
        return image
    reach = 2 * max(1, round(0.004 * max(hole.shape))) + 1
    hole = np.asarray(cv2.dilate(hole, np.ones((reach, reach), np.uint8)), np.uint8)
    smooth = _flowed(image, hole)
    small, small_hole = _small(smooth, hole)
    if small_hole.mean() > 0.6 or min(small_hole.shape) < 4 * _HALF:
        return smooth
    offsets = _search(small, small_hole)
    return _copied(image, smooth, hole, offsets)


def _flowed(image: Image, hole: Mask) -> Image:
    """Colours flowing in from the rim (Telea's method), taken small: the first guess and the last resort."""
    height, width = hole.shape
    scale = min(1.0, 320 / max(height, width))
    size = (max(4, round(width * scale)), max(4, round(height * scale)))
    small = cv2.resize(octets(image), size, interpolation=cv2.INTER_AREA)
    gap = (cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0).astype(np.uint8)
    gap = np.asarray(cv2.dilate(gap, np.ones((3, 3), np.uint8)), np.uint8)
    flowed = cv2.inpaint(small, gap, 4, cv2.INPAINT_TELEA)
    large = real(cv2.resize(flowed, (width, height), interpolation=cv2.INTER_CUBIC)) / 255
    return real(np.where(hole[..., None] > 0, np.clip(large, 0, 1), image))


def _small(image: Image, hole: Mask) -> tuple[Image, Mask]:
    """A copy on which the hole has at most some five thousand pixels."""
    height, width = hole.shape
    side = min(170.0, 70 / max(float(hole.mean()), 1e-4) ** 0.5)
    scale = min(1.0, side / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    gap = (cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.01).astype(np.uint8)
    return real(cv2.resize(image, size, interpolation=cv2.INTER_AREA)), gap


def _search(small: Image, hole: Mask) -> Offsets:
    """For every pixel of the small copy how far away (dy, dx) it takes its colours from; 0, 0 outside the hole."""
    picture = real(cv2.copyMakeBorder(small, _HALF, _HALF, _HALF, _HALF, cv2.BORDER_REFLECT_101))
    open_ = np.pad(hole, _HALF)
    source_ok = cv2.dilate(open_, np.ones((2 * _HALF + 1,) * 2, np.uint8))[_HALF:-_HALF, _HALF:-_HALF] == 0
    if not source_ok.any():
        return np.zeros((*hole.shape, 2), np.int32)
    trust = 1 - open_.astype(np.float32)
    edges = _edges(small)
    offsets = np.zeros((*hole.shape, 2), np.int32)
    for _ in range(_MOST_STEPS):
        y, x = _next(open_, trust, edges)
        if y < 0:
            break
        _lay(picture, open_, trust, offsets, source_ok, (y, x))
    return offsets


def _edges(small: Image) -> Plane:
    light = blur(luma(small), 1.0)
    strength = np.hypot(cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1))
    return np.pad(real(strength), _HALF)


def _next(open_: Mask, trust: Plane, edges: Plane) -> tuple[int, int]:
    """The rim pixel to continue from: well known around, strong edges near; (-1, -1) when nothing is open."""
    inner = open_[_HALF:-_HALF, _HALF:-_HALF]
    if not inner.any():
        return -1, -1
    known = np.asarray(cv2.erode(open_, np.ones((3, 3), np.uint8)), np.uint8)
    rim = (open_ == 1) & (known == 0)
    sure = cv2.blur(trust, (2 * _HALF + 1,) * 2)
    pull = cv2.dilate(edges * (1 - open_), np.ones((5, 5), np.uint8))
    score = np.where(rim, sure * sure * (0.05 + pull), -1.0)[_HALF:-_HALF, _HALF:-_HALF]
    y, x = np.unravel_index(int(np.argmax(score)), score.shape)
    return int(y), int(x)


def _lay(
    picture: Image, open_: Mask, trust: Plane, offsets: Offsets, source_ok: NDArray[np.bool_], at: tuple[int, int]
) -> None:
    """Copy the piece that fits best around one rim pixel into the open part there."""
    y, x = at
    part = (slice(y, y + 2 * _HALF + 1), slice(x, x + 2 * _HALF + 1))
    gap = open_[part] == 1
    weight = np.repeat(np.where(gap, np.float32(0.06), np.float32(1))[..., None], 3, 2)
    cost = cv2.matchTemplate(picture, np.ascontiguousarray(picture[part]), cv2.TM_SQDIFF, mask=weight)
    ys, xs = np.ogrid[: cost.shape[0], : cost.shape[1]]
    far = np.hypot(ys - y, xs - x) / max(cost.shape)
    cost = np.where(source_ok, cost + 1.2 * far, np.inf)
    best_y, best_x = np.unravel_index(int(np.argmin(cost)), cost.shape)
    open_[part] = 0
    if cost[best_y, best_x] / float(weight.sum()) > _WORST:
        trust[part] = np.where(gap, 0.1, trust[part])
        return
    source = picture[best_y : best_y + 2 * _HALF + 1, best_x : best_x + 2 * _HALF + 1]
    picture[part] = np.where(gap[..., None], source, picture[part])
    sure = float(trust[part].mean())
    trust[part] = np.where(gap, sure, trust[part])
    rows, columns = np.nonzero(gap)
    rows, columns = rows + y - _HALF, columns + x - _HALF
    inside = (rows >= 0) & (rows < offsets.shape[0]) & (columns >= 0) & (columns < offsets.shape[1])
    offsets[rows[inside], columns[inside]] = (int(best_y) - y, int(best_x) - x)


def _copied(image: Image, smooth: Image, hole: Mask, offsets: Offsets) -> Image:
    """The full picture filled by following the offsets; seams between pieces softened."""
    height, width = hole.shape
    scale_y, scale_x = height / offsets.shape[0], width / offsets.shape[1]
    size = (width, height)
    grown = cv2.resize(offsets.astype(np.float32), size, interpolation=cv2.INTER_NEAREST)
    x = np.arange(width, dtype=np.float32)[None, :] + np.round(grown[..., 1] * np.float32(scale_x))
    y = np.arange(height, dtype=np.float32)[:, None] + np.round(grown[..., 0] * np.float32(scale_y))
    copied = cv2.remap(image, real(x), real(y), cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101)
    landed = cv2.remap(hole, real(x), real(y), cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101)
    new = np.where((landed > 0)[..., None], smooth, copied)
    jumps = np.zeros((height, width), np.float32)
    jumps[:, 1:] = np.abs(np.diff(grown, axis=1)).sum(-1) > 0
    jumps[1:] += np.abs(np.diff(grown, axis=0)).sum(-1) > 0
    sigma = 0.5 * scale_x
    seam = np.clip(blur(np.clip(jumps, 0, 1), sigma) * 2.2 * sigma, 0, 1)[..., None]
    new = new + (blur(real(new), sigma) - new) * seam * 0.8
    soft = np.clip(blur(hole.astype(np.float32), max(1.0, 0.5 * scale_x)) * 2 - 0.6, 0, 1)[..., None]
    return real(np.where(hole[..., None] > 0, smooth + (new - smooth) * soft, image))
