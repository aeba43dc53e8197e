"""A tone or mood as a row of numbers, laid over a picture: gain, gamma, contrast, saturation, tints, vignette."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from ..canvas.paint import hex_colour
from .grade import bloom, vignette
from .sheet import Image, real
from .texture import luma, mesh


@cache
def _moods() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((files(__package__) / "moods.toml").read_text("utf-8"))


def with_moods(image: Image, options: Iterable[str]) -> Image:
    """The picture in the moods among a scene's style options; words that are no mood are passed over."""
    for option in options:
        if option in _moods():
            image = toned(image, _moods()[option])
    return image


def toned(image: Image, row: Mapping[str, Any]) -> Image:
    """The picture in that tone; every entry of ``row`` may be left out.

    ``gain`` RGB factors, ``gamma`` (above 1 darkens the middle), ``contrast`` and ``saturation`` factors around grey,
    ``top`` and ``bottom`` a colour and its strength at that side, ``glow`` and ``vignette`` strengths.
    """
    out = np.clip(image * np.array(row.get("gain", (1, 1, 1)), np.float32), 0, 1)
    if "gamma" in row:
        out = out ** np.float32(row["gamma"])
    out = (out - 0.5) * np.float32(row.get("contrast", 1.0)) + 0.5
    grey = luma(real(out))[..., None]
    out = grey + (out - grey) * np.float32(row.get("saturation", 1.0))
    _, y = mesh(image.shape)
    down = y / max(1, image.shape[0] - 1)
    for side, weight in (("top", 1 - down), ("bottom", down)):
        if side in row:
            colour, strength = row[side]
            share = (weight * np.float32(strength))[..., None]
            out = out * (1 - share) + np.array(hex_colour(colour)[:3], np.float32) * share
    if "glow" in row:
        out = bloom(real(np.clip(out, 0, 1)), row["glow"])
    return real(np.clip(vignette(real(out), row.get("vignette", 0.0)), 0, 1))
