"""Animals that sit and look at us: the friendly three-quarter view, with paws that wave, play and hold."""

from __future__ import annotations

import math
from dataclasses import dataclass

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.paths import bounds
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.face import Mood
from heliograph.engines.illustrator.rigs.animals.feathers import feathered_wing
from heliograph.engines.illustrator.rigs.animals.head import head
from heliograph.engines.illustrator.rigs.animals.marks import body_marks
from heliograph.engines.illustrator.rigs.animals.species import Species
from heliograph.engines.illustrator.rigs.animals.tails import tail
from heliograph.engines.illustrator.rigs.palette import roundness
from heliograph.engines.illustrator.rigs.shapes import oval, polygon, ribbon, smooth

HEAD_X = -8.0
SHOULDERS = -440.0


@dataclass(frozen=True, slots=True)
class Arms:
    """Where the front paws are: on the ground when None, else (x, y) of the paw."""

    left: tuple[float, float] | None = None
    right: tuple[float, float] | None = None


ARMS = {
    "sit": Arms(),
    "play": Arms(left=(-226, -150)),
    "wave": Arms(left=(-232, -520)),
    "hold": Arms(left=(-64, -250), right=(64, -250)),
    "beg": Arms(left=(-70, -300), right=(70, -300)),
}


def sitting(pen: Pen, species: Species, mood: Mood, arms: Arms, t: float) -> None:
    """Draw the animal without what lies in front of a held thing (``holding_paws``)."""
    breath = 1 + 0.008 * math.sin(2 * math.pi * t)
    wag = math.sin(4 * math.pi * t) if species.tail == "up" else math.sin(2 * math.pi * t)
    pen.save()
    pen.scale(species.body * species.plump, species.body * breath)
    if species.wings:
        wings(pen, species, t)
    if species.mane == "spikes":
        _quills(pen, species)
    pen.save()
    pen.translate(130, -44)
    tail(pen, species, wag)
    pen.restore()
    _trunk(pen, species)
    for side in (-1, 1):
        _hind_foot(pen, species, side)
    for side, paw in ((1, arms.right), (-1, arms.left)):
        if paw is None:
            _front_leg(pen, species, side)
            continue
        if paw[1] < -400:
            paw = (paw[0] * species.head**2, paw[1] * 0.94)
        if species.body and not _both(arms):
            raised_arm(pen, species, side, paw, t)
    pen.restore()
    _head(pen, species, mood, breath)
    if _both(arms):
        pen.save()
        pen.scale(species.body * species.plump, species.body * breath)
        for side, paw in ((1, arms.right), (-1, arms.left)):
            if paw is not None:
                raised_arm(pen, species, side, paw, t)
        pen.restore()


def _quills(pen: Pen, species: Species) -> None:
    """A hedgehog's back, seen as a ring of spikes round the trunk."""
    points: list[tuple[float, ...]] = []
    for number, angle in enumerate(range(-206, 30, 6)):
        reach = 1.0 if number % 2 else 0.86
        x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        points.append((280 * reach * x, -250 + 330 * reach * y))
    pen.part(polygon([*points, (230, -40), (-230, -40)]), species.dark, shade=0.35)


def _both(arms: Arms) -> bool:
    return arms.left is not None and arms.right is not None


def _head(pen: Pen, species: Species, mood: Mood, breath: float) -> None:
    pen.save()
    pen.translate(HEAD_X, head_y(species) * breath)
    head(pen, species, mood)
    pen.restore()


def head_y(species: Species) -> float:
    """Height of the middle of the head: it rests on the shoulders however large both are."""
    return SHOULDERS * species.body - 24 - 122 * species.head


def limb_colour(species: Species) -> str:
    """The colour of the legs."""
    return species.dark if species.limbs == "dark" else species.base


def paw_colour(species: Species) -> str:
    """The colour of the paws."""
    if species.limbs == "dark" or species.socks:
        return species.dark
    return tint(species.base, 0.28) if not species.toy else species.belly


def _trunk(pen: Pen, species: Species) -> None:
    right = [(88, -520), (128, -400), (172, -240), (196, -110), (168, -22), (70, -4)]
    path = smooth([(0, -556), *right, (0, 0), *[(-x, y) for x, y in reversed(right)]])

    def fur() -> None:
        if species.marks != "panda":
            body_marks(pen, species, bounds(path))
        chest = smooth([(-78, -500), (78, -500), (112, -330), (84, -120), (0, -60), (-84, -120), (-112, -330)])
        if species.marks == "dragon":
            _scales(pen, species)
        elif species.marks == "panda":
            pen.fill(smooth([(-240, -600), (240, -600), (230, -350), (0, -300), (-230, -350)]), species.dark, 1, 5)
            if pen.mode == "line":
                pen.line(smooth([(-200, -370), (0, -306), (200, -370)], False), None, pen.line_width * 0.6)
        else:
            pen.fill(chest, species.belly, 0.94, 12 if not species.toy else 4)
            if pen.mode == "line" and species.marks not in ("none", "calico", "spots"):
                pen.line(smooth([(-92, -420), (-104, -300), (-84, -160)], False), None, pen.line_width * 0.5)
                pen.line(smooth([(92, -420), (104, -300), (84, -160)], False), None, pen.line_width * 0.5)

    pen.part(path, species.base, pattern=fur, shade=roundness(species.base))


def _scales(pen: Pen, species: Species) -> None:
    pen.fill(
        smooth([(-72, -540), (72, -540), (122, -320), (104, -60), (0, 20), (-104, -60), (-122, -320)]), species.belly
    )
    for number in range(6):
        y = -440 + number * 74
        pen.line(
            smooth([(-116, y - 14), (0, y + 22), (116, y - 14)], False),
            shade(species.belly, 0.35),
            pen.line_width * 0.7,
        )


def _toes(pen: Pen, species: Species, x: float, y: float, gap: float) -> None:
    ink = shade(paw_colour(species), 0.5)
    for step in (-1, 1):
        pen.line(smooth([(x + step * gap, y), (x + step * gap, y - 20)], False), ink, pen.line_width * 0.8)


def _hind_foot(pen: Pen, species: Species, side: int) -> None:
    thigh = oval(side * 150, -112, 82, 104, side * -14)
    pen.part(thigh, limb_colour(species), shade=0.3)
    foot = smooth(
        [(side * 92, -2), (side * 84, -48), (side * 140, -78), (side * 214, -66), (side * 240, -22), (side * 210, 2)]
    )
    pen.part(foot, paw_colour(species), shade=0.28)
    if species.toy:
        pen.part(oval(side * 160, -36, 44, 28), species.belly, shade=0.2, line_width=pen.line_width * 0.6)
    else:
        _toes(pen, species, side * 160, -2, 24)


def _front_leg(pen: Pen, species: Species, side: int) -> None:
    points = [(side * 70, -380), (side * 66, -250), (side * 58, -120), (side * 58, -44)]
    leg = ribbon(points, [84, 92, 78, 76])
    colour = limb_colour(species)

    def sock() -> None:
        if species.socks:
            pen.fill(oval(side * 58, -20, 90, 130), species.dark, 1, 6)

    pen.part(leg, colour if species.limbs else tint(species.base, 0.08), pattern=sock, shade=0.3)
    paw = smooth(
        [
            (side * 58 - 50, -8),
            (side * 58 - 46, -52),
            (side * 58, -66),
            (side * 58 + 46, -52),
            (side * 58 + 50, -8),
            (side * 58, 6),
        ]
    )
    pen.part(paw, paw_colour(species), shade=0.25)
    _toes(pen, species, side * 58, 0, 16)


def raised_arm(pen: Pen, species: Species, side: int, paw: tuple[float, float], t: float = 0) -> None:
    """An arm from the shoulder to a paw at (x, y)."""
    x, y = paw[0], paw[1] + 10 * math.sin(2 * math.pi * t)
    elbow = ((side * 100 + x) / 2 + side * 46, max(-330.0, (y - 380) / 2 + 74))
    points = [(side * 84, -404), elbow, (x - (x - elbow[0]) * 0.25, y - (y - elbow[1]) * 0.25), (x, y)]
    pen.part(
        ribbon(points, [84, 88, 76, 70]), limb_colour(species) if species.limbs else tint(species.base, 0.08), shade=0.3
    )
    pen.part(oval(x, y, 50, 46), paw_colour(species), shade=0.25)
    dx, dy = x - elbow[0], y - elbow[1]
    length = math.hypot(dx, dy) or 1
    for step in (-15, 15):
        tip = (x + dx / length * 44 - dy / length * step, y + dy / length * 42 + dx / length * step)
        root = (x + dx / length * 22 - dy / length * step, y + dy / length * 22 + dx / length * step)
        pen.line(smooth([root, tip], False), shade(paw_colour(species), 0.5), pen.line_width * 0.8)


def holding_paws(pen: Pen, species: Species, arms: Arms) -> None:
    """The paws once more, in front of the thing that they hold."""
    pen.save()
    pen.scale(species.body * species.plump, species.body)
    for paw in (arms.left, arms.right):
        if paw is not None:
            pen.part(oval(paw[0], paw[1], 48, 42), paw_colour(species), shade=0.25)
            for step in (-15, 15):
                pen.line(smooth([(paw[0] + step, paw[1] + 12), (paw[0] + step, paw[1] + 34)], False),
                         shade(paw_colour(species), 0.5), pen.line_width * 0.8)  # fmt: skip
    pen.restore()


def wings(pen: Pen, species: Species, t: float) -> None:
    """Wings behind the shoulders, of skin or of feathers; they beat gently."""
    for side in (-1, 1):
        pen.save()
        pen.translate(side * 70, -420)
        if species.feathered:
            pen.scale(side, 1)
            pen.rotate(8 - 6 * math.sin(2 * math.pi * t))
            feathered_wing(pen, tint(species.base, 0.45), 0.86)
            pen.restore()
            continue
        pen.rotate(side * -6 * math.sin(2 * math.pi * t))
        points = [(0, 0), (side * 150, -190), (side * 330, -280), (side * 420, -250, 1), (side * 400, -120),
            (side * 410, 10, 1),
                  (side * 320, -30), (side * 270, 70, 1), (side * 190, 10), (side * 110, 110, 1),
                  (side * 40, 60)]  # fmt: skip
        pen.part(smooth(points), species.dark, shade=0.35)
        for x, y in ((400, 0), (268, 56), (112, 96)):
            pen.line(
                smooth([(side * 150, -180), (side * x * 0.8, y - 100), (side * x, y)], False),
                shade(species.dark, 0.3),
                7,
            )
        pen.restore()
