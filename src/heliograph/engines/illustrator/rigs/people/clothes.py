"""Clothes of the trunk: bodice, coat, skirt, robe and their details. The joints come from the skeleton."""

from __future__ import annotations

from collections.abc import Callable

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.paths import bounds
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.surface import Path
from heliograph.engines.illustrator.rigs.palette import roundness
from heliograph.engines.illustrator.rigs.patterns import spread
from heliograph.engines.illustrator.rigs.people.pose import Skeleton
from heliograph.engines.illustrator.rigs.people.wardrobe import Outfit
from heliograph.engines.illustrator.rigs.shapes import oval, polygon, rect, ribbon, smooth, star

LONG_SKIRTS = frozenset({"gown", "robe", "kimono"})
SKIRTS = LONG_SKIRTS | {"dress", "tutu"}
OPEN = frozenset({"coat", "suit", "vest"})


def trunk_path(bones: Skeleton, wider: float = 1.0, longer: float = 0.0) -> Path:
    """The outline of chest and hips."""
    build, top, low = bones.build, bones.build.shoulder_y + bones.drop, bones.hips
    sh, hip = build.shoulder * wider, build.hip * wider
    mid = top + (low - top) * 0.62
    right = [(build.shoulder * 0.42, top - 6), (sh * 0.86, top + 4), (sh, top + 34),
        (sh * 0.92, top + (low - top) * 0.34),
             (build.shoulder * build.waist * wider, mid), (hip + 6, low - 8), (hip + 8, low + 20 + longer)]  # fmt: skip
    return smooth([(0, top - 2), *right, (0, low + 30 + longer), *[(-x, y) for x, y in reversed(right)]])


def skirt_path(bones: Skeleton, kind: str) -> Path:
    """The outline of a skirt from the waist down."""
    build = bones.build
    top = bones.build.shoulder_y + bones.drop + (bones.hips - bones.build.shoulder_y - bones.drop) * 0.62
    wide = build.shoulder * build.waist
    if kind in LONG_SKIRTS:
        low, flare = -14.0, {"gown": 2.9, "robe": 2.0, "kimono": 1.35}[kind] * build.hip
    elif kind == "tutu":
        low, flare = bones.hips + build.leg * 0.16, build.hip * 2.7
    else:
        low, flare = bones.hips + build.leg * 0.42, build.hip * 1.95
    low = min(low, -14.0)
    middle = top + (low - top) * 0.5
    right = [(wide, top), (wide + (flare - wide) * 0.55, middle), (flare, low - 6), (flare * 0.5, low + 10)]
    return smooth([(0, top - 6), *right, (0, low + 14), *[(-x, y) for x, y in reversed(right)]])


def _worn(pen: Pen, outfit: Outfit, path: Path, extra: Callable[[], None] | None = None) -> Callable[[], None]:
    def inside() -> None:
        if outfit.pattern:
            spread(pen, outfit.pattern, bounds(path), outfit.second)
        if extra:
            extra()

    return inside


def skirt(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    """Draw the skirt of a dress, gown, robe or tutu; nothing for other tops."""
    if outfit.top not in SKIRTS:
        return
    path = skirt_path(bones, outfit.top)
    left, top, right, low = bounds(path)

    def folds() -> None:
        for share in (-0.6, -0.22, 0.2, 0.62):
            x = (right - left) / 2 * share
            pen.line(smooth([(x * 0.4, top + 30), (x * 0.8, (top + low) / 2),
                (x, low - 18)], False), shade(outfit.colour, 0.24),
                     pen.line_width * 0.8)  # fmt: skip
        if outfit.top in ("gown", "dress"):
            pen.fill(
                ribbon([(left - 10, low - 36), (0, low - 10), (right + 10, low - 36)], [26, 26, 26]),
                tint(outfit.colour, 0.5),
                0.9,
                1,
            )

    pen.part(path, outfit.colour, pattern=_worn(pen, outfit, path, folds), shade=roundness(outfit.colour))
    if outfit.top == "tutu":
        pen.part(
            ribbon([(left + 30, low - 60), (0, low - 34), (right - 30, low - 60)], [60, 66, 60]),
            tint(outfit.colour, 0.3),
            shade=0.2,
        )


def bodice(pen: Pen, outfit: Outfit, bones: Skeleton, skin: str) -> None:
    """Draw the upper body in its clothes, details included."""
    puffed = {"spacesuit": 1.28, "sweater": 1.1, "coat": 1.1, "armour": 1.12}.get(outfit.top, 1.0)
    path = trunk_path(bones, puffed, 46 if outfit.top == "coat" else 30 if outfit.top == "tunic" else 0)
    colour = skin if outfit.top == "bare" else outfit.colour
    details = DETAILS.get(outfit.top)

    def extra() -> None:
        if details:
            details(pen, outfit, bones)

    pen.part(path, colour, pattern=_worn(pen, outfit, path, extra), shade=roundness(colour))
    _neckline(pen, outfit, bones, skin)
    if outfit.belt:
        _belt(pen, outfit.belt, bones)
    for name in outfit.extras:
        if name in EXTRAS:
            EXTRAS[name](pen, outfit, bones)


def _middle(bones: Skeleton) -> tuple[float, float]:
    top = bones.build.shoulder_y + bones.drop
    return top, bones.hips


def _neckline(pen: Pen, outfit: Outfit, bones: Skeleton, skin: str) -> None:
    top, _ = _middle(bones)
    wide = bones.build.shoulder
    if outfit.top in ("dress", "gown", "tutu", "swimsuit") and outfit.sleeves != "long":
        path = smooth(
            [
                (-wide * 0.62, top - 16, 1),
                (wide * 0.62, top - 16, 1),
                (wide * 0.4, top + 40),
                (0, top + 58),
                (-wide * 0.4, top + 40),
            ]
        )
        pen.fill(path, skin, ink="#ffffff")
        pen.line(smooth([(-wide * 0.62, top - 2), (-wide * 0.4, top + 40), (0, top + 58), (wide * 0.4, top + 40),
            (wide * 0.62, top - 2)], False),
                 shade(outfit.colour, 0.3), pen.line_width)  # fmt: skip
    elif outfit.top in ("tee", "sweater", "tunic", "bare"):
        if outfit.top != "bare":
            pen.part(smooth([(-46, top - 4), (0, top + 30), (46, top - 4), (34, top - 12), (0, top + 8),
                (-34, top - 12)]),
                     tint(outfit.colour, 0.25), shade=0.15, line_width=pen.line_width * 0.7)  # fmt: skip
    elif outfit.top in ("shirt", "uniform", "overalls"):
        cloth = outfit.under if outfit.top == "overalls" else tint(outfit.colour, 0.18)
        for side in (-1, 1):
            points = [(0, top + 12, 1), (side * 26, top - 14), (side * 62, top - 2, 1), (side * 40, top + 48, 1)]
            pen.part(smooth(points), cloth, shade=0.15, line_width=pen.line_width * 0.8)


def _buttons(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    pen.line(smooth([(0, top + 20), (0, low + 20)], False), shade(outfit.colour, 0.3), pen.line_width * 0.7)
    for number in range(4):
        pen.fill(oval(12, top + 60 + number * (low - top - 60) / 4, 6, 6), tint(outfit.colour, 0.6), ink="#111111")


def _uniform(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    pen.line(smooth([(0, top + 20), (0, low + 20)], False), shade(outfit.colour, 0.35), pen.line_width * 0.7)
    for side in (-1, 1):
        for number in range(3):
            pen.fill(oval(side * 30, top + 70 + number * (low - top - 60) / 3.4, 9, 9), "#f2c95c", ink="#111111")


def _open_front(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    wide = bones.build.shoulder
    gap = {"suit": 0.30, "coat": 0.34, "vest": 0.34}[outfit.top]
    deep = low + 90 if outfit.top == "coat" else low - 40 if outfit.top == "suit" else low + 40
    chest = [(-wide * 0.42, top - 10, 1), (wide * 0.42, top - 10, 1), (wide * gap, (top + deep) / 2),
        (0 if outfit.top == "suit" else wide * gap * 0.8, deep, 1),
             (0 if outfit.top == "suit" else -wide * gap * 0.8, deep, 1), (-wide * gap, (top + deep) / 2)]  # fmt: skip
    pen.fill(smooth(chest), outfit.under, ink="#ffffff")
    for side in (-1, 1):
        edge = [
            (side * wide * 0.42, top - 8),
            (side * wide * gap, (top + deep) / 2),
            (side * wide * (0 if outfit.top == "suit" else gap * 0.8), deep),
        ]
        pen.line(smooth(edge, False), shade(outfit.colour, 0.35), pen.line_width * 0.9)
        if outfit.top != "vest":
            lapel = [
                (side * wide * 0.40, top - 6),
                (side * wide * 0.66, top + 46, 1),
                (side * wide * 0.44, top + 62, 1),
                (side * wide * 0.14, top + 150),
            ]
            pen.part(smooth(lapel), tint(outfit.colour, 0.1), shade=0.15, line_width=pen.line_width * 0.8)


def _overalls(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    wide = bones.build.shoulder
    upper = smooth([(-wide * 1.3, top - 20), (wide * 1.3, top - 20), (wide * 1.2, top + (low - top) * 0.5),
        (wide * 0.6, top + (low - top) * 0.52, 1),
                    (wide * 0.56, top + (low - top) * 0.26, 1), (-wide * 0.56, top + (low - top) * 0.26, 1),
                    (-wide * 0.6, top + (low - top) * 0.52, 1),
                    (-wide * 1.2, top + (low - top) * 0.5)])  # fmt: skip
    pen.fill(upper, outfit.under, ink="#ffffff")
    pen.line(upper, shade(outfit.colour, 0.3), pen.line_width * 0.8)
    for side in (-1, 1):
        pen.fill(
            ribbon([(side * wide * 0.5, top + (low - top) * 0.3), (side * wide * 0.6, top - 10)], [30, 30]),
            outfit.colour,
            ink="#ffffff",
        )
        if pen.mode == "line":
            for edge in (-14, 14):
                pen.line(
                    smooth(
                        [(side * wide * 0.5 + edge, top + (low - top) * 0.28), (side * wide * 0.6 + edge, top - 6)],
                        False,
                    ),
                    None,
                    pen.line_width * 0.6,
                )
        pen.fill(oval(side * wide * 0.47, top + (low - top) * 0.33, 11, 11), "#f2c95c", ink="#111111")


def _armour(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    ink = shade(outfit.colour, 0.4)
    pen.line(smooth([(0, top + 10), (0, low - 60)], False), ink, pen.line_width * 0.8)
    for share in (0.5, 0.68, 0.86):
        y = top + (low - top) * share
        pen.line(smooth([(-120, y - 16), (0, y + 12), (120, y - 16)], False), ink, pen.line_width * 0.8)


def _spacesuit(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    middle = top + (low - top) * 0.42
    pen.part(rect(-58, middle - 36, 116, 84, 14), "#d5d9e0", shade=0.2, line_width=pen.line_width * 0.8)
    for x, colour in ((-30, "#d9363e"), (2, "#f2c63e"), (32, "#3f9fd6")):
        pen.fill(oval(x, middle - 8, 11, 11), colour, ink="#111111")
    pen.fill(rect(-40, middle + 14, 80, 18, 6), "#8f98a8", ink="#111111")
    pen.line(smooth([(-110, low - 30), (0, low - 6), (110, low - 30)], False), "#e2574c", 16)


def _kimono(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    for side in (1, -1):
        band = [(side * 46, top - 10), (side * -20, top + 110), (side * -60, top + 170)]
        pen.part(ribbon(band, [30, 32, 30]), tint(outfit.colour, 0.65), shade=0.1, line_width=pen.line_width * 0.7)
    pen.part(rect(-130, low - 110, 260, 86, 10), tint(outfit.second, 0.1), shade=0.25)


def _stitches(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    _, low = _middle(bones)
    for y in (low + 4,):
        pen.line(
            smooth([(-130, y - 10), (0, y + 8), (130, y - 10)], False), shade(outfit.colour, 0.25), pen.line_width * 0.8
        )


DETAILS: dict[str, Callable[[Pen, Outfit, Skeleton], None]] = {
    "shirt": _buttons, "uniform": _uniform, "suit": _open_front, "coat": _open_front, "vest": _open_front,
    "overalls": _overalls, "armour": _armour, "spacesuit": _spacesuit, "kimono": _kimono, "sweater": _stitches,
}  # fmt: skip


def _belt(pen: Pen, colour: str, bones: Skeleton) -> None:
    y, wide = bones.hips - 16, bones.build.hip + 22
    pen.part(ribbon([(-wide, y - 4), (0, y + 12), (wide, y - 4)], [38, 38, 38]), colour, shade=0.2)
    pen.part(rect(-26, y - 14, 52, 48, 8), "#f2c63e", shade=0.2, line_width=pen.line_width * 0.8)


def _tie(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    pen.part(
        polygon([(-16, top + 6), (16, top + 6), (12, top + 32), (-12, top + 32)]),
        "#b8323f",
        shade=0.15,
        line_width=pen.line_width * 0.7,
    )
    end = top + (low - top) * 0.62
    pen.part(polygon([(-12, top + 32), (12, top + 32), (26, end - 26), (0, end),
        (-26, end - 26)]), "#c23b48", shade=0.2,
             line_width=pen.line_width * 0.8)  # fmt: skip


def _bowtie(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, _ = _middle(bones)
    for side in (-1, 1):
        pen.part(
            smooth([(0, top + 16), (side * 48, top - 8, 1), (side * 44, top + 44, 1)]),
            "#b8323f",
            shade=0.2,
            line_width=pen.line_width * 0.8,
        )
    pen.part(oval(0, top + 17, 12, 14), "#9c2a36", shade=0.1, line_width=pen.line_width * 0.7)


def _apron(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    wide = bones.build.hip
    points = [(-wide * 0.62, top + (low - top) * 0.3, 1), (wide * 0.62, top + (low - top) * 0.3, 1),
        (wide * 0.7, low - 70), (wide * 1.04, low - 30, 1),
              (wide * 1.0, low + bones.build.leg * 0.34, 1), (-wide * 1.0, low + bones.build.leg * 0.34, 1),
              (-wide * 1.04, low - 30, 1), (-wide * 0.7, low - 70)]  # fmt: skip
    for side in (-1, 1):
        pen.line(
            smooth([(side * wide * 0.58, top + (low - top) * 0.32), (side * 42, top)], False),
            shade(outfit.apron, 0.3),
            12,
        )
    pen.part(smooth(points), outfit.apron, shade=0.2)
    pen.part(rect(-44, low - 10, 88, 60, 10), outfit.apron, shade=0.12, line_width=pen.line_width * 0.7)


def _stethoscope(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    y = top + (low - top) * 0.5
    pen.line(smooth([(-44, top), (-52, y - 30), (-6, y + 16), (40, y - 30), (44, top)], False), "#3d4252", 12)
    pen.line(smooth([(-6, y + 16), (-4, y + 54)], False), "#3d4252", 12)
    pen.part(oval(-4, y + 66, 20, 20), "#c9d0da", shade=0.2, line_width=pen.line_width * 0.7)


def _badge(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    pen.part(
        star(bones.build.shoulder * 0.5, top + (low - top) * 0.36, 30, 14),
        "#f2c63e",
        shade=0.15,
        line_width=pen.line_width * 0.7,
    )


def _pearls(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, _ = _middle(bones)
    for number in range(7):
        x = (number - 3) * 16
        pen.part(oval(x, top + 40 - 0.012 * x * x, 11, 11), "#fbf4e8", shade=0.2, line_width=pen.line_width * 0.5)


def _sash(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    wide = bones.build.shoulder
    pen.part(
        ribbon([(-wide * 0.8, top + 20), (0, (top + low) / 2 - 10), (wide * 0.8, low - 6)], [36, 38, 36]),
        "#f2c95c",
        shade=0.2,
    )


def _emblem(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    y = top + (low - top) * 0.36
    pen.part(polygon([(-54, y - 30), (54, y - 30), (64, y), (0, y + 62), (-64, y)]), "#f2c63e", shade=0.15)
    pen.fill(star(0, y + 2, 34, 15), "#d23b3b", ink="#ffffff")
    if pen.mode == "line":
        pen.line(star(0, y + 2, 34, 15), None, pen.line_width * 0.7)


def _fur(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, low = _middle(bones)
    pen.part(ribbon([(0, top + 20), (0, low + 50)], [52, 52]), "#fbf9f6", shade=0.2)
    wide = bones.build.hip * 1.2
    pen.part(ribbon([(-wide, low + 46), (0, low + 64), (wide, low + 46)], [54, 54, 54]), "#fbf9f6", shade=0.2)


def _ermine(pen: Pen, outfit: Outfit, bones: Skeleton) -> None:
    top, _ = _middle(bones)
    wide = bones.build.shoulder
    points = [(-wide * 1.1, top + 20), (-wide * 0.9, top + 76), (0, top + 104), (wide * 0.9, top + 76),
        (wide * 1.1, top + 20), (40, top + 10),
              (0, top + 34), (-40, top + 10)]  # fmt: skip
    pen.part(smooth(points), "#fbf8f2", shade=0.2)
    for x, y in ((-70, 50), (-30, 70), (24, 74), (66, 54)):
        pen.fill(oval(x * wide / 90, top + y, 6, 10), "#3b3540", ink="#111111")


EXTRAS: dict[str, Callable[[Pen, Outfit, Skeleton], None]] = {
    "tie": _tie, "bowtie": _bowtie, "apron": _apron, "stethoscope": _stethoscope, "badge": _badge, "pearls": _pearls,
    "sash": _sash, "emblem": _emblem, "fur": _fur, "ermine": _ermine,
}  # fmt: skip
