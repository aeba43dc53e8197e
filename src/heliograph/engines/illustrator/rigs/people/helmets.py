"""Helmets, veils and hoods: headwear that covers or frames the face. Measures as in ``hats``."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.people.hat_parts import GOLD, band, brim, dome
from heliograph.engines.illustrator.rigs.shapes import line, oval, rect, ribbon, smooth


def helmet(pen: Pen, colour: str) -> None:
    """A hard hat with a ridge."""
    dome(pen, colour, -286, -110, 200)
    brim(pen, shade(colour, 0.08), -104, 236, 32)
    pen.part(ribbon([(0, -290), (0, -120)], [40, 44]), shade(colour, 0.1), shade=0.2)


def fire_helmet(pen: Pen, colour: str) -> None:
    """A firefighter's helmet with its badge."""
    helmet(pen, colour)
    pen.part(
        smooth([(-46, -226), (46, -226, 1), (40, -160), (0, -128, 1), (-40, -160), (-46, -226, 1)]), GOLD, shade=0.2
    )


def viking(pen: Pen, colour: str) -> None:
    """A horned helmet."""
    for side in (-1, 1):
        points = [(side * 150, -190), (side * 230, -230), (side * 262, -340, 1), (side * 190, -290), (side * 130, -250)]
        pen.part(smooth(points), "#f2e6cc", shade=0.3)
    dome(pen, colour, -272, -116, 184)
    band(pen, shade("#b8893f", 0.05), -120, 188, 46)
    pen.part(ribbon([(0, -268), (0, -112)], [34, 38]), "#b8893f", shade=0.2)


def knight(pen: Pen, colour: str) -> None:
    """An open helm with a plume."""
    plume = [(10, -230), (60, -360), (190, -380), (270, -280), (250, -170, 1), (190, -240), (110, -230)]
    pen.part(smooth(plume), "#c8363f", shade=0.3)
    dome(pen, colour, -250, -30, 196)
    sides = [
        (-194, -60),
        (-196, 60),
        (-150, 170),
        (-104, 190),
        (-120, 60),
        (-132, -20),
        (132, -20),
        (120, 60),
        (104, 190),
        (150, 170),
        (196, 60),
        (194, -60),
        (0, -90),
    ]
    pen.part(smooth(sides), shade(colour, 0.06), shade=0.3)
    for x in (-150, 150):
        pen.fill(oval(x, -30, 9, 9), shade(colour, 0.4), ink="#111111")


def kabuto(pen: Pen, colour: str) -> None:
    """A samurai's helmet."""
    neck = [(-200, -110), (-256, 40), (-190, 70), (-166, -60), (166, -60), (190, 70), (256, 40), (200, -110)]
    pen.part(smooth(neck), shade(colour, 0.1), shade=0.3)
    dome(pen, colour, -270, -96, 190)
    for side in (-1, 1):
        points = [(side * 20, -160), (side * 110, -230), (side * 150, -360, 1), (side * 70, -270), (0, -200)]
        pen.part(smooth(points), GOLD, shade=0.25)
    band(pen, GOLD, -104, 176, 30)


def ninja(pen: Pen, colour: str) -> None:
    """Hood, face cloth and headband."""
    dome(pen, colour, -250, -50, 192)
    mask = [(-190, 60), (0, 84), (190, 60), (170, 160), (80, 214), (-80, 214), (-170, 160)]
    pen.part(smooth(mask), colour, shade=0.3)
    band(pen, "#a83a3f", -96, 192, 44)


def turban(pen: Pen, colour: str) -> None:
    """A wound turban with a jewel."""
    for y, wide in ((-140, 196), (-190, 190), (-236, 150)):
        pen.part(oval(0, y, wide, 62, -6), colour, shade=0.3)
    pen.part(oval(0, -170, 26, 32), "#3f9fd6", shade=0.2)


def veil(pen: Pen, colour: str) -> None:
    """A nun's veil."""
    points = [
        (-130, 170),
        (-150, 0),
        (-120, -120),
        (0, -160),
        (120, -120),
        (150, 0),
        (130, 170),
        (250, 330),
        (232, 40),
        (190, -190),
        (0, -262),
        (-190, -190),
        (-232, 40),
        (-250, 330),
    ]
    pen.part(smooth(points), colour, shade=0.3)
    pen.part(
        smooth([(-146, -40), (-112, -140), (0, -176), (112, -140), (146, -40), (110, -104), (0, -132), (-110, -104)]),
        "#fdfbf6",
    )


def headphones(pen: Pen, colour: str) -> None:
    """Headphones."""
    pen.part(
        ribbon(
            [(-190, 10), (-200, -120), (-110, -230), (0, -256), (110, -230), (200, -120), (190, 10)],
            [34, 34, 36, 38, 36, 34, 34],
        ),
        colour,
    )
    for side in (-1, 1):
        pen.part(oval(side * 192, 34, 42, 64), tint(colour, 0.15), shade=0.3)


def horns(pen: Pen, colour: str) -> None:
    """Two small horns."""
    for side in (-1, 1):
        pen.part(
            smooth(
                [(side * 70, -190), (side * 80, -262), (side * 150, -320, 1), (side * 146, -240), (side * 128, -170)]
            ),
            colour,
        )


def halo(pen: Pen, colour: str) -> None:
    """A shining ring over the head."""
    pen.glow(oval(0, -300, 150, 50), "#fff3b0", 0.5, 24)
    pen.part(smooth([(-140, -300), (0, -340), (140, -300), (0, -262)]), colour, shade=0.15)
    pen.fill(oval(0, -301, 96, 18), "#fff8dd", 0.9, ink="#ffffff")


def space_helmet(pen: Pen, colour: str) -> None:
    """A clear bowl."""
    ring = [
        (0, -268),
        (190, -220),
        (268, -40),
        (240, 130),
        (150, 226),
        (0, 250),
        (-150, 226),
        (-240, 130),
        (-268, -40),
        (-190, -220),
    ]
    if pen.mode == "line":
        pen.line(smooth(ring), None, pen.line_width * 1.2)
        return
    pen.fill(smooth(ring), "#cfeaf7", 0.28)
    pen.line(smooth(ring), shade(colour, 0.2), 26)
    pen.line(smooth(ring), tint(colour, 0.4), 12)
    pen.fill(smooth([(-190, -60), (-150, -180), (-40, -234), (-90, -150), (-140, -40)]), "#ffffff", 0.55, 4)


def goggles(pen: Pen, colour: str) -> None:
    """Diving goggles."""
    pen.line(line([(-172, 10), (172, 10)]), shade(colour, 0.4), 22)
    pen.fill(rect(-140, -46, 280, 124, 56), "#bfe8f2", 0.45)
    pen.line(rect(-140, -46, 280, 124, 56), shade(colour, 0.3), 16)


def bridal(pen: Pen, colour: str) -> None:
    """A veil and a wreath."""
    for side in (-1, 1):
        points = [
            (side * 60, -236),
            (side * 200, -180),
            (side * 270, 80),
            (side * 290, 420),
            (side * 200, 400),
            (side * 190, 60),
            (side * 140, -120),
        ]
        pen.part(smooth(points), colour, shade=0.15)
    for x in (-90, -45, 0, 45, 90):
        pen.part(oval(x, -212 - 20 * math.cos(x / 60), 28, 26), "#fbe3ea", shade=0.2, line_width=pen.line_width * 0.7)
