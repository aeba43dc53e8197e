"""Hair: a mass behind the head and a cap with bangs in front of it. The face's middle is (0, 0)."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.people.face import Looks
from heliograph.engines.illustrator.rigs.shapes import Points, oval, ribbon, smooth

LONG = frozenset({"long", "wavy", "straight", "princess"})


def _strands(pen: Pen, colour: str, rows: list[Points]) -> None:
    for points in rows:
        pen.line(smooth(points, False), shade(colour, 0.28), pen.line_width * 0.75)


def hair_behind(pen: Pen, looks: Looks, sway: float = 0.0) -> None:
    """What hangs behind head and shoulders."""
    colour, style = looks.hair, looks.style
    if style in LONG:
        _long(pen, colour, sway, wavy=style in ("wavy", "princess"))
    elif style == "bob":
        right = [(0, -226), (130, -206), (206, -110), (220, 30), (214, 140), (170, 186), (110, 170)]
        pen.part(smooth([*right, (0, 150), *[(-x, y) for x, y in reversed(right[1:])]]), colour, shade=0.35)
    elif style == "ponytail":
        points = [(80, -170), (200, -200), (270, -90), (276 + sway, 90), (220 + sway, 250, 1), (190, 110), (150, -60)]
        pen.part(smooth(points), colour, shade=0.35)
        pen.part(oval(124, -168, 36, 30, 30), "#e2566b", shade=0.2)
    elif style in ("pigtails", "braids"):
        for side in (-1, 1):
            _side_tail(pen, colour, side, sway, braided=style == "braids")
    elif style == "bun":
        pen.part(oval(0, -250, 82, 70), colour, shade=0.35)
        _strands(pen, colour, [[(-40, -268), (0, -290), (44, -262)], [(-30, -240), (10, -262), (40, -234)]])
    elif style in ("curly", "afro"):
        _curls(pen, colour, 250 if style == "afro" else 214, 190 if style == "afro" else 150)


def _long(pen: Pen, colour: str, sway: float, *, wavy: bool) -> None:
    if wavy:
        right = [
            (0, -228),
            (140, -206),
            (220, -90),
            (226, 40),
            (262, 150),
            (232, 260),
            (268 + sway, 360),
            (200 + sway, 440, 1),
            (130, 400),
        ]
    else:
        right = [(0, -228), (140, -206), (214, -90), (222, 60), (226, 220), (214 + sway, 380), (120, 400)]
    left = [(-p[0] + (2 * sway if p[1] > 330 else 0), *p[1:]) for p in reversed(right[1:])]
    pen.part(smooth([*right, (0, 330), *left]), colour, shade=0.35)
    for side in (-1, 1):
        _strands(
            pen, colour, [[(side * x, -120), (side * (x + 26), 100), (side * (x + 10) + sway, 330)] for x in (150, 186)]
        )


def _side_tail(pen: Pen, colour: str, side: int, sway: float, *, braided: bool) -> None:
    if braided:
        for number in range(5):
            y = 60 + number * 62
            pen.part(oval(side * (196 + number * 6) + sway * number / 5, y, 46 - number * 3, 42), colour, shade=0.3)
        pen.part(oval(side * 226 + sway, 372, 26, 38), colour, shade=0.3)
        pen.part(oval(side * 222 + sway, 334, 26, 16), "#e2566b", shade=0.2)
        return
    points = [(side * 130, -130), (side * 240, -170), (side * 320, -60), (side * 310 + sway, 100),
        (side * 240 + sway, 200, 1),
              (side * 220, 70), (side * 170, -40)]  # fmt: skip
    pen.part(smooth(points), colour, shade=0.35)
    pen.part(oval(side * 172, -124, 34, 28, side * 40), "#e2566b", shade=0.2)


def _curls(pen: Pen, colour: str, radius: float, low: float) -> None:
    points: list[tuple[float, ...]] = []
    tufts = 17
    for number in range(tufts):
        for offset, reach in ((0.0, 0.94), (0.5, 1.08)):
            angle = math.tau * (number + offset) / tufts
            x, y = radius * reach * math.cos(angle), -40 + radius * 0.92 * reach * math.sin(angle)
            points.append((x, min(y, low), 1.0) if offset == 0 else (x, min(y, low)))
    pen.part(smooth(points), colour, shade=0.35)


def hair_front(pen: Pen, looks: Looks) -> None:
    """The cap of hair and what falls over the forehead."""
    colour, style = looks.hair, looks.style
    if style == "bald":
        if looks.age == "old":
            for side in (-1, 1):
                points = [(side * 160, -70), (side * 192, -30), (side * 186, 60), (side * 158, 50)]
                pen.part(smooth(points), colour, shade=0.25)
        return
    if style == "spiky":
        _spikes(pen, colour)
    elif style in ("curly", "afro"):
        _curly_fringe(pen, colour)
    elif style in ("short", "topknot"):
        _short(pen, colour)
    elif style in ("bun", "ponytail"):
        _swept(pen, colour, low=-20)
    elif style in ("bob", "braids", "straight"):
        _fringe(pen, colour)
    elif style == "baby":
        pen.part(
            smooth(
                [
                    (-60, -176),
                    (-20, -214),
                    (10, -236, 1),
                    (24, -206),
                    (60, -186),
                    (30, -150, 1),
                    (0, -166),
                    (-30, -146, 1),
                ]
            ),
            colour,
        )
    else:
        _swept(pen, colour, low=70)
    if style == "topknot":
        pen.part(oval(0, -236, 40, 44), colour, shade=0.3)


def _short(pen: Pen, colour: str) -> None:
    points = [(-182, 20, 1), (-196, -80), (-150, -190), (-20, -240), (120, -214), (196, -110), (184, 20, 1),
        (164, -50), (140, -104, 1),
              (70, -84), (-30, -96), (-110, -134, 1), (-150, -60)]  # fmt: skip
    pen.part(smooth(points), colour, shade=0.32, highlight=0.4)
    _strands(pen, colour, [[(-100, -150), (0, -196), (110, -170)], [(-60, -124), (20, -150), (100, -136)]])


def _swept(pen: Pen, colour: str, low: float) -> None:
    points = [(-176, low, 1), (-206, -50), (-176, -170), (-60, -234), (70, -236), (180, -174), (208, -50),
        (178, low, 1), (164, -10),
              (128, -84), (58, -136, 1), (0, -88), (-80, -50), (-140, -24)]  # fmt: skip
    pen.part(smooth(points), colour, shade=0.3, highlight=0.42)
    _strands(
        pen,
        colour,
        [
            [(54, -150), (-40, -140), (-120, -80)],
            [(30, -180), (-80, -170), (-160, -90)],
            [(70, -150), (130, -130), (170, -70)],
        ],
    )


def _fringe(pen: Pen, colour: str) -> None:
    points = [(-176, 70, 1), (-206, -50), (-172, -172), (-60, -232), (60, -232), (172, -172), (206, -50),
        (176, 70, 1), (160, -20),
              (134, -44, 1), (86, -30), (60, -44, 1), (20, -28), (-10, -44, 1), (-50, -28), (-80, -44, 1),
              (-120, -30), (-148, -44, 1),
              (-160, -6)]  # fmt: skip
    pen.part(smooth(points), colour, shade=0.3, highlight=0.42)
    _strands(pen, colour, [[(x, -190), (x * 1.12, -120), (x * 1.14, -56)] for x in (-110, -40, 30, 100)])


def _spikes(pen: Pen, colour: str) -> None:
    points: list[tuple[float, ...]] = [(-178, 10, 1), (-206, -70)]
    for number in range(6):
        x = -190 + number * 76
        high = -262 - 40 * math.sin(math.pi * (number + 0.5) / 6)
        points += [(x - 10, high + 60), (x + 10, high, 1), (x + 44, -196)]
    points += [
        (206, -70),
        (180, 10, 1),
        (150, -70),
        (110, -100, 1),
        (70, -64),
        (20, -100, 1),
        (-30, -62),
        (-80, -100, 1),
        (-130, -66),
    ]
    pen.part(smooth(points), colour, shade=0.32, highlight=0.4)


def _curly_fringe(pen: Pen, colour: str) -> None:
    for x, y, size in (
        (-150, -96, 58),
        (-84, -150, 62),
        (0, -172, 64),
        (84, -150, 62),
        (150, -96, 58),
        (-178, -20, 40),
        (178, -20, 40),
    ):
        pen.part(oval(x, y, size, size * 0.92), colour, shade=0.25)
        pen.line(smooth([(x - size * 0.4, y), (x, y + size * 0.36),
            (x + size * 0.4, y - size * 0.1)], False), shade(colour, 0.25),
                 pen.line_width * 0.7)  # fmt: skip


def lock(pen: Pen, colour: str, points: Points, width: float) -> None:
    """One thick tapering lock of hair."""
    pen.part(ribbon(points, [width, width * 1.1, width * 0.8, width * 0.15]), tint(colour, 0.03), shade=0.3)
