"""Things that move: the poses of each rendered once, and where each is at every moment."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas.composite import Picture
from ..canvas.noise import rng
from ..canvas.pen import Mode
from ..compose.frame import Placed
from ..compose.painting import Sprite, ground_effects, relight, render
from ..scene import Node, Scene
from ..settings.stage import Backdrop
from .world import Frame, to_frame, toned

PHASES_A_SECOND = 12
MOST_PHASES = 24
Path = Callable[[float], tuple[float, float, float]]
"""Seconds -> how far from its place in pixels (right, down), and degrees it is turned."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one thing moves; see verbs.toml."""

    kind: str = "stay"
    period: float = 3.2
    reach: float = 0.0
    hop: float = 0.0


@dataclass(slots=True)
class Actor:
    """A thing with its poses in order. ``shadow`` is what its shadow leaves of the light, white elsewhere."""

    poses: list[Frame]
    x: int
    y: int
    period: float
    path: Path
    shadow: Frame | None = None
    shadow_at: tuple[int, int] = (0, 0)

    def draw(self, canvas: Frame, seconds: float) -> None:
        """Put it down as it is at that moment."""
        dx, dy, degrees = self.path(seconds)
        if self.shadow is not None:
            darkened(canvas, self.shadow, self.shadow_at[0] + round(dx), self.shadow_at[1])
        pose = self.poses[int(seconds / self.period * len(self.poses)) % len(self.poses)]
        shifted(canvas, pose, self.x + dx, self.y + dy, degrees)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "verbs.toml").read_text("utf-8"))


def way_of(node: Node, one: Placed) -> Way:
    """What the prompt says it does, else what such a thing does by itself."""
    table = _table()["pose"]
    for word in (node.pose, node.verb, node.verb.removesuffix("ing")):
        if word in table:
            way = Way(**table[word])
            return replace(way, kind="bob") if one.afloat and way.kind == "travel" else way
    by_itself = next((pose for pose, nouns in _table()["by_itself"].items() if node.noun in nouns.split()), "")
    if by_itself:
        return Way(**table[by_itself])
    if one.afloat:
        return Way(**table["sail"])
    return Way() if one.figure.grounded else Way(**table["float"])


def actor(one: Placed, way: Way, scene: Scene, ground: Backdrop, mode: Mode, path: Path) -> Actor | None:
    """Render the poses of one figure; None when it lies outside the canvas. ``path`` is where it goes."""
    size = (scene.width, scene.height)
    count = min(MOST_PHASES, max(2, round(way.period * PHASES_A_SECOND)))
    sprites: list[Sprite] = []
    for phase in range(count):
        sprite = render(one, size, mode, ground.light, phase / count)
        if sprite is None:
            return None
        if mode == "soft":
            relight(sprite, one, ground)
        sprites.append(sprite)
        if phase == count // 2 and not _differs(sprites):
            sprites = sprites[:1]
            break
    first = sprites[0]
    poses = [_bytes(sprite.rgba) for sprite in sprites]
    made = Actor(poses, first.x, first.y, way.period, path)
    if mode != "line" and one.shadow and way.kind != "fly":
        _give_shadow(made, one, first, scene, ground, mode)
    return made


def _differs(sprites: Sequence[Sprite]) -> bool:
    return any(float(np.abs(one.rgba - sprites[0].rgba).max()) > 0.02 for one in sprites[1:])


def _bytes(rgba: Picture) -> Frame:
    """Premultiplied, toned like the world around it."""
    alpha = np.maximum(rgba[..., 3:], 1e-4)
    colour = toned(np.ascontiguousarray(rgba[..., :3] / alpha)) * rgba[..., 3:]
    return to_frame(np.concatenate([colour, rgba[..., 3:]], axis=2))


def _give_shadow(made: Actor, one: Placed, sprite: Sprite, scene: Scene, ground: Backdrop, mode: Mode) -> None:
    """The shadow that the painter would lay, caught on a white ground, so that it can go along."""
    if one.afloat or ground.reflect > 0.05:
        return
    white = replace(ground, picture=np.ones((scene.height, scene.width, 3), np.float32))
    ground_effects(white, one, sprite, mode)
    dark = white.picture.min(axis=2) < 0.995
    if not dark.any():
        return
    rows, columns = np.nonzero(dark.any(axis=1))[0], np.nonzero(dark.any(axis=0))[0]
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    made.shadow = to_frame(white.picture[top:bottom, left:right])
    made.shadow_at = (int(left), int(top))


def path_of(one: Placed, way: Way, scene: Scene, seconds: float) -> Path:
    """Where it is at each moment; in the middle of the film it is where the picture would have it."""
    tall = one.box[3] - one.box[1]
    ahead = -1.0 if (one.figure.facing == "left") != one.mirrored else 1.0
    reach = way.reach * scene.width * seconds / 8 * (0.35 + 0.65 * min(1.0, tall / (0.5 * scene.height)))
    begin = float(rng(scene.seed, "phase", one.index).random())
    turn = 2 * math.pi / way.period

    # a thing that is drawn standing flies in the upper third
    lift = max(0.0, one.box[3] - 0.45 * scene.height) if one.figure.grounded and one.shadow else 0.0

    def along(t: float) -> float:
        return ahead * reach * (t / max(seconds, 0.1) - 0.5)

    def hop(t: float) -> float:
        return -abs(math.sin(turn * t / 2 + begin)) * way.hop * tall

    ways: Mapping[str, Path] = {
        "stay": lambda t: (0.0, 0.0, 0.0),
        "nod": lambda t: (0.0, (0.5 - 0.5 * math.cos(turn * t)) * 0.015 * tall, 0.0),
        "play": lambda t: (0.0, -abs(math.sin(turn * t / 2)) * 0.02 * tall, 1.2 * math.sin(turn * t)),
        "dance": lambda t: (0.05 * tall * math.sin(turn * t / 2), hop(t), 4 * math.sin(turn * t / 2)),
        "jump": lambda t: (0.0, -max(0.0, math.sin(turn * t)) * way.hop * tall, 0.0),
        "travel": lambda t: (along(t), hop(t), 0.0),
        "swim": lambda t: (along(t), 0.05 * tall * math.sin(turn * t / 2 + begin * 6), 2 * math.sin(turn * t / 2)),
        "fly": lambda t: (along(t), 0.12 * tall * math.sin(turn * t / 3 + begin * 6) - lift, 2 * math.sin(turn * t)),
        "bob": lambda t: (along(t), 0.012 * tall * math.sin(turn * t), 1.6 * math.sin(turn * t + 0.8)),
        "float": lambda t: (along(t), 0.05 * tall * math.sin(turn * t + begin * 6), 1.5 * math.sin(turn * t * 0.7)),
        "bounce": lambda t: _bounce(t, way, tall, begin, scene.width),
    }
    return ways[way.kind]


def _bounce(t: float, way: Way, tall: float, begin: float, width: int) -> tuple[float, float, float]:
    """A ball that is played with: it hops and rolls to and fro."""
    beat = t / way.period + begin
    roll = math.sin(2 * math.pi * beat / 4) * min(0.55 * tall, 0.06 * width)
    return roll, -abs(math.sin(math.pi * beat)) * 0.7 * tall, roll / max(1.0, tall / 2) * 57.3


def shifted(canvas: Frame, pose: Frame, x: float, y: float, degrees: float) -> None:
    """Lay premultiplied pixels down at a place between pixels, turned about their middle."""
    height, width = pose.shape[:2]
    left, top = math.floor(x), math.floor(y)
    if degrees:
        pad = int(abs(math.sin(math.radians(degrees))) * max(height, width) / 2) + 2
        move = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0), np.float64)
        move[:, 2] += np.array([pad + x - left, pad + y - top])
        pose = _warped(pose, move, width + 2 * pad + 1, height + 2 * pad + 1)
        left, top = left - pad, top - pad
    elif x != left or y != top:
        pose = _warped(pose, np.array([[1, 0, x - left], [0, 1, y - top]], np.float64), width + 1, height + 1)
    laid(canvas, pose, left, top)


def _warped(pose: Frame, move: NDArray[np.float64], width: int, height: int) -> Frame:
    return np.asarray(cv2.warpAffine(pose, move, (width, height), flags=cv2.INTER_LINEAR), np.uint8)


def laid(canvas: Frame, pose: Frame, left: int, top: int) -> None:
    """Premultiplied bytes over the canvas, cut at its edges."""
    window = _window(canvas, pose, left, top)
    if window is None:
        return
    part, piece = window
    keep = cv2.merge([255 - piece[..., 3]] * 3)
    under = cv2.multiply(part, keep, scale=1 / 255)
    cv2.add(under, np.ascontiguousarray(piece[..., :3]), dst=under)
    part[:] = under


def darkened(canvas: Frame, shadow: Frame, left: int, top: int) -> None:
    """What a shadow leaves of the light."""
    window = _window(canvas, shadow, left, top)
    if window is not None:
        part, piece = window
        part[:] = cv2.multiply(part, np.ascontiguousarray(piece), scale=1 / 255)


def _window(canvas: Frame, piece: NDArray[np.uint8], left: int, top: int) -> tuple[Frame, Frame] | None:
    height, width = canvas.shape[:2]
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + piece.shape[1]), min(height, top + piece.shape[0])
    if x1 <= x0 or y1 <= y0:
        return None
    return canvas[y0:y1, x0:x1], piece[y0 - top : y1 - top, x0 - left : x1 - left]
