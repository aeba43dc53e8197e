"""Which drawing a node gets."""

from __future__ import annotations

import pytest

from heliograph.engines.illustrator.rigs.registry import figure
from heliograph.engines.illustrator.scene import Node


@pytest.mark.parametrize("noun", ["bird", "crow", "seagull"])
def test_a_bird_that_flies_lifts_its_wings_and_leaves_the_ground(noun: str) -> None:
    perched, flying = (figure(Node(id="x", noun=noun, pose=pose), seed=0) for pose in ("", "fly"))
    assert perched is not None
    assert flying is not None
    assert perched.grounded
    assert not flying.grounded
    assert flying.bounds[1] < perched.bounds[1]
    assert flying.height_m == perched.height_m


def test_the_kind_of_a_ship_picks_its_drawing() -> None:
    steamer, pirate = (figure(Node(id="x", noun="ship", attributes=kind), seed=0) for kind in ({}, {"kind": "pirate"}))
    assert steamer is not None
    assert pirate is not None
    assert steamer.bounds != pirate.bounds
