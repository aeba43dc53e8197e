"""Groups into the frame: who stands in front, who behind, how large, where, facing whom. Nothing is cropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..canvas.noise import rng
from ..canvas.paths import Box
from ..rigs.figure import Figure
from ..scene import Scene
from .groups import Group
from .sizes import is_scenery


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where things may stand: rows in pixels. ``margin`` is kept free at the frame's edge."""

    width: int
    height: int
    horizon: float
    far: float
    near: float
    margin: float = 0.05
    sky: float = 0.06
    flat: bool = False
    """No perspective: a plain ground, a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A figure in the frame: its local origin is at pixel (x, y), ``scale`` pixels per local unit."""

    index: int
    figure: Figure
    x: float
    y: float
    scale: float
    mirrored: bool
    order: tuple[float, int]
    ground: float
    """The row its group stands on, for shadows; below the frame for things in the air."""
    shadow: bool
    far: float
    """0 at the front, 1 at the horizon: for haze."""
    clip_below: float | None = None

    @property
    def box(self) -> Box:
        """Its bounds in pixels."""
        left, top, right, bottom = self.figure.bounds
        if self.mirrored:
            left, right = -right, -left
        s = self.scale
        return self.x + left * s, self.y + top * s, self.x + right * s, self.y + bottom * s


@dataclass(slots=True)
class _Spot:
    group: Group
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    row: int = 0
    mirrored: bool = False


_SHOTS = {"close-up": 0.82, "closeup": 0.82, "portrait": 0.8, "medium": 0.58, "full": 0.62, "wide": 0.36, "long": 0.3}


def lay_out(groups: Sequence[Group], scene: Scene, field: Field) -> list[Placed]:
    """Place every group; the result is in painter's order, back to front."""
    if not groups:
        return []
    airborne = [group for group in groups if not group.root.figure.grounded]
    standing = [group for group in groups if group.root.figure.grounded]
    main = [group for group in standing if not is_scenery(group.root.figure)]
    scenery = [group for group in standing if is_scenery(group.root.figure)] if main else []
    spots: list[_Spot] = []
    front = main or standing
    if front:
        spots += _rows(front, scene, field, alone=not scenery)
    spots += _behind_them(scenery, spots, scene, field)
    spots += _in_the_air(airborne, spots, scene, field)
    _face_inward(spots, field)
    return _painted_order([placed for spot in spots for placed in _placed(spot, field)])


def _share(scene: Scene, count: int) -> float:
    shot = _SHOTS.get(scene.camera.shot, 0.58)
    if scene.camera.shot == "medium" and scene.kind in ("object", "portrait"):
        shot = 0.68
    return shot if count < 4 else shot * 0.9


def _rows(groups: list[Group], scene: Scene, field: Field, *, alone: bool) -> list[_Spot]:
    """One row for up to three, staggered rows for more; larger ones never hide smaller ones."""
    ordered = _ordered(groups)
    count = len(ordered)
    per_row = count if count <= 3 else (count + 1) // 2 if count <= 8 else -(-count // 3)
    rows = [ordered[i : i + per_row] for i in range(0, count, per_row)]
    spots: list[_Spot] = []
    total = _share(scene, count)
    widest = max(sum(_wide(g) for g in row) + _gap(row) * (len(row) - 1) for row in rows)
    tallest = max(_tall(g) for g in ordered)
    lifts = sum(0.5 * max(_tall(g) for g in row) for row in rows[1:])
    room_x = field.width * (1 - 2 * field.margin) * (1.0 if count > 1 else 0.92)
    room_y = field.near - field.height * field.sky
    scale = min(room_x / widest, total * field.height / tallest, room_y / (tallest + lifts * 0.8))
    back = 0.0
    for number, row in enumerate(rows):
        y = field.near - back
        shrink = 1.0 if field.flat else _perspective(field, y)
        spots += _one_row(row, scene, field, y, scale * shrink, number)
        back += 0.55 * scale * shrink * max(_tall(g) for g in row)
    return spots


def _perspective(field: Field, y: float) -> float:
    """Scale at row ``y`` against the front row, softened: a crowd should stay readable."""
    share = max(0.05, (y - field.horizon) / max(1.0, field.near - field.horizon))
    return float(share**0.35)


def _one_row(row: list[Group], scene: Scene, field: Field, y: float, scale: float, number: int) -> list[_Spot]:
    gap = _gap(row) * scale
    wide = sum(_wide(g) * scale for g in row) + gap * (len(row) - 1)
    free = field.width * (1 - 2 * field.margin) - wide
    lean = rng(scene.seed, "lean", number).uniform(-1, 1)
    start = field.width * field.margin + free * (
        0.5 + 0.5 * _bias(row, scene) + 0.22 * float(lean) * (1 if len(row) < 3 else 0.4)
    )
    start = float(np.clip(start, field.width * field.margin, field.width * field.margin + max(0.0, free)))
    if len(row) > 1 and free > 0:
        extra = min(free * 0.45, wide * 0.35) / (len(row) - 1)
        gap += extra
        start -= extra * (len(row) - 1) / 2
        start = max(
            field.width * field.margin, min(start, field.width * (1 - field.margin) - wide - extra * (len(row) - 1))
        )
    spots: list[_Spot] = []
    steps = rng(scene.seed, "steps", number)
    for group in row:
        left = group.box[0] * scale
        drop = 0.0 if field.flat else float(steps.uniform(-0.035, 0.0)) * field.height * (len(row) > 1)
        spots.append(_Spot(group, start - left, y + drop - max(0.0, group.box[3]) * scale, scale, number))
        start += _wide(group) * scale + gap
    return spots


def _bias(row: list[Group], scene: Scene) -> float:
    """-1 to the left edge, 1 to the right edge, when a lone group was given a place."""
    if len(row) != 1:
        return 0.0
    return {"left": -0.75, "right": 0.75}.get(row[0].root.node.place, 0.0)


def _ordered(groups: list[Group]) -> list[Group]:
    """Left to right: by said places and left/right relations, else with the first-named in the middle."""
    rank = {id(group): _PLACES.get(group.root.node.place, 0.0) for group in groups}
    order = sorted(groups, key=lambda group: rank[id(group)])
    if len(order) == 3 and not any(group.beside for group in order) and not any(rank.values()):
        order = [order[1], order[0], order[2]]
    for _ in range(len(order)):
        for group in list(order):
            for kind, target in group.beside:
                order = _moved(order, group, kind, target)
    return order


_PLACES = {"left": -1.0, "right": 1.0}


def _moved(order: list[Group], group: Group, kind: str, target: str) -> list[Group]:
    other = next((candidate for candidate in order if target in candidate.ids), None)
    if other is None or other is group:
        return order
    mine, its = order.index(group), order.index(other)
    wrong = (kind == "left_of" and mine > its) or (kind == "right_of" and mine < its)
    apart = kind in ("beside", "with", "near") and abs(mine - its) > 1
    if not (wrong or apart):
        return order
    rest = [candidate for candidate in order if candidate is not group]
    at = rest.index(other) + (0 if kind == "left_of" else 1)
    return [*rest[:at], group, *rest[at:]]


def _wide(group: Group) -> float:
    return group.box[2] - group.box[0]


def _tall(group: Group) -> float:
    return group.box[3] - group.box[1]


def _gap(row: list[Group]) -> float:
    return 0.1 * sum(_wide(group) for group in row) / len(row)


def _behind_them(scenery: list[Group], front: list[_Spot], scene: Scene, field: Field) -> list[_Spot]:
    """Trees and houses farther back, beside the main figures rather than behind their heads."""
    if not scenery:
        return []
    y = field.far + (field.near - field.far) * 0.3
    main_scale = max(spot.scale for spot in front) if front else field.height * 0.3
    scale = main_scale * (1.0 if field.flat else _perspective(field, y) ** 1.6)
    tallest, wide = max(_tall(g) for g in scenery), sum(_wide(g) for g in scenery)
    scale = min(scale, (y - field.height * 0.04) / tallest, field.width * 0.94 / wide)
    scale = max(
        scale, min(0.42 * field.height / tallest, field.width * 0.94 / wide, (y - field.height * 0.04) / tallest)
    )
    taken = [(s.x + s.group.box[0] * s.scale, s.x + s.group.box[2] * s.scale) for s in front]
    spots: list[_Spot] = []
    random = rng(scene.seed, "scenery")
    for group in _ordered(scenery):
        half = _wide(group) * scale / 2
        low, high = half + field.width * 0.02, field.width * 0.98 - half
        tries = [low + (high - low) * float(v) for v in np.linspace(0, 1, 15)] if high > low else [field.width / 2]
        wish = _wished_side(group, front)
        costs = [
            _crowding(x - half, x + half, taken) + 0.35 * wish(x / field.width) + 0.05 * float(random.random())
            for x in tries
        ]
        x = tries[int(np.argmin(costs))]
        taken.append((x - half, x + half))
        spots.append(_Spot(group, x - (group.box[0] + group.box[2]) / 2 * scale, y, scale, 5))
    return spots


def _wished_side(group: Group, front: list[_Spot]) -> Callable[[float], float]:
    """How far a place (0..1) is from where the group was asked to be."""
    side = {"left": 0.18, "right": 0.82, "centre": 0.5, "center": 0.5}.get(group.root.node.place)
    if side is None:
        for kind, target in group.beside:
            if any(target in spot.group.ids for spot in front):
                side = {"left_of": 0.15, "right_of": 0.85}.get(kind, side)
        for spot in front:
            for kind, target in spot.group.beside:
                if target in group.ids:
                    side = {"left_of": 0.85, "right_of": 0.15}.get(kind, side)
    return lambda at: 0.0 if side is None else 4 * abs(at - side)


def _crowding(left: float, right: float, taken: list[tuple[float, float]]) -> float:
    """The share of this span that others already cover."""
    covered = sum(max(0.0, min(right, b) - max(left, a)) for a, b in taken)
    return covered / max(1.0, right - left)


def _in_the_air(groups: list[Group], others: list[_Spot], scene: Scene, field: Field) -> list[_Spot]:
    """Flying, floating and swimming things: spread over the upper part, away from heads; alone: in the middle."""
    if not groups:
        return []
    random = rng(scene.seed, "air")
    head = min((spot.y + spot.group.box[1] * spot.scale for spot in others), default=field.height * 0.9)
    lowest = max(field.height * 0.3, min(field.height * 0.86, head if others else field.height * 0.86))
    count = len(groups)
    columns = count if count <= 3 else -(-count // 2) if count <= 8 else -(-count // 3)
    cell = field.width * (1 - 2 * field.margin) / columns
    rows = -(-count // columns)
    strip = (lowest - field.height * field.sky) / rows
    share = _share(scene, count) if not others else min(0.3, _share(scene, count))
    spots: list[_Spot] = []
    tallest = max(_tall(g) for g in groups)
    main = max((spot.scale for spot in others), default=float("inf"))
    ordered = _ordered(groups)
    for i, group in enumerate(ordered):
        scale = min(cell * 0.92 / _wide(group), strip * 0.94 / _tall(group), share * field.height / tallest, main * 0.9)
        free_x, free_y = cell - _wide(group) * scale, strip - _tall(group) * scale
        row, column = divmod(i, columns)
        calm = 0.5 if count == 1 and not others else 0.0
        x = field.width * field.margin + column * cell + free_x * (calm or 0.15 + 0.7 * float(random.random()))
        y = field.height * field.sky + row * strip + free_y * (calm or 0.2 + 0.6 * float(random.random()))
        if len(ordered) == 1:
            x += _bias([group], scene) * free_x * 0.45
        spots.append(_Spot(group, x - group.box[0] * scale, y - group.box[1] * scale, scale, 6))
    return spots


def _face_inward(spots: list[_Spot], field: Field) -> None:
    """Side views look into the picture, pairs at each other."""
    for spot in spots:
        facing = spot.group.root.figure.facing
        centre = spot.x + (spot.group.box[0] + spot.group.box[2]) / 2 * spot.scale
        if facing == "front" or abs(centre - field.width / 2) < 0.04 * field.width:
            continue
        if (centre < field.width / 2) == (facing == "left"):
            box = spot.group.box
            spot.x += (box[0] + box[2]) * spot.scale
            spot.mirrored = True


def _placed(spot: _Spot, field: Field) -> list[Placed]:
    out: list[Placed] = []
    for part in spot.group.parts:
        sign = -1 if spot.mirrored else 1
        y = spot.y + part.y * spot.scale
        ground = spot.y + (part.y * spot.scale if not part.lifted else 0)
        airborne = not spot.group.root.figure.grounded
        clip = None if part.clip_below is None else spot.y + part.clip_below * spot.scale
        share = (spot.y - field.horizon) / max(1.0, field.near - field.horizon)
        out.append(
            Placed(
                index=part.index,
                figure=part.figure,
                x=spot.x + sign * part.x * spot.scale,
                y=y,
                scale=part.scale * spot.scale,
                mirrored=part.mirrored != spot.mirrored,
                order=(-1e6 if airborne and spot.row == 6 else spot.y, part.depth),
                ground=ground,
                shadow=not airborne and not part.lifted,
                far=0.0 if airborne else float(np.clip(1 - share, 0, 1)),
                clip_below=clip,
            )
        )
    return out


def _painted_order(placed: list[Placed]) -> list[Placed]:
    return sorted(placed, key=lambda p: (p.order[0], p.order[1], p.index))
