"""Groups into the frame: who stands in front, who behind, who flies or floats, facing whom. Nothing is cropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..canvas.noise import rng
from ..scene import Scene
from .air import floats, in_the_air, on_water, sunk
from .frame import Field, Placed, Spot, tall
from .order import tied
from .part import Group, Part
from .rows import behind, in_rows
from .sizes import is_scenery


def lay_out(groups: Sequence[Group], scene: Scene, field: Field) -> list[Placed]:
    """Place every group; the result is in painter's order, back to front."""
    together = tied(groups)
    main: list[Group] = []
    scenery: list[Group] = []
    airborne: list[Group] = []
    afloat: list[Group] = []
    for group in groups:
        if field.water is not None and floats(group) and not group.ids & together:
            afloat.append(group)
        elif group.ids & together:
            main.append(group)
        elif group.airborne or field.air:
            airborne.append(group)
        elif is_scenery(group.root.figure):
            scenery.append(group)
        else:
            main.append(group)
    if afloat and field.water is not None and field.water[1] >= field.near:
        # On the open sea nobody stands beside a ship: who does not float flies.
        airborne, main = airborne + main, []
    if not main and not afloat:
        main, scenery = scenery, []
    spots = in_rows(main, scene, field) if main else []
    spots += on_water(afloat, spots, scene, field)
    spots += behind(scenery, spots, scene, field)
    spots += in_the_air(airborne, spots, scene, field)
    _face_inward(spots, field, scene.seed)
    placed = [one for spot in spots for one in _placed(spot, field)]
    return sorted(placed, key=lambda one: (*one.order, one.index))


def _face_inward(spots: Sequence[Spot], field: Field, seed: int) -> None:
    """Side views look into the picture; every other one of several that look alike is mirrored."""
    seen: dict[str, int] = {}
    first = int(rng(seed, "turn").integers(2))
    for spot in spots:
        noun, facing = spot.group.root.node.noun, spot.group.root.figure.facing
        seen[noun] = seen.get(noun, 0) + 1
        left, right = spot.span
        aside = (left + right) / 2 - field.width / 2
        if noun.split(" ")[-1] in _READABLE:
            turn = False
        elif facing == "front":
            turn = seen[noun] % 2 == first
        else:
            turn = abs(aside) > 0.04 * field.width and (aside < 0) == (facing == "left")
        if turn:
            box = spot.group.box
            spot.x += (box[0] + box[2]) * spot.scale
            spot.mirrored = True


_READABLE = frozenset(
    ("clock", "watch", "sign", "book", "laptop", "keyboard", "newspaper", "phone", "television", "computer", "letter")
)


def _placed(spot: Spot, field: Field) -> list[Placed]:
    waterline = spot.y + spot.group.box[3] * spot.scale - sunk(spot.group) * tall(spot.group) * spot.scale
    found: list[Placed] = []
    for part in spot.group.parts:
        one = _one(spot, part, field, waterline if spot.afloat else None)
        if part.holds and part.figure.draw_front is not None:
            found.append(replace(one, layer="body"))
            found.append(replace(one, layer="front", order=(one.order[0], one.order[1] + 1.5), shadow=False))
        else:
            found.append(one)
    return found


def _one(spot: Spot, part: Part, field: Field, waterline: float | None) -> Placed:
    sign = -1 if spot.mirrored else 1
    clip = None if part.clip_below is None else spot.y + part.clip_below * spot.scale
    if waterline is not None:
        clip = waterline if clip is None else min(clip, waterline)
    share = (spot.y - field.horizon) / max(1.0, field.near - field.horizon)
    return Placed(
        index=part.index,
        figure=part.figure,
        x=spot.x + sign * part.x * spot.scale,
        y=spot.y + part.y * spot.scale,
        scale=part.scale * spot.scale,
        mirrored=part.mirrored != spot.mirrored,
        order=(-1e6 if spot.airborne else spot.y, part.depth),
        ground=waterline if waterline is not None else spot.y + (0.0 if part.lifted else part.y * spot.scale),
        shadow=not spot.airborne and not part.lifted,
        far=0.0 if spot.airborne else float(np.clip(1 - share, 0, 1)),
        tilt=spot.tilt,
        clip_below=clip,
        afloat=waterline is not None,
    )
