"""Where emblem and words stand on the sheet, measured from the letters' real ink."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..canvas.lettering import Run, set_line
from ..canvas.paths import Box, transform
from ..canvas.surface import Path
from .plan import Plan


@dataclass(frozen=True, slots=True)
class Lines:
    """Letters in pixels, ready to fill."""

    word: Path = ()
    tagline: Path = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The emblem's square box and the letters."""

    emblem: Box
    lines: Lines


def _fitted(text: str, width: float, height: float, mood: str, tracking: float) -> Run:
    """The largest setting of one line whose ink fits the given width and height."""
    run = set_line(text, 100, mood, tracking=tracking)
    wide, tall = max(run.box[2] - run.box[0], 1e-6), max(run.box[3] - run.box[1], 1e-6)
    return set_line(text, 100 * min(width / wide, height / tall), mood, tracking=tracking)


def _at(run: Run, centre_x: float, top: float) -> Path:
    """The line with its ink centred at x, its highest ink at ``top``."""
    x0, y0, x1, _ = run.box
    return transform(run.path, (1, 0, 0, 1, centre_x - (x0 + x1) / 2, top - y0))


def _tall(run: Run | None) -> float:
    return run.box[3] - run.box[1] if run else 0.0


def _stacked(plan: Plan, width: float, height: float, above: bool) -> Layout:
    side = min(width, height)
    size = side * (0.47 if plan.word else 0.62) * (1.06 if plan.container == "none" else 1)
    word = (
        _fitted(plan.word, min(0.84 * width, size * 1.6), side * 0.105, plan.mood, plan.tracking) if plan.word else None
    )
    tag = _fitted(plan.tagline, 0.8 * width, side * 0.034, "clean", 0.06) if plan.tagline else None
    gap, small = side * 0.068, side * 0.035
    total = size + (gap + _tall(word) if word else 0) + (small + _tall(tag) if tag else 0)
    top = (height - total) / 2 - (side * 0.008 if word else 0)
    emblem_top = top + (_tall(word) + gap + ((small + _tall(tag)) if tag else 0) if above and word else 0)
    word_top = top if above else top + size + gap
    x = width / 2
    emblem = (x - size / 2, emblem_top, x + size / 2, emblem_top + size)
    return Layout(emblem, _lines(word, tag, x, word_top, small))


def _lines(word: Run | None, tag: Run | None, x: float, top: float, gap: float) -> Lines:
    missing = (word.missing if word else ()) + (tag.missing if tag else ())
    first = _at(word, x, top) if word else ()
    second = _at(tag, x, top + _tall(word) + gap) if tag else ()
    return Lines(first, second, missing)


def _abreast(plan: Plan, width: float, height: float, emblem_left: bool) -> Layout:
    size = min(width * 0.27, height * 0.5)
    gap = size * 0.22
    word = _fitted(plan.word, width * 0.86 - size - gap, size * 0.44, plan.mood, plan.tracking)
    tag = _fitted(plan.tagline, word.box[2] - word.box[0], size * 0.13, "clean", 0.06) if plan.tagline else None
    wide = word.box[2] - word.box[0]
    left = (width - size - gap - wide) / 2
    emblem_x = left if emblem_left else left + wide + gap
    x = (left + size + gap if emblem_left else left) + wide / 2
    tall = _tall(word) + (_tall(tag) + size * 0.12 if tag else 0)
    middle = height / 2
    emblem = (emblem_x, middle - size / 2, emblem_x + size, middle + size / 2)
    return Layout(emblem, _lines(word, tag, x, middle - tall / 2, size * 0.12))


def _around(plan: Plan, width: float, height: float) -> Layout:
    side = min(width, height)
    size = side * 0.5
    x, y = width / 2, height / 2 + side * 0.035
    radius = size / 2 + side * 0.045
    letter = side * 0.085
    run = set_line(plan.word, letter, plan.mood, tracking=0.06)
    share = min(1.0, 4.4 * radius / max(run.advance, 1e-6))
    word, missing = _on_arc(plan.word, letter * share, plan.mood, (x, y), radius)
    tag = _fitted(plan.tagline, 0.6 * width, side * 0.034, "clean", 0.06) if plan.tagline else None
    line = _lines(None, tag, x, y + size / 2 + side * 0.06, 0)
    return Layout((x - size / 2, y - size / 2, x + size / 2, y + size / 2), Lines(word, line.tagline, missing))


def _on_arc(
    text: str, size: float, mood: str, centre: tuple[float, float], radius: float
) -> tuple[Path, tuple[str, ...]]:
    """One letter after the other along a circle, the middle of the line at the top; scripts that join stay unjoined."""
    whole = set_line(text, size, mood, tracking=0.06)
    pieces: list[tuple[Run, float]] = []
    for end in range(1, len(text) + 1):
        if text[end - 1].strip():
            run = set_line(text[end - 1], size, mood)
            pieces.append((run, set_line(text[:end], size, mood, tracking=0.06).advance - run.advance - 0.06 * size))
    path: list[Path] = []
    for run, start in pieces:
        angle = (start + run.advance / 2 - whole.advance / 2) / radius
        cosine, sine = math.cos(angle), math.sin(angle)
        local = transform(run.path, (1, 0, 0, 1, -run.advance / 2, -radius))
        path.append(transform(local, (cosine, sine, -sine, cosine, *centre)))
    return tuple(segment for piece in path for segment in piece), whole.missing


def layout(plan: Plan, width: float, height: float) -> Layout:
    """Emblem and letters in pixels; all ink lies inside the sheet with a margin."""
    if plan.word and plan.where in ("right", "left"):
        return _abreast(plan, width, height, emblem_left=plan.where == "right")
    if plan.word and plan.where == "around":
        return _around(plan, width, height)
    if plan.word and width > 2.2 * height:
        return _abreast(plan, width, height, emblem_left=True)
    return _stacked(plan, width, height, above=plan.where == "above")
