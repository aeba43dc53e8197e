"""Trunk, neck, legs and tail of animals seen from the side; one outline for neck, trunk and near legs."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.fleece import coat_marks, fleece, udder
from heliograph.engines.illustrator.rigs.animals.gait import Gait, Step, bounce, step
from heliograph.engines.illustrator.rigs.animals.hoofed_head import profile
from heliograph.engines.illustrator.rigs.animals.hoofed_species import Hoofed
from heliograph.engines.illustrator.rigs.animals.mane import flowing_tail, mane
from heliograph.engines.illustrator.rigs.palette import roundness
from heliograph.engines.illustrator.rigs.shapes import ribbon, smooth

Point = tuple[float, float]
FAR_SHIFT = {"far_front": 50.0, "far_hind": -36.0}


@dataclass(frozen=True, slots=True)
class Frame:
    """The joints of one animal at one moment. y is down, the ground 0; the animal looks to the left."""

    species: Hoofed
    gait: Gait
    t: float
    droop: float = 0.0
    """Degrees by which the neck is lowered, for grazing."""

    @property
    def rise(self) -> float:
        return bounce(self.gait, self.t) * 0.7

    @property
    def belly(self) -> float:
        return -self.species.leg - self.rise

    @property
    def back(self) -> float:
        return self.belly - self.species.girth

    @property
    def chest(self) -> float:
        return -self.species.length / 2

    @property
    def rump(self) -> float:
        return self.species.length / 2

    @property
    def nape(self) -> Point:
        nod = 3 * math.sin(2 * math.pi * self.t) if self.gait != "stand" else math.sin(2 * math.pi * self.t)
        angle = math.radians(self.species.rise - self.droop + nod)
        return (
            self.chest - 30 - self.species.neck * math.cos(angle),
            self.back + 40 - self.species.neck * math.sin(angle),
        )

    def leg(self, name: str) -> tuple[Point, Point, Point, Step]:
        """Hip, knee, hoof of a leg, and its step."""
        at = step(self.gait, name, self.t)
        reach = self.species.leg / 260
        x = (self.chest + 34 if "front" in name else self.rump - 6) + FAR_SHIFT.get(name, 0)
        hoof = (x + at.swing * reach * 0.9, -at.lift * reach * 0.8)
        hip = (x, self.belly - self.species.girth * 0.3)
        knee = ((hip[0] + hoof[0]) / 2 + at.bend * reach, (hip[1] + hoof[1]) / 2 + 20)
        return hip, knee, hoof, at


def standing(pen: Pen, frame: Frame, closed: bool = False, feeling: str = "happy", *, headless: bool = False) -> None:
    """Draw the whole animal; ``headless`` leaves mane and head to whoever grows there."""
    species = frame.species
    flowing_tail(pen, species, (frame.rump + 36, frame.back + 50 + species.slope), frame.t, frame.gait == "run")
    for name in ("far_hind", "far_front"):
        _far_leg(pen, frame, name)
    if species.udder:
        udder(pen, (frame.rump - 110, frame.belly + 6))
    _near_side(pen, frame)
    if species.wool:
        fleece(pen, species, (frame.chest - 30, frame.back, frame.rump + 40, frame.belly), frame.nape)
    if headless:
        return
    x, y = frame.nape
    mane(pen, species, frame.nape, (frame.chest - 4, frame.back + 20), frame.t)
    pen.save()
    pen.translate(x, y)
    pen.rotate(-28 if frame.droop < 30 else -46)
    profile(pen, species, closed, feeling)
    pen.restore()


def _hoof(pen: Pen, species: Hoofed, at: Point, width: float, dark: float) -> None:
    x, y = at
    points = [
        (x - width * 0.62 - 6, y, 1),
        (x - width * 0.5, y - 34, 1),
        (x + width * 0.5, y - 34, 1),
        (x + width * 0.6, y, 1),
    ]
    pen.part(smooth(points), shade(species.hoof, dark), shade=0.2)


def _far_leg(pen: Pen, frame: Frame, name: str) -> None:
    species = frame.species
    hip, knee, hoof, _ = frame.leg(name)
    wide = species.leg_width
    path = ribbon([hip, knee, (hoof[0], hoof[1] - 22)], [120 * wide**0.5, 66 * wide, 54 * wide])
    pen.part(path, shade(_leg_colour(species), 0.18), shade=0.3)
    _hoof(pen, species, hoof, 56 * wide, 0.2)


def _leg_colour(species: Hoofed) -> str:
    return species.skin if species.wool and species.skin else species.base


def _near_side(pen: Pen, frame: Frame) -> None:
    species = frame.species
    path = smooth(_outline(frame))

    def coat() -> None:
        coat_marks(pen, species, (frame.chest - 60, frame.back, frame.rump + 60, frame.belly), frame.nape)
        for name in ("near_front", "near_hind"):
            _leg_marks(pen, frame, name)

    pen.part(path, species.base, pattern=coat, shade=roundness(species.base))
    for name in ("near_front", "near_hind"):
        _hoof(pen, species, frame.leg(name)[2], 58 * species.leg_width, 0)
    crease = [
        (frame.rump - 90, frame.back + species.girth * 0.3), (frame.rump - 110, frame.belly - 60),
        (frame.rump - 70, frame.belly - 6),
    ]  # fmt: skip
    pen.line(smooth(crease, False), shade(species.base, 0.3), pen.line_width * 0.7)


def _leg_marks(pen: Pen, frame: Frame, name: str) -> None:
    species = frame.species
    _, knee, hoof, _ = frame.leg(name)
    if species.wool and species.skin:
        pen.fill(ribbon([(knee[0], knee[1] - 60), knee, hoof], [110, 100, 100]), species.skin, 1, 3)
    elif species.socks:
        pen.fill(ribbon([(hoof[0], hoof[1] - 110), hoof], [110, 110]), species.socks, 1, 4)
    elif species.marks == "zebra":
        for number in range(5):
            y = hoof[1] - 60 - number * 46
            x = hoof[0] + (knee[0] - hoof[0]) * min(1.0, (60 + number * 46) / max(1.0, hoof[1] - knee[1]))
            pen.fill(ribbon([(x - 60, y), (x + 60, y - 12)], [18, 12]), species.dark, 1, 0, "#111111")


def _outline(frame: Frame) -> list[tuple[float, ...]]:
    species, wide = frame.species, frame.species.leg_width
    back, belly, chest, rump = frame.back, frame.belly, frame.chest, frame.rump
    nape = frame.nape
    _, fore_knee, fore, _ = frame.leg("near_front")
    _, hind_knee, hind, _ = frame.leg("near_hind")
    knee, shank = 38 * wide, 27 * wide
    return [
        (nape[0] + 30, nape[1] - 34), (nape[0] + 66, nape[1] + 20), *_neck_top(frame),
        (chest + 60, back + 4),
        *_humps(frame),
        (rump - 60, back - 4 + species.slope), (rump + 34, back + 36 + species.slope),
        (rump + 62, back + species.girth * 0.5),
        (hind_knee[0] + knee + 10, hind_knee[1] - 6), (hind[0] + shank, hind[1] - 60), (hind[0] + shank, hind[1] - 14),
        (hind[0] - shank, hind[1] - 14), (hind[0] - shank, hind[1] - 60), (hind_knee[0] - knee, hind_knee[1] - 10),
        (rump - 110, belly - 2), (0, belly + 14), (chest + 110, belly + 6),
        (fore_knee[0] + knee, fore_knee[1] - 20), (fore[0] + shank, fore[1] - 60), (fore[0] + shank, fore[1] - 14),
        (fore[0] - shank, fore[1] - 14), (fore[0] - shank, fore[1] - 60), (fore_knee[0] - knee, fore_knee[1]),
        (chest - 34, belly - species.girth * 0.25), (chest - 72, back + species.girth * 0.44), *_neck_front(frame),
        (nape[0] - 36, nape[1] + 74),
    ]  # fmt: skip


def _neck_top(frame: Frame) -> list[Point]:
    x, y = frame.nape
    if frame.species.neck < 100:
        return []
    end = (frame.chest + 10, frame.back + 6)
    return [(x + 66 + (end[0] - x - 66) * 0.5 - 8, y + 20 + (end[1] - y - 20) * 0.52)]


def _neck_front(frame: Frame) -> list[Point]:
    x, y = frame.nape
    if frame.species.neck < 100:
        return []
    start = (frame.chest - 72, frame.back + frame.species.girth * 0.44)
    return [(start[0] + (x - 30 - start[0]) * 0.5 + 22, start[1] + (y + 74 - start[1]) * 0.5)]


def _humps(frame: Frame) -> list[Point]:
    if frame.species.humps == 2:
        return [(-80, frame.back - 110), (0, frame.back - 20), (90, frame.back - 110)]
    return [(20, frame.back + 12)]


def lying_down(pen: Pen, species: Hoofed, t: float, closed: bool, feeling: str) -> None:
    """The animal on its folded legs: the standing one, sunk into the ground line, with knees in front."""
    sunk = Frame(species, "stand", t)
    drop = species.leg * 0.86
    low = Frame(_shortened(species, species.leg - drop), "stand", t)
    flowing_tail(pen, species, (low.rump + 36, low.back + 50), t, False)
    for x, length in ((sunk.chest - 20, 150.0), (sunk.rump - 120, 170.0)):
        pen.part(
            ribbon([(x + length, -34), (x + 40, -26), (x - 60, -20)], [80, 62, 44]), shade(_leg_colour(species), 0.1)
        )
        _hoof_side(pen, species, (x - 70, -20))
    _near_side(pen, low)
    if species.wool:
        fleece(pen, species, (low.chest - 30, low.back, low.rump + 40, low.belly), low.nape)
    mane(pen, species, low.nape, (low.chest - 4, low.back + 20), t)
    for x in (sunk.chest + 6, sunk.rump - 70):
        pen.part(ribbon([(x + 110, -70), (x + 20, -40), (x - 80, -22)], [96, 70, 46]), tint(_leg_colour(species), 0.04))
        _hoof_side(pen, species, (x - 92, -22))
    pen.save()
    pen.translate(*low.nape)
    pen.rotate(-28)
    profile(pen, species, closed, feeling)
    pen.restore()


def _hoof_side(pen: Pen, species: Hoofed, at: Point) -> None:
    x, y = at
    pen.part(smooth([(x + 22, y - 24), (x - 22, y - 16), (x - 24, y + 20), (x + 24, y + 20)]), species.hoof, shade=0.2)


def _shortened(species: Hoofed, leg: float) -> Hoofed:
    return replace(species, leg=max(30.0, leg))
