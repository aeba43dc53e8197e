"""Randomness that repeats: a named stream per purpose, and smooth noise fields made of tiny random grids."""

from __future__ import annotations

import hashlib

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]


def rng(seed: int, *names: str | int) -> np.random.Generator:
    """The stream of that seed and those names. One name per node or purpose keeps the others unshuffled."""
    key = "\x1f".join([str(int(seed)), *map(str, names)]).encode()
    return np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.sha256(key).digest()[:16], "little")))


def fbm(
    width: int,
    height: int,
    cell: float,
    random: np.random.Generator,
    *,
    octaves: int = 5,
    gain: float = 0.5,
    stretch: float = 1.0,
) -> Field:
    """Fractal noise, height x width, about 0..1 around 0.5.

    ``cell`` is the size in pixels of the coarsest bump, ``stretch`` above 1 makes bumps wider than high.
    """
    total = np.zeros((height, width), np.float32)
    weight, sum_of_weights = 1.0, 0.0
    for _ in range(octaves):
        total += weight * _bumps(width, height, cell, random, stretch)
        sum_of_weights += weight
        weight *= gain
        cell = max(2.0, cell / 2)
    return np.asarray(total / np.float32(sum_of_weights), np.float32)


def ridges(
    width: int, height: int, cell: float, random: np.random.Generator, *, octaves: int = 5, gain: float = 0.5
) -> Field:
    """Fractal noise with sharp crests, as rocks and water glitter have, 0..1."""
    total = np.zeros((height, width), np.float32)
    weight, sum_of_weights = 1.0, 0.0
    for _ in range(octaves):
        total += weight * (1 - np.abs(2 * _bumps(width, height, cell, random, 1.0) - 1))
        sum_of_weights += weight
        weight *= gain
        cell = max(2.0, cell / 2)
    return np.asarray(total / np.float32(sum_of_weights), np.float32)


def contour(count: int, cell: float, random: np.random.Generator, *, octaves: int = 5, gain: float = 0.5) -> Field:
    """A noise line of ``count`` values, about 0..1: skylines, ridges, wobble along a stroke."""
    return np.asarray(fbm(count, 4, cell, random, octaves=octaves, gain=gain)[1], np.float32)


def step(low: float, high: float, values: Field) -> Field:
    """0 below ``low``, 1 above ``high``, an S-curve between."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def _bumps(width: int, height: int, cell: float, random: np.random.Generator, stretch: float) -> Field:
    columns, rows = max(2, int(width / (cell * stretch))) + 3, max(2, int(height / cell)) + 3
    grid = random.random((rows, columns), dtype=np.float32)
    return np.asarray(cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
