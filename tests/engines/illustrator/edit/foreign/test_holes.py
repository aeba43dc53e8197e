"""Masks in the two conventions that clients use, and plain grounds."""

import numpy as np

from heliograph.engines.illustrator.edit.foreign.holes import feathered, plain_background, read_mask


def test_transparent_means_change() -> None:
    rgba = np.full((8, 8, 4), 255, np.uint8)
    rgba[2:5, 2:5, 3] = 0
    mask = read_mask(rgba)
    assert (mask[2:5, 2:5] == 255).all()
    assert mask.sum() == 9 * 255


def test_white_means_change_without_transparency() -> None:
    rgba = np.zeros((8, 8, 4), np.uint8)
    rgba[..., 3] = 255
    rgba[2:5, 2:5, :3] = 255
    assert read_mask(rgba).sum() == 9 * 255


def test_feather_stays_inside() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[10:30, 10:30] = 255
    soft = feathered(mask, 4)
    assert soft[mask == 0].max() == 0
    assert soft[20, 20] == 1
    assert 0 < soft[11, 20] < 1


def test_plain_ground_is_found_and_busy_ground_is_not() -> None:
    page = np.full((60, 60, 3), 0.9, np.float32)
    page[20:40, 20:40] = (0.2, 0.3, 0.8)
    ground = plain_background(page)
    assert ground is not None
    assert ground[5, 5] > 0.95
    assert ground[30, 30] < 0.05
    assert plain_background(np.random.default_rng(1).random((60, 60, 3), dtype=np.float32)) is None
