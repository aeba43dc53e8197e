"""A scene graph drawn and finished: logos by geometry, everything else composed and taken through its style."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas.composite import to_bytes
from .compose.picture import Composed, compose
from .compose.titles import letter
from .edit.foreign.frame import enlarged
from .logo.draw import draw_logo
from .logo.sheet import print_sheet
from .rigs.registry import figure
from .scene import Scene
from .settings.registry import shows
from .styles.registry import finish, needs_lines, pen_mode, style
from .styles.sheet import floats

Pixels = NDArray[np.uint8]
LARGEST_DRAWN = 2_600_000
"""Pixels that are drawn as such; larger pictures are enlarged from as many. Line art takes less memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """``pixels`` height x width x 3; ``ids`` the index in ``scene.nodes`` of each visible pixel, -1 elsewhere.

    ``only_people`` says that nothing but people was asked for and people were not allowed; ``foreign`` that the
    picture is an edit of one that was not drawn here.
    """

    pixels: Pixels
    ids: NDArray[np.int32] | None
    scene: Scene
    text: str = ""
    drawn: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    only_people: bool = False
    foreign: bool = False


def draw_scene(scene: Scene) -> Picture:
    """Draw a scene graph in its style; the same scene gives the same bytes."""
    if scene.kind == "logo":
        return _logo(scene)
    if scene.kind in ("poster", "card") and scene.lettering:
        return _sheet(scene)
    mode = pen_mode(scene.style)
    largest = LARGEST_DRAWN * (3 if mode == "line" else 1)
    if scene.width * scene.height > largest:
        return _drawn_smaller(scene, largest)
    composed = compose(scene, mode)
    lines = _lines(scene, composed) if needs_lines(scene.style) else None
    finished = finish(composed.picture, scene, composed.ids, lines)
    finished, notes = letter(finished, scene, composed, mode)
    omitted = tuple(word for word in dict.fromkeys((*scene.omitted, *composed.omitted)) if not shows(scene, word))
    scene = replace(scene, omitted=omitted)
    return Picture(
        pixels=to_bytes(finished),
        ids=composed.ids,
        scene=scene,
        drawn=composed.drawn,
        omitted=omitted,
        notes=notes,
    )


def _drawn_smaller(scene: Scene, largest: int) -> Picture:
    """A very large picture: drawn at a size that a worker's memory holds, then enlarged with steep edges."""
    share = (largest / (scene.width * scene.height)) ** 0.5
    size = (int(scene.width * share), int(scene.height * share))
    small = draw_scene(replace(scene, width=size[0], height=size[1]))
    ids = small.ids
    if ids is not None:
        ids = np.asarray(cv2.resize(ids, (scene.width, scene.height), interpolation=cv2.INTER_NEAREST), np.int32)
    pixels = enlarged(small.pixels, scene.width, scene.height)
    said = replace(small.scene, width=scene.width, height=scene.height)
    return replace(small, pixels=pixels, ids=ids, scene=said)


def _sheet(scene: Scene) -> Picture:
    """A poster or card: the picture drawn on its own, then set with the words on one sheet."""
    parts: list[Picture] = []

    def paint(inner: Scene) -> tuple[Pixels, NDArray[np.int32] | None]:
        parts.append(draw_scene(inner))
        return parts[-1].pixels, parts[-1].ids

    sheet = print_sheet(scene, paint)
    picture = parts[-1]
    said = replace(scene, omitted=picture.omitted)
    return replace(picture, pixels=sheet.pixels, ids=sheet.ids, scene=said, notes=(*picture.notes, *sheet.notes))


def _logo(scene: Scene) -> Picture:
    sheet = draw_logo(scene, lambda node: figure(node, seed=scene.seed))
    omitted = tuple(dict.fromkeys((*scene.omitted, *sheet.omitted)))
    pixels = sheet.pixels
    if style(scene.style).room not in ("plain", "grade", "flat"):
        pixels = to_bytes(finish(floats(pixels), scene, sheet.ids))
    return Picture(pixels=pixels, ids=sheet.ids, scene=scene, drawn=sheet.drawn, omitted=omitted, notes=sheet.notes)


def _lines(scene: Scene, composed: Composed) -> NDArray[np.float32]:
    """The same picture by the line pen: 0 where there is ink, 1 on paper."""
    inked = composed if composed.mode == "line" else compose(scene, "line")
    return np.asarray(cv2.cvtColor(inked.picture, cv2.COLOR_RGB2GRAY), np.float32)
