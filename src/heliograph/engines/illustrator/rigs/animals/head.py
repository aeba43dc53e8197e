"""The head of an animal seen from the front: skull, ears, mane, markings and face round (0, 0), 330 units high."""

from __future__ import annotations

import math
from collections.abc import Callable

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.surface import Path
from heliograph.engines.illustrator.rigs.animals import face
from heliograph.engines.illustrator.rigs.animals.face import Mood
from heliograph.engines.illustrator.rigs.animals.marks import head_marks
from heliograph.engines.illustrator.rigs.animals.species import Species
from heliograph.engines.illustrator.rigs.palette import roundness
from heliograph.engines.illustrator.rigs.shapes import oval, polygon, smooth

INNER = "#f6b3ac"


def head(pen: Pen, species: Species, mood: Mood) -> None:
    """Draw the whole head at the pen's origin, tilted as the mood says."""
    pen.save()
    pen.rotate(mood.tilt)
    pen.scale(species.head, species.head)
    mane(pen, species)
    if species.ears not in FRONT_EARS:
        EARS.get(species.ears, _no_ears)(pen, species)
    pen.part(
        skull(species), species.base, pattern=lambda: head_marks(pen, species, mood.turn), shade=roundness(species.base)
    )
    if species.ears in FRONT_EARS:
        EARS[species.ears](pen, species)
    if species.frog_eyes:
        _frog_eyes(pen, species, mood)
    else:
        face.eyes(pen, species, mood)
    face.blush(pen, mood)
    face.nose(pen, species, mood)
    if species.whiskers:
        face.whiskers(pen, mood)
    if species.tears:
        _tear_lines(pen, species, mood)
    pen.restore()


def skull(species: Species) -> Path:
    """The outline of the head; ``cheeks`` draws fur out to a point on both sides."""
    fluff = species.cheeks
    right: list[tuple[float, ...]] = [(0, -163), (98, -148), (168, -84), (196, 0)]
    if fluff > 0.5:
        right += [(190 + 50 * fluff, 96, 1), (150, 112), (132 + 24 * fluff, 146, 1), (76, 156)]
    else:
        right += [(196 + 22 * fluff, 56), (160, 118), (92, 154)]
    left = [(-point[0], *point[1:]) for point in reversed(right) if point[0]]
    return smooth([*right, (0, 166), *left])


def mane(pen: Pen, species: Species) -> None:
    """What stands round the head: a lion's mane, a hedgehog's spikes."""
    if species.mane == "full":
        _ray_mane(pen, species.dark, 21, 318, 268)
        _ray_mane(pen, tint(species.dark, 0.18), 17, 272, 232)
    elif species.mane == "spikes":
        points = [_polar(angle, 268 if number % 2 else 205) for number, angle in enumerate(range(-200, 25, 7))]
        pen.part(polygon(points), species.dark, shade=0.3)


def _ray_mane(pen: Pen, colour: str, tufts: int, outer: float, inner: float) -> None:
    points: list[tuple[float, ...]] = []
    for number in range(tufts):
        turn = 360 / tufts
        points.append((*_polar(number * turn + 6, outer), 1))
        points.append(_polar((number + 0.55) * turn + 6, inner))
    pen.part(smooth(points), colour, shade=0.4)


def _polar(degrees: float, radius: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return radius * math.cos(angle), radius * math.sin(angle)


def _pair(pen: Pen, draw: Callable[[float], None]) -> None:
    for side in (-1, 1):
        draw(side)


def _ear_colour(species: Species) -> str:
    return species.dark if species.ear_colour == "dark" else species.base


def _pointed(pen: Pen, species: Species, height: float = 236, width: float = 178) -> None:
    def ear(side: float) -> None:
        def tip() -> None:
            if species.ear_tips:
                pen.fill(oval(side * width, -height, 62, 84), species.dark, 1, 5)
                if pen.mode == "line":
                    low = -height + 74
                    pen.line(smooth([(side * (width + 30), low), (side * width * 0.72, low - 10)], False), None, 5)

        points = [(side * 176, -38), (side * (width + 12), -150), (side * width, -height, 1), (side * 104, -196),
                  (side * 34, -128)]  # fmt: skip
        pen.part(smooth(points), _ear_colour(species), pattern=tip, shade=0.25)
        inner = [(side * 150, -74), (side * (width - 8), -140), (side * (width - 14), -height + 52, 1),
                 (side * 106, -164), (side * 76, -120)]  # fmt: skip
        pen.part(smooth(inner), INNER if species.ears == "pointed" else tint(species.belly, 0.1), shade=0.2,
                 line_width=pen.line_width * 0.5, outline=pen.mode == "line")  # fmt: skip

    _pair(pen, ear)


def _tall(pen: Pen, species: Species) -> None:
    _pointed(pen, species, 272, 186)


def _tuft(pen: Pen, species: Species) -> None:
    _pointed(pen, species, 262, 150)


def _disc(pen: Pen, species: Species, x: float, y: float, size: float) -> None:
    def ear(side: float) -> None:
        pen.part(oval(side * x, y, size, size), _ear_colour(species), shade=0.3)
        inner = shade(species.dark, 0.2) if species.ear_colour == "dark" else tint(INNER, 0.05)
        pen.part(oval(side * (x - 4), y + 6, size * 0.6, size * 0.6), inner, shade=0.25,
                 line_width=pen.line_width * 0.6, outline=pen.mode == "line")  # fmt: skip

    _pair(pen, ear)


def _long(pen: Pen, species: Species, height: float = 430) -> None:
    lean = {-1: 0.0, 1: 46.0}

    def ear(side: float) -> None:
        tip = lean[int(side)]

        def dark_tip() -> None:
            if species.ear_tips:
                pen.fill(oval(side * (104 + tip), -height, 70, 70), species.dark, 1, 4)

        points = [(side * 34, -136), (side * 46, -270), (side * (80 + tip), -height), (side * (120 + tip), -height - 6),
                  (side * (156 + tip * 0.8), -300), (side * 138, -120)]  # fmt: skip
        pen.part(smooth(points), _ear_colour(species), pattern=dark_tip, shade=0.25)
        inner = [(side * 64, -150), (side * 72, -270), (side * (98 + tip), -height + 48),
            (side * (130 + tip * 0.8), -300),
                 (side * 112, -140)]  # fmt: skip
        pen.part(smooth(inner), INNER, shade=0.15, line_width=pen.line_width * 0.5, outline=pen.mode == "line")

    _pair(pen, ear)


def _floppy(pen: Pen, species: Species) -> None:
    def ear(side: float) -> None:
        points = [(side * 96, -150), (side * 178, -142), (side * 232, -50), (side * 250, 60), (side * 224, 122),
                  (side * 178, 108), (side * 158, 30), (side * 140, -60)]  # fmt: skip
        pen.part(smooth(points), species.dark, shade=0.35)

    _pair(pen, ear)


def _flap(pen: Pen, species: Species) -> None:
    def ear(side: float) -> None:
        points = [(side * 60, -158), (side * 128, -222), (side * 218, -214, 1), (side * 206, -126), (side * 160, -82)]
        pen.part(smooth(points), species.base, shade=0.3)
        fold = [(side * 92, -150), (side * 146, -190), (side * 210, -206, 1), (side * 176, -150), (side * 150, -104)]
        pen.part(smooth(fold), shade(species.base, 0.16), shade=0.2, line_width=pen.line_width * 0.6)

    _pair(pen, ear)


def _side(pen: Pen, species: Species) -> None:
    _disc(pen, species, 206, 6, 58)


def _horns(pen: Pen, species: Species) -> None:
    def horn(side: float) -> None:
        fin = [(side * 172, -60), (side * 262, -116, 1), (side * 250, -52), (side * 278, -8, 1), (side * 188, 28)]
        pen.part(smooth(fin), species.dark, shade=0.3)
        points = [(side * 62, -146), (side * 84, -226), (side * 150, -294, 1), (side * 150, -214), (side * 128, -130)]
        pen.part(smooth(points), "#f4e4bb", shade=0.35)
        for step in (0, 1):
            y = -176 - step * 42
            pen.line(smooth([(side * (78 + step * 16), y), (side * (132 + step * 8), y - 8)], False), "#b99a62", 5)

    _pair(pen, horn)


def _no_ears(pen: Pen, species: Species) -> None:
    _ = pen, species


FRONT_EARS = frozenset({"floppy", "flap"})
EARS: dict[str, Callable[[Pen, Species], None]] = {
    "pointed": _pointed, "tall": _tall, "tuft": _tuft, "long": _long, "hare": lambda pen, species: _long(pen, species,
        340),
    "round": lambda pen, species: _disc(pen, species, 140, -128, 66),
    "small_round": lambda pen, species: _disc(pen, species, 134, -124, 50),
    "big": lambda pen, species: _disc(pen, species, 176, -142, 104),
    "side": _side, "floppy": _floppy, "flap": _flap, "horns": _horns,
}  # fmt: skip


def _frog_eyes(pen: Pen, species: Species, mood: Mood) -> None:
    for side in (-1, 1):
        pen.part(oval(side * 104, -128, 76, 74), species.base, shade=0.25)
    pen.save()
    pen.translate(mood.turn * 2, -132)
    pen.scale(1.18, 1)
    face.eyes(pen, species, mood)
    pen.restore()


def _tear_lines(pen: Pen, species: Species, mood: Mood) -> None:
    for side in (-1, 1):
        x = side * 56 + mood.turn * 22
        pen.line(smooth([(x, 44), (x + side * 2, 92), (x + side * 14, 124)], False), species.dark, 12)
