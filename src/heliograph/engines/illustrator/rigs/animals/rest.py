"""Animals at rest: curled up asleep, or lying with the paws stretched out. They look to the left."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.paths import bounds
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.face import Mood
from heliograph.engines.illustrator.rigs.animals.head import head
from heliograph.engines.illustrator.rigs.animals.marks import back_stripes
from heliograph.engines.illustrator.rigs.animals.sit import limb_colour, paw_colour
from heliograph.engines.illustrator.rigs.animals.species import Species
from heliograph.engines.illustrator.rigs.animals.tails import tail
from heliograph.engines.illustrator.rigs.palette import roundness
from heliograph.engines.illustrator.rigs.shapes import oval, ribbon, smooth

SLEEP_HEAD, LIE_HEAD = (-196.0, -178.0), (-200.0, -330.0)
TAIL_WIDTHS = {"bushy": 150.0, "squirrel": 150.0, "ringed": 110.0, "thin": 26.0, "lion": 44.0, "thick": 84.0}


def sleeping(pen: Pen, species: Species, mood: Mood, t: float) -> None:
    """Curled up, the tail round the body; the flank rises with the breath."""
    breath = 1 + 0.016 * math.sin(2 * math.pi * t)
    pen.save()
    pen.scale(species.body * species.plump**0.4, species.body * breath)
    back = [(-250, -120), (-210, -280), (-90, -386), (90, -420), (260, -372), (374, -250), (392, -104), (320, -14),
        (80, 0),
            (-160, -2)]  # fmt: skip
    path = smooth(back)

    def fur() -> None:
        left, top, right, bottom = bounds(path)
        back_stripes(pen, species, (left, top, right, bottom - 60))
        pen.fill(oval(-120, -20, 180, 90), species.belly, 0.9, 16)

    pen.part(path, species.base, pattern=fur, shade=roundness(species.base))
    haunch = [(110, -10), (120, -130), (210, -196), (310, -150)]
    pen.line(smooth(haunch, False), shade(species.base, 0.4), pen.line_width)
    _wrapped_tail(pen, species, t)
    for x in (-250, -128):
        _paw(pen, x, paw_colour(species))
    pen.restore()
    pen.save()
    pen.translate(
        SLEEP_HEAD[0] * species.body,
        (SLEEP_HEAD[1] - 30 * (species.head - 1)) * species.body - 4 * math.sin(2 * math.pi * t),
    )
    head(pen, species, mood)
    pen.restore()


def _wrapped_tail(pen: Pen, species: Species, t: float) -> None:
    if species.tail in ("puff", "stub", "pig", "none", "up"):
        pen.save()
        pen.translate(352, -120)
        tail(pen, species, 0)
        pen.restore()
        return
    width = TAIL_WIDTHS.get(species.tail, 66.0)
    sway = 6 * math.sin(2 * math.pi * t)
    points = [(372, -170), (386, -70), (250, -30), (80, -26 + sway), (-20, -34 + sway)]
    bushy = width > 100

    def tip() -> None:
        if species.tail_tip:
            pen.fill(oval(-30, -30, 110, 110), species.tail_tip, 1, 6)
        elif species.tail == "lion":
            pen.fill(oval(-10, -30, 60, 80), species.dark, 1, 3)
        elif species.marks in ("tabby", "tiger", "spots") or species.tail == "ringed":
            for x in (20, 100, 180, 260):
                pen.fill(oval(x, -30, 15, 90, 8), species.dark, 0.9, 3)

    pen.part(ribbon(points, [width * (0.6 if bushy else 1), width, width, width, width * (0.4 if bushy else 0.8)]),
             species.base if species.tail != "thin" else "#eba9a6", pattern=tip)  # fmt: skip


def _paw(pen: Pen, x: float, colour: str) -> None:
    pen.part(smooth([(x - 56, -8), (x - 52, -48), (x, -60), (x + 52, -48), (x + 56, -8), (x, 6)]), colour, shade=0.25)
    for toe in (-16, 16):
        pen.line(smooth([(x + toe, 0), (x + toe, -20)], False), shade(colour, 0.5), pen.line_width * 0.8)


def lying(pen: Pen, species: Species, mood: Mood, t: float) -> None:
    """Flat on the belly, head up, front paws forward."""
    breath = 1 + 0.01 * math.sin(2 * math.pi * t)
    pen.save()
    pen.scale(species.body * species.plump**0.4, species.body * breath)
    pen.save()
    pen.translate(356, -66)
    pen.rotate(58)
    tail(pen, species, math.sin(2 * math.pi * t))
    pen.restore()
    path = smooth([(-250, -300), (-150, -330), (20, -280), (220, -286), (360, -220), (396, -90), (340, -8), (60, 0),
        (-200, -4),
                   (-280, -120)])  # fmt: skip

    def fur() -> None:
        left, top, right, bottom = bounds(path)
        back_stripes(pen, species, (left + 160, top + 40, right, bottom))
        pen.fill(oval(-200, -150, 90, 150), species.belly, 0.92, 14)

    pen.part(path, species.base, pattern=fur, shade=roundness(species.base))
    pen.part(
        smooth([(150, -12), (140, -130), (230, -206), (340, -160), (376, -50), (330, -4)]),
        limb_colour(species),
        shade=0.3,
    )
    _paw(pen, 176, paw_colour(species))
    for x, y in ((-196, -40), (-262, -44)):
        pen.part(
            ribbon([(x + 120, y - 30), (x + 40, y), (x - 60, y + 4)], [92, 84, 72]), _arm_colour(species), shade=0.3
        )
        _paw(pen, x - 70, paw_colour(species))
    pen.restore()
    pen.save()
    pen.translate(LIE_HEAD[0] * species.body, LIE_HEAD[1] * species.body - 30 * (species.head - 1))
    head(pen, species, mood)
    pen.restore()


def _arm_colour(species: Species) -> str:
    return species.dark if species.limbs == "dark" else tint(species.base, 0.08)
