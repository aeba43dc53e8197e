"""Frames keep every pixel they promise to keep."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.edit.foreign.frame import covered, crop, extended, fitted, resized, zoomed


def noise(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(1).random((height, width, 3), dtype=np.float32)


@given(st.integers(8, 60), st.integers(8, 60), st.integers(8, 90), st.integers(8, 90))
@settings(max_examples=30, deadline=None)
def test_sizes_are_met(width: int, height: int, new_width: int, new_height: int) -> None:
    page = noise(width, height)
    for change in (fitted, covered, resized):
        out = change(page, new_width, new_height)
        assert out.shape == (new_height, new_width, 3)
        assert out.min() >= 0
        assert out.max() <= 1


def test_extension_keeps_the_middle() -> None:
    page = noise(40, 30)
    assert (extended(page, 80, 50)[10:40, 20:60] == page).all()


def test_white_paper_grows_white() -> None:
    page = np.ones((30, 30, 3), np.float32)
    page[10:20, 10:20] = 0
    out = extended(page, 60, 30)
    assert (out[:, :14] == 1).all()


def test_crop_and_zoom() -> None:
    page = noise(60, 40)
    assert crop(page, 1.0).shape == (40, 40, 3)
    assert (crop(page, 1.0) == page[:, 10:50]).all()
    assert zoomed(page, 2).shape == zoomed(page, 0.5).shape == page.shape


@pytest.mark.parametrize("factor", [2, 4])
def test_enlarging_does_not_ring(factor: int) -> None:
    page = np.full((32, 32, 3), 0.2, np.float32)
    page[:, 16:] = 0.8
    out = resized(page, 32 * factor, 32 * factor)
    assert out.min() > 0.199
    assert out.max() < 0.801
