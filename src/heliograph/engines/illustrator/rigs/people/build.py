"""Proportions of a body by age and manner. y points down, the feet stand on 0, a standing figure is about 950 units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """``head`` scales the head drawing (390 units high at 1); lengths in local units; ``height_m`` standing."""

    head: float
    shoulder_y: float
    hip_y: float
    shoulder: float
    hip: float
    arm: float
    arm_width: float
    leg_width: float
    height_m: float
    waist: float = 0.9

    @property
    def head_y(self) -> float:
        """Height of the middle of the face: the chin sits on a short neck."""
        return self.shoulder_y - 6 - 172 * self.head

    @property
    def leg(self) -> float:
        """Length of a leg."""
        return -self.hip_y

    @property
    def unit_m(self) -> float:
        """Metres per local unit."""
        return self.height_m / (-self.head_y + 200 * self.head)


ADULT = Build(
    head=0.70, shoulder_y=-660, hip_y=-392, shoulder=90, hip=70, arm=300, arm_width=60, leg_width=84, height_m=1.75
)
TEEN = Build(
    head=0.80, shoulder_y=-610, hip_y=-360, shoulder=80, hip=66, arm=268, arm_width=56, leg_width=78, height_m=1.6
)
CHILD = Build(
    head=0.96, shoulder_y=-520, hip_y=-286, shoulder=74, hip=68, arm=222, arm_width=56, leg_width=76, height_m=1.15
)
BABY = Build(
    head=1.12, shoulder_y=-390, hip_y=-170, shoulder=76, hip=84, arm=168, arm_width=58, leg_width=76, height_m=0.72
)
CHIBI = Build(
    head=1.26, shoulder_y=-420, hip_y=-214, shoulder=72, hip=74, arm=182, arm_width=54, leg_width=76, height_m=1.5
)
BY_AGE: Mapping[str, Build] = {
    "child": CHILD,
    "kid": CHILD,
    "toddler": CHILD,
    "baby": BABY,
    "teen": TEEN,
    "teenager": TEEN,
}


def build_of(age: str, gender: str, *, chibi: bool, size: str = "") -> Build:
    """The proportions for these words; an adult when nothing is said."""
    body = CHIBI if chibi else BY_AGE.get(age, ADULT)
    if chibi and age in BY_AGE:
        body = replace(body, height_m=BY_AGE[age].height_m * 0.9)
    if gender == "woman" and body is ADULT:
        body = replace(body, shoulder=78, hip=74, waist=0.74, arm_width=52, leg_width=78, height_m=1.67)
    if age == "old" and not chibi:
        body = replace(body, height_m=body.height_m * 0.96, waist=1.02)
    wider = {"fat": 1.3, "thin": 0.88}.get(size, 1.0)
    return replace(body, shoulder=body.shoulder * (wider + 1) / 2, hip=body.hip * wider, waist=body.waist * wider)
