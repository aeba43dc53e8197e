"""Posters and cards: a picture and words composed as one sheet, with margins, rules and one family of type.

It is given a painter for the picture, so it needs to know nothing of settings and figures.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..canvas.lettering import Block, mood_of, set_block, set_line
from ..canvas.paint import linear, mix, solid
from ..canvas.paths import Box, oval, rect, transform
from ..canvas.skia import open_surface
from ..canvas.surface import Path, Surface
from ..scene import Lettering, Scene

Pixels = NDArray[np.uint8]
Labels = NDArray[np.int32]
Painter = Callable[[Scene], tuple[Pixels, Labels | None]]
"""A scene without lettering in, its pixels (height x width x 3) and node numbers out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one kind of sheet is laid out and coloured."""

    paper: str
    ink: str
    soft: str
    line: str
    layout: str
    mood: str
    style: str = ""
    """The medium that suits it when the prompt names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A finished sheet; ``notes`` name letters that no typeface here has."""

    pixels: Pixels
    ids: Labels
    notes: tuple[str, ...]


@cache
def _rows(kind: str) -> tuple[dict[str, Any], ...]:
    table = tomllib.loads((files(__package__) / "sheets.toml").read_text("utf-8"))
    return tuple(table[kind])


def look_of(scene: Scene) -> Look:
    """The look that the prompt's words ask for; without any, the plain one."""
    text = scene.prompt.lower()
    rows = _rows("card" if scene.kind == "card" else "poster")
    row = next((row for row in rows if any(word in text for word in row["words"])), rows[-1])
    asked = next((mood for item in scene.lettering if (mood := mood_of(item.mood)) != "clean"), row["mood"])
    return Look(
        **{key: row[key] for key in ("paper", "ink", "soft", "line", "layout")}, mood=asked, style=row.get("style", "")
    )


def print_sheet(scene: Scene, painter: Painter) -> Printed:
    """The scene's picture and all of its lettering on one sheet of the scene's size; deterministic."""
    look = look_of(scene)
    title, others = _words(scene)
    press = _Press(scene, look, painter)
    {"framed": _framed, "band": _band, "oval": _oval, "round": _round}.get(look.layout, _bleed)(press, title, others)
    pixels = np.ascontiguousarray(press.surface.pixels()[..., :3])
    return Printed(pixels=pixels, ids=press.ids, notes=tuple(dict.fromkeys(press.notes)))


def _words(scene: Scene) -> tuple[str, list[str]]:
    """The title and the smaller words, in order."""
    texts: list[Lettering] = [item for item in scene.lettering if item.text.strip()]
    first = next((item for item in texts if item.role == "title"), texts[0] if texts else None)
    return (first.text.strip() if first else "", [item.text.strip() for item in texts if item is not first])


class _Press:
    """The sheet while it is being made."""

    def __init__(self, scene: Scene, look: Look, painter: Painter) -> None:
        self.scene, self.look, self.painter = scene, look, painter
        self.width, self.height = scene.width, scene.height
        self.side = min(self.width, self.height)
        self.surface: Surface = open_surface(self.width, self.height)
        self.surface.fill(rect(0, 0, self.width, self.height), solid(look.paper))
        self.ids = np.full((self.height, self.width), -1, np.int32)
        self.notes: list[str] = []
        digest = hashlib.sha256(scene.prompt.encode()).digest()[0]
        self.turn = scene.seed + digest

    def picture(self, box: Box, shape: Path) -> None:
        """The scene's picture inside a box, cut to a shape."""
        x0, y0, x1, y1 = (round(value) for value in box)
        style = self.look.style if self.scene.style == "illustration" and self.look.style else self.scene.style
        inner = replace(self.scene, kind="scene", lettering=(), width=x1 - x0, height=y1 - y0, style=style)
        pixels, ids = self.painter(inner)
        rgba = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
        self.surface.save()
        self.surface.clip(shape)
        self.surface.image(np.ascontiguousarray(rgba), (1, 0, 0, 1, x0, y0))
        self.surface.restore()
        if ids is not None:
            self.ids[y0:y1, x0:x1] = ids

    def block(self, text: str, room: Box, colour: str, mood: str = "", lines: int = 3) -> Block | None:
        """Words as large as fit into a room."""
        if not text:
            return None
        block = set_block(text, room, mood or self.look.mood, most_lines=lines)
        self.notes += [f"no typeface here has {letter!r}" for letter in block.missing]
        self.surface.fill(block.path, solid(colour))
        return block

    def small(self, texts: list[str], top: float, colour: str) -> None:
        """Small words, one line each, spaced out and centred."""
        size = self.side * 0.036
        for number, text in enumerate(texts[:3]):
            run = set_line(text, size, "clean", tracking=0.08)
            share = min(1.0, self.width * 0.82 / max(run.box[2] - run.box[0], 1e-6))
            run = set_line(text, size * share, "clean", tracking=0.08)
            self.notes += [f"no typeface here has {letter!r}" for letter in run.missing]
            x = (self.width - run.box[0] - run.box[2]) / 2
            baseline = top + size * (1 + 1.55 * number)
            self.surface.fill(transform(run.path, (1, 0, 0, 1, x, baseline)), solid(colour))

    def small_height(self, texts: list[str]) -> float:
        """How tall the small words are together."""
        return self.side * 0.036 * (0.4 + 1.55 * min(3, len(texts))) if texts else 0.0


def _framed(press: _Press, title: str, others: list[str]) -> None:
    """Paper margin, a ruled picture, title and small words on the paper below."""
    look, side = press.look, press.side
    margin = side * 0.06
    foot = press.height * 0.17 + press.small_height(others)
    box = (margin, margin, press.width - margin, press.height - margin - foot)
    press.picture(box, rect(box[0], box[1], box[2] - box[0], box[3] - box[1]))
    press.surface.stroke(rect(box[0], box[1], box[2] - box[0], box[3] - box[1]), solid(look.line), side * 0.006)
    low = press.height - margin - press.small_height(others)
    press.block(title, (margin, box[3] + side * 0.035, press.width - margin, low - side * 0.012), look.ink, lines=2)
    press.small(others, low, look.soft)


def _band(press: _Press, title: str, others: list[str]) -> None:
    """A strong band of colour with the title above the picture, small words in a band below."""
    look, side = press.look, press.side
    head = press.height * 0.24
    foot = press.small_height(others) + side * 0.06 if others else 0.0
    box = (0.0, head, float(press.width), press.height - foot)
    press.picture(box, rect(0, head, press.width, box[3] - head))
    margin = side * 0.06
    press.block(title, (margin, margin * 0.8, press.width - margin, head - margin * 0.7), look.ink, lines=2)
    for y in (head, box[3]):
        if y < press.height:
            press.surface.fill(rect(0, y - side * 0.008, press.width, side * 0.016), solid(look.soft))
    press.small(others, box[3] + side * 0.03, look.ink)


def _bleed(press: _Press, title: str, others: list[str]) -> None:
    """The picture to the edges; the foot darkened for title and small words."""
    look, side = press.look, press.side
    press.picture((0.0, 0.0, press.width, press.height), rect(0, 0, press.width, press.height))
    shade = mix(look.paper if look.layout == "bleed" else look.ink, "#05060a", 0.7)
    top = press.height * 0.52
    dark = linear((0, top), (0, press.height), (0, "#05060a", 0), (0.55, "#05060a", 0.62), (1, shade, 0.9))
    press.surface.fill(rect(0, top, press.width, press.height - top), dark)
    margin = side * 0.07
    low = press.height - margin - press.small_height(others)
    room = (margin, low - press.height * 0.2, press.width - margin, low - side * 0.03)
    block = press.block(title, room, "#fdf8ec")
    press.small(others, low, "#f0cf86")
    if block and others:
        press.surface.fill(
            rect(press.width / 2 - side * 0.06, low - side * 0.012, side * 0.12, side * 0.004), solid("#f0cf86")
        )


def _rules(press: _Press) -> None:
    """A double rule around a card."""
    for inset, width in ((0.035, 0.0055), (0.048, 0.002)):
        gap = press.side * inset
        frame = rect(gap, gap, press.width - 2 * gap, press.height - 2 * gap, press.side * 0.02)
        press.surface.stroke(frame, solid(press.look.line), press.side * width)


def _round(press: _Press, title: str, others: list[str]) -> None:
    """A rounded picture above, words below, inside a double rule."""
    look, side = press.look, press.side
    _rules(press)
    wide = press.width > press.height * 1.15
    margin = side * 0.1
    if wide:
        box = (margin, margin, press.width * 0.52, press.height - margin)
        room = (press.width * 0.56, margin * 1.6, press.width - margin, press.height - margin * 1.6)
    else:
        box = (margin, margin, press.width - margin, press.height * 0.66)
        room = (margin, press.height * 0.695, press.width - margin, press.height - margin - press.small_height(others))
    shape = rect(box[0], box[1], box[2] - box[0], box[3] - box[1], side * 0.045)
    press.picture(box, shape)
    press.surface.stroke(shape, solid(look.line), side * 0.005)
    press.block(title, room, look.ink)
    if not wide:
        press.small(others, press.height - margin - press.small_height(others), look.soft)
    elif others:
        press.block("\n".join(others), (room[0], room[3], room[2], press.height - margin * 0.8), look.soft, "clean")


def _oval(press: _Press, title: str, others: list[str]) -> None:
    """An oval picture as in a locket, fine rules, words below."""
    look, side = press.look, press.side
    _rules(press)
    x, y = press.width / 2, press.height * 0.37
    rx, ry = min(press.width * 0.33, side * 0.42), min(press.height * 0.27, side * 0.42)
    shape = oval(x, y, rx, ry)
    press.picture((x - rx, y - ry, x + rx, y + ry), shape)
    press.surface.stroke(shape, solid(look.line), side * 0.006)
    press.surface.stroke(oval(x, y, rx + side * 0.02, ry + side * 0.02), solid(look.line), side * 0.002)
    margin = side * 0.13
    low = press.height - margin - press.small_height(others)
    press.block(title, (margin, y + ry + side * 0.07, press.width - margin, low - side * 0.02), look.ink)
    press.small(others, low, look.soft)
