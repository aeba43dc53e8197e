"""Offers people as figures: reads pose and company from the node, measures, names the anchors."""

from __future__ import annotations

import math
from dataclasses import replace

from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.pets import stem_of
from heliograph.engines.illustrator.rigs.figure import Figure, Point, figure_of
from heliograph.engines.illustrator.rigs.people.body import hands_in_front, person
from heliograph.engines.illustrator.rigs.people.build import build_of
from heliograph.engines.illustrator.rigs.people.pose import ALIASES, POSES, Pose, Skeleton, skeleton
from heliograph.engines.illustrator.rigs.people.props import prop, prop_of
from heliograph.engines.illustrator.rigs.people.wardrobe import Character, character, outfits
from heliograph.engines.illustrator.scene import Node

SEATS = frozenset({"on", "in", "riding"})
FURNITURE = frozenset({"sofa", "chair", "armchair", "bench", "bed", "throne", "rocking chair", "stool", "swing",
    "log", "rock", "stairs",
                       "wall", "hammock", "toilet", "suitcase", "box", "barrel", "wheelchair", "sled", "moon",
                       "cloud"})  # fmt: skip
ONE_HAND = frozenset({"cup", "mug", "coffee", "tea", "glass", "balloon", "flower", "rose", "tulip", "sunflower",
    "daisy", "ice cream",
                      "lollipop", "apple", "banana", "carrot", "sword", "wand", "staff", "trident", "umbrella",
                      "flag", "torch", "lantern",
                      "bell", "microphone", "phone", "key", "candle", "brush", "pencil", "popsicle", "bottle",
                      "wine glass", "beer", "juice",
                      "spoon", "fork", "knife", "hammer", "axe", "shovel", "rake", "broom", "fishing rod", "net",
                      "trophy", "spear", "lamp",
                      "candy cane", "donut", "magnifying glass", "basket", "bucket", "handbag", "suitcase", "kite",
                      "pinwheel", "spatula",
                      "tennis racket", "baseball bat", "golf club", "watering can", "hot dog", "milk",
                      "water glass"})  # fmt: skip


def is_person(noun: str) -> bool:
    """Whether this noun is a person or a being with a human body."""
    return noun == "person" or noun in outfits()


def pose_name(node: Node) -> str:
    """A key of ``POSES`` for the node's verb, pose and relations; a telling verb goes before a general pose."""
    kinds = {relation.kind for relation in node.relations}
    name = ""
    for words in (node.verb, node.pose):
        stem = stem_of(words.split(" ")[0])
        name = name or (stem if stem in POSES else ALIASES.get(stem, ""))
    if "riding" in kinds or name == "ride":
        return "ride"
    if name == "fly" and "holding" in kinds:
        return "raise"
    if name == "sit" and kinds & SEATS:
        return "seat"
    if "holding" in kinds and name in ("", "stand", "smile", "hold"):
        return "lift" if _held(node) in ONE_HAND else "hold"
    return name or "stand"


def _held(node: Node) -> str:
    return next((noun_of(relation.target) for relation in node.relations if relation.kind == "holding"), "")


def noun_of(node_id: str) -> str:
    """``soccer-ball-1`` is an id of a soccer ball."""
    return node_id.rstrip("0123456789").rstrip("-").replace("-", " ")


def _sits_down(node: Node, pose: Pose) -> Pose:
    """Who reads, eats or plays on a sofa does so sitting."""
    seats = [noun_of(relation.target) for relation in node.relations if relation.kind in SEATS]
    if pose.sits or node.pose in ("stand", "walk", "run", "jump", "dance") or not FURNITURE.intersection(seats):
        return pose
    return replace(pose, sits="seat", lean=0.0)


def person_figure(node: Node, seed: int, *, chibi: bool = False) -> Figure:
    """The figure of a person, a profession or a fairy-tale being."""
    who = character(node, seed, chibi or node.attributes.get("manner") == "chibi")
    name = pose_name(node)
    pose = _sits_down(node, POSES[name])
    if any(relation.kind == "holding" for relation in node.relations) and not pose.holds:
        pose = replace(
            pose, grip=True, holds="one", left_hand=(0.34, 0.44) if name in ("walk", "stand") else pose.left_hand
        )
    tool = "" if any(relation.kind == "holding" for relation in node.relations) else prop_of(_role(node), name)
    if tool:
        pose = replace(
            pose,
            grip=True,
            holds="one",
            left_hand=pose.left_hand if pose.holds else (0.86, 0.4) if who.chibi else (0.3, 0.5),
        )
    build = build_of(who.looks.age, who.looks.gender, chibi=who.chibi, size=who.size)
    if node.noun == "giant":
        build = replace(build, height_m=5.0)
    asleep = name == "sleep"

    def draw(pen: Pen, t: float) -> None:
        pen.save()
        if asleep:
            _lay(pen, build.shoulder)
        bones = skeleton(build, pose, t)
        person(pen, who, bones, pose, t, closed=asleep or 0.62 < t < 0.68)
        if tool:
            _with_tool(pen, tool, who, bones, pose)
        pen.restore()

    def front(pen: Pen, t: float) -> None:
        hands_in_front(pen, who, skeleton(build, pose, t), pose)

    held = front if pose.holds and not tool else None
    bones = skeleton(build, pose, 0)
    return figure_of(draw, unit_m=build.unit_m, anchors=_anchors(bones, pose, who), draw_front=held,
                     grounded=name not in ("fly", "swim", "jump"),
                     facing="left" if pose.turn < -0.3 else "front")  # fmt: skip


def _role(node: Node) -> str:
    return node.noun if node.noun != "person" else node.attributes.get("profession", "")


def _with_tool(pen: Pen, tool: str, who: Character, bones: Skeleton, pose: Pose) -> None:
    """The thing in the hand, and the fingers over it."""
    pen.save()
    pen.rotate(pose.lean)
    pen.translate(*bones.hands[-1])
    size = bones.build.arm_width / 58
    pen.scale(size, size)
    pen.rotate(-12)
    prop(pen, tool)
    pen.restore()
    hands_in_front(pen, who, bones, pose)


def _lay(pen: Pen, shoulder: float) -> None:
    """Turn the upright body so that it lies on its back, head to the left."""
    pen.translate(420, -shoulder * 0.9)
    pen.rotate(-90)


def _anchors(bones: Skeleton, pose: Pose, who: Character) -> dict[str, Point]:
    build = bones.build
    left, right = _leaned(bones.hands[-1], pose.lean), _leaned(bones.hands[1], pose.lean)
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2 - 10)
    top = build.head_y + bones.drop
    return {
        "hand": middle if pose.holds == "both" else left, "other_hand": right, "head": (0, top - 178 * build.head),
        "eyes": (0, top + 30 * build.head), "mouth": (0, top + 132 * build.head), "neck": (0,
        build.shoulder_y + bones.drop),
        "chest": (0, build.shoulder_y + bones.drop + 120), "back": (0, build.shoulder_y + bones.drop + 80), "lap": (0,
        bones.hips - 30),
        "hips": (0, bones.hips + build.leg_width * 0.4), "feet": (0, 0), **({"sits": (0,
        bones.hips)} if pose.sits in ("seat", "ride") else {}), "front": (-build.shoulder * 3.2, 0),
        "foot": bones.feet[-1],
    }  # fmt: skip


def _leaned(point: Point, degrees: float) -> Point:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos)
