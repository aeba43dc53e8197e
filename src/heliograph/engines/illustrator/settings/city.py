"""Towns: a skyline in the air, a row of houses across the way, pavement and road; lit windows by night."""

from __future__ import annotations

import numpy as np

from ..canvas.composite import Picture, over, screen, to_float
from ..canvas.noise import step
from ..canvas.paint import linear, mix, rgb, shade, solid, tint
from ..canvas.paths import oval, polygon, rect
from ..canvas.skia import SkiaSurface
from .ground import plane
from .land import aired
from .sky import paint_sky
from .stage import Backdrop, Stage

_FRONTS = ("#d98b6a", "#e3c08a", "#9fb4c4", "#c9785f", "#b8c4a0", "#d9a7a0", "#e6d6b8", "#a58fb0")


def city(stage: Stage) -> Backdrop:
    """A street scene; ``road`` puts traffic lanes in front, ``small`` makes cottages."""
    horizon = stage.height * 0.5
    picture = paint_sky(stage, horizon * 1.1)
    _skyline(stage, picture, horizon * 1.12)
    surface = stage.surface()
    base = stage.height * 0.62
    if stage.option("road", True):
        _row_of_houses(stage, surface, base, bool(stage.option("small", False)))
    else:
        _towers(stage, surface, base)
    over(picture, to_float(surface.pixels()))
    _street(stage, picture, base, horizon)
    if stage.light.night or stage.time == "dusk":
        _glow(stage, picture, base)
    wet = stage.weather in ("rain", "storm")
    if wet:
        _wet(stage, picture, base)
    return Backdrop(
        picture=np.clip(picture, 0, 1),
        horizon=horizon,
        far=base + (stage.height - base) * 0.2,
        near=stage.height * 0.92,
        ground="street",
        light=stage.light,
        reflect=0.22 if wet else 0.0,
        depth_haze=0.3,
    )


def _lit(stage: Stage) -> bool:
    return stage.light.night or stage.time in ("dusk", "sunset")


def _skyline(stage: Stage, picture: Picture, base: float) -> None:
    """Two far layers of towers as silhouettes in the haze, with sparse lit windows."""
    random = stage.random("far")
    surface = stage.surface()
    for far, tall in ((0.85, 0.34), (0.6, 0.24)):
        x = -20.0
        while x < stage.width:
            wide = stage.width * float(random.uniform(0.04, 0.1))
            high = stage.height * tall * float(random.uniform(0.35, 1.0))
            tone = aired(stage, "#7f8aa8", far)
            surface.fill(rect(x, base - high, wide, high), solid(tone))
            if random.random() < 0.3:
                surface.fill(
                    polygon([(x, base - high), (x + wide / 2, base - high - wide * 0.7), (x + wide, base - high)]),
                    solid(tone),
                )
            if _lit(stage):
                for _ in range(int(high / (16 * stage.unit))):
                    wx, wy = (
                        x + wide * float(random.uniform(0.1, 0.85)),
                        base - high * float(random.uniform(0.05, 0.95)),
                    )
                    surface.fill(rect(wx, wy, 4 * stage.unit, 5 * stage.unit), solid("#ffdf8f", 0.75))
            x += wide * float(random.uniform(0.8, 1.15))
    over(picture, to_float(surface.pixels()))


def _towers(stage: Stage, surface: SkiaSurface, base: float) -> None:
    """Tall near buildings with grids of windows."""
    random = stage.random("towers")
    x = -0.04 * stage.width
    while x < stage.width:
        wide = stage.width * float(random.uniform(0.13, 0.22))
        edge = abs((x + wide / 2) / stage.width - 0.5)
        high = stage.height * (0.22 + 0.5 * edge) * float(random.uniform(0.8, 1.1))
        tone = aired(stage, ("#5f7390", "#8a7f8f", "#6f8a94", "#94836f")[int(random.integers(4))], 0.12)
        surface.fill(
            rect(x, base - high, wide, high),
            linear((x, 0), (x + wide, 0), (0, tint(tone, 0.18), 1), (1, shade(tone, 0.28), 1)),
        )
        columns, rows = max(3, int(wide / (30 * stage.unit))), max(4, int(high / (38 * stage.unit)))
        _windows(stage, surface, (x, base - high, wide, high), columns, rows, random)
        x += wide * 1.02


def _windows(
    stage: Stage,
    surface: SkiaSurface,
    spot: tuple[float, float, float, float],
    columns: int,
    rows: int,
    random: np.random.Generator,
) -> None:
    x, y, w, h = spot
    lit = _lit(stage)
    glass = aired(stage, "#bcd9ea", 0.05) if not stage.light.night else "#1f2c50"
    for row in range(rows):
        for column in range(columns):
            wx, wy = x + w * (column + 0.22) / columns, y + h * (row + 0.3) / (rows + 0.4)
            on = lit and random.random() < 0.55
            tone = (
                ("#ffdc8a", "#ffe9b0", "#ffc978")[int(random.integers(3))]
                if on
                else mix(glass, "#ffffff", 0.25 * float(random.random()))
            )
            surface.fill(rect(wx, wy, w / columns * 0.56, h / rows * 0.46), solid(tone, 1 if on else 0.85))


def _row_of_houses(stage: Stage, surface: SkiaSurface, base: float, small: bool) -> None:
    random = stage.random("houses")
    x = -stage.width * float(random.uniform(0.0, 0.1))
    while x < stage.width:
        wide = stage.width * float(random.uniform(0.17, 0.24))
        high = stage.height * float(random.uniform(0.2, 0.26) if small else random.uniform(0.36, 0.52))
        tone = aired(stage, _FRONTS[int(random.integers(len(_FRONTS)))], 0.06)
        _house(stage, surface, (x, base - high, wide, high), tone, random, small)
        x += wide * (1.16 if small else 1.0)


def _house(
    stage: Stage,
    surface: SkiaSurface,
    spot: tuple[float, float, float, float],
    tone: str,
    random: np.random.Generator,
    small: bool,
) -> None:
    x, y, w, h = spot
    unit = stage.unit
    snowy = stage.season == "winter"
    roof = (
        aired(stage, "#f3f7fc", 0.06)
        if snowy
        else aired(stage, ("#8a4a3a", "#6f5a5a", "#5a6478")[int(random.integers(3))], 0.06)
    )
    if small or random.random() < 0.5:
        surface.fill(
            polygon([(x - 0.05 * w, y), (x + w / 2, y - 0.3 * w), (x + 1.05 * w, y)]),
            linear((x, y - 0.3 * w), (x, y), (0, tint(roof, 0.15), 1), (1, shade(roof, 0.2), 1)),
        )
    else:
        surface.fill(rect(x - 5 * unit, y - 14 * unit, w + 10 * unit, 20 * unit), solid(shade(tone, 0.3)))
    surface.fill(rect(x, y, w, h), linear((x, 0), (x + w, 0), (0, tint(tone, 0.14), 1), (1, shade(tone, 0.16), 1)))
    surface.fill(rect(x, y, w, 16 * unit), solid(shade(tone, 0.4), 0.4), blur=6 * unit)
    rows = 1 if small else max(2, round(h / (135 * unit)))
    columns = 2 if small else 3
    ground_floor = h * (0.5 if small else 0.3)
    _house_windows(stage, surface, (x, y + 18 * unit, w, h - ground_floor - 18 * unit), columns, rows, random)
    _shop_front(stage, surface, (x, y + h - ground_floor, w, ground_floor), tone, random, small)


def _house_windows(
    stage: Stage,
    surface: SkiaSurface,
    spot: tuple[float, float, float, float],
    columns: int,
    rows: int,
    random: np.random.Generator,
) -> None:
    x, y, w, h = spot
    unit = stage.unit
    frame = aired(stage, "#f6efe0", 0.04)
    for row in range(rows):
        for column in range(columns):
            ww, wh = w / columns * 0.46, h / rows * 0.6
            wx, wy = x + w * (column + 0.5) / columns - ww / 2, y + h * (row + 0.5) / rows - wh / 2
            on = _lit(stage) and random.random() < 0.6
            glass = "#ffd98a" if on else aired(stage, "#86b4cf", 0.02)
            surface.fill(rect(wx - 4 * unit, wy - 4 * unit, ww + 8 * unit, wh + 8 * unit, 2 * unit), solid(frame))
            surface.fill(
                rect(wx, wy, ww, wh),
                linear((wx, wy), (wx + ww, wy + wh), (0, tint(glass, 0.35), 1), (1, shade(glass, 0.12), 1)),
            )
            surface.fill(rect(wx + ww / 2 - 1.5 * unit, wy, 3 * unit, wh), solid(frame))
            surface.fill(rect(wx, wy + wh * 0.42, ww, 3 * unit), solid(frame))
            surface.fill(rect(wx - 7 * unit, wy + wh + 3 * unit, ww + 14 * unit, 6 * unit), solid(shade(frame, 0.15)))
            if random.random() < 0.35:
                for k in range(6):
                    colour = ("#e2566a", "#f4c64a", "#ffffff", "#c678c8")[k % 4]
                    surface.fill(
                        oval(wx + ww * (k + 0.5) / 6, wy + wh + 1 * unit, 5 * unit), solid(aired(stage, colour, 0.02))
                    )


def _shop_front(
    stage: Stage,
    surface: SkiaSurface,
    spot: tuple[float, float, float, float],
    tone: str,
    random: np.random.Generator,
    small: bool,
) -> None:
    x, y, w, h = spot
    unit = stage.unit
    wood = aired(stage, ("#5a3a2a", "#2f5a55", "#3a4a70", "#7a2f35")[int(random.integers(4))], 0.05)
    door_left = random.random() < 0.5
    dx = x + w * (0.1 if door_left else 0.66)
    surface.fill(rect(dx, y + h * 0.22, w * 0.24, h * 0.78, 3 * unit), solid(wood))
    surface.fill(
        rect(dx + w * 0.04, y + h * 0.3, w * 0.16, h * 0.28, 2 * unit),
        solid("#ffdf9a" if _lit(stage) else aired(stage, "#9fc4d8", 0)),
    )
    surface.fill(oval(dx + w * 0.2, y + h * 0.66, 3.5 * unit), solid("#e3c05a"))
    wx = x + w * (0.42 if door_left else 0.08)
    surface.fill(rect(wx, y + h * 0.26, w * 0.5, h * 0.5, 3 * unit), solid(shade(wood, 0.2)))
    glow = "#ffdf9a" if _lit(stage) else aired(stage, "#a9cfe0", 0)
    surface.fill(
        rect(wx + 4 * unit, y + h * 0.26 + 4 * unit, w * 0.5 - 8 * unit, h * 0.5 - 8 * unit),
        linear((wx, y), (wx + w * 0.5, y + h), (0, tint(glow, 0.4), 1), (1, glow, 1)),
    )
    if not small:
        _awning(stage, surface, (wx - 6 * unit, y + h * 0.12, w * 0.5 + 12 * unit, h * 0.2), random)


def _awning(
    stage: Stage, surface: SkiaSurface, spot: tuple[float, float, float, float], random: np.random.Generator
) -> None:
    x, y, w, h = spot
    tone = ("#c9404a", "#2f7a5a", "#2f5a9f", "#d98a2f")[int(random.integers(4))]
    count = 8
    for i in range(count):
        a, b = x + w * i / count, x + w * (i + 1) / count
        colour = aired(stage, tone if i % 2 == 0 else "#fbf3e2", 0.03)
        surface.fill(
            polygon([(a + (x + w / 2 - a) * 0.08, y), (b + (x + w / 2 - b) * 0.08, y), (b, y + h), (a, y + h)]),
            solid(colour),
        )
        surface.fill(oval((a + b) / 2, y + h, (b - a) / 2, h * 0.16), solid(colour))
    surface.fill(rect(x, y + h * 1.12, w, h * 0.3), solid("#2c2030", 0.3), blur=6 * stage.unit)


def _street(stage: Stage, picture: Picture, base: float, horizon: float) -> None:
    """A kerb and pavement at the houses, then asphalt with a dashed line."""
    top = int(base)
    rows = np.arange(top, stage.height, dtype=np.float32)[:, None]
    grit = plane(stage, horizon, cell=26 * stage.unit, octaves=4, name="asphalt")[top:]
    wide = plane(stage, horizon, cell=300 * stage.unit, octaves=3, name="stain")[top:]
    depth = (rows - base) / max(1.0, stage.height - base)
    pave, road = rgb(aired(stage, "#c4bcb2", 0.04)), rgb(aired(stage, "#6c6f7a", 0.02))
    if stage.season == "winter":
        white = rgb(aired(stage, "#eef3fa", 0))
        pave, road = pave * 0.15 + white * 0.85, road * 0.45 + white * 0.55
    kerb = 0.3 if stage.option("road", True) else 1.2
    on_road = step(kerb - 0.006, kerb + 0.006, np.broadcast_to(depth, grit.shape).astype(np.float32))[..., None]
    paint = (pave + (road - pave) * on_road) * (0.86 + 0.2 * grit + 0.1 * (wide - 0.5))[..., None]
    edge = np.exp(-(((depth - kerb) / 0.018) ** 2))[..., None]
    paint += (rgb(aired(stage, "#e6e0d6", 0)) - paint) * edge * 0.8
    far = (stage.height - horizon) / np.maximum(rows - horizon, 1)
    x = (np.arange(stage.width, dtype=np.float32)[None] - stage.width / 2) * far / (stage.width)
    if stage.option("road", True):
        stripe = np.exp(-(((depth - 0.66) / 0.02) ** 2)) * step(
            0.52, 0.56, np.asarray(np.mod(x * 3.1 + 0.28, 1.0), np.float32)
        )
        paint += (rgb(aired(stage, "#f2ead0", 0)) - paint) * (stripe * 0.85)[..., None]
    joints = (1 - on_road[..., 0]) * step(0.035, 0.015, np.asarray(np.abs(np.mod(x * 7, 1) - 0.5), np.float32))
    paint *= (1 - 0.18 * joints)[..., None]
    paint *= (1 - 0.25 * np.exp(-depth * 26))[..., None]
    picture[top:] = np.clip(paint, 0, 1)


def _glow(stage: Stage, picture: Picture, base: float) -> None:
    """Street lamps: pools of light on the pavement and halos in the air."""
    surface = stage.surface()
    for at in (0.14, 0.86):
        x, top = stage.width * at, base - stage.height * 0.24
        surface.fill(rect(x - 4 * stage.unit, top, 8 * stage.unit, stage.height * 0.27), solid("#20242f"))
        surface.fill(oval(x, top - 8 * stage.unit, 15 * stage.unit), solid("#fff0c0"))
    over(picture, to_float(surface.pixels()))
    y, x_ = np.mgrid[0 : stage.height, 0 : stage.width].astype(np.float32)
    for at in (0.14, 0.86):
        halo = np.exp(-(np.hypot(x_ - stage.width * at, y - base + stage.height * 0.24) / (90 * stage.unit)))
        pool = np.exp(
            -(((x_ - stage.width * at) / (200 * stage.unit)) ** 2)
            - ((y - base - 60 * stage.unit) / (60 * stage.unit)) ** 2
        )
        screen(picture, np.asarray((0.75 * halo + 0.4 * pool)[..., None] * rgb("#ffd08a"), np.float32))


def _wet(stage: Stage, picture: Picture, base: float) -> None:
    """Rain water on the street mirrors the houses and their lights."""
    top = int(base + (stage.height - base) * 0.12)
    rows = stage.height - top
    mirror = picture[max(0, top - rows) : top][::-1]
    ripple = plane(stage, base - 40 * stage.unit, cell=60 * stage.unit, name="wet")[top : top + mirror.shape[0]]
    share = (0.18 + 0.3 * step(0.45, 0.6, ripple))[..., None]
    part = picture[top : top + mirror.shape[0]]
    part += (mirror * 0.9 - part) * share
