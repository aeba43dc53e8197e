"""One drawing, three modes."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from heliograph.engines.illustrator.canvas.paths import oval, rect, smooth
from heliograph.engines.illustrator.canvas.pen import Mode, Pen
from heliograph.engines.illustrator.canvas.skia import open_surface


def drawn(mode: Mode, *, mirrored: bool = False) -> np.ndarray:
    surface = open_surface(200, 200)
    pen = Pen(surface=surface, mode=mode, line_width=4)
    pen.save()
    if mirrored:
        pen.translate(200, 0)
        pen.scale(-1, 1)
    pen.part(oval(100, 110, 70, 60), "#e87722", pattern=lambda: pen.fill(oval(100, 110, 20, 20), "#3355ff"))
    pen.line(smooth([(40, 40), (100, 20), (160, 40)], False))
    pen.restore()
    return surface.pixels()


@pytest.mark.parametrize("mode", get_args(Mode))
def test_every_mode_draws(mode: Mode) -> None:
    assert drawn(mode)[110, 100, 3] == 255
    assert drawn(mode)[5, 5, 3] == 0


def test_line_mode_is_black_on_white() -> None:
    pixels = drawn("line")
    solid = pixels[pixels[..., 3] == 255][:, :3]
    grey = solid.max(axis=1).astype(int) - solid.min(axis=1).astype(int)
    assert grey.max() <= 1
    assert ((solid[:, 0] < 40) | (solid[:, 0] > 215)).mean() > 0.9


def test_marks_without_ink_are_left_out_of_line_art() -> None:
    surface = open_surface(50, 50)
    pen = Pen(surface=surface, mode="line")
    pen.fill(rect(0, 0, 50, 50), "#ff0000")
    pen.glow(rect(0, 0, 50, 50), "#ff0000")
    pen.darken(rect(0, 0, 50, 50))
    assert not surface.pixels().any()
    pen.fill(rect(0, 0, 50, 50), "#ff0000", ink="#111111")
    assert surface.pixels()[25, 25, 3] == 255


def test_soft_parts_are_lit_from_the_light() -> None:
    pixels = drawn("soft").astype(int)
    assert pixels[75, 65, :3].sum() > pixels[145, 145, :3].sum()


def test_a_mirrored_drawing_keeps_its_light() -> None:
    pixels = drawn("soft", mirrored=True).astype(int)
    assert pixels[75, 65, :3].sum() > pixels[145, 145, :3].sum()


def test_the_pattern_stays_inside_the_part() -> None:
    surface = open_surface(100, 100)
    pen = Pen(surface=surface, mode="flat", line_width=1)
    pen.part(oval(50, 50, 20), "#ffffff", shade=0, pattern=lambda: pen.fill(rect(0, 0, 100, 100), "#ff0000"))
    pixels = surface.pixels()
    assert pixels[50, 50, 1] < 20
    assert pixels[5, 5, 3] == 0
