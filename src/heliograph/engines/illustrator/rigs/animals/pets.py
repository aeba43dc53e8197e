"""Chooses the pose of an animal from its node and offers the figure. Knows poses and species, draws nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals import sit
from heliograph.engines.illustrator.rigs.animals.face import Mood, feeling_of
from heliograph.engines.illustrator.rigs.animals.gait import Gait
from heliograph.engines.illustrator.rigs.animals.rest import LIE_HEAD, SLEEP_HEAD, lying, sleeping
from heliograph.engines.illustrator.rigs.animals.side import HEAD_AT, walking
from heliograph.engines.illustrator.rigs.animals.species import Species, dressed, species_table
from heliograph.engines.illustrator.rigs.figure import Figure, figure_of
from heliograph.engines.illustrator.scene import Node

VERBS: Mapping[str, tuple[str, ...]] = {
    "sleep": ("sleep", "nap", "doze", "snooze", "slumber", "curl"),
    "lie": ("lie", "rest", "relax", "lounge", "sprawl", "crouch", "lay", "sunbathe"),
    "run": ("run", "chase", "race", "gallop", "jump", "leap", "sprint", "dash", "hunt", "pounce"),
    "walk": ("walk", "stroll", "wander", "prowl", "trot", "follow", "march", "explore", "cross"),
    "stand": ("stand", "graze", "drink"),
    "play": ("play", "catch", "bat", "reach", "swat"),
    "wave": ("wave", "greet", "dance", "cheer"),
    "hold": ("hold", "read", "eat", "carry", "paint", "cook", "write", "type", "hug", "offer", "bake", "nibble"),
}
UPRIGHT = frozenset(
    {"teddy bear", "frog", "koala", "kangaroo", "gorilla", "dragon", "griffin", "sloth", "mole", "hedgehog"}
)


def pose_of(node: Node, fallback: str = "sit") -> str:
    """The pose that the node's pose, verb and relations ask for, as a key of ``VERBS`` or ``sit``."""
    for word in (node.pose, node.verb):
        stem = word.lower().strip()
        for pose, verbs in VERBS.items():
            if stem and any(_same(stem, verb) for verb in verbs):
                return pose
        if stem.startswith("sit"):
            return "sit"
    if any(relation.kind == "holding" for relation in node.relations):
        return "hold"
    return fallback


def stem_of(word: str) -> str:
    """``sitting``, ``sits`` or ``sit`` as ``sit``; an unknown word as it came."""
    plain = word.lower().strip()
    for verbs in VERBS.values():
        for verb in verbs:
            if plain and _same(plain, verb):
                return verb
    for ending in ("ing", "s"):
        if plain.endswith(ending) and len(plain) > len(ending) + 2:
            return plain[: -len(ending)]
    return plain


def _same(word: str, verb: str) -> bool:
    forms = (verb, verb + "s", verb + "ing", verb.rstrip("e") + "ing", verb + verb[-1] + "ing", verb[:-2] + "ying")
    return word in forms


def pet_figure(node: Node) -> Figure:
    """The figure of an animal of the species table. Raises ``KeyError`` for another noun."""
    species = dressed(species_table()[node.noun], node.attributes)
    pose = pose_of(node)
    mood = Mood(feeling=feeling_of(node.attributes))
    if node.noun in UPRIGHT and pose in ("stand", "walk", "run"):
        pose = "sit"
    if pose in ("stand", "walk", "run"):
        return _move(species, replace(mood, turn=-0.6, tilt=4, look=(-0.4, 0.1)), cast("Gait", pose))
    if pose == "sleep":
        return _sleep(species, replace(mood, closed=True, tilt=-9, turn=-0.3))
    if pose == "lie":
        return _lie(species, replace(mood, turn=-0.3, tilt=3))
    if pose == "play":
        return _sit(species, replace(mood, turn=-0.3, tilt=-8, look=(-0.7, 0.8)), pose)
    if pose == "hold":
        return _sit(species, replace(mood, turn=0.1, tilt=-4, look=(0, 0.9)), pose)
    return _sit(species, mood, pose)


def _blinking(mood: Mood, t: float) -> Mood:
    return replace(mood, blink=1.0 if 0.62 < t < 0.68 else 0.0)


def _move(species: Species, mood: Mood, gait: Gait) -> Figure:
    def draw(pen: Pen, t: float) -> None:
        walking(pen, species, _blinking(mood, t), gait, t)

    body = species.body
    head_x, head_y = HEAD_AT[0], HEAD_AT[1] * body
    anchors = {"head": (head_x, head_y - 150 * species.head), "mouth": (head_x - 30, head_y + 100 * species.head),
               "hand": (-170, -40), "back": (60, -440 * body), "front": (-380, 0), "seat": (60,
               -430 * body)}  # fmt: skip
    return figure_of(draw, unit_m=species.unit_m, anchors=anchors, facing="left")


def _sleep(species: Species, mood: Mood) -> Figure:
    def draw(pen: Pen, t: float) -> None:
        sleeping(pen, species, mood, t)

    anchors = {"back": (80, -420 * species.body), "head": (SLEEP_HEAD[0], SLEEP_HEAD[1] - 150), "front": (-460, 0)}
    return figure_of(draw, unit_m=species.unit_m, anchors=anchors, facing="left")


def _lie(species: Species, mood: Mood) -> Figure:
    def draw(pen: Pen, t: float) -> None:
        lying(pen, species, _blinking(mood, t), t)

    anchors = {"back": (180, -280 * species.body), "head": (LIE_HEAD[0], LIE_HEAD[1] - 150), "hand": (-330, -30),
               "mouth": (LIE_HEAD[0] - 20, LIE_HEAD[1] + 100), "front": (-420, 0)}  # fmt: skip
    return figure_of(draw, unit_m=species.unit_m, anchors=anchors, facing="left")


def _sit(species: Species, mood: Mood, pose: str) -> Figure:
    arms = sit.ARMS[pose]
    top = sit.head_y(species)

    def draw(pen: Pen, t: float) -> None:
        sit.sitting(pen, species, _blinking(mood, t), arms, t)

    def front(pen: Pen, t: float) -> None:
        sit.holding_paws(pen, species, arms)

    hand = arms.left or (-58.0, -40.0)
    if pose == "hold":
        hand = (0.0, -262 * species.body)
    anchors = {"hand": hand, "other_hand": arms.right or (58.0, -40.0), "head": (-8, top - 150 * species.head),
               "mouth": (0, top + 100 * species.head), "back": (120, -300), "lap": (0, -150), "front": (-330,
               0)}  # fmt: skip
    return figure_of(draw, unit_m=species.unit_m, anchors=anchors, draw_front=front if pose == "hold" else None)
