"""A scene as a film set: the world behind, the actors before it, weather between, and the frame of any moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ..canvas.noise import rng
from ..canvas.pen import Mode
from ..compose.frame import Placed
from ..compose.picture import arrange
from ..scene import Node, Scene
from ..settings.stage import Backdrop
from ..styles.registry import finish, pen_mode, style
from .actors import Actor, Way, actor, path_of, way_of
from .camera import Camera
from .falling import Falling, falling
from .world import DRIFT, Frame, Sky, Water, sky_of, to_frame, toned, water_of

PAINTERLY = ("watercolor", "oil", "crayon", "pencil", "ink", "comic", "pixel", "lowpoly", "paper", "ukiyoe", "anime")
VIGNETTE = 0.14
PLAYTHING = 0.4
"""The most height of a plaything, as a share of the player's."""


@dataclass(slots=True)
class Set:
    """Everything of a film but time."""

    scene: Scene
    camera: Camera
    back: Frame
    actors: list[Actor]
    sky: Sky | None
    water: Water | None
    falling: Falling | None
    drift: float
    shade: Frame | None
    drawn: tuple[str, ...]
    omitted: tuple[str, ...]

    def frame(self, seconds: float, whole: float) -> Frame:
        """Height x width x 3 RGB at a moment of a film of ``whole`` seconds."""
        canvas = self.back.copy()
        if self.sky is not None:
            self.sky.draw(canvas, seconds, self.drift)
        if self.water is not None:
            self.water.draw(canvas, seconds)
        for one in self.actors:
            one.draw(canvas, seconds)
        seen = self.camera.see(canvas, seconds / max(whole, 0.1))
        if self.falling is not None:
            self.falling.draw(seen, seconds)
        return seen if self.shade is None else np.asarray(cv2.multiply(seen, self.shade, scale=1 / 255), np.uint8)


def build(scene: Scene, width: int, height: int, seconds: float) -> Set:
    """Paint the layers of a scene for a film of that size and length."""
    camera = Camera(scene.camera.move, width, height)
    wide, tall = camera.canvas
    scene = replace(scene, width=wide, height=tall)
    mode = pen_mode(scene.style)
    arranged = arrange(scene, mode)
    ground, name = arranged.backdrop, arranged.name
    painted = ground.picture.copy()
    nodes = dict(enumerate(scene.nodes))
    ways = _ways(nodes)
    placed = _headed(arranged.placed, nodes, ways)
    back = _finished(ground, scene, mode)
    actors = []
    for one in placed:
        lead = _leader(one, placed, nodes)
        way = _way(lead, placed, nodes, ways)
        made = actor(one, way, scene, ground, mode, path_of(lead, way, scene, seconds))
        actors += [made] if made is not None else []
    plain = mode == "soft" and style(scene.style).name not in PAINTERLY
    return Set(
        scene=scene,
        camera=camera,
        back=back,
        actors=actors,
        sky=sky_of(scene, ground, name, painted) if plain else None,
        water=water_of(scene, ground, name, back, painted) if mode == "soft" else None,
        falling=falling(scene.weather, width, height, scene.seed, mode) if not ground.indoor else None,
        drift=DRIFT * wide / 1280 * (1 if rng(scene.seed, "wind").random() < 0.5 else -1),
        shade=_shade(width, height) if plain else None,
        drawn=arranged.drawn,
        omitted=arranged.omitted,
    )


def _ways(nodes: dict[int, Node]) -> dict[int, Way | None]:
    """How each thing moves; None leaves the choice to what it is and does. What is played with bounces."""
    ways: dict[int, Way | None] = dict.fromkeys(nodes)
    ids = {node.id: index for index, node in nodes.items()}
    for node in nodes.values():
        for relation in node.relations:
            other = ids.get(relation.target)
            if other is not None and relation.kind == "with" and "play" in (node.pose, node.verb.removesuffix("ing")):
                ways[other] = Way(kind="bounce", period=1.1)
    return ways


def _headed(placed: Sequence[Placed], nodes: dict[int, Node], ways: dict[int, Way | None]) -> list[Placed]:
    """Those who travel go one way together, and a plaything is smaller than who plays with it."""
    tallest = max((one.box[3] - one.box[1] for one in placed if ways[one.index] is None), default=0.0)
    mirrored: dict[str, bool] = {}
    headed = []
    for one in placed:
        told = ways[one.index]
        if told is not None and told.kind == "bounce":
            most = PLAYTHING * tallest / max(1.0, one.box[3] - one.box[1])
            one = replace(one, scale=one.scale * min(1.0, most)) if tallest else one
        elif way_of(nodes[one.index], one).kind == "travel":
            facing = one.figure.facing
            one = replace(one, mirrored=mirrored.setdefault(facing, one.mirrored))
        headed.append(one)
    return headed


CARRIED = frozenset({"riding", "on", "in"})
CARRYING = frozenset({"holding", "wearing"})


def _leader(one: Placed, placed: Sequence[Placed], nodes: dict[int, Node]) -> Placed:
    """Whose way it goes: what it rides on or in, or who holds or wears it; else itself."""
    node = nodes[one.index]
    for two in placed:
        other = nodes[two.index]
        if any(r.target == other.id and r.kind in CARRIED for r in node.relations):
            return two
        if any(r.target == node.id and r.kind in CARRYING for r in other.relations):
            return two
    return one


def _way(one: Placed, placed: Sequence[Placed], nodes: dict[int, Node], ways: dict[int, Way | None]) -> Way:
    """What was decided for it, what its rider does with it, or what it does itself."""
    told = ways[one.index]
    if told is not None:
        return told
    node = nodes[one.index]
    for two in placed:
        rider = nodes[two.index]
        if any(r.target == node.id and r.kind == "riding" for r in rider.relations):
            return way_of(rider, two)
    return way_of(node, one)


def _finished(ground: Backdrop, scene: Scene, mode: Mode) -> Frame:
    picture = np.clip(ground.picture, 0, 1)
    if mode == "soft" and style(scene.style).name not in PAINTERLY:
        return to_frame(toned(picture))
    return to_frame(finish(picture, scene, None, None))


def _shade(width: int, height: int) -> Frame:
    """A calm vignette."""
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    light = np.asarray(1 - VIGNETTE * np.clip(x * x + y * y - 0.5, 0, 1.5), np.float32)
    return np.repeat(to_frame(light)[..., None], 3, axis=2)
