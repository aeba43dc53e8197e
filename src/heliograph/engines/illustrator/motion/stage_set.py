"""A scene as a film set: the world behind, the actors before it, weather between, and the frame of any moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ..canvas.noise import rng
from ..canvas.pen import Mode
from ..compose.groups import groups_of
from ..compose.layout import lay_out
from ..compose.painting import paint_figures
from ..compose.picture import field_of, setting_for
from ..rigs.figure import Figure
from ..rigs.registry import figure
from ..scene import Node, Scene
from ..settings.registry import backdrop
from ..settings.stage import Backdrop
from ..styles.registry import finish, pen_mode, style
from .actors import Actor, Way, actor, way_of
from .camera import Camera
from .falling import Falling, falling
from .world import DRIFT, Frame, Sky, Water, sky_of, to_frame, toned, water_of

PAINTERLY = ("watercolor", "oil", "crayon", "pencil", "ink", "comic", "pixel", "lowpoly", "paper", "ukiyoe", "anime")
VIGNETTE = 0.14


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
        return seen if self.shade is None else cv2.multiply(seen, self.shade, scale=1 / 255)


def build(scene: Scene, width: int, height: int, seconds: float) -> Set:
    """Paint the layers of a scene for a film of that size and length."""
    camera = Camera(scene.camera.move, width, height)
    wide, tall = camera.canvas
    scene = replace(scene, width=wide, height=tall)
    mode = pen_mode(scene.style)
    found = [(i, node, drawing) for i, node in enumerate(scene.nodes) if (drawing := figure(node, seed=scene.seed))]
    name = setting_for(scene, [node.noun for _, node, _ in found])
    ground = backdrop(replace(scene, weather=_calm(scene.weather)), mode, name=name)
    painted = ground.picture.copy()
    placed = lay_out(groups_of(found), scene, field_of(scene, ground))
    ways = _ways(scene, placed_nodes(found), [one.index for one in placed])
    still = [one for one in placed if one.index not in ways]
    paint_figures(ground, still, mode, scene.seed)
    back = _finished(ground, scene, mode)
    actors = [
        made for one in placed
        if one.index in ways
        and (made := actor(one, ways[one.index] or way_of(scene.nodes[one.index], one), scene, ground, mode, seconds))
    ]  # fmt: skip
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
        drawn=tuple(node.noun for _, node, _ in found),
        omitted=tuple(dict.fromkeys(node.noun for node in scene.nodes if node.noun not in {n.noun for _, n, _ in found})),
    )


def placed_nodes(found: Sequence[tuple[int, Node, Figure]]) -> dict[int, Node]:
    """The nodes that are drawn, by their index."""
    return {index: node for index, node, _ in found}


def _ways(scene: Scene, nodes: dict[int, Node], order: Sequence[int]) -> dict[int, Way | None]:
    """How each thing moves that may; None leaves the choice to what it is. What stands in front of the first mover is
    drawn after it, so it counts as an actor too; what is carried goes the way of its carrier."""
    ways: dict[int, Way | None] = dict.fromkeys(order)
    ids = {node.id: index for index, node in nodes.items()}
    for index, node in nodes.items():
        for relation in node.relations:
            other = ids.get(relation.target)
            if other is not None and relation.kind == "with" and "play" in (node.pose, node.verb.removesuffix("ing")):
                ways[other] = Way(kind="bounce", period=1.1)
    return ways


def _calm(weather: str) -> str:
    """Rain and snow fall as a layer of their own; the sky keeps their clouds."""
    return weather


def _finished(ground: Backdrop, scene: Scene, mode: Mode) -> Frame:
    picture = np.clip(ground.picture, 0, 1)
    if mode == "soft" and style(scene.style).name not in PAINTERLY:
        return to_frame(toned(picture))
    return to_frame(finish(picture, scene, None, None))


def _shade(width: int, height: int) -> Frame:
    """A calm vignette."""
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    light = 1 - np.float32(VIGNETTE) * np.clip(x * x + y * y - 0.5, 0, 1.5)
    return np.repeat(to_frame(light)[..., None], 3, axis=2)
