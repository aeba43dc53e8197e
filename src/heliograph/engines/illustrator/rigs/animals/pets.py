"""Chooses the pose of an animal from its node and offers the figure. Knows poses and species, draws nothing itself."""

from __future__ import annotations

from dataclasses import replace

from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals import sit
from heliograph.engines.illustrator.rigs.animals.face import Mood, feeling_of
from heliograph.engines.illustrator.rigs.animals.species import Species, dressed, species_table
from heliograph.engines.illustrator.rigs.figure import Figure, figure_of
from heliograph.engines.illustrator.scene import Node


def pet_figure(node: Node) -> Figure:
    """The figure of an animal of the species table. Raises ``KeyError`` for another noun."""
    species = dressed(species_table()[node.noun], node.attributes)
    mood = Mood(feeling=feeling_of(node.attributes))
    return _sit(species, mood, "sit")


def _blinking(mood: Mood, t: float) -> Mood:
    return replace(mood, blink=1.0 if 0.62 < t < 0.68 else 0.0)


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
