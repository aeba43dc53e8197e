"""From ratio and size class to pixels, and back: what a picture of a model measures. Knows no drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from heliograph.domain.model import Model

Pixels = tuple[int, int]
"""Width, height."""


class Shaped(Protocol):
    """A request for pictures or films, as far as its shape goes. It has ``image_size`` or ``resolution`` as well."""

    @property
    def size(self) -> Pixels | None: ...
    @property
    def aspect_ratio(self) -> str | None: ...


NEAR = math.log(1.15)
"""How far a ratio asked for in pixels may be from one that the model has: 15 per cent."""


def ratio_of(ratio: str) -> float:
    """``16:9`` as width by height; 0 for what is no ratio."""
    width, _, height = ratio.partition(":")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        return 0.0
    return int(width) / int(height)


def written(size: Pixels) -> str:
    """``1024x768``."""
    return f"{size[0]}x{size[1]}"


def read_pixels(text: str) -> Pixels | None:
    """``1024x768`` as a pair; None for anything else."""
    width, _, height = text.lower().partition("x")
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else None


def distance(one: Pixels, other: Pixels) -> float:
    """How differently two pictures are shaped: 0 for the same ratio, else the logarithm between the ratios."""
    return abs(math.log(one[0] * other[1] / (one[1] * other[0])))


def class_name(model: Model) -> str:
    """The parameter that picks a size class: ``image_size`` for pictures, ``resolution`` for films."""
    return "image_size" if model.makes_images else "resolution"


def size_class(model: Model, ask: Shaped) -> str:
    """The size class asked for, else the model's own (``1K``, ``720p``); empty for a model without classes."""
    name = class_name(model)
    rule = model.parameters.get(name)
    asked = str(getattr(ask, name, None) or (rule.default or rule.fixed if rule else None))
    return asked if asked in model.sizes else next(iter(model.sizes), "")


def nearest_ratio(ratios: Iterable[str], picture: Pixels) -> str:
    """The ratio closest to that of a picture."""
    return min(ratios, key=lambda ratio: abs(math.log(ratio_of(ratio) * picture[1] / picture[0])))


def pixels(model: Model, ask: Shaped, picture: Pixels | None = None) -> Pixels:
    """What one picture measures for a request that the rules have passed. ``picture`` is the size of the caller's own
    picture: without a ratio asked, its ratio (or the nearest that the model has) is taken; without a picture, 1:1."""
    if ask.size is not None:
        return ask.size
    grid = model.sizes.get(size_class(model, ask), {})
    if ask.aspect_ratio is not None and ask.aspect_ratio in grid:
        return grid[ask.aspect_ratio]
    if picture is None or not grid:
        return grid.get("1:1") or next(iter(grid.values()), (1024, 1024))
    height = model.limits.get("default_height")
    if height:
        return _at_height(height, picture, grid)
    return grid[nearest_ratio(grid, picture)]


def _at_height(height: int, picture: Pixels, ratios: Iterable[str]) -> Pixels:
    """The picture's shape at a height, in steps of 16, and no narrower or wider than any ratio of the model."""
    shapes = [ratio_of(ratio) for ratio in ratios]
    shape = min(max(picture[0] / picture[1], min(shapes)), max(shapes))
    return max(16, round(height * shape / 16) * 16), height


@dataclass(frozen=True, slots=True)
class Place:
    """Where pixels stand in a model's grid. ``size_class`` is ``1K`` or ``720p``."""

    size: Pixels
    size_class: str
    aspect_ratio: str


def places(model: Model) -> tuple[Place, ...]:
    """Every size that a model has."""
    return tuple(Place(size, name, ratio) for name, grid in model.sizes.items() for ratio, size in grid.items())


def nearest_place(model: Model, size: Pixels, size_class: str | None = None) -> Place | None:
    """The place shaped most like ``size``, and of those the one closest in area; of one size class if named."""
    known = [place for place in places(model) if size_class in (None, place.size_class)]
    if not known:
        return None
    return min(known, key=lambda place: (round(distance(place.size, size), 3), abs(math.log(_area(place.size, size)))))


def _area(one: Pixels, other: Pixels) -> float:
    return one[0] * one[1] / (other[0] * other[1])


def snapped(model: Model, size: Pixels) -> Pixels:
    """The nearest size, in shape first and then in area, that a model with a free grid takes."""
    limits = model.limits
    widths = range(limits["size_step"], limits["size_max_edge"] + 1, limits["size_step"])
    near = ((width, height) for width in widths if (height := _height_beside(limits, width, size)))
    return min(near, key=lambda one: 2 * distance(one, size) + abs(math.log(_area(one, size))))


def _height_beside(limits: Mapping[str, int], width: int, size: Pixels) -> int:
    """The height that goes with a width and keeps nearest to the shape of ``size``; 0 when none does."""
    step, most = limits["size_step"], limits["size_max_ratio"]
    low = max(-(-limits["size_min_pixels"] // width), -(-width // most))
    high = min(limits["size_max_pixels"] // width, width * most, limits["size_max_edge"])
    low, high = -(-low // step) * step, high // step * step
    return 0 if low > high else min(max(round(width * size[1] / size[0] / step) * step, low), high)


def fits(model: Model, size: Pixels) -> bool:
    """True when a model with a free grid takes exactly this size."""
    limits, (width, height) = model.limits, size
    step = limits["size_step"]
    return (
        width % step == 0
        and height % step == 0
        and 0 < max(width, height) <= limits["size_max_edge"]
        and max(width, height) <= limits["size_max_ratio"] * min(width, height)
        and limits["size_min_pixels"] <= width * height <= limits["size_max_pixels"]
    )
