"""Floors and table tops in perspective: planks, boards, tiles, stone, carpet, each computed per pixel."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas.composite import Picture
from ..canvas.noise import Field, fbm, step
from ..canvas.paint import mix, rgb
from .stage import Stage

Tone = NDArray[np.float32]


def lay_floor(stage: Stage, picture: Picture, base: float, eye: float, kind: str, colour: str) -> None:
    """Cover the rows below ``base`` with a floor seen from eye line ``eye`` (both rows in pixels)."""
    top = max(0, int(base))
    rows = np.arange(top, stage.height, dtype=np.float32)[:, None]
    if rows.size == 0:
        return
    far = (stage.height - eye) / np.maximum(rows - eye, 1.0)
    across = np.arange(stage.width, dtype=np.float32)[None] - stage.width / 2
    x = np.asarray(across * far / (1000 * stage.unit), np.float32)
    z = np.asarray(np.broadcast_to(far, x.shape) * 1.15, np.float32)
    paint = _KINDS.get(kind, _planks)(stage, x, z, colour)
    # Distance swallows detail, and the far floor is a little darker under the wall.
    paint *= (1 - 0.16 * step(1.0, 3.2, z))[..., None]
    picture[top:] = np.clip(paint, 0, 1)


def _grain(stage: Stage, u: Field, v: Field, name: str, stretch: float) -> Field:
    texture = fbm(512, 512, 90, stage.random("floor", name), octaves=5, gain=0.6)
    a = np.abs(np.mod(u * 512, 1022) - 511)
    b = np.abs(np.mod(v * 512 / stretch, 1022) - 511)
    return np.asarray(
        cv2.remap(texture, np.ascontiguousarray(a, np.float32), np.ascontiguousarray(b, np.float32), cv2.INTER_LINEAR),
        np.float32,
    )


def _jitter(stage: Stage, index: Field, name: str) -> Field:
    table = stage.random("plank", name).random(257, dtype=np.float32)
    return np.asarray(table[np.mod(index.astype(np.int32) * 37, 257)], np.float32)


def _seams(at: Field, width: float, slope: Field) -> Field:
    """A dark line where ``at`` crosses whole numbers; ``slope`` is how fast it changes per pixel."""
    edge = np.minimum(at - np.floor(at), np.ceil(at) - at)
    return np.asarray(1 - np.clip((edge - width) / np.maximum(slope, 1e-4), 0, 1), np.float32)


def _planks(stage: Stage, x: Field, z: Field, colour: str) -> Picture:
    """Boards that run away from the viewer."""
    across = x * 7
    index = np.floor(across)
    along = z * 1.1 + _jitter(stage, index, "shift") * 3
    cell = index + 61 * np.floor(along)
    slope = np.abs(np.gradient(across, axis=1)).astype(np.float32)
    return _wood(
        stage, x * 7, z * 2, cell, _seams(across, 0.012, slope) + 0.7 * _seams(along, 0.006, slope * 0.5), colour
    )


def _boards(stage: Stage, x: Field, z: Field, colour: str) -> Picture:
    """Boards that run across, as on a table."""
    along = np.asarray(np.log(np.maximum(z, 1e-3)) * 5.2, np.float32)
    index = np.floor(along)
    slope = np.abs(np.gradient(along, axis=0)).astype(np.float32)
    return _wood(
        stage, along * 0.9, x * 1.3 + _jitter(stage, index, "x") * 3, index, _seams(along, 0.01, slope), colour
    )


def _wood(stage: Stage, u: Field, v: Field, cell: Field, seams: Field, colour: str) -> Picture:
    shift = _jitter(stage, cell, "tone")
    wave = _grain(stage, u * 0.16 + shift, v * 0.5 + shift * 5, "wave", 5.0)
    fine = _grain(stage, u * 0.8 + shift, v * 0.6, "fine", 12.0)
    rings = 0.5 + 0.5 * np.sin((wave * 9 + u * 0.25) * 6.283)
    dark, light = rgb(mix(colour, "#4a2713", 0.42)), rgb(mix(colour, "#ecc88f", 0.3))
    share = np.clip(0.25 + 0.5 * shift + 0.22 * (rings - 0.5) + 0.7 * (fine - 0.5), 0, 1)[..., None]
    paint = dark + (light - dark) * share
    paint *= (1 - 0.5 * np.clip(seams, 0, 1))[..., None]
    return np.asarray(paint, np.float32)


def _tiles(stage: Stage, x: Field, z: Field, colour: str) -> Picture:
    """Square tiles in two tones."""
    u, v = x * 5, z * 3.2
    odd = np.mod(np.floor(u) + np.floor(v), 2)
    slope_u = np.abs(np.gradient(u, axis=1)).astype(np.float32)
    slope_v = np.abs(np.gradient(v, axis=0)).astype(np.float32)
    tone = _jitter(stage, np.floor(u) + 31 * np.floor(v), "tile")[..., None]
    paint = np.where(odd[..., None] > 0, rgb(mix(colour, "#ffffff", 0.55)), rgb(colour)) * (0.93 + 0.1 * tone)
    seams = np.clip(_seams(u, 0.012, slope_u) + _seams(v, 0.012, slope_v), 0, 1)
    return np.asarray(paint * (1 - 0.22 * seams)[..., None], np.float32)


def _stone(stage: Stage, x: Field, z: Field, colour: str) -> Picture:
    """Worn flagstones."""
    u = x * 3.4
    v = z * 2.4
    u = np.asarray(u + 0.5 * np.mod(np.floor(v), 2), np.float32)
    slope_u = np.abs(np.gradient(u, axis=1)).astype(np.float32)
    slope_v = np.abs(np.gradient(v, axis=0)).astype(np.float32)
    tone = _jitter(stage, np.floor(u) + 17 * np.floor(v), "stone")
    rough = _grain(stage, u * 0.3, v * 0.3, "rough", 1.0)
    seams = np.clip(_seams(u, 0.02, slope_u) + _seams(v, 0.02, slope_v), 0, 1)
    paint = rgb(colour) * (0.72 + 0.26 * tone + 0.5 * (rough - 0.5))[..., None]
    return np.asarray(paint * (1 - 0.4 * seams)[..., None], np.float32)


def _carpet(stage: Stage, x: Field, z: Field, colour: str) -> Picture:
    """Soft pile."""
    fine = _grain(stage, x * 9, z * 9, "pile", 1.0)
    broad = _grain(stage, x * 0.5, z * 0.5, "broad", 1.0)
    return np.asarray(rgb(colour) * (0.86 + 0.22 * (fine - 0.5) + 0.28 * broad)[..., None], np.float32)


_KINDS = {"planks": _planks, "boards": _boards, "tiles": _tiles, "stone": _stone, "carpet": _carpet}
