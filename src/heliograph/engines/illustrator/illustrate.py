"""The public door of the illustrator: a commission in, a finished picture with its scene graph and its text out.

Same commission, same bytes. It knows no network and no money; of files only the memory it is given.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from .drawing import Picture, Pixels, draw_scene
from .edit.foreign.doing import Painter
from .edit.foreign.holes import read_mask
from .edit.foreign.look import describe, look
from .edit.foreign.revise import revise as revise_pixels
from .edit.together import combine, speaks_of_several
from .edit.turns import revise as revise_scene
from .edit.turns import starts_anew
from .logo.symbols import symbols
from .memory import Memory
from .prompt.parse import only_people, parse
from .rigs.registry import NOUNS
from .scene import People, Scene
from .styles.sheet import floats
from .words.answer import answer

__all__ = ["Commission", "Picture", "Unreadable", "illustrate", "opened", "understood"]
_MOST_PIXELS = 64_000_000


class Unreadable(ValueError):
    """A picture given with the commission cannot be opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """What is asked for. Sizes in pixels; ``references`` are encoded pictures, earlier ones first.

    ``mode`` is generate, edit, upscale, or the name of an edit mode such as EDIT_MODE_INPAINT_REMOVAL; ``factor``
    serves upscaling. With ``draw`` False only the text is wanted.
    """

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
    memory: Memory | None = None


def illustrate(commission: Commission) -> Picture:
    """Carry out the commission. Never raises for a prompt; raises Unreadable for a picture that cannot be opened."""
    if commission.references:
        return _changed(commission)
    return _finished(_scene(commission), commission)


def understood(commission: Commission) -> tuple[Scene, bool]:
    """The scene that a commission leads to, without drawing it, and whether it rests on a picture from outside."""
    if not commission.references:
        return _scene(commission), False
    remembered = commission.memory.recall(commission.references[-1]) if commission.memory is not None else None
    if remembered is None:
        return _bare(commission), True
    sized = replace(remembered, width=commission.width, height=commission.height)
    return revise_scene(sized, commission.prompt, drawn=NOUNS), False


def _scene(commission: Commission) -> Scene:
    """A logo may also show marks that exist as symbols only (a trident), so what can be drawn depends on the kind."""
    scene = _parsed(commission, NOUNS)
    return _parsed(commission, NOUNS | symbols().keys()) if scene.kind == "logo" else scene


def _parsed(commission: Commission, drawn: Collection[str]) -> Scene:
    return parse(
        commission.prompt,
        width=commission.width,
        height=commission.height,
        seed=commission.seed,
        people=commission.people,
        negative=commission.negative,
        drawn=drawn,
    )


def _finished(scene: Scene, commission: Commission, before: Scene | None = None) -> Picture:
    """Draw, then say what was asked to be said; a picture of nothing but forbidden people is not drawn."""
    if not commission.draw:
        return Picture(pixels=_blank(), ids=None, scene=scene, text=answer(scene, commission.prompt))
    picture = draw_scene(scene)
    said = answer(picture.scene, commission.prompt, before=before)
    return replace(picture, text=said, only_people=before is None and only_people(scene))


def _changed(commission: Commission) -> Picture:
    """An edit: through the scene graph where the newest picture is one of ours, else on its pixels."""
    given = [opened(data) for data in commission.references]
    plain = commission.mode in ("generate", "edit") and commission.mask is None
    if plain and commission.memory is not None:
        recalled = [commission.memory.recall(data) for data in commission.references]
        ours = [scene for scene in recalled if scene is not None]
        if 1 < len(ours) == len(recalled) and speaks_of_several(commission.prompt):
            together = combine(ours, commission.prompt, drawn=NOUNS)
            return _finished(replace(together, width=commission.width, height=commission.height), commission)
        if ours and commission.mode == "generate" and starts_anew(ours[-1], commission.prompt):
            return _finished(_scene(commission), commission)
        if ours:
            return _turned(ours[-1], commission)
    if not commission.draw:
        scene = _bare(commission)
        return Picture(pixels=_blank(), ids=None, scene=scene, text=describe(look(floats(given[-1]))), foreign=True)
    return _on_pixels(given, commission)


def _turned(remembered: Scene, commission: Commission) -> Picture:
    if not commission.draw:
        return Picture(pixels=_blank(), ids=None, scene=remembered, text=answer(remembered, commission.prompt))
    sized = replace(remembered, width=commission.width, height=commission.height)
    return _finished(revise_scene(sized, commission.prompt, drawn=NOUNS), commission, before=remembered)


def _on_pixels(given: list[Pixels], commission: Commission) -> Picture:
    # The newest picture is the one that is talked about; the earlier ones serve it.
    pictures = [given[-1], *given[:-1]] if commission.mode == "generate" and len(given) > 1 else given
    mask = None if commission.mask is None else read_mask(_rgba(commission.mask))
    size: tuple[int, int] | None = (commission.width, commission.height)
    instruction = commission.prompt
    if "upscale" in commission.mode.lower():
        instruction, size = f"upscale by {commission.factor}", None
    elif "REMOVAL" in commission.mode.upper():
        instruction = f"remove {commission.prompt}".strip()
    revision = revise_pixels(
        pictures, instruction, seed=commission.seed, mask=mask, size=size, painter=_painter(commission)
    )
    return Picture(
        pixels=revision.pixels,
        ids=None,
        scene=_bare(commission),
        text=revision.text,
        notes=revision.undone,
        foreign=True,
    )


def _painter(commission: Commission) -> Painter:
    """Draws what is to appear under a mask."""

    def paint(prompt: str, width: int, height: int, seed: int) -> Pixels:
        asked = replace(commission, prompt=prompt, width=width, height=height, seed=seed)
        return draw_scene(_scene(asked)).pixels

    return paint


def _bare(commission: Commission) -> Scene:
    """The record of a picture that has no scene graph."""
    return Scene(prompt=commission.prompt, width=commission.width, height=commission.height, seed=commission.seed)


def opened(data: bytes) -> Pixels:
    """RGB pixels of an encoded picture, height x width x 3, transparency laid on white. Raises Unreadable."""
    rgba = Image.fromarray(_rgba(data))
    ground = Image.new("RGBA", rgba.size, "white")
    return np.ascontiguousarray(Image.alpha_composite(ground, rgba).convert("RGB"))


def _rgba(data: bytes) -> Pixels:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise Unreadable(f"a picture of {picture.width} x {picture.height} pixels is too large")
            return np.ascontiguousarray(picture.convert("RGBA"))
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(f"a picture cannot be opened: {error}") from error


def _blank() -> NDArray[np.uint8]:
    return np.full((1, 1, 3), 255, np.uint8)
