"""The sketch files as a whole: every drawing can be read, none is drawn twice."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from heliograph.engines.illustrator.rigs.registry import figure, sketches
from heliograph.engines.illustrator.rigs.sketch_format import read_sketches
from heliograph.engines.illustrator.scene import Node

FOLDER = files("heliograph.engines.illustrator.rigs") / "sketches"


def test_no_thing_is_drawn_in_two_files() -> None:
    names = [
        name
        for entry in FOLDER.iterdir()
        if entry.name.endswith(".sketch")
        for name in read_sketches(entry.read_text("utf-8"))
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_kind_with_its_own_drawing_is_drawn_that_way() -> None:
    plain = figure(Node(id="a", noun="hat"), seed=1)
    pointed = figure(Node(id="a", noun="hat", attributes={"kind": "wizard"}), seed=1)
    unknown = figure(Node(id="a", noun="hat", attributes={"kind": "nobody drew this"}), seed=1)
    assert plain is not None
    assert pointed is not None
    assert unknown is not None
    assert pointed.bounds != plain.bounds
    assert unknown.bounds == plain.bounds


def test_what_is_held_or_stood_on_lies_on_the_thing() -> None:
    for name in sketches():
        thing = figure(Node(id="a", noun=name), seed=1)
        if thing is None:
            continue
        left, top, right, bottom = thing.bounds
        slack = 0.1 * max(thing.width, thing.height)
        for anchor, (x, y) in thing.anchors.items():
            assert left - slack <= x <= right + slack, f"{anchor} of {name}"
            assert top - slack <= y <= bottom + slack, f"{anchor} of {name}"
