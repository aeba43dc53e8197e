"""Groups without ground: flying over the others, filling the frame alone, swimming on water."""

from __future__ import annotations

from collections.abc import Sequence

from ..canvas.noise import rng
from ..scene import Scene
from .frame import Field, Spot, share_of_height, tall, wide
from .order import bias, ordered
from .part import Group, readable

FLOATERS = frozenset(
    (
        *("duck", "duckling", "swan", "goose", "whale", "dolphin", "shark", "otter", "hippopotamus", "crocodile"),
        *("boat", "ship", "sailboat", "rowboat", "canoe", "raft", "yacht", "buoy", "kayak", "ferry", "submarine"),
        *(
            "sailing ship",
            "pirate ship",
            "rubber duck",
            "cruise ship",
            "fishing boat",
            "rowing boat",
            "gondola",
            "island",
            "iceberg",
        ),
    )
)
_SUNK = {"whale": 0.3, "dolphin": 0.25, "shark": 0.35, "hippopotamus": 0.4, "otter": 0.4, "crocodile": 0.4}


def floats(group: Group) -> bool:
    """Whether it lies in the water when there is any."""
    return group.root.node.noun in FLOATERS


def sunk(group: Group) -> float:
    """The share of its height below the water line."""
    return _SUNK.get(group.root.node.noun, 0.1)


def in_the_air(groups: Sequence[Group], others: Sequence[Spot], scene: Scene, field: Field) -> list[Spot]:
    """Over the others' heads; without others, over the whole frame. Each tilts a little, none is cropped."""
    if not groups:
        return []
    head = min((spot.head for spot in others), default=0.0)
    bottom = max(field.height * 0.3, min(field.height * 0.84, head)) if others else field.height * 0.86
    order = readable(ordered(groups))
    count = len(order)
    columns = count if count <= 3 else -(-count // 2) if count <= 8 else -(-count // 3)
    rows = [order[i : i + columns] for i in range(0, count, columns)]
    strip = (bottom - field.top) / len(rows)
    limit = min(0.3, share_of_height(scene, count)) if others else share_of_height(scene, count)
    if not others and all(group.root.node.pose == "fly" for group in groups) and not field.air:
        # A bird over a landscape is in its sky.
        bottom, limit = field.height * 0.7, limit * 0.75
    widest = max(sum(map(wide, row)) for row in rows)
    scale = min(
        (field.right - field.left) * 0.88 / widest,
        strip * 0.86 / max(map(tall, order)),
        limit * field.height / max(map(tall, order)),
        max((spot.scale for spot in others), default=float("inf")),
    )
    alone = count == 1 and not others
    return [
        spot
        for number, row in enumerate(rows)
        for spot in _strip(row, scene, field, (field.top + number * strip, strip), scale, alone)
    ]


def _strip(
    row: Sequence[Group], scene: Scene, field: Field, rows: tuple[float, float], scale: float, alone: bool
) -> list[Spot]:
    top, height = rows
    random = rng(scene.seed, "air", round(top))
    free = field.right - field.left - sum(map(wide, row)) * scale
    x = field.left
    spots: list[Spot] = []
    for group in row:
        slack = free / len(row)
        at_x = 0.5 + 0.45 * bias(group) if alone or len(row) == 1 else 0.1 + 0.8 * float(random.random())
        at_y = 0.45 if alone else 0.1 + 0.8 * float(random.random())
        left = x + slack * at_x
        upper = top + (height - tall(group) * scale) * at_y
        # A tilted thing reaches farther: no more than the margin allows.
        most = min(9.0, 68.0 * min(field.top, field.left) / (max(wide(group), tall(group)) * scale))
        tilt = 0.0 if alone or len(group.parts) > 1 else most * float(random.uniform(-1, 1))
        spots.append(
            Spot(group, left - group.box[0] * scale, upper - group.box[1] * scale, scale, airborne=True, tilt=tilt)
        )
        x += wide(group) * scale + slack
    return spots


def on_water(groups: Sequence[Group], others: Sequence[Spot], scene: Scene, field: Field) -> list[Spot]:
    """Afloat between the rows of the water; alone they are the main figures, else they pass behind the others."""
    if not groups or field.water is None:
        return []
    top, bottom = field.water
    share = 0.3 if others else 0.72
    line = top + (min(bottom, field.height * 0.86) - top) * share
    order = ordered(groups)
    limit = 0.26 if others else min(share_of_height(scene, len(order)) * 0.95, 1.5 * (bottom - top) / field.height)
    tallest, total = max(map(tall, order)), sum(map(wide, order))
    scale = min(
        limit * field.height / tallest,
        (field.right - field.left) * 0.92 / (total * 1.1),
        (line - field.top) / tallest,
    )
    free = (field.right - field.left) - total * scale
    random = rng(scene.seed, "water")
    x = field.left
    spots: list[Spot] = []
    for group in order:
        slack = free / len(order)
        left = x + slack * (0.5 + 0.45 * bias(group) if len(order) == 1 else 0.2 + 0.6 * float(random.random()))
        y = line - float(random.random()) * 0.03 * field.height * (len(order) > 1)
        foot = y + sunk(group) * tall(group) * scale - group.box[3] * scale
        spots.append(Spot(group, left - group.box[0] * scale, foot, scale, afloat=True))
        x += wide(group) * scale + slack
    return spots
