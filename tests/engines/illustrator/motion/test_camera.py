"""The camera never looks beyond its canvas."""

from __future__ import annotations

import numpy as np
import pytest

from heliograph.engines.illustrator.motion.camera import Camera

MOVES = ["static", "pan", "tilt", "zoom_in", "zoom_out", "track", "orbit", "held"]


@pytest.mark.parametrize("move", MOVES)
def test_every_window_lies_on_the_canvas(move: str) -> None:
    camera = Camera(move, 1280, 720)
    wide, tall = camera.canvas
    assert wide % 2 == tall % 2 == 0
    for at in np.linspace(0, 1, 33):
        left, top, nearer = camera.window(float(at))
        assert left >= 0
        assert top >= 0
        assert left + 1280 / nearer <= wide + 1e-6
        assert top + 720 / nearer <= tall + 1e-6


@pytest.mark.parametrize("move", MOVES)
def test_a_frame_has_the_size_of_the_film(move: str) -> None:
    camera = Camera(move, 320, 180)
    wide, tall = camera.canvas
    assert camera.see(np.zeros((tall, wide, 3), np.uint8), 0.7).shape == (180, 320, 3)
