"""Colours and paints. Colours of drawings are ``#rrggbb`` strings; a paint is what a surface fills with."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from .surface import Colour, Linear, Radial, Solid


@lru_cache(maxsize=4096)
def hex_colour(text: str, alpha: float = 1) -> Colour:
    """``#rrggbb`` and an opacity 0..1 as a Colour. Raises ValueError for anything else."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"not a #rrggbb colour: {text!r}")
    number = int(text[1:], 16)
    return (number >> 16) / 255, (number >> 8 & 255) / 255, (number & 255) / 255, min(1.0, max(0.0, alpha))


def to_hex(red: float, green: float, blue: float) -> str:
    """Channels 0..1 (clipped) as ``#rrggbb``."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in (red, green, blue))


def rgb(text: str) -> NDArray[np.float32]:
    """``#rrggbb`` as a float32 array of three channels 0..1."""
    return np.array(hex_colour(text)[:3], np.float32)


@lru_cache(maxsize=4096)
def mix(first: str, second: str, amount: float) -> str:
    """``amount`` 0 gives ``first``, 1 gives ``second``."""
    a, b = hex_colour(first), hex_colour(second)
    return to_hex(*(a[i] + (b[i] - a[i]) * amount for i in range(3)))


def shade(colour: str, amount: float) -> str:
    """Darker, toward a warm violet rather than black: shadows of painted things are never grey."""
    return mix(colour, "#3a1d46", amount)


def tint(colour: str, amount: float) -> str:
    """Lighter, toward a warm white."""
    return mix(colour, "#fff8ea", amount)


def luminance(colour: str) -> float:
    """Perceived lightness 0..1 (Rec. 601 weights)."""
    red, green, blue, _ = hex_colour(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def solid(colour: str, alpha: float = 1) -> Solid:
    """One colour all over."""
    return ("solid", hex_colour(colour, alpha))


def linear(start: tuple[float, float], end: tuple[float, float], *stops: tuple[float, str, float]) -> Linear:
    """A gradient along a line; stops are (offset, colour, alpha)."""
    return ("linear", *start, *end, tuple((at, hex_colour(colour, alpha)) for at, colour, alpha in stops))


def radial(centre: tuple[float, float], radius: float, *stops: tuple[float, str, float]) -> Radial:
    """A gradient around a point; stops are (offset, colour, alpha)."""
    return ("radial", *centre, radius, tuple((at, hex_colour(colour, alpha)) for at, colour, alpha in stops))


def named(word: str) -> str:
    """The ``#rrggbb`` of a colour word (``red``, ``light blue``, ``#fa0``). Raises KeyError for an unknown word."""
    key = " ".join(word.lower().replace("-", " ").split())
    if key.startswith("#"):
        return _expand(key)
    table = _names()
    if key in table:
        return table[key]
    first, _, rest = key.partition(" ")
    if rest and first in ("light", "pale", "soft", "pastel"):
        return mix(named(rest), "#ffffff", 0.45)
    if rest and first in ("dark", "deep"):
        return mix(named(rest), "#0c0a16", 0.42)
    if rest and first in ("bright", "vivid"):
        return named(rest)
    return table[key.replace(" ", "")]


def _expand(key: str) -> str:
    digits = key[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    hex_colour("#" + digits)
    return "#" + digits


@cache
def _names() -> dict[str, str]:
    text = (files(__package__) / "colours.json").read_text(encoding="utf-8")
    table: dict[str, str] = json.loads(text)
    return table
