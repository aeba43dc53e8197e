"""Hats and what else heads wear. The face's middle is (0, 0), the crown of the skull -190, its half width 170."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.people import helmets
from heliograph.engines.illustrator.rigs.people.hat_parts import GOLD, band, brim, dome
from heliograph.engines.illustrator.rigs.shapes import Points, oval, polygon, rect, ribbon, smooth, star

OWN: Mapping[str, str] = {"toque": "#fdfbf6", "police": "#2f4a80", "fire_helmet": "#c9362f", "hard": "#f4c534",
    "wizard": "#4b4fae",
                          "witch": "#43305c", "pirate": "#38323c", "viking": "#9aa3ae", "knight": "#b4bdc9",
                          "kabuto": "#3c3a4c",
                          "straw": "#e9c979", "cowboy": "#94653c", "top": "#33303c", "beret": "#c2403f",
                          "beanie": "#e2574c",
                          "cap": "#3f6fae", "captain": "#f7f4ee", "fedora": "#8a6a42", "santa": "#cf2f37",
                          "elf": "#4f9a4d",
                          "gnome": "#cf3f3f", "nurse": "#fdfbf6", "rain": "#f0c63e", "sailor": "#fbfaf6",
                          "bucket": "#b0a06c",
                          "bike_helmet": "#4a9ad6", "ninja": "#35333f", "turban": "#f3e6cf", "veil": "#34323d",
                          "clown": "#4a9ad6",
                          "headband": "#e2574c", "bridal": "#fdfbf7", "headphones": "#3f4253", "horns": "#6b2a2a",
                          "crown": GOLD,
                          "tiara": GOLD, "halo": "#f7dc7a", "space_helmet": "#f4f4f2",
                          "goggles": "#2f8f9a"}  # fmt: skip
COVERS_HAIR = frozenset({"knight", "ninja", "veil", "kabuto"})
"""Hats under which no hair is seen."""


def hat(pen: Pen, kind: str, colour: str) -> None:
    """Draw the hat of that kind on the head; nothing for an unknown kind."""
    draw = HATS.get(kind)
    if draw is not None:
        draw(pen, colour or OWN.get(kind, "#b5643c"))


def _toque(pen: Pen, colour: str) -> None:
    points = [
        (-150, -150),
        (-170, -220),
        (-230, -270),
        (-200, -360),
        (-110, -370),
        (0, -420),
        (110, -370),
        (200, -360),
        (230, -270),
        (170, -220),
        (150, -150),
    ]
    pen.part(smooth(points), colour, shade=0.25)
    for x in (-70, 0, 70):
        pen.line(smooth([(x, -190), (x * 1.1, -280)], False), shade(colour, 0.22), pen.line_width * 0.8)
    pen.part(rect(-160, -206, 320, 76, 18), colour, shade=0.25)


def _peaked(pen: Pen, colour: str) -> None:
    top = [(-170, -150), (-214, -220), (-150, -272), (0, -296), (150, -272), (214, -220), (170, -150)]
    pen.part(smooth(top), colour, shade=0.3)
    band(pen, shade(colour, 0.3), -146, 174, 44)
    pen.part(smooth([(-150, -122), (0, -104), (150, -122), (110, -76), (0, -62), (-110, -76)]), "#2b2830", shade=0.2)
    pen.part(star(0, -212, 34, 16), GOLD, shade=0.2, line_width=pen.line_width * 0.7)


def _cap(pen: Pen, colour: str) -> None:
    dome(pen, colour, -268, -120)
    pen.part(
        smooth([(-170, -126), (-60, -100), (-130, -64), (-250, -70), (-282, -96), (-230, -124)]),
        shade(colour, 0.12),
        shade=0.25,
    )
    pen.part(oval(0, -268, 18, 12), shade(colour, 0.2), shade=0.1)


def _pointed(pen: Pen, colour: str, brimmed: bool, bend: float = 60) -> None:
    points = [
        (-176, -130),
        (-100, -260),
        (-30, -400),
        (20 + bend, -520, 1),
        (60, -380),
        (120, -240),
        (176, -130),
        (0, -100),
    ]

    def stars() -> None:
        for x, y, size in ((-60, -200, 26), (50, -250, 20), (10, -350, 16), (104, -170, 18)):
            pen.fill(star(x, y, size, size * 0.45), GOLD, ink="#ffffff")
            if pen.mode == "line":
                pen.line(star(x, y, size, size * 0.45), None, pen.line_width * 0.6)

    if brimmed:
        brim(pen, shade(colour, 0.06), -122, 290, 52)
    pen.part(smooth(points), colour, pattern=stars if brimmed and bend > 0 else None, shade=0.38)
    if brimmed:
        band(pen, GOLD if bend > 0 else "#8f5bb5", -146, 170, 40)


def _witch(pen: Pen, colour: str) -> None:
    _pointed(pen, colour, True, -70)
    pen.part(rect(-30, -164, 60, 52, 8), GOLD, shade=0.2)
    pen.fill(rect(-14, -150, 28, 26, 4), shade(colour, 0.2), ink="#ffffff")


def _soft_point(pen: Pen, colour: str, fur: str) -> None:
    points = [
        (-180, -120),
        (-150, -240),
        (-40, -320),
        (120, -320),
        (230, -220),
        (262, -110, 1),
        (190, -180),
        (150, -160),
        (176, -120),
        (0, -96),
    ]
    pen.part(smooth(points), colour, shade=0.36)
    if fur:
        pen.part(oval(258, -96, 44, 42), fur, shade=0.25)
        _fluffy(pen, fur)


def _fluffy(pen: Pen, colour: str) -> None:
    points: list[tuple[float, ...]] = []
    for number in range(26):
        angle = math.tau * number / 26
        reach = 1.0 if number % 2 else 0.86
        points.append((204 * math.cos(angle) * (0.97 + 0.03 * reach), -128 + 46 * reach * math.sin(angle)))
    pen.part(smooth(points), colour, shade=0.25)


def _crown(pen: Pen, colour: str) -> None:
    points = [(-150, -140), (-176, -290), (-90, -220), (0, -320), (90, -220), (176, -290), (150, -140), (0, -116)]
    sharp = [(*point, 1) for point in points[:-1]] + [points[-1]]
    pen.part(smooth(sharp), colour, shade=0.32, highlight=0.45)
    for x, y, jewel in ((-176, -296, "#d9363e"), (0, -326, "#3f78d8"), (176, -296, "#d9363e")):
        pen.part(oval(x, y, 20, 20), jewel, shade=0.2, line_width=pen.line_width * 0.7)
    for x, jewel in ((-84, "#4a9fd6"), (0, "#d9363e"), (84, "#4a9fd6")):
        pen.part(oval(x, -160, 20, 22), jewel, shade=0.2, line_width=pen.line_width * 0.7)


def _tiara(pen: Pen, colour: str) -> None:
    points = [
        (-130, -166),
        (-124, -226, 1),
        (-70, -208),
        (0, -290, 1),
        (70, -208),
        (124, -226, 1),
        (130, -166),
        (0, -196),
    ]
    pen.part(smooth(points), colour, shade=0.3, highlight=0.45)
    pen.part(oval(0, -226, 18, 22), "#e0567c", shade=0.2, line_width=pen.line_width * 0.7)
    for x in (-100, 100):
        pen.part(oval(x, -196, 11, 13), "#6fb7e8", shade=0.2, line_width=pen.line_width * 0.6)


def _pirate(pen: Pen, colour: str) -> None:
    points = [
        (-270, -130),
        (-230, -190),
        (-120, -290),
        (0, -320),
        (120, -290),
        (230, -190),
        (270, -130),
        (130, -152),
        (0, -130),
        (-130, -152),
    ]
    pen.part(smooth(points), colour, shade=0.3)
    pen.line(
        smooth([(-262, -136), (-130, -160), (0, -140), (130, -160), (262, -136)], False), GOLD, pen.line_width * 1.2
    )
    pen.fill(oval(0, -226, 34, 32), "#f7f3ea", ink="#ffffff")
    pen.fill(rect(-17, -204, 34, 24, 5), "#f7f3ea", ink="#ffffff")
    if pen.mode == "line":
        pen.line(oval(0, -226, 34, 32), None, pen.line_width * 0.7)
    for x in (-12, 12):
        pen.fill(oval(x, -226, 8, 9), "#2b2830", ink="#111111")


def _wide(pen: Pen, colour: str, ribbon_colour: str, high: float = -280) -> None:
    brim(pen, colour, -118, 300, 56)
    dome(pen, colour, high, -120, 158)
    band(pen, ribbon_colour, -142, 158, 38)


def _cowboy(pen: Pen, colour: str) -> None:
    brim = [
        (-310, -190),
        (-230, -120),
        (-100, -84),
        (0, -78),
        (100, -84),
        (230, -120),
        (310, -190),
        (200, -176),
        (0, -140),
        (-200, -176),
    ]
    pen.part(smooth(brim), colour, shade=0.3)
    crown = [(-150, -130), (-140, -260), (-80, -316), (0, -282), (80, -316), (140, -260), (150, -130), (0, -104)]
    pen.part(smooth(crown), tint(colour, 0.06), shade=0.35)
    band(pen, shade(colour, 0.4), -140, 148, 34)


def _top(pen: Pen, colour: str) -> None:
    brim(pen, colour, -122, 240, 42)
    points: Points = [(-140, -130, 1), (-150, -380, 1), (0, -396), (150, -380, 1), (140, -130, 1), (0, -108)]
    pen.part(smooth(points), colour, shade=0.35)
    band(pen, "#b93a52", -158, 138, 44)


def _fedora(pen: Pen, colour: str) -> None:
    _wide(pen, colour, shade(colour, 0.45), -270)


def _beret(pen: Pen, colour: str) -> None:
    points = [(-176, -110), (-250, -190), (-180, -276), (0, -290), (150, -250), (196, -160), (150, -116), (0, -110)]
    pen.part(smooth(points), colour, shade=0.36)
    pen.part(ribbon([(-10, -286), (0, -320)], [18, 12]), colour, shade=0.2)


def _beanie(pen: Pen, colour: str) -> None:
    dome(pen, colour, -270, -110, 186)
    band(pen, tint(colour, 0.35), -120, 190, 62)
    pen.part(oval(0, -286, 50, 48), tint(colour, 0.5), shade=0.25)


def _nurse(pen: Pen, colour: str) -> None:
    points: Points = [(-120, -170), (-140, -270, 1), (0, -296), (140, -270, 1), (120, -170), (0, -186)]
    pen.part(smooth(points), colour, shade=0.2)
    for path in (rect(-11, -262, 22, 62, 4), rect(-31, -242, 62, 22, 4)):
        pen.fill(path, "#d9363e", ink="#111111")


def _sailor(pen: Pen, colour: str) -> None:
    pen.part(smooth([(-120, -160), (-130, -250), (0, -276), (130, -250), (120, -160)]), colour, shade=0.2)
    points = [(-166, -130), (-190, -204), (0, -176), (190, -204), (166, -130), (0, -104)]
    pen.part(smooth(points), colour, shade=0.25)


def _clown(pen: Pen, colour: str) -> None:
    for side in (-1, 1):
        for x, y in ((190, -40), (214, 20), (180, 70)):
            pen.part(oval(side * x, y, 58, 54), "#e2574c", shade=0.3)
    pen.part(polygon([(-80, -170), (30, -400), (110, -170)]), colour, shade=0.3)
    for x, y in ((20, -250), (50, -190), (-30, -190)):
        pen.fill(oval(x, y, 15, 15), GOLD, ink="#ffffff")
    pen.part(oval(30, -404, 32, 30), "#f4cf3f", shade=0.25)


HATS: Mapping[str, Callable[[Pen, str], None]] = {
    "toque": _toque, "police": _peaked, "captain": _peaked, "cap": _cap, "hard": helmets.helmet,
    "fire_helmet": helmets.fire_helmet, "bike_helmet": helmets.helmet,
    "wizard": lambda pen, colour: _pointed(pen, colour, True), "witch": _witch,
    "gnome": lambda pen, colour: _pointed(pen, colour, False, 0),
    "santa": lambda pen, colour: _soft_point(pen, colour, "#fbf9f6"), "crown": _crown, "tiara": _tiara,
    "pirate": _pirate, "viking": helmets.viking, "knight": helmets.knight, "kabuto": helmets.kabuto,
    "rain": lambda pen, colour: _wide(pen, colour, shade(colour, 0.15)), "cowboy": _cowboy, "top": _top,
    "fedora": _fedora, "beret": _beret, "beanie": _beanie, "nurse": _nurse, "sailor": _sailor,
    "ninja": helmets.ninja, "turban": helmets.turban, "veil": helmets.veil, "clown": _clown,
    "headphones": helmets.headphones, "horns": helmets.horns, "halo": helmets.halo,
    "space_helmet": helmets.space_helmet, "goggles": helmets.goggles, "bridal": helmets.bridal,
    "headband": lambda pen, colour: band(pen, colour, -118, 192, 40),
}  # fmt: skip
