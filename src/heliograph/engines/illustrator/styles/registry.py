"""Which styles there are, what people call them, and the way from a scene to its finish."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np

from ..scene import Scene
from . import (
    anime,
    comic,
    crayon,
    cutout,
    etching,
    flat,
    grade,
    lineart,
    lowpoly,
    oil,
    pencil,
    photo,
    pixelart,
    plain,
    watercolor,
    woodblock,
)
from .contour import is_ink, pen_lines
from .sheet import Image, Labels, Plane, Sheet
from .tone import with_moods

Mode = Literal["soft", "flat", "line"]
Finish = Callable[[Image, Sheet], Image]
DEFAULT = "illustration"
ROOMS: Mapping[str, Finish] = {
    "anime": anime.finish,
    "comic": comic.finish,
    "crayon": crayon.finish,
    "cutout": cutout.finish,
    "etching": etching.finish,
    "flat": flat.finish,
    "grade": grade.finish,
    "lineart": lineart.finish,
    "lowpoly": lowpoly.finish,
    "oil": oil.finish,
    "pencil": pencil.finish,
    "photo": photo.finish,
    "pixelart": pixelart.finish,
    "plain": plain.finish,
    "watercolor": watercolor.finish,
    "woodblock": woodblock.finish,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style: how things are drawn and how the picture is finished."""

    name: str
    pen: Mode
    room: str
    words: tuple[str, ...]
    needs_lines: bool = False

    def finish(self, image: Image, sheet: Sheet) -> Image:
        """Finish a picture; same sheet, same bytes."""
        return ROOMS[self.room](image, sheet)


@lru_cache(maxsize=1)
def styles() -> Mapping[str, Style]:
    """All styles by name, from ``styles.toml``."""
    table = tomllib.loads((files(__package__) / "styles.toml").read_text("utf-8"))
    return {
        name: Style(
            name=name,
            pen=row["pen"],
            room=row["room"],
            words=tuple(row["words"]),
            needs_lines=row.get("needs_lines", False),
        )
        for name, row in table.items()
    }


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, str]:
    return {word: style.name for style in styles().values() for word in (style.name, *style.words)}


def named(words: str) -> str | None:
    """The style that a text asks for: the longest of the known words in it, the later one if two are as long."""
    text = re.sub(r"[\s_]+", " ", words.lower())
    found = [
        (len(word), match.start(), name)
        for word, name in _by_word().items()
        for match in re.finditer(rf"(?<![\w]){re.escape(word)}(?![\w])", text)
    ]
    return max(found)[2] if found else None


def style(name: str) -> Style:
    """The style of that name or any word for it; the default one when nobody knows the name."""
    known = styles().get(name) or styles().get(named(name) or DEFAULT)
    return known or styles()[DEFAULT]


def pen_mode(name: str) -> Mode:
    """How things are drawn for that style."""
    return style(name).pen


def needs_lines(name: str) -> bool:
    """True when the style wants the same picture once more from the line pen, as ``lines``."""
    return style(name).needs_lines


def finish(pixels: Image, scene: Scene, ids: Labels | None = None, lines: Plane | None = None) -> Image:
    """Finish a composed picture in its scene's style.

    ``pixels`` height x width x 3 sRGB 0..1; ``ids`` the node number of each pixel; ``lines`` the same picture by the
    line pen (0 ink, 1 paper), for styles where ``needs_lines`` says so. Same arguments, same bytes.
    """
    picture = np.ascontiguousarray(pixels, np.float32)
    if lines is not None and ids is not None and not is_ink(lines):
        lines = pen_lines(lines, picture, ids)
    sheet = Sheet(seed=scene.seed, ids=ids, lines=lines, options=scene.style_options)
    wanted = style(scene.style)
    finished = wanted.finish(picture, sheet)
    return finished if wanted.pen == "line" or wanted.room == "plain" else with_moods(finished, scene.style_options)
