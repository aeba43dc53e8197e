"""The layers of a scene that can move against one another: sky, drifting clouds, land, water. Painted once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas.composite import Picture
from ..light import light_of, time_of
from ..scene import Scene
from ..settings.registry import DEFAULT, named, settings
from ..settings.sky import paint_sky
from ..settings.stage import Backdrop, Stage

Frame = NDArray[np.uint8]
DRIFT = 9.0
"""Pixels a second that clouds drift on a frame of 1280."""
CLEAR = ("clear", "", "sunny", "windy", "rainbow", "cloudy")


def toned(picture: Picture) -> Picture:
    """The look of a finished illustration without what belongs to the frame: livelier colours, a gentle curve."""
    grey = picture.mean(axis=2, keepdims=True)
    livelier = grey + (picture - grey) * np.float32(1.06)
    curved = livelier + np.float32(0.10) * (livelier - 0.5) * (1 - np.abs(2 * livelier - 1))
    return np.asarray(np.clip(curved, 0, 1), np.float32)


def to_frame(picture: Picture) -> Frame:
    """0..1 floats as bytes."""
    return np.ascontiguousarray(np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8))


@dataclass(slots=True)
class Sky:
    """``clear`` is the sky without clouds; ``clouds`` what clouds add to it (or take), to be shifted; ``land`` covers
    what is not sky. All of the sky's rows only."""

    clear: Frame
    clouds: NDArray[np.int16]
    land: Frame

    def draw(self, canvas: Frame, seconds: float, drift: float) -> None:
        """Put the sky of a moment behind the land."""
        rows, width = self.clear.shape[:2]
        move = np.array([[1, 0, drift * seconds], [0, 1, 0]], np.float32)
        moved = cv2.warpAffine(self.clouds, move, (width, rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        sky = cv2.add(self.clear, moved, dtype=cv2.CV_8U)
        part = canvas[:rows]
        cv2.copyTo(sky, cv2.bitwise_not(self.land), part)


@dataclass(slots=True)
class Water:
    """Rows of water that shimmer: each pixel is looked up a little beside itself, in two travelling waves."""

    top: int
    mask: Frame
    still: Frame
    column: NDArray[np.float32]
    row: NDArray[np.float32]
    sines: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]
    strength: NDArray[np.float32]

    @classmethod
    def over(cls, canvas: Frame, mask: Frame, top: int, bottom: int) -> Water:
        """Water between two rows, where ``mask`` is set."""
        part = canvas[top:bottom]
        height, width = part.shape[:2]
        row, column = np.mgrid[0:height, 0:width].astype(np.float32)
        depth = (row[:, :1] + 4) / height  # waves grow toward the eye
        first = row * (0.9 / (0.25 + depth)) * 0.55 + column * 0.012
        second = row * (0.35 / (0.25 + depth)) - column * 0.02
        sines = (np.sin(first), np.cos(first), np.sin(second), np.cos(second))
        strength = (1.2 + 6.5 * depth) * width / 1280
        return cls(top, np.ascontiguousarray(mask[top:bottom]), part.copy(), column, row, sines, strength)

    def draw(self, canvas: Frame, seconds: float) -> None:
        """The water of a moment, where nothing stands before it."""
        sin_a, cos_a, sin_b, cos_b = self.sines
        p, q = 2.4 * seconds, 1.5 * seconds
        wave = (sin_a * np.float32(np.cos(p)) + cos_a * np.float32(np.sin(p))) * self.strength
        swell = (sin_b * np.float32(np.cos(q)) + cos_b * np.float32(np.sin(q))) * (self.strength * np.float32(0.45))
        moved = cv2.remap(
            self.still, self.column + wave, self.row + swell, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
        )
        cv2.copyTo(moved, self.mask, canvas[self.top : self.top + moved.shape[0]])


def stage_of(scene: Scene, name: str, **changed: Any) -> Stage:
    """The stage that a backdrop of this scene is painted on, with options changed."""
    row = {**settings()[named(name) or DEFAULT], **dict.fromkeys(scene.sky, True), **changed}
    return Stage(
        width=scene.width,
        height=scene.height,
        seed=scene.seed,
        light=light_of(scene),
        time=time_of(scene),
        weather=scene.weather or "clear",
        season=str(row.get("season", scene.season or "summer")),
        options=row,
    )


def sky_of(scene: Scene, ground: Backdrop, name: str, painted: Picture) -> Sky | None:
    """The sky behind a painted backdrop, where it has one and clouds that can drift. ``painted`` is the backdrop before
    it was toned."""
    rows = int(min(ground.horizon, scene.height))
    if ground.indoor or rows < 16 or scene.weather not in CLEAR or ground.ground in ("void", "air"):
        return None
    full = paint_sky(stage_of(scene, name), ground.horizon)
    bare = paint_sky(replace(stage_of(scene, name, clouds=0.0), weather="clear"), ground.horizon)
    differs = np.abs(full[:rows] - np.clip(painted[:rows], 0, 1)).max(axis=2) > 2 / 255
    if differs.mean() > 0.9:
        return None
    land = cv2.dilate(np.where(differs, 255, 0).astype(np.uint8), np.ones((3, 3), np.uint8))
    clear, clouded = to_frame(toned(bare[:rows])), to_frame(toned(full[:rows]))
    return Sky(clear, clouded.astype(np.int16) - clear, np.asarray(land, np.uint8))


def water_of(scene: Scene, ground: Backdrop, name: str, canvas: Frame, painted: Picture) -> Water | None:
    """The water of a backdrop: its rows, less what stands in them."""
    if ground.water is None:
        return None
    top, bottom = (round(row) for row in ground.water)
    top, bottom = max(0, top + 1), min(scene.height, bottom)
    if bottom - top < 12:
        return None
    mask = np.zeros(canvas.shape[:2], np.uint8)
    mask[top:bottom] = 255
    lab = cv2.cvtColor(np.ascontiguousarray(painted[top:bottom]), cv2.COLOR_RGB2LAB)
    # banks and trees differ from the water's own middle tone by more green or more red than waves do
    middle = np.median(lab.reshape(-1, 3), axis=0)
    off = np.abs(lab[..., 1] - middle[1]) * 1.6 + np.abs(lab[..., 2] - middle[2]) * 0.6
    solid = cv2.morphologyEx(np.where(off > 24, 255, 0).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    mask[top:bottom][cv2.dilate(solid, np.ones((7, 7), np.uint8)) > 0] = 0
    return Water.over(canvas, mask, top, bottom)
