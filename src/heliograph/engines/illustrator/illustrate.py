"""The public door of the illustrator: a commission in, a finished picture with its scene graph and its text out.

Same commission, same bytes. It knows no files, no network and no money.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas.composite import to_bytes
from .compose.picture import Composed, compose
from .compose.titles import letter
from .logo.draw import draw_logo
from .prompt.parse import parse
from .rigs.registry import NOUNS, figure
from .scene import People, Scene
from .styles.registry import finish, needs_lines, pen_mode

Pixels = NDArray[np.uint8]


class Unreadable(ValueError):
    """A picture given with the commission cannot be opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """What is asked for. Sizes in pixels; ``references`` are encoded pictures, earlier ones first."""

    prompt: str
    width: int = 1024
    height: int = 1024
    seed: int = 0
    people: People = "adult"
    negative: str = ""
    references: tuple[bytes, ...] = ()
    mask: bytes | None = None
    mode: str = "generate"
    factor: int = 2
    draw: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """``pixels`` height x width x 3; ``ids`` the index in ``scene.nodes`` of each visible pixel, -1 elsewhere."""

    pixels: Pixels
    ids: NDArray[np.int32] | None
    scene: Scene
    text: str = ""
    drawn: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    only_people: bool = False
    foreign: bool = False


def illustrate(commission: Commission) -> Picture:
    """Draw the commission. Never raises for a prompt; raises Unreadable for a picture that cannot be opened."""
    scene = parse(
        commission.prompt,
        width=commission.width,
        height=commission.height,
        seed=commission.seed,
        people=commission.people,
        negative=commission.negative,
        drawn=NOUNS,
    )
    return draw_scene(scene)


def draw_scene(scene: Scene) -> Picture:
    """Draw a scene graph and finish it in its style."""
    if scene.kind == "logo":
        sheet = draw_logo(scene, lambda node: figure(node, seed=scene.seed))
        omitted = tuple(dict.fromkeys((*scene.omitted, *sheet.omitted)))
        return Picture(
            pixels=sheet.pixels, ids=sheet.ids, scene=scene, drawn=sheet.drawn, omitted=omitted, notes=sheet.notes
        )
    mode = pen_mode(scene.style)
    composed = compose(scene, mode)
    finished = finish(
        composed.picture, scene, composed.ids, _lines(scene, composed) if needs_lines(scene.style) else None
    )
    finished, notes = letter(finished, scene, composed, mode)
    return Picture(
        pixels=to_bytes(finished),
        ids=composed.ids,
        scene=scene,
        drawn=composed.drawn,
        omitted=tuple(dict.fromkeys((*scene.omitted, *composed.omitted))),
        notes=notes,
    )


def _lines(scene: Scene, composed: Composed) -> NDArray[np.float32]:
    """The same picture by the line pen: 0 where there is ink, 1 on paper."""
    lines = compose(replace(scene, style="line art"), "line").picture
    return np.asarray(cv2.cvtColor(lines, cv2.COLOR_RGB2GRAY), np.float32)
