"""How legs move: where each foot is at a phase of standing, walking and running. Numbers only, no drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Gait = Literal["stand", "walk", "run"]


@dataclass(frozen=True, slots=True)
class Step:
    """A leg at one moment: ``swing`` is the foot's way from under the hip (left is negative), ``lift`` its height,
    ``bend`` how far the middle joint is pushed to the right. Local units."""

    swing: float
    lift: float = 0.0
    bend: float = 0.0


STANDING = {"near_front": Step(-14), "far_front": Step(34), "near_hind": Step(16, 0, 14), "far_hind": Step(-30, 0, 10)}
PHASE_WALK = {"near_front": 0.0, "far_front": 0.5, "near_hind": 0.62, "far_hind": 0.12}
PHASE_RUN = {"near_front": 0.0, "far_front": 0.15, "near_hind": 0.5, "far_hind": 0.66}


def step(gait: Gait, leg: str, t: float) -> Step:
    """The place of a leg (``near_front``, ``far_hind`` ...) at loop phase ``t``. An animal looks to the left."""
    if gait == "stand":
        return STANDING[leg]
    phases, stride, height = (PHASE_WALK, 84.0, 44.0) if gait == "walk" else (PHASE_RUN, 190.0, 120.0)
    turn = 2 * math.pi * (t + phases[leg])
    swing = -stride * math.cos(turn)
    lift = height * max(0.0, -math.sin(turn))
    if gait == "run":
        lift += 46 * (0.5 + 0.5 * math.cos(4 * math.pi * t))
    backward = "hind" in leg
    bend = (26 if backward else -8) + (0.32 if backward else 0.24) * lift
    return Step(swing, lift, bend if backward else -bend * 0.6)


def bounce(gait: Gait, t: float) -> float:
    """How far the trunk rises (positive) at loop phase ``t``."""
    if gait == "run":
        return 34 + 26 * math.cos(4 * math.pi * t)
    return 7 * math.sin(4 * math.pi * t) if gait == "walk" else 0.0
