"""Animals that stand, walk and run: the trunk seen from the side, the face turned to us. They look to the left."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade
from heliograph.engines.illustrator.canvas.paths import bounds
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.face import Mood
from heliograph.engines.illustrator.rigs.animals.gait import Gait, Step, bounce, step
from heliograph.engines.illustrator.rigs.animals.head import head
from heliograph.engines.illustrator.rigs.animals.marks import back_stripes
from heliograph.engines.illustrator.rigs.animals.sit import limb_colour, paw_colour, wings
from heliograph.engines.illustrator.rigs.animals.species import Species
from heliograph.engines.illustrator.rigs.animals.tails import tail
from heliograph.engines.illustrator.rigs.palette import roundness
from heliograph.engines.illustrator.rigs.shapes import oval, ribbon, smooth

HEAD_AT = (-236.0, -520.0)
HIPS = {"near_front": -128.0, "far_front": -104.0, "near_hind": 176.0, "far_hind": 150.0}
HIP_Y, FOOT = -250.0, 84.0


def walking(pen: Pen, species: Species, mood: Mood, gait: Gait, t: float) -> None:
    """Draw the animal in a gait at loop phase ``t``."""
    rise = bounce(gait, t)
    pen.save()
    pen.scale(species.body * species.plump**0.5, species.body)
    _tail(pen, species, rise, t)
    for leg in ("far_hind", "far_front"):
        _far_leg(pen, species, leg, step(gait, leg, t), rise)
    if species.wings:
        pen.save()
        pen.translate(-20, -80 - rise)
        wings(pen, species, t)
        pen.restore()
    _near_side(pen, species, step(gait, "near_front", t), step(gait, "near_hind", t), rise)
    pen.restore()
    pen.save()
    pen.translate(HEAD_AT[0] * species.plump**0.5, HEAD_AT[1] * species.body - rise - 6 * math.sin(4 * math.pi * t))
    pen.scale(0.94, 0.94)
    head(pen, species, mood)
    pen.restore()


def _tail(pen: Pen, species: Species, rise: float, t: float) -> None:
    pen.save()
    pen.translate(226, -388 - rise)
    pen.rotate({"bushy": 62.0, "squirrel": 8.0, "ringed": 52.0, "dragon": -8.0}.get(species.tail, 24.0))
    tail(pen, species, math.sin(2 * math.pi * t))
    pen.restore()


def _joints(leg: str, at: Step, rise: float) -> list[tuple[float, float]]:
    x = HIPS[leg]
    foot = (x + at.swing, -at.lift)
    hip = (x, HIP_Y - rise)
    knee = ((hip[0] + foot[0]) / 2 + at.bend, (hip[1] + foot[1]) / 2)
    return [hip, knee, foot]


def _far_leg(pen: Pen, species: Species, leg: str, at: Step, rise: float) -> None:
    hip, knee, foot = _joints(leg, at, rise)
    colour = shade(limb_colour(species), 0.16)
    pen.part(ribbon([(hip[0], hip[1] - 40), hip, knee, (foot[0], foot[1] - 26)], [120, 112, 76, 70]), colour)
    _paw(pen, foot, shade(paw_colour(species), 0.14))


def _paw(pen: Pen, foot: tuple[float, float], colour: str) -> None:
    x, y = foot
    pen.part(smooth([(x + 40, y - 4), (x + 38, y - 46), (x - 8, y - 62), (x - 58, y - 42), (x - 62, y - 6),
        (x - 10, y + 5)]), colour,
             shade=0.25)  # fmt: skip
    for toe in (-44, -22):
        pen.line(smooth([(x + toe, y), (x + toe - 2, y - 20)], False), shade(colour, 0.5), pen.line_width * 0.8)


def _near_side(pen: Pen, species: Species, front: Step, hind: Step, rise: float) -> None:
    """Trunk and near legs as one outline, so that no seam shows where a leg grows out of the body."""
    fore, back = _joints("near_front", front, rise), _joints("near_hind", hind, rise)
    up = -rise
    outline: list[tuple[float, ...]] = [
        (-196, -520 + up), (-96, -462 + up), (60, -440 + up), (196, -446 + up), (262, -372 + up), (270, -280 + up),
        (back[1][0] + 48, back[1][1]), (back[2][0] + 36, back[2][1] - 30), (back[2][0] + 34, back[2][1] - 8),
        (back[2][0] - 40, back[2][1] - 8), (back[2][0] - 36, back[2][1] - 34), (back[1][0] - 42, back[1][1] - 6),
        (70, -206 + up), (-30, -200 + up),
        (fore[1][0] + 46, fore[1][1] - 10), (fore[2][0] + 36, fore[2][1] - 30), (fore[2][0] + 34, fore[2][1] - 8),
        (fore[2][0] - 40, fore[2][1] - 8), (fore[2][0] - 37, fore[2][1] - 34), (fore[1][0] - 42, fore[1][1]),
        (-212, -300 + up), (-262, -400 + up), (-262, -500 + up),
    ]  # fmt: skip
    path = smooth(outline)

    def fur() -> None:
        left, top, right, _ = bounds(path)
        if species.limbs == "dark":
            _dark_limbs(pen, species, fore, back, up)
        back_stripes(pen, species, (left, top, right, -190 + up))
        pen.fill(oval(20, -196 + up, 230, 56), species.belly, 0.85, 14)
        pen.fill(oval(-230, -330 + up, 70, 120), species.belly, 0.9, 14)
        if species.socks:
            for foot in (fore[2], back[2]):
                pen.fill(oval(foot[0], foot[1], 80, 96), species.dark, 1, 6)

    pen.part(path, species.base, pattern=fur, shade=roundness(species.base))
    haunch = [(120, -384 + up), (96, -300 + up), (110, -228 + up), (back[1][0] - 36, back[1][1] - 30)]
    pen.line(smooth(haunch, False), shade(species.base, 0.38), pen.line_width * 0.8)
    _paw(pen, back[2], paw_colour(species))
    _paw(pen, fore[2], paw_colour(species))


def _dark_limbs(
    pen: Pen, species: Species, fore: list[tuple[float, float]], back: list[tuple[float, float]], up: float
) -> None:
    pen.fill(
        ribbon([(-190, -540 + up), (-150, -400 + up), *fore[:1], fore[1], fore[2]], [190, 190, 170, 120, 120]),
        species.dark,
        1,
        4,
    )
    pen.fill(ribbon([back[0], back[1], back[2]], [170, 130, 120]), species.dark, 1, 4)
