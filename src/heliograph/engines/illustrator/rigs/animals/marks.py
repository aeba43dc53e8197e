"""Markings in the fur: drawn inside the part that wears them (head, body, tail). Knows species, no outline."""

from __future__ import annotations

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.surface import Path
from heliograph.engines.illustrator.rigs.animals.species import Species
from heliograph.engines.illustrator.rigs.ruler import Box
from heliograph.engines.illustrator.rigs.shapes import oval, smooth

GINGER = "#ec9a4a"
SPECKS = ((0.12, 0.2), (0.34, 0.1), (0.58, 0.22), (0.84, 0.14), (0.22, 0.46), (0.47, 0.4), (0.72, 0.45), (0.93, 0.4),
          (0.1, 0.7), (0.36, 0.66), (0.62, 0.7), (0.86, 0.68), (0.24, 0.9), (0.5, 0.92), (0.76, 0.9))  # fmt: skip


def _patch(pen: Pen, path: Path, colour: str, soft: float = 5) -> None:
    pen.fill(path, colour, 1, soft)
    if pen.mode == "line":
        pen.line(path, None, pen.line_width * 0.55)


def _both(points: list[tuple[float, ...]], side: int) -> Path:
    return smooth([(side * point[0], *point[1:]) for point in points])


def head_marks(pen: Pen, species: Species, turn: float) -> None:
    """The markings of the face; ``turn`` moves what belongs to the muzzle."""
    shift = turn * 26
    MARKS_OF_HEAD.get(species.marks, _plain)(pen, species, shift)


def _plain(pen: Pen, species: Species, shift: float) -> None:
    pen.fill(oval(shift, 118, 92, 62), tint(species.base, 0.5), 0.6, 18)


def _tabby(pen: Pen, species: Species, shift: float) -> None:
    pen.fill(oval(shift, 112, 108, 74), species.belly, 0.9, 14)
    for x in (-48, 0, 48):
        low = -92 if x == 0 else -78
        _patch(
            pen,
            smooth([(x - 17 + shift * 0.4, -180), (x + 17 + shift * 0.4, -180), (x * 0.76 + shift, low, 1)]),
            species.dark,
            2,
        )
    for side in (-1, 1):
        for row in (0, 1):
            y = 8 + row * 46
            _patch(pen, _both([(222, y), (222, y + 26), (134, y + 16 - row * 8, 1)], side), species.dark, 2)


def _mask(pen: Pen, species: Species, shift: float) -> None:
    for side in (-1, 1):
        points: list[tuple[float, ...]] = [(250, 0), (140, 30), (58, 26), (18, 62), (0, 128), (0, 220), (250, 220)]
        path = smooth([(side * x + shift * 0.8, y) for x, y in points])
        pen.fill(path, species.belly, 1, 5)
        if pen.mode == "line":
            edge = [(side * x + shift * 0.8, y) for x, y in points[:5]]
            pen.line(smooth(edge, False), None, pen.line_width * 0.55)


def _muzzle(pen: Pen, species: Species, shift: float) -> None:
    _patch(pen, oval(shift, 102, 112, 80), species.belly, 6 if species.name not in ("bear", "teddy bear") else 2)


def _blaze(pen: Pen, species: Species, shift: float) -> None:
    path = smooth([(shift * 0.6 - 20, -190), (shift * 0.6 + 24, -190), (shift + 28, -40), (shift + 96, 60),
        (shift + 108, 130),
                   (shift, 190), (shift - 108, 130), (shift - 96, 60), (shift - 26, -40)])  # fmt: skip
    _patch(pen, path, species.belly, 4)


def _panda(pen: Pen, species: Species, shift: float) -> None:
    for side in (-1, 1):
        _patch(pen, oval(side * 90 + shift * 0.8, 16, 68, 86, side * 24), species.dark, 3)


def _raccoon(pen: Pen, species: Species, shift: float) -> None:
    light = "#fdf6ee"
    _patch(pen, oval(shift, 100, 104, 78), light, 6)
    for side in (-1, 1):
        _patch(pen, _both([(60, -96), (150, -80), (150, -58), (60, -66)], side), light, 4)
        band = [(14, -38), (84, -62), (168, -20), (236, 78), (150, 76), (70, 66), (22, 30)]
        _patch(
            pen,
            smooth([(side * x + shift * 0.7, y) for x, y in band]),
            species.dark if species.name != "red panda" else "#8a3a1e",
            4,
        )


def _spots(pen: Pen, species: Species, shift: float) -> None:
    pen.fill(oval(shift, 112, 108, 72), species.belly, 0.95, 12)
    for x, y, size in ((-60, -120, 17), (0, -104, 14), (62, -122, 17), (-122, -66, 16), (128, -62, 16), (-28, -142, 12),
                       (34, -146, 12), (-168, 10, 14), (170, 14, 14), (-150, 96, 14), (152, 98, 14)):  # fmt: skip
        _patch(pen, oval(x + shift * 0.4, y, size, size * 0.86), species.dark, 1.5)


def _tiger(pen: Pen, species: Species, shift: float) -> None:
    for side in (-1, 1):
        pen.fill(oval(side * 84 + shift * 0.8, -54, 52, 34), species.belly, 0.95, 8)
    pen.fill(oval(shift, 118, 150, 84), species.belly, 0.97, 8)
    for number, width in enumerate((44, 62, 40)):
        y = -150 + number * 30
        path = smooth(
            [
                (shift * 0.7 - width, y - 8, 1),
                (shift * 0.7, y + 12),
                (shift * 0.7 + width, y - 8, 1),
                (shift * 0.7, y - 6),
            ]
        )
        _patch(pen, path, species.dark, 1)
    for side in (-1, 1):
        for row in range(3):
            y = -40 + row * 56
            _patch(pen, _both([(236, y), (232, y + 28), (150 - row * 6, y + 26, 1)], side), species.dark, 1)


def _monkey(pen: Pen, species: Species, shift: float) -> None:
    path = smooth([(shift, -66), (shift + 70, -98), (shift + 138, -46), (shift + 130, 40), (shift + 142, 96),
        (shift + 76, 150),
                   (shift, 158), (shift - 76, 150), (shift - 142, 96), (shift - 130, 40), (shift - 138, -46),
                   (shift - 70, -98)])  # fmt: skip
    _patch(pen, path, species.belly, 2)


def _siamese(pen: Pen, species: Species, shift: float) -> None:
    pen.fill(oval(shift, 60, 128, 116), species.dark, 0.85, 30)


def _calico(pen: Pen, species: Species, shift: float) -> None:
    _patch(pen, smooth([(-230, -180), (-34, -180), (-22, -66), (-84, 22), (-150, 46), (-240, 24)]), GINGER, 5)
    _patch(pen, smooth([(62, -190), (230, -180), (230, 0), (146, 12), (74, -64)]), species.dark, 5)


def _dragon(pen: Pen, species: Species, shift: float) -> None:
    _patch(pen, oval(shift, 100, 120, 84), tint(species.base, 0.35), 5)
    for x, y, size in ((-120, -80, 20), (-84, -112, 14), (118, -86, 18), (86, -116, 12)):
        pen.fill(oval(x, y, size, size * 0.8), species.dark, 0.6, 2)


def _frog(pen: Pen, species: Species, shift: float) -> None:
    pen.fill(oval(shift, 150, 150, 60), species.belly, 1, 6)


def _badger(pen: Pen, species: Species, shift: float) -> None:
    pen.fill(oval(0, 0, 260, 220), species.belly, 1, 0)
    for side in (-1, 1):
        band = [(34, -190), (110, -180), (128, -40), (112, 60), (66, 120), (44, 40), (50, -60)]
        _patch(pen, smooth([(side * x + shift * 0.7, y) for x, y in band]), species.dark, 4)


def _sloth(pen: Pen, species: Species, shift: float) -> None:
    _patch(pen, oval(shift, 26, 156, 128), species.belly, 5)
    for side in (-1, 1):
        band = [(40, 20), (92, -26), (170, 20), (200, 70), (130, 62), (70, 56)]
        _patch(pen, smooth([(side * x + shift * 0.8, y) for x, y in band]), species.dark, 4)


MARKS_OF_HEAD = {
    "badger": _badger, "sloth": _sloth,
    "tabby": _tabby, "mask": _mask, "muzzle": _muzzle, "blaze": _blaze, "panda": _panda, "raccoon": _raccoon,
    "spots": _spots, "tiger": _tiger, "monkey": _monkey, "siamese": _siamese, "calico": _calico, "dragon": _dragon,
    "frog": _frog,
}  # fmt: skip


def body_marks(pen: Pen, species: Species, box: Box) -> None:
    """The markings of a trunk or a thick tail that fills ``box`` (left, top, right, bottom)."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if species.marks in ("tabby", "tiger"):
        _flank_stripes(pen, species, box)
    elif species.marks == "spots":
        for x, y in (*SPECKS, *((1 - x * 0.93, y + 0.12) for x, y in SPECKS)):
            size = 0.034 * (wide + high) / 2
            _patch(pen, oval(left + x * wide, top + y * high, size * 1.15, size), species.dark, 1.5)
    elif species.marks == "calico":
        _patch(pen, oval(left + 0.86 * wide, top + 0.4 * high, 0.26 * wide, 0.26 * high, 10), species.dark, 6)
        _patch(pen, oval(left + 0.16 * wide, top + 0.5 * high, 0.22 * wide, 0.2 * high, -20), GINGER, 6)
    elif species.marks == "dragon":
        for x, y in SPECKS[:8]:
            pen.fill(oval(left + x * wide, top + y * high, 14, 10), species.dark, 0.5, 2)
    elif species.marks == "panda":
        pen.fill(oval(left + wide / 2, top + 0.02 * high, wide * 0.62, high * 0.3), species.dark, 1, 4)


def _flank_stripes(pen: Pen, species: Species, box: Box) -> None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    for row in range(5):
        y = top + high * (0.24 + row * 0.15)
        for edge, inward in ((left - 8, 1), (right + 8, -1)):
            reach = edge + inward * wide * (0.30 - 0.02 * row)
            _patch(pen, smooth([(edge, y), (edge, y + high * 0.055), (reach, y + high * 0.04, 1)]), species.dark, 2)


def back_stripes(pen: Pen, species: Species, box: Box) -> None:
    """Markings of a trunk seen from the side, hanging from the back."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if species.marks in ("tabby", "tiger"):
        for number in range(7):
            x = left + wide * (0.08 + number * 0.135)
            drop = top + high * (0.52 if number % 2 else 0.66)
            path = smooth(
                [(x, top - 30), (x + wide * 0.045, top - 30), (x + wide * (0.01 + 0.02 * (number % 3)), drop, 1)]
            )
            _patch(pen, path, species.dark, 2)
    else:
        body_marks(pen, species, box)


def ringed(pen: Pen, path_box: Box, colour: str) -> None:
    """Rings across a tail that rises in ``path_box``."""
    left, top, right, bottom = path_box
    for number in range(5):
        y = top + (bottom - top) * (0.05 + number * 0.2)
        pen.fill(oval((left + right) / 2, y, (right - left), (bottom - top) * 0.05, -8), shade(colour, 0.05), 1, 3)
        if pen.mode == "line":
            pen.line(oval((left + right) / 2, y, (right - left), (bottom - top) * 0.05, -8), None, pen.line_width * 0.5)
