"""Few colours, always the same ones."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.styles.palette import large_areas, nearest, pick


def flag() -> np.ndarray:
    page = np.zeros((90, 120, 3), np.uint8)
    page[:30], page[30:60], page[60:] = (200, 30, 30), (240, 240, 240), (30, 60, 180)
    return page


def test_plain_colours_are_found_exactly_enough() -> None:
    page = flag()
    palette = pick(page, 3)
    assert len(palette) == 3
    assert np.abs(palette[nearest(page, palette)] * 255 - page).max() < 6


@given(st.integers(0, 2**32 - 1), st.integers(2, 20))
@settings(max_examples=15, deadline=None)
def test_palette_is_repeatable_and_in_range(seed: int, colours: int) -> None:
    page = np.random.default_rng(seed).integers(0, 256, (40, 30, 3), dtype=np.uint8)
    palette = pick(page, colours)
    assert 1 <= len(palette) <= colours
    assert palette.min() >= 0
    assert palette.max() <= 1
    assert (palette == pick(page, colours)).all()
    assert nearest(page, palette).max() < len(palette)


def test_large_areas_drop_specks() -> None:
    page = (flag() / 255).astype(np.float32)
    clean, _ = large_areas(page, 4)
    page[10:12, 10:12] = 0
    specked, colours = large_areas(page, 4)
    assert len(np.unique(specked)) == len(np.unique(clean)) == 3
    assert colours.shape[1] == 3
