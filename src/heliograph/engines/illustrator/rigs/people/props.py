"""Small things that go with a doing when the prompt names none: a cook's spoon, a wizard's wand, a singer's microphone.

The gripping hand is (0, 0); the thing stands up from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from heliograph.engines.illustrator.canvas.paint import shade
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.shapes import oval, polygon, rect, ribbon, smooth, star

WOOD, STEEL, GOLD = "#b07a45", "#c3ccd6", "#f2c63e"


def _spoon(pen: Pen) -> None:
    pen.part(ribbon([(0, 60), (4, -60), (10, -170)], [20, 18, 16]), WOOD, shade=0.2)
    pen.part(smooth([(10, -160), (-26, -200), (-18, -262), (16, -282), (46, -256), (46, -196)]), WOOD, shade=0.3)


def _wand(pen: Pen) -> None:
    pen.part(ribbon([(0, 60), (-10, -80), (-30, -220)], [22, 18, 12]), "#6b4a32", shade=0.2)
    pen.glow(oval(-34, -250, 110, 110), "#fff0a0", 0.7, 26)
    pen.part(star(-34, -250, 56, 24), "#ffe36e", shade=0.15, line_width=pen.line_width * 0.8)
    for x, y, size in ((-120, -300, 15), (52, -320, 18), (-70, -370, 12), (70, -220, 12)):
        pen.fill(star(x, y, size, size * 0.4, 4), "#fff3b8", ink="#ffffff")
        if pen.mode == "line":
            pen.line(star(x, y, size, size * 0.4, 4), None, pen.line_width * 0.6)


def _staff(pen: Pen) -> None:
    pen.part(ribbon([(10, 330), (0, 0), (-6, -240)], [26, 26, 24]), "#8a5a36", shade=0.3)
    pen.glow(oval(-8, -290, 110, 110), "#bfe9ff", 0.7, 30)
    pen.part(oval(-8, -284, 46, 46), "#6fc6ee", shade=0.3, highlight=0.5)


def _microphone(pen: Pen) -> None:
    pen.part(polygon([(-14, 60), (14, 60), (24, -70), (-24, -70)]), "#3f4350", shade=0.3)
    pen.part(oval(0, -100, 42, 44), STEEL, shade=0.3, highlight=0.5)


def _sword(pen: Pen) -> None:
    pen.part(polygon([(-18, -40), (18, -40), (14, -330), (0, -372), (-14, -330)]), STEEL, shade=0.25, highlight=0.5)
    pen.line(smooth([(0, -50), (0, -330)], False), shade(STEEL, 0.3), pen.line_width * 0.7)
    pen.part(rect(-60, -46, 120, 22, 10), GOLD, shade=0.2)
    pen.part(ribbon([(0, -30), (0, 56)], [22, 24]), "#6b4226", shade=0.2)
    pen.part(oval(0, 62, 20, 19), GOLD, shade=0.2)


def _brush(pen: Pen) -> None:
    pen.part(ribbon([(10, 70), (0, -60), (-12, -170)], [18, 22, 16]), WOOD, shade=0.2)
    pen.part(smooth([(-26, -170), (-30, -220), (-16, -262, 1), (6, -216), (2, -168)]), "#d8433f", shade=0.2)


def _fork(pen: Pen) -> None:
    pen.part(ribbon([(6, 420), (0, 0), (-4, -250)], [22, 20, 18]), WOOD, shade=0.3)
    pen.part(
        ribbon([(-64, -300), (-56, -252), (0, -240), (50, -252), (58, -300)], [14, 16, 18, 16, 14]), STEEL, shade=0.2
    )
    for x in (-62, -3, 56):
        pen.part(ribbon([(x, -286), (x, -380)], [14, 8]), STEEL, shade=0.2)


def _sabre(pen: Pen) -> None:
    blade = [(-10, -30), (-34, -180), (-10, -330), (56, -420, 1), (18, -320), (4, -180), (16, -30)]
    pen.part(smooth(blade), STEEL, shade=0.25, highlight=0.5)
    pen.line(smooth([(-34, -26), (-56, 20), (0, 66)], False), GOLD, 12)
    pen.part(ribbon([(0, -30), (0, 60)], [22, 24]), "#4a3326", shade=0.2)


PROPS: Mapping[str, Callable[[Pen], None]] = {
    "spoon": _spoon, "wand": _wand, "staff": _staff, "microphone": _microphone, "sword": _sword, "brush": _brush,
    "fork": _fork, "sabre": _sabre,
}  # fmt: skip
BY_DOING: Mapping[str, str] = {
    "cook": "spoon",
    "cast": "wand",
    "sing": "microphone",
    "fight": "sword",
    "paint": "brush",
}
BY_WHO: Mapping[str, str] = {"wizard": "staff", "fairy": "wand", "painter": "brush", "farmer": "fork",
    "pirate": "sabre", "chef": "spoon",
                             "singer": "microphone", "knight": "sword", "shepherd": "staff"}  # fmt: skip


def prop_of(who: str, doing: str) -> str:
    """The thing that somebody has in hand for this doing, or an empty string: only those who stand or do carry one."""
    if doing in BY_DOING:
        if doing == "fight":
            return "sabre" if who == "pirate" else "sword" if who in ("knight", "viking", "samurai", "prince") else ""
        return "staff" if who == "wizard" and doing != "cast" else BY_DOING[doing]
    return BY_WHO.get(who, "") if doing in ("stand", "lift", "smile") else ""


def prop(pen: Pen, name: str) -> None:
    """Draw the thing of that name at the hand. Raises ``KeyError`` for an unknown one."""
    PROPS[name](pen)
