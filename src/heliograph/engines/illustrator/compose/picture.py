"""Scene in, picture out: the backdrop painted, every figure placed and drawn, the node map beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..canvas.composite import Picture
from ..canvas.noise import rng
from ..canvas.paint import named as named_colour
from ..canvas.pen import Mode
from ..rigs.figure import Figure
from ..rigs.registry import figure
from ..scene import Node, Scene
from ..settings.registry import backdrop, named
from ..settings.stage import TABLE_RISE, Backdrop
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """A scene before anything but its backdrop is painted. ``name`` is the setting's; ``table`` the index of a table
    whose top is the ground."""

    name: str
    backdrop: Backdrop
    placed: tuple[Placed, ...]
    drawn: tuple[str, ...]
    omitted: tuple[str, ...]
    table: int | None = None


def arrange(scene: Scene, mode: Mode) -> Arranged:
    """Paint the backdrop and decide where everything goes."""
    found: list[tuple[int, Node, Figure]] = []
    omitted: list[str] = []
    for index, node in enumerate(scene.nodes):
        drawing = figure(_in_season(node, scene), seed=scene.seed)
        if drawing is None:
            omitted.append(node.noun)
        else:
            found.append((index, node, drawing))
    table = still_life(found, scene)
    name = "table" if table is not None else setting_for(scene)
    ground = backdrop(scene, mode, name=name, wood=found_colour(table))
    shown = [entry for entry in found if entry is not table]
    if ground.indoor:
        shown = [entry for entry in shown if entry[1].noun not in {*_PART_OF_ROOMS, name.replace("_", " ")}]
    return Arranged(
        name=name,
        backdrop=ground,
        placed=tuple(lay_out(groups_of(shown), scene, _field(scene, ground))),
        drawn=tuple(node.noun for _, node, _ in found),
        omitted=tuple(dict.fromkeys(omitted)),
        table=None if table is None else table[0],
    )


def compose(scene: Scene, mode: Mode = "soft") -> Composed:
    """Draw the whole scene with a pen of that mode. Finishing in a medium and the grade come later."""
    arranged = arrange(scene, mode)
    ground = arranged.backdrop
    ids = paint_figures(ground, arranged.placed, mode, scene.seed)
    if arranged.table is not None:
        top = ids[int(ground.horizon + TABLE_RISE * scene.height) :]
        top[top < 0] = arranged.table
    if mode != "line" and not ground.indoor:
        fall(ground.picture, scene, ground.light)
    return Composed(
        picture=np.clip(ground.picture, 0, 1),
        mode=mode,
        ids=ids,
        backdrop=ground,
        placed=arranged.placed,
        drawn=arranged.drawn,
        omitted=arranged.omitted,
    )


_PART_OF_ROOMS = frozenset({"window", "curtain", "wall", "floor", "ceiling"})


def _in_season(node: Node, scene: Scene) -> Node:
    """The node as it looks at that time of the year and in that manner: leaves turn, chibi people have large heads."""
    aloft = named(scene.setting) == "sky" or any(relation.kind == "above" for relation in node.relations)
    if aloft and not node.pose:
        node = replace(node, pose="fly")
    if "chibi" in scene.style_options:
        node = replace(node, attributes={"manner": "chibi", **node.attributes})
    if not scene.season or "season" in node.attributes:
        return node
    return replace(node, attributes={**node.attributes, "season": scene.season})


def setting_for(scene: Scene) -> str:
    """The setting that the scene names, or the one that suits nearly everything."""
    return scene.setting if named(scene.setting) else "meadow"


Found = tuple[int, Node, Figure]
_SMALL = 0.36
_INDOORS = frozenset({"", "table", "living_room", "kitchen", "cafe", "studio", "bedroom"})


def still_life(found: list[Found], scene: Scene) -> Found | None:
    """The table when the picture shows nothing but small things on it: then its top fills the frame."""
    tables = [entry for entry in found if entry[1].noun in ("table", "desk", "counter")]
    others = [entry for entry in found if entry[1].noun not in ("table", "desk", "counter", "window", "wall")]
    if len(tables) != 1 or not others or scene.setting not in _INDOORS:
        return None
    table = tables[0]
    if table[1].relations or any(not _rests_on(entry, table[1].id, found) for entry in others):
        return None
    return table


def _rests_on(entry: Found, table: str, found: list[Found]) -> bool:
    _, node, figure = entry
    if figure.height_m > _SMALL:
        return False
    targets = {
        relation.target for relation in node.relations if relation.kind in ("on", "in", "beside", "with", "near")
    }
    ids = {other[1].id for other in found}
    return bool(targets & {table}) or bool(targets & (ids - {node.id}))


def found_colour(table: Found | None) -> str:
    """The colour that the prompt gave the table, or nothing."""
    word = table[1].attributes.get("colour", "") if table is not None else ""
    try:
        return named_colour(word) if word else ""
    except (KeyError, ValueError):
        return ""


def _field(scene: Scene, ground: Backdrop) -> Field:
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
        air=ground.ground == "air",
    )
