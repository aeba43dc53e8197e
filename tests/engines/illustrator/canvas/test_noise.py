"""Streams repeat and do not disturb each other."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from heliograph.engines.illustrator.canvas import noise


@given(st.integers(0, 2**32), st.text(max_size=8))
def test_a_stream_repeats(seed: int, name: str) -> None:
    assert noise.rng(seed, name).random() == noise.rng(seed, name).random()
    assert noise.rng(seed, name).random() != noise.rng(seed, name, "else").random()


def test_names_are_not_run_together() -> None:
    assert noise.rng(1, "ab", "c").random() != noise.rng(1, "a", "bc").random()


def test_fields_have_the_size_and_range_asked() -> None:
    for field in (noise.fbm(50, 30, 12, noise.rng(1)), noise.ridges(50, 30, 12, noise.rng(2))):
        assert field.shape == (30, 50)
        assert field.dtype == np.float32
        assert -0.3 < field.min() < field.max() < 1.3
        assert field.std() > 0.01


def test_step_is_an_s_curve() -> None:
    values = noise.step(0.2, 0.8, np.linspace(0, 1, 11, dtype=np.float32))
    assert values[0] == 0
    assert values[-1] == 1
    assert (np.diff(values) >= 0).all()
