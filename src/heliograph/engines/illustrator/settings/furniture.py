"""What stands and hangs in rooms, drawn as quiet background: windows, curtains, pictures, lamps, plants, rugs.

Every function draws into a box (x, y, width, height) in pixels on a surface.
"""

from __future__ import annotations

import numpy as np

from ..canvas.composite import to_bytes
from ..canvas.paint import linear, mix, radial, shade, solid, tint
from ..canvas.paths import line, oval, polygon, rect, smooth
from ..canvas.skia import SkiaSurface
from .stage import Stage

Spot = tuple[float, float, float, float]


def window(stage: Stage, surface: SkiaSurface, spot: Spot, view: np.ndarray | None) -> None:
    """A casement with a view, white frame, sill and curtains."""
    x, y, w, h = spot
    unit = stage.unit
    surface.fill(
        rect(x - 12 * unit, y - 12 * unit, w + 24 * unit, h + 24 * unit), solid("#2c2030", 0.35), blur=10 * unit
    )
    surface.fill(rect(x - 10 * unit, y - 10 * unit, w + 20 * unit, h + 20 * unit, 3 * unit), solid("#f7f1e4"))
    if view is not None:
        rgba = np.dstack([to_bytes(view), np.full(view.shape[:2], 255, np.uint8)])
        surface.save()
        surface.clip(rect(x, y, w, h))
        surface.image(rgba, (w / view.shape[1], 0, 0, h / view.shape[0], x, y))
        surface.restore()
    for i in range(1, 2):
        surface.fill(rect(x + w * i / 2 - 5 * unit, y, 10 * unit, h), solid("#f3ecdd"))
    surface.fill(rect(x, y + h * 0.45, w, 8 * unit), solid("#f3ecdd"))
    surface.fill(rect(x, y, w, 5 * unit), solid("#3a2a40", 0.25), blur=3 * unit)
    surface.fill(rect(x - 24 * unit, y + h + 6 * unit, w + 48 * unit, 18 * unit, 3 * unit), solid("#fbf6ea"))
    surface.fill(
        rect(x - 20 * unit, y + h + 24 * unit, w + 40 * unit, 12 * unit), solid("#3a2a40", 0.22), blur=5 * unit
    )


def curtains(stage: Stage, surface: SkiaSurface, spot: Spot, colour: str) -> None:
    """Cloth at both sides of a window, gathered on a rod, with folds."""
    x, y, w, h = spot
    unit = stage.unit
    surface.stroke(line([(x - 0.22 * w, y - 26 * unit), (x + 1.22 * w, y - 26 * unit)]), solid("#6d4a33"), 9 * unit)
    for side in (-1, 1):
        outer = x - 0.2 * w if side < 0 else x + 1.2 * w
        inner = x + 0.14 * w if side < 0 else x + 0.86 * w
        tied = x - 0.1 * w if side < 0 else x + 1.1 * w
        bottom = y + h * 1.16
        cloth = smooth(
            [
                (outer, y - 24 * unit, 1),
                (inner, y - 24 * unit, 1),
                (inner - side * 0.02 * w, y + 0.4 * h),
                (tied + (inner - tied) * 0.25, y + 0.74 * h),
                (tied + (inner - tied) * 0.5, bottom, 1),
                (outer, bottom, 1),
            ]
        )
        surface.fill(cloth, solid("#2c2030", 0.3), blur=8 * unit)
        surface.fill(cloth, solid(colour))
        surface.save()
        surface.clip(cloth)
        for i in range(7):
            fx = outer + (inner - outer) * (i + 0.5) / 7
            fold = smooth(
                [(fx, y - 30 * unit), (fx + (tied - fx) * 0.25, y + 0.6 * h), (fx + (tied - fx) * 0.3, bottom)], False
            )
            surface.stroke(fold, solid(shade(colour, 0.35), 0.4), 12 * unit, blur=5 * unit)
            surface.stroke(fold, solid(tint(colour, 0.5), 0.25), 4 * unit, blur=3 * unit)
        surface.restore()


def picture_frame(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """A framed small landscape."""
    x, y, w, h = spot
    unit = stage.unit
    wood = ["#7a4d2c", "#b98b4e", "#3d3340"][int(random.integers(3))]
    surface.fill(rect(x + 4 * unit, y + 7 * unit, w, h), solid("#2c2030", 0.35), blur=6 * unit)
    surface.fill(rect(x, y, w, h, 2 * unit), solid(wood))
    surface.fill(rect(x + 0.07 * w, y + 0.09 * h, 0.86 * w, 0.82 * h), solid("#f6f0e2"))
    ix, iy, iw, ih = x + 0.15 * w, y + 0.18 * h, 0.7 * w, 0.64 * h
    surface.save()
    surface.clip(rect(ix, iy, iw, ih))
    surface.fill(rect(ix, iy, iw, ih), linear((ix, iy), (ix, iy + ih), (0, "#8fc1e0", 1), (1, "#f5e2bd", 1)))
    for i, tone in enumerate(("#7f9bb0", "#6c9468", "#4f7d4c")):
        base = iy + ih * (0.5 + 0.16 * i)
        hill = smooth(
            [
                (ix - 5, base),
                (ix + iw * (0.2 + 0.25 * i), base - ih * 0.2),
                (ix + iw * 0.7, base + ih * 0.05),
                (ix + iw + 5, base - ih * 0.1),
                (ix + iw + 5, iy + ih + 5, 1),
                (ix - 5, iy + ih + 5, 1),
            ]
        )
        surface.fill(hill, solid(tone))
    surface.restore()


def lamp(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """A standing lamp; by night it glows."""
    x, y, w, h = spot
    mid = x + w / 2
    surface.fill(oval(mid, y + h, w * 0.3, w * 0.06), solid("#4a3a30"))
    surface.fill(rect(mid - w * 0.03, y + h * 0.2, w * 0.06, h * 0.8), solid("#6d5744"))
    if stage.light.night or stage.time in ("dusk", "sunset"):
        surface.fill(
            oval(mid, y + h * 0.15, w * 2.2),
            radial((mid, y + h * 0.15), w * 2.2, (0, "#ffd98a", 0.6), (1, "#ffd98a", 0)),
            blend="screen",
        )
    shape = polygon(
        [(mid - w * 0.28, y), (mid + w * 0.28, y), (mid + w * 0.5, y + h * 0.25), (mid - w * 0.5, y + h * 0.25)]
    )
    glow = "#ffe9b8" if stage.light.night else "#f2dfba"
    surface.fill(
        shape,
        linear(
            (mid - w / 2, y),
            (mid + w / 2, y),
            (0, mix(glow, "#c99a62", 0.4), 1),
            (0.4, glow, 1),
            (1, mix(glow, "#b8834e", 0.5), 1),
        ),
    )


def plant(stage: Stage, surface: SkiaSurface, spot: Spot, random: np.random.Generator) -> None:
    """A pot with arching leaves."""
    x, y, w, h = spot
    mid, rim = x + w / 2, y + h * 0.68
    surface.fill(oval(mid, y + h, w * 0.4, w * 0.08), solid("#2c2030", 0.4), blur=6 * stage.unit)
    for i in range(15):
        lean = (i % 5 - 2) / 2 + 0.3 * (float(random.random()) - 0.5)
        tip = (mid + lean * w * 0.55, y + h * (0.05 + 0.28 * abs(lean)) + h * 0.12 * float(random.random()))
        tone = mix("#3f7f4a", "#8cbf62", float(random.random()))
        wide = w * 0.07
        bow = (mid + lean * w * 0.3, y + h * 0.25)
        leaf = smooth([(mid, rim, 1), (bow[0] - wide, bow[1]), (tip[0], tip[1], 1), (bow[0] + wide, bow[1] + wide)])
        surface.fill(leaf, solid(tone))
        surface.stroke(smooth([(mid, rim), bow, tip], False), solid("#e6f0b8", 0.35), 1.5 * stage.unit)
    pot = smooth(
        [(mid - w * 0.24, rim, 1), (mid + w * 0.24, rim, 1), (mid + w * 0.17, y + h, 1), (mid - w * 0.17, y + h, 1)]
    )
    surface.fill(
        pot,
        linear(
            (mid - w * 0.24, rim), (mid + w * 0.24, rim), (0, "#d98a5c", 1), (0.35, "#e79d6d", 1), (1, "#9c5536", 1)
        ),
    )
    surface.fill(rect(mid - w * 0.27, rim - h * 0.03, w * 0.54, h * 0.07, 3 * stage.unit), solid("#d07f52"))


def rug(
    stage: Stage, surface: SkiaSurface, centre: tuple[float, float], size: tuple[float, float], colour: str
) -> None:
    """A woven oval rug lying on the floor."""
    (cx, cy), (rx, ry) = centre, size
    surface.fill(oval(cx, cy + 4 * stage.unit, rx * 1.01, ry * 1.02), solid("#241528", 0.5), blur=5 * stage.unit)
    rings = (
        (1.0, colour),
        (0.9, tint(colour, 0.75)),
        (0.84, colour),
        (0.6, shade(colour, 0.25)),
        (0.54, tint(colour, 0.6)),
        (0.5, mix(colour, "#35506b", 0.55)),
    )
    for share, tone in rings:
        surface.fill(oval(cx, cy, rx * share, ry * share), solid(tone))
    surface.fill(oval(cx - rx * 0.3, cy - ry * 0.3, rx * 0.8, ry * 0.6), solid("#fff2d8", 0.08), blur=30 * stage.unit)
