"""Puts a whole person together in painter's order: back hair, cape, legs, trunk, arms, head, hat."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.feathers import feathered_wing
from heliograph.engines.illustrator.rigs.people.clothes import bodice, skirt
from heliograph.engines.illustrator.rigs.people.face import face
from heliograph.engines.illustrator.rigs.people.hair import hair_behind, hair_front
from heliograph.engines.illustrator.rigs.people.hats import COVERS_HAIR, hat
from heliograph.engines.illustrator.rigs.people.limbs import arm, draw_hand, legs
from heliograph.engines.illustrator.rigs.people.pose import Pose, Skeleton
from heliograph.engines.illustrator.rigs.people.wardrobe import Character
from heliograph.engines.illustrator.rigs.shapes import line, oval, ribbon, smooth


def person(pen: Pen, who: Character, bones: Skeleton, pose: Pose, t: float, *, closed: bool = False) -> None:
    """Draw the person; ``hands_in_front`` adds the hands that close round a held thing."""
    pen.save()
    pen.rotate(pose.lean)
    _behind(pen, who, bones, t)
    legs(pen, who.outfit, bones, pose, who.looks.skin)
    _upright(pen, who, bones, pose, t, closed)
    pen.restore()


def upper_body(pen: Pen, who: Character, bones: Skeleton, pose: Pose, t: float) -> None:
    """The person from the hips up, for beings whose lower half is another one's."""
    _behind(pen, who, bones, t)
    _upright(pen, who, bones, pose, t, False)


def _upright(pen: Pen, who: Character, bones: Skeleton, pose: Pose, t: float, closed: bool) -> None:
    _neck(pen, who, bones)
    skirt_last = pose.sits != "ground" and who.outfit.top != "kimono"
    if not skirt_last:
        skirt(pen, who.outfit, bones)
    bodice(pen, who.outfit, bones, who.looks.skin)
    if skirt_last:
        skirt(pen, who.outfit, bones)
    raised = [side for side in (-1, 1) if bones.hands[side][1] < bones.shoulder(side)[1] - 10]
    for side in (1, -1):
        if side not in raised:
            arm(pen, who.outfit, bones, side, who.looks.skin, pose.grip)
    _scarf(pen, who, bones)
    head(pen, who, bones, pose, t, closed=closed)
    for side in raised:
        arm(pen, who.outfit, bones, side, who.looks.skin, pose.grip and (side == -1 or pose.holds == "both"))


def hands_in_front(pen: Pen, who: Character, bones: Skeleton, pose: Pose) -> None:
    """The gripping hands once more, over the thing that they hold."""
    pen.save()
    pen.rotate(pose.lean)
    for side in (-1, 1) if pose.holds == "both" else (-1,):
        draw_hand(pen, bones, side, who.looks.skin, True)
    pen.restore()


def head(pen: Pen, who: Character, bones: Skeleton, pose: Pose, t: float, *, closed: bool) -> None:
    """The head with hair in front, beard, glasses and hat."""
    build = bones.build
    pen.save()
    pen.translate(0, build.head_y + bones.drop)
    pen.rotate(-3 + 1.5 * math.sin(2 * math.pi * t))
    pen.scale(build.head, build.head)
    face(pen, who.looks, pose.turn, closed=closed)
    if who.outfit.hat not in COVERS_HAIR:
        hair_front(pen, who.looks)
    _face_extras(pen, who, pose.turn * 18)
    hat(pen, who.outfit.hat, who.outfit.hat_colour)
    pen.restore()


def _behind(pen: Pen, who: Character, bones: Skeleton, t: float) -> None:
    build, sway = bones.build, 8 * math.sin(2 * math.pi * t)
    if who.outfit.cape:
        _cape(pen, who, bones, sway)
    _wings(pen, who, bones, t)
    if who.outfit.hat in COVERS_HAIR:
        return
    pen.save()
    pen.translate(0, build.head_y + bones.drop)
    pen.rotate(-3)
    pen.scale(build.head, build.head)
    hair_behind(pen, who.looks, sway)
    pen.restore()


def _neck(pen: Pen, who: Character, bones: Skeleton) -> None:
    top = bones.build.shoulder_y + bones.drop
    pen.part(
        ribbon(
            [(0, top - 60), (0, top - 10), (0, top + 26)], [58 * bones.build.head + 14, 62 * bones.build.head + 12, 84]
        ),
        shade(who.looks.skin, 0.08),
    )


def _cape(pen: Pen, who: Character, bones: Skeleton, sway: float) -> None:
    top, wide = bones.build.shoulder_y + bones.drop, bones.build.shoulder
    low = min(-30.0, bones.hips + bones.build.leg * 0.72)
    points = [(-wide * 0.8, top), (0, top - 14), (wide * 0.8, top), (wide * 1.7, (top + low) / 2),
        (wide * 2.1 + sway, low), (wide, low - 26),
              (0, low + 6), (-wide, low - 26), (-wide * 2.1 + sway, low), (-wide * 1.7, (top + low) / 2)]  # fmt: skip
    pen.part(smooth(points), who.outfit.cape, shade=0.4)
    if "cape_collar" in who.outfit.extras:
        for side in (-1, 1):
            collar = [(side * 20, top + 20), (side * wide * 1.5, top - 110, 1), (side * wide * 0.95, top + 40)]
            pen.part(smooth(collar), shade(who.outfit.cape, 0.2), shade=0.3)


def _wings(pen: Pen, who: Character, bones: Skeleton, t: float) -> None:
    y = bones.build.shoulder_y + bones.drop + 70
    beat = 8 * math.sin(2 * math.pi * t)
    for side in (-1, 1):
        pen.save()
        pen.translate(side * 30, y)
        pen.scale(side, 1)
        if "wings" in who.outfit.extras:
            pen.rotate(6 + beat)
            feathered_wing(pen, "#fdfaf4", 0.8)
        elif "fairy_wings" in who.outfit.extras:
            pen.rotate(beat)
            _gauze(pen)
        elif "bat_wings" in who.outfit.extras:
            pen.rotate(beat)
            points = [
                (0, 0),
                (120, -150),
                (290, -180, 1),
                (270, -60),
                (250, 20, 1),
                (180, -10),
                (140, 80, 1),
                (80, 40),
                (20, 90, 1),
            ]
            pen.part(smooth(points), "#6b2230", shade=0.35)
        pen.restore()


def _gauze(pen: Pen) -> None:
    for points, colour in (
        ([(0, 0), (90, -210), (240, -300), (320, -220), (260, -80), (120, 0)], "#c9ecf7"),
        ([(0, 10), (120, 20), (240, 80), (220, 190), (120, 190), (40, 100)], "#e2d3f7"),
    ):
        pen.part(smooth(points), colour, shade=0.12, highlight=0.4)
        middle = points[len(points) // 2]
        pen.line(smooth([(10, 0), (middle[0] * 0.5, middle[1] * 0.5 + 6),
            (middle[0] * 0.86, middle[1] * 0.84)], False), shade(colour, 0.25),
                 pen.line_width * 0.7)  # fmt: skip


def _scarf(pen: Pen, who: Character, bones: Skeleton) -> None:
    if not who.outfit.scarf:
        return
    top, colour = bones.build.shoulder_y + bones.drop, who.outfit.scarf
    pen.part(ribbon([(46, top + 20), (60, top + 130), (50, top + 190)], [54, 50, 56]), shade(colour, 0.1))
    pen.part(ribbon([(-72, top - 8), (0, top + 22), (72, top - 8)], [56, 62, 56]), colour)


def _face_extras(pen: Pen, who: Character, shift: float) -> None:
    extras = who.outfit.extras
    if who.outfit.glasses:
        for side in (-1, 1):
            pen.fill(oval(side * 78 + shift, 32, 60, 56), "#ffffff", 0.22)
            pen.line(oval(side * 78 + shift, 32, 60, 56), "#4a3a3c", max(8.0, pen.line_width))
        pen.line(smooth([(shift - 20, 26), (shift, 18), (shift + 20, 26)], False), "#4a3a3c", max(8.0, pen.line_width))
    if "mask" in extras:
        for side in (-1, 1):
            pen.line(smooth([(shift, 8), (side * 70 + shift, -44), (side * 164, -30), (side * 150, 60),
                (side * 70 + shift, 92), (shift, 56)], False),
                     shade(who.outfit.colour, 0.2), 16)  # fmt: skip
    if "eyepatch" in extras:
        pen.line(line([(-168, -60), (168, 20)]), "#2b2830", 12)
        pen.part(
            smooth([(20 + shift, -16), (132 + shift, -10), (122 + shift, 74), (76 + shift, 92), (26 + shift, 66)]),
            "#2f2b33",
            shade=0.2,
        )
    if "red_nose" in extras:
        pen.part(oval(shift * 1.4, 86, 38, 36), "#e2323c", shade=0.3, highlight=0.5)
    if "fangs" in extras:
        for x in (-22, 22):
            pen.part(
                smooth([(x + shift - 9, 130), (x + shift + 9, 130), (x + shift, 158, 1)]),
                tint("#ffffff", 0.1),
                shade=0.05,
                line_width=pen.line_width * 0.6,
            )
