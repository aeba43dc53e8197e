"""The emblem: a container and the mark inside, optically centred, drawn as one shape with its openings cut out."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas.paint import hex_colour, linear, mix, solid
from ..canvas.paths import Box, oval, polygon, rect, transform
from ..canvas.pen import Pen
from ..canvas.skia import open_surface
from ..canvas.surface import Blend, Paint, Path, Surface
from ..scene import Node
from .plan import Container, Plan
from .symbols import Symbol, outline, symbol


class Drawing(Protocol):
    """A thing somebody else can draw: local bounds and how."""

    @property
    def bounds(self) -> tuple[float, float, float, float]: ...
    @property
    def draw(self) -> Callable[[Pen, float], None]: ...


Artist = Callable[[Node], Drawing | None]
_SHIELD = "M 50 2 C 64 12 78 15 92 15 C 94 56 82 84 50 98 C 18 84 6 56 8 15 C 22 15 36 12 50 2 Z"
_REACH: dict[Container, float] = {
    "circle": 0.385, "square": 0.45, "shield": 0.37, "hexagon": 0.385, "diamond": 0.30, "none": 0.62,
}  # fmt: skip
"""How far a mark may reach from the middle of a container of size 1."""


def container_path(container: Container) -> Path:
    """The container in a 100 x 100 box; empty for none."""
    if container == "circle":
        return oval(50, 50, 50)
    if container == "square":
        return rect(2, 2, 96, 96, 22)
    if container == "hexagon":
        return polygon(
            [(50 + 51 * math.sin(a), 50 - 51 * math.cos(a)) for a in (math.radians(60 * i) for i in range(6))]
        )
    if container == "diamond":
        return polygon([(50, -4), (104, 50), (50, 104), (-4, 50)])
    return outline(_SHIELD) if container == "shield" else ()


def _points(mark: Symbol) -> list[tuple[float, float]]:
    """End points of every visible part, with the stroke's half width around them."""
    points: list[tuple[float, float]] = []
    for part in mark.parts:
        if not part.knock:
            half = part.stroke / 2
            for _, *values in part.path:
                if values:
                    x, y = values[-2:]
                    points += [(x - half, y), (x + half, y), (x, y - half), (x, y + half)]
    return points


def _placement(points: list[tuple[float, float]], reach: float, square: bool) -> tuple[float, float, float]:
    """Scale and middle that make the points reach exactly so far."""
    x0, y0 = min(p[0] for p in points), min(p[1] for p in points)
    x1, y1 = max(p[0] for p in points), max(p[1] for p in points)
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    corner = max(math.hypot(x - middle_x, y - middle_y) for x, y in points)
    far = max(x1 - x0, y1 - y0) * 0.64 if square else corner
    return reach / far, middle_x, middle_y


def _draw_mark(surface: Surface, mark: Symbol, paint: Paint) -> None:
    """The mark in one paint, its openings erased; must be inside a layer."""
    for part in mark.parts:
        ink: Paint = solid("#000000") if part.knock else paint
        blend: Blend = "erase" if part.knock else "over"
        if part.stroke:
            surface.stroke(part.path, ink, part.stroke, blend=blend)
        else:
            surface.fill(part.path, ink, blend=blend)


def _paints(wanted: Plan, box: Box) -> tuple[Paint, Paint]:
    """For the container and for the mark, in pixels."""
    colours = wanted.colours
    sweep = linear((box[0], box[1]), (box[2], box[3]), (0.05, colours.first, 1), (0.95, colours.second, 1))
    plain = solid(colours.first)
    if wanted.container == "none":
        return plain, sweep if wanted.treatment == "gradient" else plain
    if wanted.treatment == "gradient":
        return sweep, solid(colours.ground if not colours.dark else "#ffffff")
    if wanted.treatment == "ring":
        return plain, plain
    if wanted.treatment == "tint":
        return solid(mix(colours.first, colours.ground, 0.86)), plain
    return plain, solid(colours.ground)


def draw_emblem(surface: Surface, wanted: Plan, box: Box, artist: Artist) -> tuple[list[Node], list[Node]]:
    """Draw container and marks into a square box in pixels. Gives nodes drawn and nodes nobody can draw."""
    size = box[2] - box[0]
    frame_paint, mark_paint = _paints(wanted, box)
    frame = container_path(wanted.container)
    if frame:
        _draw_frame(surface, frame, wanted, box, frame_paint)
    drawn: list[Node] = []
    missing: list[Node] = []
    slots = len(wanted.marks)
    reach = _REACH[wanted.container] * size / (1 if slots < 2 else slots * 0.82)
    for number, node in enumerate(wanted.marks):
        shift = (number - (slots - 1) / 2) * reach * 1.75
        at = ((box[0] + box[2]) / 2 + shift, (box[1] + box[3]) / 2)
        done = _draw_one(surface, node, at, reach, wanted, mark_paint, artist)
        (drawn if done else missing).append(node)
    return drawn, missing


def _draw_frame(surface: Surface, frame: Path, wanted: Plan, box: Box, paint: Paint) -> None:
    scale = (box[2] - box[0]) / 100
    surface.save()
    if wanted.treatment == "ring":
        surface.translate(box[0], box[1])
        surface.scale(scale)
        inner = 100 * wanted.weight / 2
        shrink = 1 - 2 * inner / 100
        surface.translate(inner, inner)
        surface.scale(shrink)
        surface.stroke(frame, paint, 100 * wanted.weight / shrink)
    else:
        surface.fill(transform(frame, (scale, 0, 0, scale, box[0], box[1])), paint)
    surface.restore()


def _draw_one(
    surface: Surface, node: Node, at: tuple[float, float], reach: float, wanted: Plan, paint: Paint, artist: Artist
) -> bool:
    mark = symbol(node.noun)
    if mark is None:
        return _draw_figure(surface, artist(node), at, reach, wanted)
    scale, middle_x, middle_y = _placement(_points(mark), reach, wanted.container in ("square", "none"))
    local = paint
    if paint[0] == "linear":
        local = linear((0, 0), (100, 100), (0.05, wanted.colours.first, 1), (0.95, wanted.colours.second, 1))
    with surface.layer():
        surface.save()
        surface.translate(*at)
        surface.scale(scale)
        surface.translate(-middle_x, -middle_y)
        _draw_mark(surface, mark, local)
        surface.restore()
    return True


def _draw_figure(
    surface: Surface, drawing: Drawing | None, at: tuple[float, float], reach: float, wanted: Plan
) -> bool:
    """A rig stands in for a mark without geometry: its silhouette in the mark's colour, inner lines cut out."""
    if drawing is None:
        return False
    stencil = _stencil(drawing, round(reach * 2))
    if stencil is None:
        return False
    ys, xs = np.nonzero(stencil > 0.5)
    middle_x, middle_y = (float(xs.min()) + float(xs.max())) / 2, (float(ys.min()) + float(ys.max())) / 2
    far = float(np.hypot(xs - middle_x, ys - middle_y).max())
    scale = reach * (1.12 if wanted.container == "none" else 1.0) / max(far, 1.0)
    height, width = stencil.shape
    down = (np.arange(width)[None, :] / width + np.arange(height)[:, None] / height)[..., None] / 2
    first, second = _mark_colours(wanted)
    colour = np.array(hex_colour(first)[:3]) * (1 - down) + np.array(hex_colour(second)[:3]) * down
    rgba = np.dstack([colour * stencil[..., None], stencil])
    place = (scale, 0.0, 0.0, scale, at[0] - middle_x * scale, at[1] - middle_y * scale)
    surface.image(np.asarray(np.round(rgba * 255), np.uint8), place)
    return True


def _mark_colours(wanted: Plan) -> tuple[str, str]:
    """The two ends of the mark's colour, by what it stands on."""
    colours = wanted.colours
    if wanted.container == "none":
        return colours.first, colours.second if wanted.treatment == "gradient" else colours.first
    if wanted.treatment in ("ring", "tint"):
        return colours.first, colours.first
    on_gradient = "#ffffff" if colours.dark and wanted.treatment == "gradient" else colours.ground
    return on_gradient, on_gradient


def _stencil(drawing: Drawing, size: int) -> NDArray[np.float32] | None:
    """How much of a rig's silhouette is kept, 0..1: everything but the drawing's lines away from its edge."""
    x0, y0, x1, y1 = drawing.bounds
    side = max(64, size)
    scale = side * 0.92 / max(x1 - x0, y1 - y0, 1e-6)
    sheet = open_surface(side, side)
    pen = Pen(surface=sheet, mode="line", line_width=side * 0.014 / scale, unit=1.0)
    pen.save()
    pen.translate(side / 2, side / 2)
    pen.scale(scale)
    pen.translate(-(x0 + x1) / 2, -(y0 + y1) / 2)
    drawing.draw(pen, 0.0)
    pen.restore()
    pixels = sheet.pixels().astype(np.float32) / 255
    alpha = pixels[..., 3]
    if not (alpha > 0.5).any():
        return None
    ink = np.clip(alpha - pixels[..., :3].mean(-1), 0, 1)
    depth = cv2.distanceTransform((alpha > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    inner = np.clip((depth - side * 0.026) / max(1.0, side * 0.004), 0, 1)
    return np.asarray(alpha * (1 - ink * inner), np.float32)
