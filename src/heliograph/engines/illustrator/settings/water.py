"""Water that mirrors what is above it, with ripples that grow toward the viewer; the sea; foam on a beach."""

from __future__ import annotations

import cv2
import numpy as np

from ..canvas.composite import Picture
from ..canvas.noise import contour, step
from ..canvas.paint import rgb
from .ground import plane
from .land import aired
from .stage import Stage


def lake(
    stage: Stage, picture: Picture, top: float, bottom: float | None = None, *, calm: float = 1.0, tint: str = "#2a6c98"
) -> None:
    """Mirror the picture above row ``top`` into the rows down to ``bottom``; ``calm`` below 1 is choppy."""
    start = int(top)
    end = stage.height if bottom is None else min(stage.height, int(bottom))
    rows = end - start
    if rows < 2 or start < 2:
        return
    unit = stage.unit
    down = np.arange(rows, dtype=np.float32)[:, None]
    depth = down / max(1, stage.height - start)
    horizon = top - 0.03 * stage.height
    rough = 0.55 if calm < 1 else 1.0
    swell = plane(stage, horizon, cell=300 * rough * unit, stretch=3.2, octaves=5, name="swell")[start:end] - 0.5
    chop = plane(stage, horizon, cell=84 * rough * unit, stretch=3.0, octaves=5, name="chop")[start:end] - 0.5
    push = (swell * 70 + chop * 44) * unit * (0.12 + depth) / max(0.25, calm)
    rows_from = np.clip(start - 1 - down * 0.97 + push, 0, start - 1).astype(np.float32)
    columns = np.arange(stage.width, dtype=np.float32)[None] + chop * 30 * unit * depth
    mirror = cv2.remap(
        picture, np.ascontiguousarray(columns, np.float32), rows_from, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    body = rgb(aired(stage, tint, 0))
    share = np.clip(0.14 + 0.55 * depth + (1 - calm) * 0.6, 0, 0.88)[..., None]
    paint = mirror * 0.95 * (1 - share) + body * share
    crest = step(0.12, 0.3, chop + swell * 0.5)
    light = rgb(stage.light.sky[-1][1]) if stage.light.sky else rgb(stage.light.warm)
    paint += (light - paint) * (crest * (0.16 + 0.3 * depth))[..., None]
    paint *= 1 - (step(-0.1, -0.28, chop + swell * 0.6) * 0.22 * (0.3 + depth))[..., None]
    if stage.weather in ("clear", "", "sunny") or stage.light.night:
        paint += _glitter(stage, chop + swell * 0.4, depth)[..., None] * rgb(stage.light.sun_colour)
    picture[start:end] = np.clip(paint, 0, 1)
    edge = picture[start : start + max(1, round(unit))]
    edge += (light - edge) * np.float32(0.4)


def _glitter(stage: Stage, ripples: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """The road of light under the sun."""
    low = stage.light.sun[1] > 0.5 or stage.light.night
    columns = np.arange(stage.width, dtype=np.float32)[None] / stage.width - stage.light.sun[0]
    road = np.exp(-((columns / (0.035 + 0.12 * depth)) ** 2))
    return np.asarray(step(0.03, 0.2, ripples) * road * (0.75 if low else 0.22), np.float32)


def beach_edge(stage: Stage, picture: Picture, row: float) -> np.ndarray:
    """Where sea meets sand: a wandering shore line with foam and wet sand below. Returns the line (y per column)."""
    unit = stage.unit
    line = row + (contour(stage.width, stage.width / 1.6, stage.random("shore"), octaves=4, gain=0.4) - 0.5) * 90 * unit
    rows = np.arange(stage.height, dtype=np.float32)[:, None]
    past = rows - line[None]
    lace = plane(stage, row - 0.2 * stage.height, cell=46 * unit, octaves=4, name="foam") - 0.5
    wet = step(62 * unit, 4 * unit, past + lace * 40 * unit) * (past > 0)
    picture *= 1 - (wet * 0.24)[..., None]
    for offset, thick, strength in ((0, 9, 0.95), (-26, 5, 0.6), (-58, 3, 0.4)):
        band = np.exp(-(((past - offset * unit + lace * 26 * unit) / (thick * unit)) ** 2))
        foam = (band * step(-0.22, 0.1, lace) * strength)[..., None].astype(np.float32)
        picture += (rgb(aired(stage, "#ffffff", 0)) - picture) * foam
    return np.asarray(line, np.float32)
