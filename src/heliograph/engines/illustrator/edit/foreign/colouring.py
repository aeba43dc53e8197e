"""Colouring in a line drawing that nobody can name: by place, size and likeness, the way a child would start."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ...styles.crayon import box, crayon, lay, trace
from ...styles.sheet import Image, Labels, Plane, Sheet, real, unit
from ...styles.texture import smoothstep, wobble
from .regions import Drawing, Region, take_apart

_SETS: tuple[tuple[str, ...], ...] = (
    ("red", "golden", "green", "blue", "orange", "violet", "pink", "lime", "teal"),
    ("rose", "teal", "yellow", "violet", "lime", "coral", "blue", "golden", "pink"),
    ("orange", "blue", "lime", "pink", "lemon", "red", "violet", "mint", "golden"),
)
_HAIR = ("sienna", "golden", "brown", "red", "orange")
_SKY, _LAND = ("sky", "aqua"), ("lime", "cream", "green", "tan")


def colour_in(lines: Plane, seed: int) -> Image:
    """A crayon picture over the drawing; the drawing's own lines stay where they are."""
    wanted, sheet = _crayons(lines, seed)
    shaken = wobble(real(wanted), 6 * unit(lines), 16 * unit(lines), sheet.rng("hand"), nearest=True).astype(np.int32)
    waxed = lay(real(box()[shaken]), sheet, shaken)
    return real(np.clip(trace(waxed, lines, seed), 0, 1))


def flat_in(lines: Plane, seed: int) -> Image:
    """The same colours as plain areas under the lines: what other media start from."""
    wanted, _ = _crayons(lines, seed)
    return real(box()[wanted] * smoothstep(0.1, 0.8, lines)[..., None])


def _crayons(lines: Plane, seed: int) -> tuple[Labels, Sheet]:
    drawing = take_apart(lines)
    sheet = Sheet(seed=seed, ids=drawing.labels, lines=lines)
    table = np.full(len(drawing.regions) + 1, crayon("white"), np.int32)
    for number, name in choose(drawing, sheet.rng("crayons")).items():
        table[number] = crayon(name)
    return np.asarray(table[drawing.labels], np.int32), sheet


def choose(drawing: Drawing, stream: np.random.Generator) -> dict[int, str]:
    """A crayon's name for every region: ground first, then faces and hair, then the rest from large to small."""
    palette = list(stream.permutation(_SETS[int(stream.integers(len(_SETS)))]))
    chosen: dict[int, str] = {}
    _grounds(drawing, chosen, stream)
    for face in drawing.faces:
        chosen.setdefault(face, "peach")
        _mouth(drawing, face, chosen)
        _hair(drawing, face, chosen, stream)
    for glint in drawing.glints:
        chosen.setdefault(glint, "white")
    families = _families(drawing.regions)
    for region in sorted(drawing.regions, key=lambda region: -region.area):
        if region.number in chosen:
            continue
        if _is_sliver(region):
            chosen[region.number] = _like_neighbour(region, drawing, chosen, palette)
            continue
        family = families[region.number]
        kin = next((chosen[number] for number in family if number in chosen and chosen[number] in palette), None)
        chosen[region.number] = kin or _free(region, drawing, chosen, palette)
    return chosen


def _grounds(drawing: Drawing, chosen: dict[int, str], stream: np.random.Generator) -> None:
    """What touches the picture's edges is far away: sky above, land below."""
    outside = [region for region in drawing.regions if len(region.edges) >= 2 and region.area > 0.004]
    sky = _SKY[0] if stream.random() < 0.75 else _SKY[int(stream.integers(len(_SKY)))]
    land = _LAND[int(stream.integers(2))]
    for region in sorted(outside, key=lambda region: -region.area):
        low = "bottom" in region.edges and "top" not in region.edges and region.y > 0.55
        if low:
            chosen[region.number] = land
        elif sky in (chosen.get(other) for other in drawing.neighbours[region.number]):
            chosen[region.number] = "aqua" if sky != "aqua" else "sky"
        else:
            chosen[region.number] = sky


def _mouth(drawing: Drawing, face: int, chosen: dict[int, str]) -> None:
    """An area in the lower part of a face that touches nothing else."""
    by_number = {region.number: region for region in drawing.regions}
    for number in drawing.neighbours[face]:
        if drawing.neighbours[number] == {face} and by_number[number].y > by_number[face].y:
            chosen.setdefault(number, "coral")


def _hair(drawing: Drawing, face: int, chosen: dict[int, str], stream: np.random.Generator) -> None:
    """The areas that frame a face from above and from the sides, in one colour."""
    by_number = {region.number: region for region in drawing.regions}
    head = by_number[face]
    name = _HAIR[int(stream.integers(len(_HAIR)))]
    top, low = head.y - head.height / 2, head.y + head.height * 0.4
    waiting = list(drawing.neighbours[face])
    seen = {face}
    while waiting:
        number = waiting.pop()
        region = by_number[number]
        if number in seen or number in chosen or region.area < head.area * 0.015:
            continue
        if region.area < head.area * 0.05 and region.fill > 0.35:
            continue
        seen.add(number)
        deep = region.y < low or (region.y < low + head.height * 0.6 and region.area > head.area * 0.1)
        frames = region.y > top - 0.1 and deep and abs(region.x - head.x) < head.width * 0.85
        outside = region.y < head.y - head.height * 0.3 or abs(region.x - head.x) > head.width * 0.38
        if frames and outside and region.fill < 0.75 and region.area < head.area * 1.6:
            chosen[number] = name
            waiting += drawing.neighbours[number]


def _families(regions: Sequence[Region]) -> dict[int, list[int]]:
    """Regions alike in size and shape: they are coloured alike, as pairs of ears, wheels or petals are."""
    alike: dict[int, list[int]] = {}
    for region in regions:
        alike[region.number] = [
            other.number
            for other in regions
            if other.number != region.number
            and abs(math.log(other.area / region.area)) < 0.3
            and abs(other.fill - region.fill) < 0.09
            and abs(math.log(other.width * region.height / max(other.height * region.width, 1e-9))) < 0.45
        ]
    return alike


def _is_sliver(region: Region) -> bool:
    """A crumb between two lines that nobody would pick up another crayon for."""
    return region.area < 2.5e-4 or (region.area < 8e-4 and region.fill < 0.35)


def _like_neighbour(region: Region, drawing: Drawing, chosen: dict[int, str], palette: list[str]) -> str:
    by_number = {other.number: other for other in drawing.regions}
    beside = [by_number[n] for n in drawing.neighbours[region.number] if n in chosen and chosen[n] != "white"]
    inner = [other for other in beside if len(other.edges) < 2] or beside
    return chosen[max(inner, key=lambda other: other.area).number] if inner else palette[0]


def _free(region: Region, drawing: Drawing, chosen: dict[int, str], palette: list[str]) -> str:
    """The least used crayon of the set that no neighbour has."""
    taken = {chosen.get(number) for number in drawing.neighbours[region.number]}
    used = list(chosen.values())
    return min(palette, key=lambda name: ((name in taken) * 1000 + used.count(name), palette.index(name)))
