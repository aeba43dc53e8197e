"""Tails, seen from the front beside a sitting animal. The root is (0, 0); ``sway`` -1..1 moves the tip."""

from __future__ import annotations

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.paths import bounds
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.marks import ringed
from heliograph.engines.illustrator.rigs.animals.species import Species
from heliograph.engines.illustrator.rigs.shapes import oval, polygon, ribbon, smooth


def tail(pen: Pen, species: Species, sway: float = 0.0) -> None:
    """Draw the tail of the species, rising to the right of its root."""
    TAILS.get(species.tail, _none)(pen, species, sway)


def _none(pen: Pen, species: Species, sway: float) -> None:
    _ = pen, species, sway


def _curl(pen: Pen, species: Species, sway: float, wide: float = 54) -> None:
    points = [(-60, 4), (40, -6), (120, -60), (140, -170), (128 + 20 * sway, -270), (162 + 34 * sway, -340)]

    def rings() -> None:
        if species.marks in ("tabby", "tiger", "spots"):
            for y in (-90, -160, -230, -300):
                pen.fill(oval(140, y, 70, 15, -10), species.dark, 0.9, 3)
        if species.marks in ("calico", "siamese"):
            pen.fill(oval(150, -320, 80, 110), species.dark, 1, 6)

    pen.part(ribbon(points, [wide * 1.2, wide * 1.15, wide, wide, wide, wide * 0.72]), species.base, pattern=rings)


def _thick(pen: Pen, species: Species, sway: float) -> None:
    _curl(pen, species, sway, 74)


def _bushy(pen: Pen, species: Species, sway: float) -> None:
    s = 26 * sway
    points = [(-80, 10), (20, -20), (56, -110), (40, -230), (76 + s, -350), (156 + s, -430, 1), (236 + s, -330),
        (262 + s, -200),
              (214, -70), (110, 24), (-30, 44)]  # fmt: skip
    path = smooth(points)

    def tip() -> None:
        if species.tail_tip:
            pen.fill(oval(170 + s, -420, 150, 128, 14), species.tail_tip, 1, 6)
            if pen.mode == "line":
                zigzag = [(60 + s, -300), (110 + s, -330), (150 + s, -290), (200 + s, -320), (260 + s, -276)]
                pen.line(smooth(zigzag, False), None, pen.line_width * 0.6)
        elif species.marks == "spots":
            ringed(pen, bounds(path), species.dark)

    pen.part(path, species.base, pattern=tip, shade=0.35)


def _squirrel(pen: Pen, species: Species, sway: float) -> None:
    s = 20 * sway
    points = [(-60, 20), (60, 0), (110, -140), (70, -300), (60 + s, -450), (150 + s, -560), (270 + s, -540),
        (320 + s, -430),
              (270 + s, -390), (330, -270), (300, -110), (190, 20), (40, 50)]  # fmt: skip

    def light() -> None:
        pen.fill(smooth([(120, -60), (180, -200), (140 + s, -400), (220 + s, -480), (230, -300), (230, -120)]),
                 tint(species.base, 0.4), 0.8, 18)  # fmt: skip

    pen.part(smooth(points), species.base, pattern=light, shade=0.35)


def _ringed(pen: Pen, species: Species, sway: float) -> None:
    points = [(-60, 4), (50, -10), (130, -90), (150, -210), (150 + 20 * sway, -320), (190 + 30 * sway, -400)]
    path = ribbon(points, [70, 90, 104, 108, 96, 40])
    pen.part(path, species.base, pattern=lambda: ringed(pen, bounds(path), species.dark))


def _up(pen: Pen, species: Species, sway: float) -> None:
    points = [(-50, 0), (50, -20), (110, -90), (128 + 30 * sway, -190), (112 + 46 * sway, -260)]
    pen.part(ribbon(points, [66, 62, 56, 46, 24]), species.base)


def _thin(pen: Pen, species: Species, sway: float) -> None:
    points = [(-60, 14), (60, 16), (150, -20), (180, -110), (160 + 20 * sway, -200), (210 + 30 * sway, -280)]
    pen.part(ribbon(points, [30, 27, 24, 21, 18, 9]), "#eba9a6", shade=0.2)


def _lion(pen: Pen, species: Species, sway: float) -> None:
    x = 170 + 40 * sway
    pen.part(ribbon([(-60, 6), (50, -4), (130, -70), (150, -180), (x - 14, -280)], [46, 40, 34, 30, 26]), species.base)
    tuft = [(x - 34, -250), (x - 52, -320), (x + 6, -396, 1), (x + 58, -318), (x + 30, -250)]
    pen.part(smooth(tuft), species.dark, shade=0.3)


def _puff(pen: Pen, species: Species, sway: float) -> None:
    pen.part(oval(46, -24, 66, 60), tint(species.base, 0.55), shade=0.25)


def _stub(pen: Pen, species: Species, sway: float) -> None:
    pen.part(oval(36, -14, 46, 40), species.base, shade=0.25)


def _pig(pen: Pen, species: Species, sway: float) -> None:
    points = [(-20, 0), (50, -20), (86, -70), (50, -104), (20, -70), (60, -40), (120, -70), (134 + 14 * sway, -126)]
    pen.part(ribbon(points, [26, 25, 24, 23, 22, 20, 18, 10]), species.base, shade=0.2)


def _dragon(pen: Pen, species: Species, sway: float) -> None:
    x, y = 300 + 20 * sway, -190.0
    pen.part(ribbon([(-80, 0), (90, 16), (220, -10), (290, -90), (x, y)], [120, 106, 76, 50, 30]), species.base)
    pen.part(polygon([(x - 50, y + 10), (x + 4, y - 96), (x + 56, y + 14), (x + 4, y - 8)]), species.dark, shade=0.25)


def _paddle(pen: Pen, species: Species, sway: float) -> None:
    points = [(-40, 20), (40, -30), (150, -120), (250, -140), (300, -60), (250, 20), (120, 50)]

    def net() -> None:
        for number in range(5):
            x = 60 + number * 48
            pen.line(smooth([(x, 60), (x + 60, -160)], False), shade(species.dark, 0.3), pen.line_width * 0.6)
            pen.line(smooth([(x, -160), (x + 60, 60)], False), shade(species.dark, 0.3), pen.line_width * 0.6)

    pen.part(smooth(points), species.dark, pattern=net, shade=0.3)


TAILS = {
    "paddle": _paddle,
    "curl": _curl, "thick": _thick, "bushy": _bushy, "ringed": _ringed,
    "squirrel": _squirrel, "up": _up, "thin": _thin, "lion": _lion, "puff": _puff, "stub": _stub, "pig": _pig,
    "dragon": _dragon,
}  # fmt: skip
