"""Standing groups: up to three side by side, more in staggered rows; scenery behind them where there is room."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from ..canvas.noise import rng
from ..scene import Scene
from .frame import Field, Spot, share_of_height, tall, wide
from .order import bias, ordered
from .part import Group, readable


def in_rows(groups: Sequence[Group], scene: Scene, field: Field) -> list[Spot]:
    """The main groups, as large as the shot asks and the frame allows."""
    order = readable(ordered(groups))
    if len(order) > 3:
        return _staggered(order, scene, field)
    tallest, total = max(map(tall, order)), sum(map(wide, order)) + _gap(order) * (len(order) - 1)
    room_x = (field.right - field.left) * (1.0 if len(order) > 1 else 0.94)
    limit = share_of_height(scene, len(order)) * field.height
    if any(len(group.parts) > 1 and tall(group) > 1.6 * _part_height(group) for group in order):
        limit = max(limit, 0.82 * field.height)
    scale = min(room_x / total, limit / tallest, (field.near - field.top) / tallest)
    return _one_row(order, scene, field, field.near, scale)


def _part_height(group: Group) -> float:
    """The height of the smallest part: when it is small beside its group, the group may fill the frame."""
    return min(part.box[3] - part.box[1] for part in group.parts)


def _staggered(order: list[Group], scene: Scene, field: Field) -> list[Spot]:
    """A crowd: evenly from left to right on two or three lines in depth, those behind seen between those in front."""
    count = len(order)
    lines = 2 if count <= 8 else 3
    step = 0.64 if lines == 2 else 0.5
    random = rng(scene.seed, "crowd")
    widths = [wide(group) for group in order]
    centres = [0.0]
    for before, after in itertools.pairwise(widths):
        centres.append(centres[-1] + (before + after) / 2 * step)
    total = centres[-1] + (widths[0] + widths[-1]) / 2
    tallest = max(map(tall, order))
    lift = 0.42 * tallest
    scale = min(
        (field.right - field.left) / max(total, *widths),
        share_of_height(scene, count) * field.height / tallest,
        (field.near - field.top) / (tallest + lift * (lines - 1)),
    )
    free = field.right - field.left - total * scale
    spread = 1 + min(0.45 * free / max(1.0, total * scale), 0.5)
    start = (field.left + field.right) / 2 - (centres[-1] / 2) * scale * spread
    spots: list[Spot] = []
    for i, group in enumerate(order):
        level = i % lines
        foot = max(field.near - level * lift * scale * 0.8 - 0.012 * field.height * float(random.random()), field.far)
        size = scale * field.perspective(foot) * float(random.uniform(0.95, 1.0))
        middle = start + centres[i] * scale * spread
        low, high = field.left + widths[i] * size / 2, field.right - widths[i] * size / 2
        middle = float(np.clip(middle, low, max(low, high)))
        centre = (group.box[0] + group.box[2]) / 2
        hover = 0.25 * tall(group) * size if group.airborne else 0.0
        spots.append(Spot(group, middle - centre * size, foot - max(0.0, group.box[3]) * size - hover, size))
    return spots


def _gap(row: Sequence[Group]) -> float:
    return 0.08 * sum(map(wide, row)) / len(row)


def _one_row(row: list[Group], scene: Scene, field: Field, y: float, scale: float) -> list[Spot]:
    """Side by side with gaps that use some of the free width; the ends of a row stand a little farther back."""
    count = len(row)
    gap = _gap(row) * scale
    total = sum(wide(group) * scale for group in row) + gap * (count - 1)
    free = max(0.0, field.right - field.left - total)
    if count > 1:
        extra = min(free * 0.5, total * 0.3)
        gap += extra / (count - 1)
        free -= extra
    lean = float(rng(scene.seed, "lean").uniform(-1, 1)) * (0.42 if count < 3 else 0.12)
    x = field.left + free * float(np.clip(0.5 + 0.5 * (bias(row[0]) if count == 1 else 0.0) + lean, 0, 1))
    steps = rng(scene.seed, "steps")
    spots: list[Spot] = []
    for i, group in enumerate(row):
        end = abs(2 * i / (count - 1) - 1) if count > 1 else 0.0
        lift = 0.0 if field.flat or count == 1 else (0.045 * end + 0.02 * float(steps.random())) * field.height
        if count == 2 and i == 0:
            lift *= 0.3
        foot = y - min(lift, max(0.0, y - field.far) * 0.6)
        size = scale * field.perspective(foot) / field.perspective(y)
        size *= 1.0 if count == 1 else float(steps.uniform(0.96, 1.0))
        below = max(0.0, group.box[3]) * size
        hover = 0.25 * tall(group) * size - below if group.airborne else 0.0
        middle = x + wide(group) * scale / 2
        centre = (group.box[0] + group.box[2]) / 2
        spots.append(Spot(group, middle - centre * size, foot - below - hover, size))
        x += wide(group) * scale + gap
    return spots


def behind(scenery: Sequence[Group], front: Sequence[Spot], scene: Scene, field: Field) -> list[Spot]:
    """Trees and houses farther back, beside the main figures rather than behind their heads."""
    if not scenery:
        return []
    y = field.far + (field.near - field.far) * 0.3
    scale = _scenery_scale(scenery, front, field, y)
    taken = [spot.span for spot in front]
    random = rng(scene.seed, "scenery")
    spots: list[Spot] = []
    for group in ordered(scenery):
        half = wide(group) * scale / 2
        low, high = half + field.width * 0.02, field.width * 0.98 - half
        tries = [low + (high - low) * float(v) for v in np.linspace(0, 1, 15)] if high > low else [field.width / 2]
        wish = _wished_side(group, front)
        costs = [
            _crowding(x - half, x + half, taken) + 0.35 * wish(x / field.width) + 0.05 * float(random.random())
            for x in tries
        ]
        x = tries[int(np.argmin(costs))]
        taken.append((x - half, x + half))
        spots.append(Spot(group, x - (group.box[0] + group.box[2]) / 2 * scale, y, scale))
    return spots


def _scenery_scale(scenery: Sequence[Group], front: Sequence[Spot], field: Field, y: float) -> float:
    tallest, total = max(map(tall, scenery)), sum(map(wide, scenery))
    room = min((y - field.height * 0.04) / tallest, field.width * 0.94 / total)
    natural = max(spot.scale for spot in front) * field.perspective(y) ** 1.6
    return float(min(room, max(natural, 0.42 * field.height / tallest)))


def _wished_side(group: Group, front: Sequence[Spot]) -> Callable[[float], float]:
    """How far a place (0..1) is from where the group was asked to be."""
    side = {"left": 0.18, "right": 0.82, "centre": 0.5, "center": 0.5}.get(group.root.node.place)
    return lambda at: 0.0 if side is None else 4 * abs(at - side)


def _crowding(left: float, right: float, taken: Sequence[tuple[float, float]]) -> float:
    """The share of this span that others already cover."""
    covered = sum(max(0.0, min(right, b) - max(left, a)) for a, b in taken)
    return covered / max(1.0, right - left)
