"""What a sketched setting draws with: the stage, a pen, and colours under the hour's light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...canvas.paint import linear, solid
from ...canvas.paths import Point, oval, rect, smooth, star
from ...canvas.pen import Mode, Pen
from ...canvas.skia import SkiaSurface
from ...canvas.surface import Path
from ..land import aired
from ..stage import Stage


@dataclass(slots=True)
class Easel:
    """A stage with a surface and a pen on it."""

    stage: Stage
    surface: SkiaSurface
    pen: Pen

    @property
    def w(self) -> float:
        """Width in pixels."""
        return float(self.stage.width)

    @property
    def h(self) -> float:
        """Height in pixels."""
        return float(self.stage.height)

    @property
    def u(self) -> float:
        """A thousandth of the frame."""
        return self.stage.unit

    @property
    def inked(self) -> bool:
        """True for line art."""
        return self.pen.mode == "line"

    def colour(self, colour: str, far: float = 0.0) -> str:
        """A colour under the light of the hour."""
        return aired(self.stage, colour, far)

    def random(self, name: str) -> np.random.Generator:
        """A stream for one purpose."""
        return self.stage.random("sketch", name)

    def shape(self, path: Path, colour: str, far: float = 0.0) -> None:
        """A plain coloured shape, outlined in line art."""
        self.pen.part(path, self.colour(colour, far), shade=0.0, highlight=0.0)

    def mark(self, path: Path, colour: str, alpha: float = 1.0) -> None:
        """A patch of colour that line art leaves out."""
        self.pen.fill(path, self.colour(colour), alpha)

    def stroke(self, points: list[Point], colour: str, width: float = 3.0) -> None:
        """An open curve."""
        self.pen.line(smooth(points, False), self.colour(colour), width * self.u)

    def wash(self, top: str, bottom: str, y0: float = 0.0, y1: float | None = None) -> None:
        """A vertical gradient over the full width; nothing in line art."""
        end = self.h if y1 is None else y1
        if not self.inked:
            self.surface.fill(rect(0, y0, self.w, end - y0), linear((0, y0), (0, end), (0, top, 1), (1, bottom, 1)))


def easel(stage: Stage, mode: Mode) -> Easel:
    """A fresh easel on white paper."""
    surface = stage.surface()
    surface.fill(rect(0, 0, stage.width, stage.height), solid("#ffffff"))
    width = (2.4 if mode == "line" else 3.0) * stage.unit
    return Easel(stage, surface, Pen(surface=surface, mode=mode, line_width=width, light=stage.light.direction))


def cloud(x: float, y: float, w: float) -> Path:
    """A cartoon cloud ``w`` wide whose flat base lies at ``y``."""
    bumps = [
        (0.0, 0.0),
        (0.06, -0.12),
        (0.2, -0.16),
        (0.3, -0.3),
        (0.5, -0.36),
        (0.67, -0.26),
        (0.8, -0.16),
        (0.94, -0.12),
        (1.0, 0.0),
    ]
    points: list[Point] = [(x - w / 2 + a * w, y + b * w) for a, b in bumps]
    return smooth([*points, (x + w * 0.44, y + 0.03 * w), (x - w * 0.44, y + 0.03 * w)])


def heavens(art: Easel, horizon: float) -> None:
    """Sky, sun or moon, stars, clouds."""
    light = art.stage.light
    tones = light.sky
    art.wash(tones[len(tones) // 3][1], tones[-1][1], 0, horizon)
    x, y = light.sun[0] * art.w, max(0.1 * art.h, light.sun[1] * horizon)
    size = 62 * art.u
    if light.night:
        _night(art, x, y, size, horizon)
    elif art.stage.weather in ("clear", "", "sunny", "wind"):
        if art.inked:
            for k in range(12):
                dx, dy = float(np.cos(k * np.pi / 6)), float(np.sin(k * np.pi / 6))
                art.stroke(
                    [(x + dx * size * 1.25, y + dy * size * 1.25), (x + dx * size * 1.6, y + dy * size * 1.6)],
                    "#f2b632",
                )
        art.pen.part(
            oval(x, y, size), light.sun_colour if art.stage.time == "sunset" else "#ffd95a", shade=0, highlight=0
        )
    _clouds(art, horizon)


def _night(art: Easel, x: float, y: float, size: float, horizon: float) -> None:
    random = art.random("stars")
    for _ in range(26):
        sx, sy = float(random.random()) * art.w, float(random.random()) * horizon * 0.85
        reach = (7 + 8 * float(random.random())) * art.u
        art.pen.part(star(sx, sy, reach, reach * 0.42), "#fff3b8", shade=0, highlight=0, line_width=1.6 * art.u)
    crescent = smooth(
        [
            (x - size * 0.3, y - size, 1),
            (x + size * 0.7, y - size * 0.45),
            (x + size * 0.7, y + size * 0.45),
            (x - size * 0.3, y + size, 1),
            (x + size * 0.15, y + size * 0.4),
            (x + size * 0.15, y - size * 0.4),
        ]
    )
    art.pen.part(crescent, "#fff2c4", shade=0, highlight=0)


def _clouds(art: Easel, horizon: float) -> None:
    random = art.random("clouds")
    count = 5 if art.stage.weather in ("cloudy", "rain", "storm", "snow", "fog") else 3
    for i in range(count):
        x = art.w * ((i + 0.2 + 0.6 * float(random.random())) / count)
        y = horizon * (0.16 + 0.42 * float(random.random()))
        width = (170 + 120 * float(random.random())) * art.u
        tone = art.stage.light.cloud_lit if not art.stage.light.night else "#5d74a8"
        art.pen.part(cloud(x, y, width), tone, shade=0.0, highlight=0.0)
