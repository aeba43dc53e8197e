"""Moods change light and colour, nothing else."""

import numpy as np

from heliograph.engines.illustrator.styles.tone import toned, with_moods

PAGE = np.random.default_rng(2).random((32, 48, 3), dtype=np.float32)


def test_an_empty_row_changes_nothing() -> None:
    assert np.abs(toned(PAGE, {}) - PAGE).max() < 1e-5


def test_monochrome_has_no_colour() -> None:
    out = with_moods(PAGE, ("chibi", "monochrome"))
    assert np.ptp(out, axis=-1).max() < 1e-5


def test_unknown_options_are_passed_over() -> None:
    assert (with_moods(PAGE, ("chibi", "isometric")) == PAGE).all()


def test_darker_is_darker_and_in_range() -> None:
    out = with_moods(PAGE, ("dark",))
    assert out.mean() < PAGE.mean() - 0.05
    assert out.min() >= 0
