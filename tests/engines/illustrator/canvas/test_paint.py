"""Colours by name and by mixture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.engines.illustrator.canvas import paint

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours, colours)
def test_mixing_begins_and_ends_at_its_colours(first: str, second: str) -> None:
    assert paint.mix(first, second, 0) == first
    assert paint.mix(first, second, 1) == second


@given(colours)
def test_shade_is_darker_and_tint_is_lighter(colour: str) -> None:
    assert paint.luminance(paint.shade(colour, 0.5)) <= max(paint.luminance(colour), paint.luminance("#3a1d46")) + 0.01
    assert paint.luminance(paint.tint(colour, 0.5)) >= min(paint.luminance(colour), paint.luminance("#fff8ea")) - 0.01


@given(colours)
def test_hex_survives_a_round_trip(colour: str) -> None:
    assert paint.to_hex(*paint.hex_colour(colour)[:3]) == colour


def test_named_colours() -> None:
    assert paint.named("Red") == paint.named("red")
    assert paint.named("#fa0") == "#ffaa00"
    assert paint.luminance(paint.named("dark blue")) < paint.luminance(paint.named("blue"))
    assert paint.luminance(paint.named("light green")) > paint.luminance(paint.named("green"))
    with pytest.raises(KeyError):
        paint.named("colour of love")
