"""Grounds to stand on, in perspective: grass, sand, snow, ice, earth, roads, and what grows in them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas.composite import Picture, blurred, over, to_float
from ..canvas.noise import Field, fbm, rng, step
from ..canvas.paint import hex_colour, mix, rgb, solid
from ..canvas.paths import line, oval
from .land import Line, aired, below
from .stage import Stage

Colours = NDArray[np.float32]


def plane(
    stage: Stage, horizon: float, *, cell: float, stretch: float = 1.0, octaves: int = 5, name: str = "plane"
) -> Field:
    """Noise that lies on the ground: bumps of ``cell`` pixels at the front edge that shrink toward the horizon."""
    texture = fbm(1024, 1024, 128, stage.random("plane", name), octaves=octaves, gain=0.55)
    lifted = horizon - 0.03 * stage.height  # the ground's own line may rise above the horizon
    start = max(0, min(stage.height - 1, int(lifted)))
    far = _depth(stage, lifted)[start:]
    scale = 128 / max(1.0, cell)
    across = np.arange(stage.width, dtype=np.float32)[None] - np.float32(stage.width / 2)
    u = _bounce(np.asarray(across * far * np.float32(scale / stretch) + 512, np.float32))
    v = _bounce(np.asarray(far * np.float32((stage.height - horizon) * scale * 2.2), np.float32))
    out = np.full((stage.height, stage.width), 0.5, np.float32)
    wide_v = np.ascontiguousarray(np.broadcast_to(v, u.shape))
    out[start:] = cv2.remap(texture, u, wide_v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return out


def _depth(stage: Stage, horizon: float) -> Field:
    """1 at the front edge, growing toward the horizon (height x 1)."""
    rows = np.arange(stage.height, dtype=np.float32)[:, None]
    share = np.clip((rows - horizon) / max(1.0, stage.height - horizon), 0.03, 1)
    return np.asarray(1 / share, np.float32)


def _bounce(values: Field) -> Field:
    """Coordinates folded into 0..1023 so that a texture repeats without seams."""
    folded = np.mod(values, 2046)
    return np.ascontiguousarray(np.where(folded > 1023, 2046 - folded, folded), np.float32)


def grass(
    stage: Stage, picture: Picture, line_: Line, horizon: float, *, lush: float = 1.0, flowers: float = 1.0
) -> None:
    """A meadow from the line down to the front edge, with blades and flowers that grow toward the viewer."""
    top_colour, low_colour = {
        "spring": ("#a8d46a", "#4f9a3c"),
        "summer": ("#9cca5c", "#417f33"),
        "autumn": ("#d0b45c", "#8a7a35"),
        "winter": ("#e6edf4", "#c3d3e6"),
    }.get(stage.season, ("#9cca5c", "#417f33"))
    if stage.season == "winter":
        snow(stage, picture, line_, horizon)
        return
    _cover(stage, picture, line_, horizon, (top_colour, low_colour), cell=150)
    if stage.light.night:
        flowers *= 0.5
    _blades(stage, picture, line_, horizon, (top_colour, low_colour), int(5200 * lush))
    if flowers > 0 and stage.season != "autumn":
        _flowers(stage, picture, line_, horizon, int(150 * flowers))
    if stage.season == "autumn":
        _fallen_leaves(stage, picture, line_, horizon)


def _cover(
    stage: Stage,
    picture: Picture,
    line_: Line,
    horizon: float,
    colours: tuple[str, str],
    *,
    cell: float,
    contrast: float = 0.45,
) -> None:
    start = max(0, int(line_.min()) - 1)
    mask = below(line_, stage.height)[start:, :, None]
    rows = np.arange(start, stage.height, dtype=np.float32)[:, None]
    depth = np.clip((rows - line_[None]) / max(1.0, stage.height - float(line_.mean())), 0, 1)
    coarse = plane(stage, horizon, cell=cell * 3 * stage.unit, stretch=1.6, name="coarse")[start:]
    fine = plane(stage, horizon, cell=cell * 0.35 * stage.unit, stretch=1.2, octaves=4, name="fine")[start:]
    far, near = rgb(aired(stage, colours[0], 0.25)), rgb(aired(stage, colours[1], 0.0))
    paint = far + (near - far) * np.clip(depth**0.8 + (coarse - 0.5) * 0.7, 0, 1)[..., None]
    paint *= (1 + contrast * (fine - 0.5) * (0.4 + 0.6 * depth))[..., None]
    columns = np.arange(stage.width, dtype=np.float32) / stage.width
    sunny = (
        np.exp(-((columns - stage.light.sun[0]) ** 2) * 5)[None] * (1 - depth) * (0.06 if stage.light.night else 0.2)
    )
    paint += (rgb(stage.light.warm) - paint) * sunny[..., None]
    air = np.exp(-depth * 9)[..., None] * 0.5 * stage.light.haze_strength
    paint += (rgb(stage.light.haze) - paint) * air
    picture[start:] += (paint.astype(np.float32) - picture[start:]) * mask


def _blades(stage: Stage, picture: Picture, line_: Line, horizon: float, tones: tuple[str, str], count: int) -> None:
    """Thousands of tapering blades, drawn far to near by OpenCV with sub-pixel corners."""
    random = stage.random("blades")
    unit = stage.unit
    x = random.random(count) * stage.width
    start = line_[np.minimum(x.astype(int), stage.width - 1)]
    t = np.sort(random.random(count)) ** 0.85
    y = start + (stage.height * 1.03 - start) * t
    near = np.clip((y - horizon) / max(1.0, stage.height - horizon), 0.02, 1.1)
    tall = (3 + 40 * near**1.7) * (0.55 + 0.9 * random.random(count)) * unit
    wide = tall * 0.075 + 0.35
    bend = (random.random(count) - 0.42) * tall * 0.75
    far, low = rgb(aired(stage, tones[0], 0.15)), rgb(aired(stage, tones[1], 0.0))
    glint = rgb(aired(stage, mix(tones[0], "#fbf7b0", 0.5), 0.0))
    share = np.clip(near + 0.35 * (random.random(count) - 0.5), 0, 1)[:, None]
    colour = far + (low - far) * share
    colour = colour + (glint - colour) * (random.random(count)[:, None] ** 2.2 * 0.75)
    corners = np.stack(
        [
            np.stack([x - wide, y], 1),
            np.stack([x + wide, y], 1),
            np.stack([x + bend * 0.4 + wide * 0.55, y - tall * 0.55], 1),
            np.stack([x + bend, y - tall], 1),
            np.stack([x + bend * 0.4 - wide * 0.55, y - tall * 0.55], 1),
        ],
        1,
    )
    polygons(picture, corners, colour)


def polygons(picture: Picture, corners: NDArray[np.float64], colours: NDArray[np.floating]) -> None:
    """Many small convex shapes onto an RGB picture, in order; corners count x points x 2, colours count x 3."""
    start = max(0, int(np.floor(corners[..., 1].min())) - 1)
    if start >= picture.shape[0]:
        return
    part = (np.clip(picture[start:], 0, 1) * 255 + 0.5).astype(np.uint8)
    fixed = ((corners - (0, start)) * 16).round().astype(np.int32)
    for shape, colour in zip(fixed, (np.clip(colours, 0, 1) * 255).tolist(), strict=True):
        cv2.fillConvexPoly(part, shape, colour, cv2.LINE_AA, 4)
    picture[start:] = part.astype(np.float32) * np.float32(1 / 255)


def _flowers(stage: Stage, picture: Picture, line_: Line, horizon: float, count: int) -> None:
    random = stage.random("flowers")
    surface = stage.surface()
    tones = ["#ffffff", "#ffe35a", "#ff8fb1", "#c9a2ff", "#ff6b5e", "#7fb6ff"]
    order = np.sort(random.random(count)) ** 0.9
    for t in order:
        x = float(random.random()) * stage.width
        start = float(line_[min(int(x), stage.width - 1)])
        y = start + (stage.height - start) * (0.06 + 0.96 * float(t))
        size = (1.0 + 7.5 * float(t) ** 1.3) * stage.unit
        colour = aired(stage, tones[int(random.integers(len(tones)))], 0.12 * (1 - float(t)))
        surface.stroke(line([(x, y), (x + size * 0.3, y - size * 2.4)]), solid(aired(stage, "#3f7d34", 0)), size * 0.3)
        turn, squash = float(random.random()) * 72, 0.72
        for k in range(5):
            angle = np.radians(turn + 72 * k)
            px, py = x + size * 0.3 + np.cos(angle) * size * 0.72, y - size * 2.5 + np.sin(angle) * size * 0.72 * squash
            surface.fill(oval(px, py, size * 0.62, size * 0.5, float(np.degrees(angle))), ("solid", hex_colour(colour)))
        eye = "#f2b632" if colour != aired(stage, tones[1], 0.12 * (1 - float(t))) else "#c9741c"
        surface.fill(oval(x + size * 0.3, y - size * 2.5, size * 0.42, size * 0.34), solid(aired(stage, eye, 0)))
    over(picture, to_float(surface.pixels()))


def _fallen_leaves(stage: Stage, picture: Picture, line_: Line, horizon: float) -> None:
    random = stage.random("leaves")
    count = 420
    t = np.sort(random.random(count)) ** 0.9
    x = random.random(count) * stage.width
    start = line_[np.minimum(x.astype(int), stage.width - 1)]
    y = start + (stage.height - start) * t
    size = (1.5 + 9 * t**1.4) * stage.unit * (0.6 + 0.8 * random.random(count))
    angle = random.random(count) * 6.283
    spots = np.array([[1, 0], [0.2, 0.42], [-1, 0], [0.2, -0.42]])
    cos, sin = np.cos(angle), np.sin(angle)
    corners = np.stack(
        [np.stack([x + size * (p * cos - q * sin), y + 0.6 * size * (p * sin + q * cos)], 1) for p, q in spots], 1
    )
    tones = np.stack([rgb(aired(stage, tone, 0)) for tone in ("#d9572b", "#e8a33a", "#b8442c", "#f0c04a", "#8f5a2a")])
    polygons(picture, corners, tones[random.integers(0, len(tones), count)])


def sand(
    stage: Stage, picture: Picture, line_: Line, horizon: float, colours: tuple[str, str] = ("#f3dcae", "#d9b277")
) -> None:
    """Sand with ripples that close up toward the horizon, and a few pebbles."""
    _cover(stage, picture, line_, horizon, colours, cell=260, contrast=0.12)
    start = max(0, int(line_.min()))
    far = _depth(stage, horizon)[start:]
    wander = plane(stage, horizon, cell=300 * stage.unit, name="ripple")[start:]
    wave = np.sin(far * (stage.height - horizon) / (14 * stage.unit) + wander * 34)
    mask = below(line_, stage.height)[start:]
    fade = np.clip(2.6 / far - 0.1, 0, 1)
    picture[start:] *= 1 + (wave * 0.028 * fade * mask)[..., None]
    _pebbles(stage, picture, line_, 46)


def _pebbles(stage: Stage, picture: Picture, line_: Line, count: int) -> None:
    random = stage.random("pebbles")
    surface = stage.surface()
    for t in np.sort(random.random(count)):
        x = float(random.random()) * stage.width
        start = float(line_[min(int(x), stage.width - 1)])
        y = start + (stage.height - start) * (0.15 + 0.85 * float(t))
        size = (1 + 6 * float(t) ** 2) * stage.unit * (0.5 + float(random.random()))
        tone = aired(stage, ["#b89a78", "#e9dcc4", "#9a8a78", "#cbb08a"][int(random.integers(4))], 0)
        surface.fill(
            oval(x + size * 0.5, y + size * 0.35, size * 1.3, size * 0.5),
            solid(stage.light.shadow, 0.3),
            blur=size * 0.3,
        )
        surface.fill(oval(x, y, size, size * 0.6), solid(tone))
        surface.fill(oval(x - size * 0.3, y - size * 0.2, size * 0.4, size * 0.2), solid("#ffffff", 0.35))
    over(picture, to_float(surface.pixels()))


def snow(stage: Stage, picture: Picture, line_: Line, horizon: float) -> None:
    """Deep snow: soft drifts with blue hollows and a sparkle of crystals."""
    start = max(0, int(line_.min()) - 1)
    mask = below(line_, stage.height)[start:, :, None]
    drift = plane(stage, horizon, cell=420 * stage.unit, stretch=2.2, octaves=4, name="drift")
    slope = cv2.Sobel(blurred(drift, 4 * stage.unit), cv2.CV_32F, 0, 1, ksize=3)[start:] / stage.unit
    rows = np.arange(start, stage.height, dtype=np.float32)[:, None]
    depth = np.clip((rows - line_[None]) / max(1.0, stage.height - float(line_.mean())), 0, 1)
    calm = np.clip(depth * 2.2 + 0.15, 0, 1)
    lit = np.clip(0.68 + slope * 3.4 * calm + (drift[start:] - 0.5) * 0.35 - 0.1 * depth, 0, 1)[..., None]
    cold, white = rgb(aired(stage, "#a9c0e6", 0.05)), rgb(aired(stage, "#fdfeff", 0.05))
    white = white * 0.82 + rgb(stage.light.warm) * 0.18 * float(white.mean())
    paint = cold + (white - cold) * lit
    glitter = stage.random("glitter").random((stage.height - start, stage.width), dtype=np.float32)
    paint += ((glitter > 0.9985) * depth * 0.35)[..., None]
    picture[start:] += (paint.astype(np.float32) - picture[start:]) * mask


def ice(stage: Stage, picture: Picture, horizon: float) -> None:
    """A frozen lake that mirrors what stands above, with cracks and skate marks."""
    top = int(horizon)
    rows = stage.height - top
    if rows < 2:
        return
    above = np.ascontiguousarray(picture[max(0, top - rows) : top][::-1])
    above = np.asarray(cv2.resize(above, (stage.width, rows)), np.float32)
    mirror = cv2.GaussianBlur(above, (0, 0), 1.2 * stage.unit, sigmaY=9 * stage.unit)
    t = np.linspace(0, 1, rows, dtype=np.float32)[:, None, None]
    deep = rgb(aired(stage, "#9cc4dc", 0.1)) * (1 - t) + rgb(aired(stage, "#2f6a9c", 0)) * t
    frost = plane(stage, horizon, cell=260 * stage.unit, name="frost")[top:]
    paint = (mirror * 0.6 + deep * 0.44) * (0.88 + 0.26 * frost)[..., None]
    picture[top:] = np.clip(paint, 0, 1)
    _cracks(stage, picture, top)


def _cracks(stage: Stage, picture: Picture, top: int) -> None:
    random = stage.random("cracks")
    rows = stage.height - top
    surface = stage.surface()
    for _ in range(60):
        t = float(random.random()) ** 0.6
        x, y = float(random.random()) * stage.width, top + t * rows
        reach = stage.width * (0.03 + 0.2 * t) * float(random.random())
        turn = (float(random.random()) - 0.5) * 0.5
        points = [(x, y)]
        for _ in range(6):
            x += reach / 6 * float(np.cos(turn))
            y += reach / 6 * float(np.sin(turn)) * (0.25 + 0.4 * t)
            turn += (float(random.random()) - 0.5) * 0.8
            points.append((x, y))
        width = (0.6 + 1.8 * t * float(random.random())) * stage.unit
        surface.stroke(line(points), solid("#eaf6ff", 0.14 + 0.22 * float(random.random())), width)
    over(picture, to_float(surface.pixels()))


def earth(stage: Stage, picture: Picture, line_: Line, horizon: float, colours: tuple[str, str]) -> None:
    """Bare or dry ground with stones."""
    _cover(stage, picture, line_, horizon, colours, cell=190, contrast=0.4)
    _pebbles(stage, picture, line_, 70)


def path(
    stage: Stage, picture: Picture, line_: Line, horizon: float, colour: str, *, wide: float = 0.5, bend: float = 0.12
) -> None:
    """A winding way from the front edge to the skyline."""
    start = max(0, int(line_.mean()))
    rows = np.arange(start, stage.height, dtype=np.float32)[:, None]
    t = np.clip((rows - horizon) / max(1.0, stage.height - horizon), 0, 1)
    side = 1 if rng(stage.seed, "path").random() < 0.5 else -1
    centre = stage.width * (0.5 + side * (bend * np.sin(t * 3.4 + 0.5) * (1.1 - t) - 0.02))
    half = stage.width * wide * 0.5 * t**1.15 + 1.0
    rough = plane(stage, horizon, cell=60 * stage.unit, name="edge")[start:] - 0.5
    across = (np.abs(np.arange(stage.width, dtype=np.float32)[None] - centre) + rough * half * 0.35) / half
    share = step(1.04, 0.9, across)[..., None]
    grit = plane(stage, horizon, cell=34 * stage.unit, name="grit", octaves=4)[start:]
    paint = rgb(aired(stage, colour, 0.05)) * (0.84 + 0.32 * grit - 0.12 * step(0.5, 1.0, across))[..., None]
    mask = below(line_, stage.height)[start:, :, None]
    picture[start:] += (paint - picture[start:]) * share * mask


def water_colour_rows(height: int, near: str, far: str) -> Colours:
    """A column of water colours from far (top) to near (bottom)."""
    t = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    return np.asarray(rgb(far) * (1 - t) + rgb(near) * t, np.float32)
