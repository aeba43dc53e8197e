"""Human faces from the front. The middle is (0, 0): crown at -190, chin at 185, eyes at 28."""

from __future__ import annotations

from dataclasses import dataclass

from heliograph.engines.illustrator.canvas.paint import mix, shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.surface import Path
from heliograph.engines.illustrator.rigs.shapes import oval, smooth

BLACK, WHITE = "#111111", "#ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What a face is made of. Colours as ``#rrggbb``."""

    skin: str = "#f6cdaa"
    hair: str = "#6b4028"
    style: str = "short"
    iris: str = "#6b4a2c"
    gender: str = "woman"
    age: str = "adult"
    feeling: str = "happy"
    beard: str = ""
    freckles: bool = False
    makeup: bool = False
    ears: str = "round"
    eyes: float = 1.0


def outline(looks: Looks) -> Path:
    """The shape of the face: round for the young, a firmer chin for men."""
    firm = 14 if looks.gender == "man" and looks.age not in ("child", "baby") else 0
    right = [(0, -188), (96, -176), (158, -110), (170, -10), (156, 74 + firm), (112, 140 + firm), (50, 178)]
    return smooth([*right, (0, 185), *[(-x, y) for x, y in reversed(right[1:])]])


def face(pen: Pen, looks: Looks, turn: float, *, closed: bool = False) -> None:
    """Ears, skull and features; hair comes from elsewhere."""
    for side in (-1, 1):
        _ear(pen, looks, side)
    pen.part(outline(looks), looks.skin, shade=0.22, highlight=0.2)
    shift = turn * 18
    _blush(pen, looks, shift)
    for side in (-1, 1):
        x = side * 76 + shift
        if closed or looks.feeling == "sleepy":
            _closed_eye(pen, x, looks, side)
        else:
            _eye(pen, x, side, looks, shift * 0.5)
        _brow(pen, x, side, looks)
    _nose(pen, looks, shift * 1.5)
    _mouth(pen, looks, shift * 1.3)
    if looks.age == "old":
        _lines_of_age(pen, looks, shift)
    if looks.beard:
        _beard(pen, looks, shift)


def _ear(pen: Pen, looks: Looks, side: int) -> None:
    if looks.ears == "pointed":
        points = [
            (side * 150, -18),
            (side * 196, -60),
            (side * 262, -112, 1),
            (side * 232, -10),
            (side * 186, 62),
            (side * 152, 66),
        ]
        pen.part(smooth(points), looks.skin, shade=0.25)
        return
    pen.part(oval(side * 170, 36, 30, 42, side * -10), looks.skin, shade=0.25)
    pen.line(
        smooth([(side * 166, 20), (side * 182, 30), (side * 172, 52)], False),
        shade(looks.skin, 0.35),
        pen.line_width * 0.7,
    )


def _blush(pen: Pen, looks: Looks, shift: float) -> None:
    strength = 0.42 if looks.gender != "man" or looks.age in ("child", "baby") else 0.24
    for side in (-1, 1):
        pen.fill(oval(side * 112 + shift, 92, 38, 24), mix(looks.skin, "#ff5a5a", 0.62), strength, 11)
        if looks.freckles:
            for dx, dy in ((-14, -6), (4, -12), (18, -2), (-4, 8)):
                pen.fill(oval(side * 100 + shift + dx, 84 + dy, 4, 4), shade(looks.skin, 0.35))


def _eye(pen: Pen, x: float, side: int, looks: Looks, gaze: float) -> None:
    feminine = looks.gender == "woman" or looks.age in ("child", "baby")
    rx, ry = (39.0, 52.0) if feminine else (32.0, 42.0)
    pen.save()
    pen.translate(x, 28)
    pen.scale(looks.eyes, looks.eyes * (1.14 if looks.feeling == "surprised" else 1))
    if not feminine:
        pen.fill(oval(0, 0, rx + 7, ry + 2), "#fffdf8", ink=WHITE)
    pen.fill(oval(gaze * 0.3, 0, rx, ry), "#2a181c", ink=BLACK)
    pen.fill(oval(gaze * 0.4, 8, rx - 6, ry - 9), looks.iris)
    pen.fill(oval(gaze * 0.4, 24, rx - 13, ry - 30), tint(looks.iris, 0.55), 0.8, 5)
    pen.fill(oval(gaze * 0.5, 4, rx - 17, ry - 18), "#150e12", ink=BLACK)
    pen.fill(oval(-rx * 0.34, -ry * 0.38, rx * 0.36, ry * 0.33), WHITE, ink=WHITE)
    pen.fill(oval(rx * 0.36, ry * 0.40, rx * 0.19, ry * 0.17), WHITE, 0.92, ink=WHITE)
    lid = [(-side * (rx + 2), -ry * 0.62), (0, -ry - 5), (side * (rx + 6), -ry * 0.5)]
    pen.line(smooth(lid, False), "#2a181c", max(8.0, pen.line_width))
    if looks.gender == "woman" and looks.age != "baby":
        pen.line(smooth([lid[2], (side * (rx + 24), -ry * 0.74)], False), "#2a181c", max(7.0, pen.line_width * 0.9))
        pen.line(
            smooth([(side * (rx + 4), -ry * 0.2), (side * (rx + 22), -ry * 0.36)], False),
            "#2a181c",
            max(6.0, pen.line_width * 0.8),
        )
    if looks.makeup:
        pen.fill(oval(0, -ry - 12, rx * 0.9, 10), "#c06ac0", 0.35, 5)
    pen.restore()


def _closed_eye(pen: Pen, x: float, looks: Looks, side: int) -> None:
    pen.line(smooth([(x - 38, 30), (x, 50), (x + 38, 30)], False), "#2a181c", max(9.0, pen.line_width * 1.1))
    if looks.gender == "woman":
        for dx, dy in ((26, 16), (34, 4)):
            pen.line(
                smooth([(x + side * dx, 40), (x + side * (dx + 14), 40 + dy)], False),
                "#2a181c",
                max(6.0, pen.line_width * 0.7),
            )


def _brow(pen: Pen, x: float, side: int, looks: Looks) -> None:
    colour = shade(looks.hair, 0.25) if looks.age != "old" else shade(looks.hair, 0.2)
    inner = {"sad": -16.0, "angry": 24.0, "surprised": -14.0}.get(looks.feeling, 0.0)
    outer = {"sad": 12.0, "angry": -10.0, "surprised": -14.0}.get(looks.feeling, 4.0)
    width = 15.0 if looks.gender == "man" else 9.0
    y = -46 if looks.gender == "man" else -54
    points = [(x - side * 36, y + inner), (x, y - 12 + (inner + outer) / 2), (x + side * 38, y + outer)]
    pen.line(smooth(points, False), colour, width if pen.mode != "line" else pen.line_width * 0.9)


def _nose(pen: Pen, looks: Looks, shift: float) -> None:
    size = 1.4 if looks.gender == "man" and looks.age not in ("child", "baby") else 1.0
    points = [(shift - 10 * size, 88), (shift, 96 + 2 * size), (shift + 10 * size, 88)]
    pen.line(smooth(points, False), mix(looks.skin, "#8a3a2c", 0.55), max(7.0, pen.line_width * 0.9))


def _mouth(pen: Pen, looks: Looks, shift: float) -> None:
    ink = mix(looks.skin, "#7a2a2a", 0.75)
    wide = max(7.0, pen.line_width)
    if looks.feeling == "sad":
        pen.line(smooth([(shift - 30, 142), (shift, 128), (shift + 30, 142)], False), ink, wide)
    elif looks.feeling == "angry":
        pen.line(smooth([(shift - 34, 138), (shift, 132), (shift + 34, 138)], False), ink, wide)
    elif looks.feeling == "surprised":
        pen.part(oval(shift, 134, 20, 24), "#a5424f", shade=0.1)
    elif looks.feeling in ("calm", "sleepy"):
        pen.line(smooth([(shift - 30, 128), (shift, 137), (shift + 30, 128)], False), ink, wide)
    else:
        _smile(pen, looks, shift)


def _smile(pen: Pen, looks: Looks, shift: float) -> None:
    lips = "#c93a52" if looks.gender == "woman" else "#a8424a"
    path = smooth(
        [(shift - 46, 118, 1), (shift, 130), (shift + 46, 118, 1), (shift + 30, 150), (shift, 162), (shift - 30, 150)]
    )

    def inside() -> None:
        pen.fill(oval(shift, 116, 44, 18), "#fffdf8", ink=WHITE)
        pen.fill(oval(shift, 164, 28, 15), "#f2808a", ink=WHITE)
        if pen.mode == "line":
            pen.line(smooth([(shift - 42, 130), (shift, 136), (shift + 42, 130)], False), None, pen.line_width * 0.5)

    pen.part(path, lips, pattern=inside, shade=0.1, highlight=0, line_width=pen.line_width * 0.8)


def _lines_of_age(pen: Pen, looks: Looks, shift: float) -> None:
    ink = shade(looks.skin, 0.3)
    for side in (-1, 1):
        pen.line(smooth([(side * 56 + shift, 108), (side * 66 + shift, 134)], False), ink, pen.line_width * 0.7)
        pen.line(
            smooth([(side * 44 + shift, 84), (side * 76 + shift, 94), (side * 108 + shift, 82)], False),
            ink,
            pen.line_width * 0.6,
        )


def _beard(pen: Pen, looks: Looks, shift: float) -> None:
    colour = looks.hair
    if looks.beard in ("full", "long", "white"):
        low = {"long": 440, "white": 300}.get(looks.beard, 252)
        right = [(168, 10, 1), (176, 90), (130, 190), (70, low - 34)]
        hole = [(60 + shift, 108), (shift, 100), (-60 + shift, 108)]
        points: list[tuple[float, ...]] = [
            *right,
            (shift * 0.6, low, 1),
            *[(-p[0], *p[1:]) for p in reversed(right)],
            (-146, 60),
            *reversed(hole),
            (146, 60),
        ]
        pen.part(smooth(points), colour, shade=0.25)
        for x in (-50, 0, 50):
            pen.line(
                smooth([(x, 184), (x * 0.9, 230 if low < 300 else low - 70)], False),
                shade(colour, 0.22),
                pen.line_width * 0.7,
            )
        _mouth(pen, looks, shift)
    if looks.beard in ("full", "long", "white", "moustache"):
        for side in (-1, 1):
            points = [
                (shift, 104),
                (shift + side * 44, 100),
                (shift + side * 92, 124, 1),
                (shift + side * 50, 132),
                (shift, 118),
            ]
            pen.part(smooth(points), tint(colour, 0.12), shade=0.2, line_width=pen.line_width * 0.8)
