"""A scene graph drawn and finished: logos by geometry, everything else composed and taken through its style."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas.composite import to_bytes
from .compose.picture import Composed, compose
from .compose.titles import letter
from .logo.draw import draw_logo
from .logo.sheet import print_sheet
from .rigs.registry import figure
from .scene import Scene
from .settings.registry import shows
from .styles.registry import finish, needs_lines, pen_mode, style
from .styles.sheet import floats

Pixels = NDArray[np.uint8]


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


def _sheet(scene: Scene) -> Picture:
    """A poster or card: the picture drawn on its own, then set with the words on one sheet."""
    parts: list[Picture] = []

    def paint(inner: Scene) -> tuple[Pixels, NDArray[np.int32] | None]:
        parts.append(draw_scene(inner))
        return parts[-1].pixels, parts[-1].ids

    sheet = print_sheet(scene, paint)
    return replace(parts[-1], pixels=sheet.pixels, ids=sheet.ids, scene=scene, notes=(*parts[-1].notes, *sheet.notes))


def _logo(scene: Scene) -> Picture:
    sheet = draw_logo(scene, lambda node: figure(node, seed=scene.seed))
    omitted = tuple(dict.fromkeys((*scene.omitted, *sheet.omitted)))
    pixels = sheet.pixels
    if style(scene.style).room not in ("plain", "grade", "flat"):
        pixels = to_bytes(finish(floats(pixels), scene, sheet.ids))
    return Picture(pixels=pixels, ids=sheet.ids, scene=scene, drawn=sheet.drawn, omitted=omitted, notes=sheet.notes)


def _lines(scene: Scene, composed: Composed) -> NDArray[np.float32]:
    """The same picture by the line pen: 0 where there is ink, 1 on paper."""
    inked = composed if composed.mode == "line" else compose(replace(scene, style="lineart"), "line")
    return np.asarray(cv2.cvtColor(inked.picture, cv2.COLOR_RGB2GRAY), np.float32)
