"""Centaurs: a horse's body that grows into a person where its neck would be."""

from __future__ import annotations

from dataclasses import replace

from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.hoofed import Frame, standing
from heliograph.engines.illustrator.rigs.animals.hoofed_species import groomed, hoofed_table
from heliograph.engines.illustrator.rigs.figure import Figure, figure_of
from heliograph.engines.illustrator.rigs.people.body import upper_body
from heliograph.engines.illustrator.rigs.people.build import build_of
from heliograph.engines.illustrator.rigs.people.pose import POSES, skeleton
from heliograph.engines.illustrator.rigs.people.wardrobe import character
from heliograph.engines.illustrator.scene import Node


def centaur_figure(node: Node, seed: int) -> Figure:
    """The figure of a centaur; it looks to the left."""
    horse = replace(groomed(hoofed_table()["horse"], node.attributes), neck=60.0, rise=80.0)
    who = character(node, seed)
    who = replace(
        who, outfit=replace(who.outfit, top="tunic", sleeves="none", hat="", colour="#7f9a55", belt="#5f3f26")
    )
    pose = replace(POSES["wave"], turn=-0.4)
    build = build_of("adult", who.looks.gender, chibi=False)

    def draw(pen: Pen, t: float) -> None:
        frame = Frame(horse, "stand", t)
        standing(pen, frame, headless=True)
        pen.save()
        pen.translate(frame.chest - 10, frame.back + 120 - build.hip_y)
        upper_body(pen, who, skeleton(build, pose, t), pose, t)
        pen.restore()

    return figure_of(draw, height_m=2.3, facing="left")
