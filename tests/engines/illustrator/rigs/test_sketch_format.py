"""The sketch language: what it reads, and that it says where a line is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.engines.illustrator.rigs.palette import resolve, roundness
from heliograph.engines.illustrator.rigs.sketch_format import SketchError, read_sketches

ROUND = """
// a comment
red_ball 0.2m base=#ff0000 air @top=0,600
  part base oval 0 300 300 300 | hl=.4
    fill second blob 0,0! 10,20 30,40
  group sway=0,0,5
    line #000000 lines 0,0 0,600 | w=12
"""
WRONG = (
    "ball",
    "ball 3",
    "ball 1m\n  draw base oval 0 0 1 1",
    "ball 1m\n  part base pear 0 0",
    "ball 1m\n  part base blob 0;0",
    "ball 1m\n    part base oval 0 0 1 1",
    "ball 1m\n  part base oval 0 0 1 1\nball 2m\n  part base oval 0 0 1 1",
)


def test_reads_names_roles_anchors_and_children() -> None:
    (sketch,) = read_sketches(ROUND).values()
    assert sketch.name == "red ball"
    assert sketch.height_m == 0.2
    assert sketch.roles == {"base": "#ff0000"}
    assert sketch.anchors == {"top": (0, -600)}
    assert sketch.flags == {"air"}
    part, group = sketch.marks
    assert part.numbers == (0, 300, 300, 300)
    assert part.options == {"hl": ".4"}
    assert part.children[0].points == ((0, 0, 1), (10, -20), (30, -40))
    assert group.verb == "group"
    assert group.children[0].shape == "lines"


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_line_is_named(text: str) -> None:
    with pytest.raises(SketchError):
        read_sketches(text)


@given(st.integers(0, 100), st.sampled_from("+-"))
def test_colour_expressions_stay_between_their_ends(amount: int, sign: str) -> None:
    colour = resolve(f"base{sign}{amount}", {"base": "#808080"})
    assert len(colour) == 7
    assert colour.startswith("#")


def test_an_undefined_role_is_an_error() -> None:
    with pytest.raises(KeyError):
        resolve("nowhere", {})


def test_white_things_keep_their_light() -> None:
    assert roundness("#ffffff") < roundness("#804020")
