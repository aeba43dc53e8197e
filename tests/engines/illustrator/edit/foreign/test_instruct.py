"""Instructions become steps in working order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.engines.illustrator.edit.foreign.instruct import ORDER, steps


@pytest.mark.parametrize(
    ("instruction", "kinds"),
    [
        ("make it night", ["tone"]),
        ("turn it into a watercolor, at sunset", ["tone", "style"]),
        ("write 'Good Night' below", ["letters"]),
        ('Add the text "night" at the top', ["letters"]),
        ("make the red car blue and add snow", ["recolour", "weather"]),
        ("remove the night lamp", ["remove"]),
        ("replace the background with a beach", ["background"]),
        ("then fill color as children's crayon style", ["style", "colour_in"]),
        ("zoom out and flip it", ["mirror", "zoom"]),
        ("upscale 4x", ["enlarge"]),
        ("describe this picture", []),
    ],
)
def test_steps(instruction: str, kinds: list[str]) -> None:
    assert sorted(step.kind for step in steps(instruction)) == sorted(kinds)


def test_details() -> None:
    (letters,) = steps("write 'Hello' below it")
    assert (letters.value, letters.target) == ("Hello", "bottom")
    assert steps("crop to 16:9")[0].number == pytest.approx(16 / 9)
    (recolour,) = steps("change the red hat to light blue")
    assert (recolour.target, recolour.value) == ("red hat", "light blue")


@given(st.text(max_size=200))
def test_any_text_is_survived(instruction: str) -> None:
    kinds = [ORDER.index(step.kind) for step in steps(instruction)]
    assert kinds == sorted(kinds)
