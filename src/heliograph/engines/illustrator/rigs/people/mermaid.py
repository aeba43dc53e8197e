"""Mermaids: a big-eyed head with flowing hair, shells, and a scaled tail that curls to a wide fin."""

from __future__ import annotations

import math
from dataclasses import replace

from heliograph.engines.illustrator.canvas.paint import mix, shade, tint
from heliograph.engines.illustrator.canvas.paths import bounds
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.face import feeling_of
from heliograph.engines.illustrator.rigs.figure import Figure, figure_of
from heliograph.engines.illustrator.rigs.palette import asked
from heliograph.engines.illustrator.rigs.people.body import hands_in_front
from heliograph.engines.illustrator.rigs.people.build import CHIBI, Build
from heliograph.engines.illustrator.rigs.people.clothes import trunk_path
from heliograph.engines.illustrator.rigs.people.face import Looks, face
from heliograph.engines.illustrator.rigs.people.figures import pose_name
from heliograph.engines.illustrator.rigs.people.hair import hair_front
from heliograph.engines.illustrator.rigs.people.limbs import arm
from heliograph.engines.illustrator.rigs.people.pose import POSES, Pose, Skeleton, skeleton
from heliograph.engines.illustrator.rigs.people.wardrobe import HAIRS, SKINS, Character, Outfit
from heliograph.engines.illustrator.rigs.shapes import oval, polygon, ribbon, smooth
from heliograph.engines.illustrator.scene import Node

BUILD: Build = replace(
    CHIBI, head=1.28, shoulder_y=-500, hip_y=-318, shoulder=76, hip=70, arm=262, arm_width=54, waist=0.78, height_m=1.5
)
POISED = frozenset({"hold", "read", "cheer", "sing", "cast"})
TAIL = (
    (2.0, -344.0),
    (8.0, -260.0),
    (4.0, -166.0),
    (-60.0, -88.0),
    (-170.0, -66.0),
    (-262.0, -112.0),
    (-316.0, -186.0),
)
WIDTHS = (132.0, 172.0, 178.0, 160.0, 126.0, 90.0, 50.0)


def mermaid_figure(node: Node) -> Figure:
    """The figure of a mermaid; colour words paint the tail, ``hair_colour`` the hair."""
    words = node.attributes
    tail_colour = asked(words) or asked(words, "clothes_colour") or "#2fb3a4"
    hair = HAIRS.get(words.get("hair_colour", "")) or asked(words, "hair_colour") or "#e0553c"
    skin = SKINS.get(words.get("skin", ""), "#f8d0b0")
    gender = words.get("gender", "woman")
    looks = Looks(
        skin=skin, hair=hair, style="wavy", iris="#2f8fbf", gender=gender, feeling=feeling_of(words), eyes=1.12
    )
    top = "#a06ccb" if not asked(words, "second_colour") else str(asked(words, "second_colour"))
    who = Character(outfit=Outfit(top="bare", colour=top, sleeves="none"), looks=looks)
    name = pose_name(node)
    pose = replace(POSES[name] if name in POISED else POSES["wave"], sits="", turn=0.15)

    def draw(pen: Pen, t: float) -> None:
        bones = skeleton(BUILD, pose, t)
        _draw(pen, who, bones, pose, tail_colour, t)

    def front(pen: Pen, t: float) -> None:
        hands_in_front(pen, who, skeleton(BUILD, pose, t), pose)

    bones = skeleton(BUILD, pose, 0)
    left, right = bones.hands[-1], bones.hands[1]
    hand = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2) if pose.holds == "both" else left
    anchors = {"hand": hand, "other_hand": right, "head": (0.0, BUILD.head_y - 178 * BUILD.head), "lap": (0.0, -240.0),
               "mouth": (0.0, BUILD.head_y + 132 * BUILD.head), "front": (-420.0, 0.0)}  # fmt: skip
    return figure_of(draw, unit_m=BUILD.unit_m, anchors=anchors, draw_front=front if pose.holds else None)


def _draw(pen: Pen, who: Character, bones: Skeleton, pose: Pose, tail_colour: str, t: float) -> None:
    skin, sway = who.looks.skin, math.sin(2 * math.pi * t)
    pen.save()
    pen.translate(0, BUILD.head_y + bones.drop)
    pen.rotate(-3)
    pen.scale(BUILD.head, BUILD.head)
    _tresses(pen, who.looks.hair, sway)
    pen.restore()
    _fin(pen, tail_colour, sway)
    arm(pen, who.outfit, bones, 1, skin, pose.grip)
    pen.part(ribbon([(0, BUILD.shoulder_y - 50), (0, BUILD.shoulder_y + 30)], [86, 96]), shade(skin, 0.06))
    pen.part(trunk_path(bones), skin, shade=0.24, pattern=lambda: _navel(pen, skin))
    _tail(pen, tail_colour)
    _waist(pen, tail_colour)
    if who.looks.gender == "woman":
        _shells(pen, who.outfit.colour, BUILD.shoulder_y + bones.drop + 84)
    raised = bones.hands[-1][1] < bones.shoulder(-1)[1]
    if not raised:
        arm(pen, who.outfit, bones, -1, skin, pose.grip)
    _head(pen, who.looks, bones, pose, t)
    if raised:
        arm(pen, who.outfit, bones, -1, skin, pose.grip and pose.holds != "")


def _head(pen: Pen, looks: Looks, bones: Skeleton, pose: Pose, t: float) -> None:
    pen.save()
    pen.translate(0, BUILD.head_y + bones.drop)
    pen.rotate(-4 + 1.2 * math.sin(2 * math.pi * t))
    pen.scale(BUILD.head, BUILD.head)
    face(pen, looks, pose.turn, closed=0.62 < t < 0.68)
    hair_front(pen, looks)
    _starfish(pen, 118, -150)
    pen.restore()


def _tresses(pen: Pen, colour: str, sway: float) -> None:
    """Long waves on both sides of the face, with locks drawn as lines."""
    s = 12 * sway
    right = [(0, -230), (140, -208), (222, -96), (232, 20), (206, 90), (238, 180), (286, 260), (262 + s, 360),
        (316 + s, 420, 1),
             (200 + s, 430), (118, 380)]  # fmt: skip
    left = [(-200, 150), (-250, 240), (-216 + s, 330), (-270 + s, 400, 1), (-150 + s, 400), (-90, 330)]
    outline = [*right, (0, 300), *reversed(left), (-232, 20), (-222, -96), (-140, -208)]
    pen.part(smooth(outline), colour, shade=0.34)
    ink = mix(colour, "#5a1022", 0.45)
    for points in ([(186, -60), (196, 70), (176, 140), (224, 250), (220 + s, 370)], [(206, 130), (250, 240),
        (238 + s, 350), (276 + s, 402)],
                   [(-186, -60), (-196, 70), (-176, 140), (-214, 240), (-190 + s, 360)], [(160, 160), (180, 260),
                   (164 + s, 370)],
                   [(-150, 170), (-166, 260), (-140 + s, 350)]):  # fmt: skip
        pen.line(smooth(points, False), ink, pen.line_width * 0.8)


def _navel(pen: Pen, skin: str) -> None:
    pen.line(smooth([(-5, -372), (0, -364), (5, -372)], False), shade(skin, 0.4), pen.line_width * 0.8)


def _tail(pen: Pen, colour: str) -> None:
    path = ribbon(TAIL, WIDTHS)
    ink = mix(colour, "#0d3a5a", 0.5)

    def scales() -> None:
        left, top, right, low = bounds(path)
        pen.fill(
            ribbon([(-30, -330), (-20, -200), (-90, -110), (-200, -90)], [40, 56, 50, 20]), tint(colour, 0.55), 0.5, 16
        )
        step = 40.0
        row, y = 0, top + 46
        while y < low:
            x = left - (step / 2 if row % 2 else 0)
            while x < right:
                pen.line(smooth([(x, y), (x + step * 0.16, y + 20), (x + step / 2, y + 28),
                    (x + step * 0.84, y + 20), (x + step, y)], False),
                         ink, pen.line_width * 0.62)  # fmt: skip
                x += step
            row, y = row + 1, y + 31

    pen.part(path, colour, pattern=scales, shade=0.4)


def _fin(pen: Pen, colour: str, sway: float) -> None:
    """Two wide lobes at the end of the tail, with rays."""
    light = tint(colour, 0.3)
    pen.save()
    pen.translate(TAIL[-1][0] + 6, TAIL[-1][1] + 8)
    pen.rotate(-36 + 5 * sway)
    for side in (-1, 1):
        points = [(side * 6, 26), (side * 70, -30), (side * 168, -70), (side * 238, -150, 1), (side * 186, -196),
            (side * 132, -176, 1),
                  (side * 96, -204), (side * 30, -150, 1), (0, -60)]  # fmt: skip

        def rays(side: int = side) -> None:
            for x, y in ((222, -140), (170, -180), (92, -190), (40, -140)):
                pen.line(
                    smooth([(side * 4, 10), (side * x * 0.5, y * 0.42), (side * x, y)], False),
                    shade(light, 0.32),
                    pen.line_width * 0.7,
                )

        pen.part(smooth(points), light, pattern=rays, shade=0.3)
    pen.restore()


def _waist(pen: Pen, colour: str) -> None:
    """A scalloped belt where skin meets scales, with small fins at the hips."""
    light = mix(tint(colour, 0.3), "#ffe79a", 0.35)
    for side in (-1, 1):
        fin = [(side * 62, -322), (side * 128, -344, 1), (side * 116, -304), (side * 136, -270, 1), (side * 76, -276)]
        pen.part(smooth(fin), tint(colour, 0.3), shade=0.25)
    points: list[tuple[float, ...]] = [(-84, -346), (0, -326), (84, -346), (92, -316, 1)]
    for number in range(4, -1, -1):
        x = (number - 2) * 37
        points += [(x + 14, -282), (x, -272), (x - 14, -282), (x - 18.5, -300, 1)]
    points[-1] = (-92, -316, 1)
    pen.part(smooth(points), light, shade=0.25)


def _shells(pen: Pen, colour: str, y: float) -> None:
    for side in (-1, 1):
        points = [
            (side * 2, y - 4),
            (side * 26, y - 36),
            (side * 62, y - 34),
            (side * 80, y - 2),
            (side * 70, y + 30),
            (side * 38, y + 42),
            (side * 8, y + 28),
        ]

        def ribs(side: int = side) -> None:
            for x in (16, 38, 60):
                pen.line(
                    smooth([(side * 38, y + 40), (side * x, y - 28)], False), shade(colour, 0.35), pen.line_width * 0.7
                )

        pen.part(smooth(points), colour, pattern=ribs, shade=0.3)
    pen.line(smooth([(-72, y - 22), (-62, y - 70)], False), shade(colour, 0.2), pen.line_width * 1.2)
    pen.line(smooth([(72, y - 22), (62, y - 70)], False), shade(colour, 0.2), pen.line_width * 1.2)


def _starfish(pen: Pen, x: float, y: float) -> None:
    points: list[tuple[float, ...]] = []
    for number in range(10):
        angle = -math.pi / 2 + 0.25 + number * math.pi / 5
        reach = 62 if number % 2 == 0 else 30
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    pen.part(smooth(points), "#ffc64d", shade=0.3)
    for number in range(5):
        angle = -math.pi / 2 + 0.25 + number * 2 * math.pi / 5
        pen.fill(oval(x + 26 * math.cos(angle), y + 26 * math.sin(angle), 5, 5), "#d98a1f", ink="#111111")
    pen.fill(polygon([(x, y - 8), (x + 7, y + 5), (x - 7, y + 5)]), "#d98a1f")
