"""One edit of pictures from outside: read the instruction, do what pixels allow, say what was done and what was not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...styles.sheet import Sheet, floats, octets, real
from . import frame, holes
from .doing import Painter, Pixels, Work, do
from .instruct import Step, steps
from .look import Look, describe, look
from .mending import filled

_ONLY_ASKS = re.compile(r"\b(?:describe|what|which|who|how many|explain|caption|tell me)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The edited picture, what was seen in the original, and what became of each wish in words."""

    pixels: Pixels
    seen: Look
    done: tuple[str, ...]
    undone: tuple[str, ...]

    @property
    def text(self) -> str:
        """An honest answer in words."""
        parts = [describe(self.seen)]
        if self.done:
            parts.append("Done: " + "; ".join(self.done) + ".")
        if self.undone:
            parts.append("Not done: " + "; ".join(self.undone) + ".")
        return " ".join(parts)


def revise(
    pictures: Sequence[Pixels],
    instruction: str,
    *,
    seed: int = 0,
    mask: NDArray[np.uint8] | None = None,
    size: tuple[int, int] | None = None,
    painter: Painter | None = None,
) -> Revision:
    """Edit the first picture (height x width x 3, uint8); the others serve it.

    ``mask`` (height x width, above 127 = change here) keeps everything outside to the last bit. ``size`` is the
    width and height wanted; None keeps what the edit gives. Raises ValueError without a picture.
    """
    if not pictures:
        raise ValueError("there is no picture to edit")
    first = np.ascontiguousarray(pictures[0][..., :3])
    image = floats(first)
    seen = look(image)
    fitting = None if mask is None else _mask_for(mask, first)
    others = [floats(other[..., :3]) for other in pictures[1:]]
    work = Work(image=image, others=others, mask=fitting, sheet=Sheet(seed=seed), painter=painter)
    wanted = steps(instruction)
    if fitting is not None:
        _masked(work, wanted, instruction, first)
    else:
        for step in _completed(wanted, work):
            do(step, work)
        if not work.done and not work.undone and not _ONLY_ASKS.search(instruction):
            work.undone.append(f"nothing in “{instruction.strip()[:120]}” names an edit that can be made on pixels")
    out = octets(work.image)
    if size is not None and (out.shape[1], out.shape[0]) != size:
        out = octets(frame.fitted(floats(out), *size))
    return Revision(pixels=out, seen=seen, done=tuple(work.done), undone=tuple(work.undone))


def _mask_for(mask: NDArray[np.uint8], first: Pixels) -> NDArray[np.uint8]:
    if mask.shape[:2] == first.shape[:2]:
        return mask
    return np.asarray(octets(frame.resized(floats(mask), first.shape[1], first.shape[0])), np.uint8)


def _completed(wanted: list[Step], work: Work) -> list[Step]:
    """Several pictures without a word about them are joined; colouring in gives way to a style that does it."""
    kinds = {step.kind for step in wanted}
    if work.others and "combine" not in kinds and not kinds:
        wanted = [Step(kind="combine", words="several pictures"), *wanted]
    return [step for step in wanted if not (step.kind == "colour_in" and "style" in kinds)]


def _masked(work: Work, wanted: list[Step], instruction: str, first: Pixels) -> None:
    """Only under the mask: take out, draw in, or change what is there."""
    mask = work.mask
    if mask is None:
        return
    if not (mask > 127).any():
        work.undone.append("the mask marks nothing to change")
        return
    changing = [step for step in wanted if step.kind in ("recolour", "tone", "weather", "style")]
    removing = any(step.kind == "remove" for step in wanted) or not instruction.strip()
    if removing:
        work.image = filled(work.image, mask)
        work.done.append("the masked part was taken out and its surroundings carried on")
    elif changing and not any(step.kind == "insert" for step in wanted):
        for step in changing:
            do(step, work)
    else:
        _drawn_in(work, mask, next((step.value for step in wanted if step.kind == "insert"), instruction))
    soft = holes.feathered(mask, 0.004 * max(mask.shape))[..., None]
    before = floats(first)
    blended = octets(real(before + (work.image - before) * soft))
    work.image = floats(holes.kept_outside(first, blended, mask))


def _drawn_in(work: Work, mask: NDArray[np.uint8], prompt: str) -> None:
    ys, xs = np.nonzero(mask > 127)
    x0, x1, y0, y1 = int(xs.min()), int(xs.max()) + 1, int(ys.min()), int(ys.max()) + 1
    if work.painter is None:
        work.undone.append(f"“{prompt}” could not be drawn in: nobody is here to draw it")
        return
    side = max(64, x1 - x0, y1 - y0)
    new = floats(work.painter(prompt, side, side, work.sheet.seed))
    out = work.image.copy()
    out[y0:y1, x0:x1] = frame.covered(new, x1 - x0, y1 - y0)
    work.image = out
    work.done.append(f"“{prompt}” was drawn in under the mask")
