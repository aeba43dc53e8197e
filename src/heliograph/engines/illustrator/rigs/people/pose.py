"""Where hands and feet are in each pose, and the joints between: numbers only. Side -1 is the left of the picture."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from heliograph.engines.illustrator.rigs.people.build import Build

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Hands in arm lengths from their shoulder (x outward, y down); feet in leg lengths from under the hip
    (x outward, y up). ``sits`` on the ground or on a seat. ``grip`` closes the hands; ``bend`` turns the elbow."""

    left_hand: Point = (0.12, 0.965)
    right_hand: Point = (0.14, 0.96)
    left_foot: Point = (0.0, 0.0)
    right_foot: Point = (0.0, 0.0)
    sits: str = ""
    lean: float = 0.0
    turn: float = 0.25
    grip: bool = False
    holds: str = ""
    """``both`` in front of the chest, ``one`` in the left hand, or nothing."""


POSES: Mapping[str, Pose] = {
    "stand": Pose(),
    "smile": Pose(),
    "wave": Pose(left_hand=(0.52, -0.62), turn=0.1),
    "walk": Pose(left_hand=(0.06, 0.92), right_hand=(0.38, 0.84), left_foot=(0.34, 0.0), right_foot=(0.26, 0.06),
    turn=-0.6),
    "run": Pose(left_hand=(0.24, 0.28), right_hand=(0.56, 0.34), left_foot=(0.62, 0.3), right_foot=(0.64, 0.12),
    lean=-10, turn=-0.7,
                grip=True),
    "jump": Pose(left_hand=(0.48, -0.72), right_hand=(0.48, -0.72), left_foot=(0.3, 0.42), right_foot=(0.34, 0.26),
    turn=0.0),
    "dance": Pose(left_hand=(0.6, -0.62), right_hand=(0.86, 0.16), left_foot=(-0.1, 0.0), right_foot=(0.6, 0.34),
    lean=5, turn=-0.2),
    "cheer": Pose(left_hand=(0.42, -0.78), right_hand=(0.42, -0.78), turn=0.0),
    "sit": Pose(left_hand=(0.12, 0.72), right_hand=(0.12, 0.72), sits="ground"),
    "seat": Pose(left_hand=(0.0, 0.74), right_hand=(0.0, 0.74), sits="seat"),
    "ride": Pose(left_hand=(0.62, 0.5), right_hand=(-0.5, 0.58), sits="ride", turn=-0.6, grip=True),
    "read": Pose(left_hand=(-0.15, 0.62), right_hand=(-0.15, 0.62), turn=0.05, grip=True, holds="both"),
    "hold": Pose(left_hand=(-0.13, 0.66), right_hand=(-0.13, 0.66), turn=0.1, grip=True, holds="both"),
    "lift": Pose(left_hand=(0.78, 0.34), right_hand=(0.14, 0.96), turn=0.1, grip=True, holds="one"),
    "cook": Pose(left_hand=(0.16, 0.56), right_hand=(-0.1, 0.62), turn=-0.2, grip=True, holds="one"),
    "sing": Pose(left_hand=(-0.12, 0.1), right_hand=(0.84, 0.1), turn=0.1, grip=True, holds="one"),
    "play": Pose(left_hand=(0.1, 0.5), right_hand=(-0.14, 0.62), turn=-0.2, grip=True, holds="both"),
    "fight": Pose(left_hand=(0.62, -0.3), right_hand=(0.1, 0.46), left_foot=(0.36, 0), right_foot=(0.36, 0), lean=-4,
    turn=-0.4, grip=True,
                  holds="one"),
    "cast": Pose(left_hand=(0.62, -0.4), right_hand=(0.5, 0.5), turn=-0.3, grip=True, holds="one"),
    "kick": Pose(left_hand=(0.6, 0.5), right_hand=(0.66, 0.3), left_foot=(0.62, 0.34), right_foot=(0.06, 0.0), lean=7,
    turn=-0.5),
    "throw": Pose(left_hand=(0.62, -0.42), right_hand=(0.6, 0.4), left_foot=(0.3, 0.0), right_foot=(0.3, 0.0), lean=5,
    turn=-0.3,
                  grip=True, holds="one"),
    "paint": Pose(left_hand=(0.66, 0.24), turn=-0.4, grip=True, holds="one"),
    "raise": Pose(left_hand=(0.56, -0.5), turn=-0.1, grip=True, holds="one"),
    "think": Pose(left_hand=(-0.16, 0.06), right_hand=(-0.2, 0.6), turn=0.2),
    "fly": Pose(left_hand=(0.5, -0.7), right_hand=(0.3, 0.7), left_foot=(0.06, 0.1), right_foot=(0.2, 0.34), lean=-16,
    turn=-0.4),
    "swim": Pose(left_hand=(0.7, -0.5), right_hand=(0.8, 0.3), left_foot=(0.3, 0.1), right_foot=(0.4, 0.34), lean=-20,
    turn=-0.4),
    "climb": Pose(left_hand=(0.2, -0.8), right_hand=(0.3, -0.5), left_foot=(0.3, 0.4), right_foot=(0.1, 0.0),
    turn=0.0, grip=True),
    "sleep": Pose(left_hand=(0.05, 0.9), right_hand=(0.05, 0.9)),
}  # fmt: skip
ALIASES: Mapping[str, str] = {"eat": "hold", "lie": "sleep", "hang": "climb", "be": "stand", "wear": "stand",
    "type": "hold",
                              "kneel": "sit", "rest": "sit", "swing": "seat", "greet": "wave",
                              "carry": "hold", "draw": "paint", "write": "paint",
                              "conduct": "cast", "point": "raise", "salute": "wave", "bake": "cook", "fry": "cook",
                              "stir": "cook"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The joints of one body at one moment, in local units."""

    build: Build
    hips: float
    """Height of the hips (negative is up)."""
    drop: float
    """How far the trunk stands lower (positive) than when standing upright."""
    hands: Mapping[int, Point]
    elbows: Mapping[int, Point]
    feet: Mapping[int, Point]
    knees: Mapping[int, Point]

    def shoulder(self, side: int) -> Point:
        """The joint of the arm."""
        return (side * (self.build.shoulder - 12), self.build.shoulder_y + self.drop + 26)

    def hip(self, side: int) -> Point:
        """The joint of the leg."""
        return (side * self.build.hip * 0.52, self.hips)


def skeleton(build: Build, pose: Pose, t: float) -> Skeleton:
    """Joints of a build in a pose; ``t`` swings walking and running limbs, waves the hand, lifts the chest."""
    swing = math.sin(2 * math.pi * t)
    hips, drop = build.hip_y, -2.0 * math.sin(2 * math.pi * t)
    if pose.sits:
        hips = {"ground": -build.leg_width * 0.62, "seat": -build.leg * 0.56, "ride": -build.leg * 0.5}[pose.sits]
        drop += hips - build.hip_y
    bare = Skeleton(build, hips, drop, {}, {}, {}, {})
    hands: dict[int, Point] = {}
    elbows: dict[int, Point] = {}
    feet: dict[int, Point] = {}
    knees: dict[int, Point] = {}
    for side, hand, foot in ((-1, pose.left_hand, pose.left_foot), (1, pose.right_hand, pose.right_foot)):
        x, y = bare.shoulder(side)
        lift = -0.08 * abs(swing) if hand[1] < -0.3 else 0.0
        out, down = _clear_of_head(build, hand, abs(x))
        target = (x + side * (out + (0.05 * swing if down < -0.25 else 0)) * build.arm, y + (down + lift) * build.arm)
        hands[side] = target
        elbows[side] = bend((x, y), target, build.arm / 2, side)
        feet[side], knees[side] = _leg(bare, pose, side, foot, swing if pose.left_foot[0] > 0.2 else 0.0)
    return Skeleton(build, hips, drop, hands, elbows, feet, knees)


def _clear_of_head(build: Build, hand: Point, shoulder: float) -> Point:
    """A raised hand moved outward until it clears a large head; the arm keeps its length."""
    if hand[1] > -0.25:
        return hand
    out = min(0.96, max(hand[0], (216 * build.head + 44 - shoulder) / build.arm))
    return out, max(hand[1], -math.sqrt(max(0.0, 0.99 - out * out)))


def _leg(bare: Skeleton, pose: Pose, side: int, foot: Point, swing: float) -> tuple[Point, Point]:
    build, hip = bare.build, bare.hip(side)
    if pose.sits == "ground":
        return (-side * build.leg * 0.14, -16.0), (side * (build.hip + build.leg * 0.32), -build.leg_width * 0.5)
    if pose.sits == "seat":
        return (side * build.hip * 0.9, 0.0), (side * build.hip * 0.95, hip[1] + build.leg * 0.14)
    if pose.sits == "ride":
        return (-build.leg * 0.06, hip[1] + build.leg * 0.74), (-build.leg * 0.26, hip[1] + build.leg * 0.3)
    x = hip[0] + side * foot[0] * build.leg + swing * build.leg * 0.3
    target = (x + side * 6, -max(0.0, foot[1] + 0.1 * side * swing * (foot[1] != 0)) * build.leg)
    return target, bend(hip, target, build.leg / 2 + 0.1, 1 if pose.turn < -0.5 else side, straight=True)


def bend(start: Point, end: Point, bone: float, side: int, *, straight: bool = False) -> Point:
    """The middle joint of two equal bones from ``start`` to ``end``; it points outward (``side``)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    height = math.sqrt(max(0.0, bone * bone - length * length / 4))
    height = max(height, 0.0 if straight else 10.0)
    nx, ny = -dy / length, dx / length
    if nx * side < 0:
        nx, ny = -nx, -ny
    return (start[0] + dx / 2 + nx * height, start[1] + dy / 2 + ny * height)
