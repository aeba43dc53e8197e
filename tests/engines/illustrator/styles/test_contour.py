"""Ink is found where colours part and kept where it was drawn."""

import cv2
import numpy as np

from heliograph.engines.illustrator.styles.contour import borders, is_ink, looks_drawn, outlines, simple_outlines


def disc(inside: tuple[float, float, float], outside: tuple[float, float, float]) -> np.ndarray:
    page = np.full((256, 256, 3), outside, np.float32)
    cv2.circle(page, (128, 128), 70, inside, -1, cv2.LINE_AA)
    return page


def test_a_line_runs_around_a_disc_even_of_equal_lightness() -> None:
    for page in (disc((0.9, 0.2, 0.2), (0.9, 0.9, 0.9)), disc((0.8, 0.35, 0.35), (0.33, 0.55, 0.33))):
        ink = outlines(page)
        assert ink[128, 54:62].min() < 0.2
        assert ink[128, 194:202].min() < 0.2
        assert ink[110:146, 110:146].min() > 0.95
        assert ink[5:40, 5:40].min() > 0.95


def test_simple_outlines_spare_things() -> None:
    page = disc((0.9, 0.2, 0.2), (0.6, 0.8, 1.0))
    everything = simple_outlines(page, np.zeros((256, 256), np.bool_))
    assert (everything < 0.5).sum() > 300
    left = np.zeros((256, 256), np.bool_)
    left[:, :140] = True
    assert (simple_outlines(page, left)[:, :136] > 0.9).all()


def test_line_art_is_told_from_paintings() -> None:
    drawn = np.ones((256, 256, 3), np.float32)
    cv2.circle(drawn, (128, 128), 70, (0, 0, 0), 4, cv2.LINE_AA)
    assert looks_drawn(drawn)
    assert is_ink(drawn[..., 0])
    assert not looks_drawn(disc((0.9, 0.2, 0.2), (0.9, 0.9, 0.9)))
    assert not looks_drawn(np.zeros((64, 64, 3), np.float32))


def test_borders_lie_between_regions() -> None:
    ids = np.zeros((4, 6), np.int32)
    ids[:, 3:] = 1
    assert borders(ids).sum() == 4
    assert (borders(ids)[:, 2] == 1).all()
