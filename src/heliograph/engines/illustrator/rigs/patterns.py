"""Patterns that any surface can wear: stripes, dots, checks, hearts, stars, flowers, grain.

Each covers a box; the pen clips it to the part it belongs to. Marks are counted in dozens, never in thousands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.surface import Path
from heliograph.engines.illustrator.rigs.ruler import Box
from heliograph.engines.illustrator.rigs.shapes import line, oval, rect, smooth, star

WORDS: Mapping[str, str] = {
    "striped": "stripes", "stripes": "stripes", "stripy": "stripes", "spotted": "dots", "dotted": "dots",
    "polka dot": "dots", "polka-dot": "dots", "polka-dotted": "dots", "dots": "dots", "checkered": "checks",
    "checked": "checks", "plaid": "plaid", "tartan": "plaid", "hearts": "hearts", "heart": "hearts",
    "stars": "stars", "starry": "stars", "floral": "flowers", "flowery": "flowers", "flowered": "flowers",
    "rainbow": "rainbow", "zigzag": "zigzag",
}  # fmt: skip
RAINBOW = ("#e5484d", "#f3903f", "#f6d14a", "#58b368", "#4a90d9", "#8b5fc7")


def pattern_of(word: str) -> str | None:
    """The pattern that a word of the prompt means, or None."""
    return WORDS.get(word.strip().lower())


def spread(pen: Pen, name: str, box: Box, colour: str) -> None:
    """Cover the box with the pattern of that name. Raises ``KeyError`` for an unknown one."""
    PATTERNS[name](pen, box, colour)


def heart(x: float, y: float, size: float) -> Path:
    """A heart whose middle lies at (x, y)."""
    points = ((0, 0.5, 1), (-0.46, 0.02), (-0.38, -0.42), (0, -0.24, 1), (0.38, -0.42), (0.46, 0.02))
    return smooth([(x + size * p[0], y + size * p[1], *p[2:]) for p in points])


def _mark(pen: Pen, path: Path, colour: str) -> None:
    pen.fill(path, colour, 0.95)
    if pen.mode == "line":
        pen.line(path, None, pen.line_width * 0.5)


def _stripes(pen: Pen, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    step = max(right - left, bottom - top) / 7
    for number in range(1, 8, 1):
        y = top + (number - 0.6) * step
        _mark(pen, rect(left - 10, y, right - left + 20, step * 0.45), colour)


def _cells(box: Box, count: int) -> Iterator[tuple[float, float, float]]:
    left, top, right, bottom = box
    step = max(right - left, bottom - top) / count
    row, y = 0, top + step * 0.4
    while y < bottom + step:
        x = left + step * (0.3 if row % 2 else 0.8)
        while x < right + step:
            yield x, y, step
            x += step
        row, y = row + 1, y + step * 0.8


def _dots(pen: Pen, box: Box, colour: str) -> None:
    for x, y, step in _cells(box, 6):
        _mark(pen, oval(x, y, step * 0.24, step * 0.24), colour)


def _hearts(pen: Pen, box: Box, colour: str) -> None:
    for x, y, step in _cells(box, 5):
        _mark(pen, heart(x, y, step * 0.55), colour)


def _stars(pen: Pen, box: Box, colour: str) -> None:
    for x, y, step in _cells(box, 5):
        _mark(pen, star(x, y, step * 0.32, step * 0.14), colour)


def _flowers(pen: Pen, box: Box, colour: str) -> None:
    for x, y, step in _cells(box, 5):
        for turn in range(0, 360, 72):
            pen.save()
            pen.translate(x, y)
            pen.rotate(turn)
            _mark(pen, oval(0, -step * 0.2, step * 0.12, step * 0.17), colour)
            pen.restore()
        pen.fill(oval(x, y, step * 0.1, step * 0.1), "#f6c945")


def _checks(pen: Pen, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    step = max(right - left, bottom - top) / 8
    for row in range(9):
        for column in range(row % 2, 9, 2):
            _mark(pen, rect(left + column * step, top + row * step, step, step), colour)


def _plaid(pen: Pen, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    step = max(right - left, bottom - top) / 5
    for number in range(6):
        x, y = left + number * step, top + number * step
        pen.fill(rect(x, top, step * 0.4, bottom - top), colour, 0.55)
        pen.fill(rect(left, y, right - left, step * 0.4), colour, 0.55)
        pen.line(line([(x + step * 0.7, top), (x + step * 0.7, bottom)]), colour, pen.line_width * 0.4)
        pen.line(line([(left, y + step * 0.7), (right, y + step * 0.7)]), colour, pen.line_width * 0.4)


def _rainbow(pen: Pen, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    step = (bottom - top) / len(RAINBOW)
    for number, band in enumerate(RAINBOW):
        _mark(pen, rect(left - 10, top + number * step, right - left + 20, step + 1), band)


def _zigzag(pen: Pen, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    step = (right - left) / 8
    for row in range(1, 6):
        y = top + (bottom - top) * row / 6
        points = [(left + column * step, y + (step * 0.5 if column % 2 else -step * 0.5)) for column in range(-1, 10)]
        pen.line(line(points), colour, step * 0.32 if pen.mode != "line" else pen.line_width * 0.5)


PATTERNS: Mapping[str, Callable[[Pen, Box, str], None]] = {
    "stripes": _stripes, "dots": _dots, "checks": _checks, "plaid": _plaid, "hearts": _hearts, "stars": _stars,
    "flowers": _flowers, "rainbow": _rainbow, "zigzag": _zigzag,
}  # fmt: skip
