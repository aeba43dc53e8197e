"""Words in a picture: titles, captions and signs, set exactly as quoted and always inside the frame."""

from __future__ import annotations

import numpy as np

from ..canvas.composite import Picture, over, to_float
from ..canvas.lettering import Block, mood_of, set_block
from ..canvas.paint import luminance, named, solid
from ..canvas.paths import Box
from ..canvas.pen import INK, Mode
from ..canvas.skia import SkiaSurface, open_surface
from ..scene import Lettering, Scene
from .picture import Composed


def letter(picture: Picture, scene: Scene, composed: Composed, mode: Mode) -> tuple[Picture, tuple[str, ...]]:
    """Set the scene's lettering on the finished picture; gives it back with notes on letters that no typeface has."""
    if not scene.lettering:
        return picture, ()
    surface = open_surface(scene.width, scene.height)
    notes: list[str] = []
    taken: dict[str, int] = {}
    for words in scene.lettering:
        place = _where(words)
        room = _target_room(words, scene, composed) or _room(scene, place, taken.get(place, 0))
        taken[place] = taken.get(place, 0) + 1
        block = set_block(words.text, room, mood_of(words.mood or scene.style), most_lines=3)
        notes += [f"no typeface here has {sign!r}" for sign in block.missing]
        if words.target and scene.node(words.target) is not None:
            _on_thing(surface, block, words, picture, room, mode)
        else:
            _on_picture(surface, block, words, picture, mode, scene)
    return over(picture, to_float(surface.pixels())), tuple(dict.fromkeys(notes))


def _where(words: Lettering) -> str:
    if words.place in ("top", "bottom", "centre", "center"):
        return "centre" if words.place == "center" else words.place
    return "bottom" if words.role in ("caption", "label", "logo") else "top"


def _room(scene: Scene, place: str, number: int) -> Box:
    w, h = scene.width, scene.height
    tall = 0.17 * h if number == 0 else 0.08 * h
    top = {"top": 0.05 * h + number * 0.19 * h, "bottom": 0.8 * h - number * 0.1 * h, "centre": 0.38 * h}.get(
        place, 0.05 * h
    )
    return 0.08 * w, top, 0.92 * w, min(0.96 * h, top + tall)


def _target_room(words: Lettering, scene: Scene, composed: Composed) -> Box | None:
    """A part of the thing that carries the words: its ``label`` anchor's neighbourhood, else its middle."""
    index = next((i for i, node in enumerate(scene.nodes) if node.id == words.target), None)
    placed = next((one for one in composed.placed if one.index == index), None)
    if placed is None:
        return None
    x0, y0, x1, y1 = placed.box
    wide, tall = x1 - x0, y1 - y0
    middle_x, middle_y = (x0 + x1) / 2, y0 + 0.5 * tall
    if "label" in placed.figure.anchors:
        ax, ay = placed.figure.at("label")
        middle_x, middle_y = placed.x + (-ax if placed.mirrored else ax) * placed.scale, placed.y + ay * placed.scale
    half_x, half_y = 0.34 * wide, 0.16 * tall
    left, right = max(0.0, middle_x - half_x), min(float(scene.width), middle_x + half_x)
    top, bottom = max(0.0, middle_y - half_y), min(float(scene.height), middle_y + half_y)
    return (left, top, right, bottom) if right - left > 8 and bottom - top > 8 else None


def _on_thing(surface: SkiaSurface, block: Block, words: Lettering, picture: Picture, room: Box, mode: Mode) -> None:
    ground = _mean(picture, block.box)
    surface.fill(block.path, solid(_ink(words, ground, mode)))


def _on_picture(
    surface: SkiaSurface, block: Block, words: Lettering, picture: Picture, mode: Mode, scene: Scene
) -> None:
    """Letters with a quiet halo, so that they read on any ground."""
    ground = _mean(picture, block.box)
    ink = _ink(words, ground, mode)
    dark = luminance(ink) < 0.5
    unit = float(np.sqrt(scene.width * scene.height)) / 1000
    if mode == "line":
        surface.stroke(block.path, solid("#ffffff"), 14 * unit)
    else:
        surface.fill(block.path, solid("#fffaf0" if dark else "#1b1530", 0.75), blur=9 * unit)
        surface.stroke(block.path, solid("#fffaf0" if dark else "#1b1530", 0.5), 4 * unit, blur=1.5 * unit)
    surface.fill(block.path, solid(ink))


def _mean(picture: Picture, box: Box) -> float:
    """Lightness 0..1 below a box."""
    x0, y0, x1, y1 = (max(0, int(value)) for value in box)
    part = picture[y0 : y1 + 1, x0 : x1 + 1]
    return float(part.mean()) if part.size else 1.0


def _ink(words: Lettering, ground: float, mode: Mode) -> str:
    if mode == "line":
        return INK
    if words.colour:
        try:
            return named(words.colour)
        except (KeyError, ValueError):
            return "#fffaf0" if ground < 0.55 else "#241a3a"
    return "#fffaf0" if ground < 0.55 else "#241a3a"
