"""An asked colour leads: the largest areas take it, details keep theirs."""

from __future__ import annotations

import numpy as np
import pytest

from heliograph.engines.illustrator.canvas.paint import rgb
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.skia import open_surface
from heliograph.engines.illustrator.rigs.registry import figure
from heliograph.engines.illustrator.rigs.sketch import sketch_figure
from heliograph.engines.illustrator.rigs.sketch_format import read_sketches
from heliograph.engines.illustrator.scene import Node

TART = """
tart 0.3m base=#f3c255 second=#cf4a34
  part #c98a45 oval 0 300 300 300
    fill base oval 0 300 120 120
  fill #101010 oval 0 300 20 20
"""


def painted(attributes: dict[str, str]) -> np.ndarray:
    figure = sketch_figure(read_sketches(TART)["tart"], attributes, {})
    surface = open_surface(60, 60)
    pen = Pen(surface=surface, mode="flat", line_width=0)
    pen.scale(0.1)
    pen.translate(300, 600)
    figure.draw(pen, 0)
    return np.asarray(surface.pixels(), np.float32)[..., :3] / 255


def test_the_largest_area_takes_the_asked_colour() -> None:
    assert np.linalg.norm(painted({"colour": "purple"})[30, 8] - rgb("#7f4ab5")) < 0.2


def test_a_small_detail_keeps_its_own() -> None:
    assert painted({"colour": "purple"})[30, 30].max() < 0.2


def test_without_a_wish_nothing_changes() -> None:
    assert np.linalg.norm(painted({})[30, 8] - rgb("#c98a45")) < 0.2


@pytest.mark.parametrize("noun", ["clock", "phone", "pizza", "bed", "umbrella", "carrot"])
def test_real_things_are_mostly_of_the_asked_colour(noun: str) -> None:
    drawing = figure(Node(id="x", noun=noun, attributes={"colour": "blue"}), seed=0)
    assert drawing is not None
    left, top, right, bottom = drawing.bounds
    surface = open_surface(80, 80)
    pen = Pen(surface=surface, mode="flat", line_width=0)
    pen.scale(80 / max(right - left, bottom - top))
    pen.translate(-left, -top)
    drawing.draw(pen, 0)
    pixels = surface.pixels().astype(int)
    solid = pixels[..., 3] > 250
    bluish = (pixels[..., 2] > pixels[..., 0] + 25) & solid
    assert bluish.sum() > 0.5 * solid.sum()
