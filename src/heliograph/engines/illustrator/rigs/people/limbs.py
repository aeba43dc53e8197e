"""Arms with real hands and legs with shoes, drawn from the joints of the skeleton."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.people.clothes import LONG_SKIRTS
from heliograph.engines.illustrator.rigs.people.pose import Point, Pose, Skeleton
from heliograph.engines.illustrator.rigs.people.wardrobe import Outfit
from heliograph.engines.illustrator.rigs.shapes import oval, rect, ribbon, smooth


def arm(pen: Pen, outfit: Outfit, bones: Skeleton, side: int, skin: str, grip: bool) -> None:
    """One arm in its sleeve, with its hand."""
    shoulder, elbow, hand = bones.shoulder(side), bones.elbows[side], bones.hands[side]
    wide = bones.build.arm_width
    cuff = _toward(elbow, hand, 0.94)
    if outfit.sleeves in ("short", "none", "puff") or outfit.top == "bare":
        pen.part(ribbon([shoulder, elbow, cuff], [wide, wide * 0.84, wide * 0.66]), skin, shade=0.26)
    draw_hand(pen, bones, side, skin if outfit.top not in ("spacesuit",) else tint(outfit.colour, 0.1), grip)
    colour = _sleeve_colour(outfit)
    if outfit.sleeves == "short":
        pen.part(
            ribbon(
                [shoulder, _toward(shoulder, elbow, 0.5), _toward(shoulder, elbow, 0.86)],
                [wide * 1.2, wide * 1.26, wide * 1.2],
            ),
            colour,
        )
    elif outfit.sleeves == "puff":
        x, y = _toward(shoulder, elbow, 0.3)
        pen.part(oval(x + side * 4, y, wide * 0.86, wide * 0.8), colour, shade=0.3)
    elif outfit.sleeves == "wide":
        pen.part(ribbon([shoulder, elbow, _toward(elbow, hand, 0.86)], [wide * 1.25, wide * 1.5, wide * 1.9]), colour)
        pen.part(
            ribbon([_toward(elbow, hand, 0.82), _toward(elbow, hand, 0.9)], [wide * 1.8, wide * 1.85]),
            tint(colour, 0.3),
            shade=0.15,
        )
    elif outfit.sleeves == "long" and outfit.top != "bare":
        puffed = 1.4 if outfit.top == "spacesuit" else 1.16 if outfit.top in ("coat", "sweater") else 1.04
        widths = [wide * 1.14 * puffed, wide * 0.98 * puffed, wide * 0.86 * puffed]
        pen.part(ribbon([shoulder, elbow, cuff], widths), colour)
        _cuff(pen, outfit, elbow, hand, wide * 0.9 * puffed)


def _sleeve_colour(outfit: Outfit) -> str:
    return outfit.under if outfit.top in ("vest", "overalls") else outfit.colour


def _cuff(pen: Pen, outfit: Outfit, elbow: Point, hand: Point, wide: float) -> None:
    if "fur" in outfit.extras:
        pen.part(
            ribbon([_toward(elbow, hand, 0.78), _toward(elbow, hand, 1.0)], [wide * 1.2, wide * 1.2]),
            "#fbf9f6",
            shade=0.2,
        )
    elif outfit.top in ("shirt", "sweater", "uniform", "suit", "coat"):
        pen.part(ribbon([_toward(elbow, hand, 0.84), _toward(elbow, hand, 0.98)], [wide * 1.04, wide * 1.04]),
                 tint(outfit.colour, 0.22), shade=0.15, line_width=pen.line_width * 0.8)  # fmt: skip


def _toward(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def draw_hand(pen: Pen, bones: Skeleton, side: int, skin: str, grip: bool) -> None:
    """A hand at its joint: a closed one grips, an open one shows its fingers. It points on from the forearm."""
    elbow, hand = bones.elbows[side], bones.hands[side]
    angle = math.degrees(math.atan2(hand[1] - elbow[1], hand[0] - elbow[0]))
    size = bones.build.arm_width / 58
    pen.save()
    pen.translate(*hand)
    pen.rotate(angle)
    pen.scale(size, -size * side if abs(angle) <= 180 else size)
    if grip:
        fist(pen, skin)
    else:
        _open_hand(pen, skin, spread=hand[1] < bones.shoulder(side)[1])
    pen.restore()


def fist(pen: Pen, skin: str) -> None:
    """A closed hand about 60 units wide, knuckles ahead (x)."""
    pen.part(smooth([(-22, -26), (14, -32), (38, -20), (40, 12), (22, 32), (-20, 26)]), skin, shade=0.22)
    ink = shade(skin, 0.42)
    for y in (-12, 4):
        pen.line(smooth([(14, y), (36, y + 2)], False), ink, pen.line_width * 0.7)
    pen.part(
        smooth([(-10, -24), (12, -34), (30, -24), (24, -12), (2, -12)]),
        skin,
        shade=0.15,
        line_width=pen.line_width * 0.8,
    )


def _open_hand(pen: Pen, skin: str, *, spread: bool) -> None:
    reach, fan = (52.0, 15.0) if spread else (46.0, 4.0)
    for number, turn in enumerate((-1.5, -0.5, 0.5, 1.5)):
        angle = math.radians(turn * fan)
        root = (20.0, turn * 12.0)
        tip = (
            root[0] + (reach - 6 * abs(turn)) * math.cos(angle) * 0.8,
            root[1] + (reach - 6 * abs(turn)) * math.sin(angle),
        )
        pen.part(
            ribbon([root, _toward(root, tip, 0.6), tip], [19, 18, 14]),
            skin,
            shade=0.15,
            line_width=pen.line_width * 0.8,
        )
        _ = number
    pen.part(
        ribbon([(-4, -18), (14, -34), (30, -42 if spread else -34)], [22, 20, 14]),
        skin,
        shade=0.15,
        line_width=pen.line_width * 0.8,
    )
    pen.fill(smooth([(-24, -22), (6, -28), (30, -22), (32, 20), (8, 27), (-24, 22)]), skin, ink="#ffffff")
    edge = [(-20, -24), (-4, -26)]
    pen.line(smooth(edge, False), shade(skin, 0.5), pen.line_width * 0.8)
    pen.line(smooth([(-22, 23), (6, 27), (28, 22)], False), shade(skin, 0.5), pen.line_width * 0.8)


def legs(pen: Pen, outfit: Outfit, bones: Skeleton, pose: Pose, skin: str) -> None:
    """Both legs and their shoes; under a long skirt only the toes."""
    if outfit.top in LONG_SKIRTS and pose.sits != "ground":
        for side in (-1, 1):
            _shoe(pen, outfit, (side * bones.build.hip * 0.45, 0.0), side, pose, bones.build.leg_width / 78)
        return
    for side in (1, -1) if pose.sits != "ride" else (-1,):
        _leg(pen, outfit, bones, side, skin, pose)


def _leg(pen: Pen, outfit: Outfit, bones: Skeleton, side: int, skin: str, pose: Pose) -> None:
    hip, knee, foot = bones.hip(side), bones.knees[side], bones.feet[side]
    wide = bones.build.leg_width
    ankle = (foot[0], foot[1] - 20)
    points = [(hip[0], hip[1] - 10), knee, ankle]
    bare = outfit.bottom in ("none", "shorts") or outfit.top in ("dress", "tutu", "gown")
    if pose.sits == "ground":
        _crossed(pen, outfit, bones, side, skin if bare else outfit.bottom_colour, pose)
        return
    if bare:
        pen.part(ribbon(points, [wide, wide * 0.8, wide * 0.6]), skin, shade=0.26)
        if outfit.bottom == "shorts" and outfit.top not in ("dress", "tutu", "gown"):
            pen.part(
                ribbon(
                    [points[0], _toward(hip, knee, 0.5), _toward(hip, knee, 0.96)],
                    [wide * 1.2, wide * 1.18, wide * 1.16],
                ),
                outfit.bottom_colour,
            )
    else:
        puffed = 1.3 if outfit.top == "spacesuit" else 1.06
        pen.part(
            ribbon(points, [wide * 1.12 * puffed, wide * 0.96 * puffed, wide * 0.82 * puffed]),
            outfit.bottom_colour,
            shade=0.32,
        )
    _shoe(pen, outfit, foot, side, pose, wide / 78)


def _crossed(pen: Pen, outfit: Outfit, bones: Skeleton, side: int, colour: str, pose: Pose) -> None:
    knee, foot = bones.knees[side], bones.feet[side]
    hip = bones.hip(side)
    wide = bones.build.leg_width
    pen.part(
        ribbon(
            [(hip[0], hip[1] + 4), knee, (knee[0] - side * wide * 0.5, -wide * 0.3), foot],
            [wide * 1.1, wide * 1.0, wide * 0.84, wide * 0.7],
        ),
        colour,
    )
    pen.part(oval(foot[0] - side * 34, foot[1] + 2, 44 * wide / 78, 24 * wide / 78), outfit.shoes, shade=0.25)


def _shoe(pen: Pen, outfit: Outfit, foot: Point, side: int, pose: Pose, size: float) -> None:
    direction = -1 if pose.turn < -0.5 else side
    x, y = foot
    pen.save()
    pen.translate(x, y)
    pen.scale(direction * size, size)
    if outfit.boots:
        pen.part(rect(-36, -112, 70, 100, 14), outfit.shoes, shade=0.3)
    pen.part(
        smooth([(-36, -2), (-38, -40), (-6, -58), (28, -46), (64, -26), (70, -4), (20, 2)]), outfit.shoes, shade=0.3
    )
    pen.line(smooth([(-34, -9), (20, -7), (66, -9)], False), shade(outfit.shoes, 0.4), pen.line_width * 0.8)
    pen.restore()
