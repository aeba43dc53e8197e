"""Horns and antlers of heads in profile; the far one is drawn behind the head and a little darker."""

from __future__ import annotations

from heliograph.engines.illustrator.canvas.paint import shade
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.hoofed_species import Hoofed
from heliograph.engines.illustrator.rigs.shapes import oval, polygon, ribbon, smooth

BONE, ANTLER, GOLD = "#efe2c4", "#9c7347", "#f2c852"


def horns(pen: Pen, species: Hoofed, *, far: bool) -> None:
    """Draw one side's horns at the top of the head."""
    draw = {"unicorn": _spiral, "cow": _short, "bull": _bull, "goat": _goat, "antlers": _antlers, "palm": _palm,
            "ossicones": _ossicones}.get(species.horns)  # fmt: skip
    if species.snout == "rhino" and not far:
        pen.part(smooth([(-250, 20), (-276, -60), (-264, -160, 1), (-216, -70), (-186, -12)]), BONE, shade=0.35)
        pen.part(smooth([(-176, -22), (-180, -70), (-164, -104, 1), (-138, -60), (-126, -36)]), BONE, shade=0.35)
    if draw is None or (far and species.horns in ("unicorn", "cow")):
        return
    pen.save()
    if far:
        pen.translate(-34, 4)
    draw(pen, 0.18 if far else 0.0)
    pen.restore()


def _spiral(pen: Pen, dark: float) -> None:
    _ = dark
    pen.save()
    pen.translate(-66, -54)
    pen.rotate(-24)
    path = polygon([(-22, 0), (0, -210), (22, 0)])

    def turns() -> None:
        for number in range(6):
            y = -number * 34
            pen.line(smooth([(-30, y - 2), (0, y - 8), (30, y - 26)], False), "#c9922e", max(5.0, pen.line_width * 0.7))

    pen.part(path, GOLD, pattern=turns, shade=0.3)
    pen.restore()


def _short(pen: Pen, dark: float) -> None:
    pen.part(smooth([(-30, -62), (-62, -104), (-54, -158, 1), (-20, -122), (4, -64)]), shade(BONE, dark), shade=0.3)


def _bull(pen: Pen, dark: float) -> None:
    pen.part(smooth([(-34, -60), (-100, -92), (-128, -180, 1), (-62, -142), (2, -68)]), shade(BONE, dark), shade=0.3)


def _goat(pen: Pen, dark: float) -> None:
    points = [(-20, -40), (-12, -120), (40, -190), (116, -204), (150, -170)]
    pen.part(ribbon(points, [46, 42, 34, 24, 8]), shade("#8f7a62", dark), shade=0.3)
    for x, y in ((-14, -90), (0, -130), (34, -166)):
        pen.line(smooth([(x - 20, y - 4), (x + 18, y + 6)], False), "#5f4d3b", 5)


def _antlers(pen: Pen, dark: float) -> None:
    colour = shade(ANTLER, dark)
    for points, widths in (
        ([(-6, -50), (26, -130), (16, -220), (-30, -300)], [30, 26, 22, 9]),
        ([(20, -126), (84, -176), (96, -240)], [24, 20, 8]),
        ([(16, -210), (70, -270), (72, -320)], [20, 16, 7]),
        ([(8, -92), (-50, -130), (-58, -176)], [20, 16, 7]),
    ):
        pen.part(ribbon(points, widths), colour, shade=0.25)


def _palm(pen: Pen, dark: float) -> None:
    points = [(-4, -50), (60, -130), (40, -220, 1), (96, -180), (110, -260, 1), (150, -180), (196, -230, 1),
        (196, -130), (110, -60),
              (24, -30)]  # fmt: skip
    pen.part(smooth(points), shade(ANTLER, dark), shade=0.3)


def _ossicones(pen: Pen, dark: float) -> None:
    pen.part(ribbon([(-12, -40), (-6, -132)], [26, 20]), shade("#e2b45c", dark), shade=0.25)
    pen.part(oval(-6, -140, 22, 20), shade("#6b4026", dark), shade=0.25)
