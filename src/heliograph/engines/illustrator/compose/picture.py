"""Scene in, picture out: the backdrop painted, every figure placed and drawn, the node map beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..canvas.composite import Picture
from ..canvas.noise import rng
from ..canvas.pen import Mode
from ..rigs.figure import Figure
from ..rigs.registry import figure
from ..scene import Node, Scene
from ..settings.registry import backdrop, named
from ..settings.stage import Backdrop
from ..settings.weather import fall
from .frame import Field, Placed
from .groups import groups_of
from .layout import lay_out
from .painting import Ids, paint_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """Pixels (float RGB 0..1), the visible node index per pixel (-1: none), and what was drawn or could not be."""

    picture: Picture
    mode: Mode
    ids: Ids
    backdrop: Backdrop
    placed: tuple[Placed, ...]
    drawn: tuple[str, ...]
    omitted: tuple[str, ...]


def compose(scene: Scene, mode: Mode = "soft") -> Composed:
    """Draw the whole scene with a pen of that mode. Finishing in a medium and the grade come later."""
    found: list[tuple[int, Node, Figure]] = []
    omitted: list[str] = []
    for index, node in enumerate(scene.nodes):
        drawing = figure(_in_season(node, scene), seed=scene.seed)
        if drawing is None:
            omitted.append(node.noun)
        else:
            found.append((index, node, drawing))
    ground = backdrop(scene, mode, name=setting_for(scene, [node.noun for _, node, _ in found]))
    drawn = tuple(node.noun for _, node, _ in found)
    if ground.indoor:
        found = [entry for entry in found if entry[1].noun not in _PART_OF_ROOMS]
    placed = lay_out(groups_of(found), scene, field_of(scene, ground))
    ids = paint_figures(ground, placed, mode, scene.seed)
    if mode != "line" and not ground.indoor:
        fall(ground.picture, scene, ground.light)
    return Composed(
        picture=np.clip(ground.picture, 0, 1),
        mode=mode,
        ids=ids,
        backdrop=ground,
        placed=tuple(placed),
        drawn=drawn,
        omitted=tuple(dict.fromkeys(omitted)),
    )


_PART_OF_ROOMS = frozenset({"window", "curtain", "wall", "floor", "ceiling"})


def _in_season(node: Node, scene: Scene) -> Node:
    """The node as it looks at that time of the year: leaves turn, branches carry snow."""
    if not scene.season or "season" in node.attributes:
        return node
    return replace(node, attributes={**node.attributes, "season": scene.season})


def setting_for(scene: Scene, nouns: list[str]) -> str:
    """The setting that the scene names, or one that suits what is in it."""
    if named(scene.setting):
        return scene.setting
    return "meadow"


def field_of(scene: Scene, ground: Backdrop) -> Field:
    near = ground.near
    if ground.far < ground.near:
        # Another picture, another distance: the front line wanders a little with the seed.
        near -= float(rng(scene.seed, "front").uniform(0, 0.12)) * (ground.near - ground.far)
    return Field(
        width=scene.width,
        height=scene.height,
        horizon=ground.horizon,
        far=ground.far,
        near=near,
        flat=ground.ground in ("void", "air"),
        water=ground.water,
    )
