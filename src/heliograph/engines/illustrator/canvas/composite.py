"""Arithmetic on whole pictures: laying one over another, blurs, shadows from alpha.

Pictures are float32 in 0..1, height x width x 3 (RGB) or x 4 (premultiplied RGBA).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .surface import Pixels

Picture = NDArray[np.float32]
Mask = NDArray[np.float32]


def to_float(pixels: Pixels) -> Picture:
    """8-bit channels as 0..1."""
    return np.multiply(pixels, np.float32(1 / 255), dtype=np.float32)


def to_bytes(picture: Picture) -> Pixels:
    """0..1 channels (clipped) as 8 bit, rounded."""
    return np.asarray(np.clip(picture, 0, 1) * np.float32(255) + np.float32(0.5), np.uint8)


def over(below: Picture, above: Picture, opacity: float = 1) -> Picture:
    """Lay premultiplied RGBA over RGB, in place; gives ``below`` back."""
    alpha = above[..., 3:4] * np.float32(opacity)
    below *= 1 - alpha
    below += above[..., :3] * np.float32(opacity)
    return below


def over_at(below: Picture, above: Picture, x: int, y: int, opacity: float = 1) -> Picture:
    """The same with the upper left corner of ``above`` at pixel (x, y); what sticks out is cut off."""
    height, width = above.shape[:2]
    tall, wide = below.shape[:2]
    x0, y0, x1, y1 = max(0, x), max(0, y), min(wide, x + width), min(tall, y + height)
    if x1 > x0 and y1 > y0:
        over(below[y0:y1, x0:x1], above[y0 - y : y1 - y, x0 - x : x1 - x], opacity)
    return below


def tinted(below: Picture, colour: NDArray[np.float32], mask: Mask) -> Picture:
    """Cover with one colour where the mask (height x width, 0..1) says so, in place."""
    share = mask[..., None]
    below *= 1 - share
    below += colour * share
    return below


def screen(below: Picture, light: Picture) -> Picture:
    """Add light without ever going past white, in place; ``light`` is RGB or a mask."""
    if light.ndim == 2:
        light = light[..., None]
    below += light * (1 - below)
    return below


def darken(below: Picture, mask: Mask, colour: NDArray[np.float32]) -> Picture:
    """Multiply with ``colour`` where the mask is 1, in place."""
    below *= 1 - mask[..., None] * (1 - colour)
    return below


def blurred(picture: Picture, sigma: float) -> Picture:
    """Gaussian blur; a large one works on a small copy (do not take gradients of it: it is bicubic there)."""
    if sigma <= 0.2:
        return picture
    if sigma < 5:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)
    shrink = 2.5 / sigma
    height, width = picture.shape[:2]
    small_size = (max(2, round(width * shrink)), max(2, round(height * shrink)))
    small = cv2.GaussianBlur(cv2.resize(picture, small_size, interpolation=cv2.INTER_AREA), (0, 0), 2.5)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def contact_shadow(alpha: Mask, ground: float, squash: float, softness: float) -> Mask:
    """Where a standing thing touches the floor: its silhouette flattened onto row ``ground`` and blurred, 0..1."""
    height, width = alpha.shape
    matrix = np.array([[1, 0, 0], [0, squash, ground * (1 - squash)]], np.float32)
    flat = cv2.warpAffine(alpha, matrix, (width, height), flags=cv2.INTER_AREA)
    return np.clip(blurred(np.asarray(flat, np.float32), softness), 0, 1)


def cast_shadow(alpha: Mask, ground: float, slant: float, length: float, softness: float) -> Mask:
    """The silhouette thrown on the floor: sheared by ``slant`` (x per y) and laid down at ``length`` of its height.

    A positive ``length`` falls toward the viewer (light from behind), a negative one away from the viewer.
    """
    height, width = alpha.shape
    matrix = np.array([[1, slant, -slant * ground], [0, -length, ground * (1 + length)]], np.float32)
    fallen = cv2.warpAffine(alpha, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return np.clip(blurred(np.asarray(fallen, np.float32), softness), 0, 1)


def vertical(width: int, height: int, *stops: tuple[float, NDArray[np.float32]]) -> Picture:
    """A gradient from top (0) to bottom (1), mixed in light (gamma 2.2) so that middles do not turn muddy."""
    rows = np.linspace(0, 1, height, dtype=np.float32)
    places = [at for at, _ in stops]
    linear = np.stack([colour for _, colour in stops]) ** 2.2
    columns = np.stack([np.interp(rows, places, linear[:, i]) for i in range(3)], 1) ** (1 / 2.2)
    return np.repeat(columns[:, None, :].astype(np.float32), width, 1)
