"""A picture from outside set in motion: its water flows where it has some, the camera breathes, the rest stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .camera import Camera
from .world import Frame, Water

ROWS = 90
"""Water is looked for on a picture of this height."""
_WET = re.compile(r"\b(waves?|water|sea|ocean|river|lake|stream|waterfall|surf|tide|flow\w*|ripples?|beach)\b", re.I)


@dataclass(slots=True)
class Still:
    """``notes`` say what could not be moved."""

    canvas: Frame
    camera: Camera
    water: Water | None
    notes: tuple[str, ...]

    def frame(self, seconds: float, whole: float) -> Frame:
        """Height x width x 3 RGB at a moment of a film of ``whole`` seconds."""
        canvas = self.canvas
        if self.water is not None:
            canvas = canvas.copy()
            self.water.draw(canvas, seconds)
        return self.camera.see(canvas, seconds / max(whole, 0.1))


def still(pixels: Frame, prompt: str, move: str, width: int, height: int) -> Still:
    """Set a picture up. ``move`` is the camera's, as the prompt says it."""
    wet = bool(_WET.search(prompt))
    camera = Camera(move if move != "static" or not wet else "held", width, height)
    if camera.move == "static":
        camera = Camera("zoom_in", width, height)
    canvas = fitted(pixels, *camera.canvas)
    water = _water(canvas) if wet else None
    notes = () if water is not None or not wet else ("No water was found in the picture, so only the camera moves.",)
    return Still(canvas, camera, water, notes)


def fitted(pixels: NDArray[np.uint8], width: int, height: int) -> Frame:
    """Cut to that shape and brought to that size."""
    tall, wide = pixels.shape[:2]
    scale = max(width / wide, height / tall)
    size = (max(width, round(wide * scale)), max(height, round(tall * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    larger = cv2.resize(pixels[..., :3], size, interpolation=how)
    top, left = (larger.shape[0] - height) // 2, (larger.shape[1] - width) // 2
    return np.ascontiguousarray(larger[top : top + height, left : left + width], np.uint8)


def _water(canvas: Frame) -> Water | None:
    """Water lies below a level line and is bluer or greener than it is red. Classical means: a sea is found well, a
    puddle in a street is not."""
    small = cv2.GaussianBlur(cv2.resize(canvas, (160, ROWS), interpolation=cv2.INTER_AREA), (0, 0), 1.5)
    lab = np.asarray(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)
    cool = (lab[..., 2] < 4.0) & (lab[..., 1] < 14)
    line = _horizon(lab[..., 0], cool)
    if line is None:
        return None
    cool[:line] = False
    joined = cv2.morphologyEx(cool.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    height, width = canvas.shape[:2]
    mask = cv2.resize(joined * 255, (width, height), interpolation=cv2.INTER_LINEAR)
    soft = np.where(mask > 127, 255, 0).astype(np.uint8)
    top = max(0, round(line * height / ROWS))
    bottom = int(np.nonzero(soft.any(axis=1))[0][-1]) + 1
    return Water.over(canvas, soft, top, bottom) if bottom - top >= 12 else None


def _horizon(light: NDArray[np.float32], cool: NDArray[np.bool_]) -> int | None:
    """The row from which water reaches down: a step in the light along the whole width, with cool colours below."""
    steps = np.abs(np.diff(cv2.GaussianBlur(light, (0, 0), 1.2), axis=0))
    level = np.median(steps, axis=1)
    best, most = None, 0.6
    for row in range(ROWS // 6, ROWS * 5 // 6):
        wet = float(cool[row + 1 : row + 1 + ROWS // 9].mean())
        if wet > 0.6 and level[row] * wet > most:
            best, most = row + 1, float(level[row] * wet)
    return best
