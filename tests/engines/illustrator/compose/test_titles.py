"""Words on a picture stay inside it and can be read."""

from __future__ import annotations

import numpy as np
import pytest

from heliograph.engines.illustrator.compose.picture import compose
from heliograph.engines.illustrator.compose.titles import letter
from heliograph.engines.illustrator.scene import Lettering, Node, Scene


def scene(size: tuple[int, int], *words: Lettering, nodes: tuple[Node, ...] = ()) -> Scene:
    return Scene(prompt="", width=size[0], height=size[1], setting="studio", lettering=words, nodes=nodes)


@pytest.mark.parametrize("size", [(200, 200), (90, 260), (300, 80)])
@pytest.mark.parametrize("place", ["top", "bottom", "centre"])
def test_the_frame_is_never_touched(size: tuple[int, int], place: str) -> None:
    wanted = scene(size, Lettering(text="A rather long headline, gypsum & jelly", place=place))
    composed = compose(wanted)
    made, notes = letter(composed.picture.copy(), wanted, composed, "soft")
    changed = np.abs(made - composed.picture).max(axis=2) > 0.02
    assert changed.any()
    assert not notes
    assert not changed[0].any()
    assert not changed[-1].any()
    assert not changed[:, 0].any()
    assert not changed[:, -1].any()


def test_letters_contrast_with_what_is_below() -> None:
    for background in ("white", "black"):
        wanted = Scene(
            prompt="", width=160, height=160, setting="studio", background=background, lettering=(Lettering(text="Hi"),)
        )
        composed = compose(wanted)
        made, _ = letter(composed.picture.copy(), wanted, composed, "soft")
        assert np.abs(made - composed.picture).max() > 0.5


def test_words_on_a_thing_stay_on_it() -> None:
    node = Node(id="a", noun="bus")
    wanted = scene((240, 240), Lettering(text="GO", role="sign", target="a"), nodes=(node,))
    composed = compose(wanted)
    made, _ = letter(composed.picture.copy(), wanted, composed, "flat")
    changed = np.abs(made - composed.picture).max(axis=2) > 0.1
    assert changed.any()
    assert (composed.ids[changed] == 0).mean() > 0.85


def test_no_words_no_change() -> None:
    wanted = scene((64, 64))
    composed = compose(wanted)
    assert letter(composed.picture, wanted, composed, "soft")[0] is composed.picture


def test_a_letter_that_nobody_has_is_said() -> None:
    wanted = scene((64, 64), Lettering(text="日"))
    composed = compose(wanted)
    assert letter(composed.picture, wanted, composed, "soft")[1] == ("no typeface here has '日'",)
