"""Drawing a logo: one scene in, one clean sheet out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..canvas.lettering import set_line
from ..canvas.paint import hex_colour, mix, solid
from ..canvas.paths import Box, rect, transform
from ..canvas.skia import open_surface
from ..canvas.surface import Surface
from ..scene import Node, Scene
from .emblem import Artist, draw_emblem
from .plan import Plan, plan
from .setting import layout


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn logo. ``pixels`` height x width x 3; ``ids`` the index in ``scene.nodes`` of each pixel, -1 elsewhere."""

    pixels: NDArray[np.uint8]
    ids: NDArray[np.int32]
    drawn: tuple[str, ...]
    omitted: tuple[str, ...]
    notes: tuple[str, ...] = ()


def nobody(node: Node) -> None:
    """The artist of a house without rigs."""
    del node


def draw_logo(scene: Scene, artist: Artist = nobody) -> Sheet:
    """A logo, emblem or badge for the scene's first nodes and lettering; deterministic.

    ``artist`` is asked for a drawing of every noun that has no geometric mark. Letters that no typeface has are said
    in ``notes``.
    """
    wanted = plan(scene)
    surface = open_surface(scene.width, scene.height)
    surface.fill(rect(0, 0, scene.width, scene.height), solid(wanted.colours.ground))
    place = layout(wanted, scene.width, scene.height)
    drawn, missing = draw_emblem(surface, wanted, place.emblem, artist)
    if not drawn:
        _monogram(surface, wanted, place.emblem)
    surface.fill(place.lines.word, solid(wanted.colours.word))
    surface.fill(place.lines.tagline, solid(mix(wanted.colours.word, wanted.colours.ground, 0.35)))
    pixels = np.ascontiguousarray(surface.pixels()[..., :3])
    notes = [f"no typeface here has {letter!r}" for letter in place.lines.missing]
    return Sheet(
        pixels=pixels,
        ids=_ids(pixels, scene, drawn, place.emblem, wanted.colours.ground),
        drawn=tuple(node.noun for node in drawn),
        omitted=tuple(node.noun for node in missing),
        notes=tuple(notes),
    )


def _monogram(surface: Surface, wanted: Plan, box: Box) -> None:
    """The first letter of the name, when there is nothing else to show."""
    framed = replace(wanted, marks=(), container="circle" if wanted.container == "none" else wanted.container)
    draw_emblem(surface, framed, box, nobody)
    letter = next((sign for sign in wanted.word if sign.isalnum()), "")
    if not letter:
        return
    size = box[2] - box[0]
    run = set_line(letter.upper(), size * 0.62, wanted.mood)
    x0, y0, x1, y1 = run.box
    shift = ((box[0] + box[2] - x0 - x1) / 2, (box[1] + box[3] - y0 - y1) / 2)
    full = wanted.treatment in ("gradient", "solid")
    white = "#ffffff" if wanted.colours.dark and wanted.treatment == "gradient" else wanted.colours.ground
    surface.fill(transform(run.path, (1, 0, 0, 1, *shift)), solid(white if full else wanted.colours.first))


def _ids(pixels: NDArray[np.uint8], scene: Scene, drawn: list[Node], box: Box, ground: str) -> NDArray[np.int32]:
    ids = np.full(pixels.shape[:2], -1, np.int32)
    if drawn and drawn[0] in scene.nodes:
        x0, y0, x1, y1 = (max(0, round(value)) for value in box)
        colour = np.array([round(255 * part) for part in hex_colour(ground)[:3]], np.int32)
        inked = np.abs(pixels[y0:y1, x0:x1].astype(np.int32) - colour).sum(-1) > 24
        ids[y0:y1, x0:x1][inked] = scene.nodes.index(drawn[0])
    return ids
