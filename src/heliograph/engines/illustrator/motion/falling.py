"""Rain and snow that fall past the camera: a few sheets of drops, each wrapping round at its own speed."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..canvas.noise import rng
from ..canvas.pen import Mode
from .world import Frame


@dataclass(slots=True)
class Sheet:
    """One depth of drops: light to add, and how far it goes in a second, in pixels (right, down)."""

    light: Frame
    speed: tuple[float, float]


@dataclass(slots=True)
class Falling:
    """All depths together."""

    sheets: list[Sheet]

    def draw(self, frame: Frame, seconds: float) -> None:
        """Add the drops of a moment."""
        height, width = frame.shape[:2]
        for sheet in self.sheets:
            dx, dy = (round(speed * seconds) for speed in sheet.speed)
            moved = np.roll(sheet.light, (dy % height, dx % width), axis=(0, 1))
            cv2.add(frame, cv2.merge([moved] * 3), dst=frame)


def falling(weather: str, width: int, height: int, seed: int, mode: Mode) -> Falling | None:
    """What falls in that weather; None in any other."""
    if mode == "line":
        return None
    if weather in ("rain", "storm"):
        return Falling([_rain(width, height, seed, depth, weather == "storm") for depth in range(2)])
    if weather == "snow":
        return Falling([_snow(width, height, seed, depth) for depth in range(3)])
    return None


def _rain(width: int, height: int, seed: int, depth: int, heavy: bool) -> Sheet:
    random = rng(seed, "rainfall", depth)
    light = np.zeros((height, width), np.uint8)
    near = depth + 1
    for _ in range((260 if heavy else 150) // near):
        x, y = int(random.integers(0, width)), int(random.integers(0, height))
        long = int(height * 0.035 * near * (0.7 + 0.6 * float(random.random())))
        shine = int(34 + 34 * depth + 20 * float(random.random()))
        cv2.line(light, (x, y), (x - long // 5, y + long), shine, near, cv2.LINE_AA)
    return Sheet(light, (-height * 0.28 * near, height * 1.4 * near))


def _snow(width: int, height: int, seed: int, depth: int) -> Sheet:
    random = rng(seed, "snowing", depth)
    light = np.zeros((height, width), np.uint8)
    size = (1.4, 2.6, 5.5)[depth] * height / 720
    for _ in range((260, 110, 26)[depth]):
        centre = (int(random.integers(0, width)), int(random.integers(0, height)))
        cv2.circle(light, centre, max(1, round(size * (0.7 + 0.6 * float(random.random())))), 210, -1, cv2.LINE_AA)
    soft = cv2.GaussianBlur(light, (0, 0), max(0.6, size * 0.35))
    return Sheet(np.asarray(soft, np.uint8), (height * 0.03 * (depth - 1), height * (0.06 + 0.05 * depth)))
