"""Grain, tooth and the few image operations that all media share. Pure functions over float32 planes."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from ..canvas.noise import fbm, step
from .sheet import Image, Plane, real


def smoothstep(low: float, high: float, x: Plane) -> Plane:
    """0 below ``low``, 1 above ``high``, smooth between; ``low`` may be the larger one (falling edge)."""
    return step(low, high, x)


def clouds(shape: tuple[int, ...], cell: float, octaves: int, stream: np.random.Generator, gain: float = 0.5) -> Plane:
    """Fractal noise in -1..1 around 0; ``cell`` is the size of the largest lumps in pixels."""
    return real(fbm(shape[1], shape[0], cell, stream, octaves=octaves, gain=gain) * 2 - 1)


@lru_cache(maxsize=8)
def _tooth_tile(seed: int, cell: float) -> Plane:
    stream = np.random.default_rng(seed)
    tile = stream.normal(size=(512, 512)).astype(np.float32)
    padded = np.pad(tile, 32, mode="wrap")
    fine = cv2.GaussianBlur(padded, (0, 0), max(0.6, cell * 0.4))
    coarse = cv2.GaussianBlur(padded, (0, 0), max(0.9, cell))
    tooth = (fine / fine.std() + 0.8 * coarse / coarse.std())[32:-32, 32:-32]
    return real(tooth / tooth.std())


def tooth(shape: tuple[int, ...], cell: float, seed: int) -> Plane:
    """The height of a paper's surface: mean 0, deviation 1, lumps of ``cell`` pixels. Tiles every 512 pixels."""
    height, width = shape[:2]
    tile = _tooth_tile(seed, round(cell, 2))
    return real(np.tile(tile, (-(-height // 512), -(-width // 512)))[:height, :width])


def blur(picture: Image, sigma: float) -> Image:
    """Gaussian blur; wide ones are taken on a smaller copy."""
    if sigma < 0.3:
        return picture
    if sigma < 5:
        return real(cv2.GaussianBlur(picture, (0, 0), sigma))
    height, width = picture.shape[:2]
    factor = sigma / 2.5
    small = cv2.resize(
        picture, (max(2, int(width / factor)), max(2, int(height / factor))), interpolation=cv2.INTER_AREA
    )
    small = cv2.GaussianBlur(small, (0, 0), 2.5)
    return real(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC))


def luma(image: Image) -> Plane:
    """How light a pixel looks, 0..1."""
    return real(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))


def relief(height: Plane, depth: float) -> Plane:
    """Light from the upper left over a height field: about 0, positive where the slope faces the light."""
    slope = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) + cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3)
    return real(np.clip(slope * np.float32(depth), -1, 1))


def mesh(shape: tuple[int, ...]) -> tuple[Plane, Plane]:
    """Pixel coordinates x and y as two planes that broadcast (1 x width, height x 1)."""
    height, width = shape[:2]
    return np.arange(width, dtype=np.float32)[None, :], np.arange(height, dtype=np.float32)[:, None]


def wobble(picture: Image, amount: float, cell: float, stream: np.random.Generator, nearest: bool = False) -> Image:
    """The same picture seen through an unsteady hand: shifted by up to ``amount`` pixels."""
    x, y = mesh(picture.shape)
    map_x = x + amount * clouds(picture.shape, cell, 3, stream)
    map_y = y + amount * clouds(picture.shape, cell, 3, stream)
    way = cv2.INTER_NEAREST if nearest else cv2.INTER_LINEAR
    return real(cv2.remap(picture, map_x, map_y, way, borderMode=cv2.BORDER_REFLECT))


def saturate(image: Image, amount: float) -> Image:
    """Colours moved away from grey by a factor."""
    grey = luma(image)[..., None]
    return real(np.clip(grey + (image - grey) * np.float32(amount), 0, 1))
