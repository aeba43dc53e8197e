"""Letters are measured before they are drawn and stay in their room."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.canvas.lettering import missing_letters, mood_of, set_block, set_line
from heliograph.engines.illustrator.canvas.paint import solid
from heliograph.engines.illustrator.canvas.skia import open_surface

MOODS = ("clean", "friendly", "elegant", "handwritten", "loud")
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .,!?&", min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(words, st.sampled_from(MOODS), st.floats(20, 300), st.floats(20, 300))
def test_ink_stays_in_its_room(text: str, mood: str, width: float, height: float) -> None:
    block = set_block(text, (10, 10, 10 + width, 10 + height), mood)
    x0, y0, x1, y1 = block.box
    assert 10 - 0.01 <= x0 <= x1 <= 10 + width + 0.01
    assert 10 - 0.01 <= y0 <= y1 <= 10 + height + 0.01
    assert " ".join(" ".join(block.lines).split()) == " ".join(text.split())


@pytest.mark.parametrize("mood", MOODS)
def test_drawn_ink_is_the_measured_ink(mood: str) -> None:
    surface = open_surface(300, 200)
    block = set_block("Quick Jay", (40, 30, 260, 170), mood)
    surface.fill(block.path, solid("#000000"))
    ys, xs = np.nonzero(surface.pixels()[..., 3] > 20)
    measured = (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)
    assert measured == pytest.approx(block.box, abs=2.5)


def test_several_scripts_are_set() -> None:
    for text in ("Привет", "नमस्ते", "Grüße", "naïve"):
        assert set_line(text, 40).path
        assert not missing_letters(text)


def test_a_letter_nobody_has_is_said() -> None:
    assert missing_letters("日a本a日") == ("日", "本")
    assert set_block("日", (0, 0, 50, 50)).missing == ("日",)


def test_given_line_breaks_are_kept() -> None:
    assert set_block("one\ntwo three", (0, 0, 400, 300)).lines == ("one", "two three")


def test_nothing_to_set_is_nothing_drawn() -> None:
    assert set_block("   ", (0, 0, 50, 50)).path == ()
    with pytest.raises(ValueError, match="room"):
        set_block("a", (0, 0, 0, 10))


def test_moods_by_word() -> None:
    assert mood_of("wedding") == "elegant"
    assert mood_of("a playful font") == "friendly"
    assert mood_of("unheard of") == "clean"
