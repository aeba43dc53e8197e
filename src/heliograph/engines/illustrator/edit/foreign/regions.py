"""Line art taken apart: the closed areas between the lines, their shape, their neighbours, likely faces."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...styles.sheet import Labels, Plane

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One closed area. Lengths are shares of the picture's sides, ``area`` a share of the picture."""

    number: int
    area: float
    x: float
    y: float
    width: float
    height: float
    fill: float
    """Area over bounding box: about 0.78 for a disc, 1 for a box."""
    edges: frozenset[str]
    """Which sides of the picture it touches: top, bottom, left, right."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Regions by number (1 ...), the area each pixel belongs to (lines given to the nearest one), and neighbours."""

    regions: tuple[Region, ...]
    labels: Labels
    lines: Plane
    neighbours: dict[int, frozenset[int]]
    faces: tuple[int, ...]
    glints: tuple[int, ...]


def take_apart(lines: Plane) -> Drawing:
    """``lines`` is 0 at ink and 1 on paper. Gaps of a few pixels in a line are closed."""
    ink = (lines < 0.62).astype(np.uint8)
    gap = max(1, round(max(lines.shape) / 1024 * 1.5))
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * gap + 1, 2 * gap + 1))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, brush)
    count, raw, stats, centres = cv2.connectedComponentsWithStats(1 - closed, connectivity=4)
    smallest = lines.size * 2.5e-5
    kept = [i for i in range(1, count) if stats[i, cv2.CC_STAT_AREA] >= smallest]
    renumber = np.zeros(count, np.int32)
    renumber[kept] = np.arange(1, len(kept) + 1)
    areas = renumber[raw]
    regions = tuple(_region(renumber[i], stats[i], centres[i], lines.shape) for i in kept)
    labels = _grown(areas)
    thick, spots = _dark_spots(ink)
    beside = _neighbours(labels, len(kept), gap)
    return Drawing(regions, labels, lines, beside, _faces(regions, labels, spots), _glints(regions, areas, thick))


def _region(number: int, stat: NDArray[np.int32], centre: NDArray[np.float64], shape: tuple[int, ...]) -> Region:
    height, width = shape[:2]
    left, top, wide, tall, area = (int(value) for value in stat)
    touches = {
        "left": left <= 1,
        "top": top <= 1,
        "right": left + wide >= width - 1,
        "bottom": top + tall >= height - 1,
    }
    return Region(
        number=int(number),
        area=area / (height * width),
        x=float(centre[0]) / width,
        y=float(centre[1]) / height,
        width=wide / width,
        height=tall / height,
        fill=area / (wide * tall),
        edges=frozenset(side for side, near in touches.items() if near),
    )


def _grown(areas: Labels) -> Labels:
    """Every pixel of a line given to the nearest area, so that colour runs under the ink."""
    if not areas.any():
        return areas
    bare = (areas == 0).astype(np.uint8)
    _, nearest = cv2.distanceTransformWithLabels(bare, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    owner = np.zeros(int(nearest.max()) + 1, np.int32)
    inside = bare == 0
    owner[nearest[inside]] = areas[inside]
    return np.asarray(owner[nearest], np.int32)


def _neighbours(labels: Labels, count: int, gap: int) -> dict[int, frozenset[int]]:
    """Which areas lie just across a line from each other."""
    found: dict[int, set[int]] = {number: set() for number in range(1, count + 1)}
    step = gap + 1
    for a, b in ((labels[:, :-step], labels[:, step:]), (labels[:-step], labels[step:])):
        differ = a != b
        for one, other in np.unique(np.stack([a[differ], b[differ]], 1), axis=0):
            if one and other:
                found[int(one)].add(int(other))
                found[int(other)].add(int(one))
    return {number: frozenset(others) for number, others in found.items()}


def _dark_spots(ink: Mask) -> tuple[Mask, list[tuple[float, float, int]]]:
    """Ink much thicker than the drawing's lines, and its blobs: x, y (shares of the sides) and pixels."""
    if ink.all() or not ink.any():
        return np.zeros_like(ink), []
    depth = cv2.distanceTransform(ink, cv2.DIST_L2, 5)
    line = float(np.percentile(depth[ink > 0], 75))
    core = (depth > 1.9 * line).astype(np.uint8)
    reach = max(1, round(1.4 * line))
    grown = cv2.dilate(core, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1)))
    thick = np.minimum(grown, ink)
    filled = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15)))
    count, _, stats, centres = cv2.connectedComponentsWithStats(filled, connectivity=8)
    height, width = ink.shape
    spots = [
        (float(centres[i][0]) / width, float(centres[i][1]) / height, int(stats[i, cv2.CC_STAT_AREA]))
        for i in range(1, count)
        if 6e-5 < stats[i, cv2.CC_STAT_AREA] / ink.size < 0.02
    ]
    return np.asarray(thick, np.uint8), spots


def _faces(regions: tuple[Region, ...], labels: Labels, spots: list[tuple[float, float, int]]) -> tuple[int, ...]:
    """Areas that hold two equal spots side by side in their middle, as a face holds eyes."""
    return tuple(region.number for region in regions if _has_eyes(region, spots, labels))


def _has_eyes(region: Region, spots: list[tuple[float, float, int]], labels: Labels) -> bool:
    if not 0.004 < region.area < 0.35 or len(region.edges) > 1 or region.fill < 0.4:
        return False
    inside = [
        spot
        for spot in spots
        if abs(spot[0] - region.x) < region.width * 0.42 and abs(spot[1] - region.y) < region.height * 0.42
    ]
    pairs = [(one, other) for place, one in enumerate(inside) for other in inside[place + 1 :]]
    return any(_eyes(region, one, other, labels) for one, other in pairs)


def _eyes(region: Region, one: tuple[float, float, int], other: tuple[float, float, int], labels: Labels) -> bool:
    (ax, ay, a), (bx, by, b) = one, other
    level = abs(ay - by) < 0.14 * region.height
    apart = 0.18 * region.width < abs(ax - bx) < 0.75 * region.width
    balanced = abs((ax + bx) / 2 - region.x) < 0.22 * region.width
    return level and apart and balanced and 0.5 < a / b < 2 and _around(labels, region, one[:2], other[:2])


def _around(labels: Labels, region: Region, *points: tuple[float, float]) -> bool:
    """True when the region lies on at least two sides of each point."""
    height, width = labels.shape
    far_x, far_y = region.width * 0.24, region.height * 0.24
    for x, y in points:
        near = [
            labels[min(height - 1, max(0, int((y + dy) * height))), min(width - 1, max(0, int((x + dx) * width)))]
            for dx, dy in ((-far_x, 0), (far_x, 0), (0, far_y), (0, -far_y))
        ]
        if sum(label == region.number for label in near) < 2:
            return False
    return True


def _glints(regions: tuple[Region, ...], areas: Labels, thick: Mask) -> tuple[int, ...]:
    """Small areas that lie in thick ink all around: the lights in an eye."""
    height, width = areas.shape
    found = []
    for region in regions:
        if region.area > 0.004 or region.edges:
            continue
        pad = 6
        x0, x1 = int((region.x - region.width) * width) - pad, int((region.x + region.width) * width) + pad
        y0, y1 = int((region.y - region.height) * height) - pad, int((region.y + region.height) * height) + pad
        part = (slice(max(0, y0), y1), slice(max(0, x0), x1))
        own = (areas[part] == region.number).astype(np.uint8)
        ring = cv2.dilate(own, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11))) - own
        if ring.any() and thick[part][ring > 0].mean() > 0.6:
            found.append(region.number)
    return tuple(found)
