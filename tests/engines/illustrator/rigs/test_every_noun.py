"""Every noun that the rigs claim: drawn in each manner, within its bounds, the same each time, in the colour asked."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from heliograph.engines.illustrator.canvas.pen import Mode, Pen
from heliograph.engines.illustrator.canvas.skia import open_surface
from heliograph.engines.illustrator.rigs.figure import Figure
from heliograph.engines.illustrator.rigs.registry import NOUNS, figure
from heliograph.engines.illustrator.scene import Node

SIDE = 120
EVERY = sorted(NOUNS)
PAINTABLE = (
    "cat", "dog", "horse", "bird", "fish", "car", "bus", "bicycle", "cup", "chair", "umbrella", "backpack", "tree",
    "butterfly", "apple", "dragon", "elephant", "boat", "balloon", "vase", "train", "hat", "kite", "suitcase",
    "bear", "sheep", "truck", "bench", "bowl", "bottle",
)  # fmt: skip


def drawn(noun: str, **attributes: str) -> Figure:
    found = figure(Node(id="it", noun=noun, attributes=attributes), seed=7)
    assert found is not None, noun
    return found


def painted(thing: Figure, mode: Mode, side: int = SIDE) -> NDArray[np.uint8]:
    """The figure fitted into a square with a margin of a tenth on every side."""
    left, top, right, bottom = thing.bounds
    scale = side * 0.8 / max(right - left, bottom - top)
    surface = open_surface(side, side)
    surface.translate(side / 2, side / 2)
    surface.scale(scale)
    surface.translate(-(left + right) / 2, -(top + bottom) / 2)
    pen = Pen(surface=surface, mode=mode, unit=scale, line_width=max(6.0, 1.5 / scale))
    thing.draw(pen, 0.0)
    if thing.draw_front is not None:
        thing.draw_front(pen, 0.0)
    return np.asarray(surface.pixels())


@pytest.mark.parametrize("noun", EVERY)
def test_is_drawn_in_each_manner_within_its_bounds(noun: str) -> None:
    thing = drawn(noun)
    left, top, right, bottom = thing.bounds
    assert thing.height_m > 0
    for mode in ("soft", "line"):
        alpha = painted(thing, mode)[..., 3]
        assert (alpha > 128).sum() > 25, f"{noun} is hardly there"
        scale = SIDE * 0.8 / max(right - left, bottom - top)
        wide, tall = (right - left) * scale / 2 + 4, (bottom - top) * scale / 2 + 4
        inside = np.zeros((SIDE, SIDE), bool)
        middle = SIDE // 2
        inside[
            max(0, int(middle - tall)) : int(middle + tall) + 1, max(0, int(middle - wide)) : int(middle + wide) + 1
        ] = True
        assert not (alpha[~inside] > 40).any(), f"{noun} leaves its bounds"


@pytest.mark.parametrize("noun", EVERY[::3])
def test_line_art_has_two_tones(noun: str) -> None:
    pixels = painted(drawn(noun), "line", 2 * SIDE).astype(np.int16)
    solid = pixels[pixels[..., 3] > 250][:, :3]
    assert (np.ptp(solid, axis=1) <= 2).all(), f"{noun} has colour in line art"
    middling = ((solid[:, 0] > 70) & (solid[:, 0] < 200)).mean()
    assert middling < 0.4, f"{noun} has greys"


@pytest.mark.parametrize("noun", EVERY[::5])
def test_the_same_node_gives_the_same_pixels(noun: str) -> None:
    assert np.array_equal(painted(drawn(noun), "flat"), painted(drawn(noun), "flat"))


@pytest.mark.parametrize("colour", ["blue", "red", "green"])
@pytest.mark.parametrize("noun", PAINTABLE)
def test_the_asked_colour_dominates(noun: str, colour: str) -> None:
    pixels = painted(drawn(noun, colour=colour), "flat").astype(np.float32) / 255
    seen = pixels[pixels[..., 3] > 0.98][:, :3]
    vivid = seen[np.ptp(seen, axis=1) > 0.16]
    assert len(vivid) > 0.2 * len(seen), f"the {colour} {noun} is pale"
    channel = {"red": 0, "green": 1, "blue": 2}[colour]
    assert (vivid.argmax(axis=1) == channel).mean() > 0.5, f"the {noun} is not {colour}"


def test_unknown_nouns_and_fragments_are_nobodys() -> None:
    assert figure(Node(id="x", noun="democracy"), seed=1) is None
    assert figure(Node(id="x", noun="_eye"), seed=1) is None
    assert "_eye" not in NOUNS
