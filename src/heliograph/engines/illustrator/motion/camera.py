"""Where the camera looks at each moment: a window on a canvas that is larger than the frame."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]
WIDER = {"pan": 1.3, "orbit": 1.14, "static": 1.03, "track": 1.03}
TALLER = {"tilt": 1.2, "static": 1.03, "track": 1.03, "orbit": 1.03}
"""How much larger than the frame the canvas is, by move; 1 where nothing is said."""
NEARER = 1.22
"""How much a zoom enlarges."""


@dataclass(frozen=True, slots=True)
class Camera:
    """``move`` as the scene says it; ``width`` and ``height`` of the frame in pixels."""

    move: str
    width: int
    height: int

    @property
    def canvas(self) -> tuple[int, int]:
        """Width and height of the canvas to paint, even numbers."""
        wider, taller = WIDER.get(self.move, 1.0), TALLER.get(self.move, 1.0)
        return (round(self.width * wider / 2) * 2, round(self.height * taller / 2) * 2)

    def window(self, at: float) -> tuple[float, float, float]:
        """Left, top and enlargement at a moment from 0 to 1."""
        wide, tall = self.canvas
        spare_x, spare_y = wide - self.width, tall - self.height
        eased = at * at * (3 - 2 * at)
        if self.move == "pan":
            return spare_x * eased, spare_y / 2, 1.0
        if self.move == "tilt":
            return spare_x / 2, spare_y * (1 - eased), 1.0
        if self.move in ("zoom_in", "zoom_out"):
            nearer = 1 + (NEARER - 1) * (1 - eased if self.move == "zoom_out" else eased)
            return (wide - self.width / nearer) / 2, (tall - self.height / nearer) * 0.56, nearer
        sway = np.sin(2 * np.pi * at)
        return float(spare_x * (0.5 + 0.4 * sway)), float(spare_y * (0.5 + 0.25 * np.sin(np.pi * at))), 1.0

    def see(self, canvas: Frame, at: float) -> Frame:
        """The frame at that moment."""
        left, top, nearer = self.window(at)
        if canvas.shape[:2] == (self.height, self.width) and nearer == 1.0:
            return canvas
        move = np.array([[nearer, 0, -left * nearer], [0, nearer, -top * nearer]], np.float32)
        seen = cv2.warpAffine(canvas, move, (self.width, self.height), flags=cv2.INTER_LINEAR)
        return np.asarray(seen, np.uint8)
