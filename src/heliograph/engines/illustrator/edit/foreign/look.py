"""Saying truthfully what can be seen in a picture's pixels: line art or not, colours and where they lie, light.

It names no things: nothing here can recognise any.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cv2
import numpy as np

from ...styles.contour import looks_drawn
from ...styles.palette import nearest, pick
from ...styles.sheet import Image, octets, real
from ...styles.texture import luma
from .regions import take_apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What pixels tell. ``colours`` are (name, share of the picture), largest first."""

    width: int
    height: int
    line_art: bool
    light: float
    contrast: float
    chroma: float
    detail: float
    colours: tuple[tuple[str, float], ...]
    bands: tuple[str, str, str]
    """The commonest colour of the upper, middle and lower third."""
    areas: int = 0
    faces: int = 0
    at_edges: tuple[str, ...] = ()


@cache
def _names() -> tuple[tuple[str, ...], Image]:
    table: dict[str, str] = json.loads((files(__package__) / "names.json").read_text("utf-8"))
    rows = [[int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)] for value in table.values()]
    return tuple(table), np.array(rows, np.float32)


def _shares(image: Image) -> tuple[tuple[str, float], ...]:
    words, palette = _names()
    found = np.bincount(nearest(octets(image), palette).ravel(), minlength=len(words)) / (image[..., 0].size)
    order = np.argsort(-found, kind="stable")
    return tuple((words[i], round(float(found[i]), 3)) for i in order[:5] if found[i] > 0.03)


def colour_name(rgb: Image) -> str:
    """The word for one colour (three values 0..1)."""
    words, palette = _names()
    lab = cv2.cvtColor(palette[None], cv2.COLOR_RGB2LAB)[0]
    own = cv2.cvtColor(real(rgb).reshape(1, 1, 3), cv2.COLOR_RGB2LAB)[0, 0]
    return words[int(((lab - own) ** 2).sum(-1).argmin())]


def _commonest(band: Image) -> str:
    dominant = pick(octets(band), 5)
    counts = np.bincount(nearest(octets(band), dominant).ravel(), minlength=len(dominant))
    return colour_name(dominant[int(counts.argmax())])


def look(image: Image) -> Look:
    """Measure a picture."""
    height, width = image.shape[:2]
    side = 320 / max(height, width)
    size = (max(8, round(width * side)), max(8, round(height * side)))
    small = real(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    light = luma(small)
    drawn = looks_drawn(image)
    third = max(1, small.shape[0] // 3)
    parts = take_apart(luma(image)) if drawn else None
    edges = {side for region in parts.regions for side in region.edges} if parts else set()
    return Look(
        width=width,
        height=height,
        line_art=drawn,
        light=float(light.mean()),
        contrast=float(light.std()),
        chroma=float((small.max(-1) - small.min(-1)).mean()),
        detail=float(np.abs(cv2.Laplacian(light, cv2.CV_32F)).mean()),
        colours=_shares(small),
        bands=(_commonest(small[:third]), _commonest(small[third : 2 * third]), _commonest(small[2 * third :])),
        areas=len(parts.regions) if parts else 0,
        faces=len(parts.faces) if parts else 0,
        at_edges=tuple(sorted(edges)),
    )


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def describe(seen: Look) -> str:
    """Two or three sentences about what was measured, in plain words."""
    shape = "square" if seen.width == seen.height else "wide" if seen.width > seen.height else "tall"
    if seen.line_art:
        told = [f"A {shape} black-and-white line drawing, {seen.width} x {seen.height} pixels."]
        told.append(
            f"Its lines enclose {seen.areas} separate areas." if seen.areas != 1 else "Its lines enclose one area."
        )
        if seen.faces:
            told.append("One area holds two dark spots side by side and may be a face.")
        return " ".join(told)
    mood = "dark" if seen.light < 0.3 else "bright" if seen.light > 0.66 else "evenly lit"
    tone = "nearly colourless" if seen.chroma < 0.06 else "strongly coloured" if seen.chroma > 0.35 else "coloured"
    busy = "much fine detail" if seen.detail > 0.05 else "calm surfaces" if seen.detail < 0.015 else "some detail"
    colours = _listed([name for name, _ in seen.colours[:4]])
    top, middle, bottom = seen.bands
    where = (
        f"It is mostly {top} throughout."
        if top == middle == bottom
        else f"The upper third is mostly {top}, the middle {middle}, the lower third {bottom}."
    )
    return f"A {shape}, {mood}, {tone} picture with {busy}, {seen.width} x {seen.height} pixels, in {colours}. {where}"
