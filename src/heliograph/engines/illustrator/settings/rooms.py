"""Rooms: a wall and what hangs on it, a floor, light through a window or from lamps; table tops; studios."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from ..canvas.composite import Picture, blurred, darken, over, to_float, vertical
from ..canvas.noise import fbm, step
from ..canvas.paint import mix, named, rgb, shade, tint
from ..canvas.skia import SkiaSurface
from ..light import indoors
from .fittings import DRESSING
from .floors import lay_floor
from .furniture import Spot, curtains, rug, window
from .outdoors import outdoors
from .stage import TABLE_RISE, Backdrop, Stage

_WALLS = ("#e3cfa9", "#cfd8c2", "#e6c9b8", "#c9d5dc", "#d9cbe0", "#efdfc0")
_CLOTHS = ("#f6efe2", "#c9604e", "#5f8fa8", "#d9a441", "#7f9d6d")
_RUGS = ("#b5384a", "#2f6f8f", "#c98a3a", "#6f8a4f", "#7c4f83")


def room(stage: Stage) -> Backdrop:
    """An interior; ``options`` name wall, floor, dressing (see settings.toml)."""
    stage = replace(stage, light=indoors(stage.light, lamp=bool(stage.option("lamplight", False))))
    base = stage.height * float(stage.option("base", 0.63))
    eye = stage.height * 0.36
    picture = _wall(stage, base)
    surface = stage.surface()
    random = stage.random("room")
    lit_by = _window_spot(stage, random, base)
    things = list(stage.option("dressing", []))
    if "cabinets" in things:
        _dress(stage, surface, random, base, None, ["cabinets"])
    if lit_by is not None:
        _window(stage, surface, random, lit_by)
    _dress(stage, surface, random, base, lit_by, [name for name in things if name not in ("cabinets", *_STANDING)])
    over(picture, to_float(surface.pixels()))
    _skirting(stage, picture, base)
    lay_floor(
        stage, picture, base, eye, str(stage.option("floor", "planks")), str(stage.option("floor_colour", "#a8703f"))
    )
    _floor_shade(picture, base)
    if stage.option("rug", False):
        cloth = stage.surface()
        tone = _RUGS[int(random.integers(len(_RUGS)))]
        rug(stage, cloth, (stage.width * 0.5, stage.height * 0.86), (stage.width * 0.42, stage.height * 0.1), tone)
        over(picture, to_float(cloth.pixels()))
    if lit_by is not None and not stage.light.night:
        _light_patch(stage, picture, base, lit_by)
    standing = stage.surface()
    _dress(stage, standing, random, base, lit_by, [name for name in things if name in _STANDING])
    over(picture, to_float(standing.pixels()))
    _mood(stage, picture, lit_by)
    return Backdrop(
        picture=np.clip(picture, 0, 1),
        horizon=eye,
        far=base + (stage.height - base) * 0.22,
        near=stage.height * 0.92,
        ground="floor",
        light=stage.light,
        reflect=0.0,
        indoor=True,
    )


def _wall(stage: Stage, base: float) -> Picture:
    random = stage.random("wall")
    colour = str(stage.option("wall", "")) or _WALLS[int(random.integers(len(_WALLS)))]
    picture = vertical(
        stage.width, stage.height, (0, rgb(shade(colour, 0.22))), (0.5, rgb(colour)), (1, rgb(tint(colour, 0.1)))
    )
    kind = stage.option("paper", "stripes")
    x = np.arange(stage.width, dtype=np.float32)[None]
    y = np.arange(stage.height, dtype=np.float32)[:, None]
    if kind == "stripes":
        wave = np.sin(x / (26 * stage.unit) * np.pi)
        picture *= (1 + 0.035 * np.sign(wave) * np.clip(np.abs(wave) * 4, 0, 1))[..., None]
    elif kind in ("bricks", "stones"):
        tall = (34 if kind == "bricks" else 72) * stage.unit
        wide = tall * 2.3
        row = np.floor(y / tall)
        shifted = x / wide + 0.5 * np.mod(row, 2)
        column = np.floor(shifted)
        table = random.random(997, dtype=np.float32)
        tone = table[np.mod((row * 131 + column * 17).astype(np.int64), 997)]
        gap_y = np.minimum(np.mod(y, tall), tall - np.mod(y, tall))
        gap_x = np.minimum(np.mod(shifted, 1), 1 - np.mod(shifted, 1)) * wide
        joint = step(
            3.2 * stage.unit,
            1.2 * stage.unit,
            np.asarray(np.minimum(gap_x, np.broadcast_to(gap_y, gap_x.shape)), np.float32),
        )
        picture *= (0.86 + 0.22 * tone)[..., None]
        picture *= (1 - 0.25 * joint)[..., None]
    picture *= (0.97 + 0.07 * fbm(stage.width, stage.height, 130 * stage.unit, random, octaves=5))[..., None]
    if stage.light.night:
        picture *= np.array([0.62, 0.55, 0.6], np.float32)
    elif stage.time in ("sunset", "golden", "dusk", "dawn"):
        picture *= np.array([1.0, 0.9, 0.84], np.float32)
    return picture


def _window_spot(stage: Stage, random: np.random.Generator, base: float) -> Spot | None:
    """Where the window is: to the left or the right, by chance."""
    if not stage.option("window", True):
        return None
    low = "cabinets" in stage.option("dressing", [])
    tall = base * (0.4 if low else 0.58)
    wide = tall * (1.2 if low else 0.86 if stage.width >= stage.height * 0.8 else 0.6)
    left = random.random() < 0.5
    x = stage.width * (0.1 if left else 0.9) - (0 if left else wide)
    return (x, base * 0.1, wide, tall)


def _window(stage: Stage, surface: SkiaSurface, random: np.random.Generator, spot: Spot) -> None:
    _, _, wide, tall = spot
    view_stage = Stage(
        width=max(32, int(wide)),
        height=max(32, int(tall)),
        seed=stage.seed,
        light=stage.light,
        time=stage.time,
        weather=stage.weather,
        season=stage.season,
        options={
            "horizon": 0.62,
            "clouds": 0.35,
            "ground": "grass",
            "flowers": 0.0,
            "layers": [
                {"kind": "hills", "tall": 0.14, "far": 0.6},
                {"kind": "leafy", "tall": 0.16, "far": 0.35, "rise": 0.05},
            ],
        },
    )
    window(stage, surface, spot, outdoors(view_stage).picture)
    if stage.option("curtains", True):
        curtains(stage, surface, spot, _CLOTHS[int(random.integers(len(_CLOTHS)))])


_STANDING = ("lamp", "plant")


def _dress(
    stage: Stage, surface: SkiaSurface, random: np.random.Generator, base: float, lit_by: Spot | None, things: list[str]
) -> None:
    """Hang and stand the setting's things in the free part of the wall."""
    w = stage.width
    left, right = 0.05 * w, 0.95 * w
    if lit_by is not None:
        if lit_by[0] < w / 2:
            left = lit_by[0] + lit_by[2] * 1.28
        else:
            right = lit_by[0] - lit_by[2] * 0.28
    for name in things:
        free = right - left
        unit = stage.unit
        spot = {
            "picture": (
                left + free * (0.25 + 0.2 * float(random.random())),
                base * 0.2,
                min(free * 0.5, 190 * unit),
                min(free * 0.4, 150 * unit),
            ),
            "shelf": (left + free * 0.1, base * 0.42, free * 0.75, 130 * unit),
            "bookcase": (left, base * 0.08, free, base * 0.92),
            "lamp": (right - 130 * unit, base * 0.34, 110 * unit, base * 0.72),
            "plant": (left + free * 0.02, base * 0.6, 190 * unit, base * 0.5),
            "board": (left + free * 0.06, base * 0.14, free * 0.88, base * 0.5),
            "cabinets": (0.0, base * 0.3, float(w), base * 0.7),
            "stage": (0.0, 0.0, float(w), base),
            "arches": (0.02 * w, base * 0.05, 0.96 * w, base * 0.86),
            "pendants": (0.1 * w, 0.0, 0.8 * w, base),
        }[name]
        DRESSING[name](stage, surface, spot, random)


def _skirting(stage: Stage, picture: Picture, base: float) -> None:
    if not stage.option("skirting", True):
        return
    top, low = int(base - 30 * stage.unit), int(base)
    picture[top:low] = rgb("#f0e6d2") * (0.6 if stage.light.night else 0.96)
    picture[max(0, low - max(2, int(4 * stage.unit))) : low] *= 0.72
    picture[top : top + max(1, int(3 * stage.unit))] *= 1.06


def _floor_shade(picture: Picture, base: float) -> None:
    top = int(base)
    rows = picture.shape[0] - top
    share = 0.55 * np.exp(-np.linspace(0, 9, rows, dtype=np.float32))[:, None]
    mask = np.asarray(np.broadcast_to(share, picture[top:].shape[:2]), np.float32)
    darken(picture[top:], mask, rgb("#4a3040"))


def _light_patch(stage: Stage, picture: Picture, base: float, spot: Spot) -> None:
    """Sun through the window lies on the floor in four slanted panes."""
    x, _, w, _ = spot
    mask = np.zeros((stage.height, stage.width), np.uint8)
    lean = stage.width * (0.2 if x < stage.width / 2 else -0.2)
    y0, y1 = base + (stage.height - base) * 0.16, base + (stage.height - base) * 0.78
    for i in range(2):
        for k in range(2):
            a, b = x + w * (0.52 * i), x + w * (0.52 * i + 0.47)
            t0, t1 = 0.52 * k, 0.52 * k + 0.47
            corners = []
            for at, t in ((a, t0), (b, t0), (b, t1), (a, t1)):
                grow = 1 + 0.35 * t
                corners.append([(at - x - w / 2) * grow + x + w / 2 + lean * (0.35 + t), y0 + (y1 - y0) * t])
            cv2.fillConvexPoly(mask, np.array(corners, np.int32), 255, cv2.LINE_AA)
    light = blurred(np.asarray(mask / 255, np.float32), 7 * stage.unit)[..., None]
    warm = rgb(stage.light.warm)
    strength = {"day": 0.22, "golden": 0.34, "sunset": 0.3, "dawn": 0.28}.get(stage.time, 0.12)
    if stage.weather not in ("clear", "", "sunny"):
        strength *= 0.3
    picture += light * strength * warm * (1.15 - picture)


def _mood(stage: Stage, picture: Picture, spot: Spot | None) -> None:
    """Brighter toward the light, darker in the corners."""
    y, x = np.mgrid[0 : stage.height, 0 : stage.width].astype(np.float32)
    cx = stage.width / 2 if spot is None else spot[0] + spot[2] / 2
    far = np.hypot((x - cx) / stage.width, (y - stage.height * 0.35) / stage.height)
    glow = np.exp(-far * far * 3)[..., None]
    picture *= 0.86 + 0.2 * glow
    if stage.light.night or stage.option("lamplight", False):
        picture += glow * rgb("#ffc878") * 0.13 * (1 - picture)


def table(stage: Stage) -> Backdrop:
    """A table top in front of a room out of focus."""
    whole = replace(stage, options={**_BEHIND, "wall": stage.option("wall", "")})
    behind = room(whole)
    light = behind.light
    edge = stage.height * float(stage.option("edge", 0.54))
    picture = blurred(behind.picture, 16 * stage.unit)
    top = picture.copy()
    lay_floor(stage, top, edge, edge - stage.height * 0.42, "boards", str(stage.option("wood", "#a5713f")))
    warm = np.linspace(1.04, 0.84, stage.height - int(edge), dtype=np.float32)[:, None, None]
    top[int(edge) :] *= warm * (0.66 if light.night else 1.0)
    sheen = np.exp(-(((np.arange(stage.width, dtype=np.float32) / stage.width - 0.35) / 0.3) ** 2))[None, :, None]
    fade = np.linspace(0.3, 0, stage.height - int(edge), dtype=np.float32)[:, None, None]
    top[int(edge) :] += (rgb(light.warm) - top[int(edge) :]) * sheen * fade * 0.6
    picture[int(edge) :] = top[int(edge) :]
    picture[int(edge) : int(edge) + max(2, int(3 * stage.unit))] *= 1.12
    depth = stage.height - edge
    return Backdrop(
        picture=np.clip(picture, 0, 1),
        horizon=edge - stage.height * TABLE_RISE,
        far=edge + depth * 0.25,
        near=edge + depth * 0.82,
        ground="table",
        light=light,
        reflect=0.06,
        indoor=True,
    )


_BEHIND = {"base": 0.7, "dressing": ["shelf"], "floor": "planks", "paper": "plain"}


def studio(stage: Stage) -> Backdrop:
    """A seamless ground of one colour, lit from above: nothing but the thing itself."""
    light = indoors(replace(stage.light, night=False), lamp=False)
    wanted = str(stage.option("background", ""))
    plain = bool(wanted)
    try:
        colour = named(wanted) if wanted and wanted != "transparent" else ""
    except (KeyError, ValueError):
        colour = ""
    if wanted in ("white", "transparent"):
        colour = "#ffffff"
    if not colour:
        colour = _GROUNDS[int(stage.random("studio").integers(len(_GROUNDS)))]
    y, x = np.mgrid[0 : stage.height, 0 : stage.width].astype(np.float32)
    far = np.hypot((x / stage.width - 0.46) * 1.1, y / stage.height - 0.42)
    picture = np.empty((stage.height, stage.width, 3), np.float32)
    if plain:
        picture[:] = rgb(colour)
    else:
        share = step(0.0, 0.85, far)[..., None]
        picture[:] = rgb(mix(colour, "#ffffff", 0.5)) * (1 - share) + rgb(shade(colour, 0.16)) * share
        floor = step(0.6, 0.78, y / stage.height)[..., None]
        picture *= 1 - 0.07 * floor
    return Backdrop(
        picture=picture,
        horizon=stage.height * 0.4,
        far=stage.height * 0.7,
        near=stage.height * 0.86,
        ground="floor",
        light=replace(light, shadow=mix(light.shadow, colour, 0.3), shadow_strength=0.3, length=0.12),
    )


_GROUNDS = ("#cfe0e8", "#f0dcc0", "#d9e3c8", "#ecd0cd", "#ddd4ea", "#f3e6c4", "#c8e0d8")
