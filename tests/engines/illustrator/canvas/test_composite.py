"""Arithmetic on whole pictures."""

from __future__ import annotations

import numpy as np

from heliograph.engines.illustrator.canvas import composite
from heliograph.engines.illustrator.canvas.noise import rng


def test_over_lays_premultiplied_colour() -> None:
    below = np.ones((2, 2, 3), np.float32)
    above = np.array([[[0.5, 0, 0, 0.5]] * 2] * 2, np.float32)
    assert np.allclose(composite.over(below, above), (1.0, 0.5, 0.5))


def test_over_at_cuts_what_sticks_out() -> None:
    below = np.zeros((4, 4, 3), np.float32)
    composite.over_at(below, np.ones((3, 3, 4), np.float32), -2, 3)
    assert below.sum() == 3
    composite.over_at(below, np.ones((3, 3, 4), np.float32), 50, 50)
    assert below.sum() == 3


def test_blur_keeps_the_mean() -> None:
    picture = rng(3).random((64, 64, 3), dtype=np.float32)
    for sigma in (0.1, 2, 9):
        assert abs(float(composite.blurred(picture, sigma).mean() - picture.mean())) < 0.02


def test_bytes_and_floats_agree() -> None:
    every = np.arange(256, dtype=np.uint8).reshape(16, 16, 1).repeat(4, axis=2)
    assert (composite.to_bytes(composite.to_float(every)) == every).all()


def test_a_shadow_lies_at_the_foot() -> None:
    alpha = np.zeros((100, 100), np.float32)
    alpha[20:80, 40:60] = 1
    touch = composite.contact_shadow(alpha, 80, 0.05, 1.5)
    assert touch[78, 50] > 0.5
    assert touch[40, 50] < 0.05
    cast = composite.cast_shadow(alpha, 80, 0.5, -0.3, 1.0)
    assert cast[70, :].argmax() != 50
    assert cast[:55].max() < 0.2
