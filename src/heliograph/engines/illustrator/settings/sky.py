"""Skies: gradient, sun or moon with its glow, clouds lit by it, stars, aurora, rainbow. It ends at the horizon."""

from __future__ import annotations

import cv2
import numpy as np

from ..canvas.composite import Mask, Picture, blurred, over_at, vertical
from ..canvas.noise import contour, fbm, step
from ..canvas.paint import rgb
from .heavens import sights
from .puffs import cumulus, puff
from .stage import Stage


def paint_sky(stage: Stage, horizon: float) -> Picture:
    """The whole frame filled with sky down to the horizon and its lowest colour below."""
    rows = max(2, round(horizon))
    light = stage.light
    picture = np.empty((stage.height, stage.width, 3), np.float32)
    picture[:rows] = vertical(stage.width, rows, *((at, rgb(colour)) for at, colour in light.sky))
    picture[rows:] = picture[rows - 1 : rows]
    sky = picture[:rows]
    if light.night:
        stars(stage, sky)
    if stage.option("aurora", False):
        aurora(stage, sky)
    clear = stage.weather in ("clear", "", "sunny", "windy", "rainbow")
    if clear and not stage.option("aurora", False):
        sun(stage, sky)
    clouds(stage, sky)
    sights(stage, sky)
    if stage.weather == "rainbow":
        rainbow(stage, sky)
    return np.clip(picture, 0, 1)


def sun(stage: Stage, sky: Picture) -> None:
    """Disc and glow; by night a moon with its seas."""
    light, rows = stage.light, sky.shape[0]
    sx, sy = light.sun[0] * stage.width, light.sun[1] * rows
    size = np.float32(1000 * stage.unit)
    y, x = np.mgrid[0:rows, 0 : stage.width].astype(np.float32)
    far = np.hypot(x - sx, y - sy) / size
    colour = rgb(light.sun_colour)
    wide = np.exp(-far * 5.5) * (0.22 if light.night else 0.42) + np.exp(-((far / 0.13) ** 2)) * 0.3
    sky += (wide[..., None] * colour) * (1.02 - sky)
    radius = (0.075 if stage.option("full_moon", False) else 0.036) if light.night else 0.034
    if stage.time == "day":
        radius = 0.03
    disc = step(radius + 0.0022, radius - 0.0012, far)
    core = np.exp(-((far / (radius * 1.7)) ** 2))[..., None] * (0.0 if light.night else 0.75)
    sky += (np.array([1.0, 0.985, 0.93], np.float32) - sky) * core
    face = np.broadcast_to(colour * 0.25 + 0.75, sky.shape) if not light.night else np.broadcast_to(colour, sky.shape)
    if light.night:
        seas = fbm(stage.width, rows, 30 * stage.unit, stage.random("moon"), octaves=4)
        face = colour * (1 - 0.22 * step(0.5, 0.62, seas))[..., None]
    sky += disc[..., None] * (face - sky)


def stars(stage: Stage, sky: Picture) -> None:
    """Many faint and few bright stars, and a milky band."""
    rows, width = sky.shape[:2]
    random = stage.random("stars")
    count = int(rows * width / (stage.unit**2) / 900)
    field = np.zeros((rows, width), np.float32)
    ys, xs = random.integers(0, rows, count), random.integers(0, width, count)
    field[ys, xs] = random.random(count).astype(np.float32) ** 4
    bright = np.zeros_like(field)
    chosen = random.random(count) > 0.97
    bright[ys[chosen], xs[chosen]] = 1
    unit = max(1.0, stage.unit)
    light = field * 0.8 + cv2.GaussianBlur(field, (0, 0), 0.7 * unit) * 2.2 * unit
    light += cv2.GaussianBlur(bright, (0, 0), 1.2 * unit) * 7 * unit * unit
    rows_down = np.arange(rows, dtype=np.float32)[:, None] / rows
    light = np.asarray(light * step(1.02, 0.5, np.asarray(rows_down, np.float32)), np.float32)
    sky += np.clip(light, 0, 1)[..., None] * np.array([0.92, 0.95, 1], np.float32) * (1 - sky)


def clouds(stage: Stage, sky: Picture) -> None:
    """Thin high streaks everywhere, heaped clouds in fair weather, a closed deck in bad weather."""
    heavy = {"cloudy": 0.62, "overcast": 0.9, "rain": 0.85, "storm": 1.0, "snow": 0.8, "fog": 0.5, "mist": 0.4}
    cover = heavy.get(stage.weather, float(stage.option("clouds", 0.3)))
    if stage.option("aurora", False):
        cover *= 0.2
    deck = cover if stage.weather in heavy else cover * 0.75
    _streaks(stage, sky, deck)
    if stage.weather in ("clear", "", "sunny", "windy", "cloudy", "rainbow") and cover > 0.05:
        _heaps(stage, sky, round(3 + 5 * cover))


def _streaks(stage: Stage, sky: Picture, cover: float) -> None:
    """A cloud sheet seen in perspective: noise over the ceiling plane, smaller and closer toward the horizon."""
    rows, width = sky.shape[:2]
    random = stage.random("streaks")
    texture = fbm(768, 768, 190, random, octaves=6, gain=0.55)
    near = np.asarray(np.linspace(1.0, 0.0, rows)[:, None], np.float32)
    depth = 1 / (near * 0.9 + 0.16)
    across = (np.arange(width, dtype=np.float32)[None] / width - 0.5) * depth * 300 * (width / max(width, rows)) + 380
    along = np.broadcast_to(depth * 240, across.shape)
    u = np.ascontiguousarray(np.mod(across, 1400), np.float32)
    v = np.ascontiguousarray(np.mod(along, 1400), np.float32)
    sheet = np.asarray(cv2.remap(texture, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32)
    thickness = step(0.66 - 0.34 * cover, 0.9 - 0.3 * cover, sheet)
    shifted = cv2.remap(
        texture, u - 12 * stage.light.direction[0], v + 10, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    lit = np.clip(0.55 + (sheet - shifted) * 3.2 + (0.25 - thickness * 0.35), 0, 1)[..., None]
    colour = rgb(stage.light.cloud_shade) * (1 - lit) + rgb(stage.light.cloud_lit) * lit
    share = (thickness * step(0.0, 0.22, near) * (0.55 + 0.4 * cover))[..., None]
    sky += (colour - sky) * share


def _heaps(stage: Stage, sky: Picture, count: int) -> None:
    rows, width = sky.shape[:2]
    light = stage.light
    shade, lit = rgb(light.cloud_shade), rgb(light.cloud_lit)
    horizon = rgb(light.sky[-1][1]) if light.sky else lit
    random = stage.random("heaps")
    tall = sorted(float(random.random()) for _ in range(count))
    places = random.permutation(count)
    for i, at in enumerate(tall):
        near = 1 - at * 0.85  # the higher in the picture, the nearer and larger
        w = int(max(24, width * (0.16 + 0.3 * near) * (0.7 + 0.6 * float(random.random())) * stage.option("heap", 1.0)))
        h = int(max(12, w * (0.3 + 0.14 * float(random.random()))))
        far = float(np.clip(0.75 * at, 0, 0.7))
        colours = (shade * (1 - far) + horizon * far, (shade + lit) / 2 * (1 - far) + horizon * far, lit)
        heap = puff((w, h), cumulus(w, h, random), colours, light.direction, random, edge=(0.2, 0.28))
        heap *= step(1.0, 0.72, np.linspace(0, 1, h, dtype=np.float32))[:, None, None] * np.float32(0.95)
        x = int((places[i] + float(random.random())) / count * width - w / 2)
        over_at(sky, heap, x, int((0.02 + 0.72 * at) * rows), 0.92 if not light.night else 0.5)


def aurora(stage: Stage, sky: Picture) -> None:
    """Curtains of green light with violet hems, drawn as rays that rise from wandering lines."""
    rows, width = sky.shape[:2]
    random = stage.random("aurora")
    y = np.arange(rows, dtype=np.float32)[:, None]
    glow = np.zeros_like(sky)
    for i, (low, high) in enumerate((("#3dffb0", "#6a3dff"), ("#5affd0", "#b14dff"), ("#8dffa0", "#3d7bff"))):
        base = rows * (0.8 - 0.17 * i) + (contour(width, width / 1.5, random, octaves=3) - 0.5) * rows * 0.75
        tall = rows * (0.35 + 0.3 * contour(width, width / 3, random, octaves=3))
        rays = 0.35 + 1.3 * contour(width, width / 50, random, octaves=4, gain=0.75) ** 1.5
        strength = contour(width, width / 2, random, octaves=2) * 1.3
        t = (base[None] - y) / tall[None]
        curtain = np.where(t < 0, np.exp(np.minimum(t, 0) * 9), np.exp(-np.maximum(t, 0) * 2.3)) * np.clip(
            1.2 - t, 0, 1
        )
        share = np.clip(t, 0, 1)[..., None]
        colour = (rgb(low) * (1 - share) + rgb(high) * share) ** 1.3
        glow += (curtain * (rays * strength)[None])[..., None].astype(np.float32) * colour
    glow = blurred(glow, 1.5 * stage.unit) + 0.5 * blurred(glow, 25 * stage.unit)
    sky += np.clip(glow * np.float32(0.75), 0, 1) * (1 - sky)


def rainbow(stage: Stage, sky: Picture) -> None:
    """A bow opposite the sun, fading toward its feet."""
    rows, width = sky.shape[:2]
    y, x = np.mgrid[0:rows, 0:width].astype(np.float32)
    side = 0.62 if stage.light.sun[0] < 0.5 else 0.38
    radius = np.hypot(x - width * side, y - rows * 1.12) / (0.62 * max(width, rows))
    t = (radius - 0.86) / 0.09
    hue = np.clip((1 - t) * 135, 0, 179)
    bow = cv2.cvtColor(
        np.stack([hue, np.full_like(hue, 160), np.full_like(hue, 255)], -1).astype(np.uint8), cv2.COLOR_HSV2RGB
    )
    strength: Mask = (np.exp(-((t - 0.5) ** 2) * 9) * 0.5 * ((t > -0.4) & (t < 1.4))).astype(np.float32)
    sky += (bow.astype(np.float32) / 255 - sky) * (strength * 0.8)[..., None]
