"""Offers the figures of animals seen from the side, in the pose their node asks for."""

from __future__ import annotations

import math
from typing import cast

from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.face import feeling_of
from heliograph.engines.illustrator.rigs.animals.feathers import feathered_wing
from heliograph.engines.illustrator.rigs.animals.gait import Gait
from heliograph.engines.illustrator.rigs.animals.hoofed import Frame, lying_down, standing
from heliograph.engines.illustrator.rigs.animals.hoofed_species import Hoofed, groomed, hoofed_table
from heliograph.engines.illustrator.rigs.animals.pets import pose_of
from heliograph.engines.illustrator.rigs.figure import Figure, figure_of
from heliograph.engines.illustrator.scene import Node

GRAZING = frozenset({"graze", "grazing", "grazes", "drink", "drinking", "drinks", "eat", "eating", "eats"})


def hoofed_figure(node: Node) -> Figure:
    """The figure of an animal of the table. Raises ``KeyError`` for another noun."""
    species = groomed(hoofed_table()[node.noun], node.attributes)
    pose = pose_of(node, "stand")
    feeling = feeling_of(node.attributes)
    if pose in ("lie", "sleep") and species.leg_width < 1.4:
        return _lying(species, pose == "sleep", feeling)
    gait: Gait = cast("Gait", pose) if pose in ("walk", "run") else "stand"
    grazing = bool({node.verb, node.pose} & GRAZING) and species.neck > 150
    droop = species.rise + 34 if grazing else 0.0
    closed = pose == "sleep"

    def draw(pen: Pen, t: float) -> None:
        frame = Frame(species, gait, t, droop)
        standing(pen, frame, closed or 0.62 < t < 0.68, feeling)
        if species.wings:
            _wing(pen, frame, t)

    frame = Frame(species, gait, 0, droop)
    x, y = frame.nape
    anchors = {"back": (0.0, frame.back + 16), "seat": (-10.0, frame.back + 16), "head": (x - 20,
        y - 60 * species.head),
               "mouth": (x - 200 * species.head, y + 150 * species.head), "hand": (x - 200, y + 150), "top": (x,
               y - 60),
               "front": (x - 240, 0.0)}  # fmt: skip
    return figure_of(draw, unit_m=species.unit_m, anchors=anchors, facing="left")


def _wing(pen: Pen, frame: Frame, t: float) -> None:
    pen.save()
    pen.translate(-40, frame.back + 60)
    pen.rotate(-10 * math.sin(2 * math.pi * t))
    feathered_wing(pen, frame.species.belly, 1.0)
    pen.restore()


def _lying(species: Hoofed, closed: bool, feeling: str) -> Figure:
    def draw(pen: Pen, t: float) -> None:
        lying_down(pen, species, t, closed, feeling)

    return figure_of(draw, unit_m=species.unit_m, facing="left")
