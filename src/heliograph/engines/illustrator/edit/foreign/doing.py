"""Each kind of step carried out on the picture on the table; what cannot be done is written down instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ...canvas.paint import hex_colour, named
from ...styles.contour import looks_drawn
from ...styles.registry import style
from ...styles.sheet import Image, Sheet, floats, real, unit
from ...styles.texture import blur, luma, mesh, smoothstep
from . import frame, holes, tones
from .colouring import colour_in, flat_in
from .combine import combined
from .instruct import Step
from .letters import lettered
from .weather import weather

Pixels = NDArray[np.uint8]
Painter = Callable[[str, int, int, int], Pixels]
"""(prompt, width, height, seed) -> height x width x 3: how new things are drawn into old pictures."""
UNKNOWN = "this picture was not drawn here, so things in it cannot be told apart by name"


@dataclass(slots=True, kw_only=True)
class Work:
    """The picture on the table."""

    image: Image
    others: Sequence[Image]
    mask: NDArray[np.uint8] | None
    sheet: Sheet
    painter: Painter | None
    done: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)

    def draw(self, prompt: str) -> Image | None:
        """Something new of the picture's size, or None without a painter."""
        if self.painter is None:
            return None
        height, width = self.image.shape[:2]
        return floats(self.painter(prompt, width, height, self.sheet.seed))


def do(step: Step, work: Work) -> None:
    """Carry out one step."""
    _DOERS[step.kind](step, work)


def _combine(step: Step, work: Work) -> None:
    if not work.others:
        work.undone.append("there is only one picture, so nothing to combine")
        return
    work.image, how = combined([work.image, *work.others], step.words)
    work.done.append(how)


def _enlarge(step: Step, work: Work) -> None:
    height, width = work.image.shape[:2]
    factor = round(step.number) or 2
    while width * height * factor * factor > 34_000_000 and factor > 1:
        factor -= 1
    work.image = frame.resized(work.image, width * factor, height * factor)
    work.done.append(f"enlarged {factor} times, edges kept sharp; no detail was invented")


def _turn(step: Step, work: Work) -> None:
    quarters = 2 if step.value == "over" else round((step.number or 90) / 90) * (1 if step.value == "left" else -1)
    if step.number % 90:
        work.undone.append(f"turned by quarter turns only, not by {step.number:g} degrees")
    work.image = real(np.ascontiguousarray(np.rot90(work.image, quarters)))
    work.done.append("turned")


def _mirror(step: Step, work: Work) -> None:
    work.image = real(np.ascontiguousarray(work.image[::-1] if step.value == "vertical" else work.image[:, ::-1]))
    work.done.append("mirrored")


def _crop(step: Step, work: Work) -> None:
    work.image = real(np.ascontiguousarray(frame.crop(work.image, step.number or 1.0)))
    work.done.append("cropped around the middle")


def _zoom(step: Step, work: Work) -> None:
    work.image = frame.zoomed(work.image, 1.5 if step.value == "in" else 1 / 1.5)
    work.done.append(
        "zoomed in on the middle" if step.value == "in" else "zoomed out; the new margin mirrors the old edge"
    )


def _extend(step: Step, work: Work) -> None:
    height, width = work.image.shape[:2]
    words = step.words
    at = (1.0 if "left" in words else 0.0 if "right" in words else 0.5, 1.0 if "top" in words else 0.0)
    tall = any(word in words for word in ("top", "up", "bottom", "down"))
    wide = any(word in words for word in ("left", "right", "widen")) or not tall
    new = (round(width * 1.5) if wide else width, round(height * 1.5) if tall else height)
    work.image = frame.extended(work.image, *new, at)
    work.done.append("extended; the new margin continues the edge by mirroring and softening it, nothing was invented")


def _remove(step: Step, work: Work) -> None:
    work.undone.append(f"“{step.value}” was not removed: {UNKNOWN}; a mask would show where it is")


def _insert(step: Step, work: Work) -> None:
    work.undone.append(f"“{step.value}” was not added: a mask would show where it belongs")


def _background(step: Step, work: Work) -> None:
    ground = holes.plain_background(work.image)
    if ground is None:
        work.undone.append(
            "the background stays: it is not one calm colour, so it cannot be told from what stands before it"
        )
        return
    try:
        colour = np.array(hex_colour(named(step.value))[:3], np.float32)
        new = real(np.broadcast_to(colour, work.image.shape))
    except (KeyError, ValueError):
        drawn = work.draw(step.value)
        if drawn is None:
            work.undone.append(f"a background of “{step.value}” could not be drawn")
            return
        new = drawn
    share = ground[..., None]
    work.image = real(work.image * (1 - share) + new * share)
    work.done.append(f"the background is now {step.value}")


def _recolour(step: Step, work: Work) -> None:
    if work.mask is not None:
        area = real(work.mask > 127)
    else:
        old = next((word for word in step.target.split() if _is_colour(word)), None)
        if old is None:
            work.undone.append(f"“{step.target}” was not made {step.value}: {UNKNOWN}; name its colour or give a mask")
            return
        area = tones.colour_mask(work.image, old)
        if area.mean() < 0.002:
            work.undone.append(f"no {old} was found to make {step.value}")
            return
    work.image = tones.recolour(work.image, area, step.value)
    work.done.append(f"{'the masked part' if work.mask is not None else f'what was {step.target}'} is now {step.value}")


def _is_colour(word: str) -> bool:
    try:
        named(word)
    except (KeyError, ValueError):
        return False
    return True


def _weather(step: Step, work: Work) -> None:
    work.image = weather(work.image, step.value, work.sheet)
    work.done.append(f"{step.value} laid over the picture")


def _tone(step: Step, work: Work) -> None:
    work.image = tones.tone(work.image, step.value)
    work.done.append(f"graded: {step.value}")


def _focus(step: Step, work: Work) -> None:
    k = unit(work.image)
    if step.value == "sharpen":
        work.image = real(np.clip(work.image + 0.8 * (work.image - blur(work.image, 1.4 * k)), 0, 1))
        work.done.append("sharpened")
    elif step.value == "blur":
        work.image = blur(work.image, 7 * k)
        work.done.append("blurred")
    else:
        x, y = mesh(work.image.shape)
        height, width = work.image.shape[:2]
        away = np.hypot(x / width - 0.5, y / height - 0.5)
        share = smoothstep(0.24, 0.46, real(away))[..., None]
        work.image = real(work.image + (blur(work.image, 9 * k) - work.image) * share)
        work.done.append("blurred towards the edges, as nobody here can tell what is background")


def _colour_in(step: Step, work: Work) -> None:
    del step
    if not looks_drawn(work.image):
        work.undone.append("it is not line art, so there are no empty areas to colour in")
        return
    work.image = flat_in(luma(work.image), work.sheet.seed)
    work.done.append("coloured in by place and size, as nobody here knows what the areas are")


def _style(step: Step, work: Work) -> None:
    wanted = style(step.value)
    if looks_drawn(work.image) and wanted.name != "lineart":
        lines = luma(work.image)
        if wanted.name == "crayon":
            work.image = colour_in(lines, work.sheet.seed)
        else:
            work.image = wanted.finish(flat_in(lines, work.sheet.seed), work.sheet)
        work.done.append(f"coloured in as {wanted.name} by place and size, as nobody here knows what the areas are")
        return
    work.image = wanted.finish(work.image, work.sheet)
    work.done.append(f"redone as {wanted.name}")


def _letters(step: Step, work: Work) -> None:
    work.image, missing = lettered(work.image, step.value, step.target)
    work.done.append(f"lettered “{step.value}”")
    if missing:
        work.undone.append("no typeface here has " + " ".join(missing))


_DOERS: dict[str, Callable[[Step, Work], None]] = {
    "combine": _combine, "enlarge": _enlarge, "turn": _turn, "mirror": _mirror, "crop": _crop, "zoom": _zoom,
    "extend": _extend, "remove": _remove, "insert": _insert, "background": _background, "recolour": _recolour,
    "weather": _weather, "tone": _tone, "focus": _focus, "colour_in": _colour_in, "style": _style, "letters": _letters,
}  # fmt: skip
